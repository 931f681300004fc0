import type { Db } from '#platform/db/index.ts';
import type { AccountId, Grant, Scope } from '#platform/kernel/actor.ts';
import { grantOf } from './sessions.ts';

export interface HeldGrant extends Grant {
  readonly id: string;
  readonly grantedBy: AccountId | null;
  readonly grantedAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

function scopeColumns(scope: Scope) {
  switch (scope.kind) {
    case 'national':
      return { scope_kind: scope.kind, scope_code: '', scope_department: '' };
    case 'department':
      return { scope_kind: scope.kind, scope_code: scope.code, scope_department: '' };
    case 'commune':
      return {
        scope_kind: scope.kind,
        scope_code: scope.code,
        scope_department: scope.department,
      };
    case 'organisation':
    case 'site':
      return { scope_kind: scope.kind, scope_code: scope.id, scope_department: '' };
  }
}

export async function insertGrant(
  db: Db,
  grant: Grant & {
    readonly id: string;
    readonly accountId: AccountId;
    readonly grantedBy: AccountId | null;
    readonly at: Date;
    readonly expiresAt: Date | null;
  },
): Promise<void> {
  await db
    .insertInto('auth.role_grant')
    .values({
      account_id: grant.accountId,
      id: grant.id,
      role: grant.role,
      ...scopeColumns(grant.scope),
      granted_by: grant.grantedBy,
      granted_at: grant.at,
      expires_at: grant.expiresAt,
    })
    .execute();
}

/** Ends the same role on the same scope, expired or not, so that it can be given anew. */
export async function endSameGrant(
  db: Db,
  accountId: AccountId,
  grant: Grant,
  by: AccountId | null,
  at: Date,
): Promise<void> {
  const scope = scopeColumns(grant.scope);
  await db
    .updateTable('auth.role_grant')
    .set({ revoked_at: at, revoked_by: by })
    .where('account_id', '=', accountId)
    .where('role', '=', grant.role)
    .where('scope_kind', '=', scope.scope_kind)
    .where('scope_code', '=', scope.scope_code)
    .where('revoked_at', 'is', null)
    .execute();
}

export async function revokeGrant(
  db: Db,
  accountId: AccountId,
  id: string,
  by: AccountId | null,
  at: Date,
): Promise<boolean> {
  const row = await db
    .updateTable('auth.role_grant')
    .set({ revoked_at: at, revoked_by: by })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** What the account holds at this instant: neither revoked nor past its term. */
export async function grantsHeld(db: Db, accountId: AccountId, at: Date): Promise<HeldGrant[]> {
  return (await grantHistory(db, accountId)).filter(
    ({ revokedAt, expiresAt }) => revokedAt === null && (expiresAt === null || expiresAt > at),
  );
}

/** Every grant the account ever had: those not revoked first, newest first. */
export async function grantHistory(db: Db, accountId: AccountId): Promise<HeldGrant[]> {
  const rows = await db
    .selectFrom('auth.role_grant')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('revoked_at', (order) => order.desc().nullsFirst())
    .orderBy('granted_at', 'desc')
    .execute();
  return rows.map((row) => ({
    ...grantOf(row),
    id: row.id,
    grantedBy: row.granted_by as AccountId | null,
    grantedAt: row.granted_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  }));
}
