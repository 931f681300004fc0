import { type Actor, grantsOf, type Role, reachesCommune } from '#platform/kernel/actor.ts';
import { departmentOfCommune } from '#platform/kernel/geography.ts';
import { type CrisisTerritory, mayOnCrisis, PAGE_ROLES } from '../policy.ts';

/** Who receives people on a site: its leaders, and the officers of the crisis. */
export const DESK_ROLES = ['crisis_officer', 'site_leader'] as const satisfies readonly Role[];

/** A site leader answers for the site they were named for, or for those of their commune or department. */
export function mayRunSite(
  actor: Actor,
  crisis: CrisisTerritory,
  site: { readonly id: string; readonly commune: string },
): boolean {
  if (mayOnCrisis(actor, 'manage', crisis)) return true;
  const department = departmentOfCommune(site.commune);
  return grantsOf(actor).some(
    ({ role, scope }) =>
      (DESK_ROLES as readonly Role[]).includes(role) &&
      (scope.kind === 'site'
        ? scope.id === site.id
        : reachesCommune(scope, site.commune, department)),
  );
}

/** Who names the leaders of the sites: the officers of the crisis. */
export const NAMING_ROLES = PAGE_ROLES.manage;
