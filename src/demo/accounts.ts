import { accountForEmail, giveRole } from '#platform/auth/index.ts';
import type { Context } from '#platform/context.ts';
import type { AccountId, Actor, Grant, Scope } from '#platform/kernel/actor.ts';
import { DEMO_DISTRIBUTOR } from '#services/offers/fixtures.ts';
import { RESCUERS_GARD, SOLIDARITY_NIMES } from './organisations.ts';
import { DEMO_DOMAIN } from './volunteers.ts';

/** Who can be played; the texts say what each one does. */
export const PARTS = [
  'volunteer',
  'officer_gard',
  'officer_paris',
  'officer_national',
  'town_hall',
  'site_leader',
  'reviewer',
  'owner',
  'manager',
  'reader',
  'distributor',
  'host',
  'supervisor',
  'administrator',
] as const;
export type Part = (typeof PARTS)[number];

const NAMES: Readonly<Record<Part, string>> = {
  volunteer: 'Camille Fontaine',
  officer_gard: 'Hélène Roussel',
  officer_paris: 'Karim Benali',
  officer_national: 'Anne Lacroix',
  town_hall: 'Michel Fabre',
  site_leader: 'Julie Garnier',
  reviewer: 'Olivier Meunier',
  owner: 'Monique Vidal',
  manager: 'Thomas Perrin',
  reader: 'Nadia Haddad',
  distributor: 'Sophie Klein',
  host: 'Lucas Grondin',
  supervisor: 'Catherine Morel',
  administrator: 'Pierre Duval',
};

export interface DemoAccount {
  readonly part: Part;
  readonly name: string;
  readonly email: string;
}

export const DEMO_ACCOUNTS: readonly DemoAccount[] = PARTS.map((part) => ({
  part,
  name: NAMES[part],
  email: `${part.replace('_', '-')}@${DEMO_DOMAIN}`,
}));

const LOADER: Actor = { kind: 'system', name: 'demo' };

/** Makes the accounts with their roles; `organisationIds` by name. */
export async function addDemoAccounts(
  ctx: Context,
  organisationIds: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<Part, AccountId>> {
  const ids = new Map<Part, AccountId>();
  for (const { part, name, email } of DEMO_ACCOUNTS) {
    const { account } = await accountForEmail(ctx, email, 'fr', name);
    for (const grant of grantsFor(part, organisationIds)) {
      await giveRole(ctx, LOADER, account.id, grant);
    }
    ids.set(part, account.id);
  }
  return ids;
}

export function grantsFor(
  part: Part,
  organisationIds: ReadonlyMap<string, string>,
): readonly Grant[] {
  const department = (code: string): Scope => ({ kind: 'department', code });
  const organisation = (name: string): Scope => ({
    kind: 'organisation',
    id: organisationIds.get(name) ?? '',
  });
  const national: Scope = { kind: 'national' };
  switch (part) {
    case 'volunteer':
      return [];
    case 'officer_gard':
      return [{ role: 'crisis_officer', scope: department('30') }];
    case 'officer_paris':
      return [{ role: 'crisis_officer', scope: department('75') }];
    case 'officer_national':
      return [{ role: 'crisis_officer', scope: national }];
    case 'town_hall':
      return [
        { role: 'crisis_officer', scope: { kind: 'commune', code: '30007', department: '30' } },
      ];
    case 'site_leader':
      return [{ role: 'site_leader', scope: department('30') }];
    case 'reviewer':
      return [{ role: 'reviewer', scope: department('30') }];
    case 'owner':
      return [{ role: 'association_owner', scope: organisation(RESCUERS_GARD) }];
    case 'manager':
      return [{ role: 'association_manager', scope: organisation(SOLIDARITY_NIMES) }];
    case 'reader':
      return [{ role: 'association_reader', scope: organisation(SOLIDARITY_NIMES) }];
    case 'distributor':
      return [{ role: 'distributor_agent', scope: organisation(DEMO_DISTRIBUTOR) }];
    case 'host':
      return [{ role: 'space_host', scope: department('30') }];
    case 'supervisor':
      return [{ role: 'certification_supervisor', scope: department('30') }];
    case 'administrator':
      return [{ role: 'administrator', scope: national }];
  }
}
