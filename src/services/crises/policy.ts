import {
  type Actor,
  grantsOf,
  type Role,
  reachesCommune,
  reachesDepartment,
  type Scope,
} from '#platform/kernel/actor.ts';
import { codesOf, departmentOfCommune, type Zone } from '#platform/kernel/geography.ts';

/** What can be done to a crisis. */
export type CrisisAct = 'view' | 'manage' | 'read_roster';

/** Who may open the pages at all; the territory is judged on each record. */
export const PAGE_ROLES = {
  view: ['crisis_officer', 'site_leader', 'administrator'],
  manage: ['crisis_officer'],
  read_roster: ['crisis_officer', 'site_leader'],
} as const satisfies Record<CrisisAct, readonly Role[]>;

/** `any`: one department of the crisis is enough. `all`: each of them must be in the territory. */
const TERRITORY: Readonly<Record<CrisisAct, 'any' | 'all'>> = {
  view: 'any',
  manage: 'all',
  read_roster: 'any',
};

export interface CrisisTerritory {
  readonly departments: readonly string[];
  readonly zone: Zone;
}

export function mayOnCrisis(actor: Actor, act: CrisisAct, crisis: CrisisTerritory): boolean {
  if (actor.kind === 'system') return true;
  const roles: readonly Role[] = PAGE_ROLES[act];
  const scopes = grantsOf(actor)
    .filter((grant) => roles.includes(grant.role))
    .map((grant) => grant.scope);
  const inTerritory = (department: string) =>
    scopes.some((scope) => reachesDepartment(scope, department)) ||
    reachesItsCommunes(scopes, crisis.zone, department);
  return TERRITORY[act] === 'any'
    ? crisis.departments.some(inTerritory)
    : crisis.departments.every(inTerritory);
}

/** A town hall handles a crisis that concerns its communes only. */
function reachesItsCommunes(scopes: readonly Scope[], zone: Zone, department: string): boolean {
  if (zone.kind !== 'communes') return false;
  const communes = codesOf(zone, 'communes').filter(
    (code) => departmentOfCommune(code) === department,
  );
  return communes.every((code) => scopes.some((scope) => reachesCommune(scope, code, department)));
}

/** Departments whose crises the actor may see; undefined: the whole country. */
export function visibleDepartments(actor: Actor): readonly string[] | undefined {
  const roles: readonly Role[] = PAGE_ROLES.view;
  const scopes = grantsOf(actor)
    .filter((grant) => roles.includes(grant.role))
    .map((grant) => grant.scope);
  if (scopes.some((scope) => scope.kind === 'national')) return undefined;
  return scopes.flatMap((scope) =>
    scope.kind === 'department' ? [scope.code] : scope.kind === 'commune' ? [scope.department] : [],
  );
}
