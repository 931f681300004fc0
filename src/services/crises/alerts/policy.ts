import { type Actor, grantsOf, holdsRole, type Role } from '#platform/kernel/actor.ts';

/** Who may open the alert pages at all; the territory is judged on each proposal. */
export const ALERT_ROLES = ['crisis_officer', 'administrator'] as const satisfies readonly Role[];

/** An administrator sees and brings alerts in; only an officer decides on them. */
const DECIDER: Role = 'crisis_officer';

export const ALERT_SCOPES = { write: 'alerts:write', read: 'proposals:read' } as const;

/** INSEE codes of the departments whose proposals the actor sees; undefined: the whole country. */
export function alertDepartments(actor: Actor): readonly string[] | undefined {
  if (actor.kind === 'system') return undefined;
  const scopes = grantsOf(actor)
    .filter((grant) => (ALERT_ROLES as readonly Role[]).includes(grant.role))
    .map((grant) => grant.scope);
  if (scopes.some((scope) => scope.kind === 'national')) return undefined;
  // A town hall sees what its department faces; it cannot decide for the department.
  return scopes.flatMap((scope) =>
    scope.kind === 'department' ? [scope.code] : scope.kind === 'commune' ? [scope.department] : [],
  );
}

export function maySeeProposal(actor: Actor, department: string): boolean {
  const departments = alertDepartments(actor);
  return departments === undefined || departments.includes(department);
}

export function mayDecideProposal(actor: Actor, department: string): boolean {
  return grantsOf(actor).some(
    ({ role, scope }) =>
      role === DECIDER &&
      (scope.kind === 'national' || (scope.kind === 'department' && scope.code === department)),
  );
}

/** A feed's token needs the scope only; a person needs the role. */
export function mayDeliverAlerts(actor: Actor): boolean {
  if (actor.kind === 'system') return true;
  if (actor.kind === 'token') return actor.scopes.includes(ALERT_SCOPES.write);
  return holdsRole(actor, ...ALERT_ROLES);
}

/** Pausing a feed silences it for the whole country: for those who answer for the whole country. */
export function mayManageFeeds(actor: Actor): boolean {
  return grantsOf(actor).some(
    ({ role, scope }) =>
      (ALERT_ROLES as readonly Role[]).includes(role) && scope.kind === 'national',
  );
}
