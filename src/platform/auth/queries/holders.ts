import type { Db } from '#platform/db/index.ts';
import type { AccountId, Role, Scope } from '#platform/kernel/actor.ts';
import { grantOf } from './sessions.ts';

export interface Holder {
  readonly accountId: AccountId;
  readonly email: string;
  readonly lang: 'fr' | 'en';
  readonly scope: Scope;
}

/** Who holds a role today nationally or in one of these departments; one row per grant. */
export async function holdersOfRole(
  db: Db,
  role: Role,
  departments: readonly string[],
  now: Date,
): Promise<Holder[]> {
  const rows = await db
    .selectFrom('auth.role_grant as g')
    .innerJoin('auth.account as a', 'a.id', 'g.account_id')
    .select(['g.role', 'g.scope_kind', 'g.scope_code', 'g.scope_department'])
    .select(['a.id', 'a.email', 'a.lang'])
    .where('g.role', '=', role)
    .where('g.revoked_at', 'is', null)
    .where((eb) => eb.or([eb('g.expires_at', 'is', null), eb('g.expires_at', '>', now)]))
    .where('a.disabled_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('g.scope_kind', '=', 'national'),
        eb.and([
          eb('g.scope_kind', '=', 'department'),
          eb('g.scope_code', 'in', [...departments, '']),
        ]),
      ]),
    )
    .execute();
  return holdersOf(rows);
}

export interface OrganisationHolder extends Holder {
  readonly role: Role;
  readonly grantId: string;
  /** The role ends by itself then. */
  readonly expiresAt: Date | null;
}

/** Who holds one of these roles for an organisation today, the longest first; one row per grant. */
export function holdersOfOrganisation(
  db: Db,
  organisationId: string,
  roles: readonly Role[],
  now: Date,
): Promise<OrganisationHolder[]> {
  return holdersAt(db, { kind: 'organisation', id: organisationId }, roles, now);
}

/** The same for one site of a mobilisation. */
export function holdersOfSite(
  db: Db,
  siteId: string,
  roles: readonly Role[],
  now: Date,
): Promise<OrganisationHolder[]> {
  return holdersAt(db, { kind: 'site', id: siteId }, roles, now);
}

async function holdersAt(
  db: Db,
  scope: Extract<Scope, { readonly id: string }>,
  roles: readonly Role[],
  now: Date,
): Promise<OrganisationHolder[]> {
  const rows = await db
    .selectFrom('auth.role_grant as g')
    .innerJoin('auth.account as a', 'a.id', 'g.account_id')
    .select([
      'g.id as grantId',
      'g.expires_at as expiresAt',
      'g.role',
      'g.scope_kind',
      'g.scope_code',
      'g.scope_department',
    ])
    .select(['a.id', 'a.email', 'a.lang'])
    .where('g.role', 'in', [...roles])
    .where('g.scope_kind', '=', scope.kind)
    .where('g.scope_code', '=', scope.id)
    .where('g.revoked_at', 'is', null)
    .where((eb) => eb.or([eb('g.expires_at', 'is', null), eb('g.expires_at', '>', now)]))
    .where('a.disabled_at', 'is', null)
    .orderBy('g.granted_at')
    .execute();
  return rows.flatMap((row) =>
    holdersOf([row]).map((holder) => ({
      ...holder,
      role: row.role as Role,
      grantId: row.grantId,
      expiresAt: row.expiresAt,
    })),
  );
}

type HolderRow = Parameters<typeof grantOf>[0] & {
  readonly id: string;
  readonly email: string | null;
  readonly lang: string;
};

function holdersOf(rows: readonly HolderRow[]): Holder[] {
  return rows.flatMap((row) =>
    row.email === null
      ? []
      : [
          {
            accountId: row.id as AccountId,
            email: row.email,
            lang: row.lang as 'fr' | 'en',
            scope: grantOf(row).scope,
          },
        ],
  );
}
