import type { JsonValue } from '#platform/db/column-types.ts';
import type { Db } from '#platform/db/index.ts';
import type { AccountId } from '#platform/kernel/actor.ts';

export type CeremonyKind = 'passkey_add' | 'passkey_sign_in' | 'openid';

export async function insertCeremony(
  db: Db,
  ceremony: {
    readonly tokenHash: Buffer;
    readonly kind: CeremonyKind;
    readonly accountId: AccountId | undefined;
    readonly data: JsonValue;
    readonly expiresAt: Date;
  },
): Promise<void> {
  await db
    .insertInto('auth.ceremony')
    .values({
      token_hash: ceremony.tokenHash,
      kind: ceremony.kind,
      account_id: ceremony.accountId ?? null,
      data: JSON.stringify(ceremony.data),
      expires_at: ceremony.expiresAt,
    })
    .execute();
}

/** Takes it away with the answer: an exchange cannot be replayed. */
export async function takeCeremony(
  db: Db,
  tokenHash: Buffer,
  kind: CeremonyKind,
  now: Date,
): Promise<{ readonly accountId: AccountId | undefined; readonly data: JsonValue } | undefined> {
  const row = await db
    .deleteFrom('auth.ceremony')
    .where('token_hash', '=', tokenHash)
    .where('kind', '=', kind)
    .returning(['account_id', 'data', 'expires_at'])
    .executeTakeFirst();
  if (!row || row.expires_at <= now) return undefined;
  return {
    accountId: (row.account_id ?? undefined) as AccountId | undefined,
    data: row.data as JsonValue,
  };
}
