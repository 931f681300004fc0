import { type Actor, grantsOf, type Role, reachesCommune } from '#platform/kernel/actor.ts';
import { departmentOfCommune } from '#platform/kernel/geography.ts';
import { type CrisisTerritory, mayOnCrisis } from '../policy.ts';

/** Who receives people on a site: its leaders, and the officers of the crisis. */
export const DESK_ROLES = ['crisis_officer', 'site_leader'] as const satisfies readonly Role[];

/** A site leader answers for sites in the commune or the department of their role. */
export function mayRunSite(
  actor: Actor,
  crisis: CrisisTerritory,
  site: { readonly commune: string },
): boolean {
  if (mayOnCrisis(actor, 'manage', crisis)) return true;
  const department = departmentOfCommune(site.commune);
  return grantsOf(actor).some(
    ({ role, scope }) =>
      (DESK_ROLES as readonly Role[]).includes(role) &&
      reachesCommune(scope, site.commune, department),
  );
}
