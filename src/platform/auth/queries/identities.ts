import type { Db } from '#platform/db/index.ts';
import type { AccountId } from '#platform/kernel/actor.ts';
import type { Identity } from './codes.ts';

/** The account bound to this issuer and subject; an e-mail plays no part. */
export async function accountOfIdentity(
  db: Db,
  identity: Pick<Identity, 'issuer' | 'subject'>,
): Promise<AccountId | undefined> {
  const row = await db
    .selectFrom('auth.oidc_identity')
    .select('account_id')
    .where('issuer', '=', identity.issuer)
    .where('subject', '=', identity.subject)
    .executeTakeFirst();
  return row?.account_id as AccountId | undefined;
}

/** `false` when another account holds the identity. */
export async function linkIdentity(
  db: Db,
  accountId: AccountId,
  identity: Identity,
  at: Date,
): Promise<boolean> {
  const row = await db
    .insertInto('auth.oidc_identity')
    .values({ ...identity, account_id: accountId, linked_at: at })
    .onConflict((conflict) =>
      conflict
        .columns(['issuer', 'subject'])
        .doUpdateSet({ label: identity.label })
        .where('auth.oidc_identity.account_id', '=', accountId),
    )
    .returning('account_id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function touchIdentity(
  db: Db,
  identity: Pick<Identity, 'issuer' | 'subject'>,
  at: Date,
): Promise<void> {
  await db
    .updateTable('auth.oidc_identity')
    .set({ last_used_at: at })
    .where('issuer', '=', identity.issuer)
    .where('subject', '=', identity.subject)
    .execute();
}

export interface LinkedIdentity extends Identity {
  readonly linkedAt: Date;
  readonly lastUsedAt: Date | null;
}

export async function identitiesOf(db: Db, accountId: AccountId): Promise<LinkedIdentity[]> {
  const rows = await db
    .selectFrom('auth.oidc_identity')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('linked_at')
    .execute();
  return rows.map((row) => ({
    issuer: row.issuer,
    subject: row.subject,
    label: row.label,
    linkedAt: row.linked_at,
    lastUsedAt: row.last_used_at,
  }));
}

export async function unlinkIdentity(
  db: Db,
  accountId: AccountId,
  identity: Pick<Identity, 'issuer' | 'subject'>,
): Promise<boolean> {
  const row = await db
    .deleteFrom('auth.oidc_identity')
    .where('account_id', '=', accountId)
    .where('issuer', '=', identity.issuer)
    .where('subject', '=', identity.subject)
    .returning('account_id')
    .executeTakeFirst();
  return row !== undefined;
}
