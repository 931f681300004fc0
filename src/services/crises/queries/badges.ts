import type { Db } from '#platform/db/index.ts';

export interface BadgeKey {
  /** Raw, 32 bytes. */
  readonly publicKey: Buffer;
  /** PKCS #8. */
  readonly privateKey: Buffer;
}

export async function badgeKeyOf(db: Db, crisisId: string): Promise<BadgeKey | undefined> {
  return db
    .selectFrom('crises.badge_key')
    .select(['public_key as publicKey', 'private_key as privateKey'])
    .where('crisis_id', '=', crisisId)
    .executeTakeFirst();
}

export async function insertBadgeKey(db: Db, crisisId: string, key: BadgeKey): Promise<void> {
  await db
    .insertInto('crises.badge_key')
    .values({ crisis_id: crisisId, public_key: key.publicKey, private_key: key.privateKey })
    .onConflict((conflict) => conflict.column('crisis_id').doNothing())
    .execute();
}
