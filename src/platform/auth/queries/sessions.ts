import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { AccountId, Grant, Role, Scope } from '#platform/kernel/actor.ts';

export const SIGN_IN_METHODS = ['email_code', 'passkey', 'openid', 'demo', 'test'] as const;
export type SignInMethod = (typeof SIGN_IN_METHODS)[number];

export interface OpenSession {
  readonly id: string;
  readonly accountId: AccountId;
  readonly createdAt: Date;
  readonly rotatedAt: Date;
  /** `waiting`: found by the token before; `arrived`: the first time that its successor comes back. */
  readonly handover: 'none' | 'waiting' | 'arrived';
  readonly lastSeenAt: Date;
  readonly privilegesChangedAt: Date | null;
  readonly label: string;
  readonly accountLang: string;
  readonly grants: readonly Grant[];
}

interface GrantRow {
  readonly role: string;
  readonly scope_kind: string;
  readonly scope_code: string;
  readonly scope_department: string;
}

export function grantOf(row: GrantRow): Grant {
  return { role: row.role as Role, scope: scopeOf(row) };
}

function scopeOf(row: GrantRow): Scope {
  switch (row.scope_kind) {
    case 'department':
      return { kind: 'department', code: row.scope_code };
    case 'commune':
      return { kind: 'commune', code: row.scope_code, department: row.scope_department };
    case 'organisation':
      return { kind: 'organisation', id: row.scope_code };
    case 'site':
      return { kind: 'site', id: row.scope_code };
    default:
      return { kind: 'national' };
  }
}

/**
 * The session, its account and its roles in one round trip: this runs on every request. A token replaced
 * after `handedOverSince` still finds it, as long as its successor has not come back.
 */
export async function openSession(
  db: Db,
  tokenHash: Buffer,
  now: Date,
  handedOverSince: Date,
): Promise<OpenSession | undefined> {
  const row = await db
    .selectFrom('auth.session as s')
    .innerJoin('auth.account as a', 'a.id', 's.account_id')
    .select(['s.id', 's.account_id', 's.created_at', 's.rotated_at', 's.last_seen_at'])
    .select(['a.email', 'a.display_name', 'a.lang', 'a.privileges_changed_at'])
    .select(['s.token_hash', 's.previous_hash'])
    .select(grantsOfAccount(now).as('grants'))
    .where((eb) =>
      eb.or([
        eb('s.token_hash', '=', tokenHash),
        eb.and([eb('s.previous_hash', '=', tokenHash), eb('s.rotated_at', '>', handedOverSince)]),
      ]),
    )
    .where('s.expires_at', '>', now)
    .where('a.disabled_at', 'is', null)
    .where('a.erased_at', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    id: row.id,
    accountId: row.account_id as AccountId,
    createdAt: row.created_at,
    rotatedAt: row.rotated_at,
    handover:
      row.previous_hash === null
        ? 'none'
        : row.token_hash.equals(tokenHash)
          ? 'arrived'
          : 'waiting',
    lastSeenAt: row.last_seen_at,
    privilegesChangedAt: row.privileges_changed_at,
    label: row.display_name || (row.email ?? ''),
    accountLang: row.lang,
    grants: row.grants.map(grantOf),
  };
}

/** A JSON list of the roles in force of the account named `a` in the enclosing query. */
export function grantsOfAccount(now: Date) {
  return sql<GrantRow[]>`(
    SELECT coalesce(json_agg(json_build_object('role', g.role, 'scope_kind', g.scope_kind,
             'scope_code', g.scope_code, 'scope_department', g.scope_department)), '[]')
    FROM auth.role_grant g
    WHERE g.account_id = a.id AND g.revoked_at IS NULL
      AND (g.expires_at IS NULL OR g.expires_at > ${now}))`;
}

export async function insertSession(
  db: Db,
  session: {
    readonly tokenHash: Buffer;
    readonly id: string;
    readonly accountId: AccountId;
    readonly at: Date;
    readonly expiresAt: Date;
    readonly browser: string;
    readonly system: string;
    readonly method: SignInMethod;
  },
): Promise<void> {
  await db
    .insertInto('auth.session')
    .values({
      token_hash: session.tokenHash,
      id: session.id,
      account_id: session.accountId,
      created_at: session.at,
      rotated_at: session.at,
      last_seen_at: session.at,
      expires_at: session.expiresAt,
      browser: session.browser,
      system: session.system,
      method: session.method,
    })
    .execute();
}

export async function touchSession(
  db: Db,
  tokenHash: Buffer,
  change: { readonly last_seen_at: Date; readonly expires_at: Date },
): Promise<void> {
  await db.updateTable('auth.session').set(change).where('token_hash', '=', tokenHash).execute();
}

/**
 * Gives the session a new token in place of `from`, which stays known until the new one comes back;
 * `false` when another request has just done so. `again`: the new one of that instant never came back.
 */
export async function rotateSession(
  db: Db,
  from: Buffer,
  to: Buffer,
  change: { readonly at: Date; readonly expiresAt: Date; readonly again: Date | undefined },
): Promise<boolean> {
  const { at, expiresAt, again } = change;
  const row = await db
    .updateTable('auth.session')
    .set({
      token_hash: to,
      previous_hash: from,
      rotated_at: at,
      last_seen_at: at,
      expires_at: expiresAt,
    })
    .where((eb) =>
      again
        ? eb.and([eb('previous_hash', '=', from), eb('rotated_at', '=', again)])
        : eb('token_hash', '=', from),
    )
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** The new token came back: from now on the one before is worth nothing. */
export async function forgetPreviousToken(db: Db, tokenHash: Buffer): Promise<void> {
  await db
    .updateTable('auth.session')
    .set({ previous_hash: null })
    .where('token_hash', '=', tokenHash)
    .execute();
}

export interface SessionSeen {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly browser: string;
  readonly system: string;
  readonly method: SignInMethod;
}

export async function sessionsOf(db: Db, accountId: AccountId, now: Date): Promise<SessionSeen[]> {
  const rows = await db
    .selectFrom('auth.session')
    .select(['id', 'created_at', 'last_seen_at', 'browser', 'system', 'method'])
    .where('account_id', '=', accountId)
    .where('expires_at', '>', now)
    .orderBy('last_seen_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    browser: row.browser,
    system: row.system,
    method: row.method as SignInMethod,
  }));
}

export async function deleteSession(db: Db, accountId: AccountId, id: string): Promise<boolean> {
  const row = await db
    .deleteFrom('auth.session')
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function deleteSessionsOf(db: Db, accountId: AccountId): Promise<number> {
  const rows = await db
    .deleteFrom('auth.session')
    .where('account_id', '=', accountId)
    .returning('id')
    .execute();
  return rows.length;
}
