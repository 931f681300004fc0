import type { Db } from '#platform/db/index.ts';
import type { AccountId, Grant } from '#platform/kernel/actor.ts';
import { grantOf, grantsOfAccount } from './sessions.ts';

export interface ApiToken {
  readonly id: string;
  readonly accountId: AccountId;
  readonly name: string;
  readonly hint: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

export async function insertToken(
  db: Db,
  token: Omit<ApiToken, 'lastUsedAt' | 'revokedAt'> & { readonly hash: Buffer },
): Promise<void> {
  await db
    .insertInto('auth.api_token')
    .values({
      token_hash: token.hash,
      id: token.id,
      account_id: token.accountId,
      name: token.name,
      hint: token.hint,
      scopes: [...token.scopes],
      created_at: token.createdAt,
      expires_at: token.expiresAt,
    })
    .execute();
}

export interface PresentedToken {
  readonly id: string;
  readonly accountId: AccountId;
  readonly scopes: readonly string[];
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly accountClosed: boolean;
  readonly grants: readonly Grant[];
}

export async function tokenByHash(
  db: Db,
  hash: Buffer,
  now: Date,
): Promise<PresentedToken | undefined> {
  const row = await db
    .selectFrom('auth.api_token as t')
    .innerJoin('auth.account as a', 'a.id', 't.account_id')
    .select(['t.id', 't.account_id', 't.scopes', 't.expires_at', 't.last_used_at', 't.revoked_at'])
    .select(['a.disabled_at', 'a.erased_at'])
    .select(grantsOfAccount(now).as('grants'))
    .where('t.token_hash', '=', hash)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    id: row.id,
    accountId: row.account_id as AccountId,
    scopes: row.scopes,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
    accountClosed: row.disabled_at !== null || row.erased_at !== null,
    grants: row.grants.map(grantOf),
  };
}

export async function touchToken(db: Db, hash: Buffer, at: Date): Promise<void> {
  await db
    .updateTable('auth.api_token')
    .set({ last_used_at: at })
    .where('token_hash', '=', hash)
    .execute();
}

export async function listTokens(
  db: Db,
  accountId?: AccountId,
): Promise<(ApiToken & { readonly email: string })[]> {
  const rows = await db
    .selectFrom('auth.api_token as t')
    .innerJoin('auth.account as a', 'a.id', 't.account_id')
    .selectAll('t')
    .select('a.email')
    .$if(accountId !== undefined, (q) => q.where('t.account_id', '=', accountId as AccountId))
    .orderBy('t.created_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    accountId: row.account_id as AccountId,
    email: row.email ?? '',
    name: row.name,
    hint: row.hint,
    scopes: row.scopes,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  }));
}

export async function endToken(db: Db, id: string, at: Date): Promise<boolean> {
  const row = await db
    .updateTable('auth.api_token')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
