import {
  type AccountId,
  type Actor,
  grantsOf,
  type Role,
  reachesCommune,
  reachesDepartment,
} from '#platform/kernel/actor.ts';
import { isUuid } from '#platform/kernel/ids.ts';

/** Who keeps the page of a space and asks for its label, for the organisation that holds it. */
export const HOLDER_ROLES = ['association_owner', 'association_manager'] as const;
export const HOST_ROLES = ['space_host'] as const;
export const SUPERVISOR_ROLES = ['certification_supervisor'] as const;
export const REVIEWER_ROLES = ['reviewer'] as const;
/** Who records visits and sees the bookings of a day. */
export const DESK_ROLES = [...HOST_ROLES, ...HOLDER_ROLES] as const;

/** What rights are asked about. */
export interface PlaceOfSpace {
  readonly id: string;
  readonly organisationId: string;
  readonly communeCode: string;
  readonly department: string;
}

export function mayKeep(actor: Actor, space: PlaceOfSpace): boolean {
  return actor.kind === 'system' || heldOrganisations(actor).includes(space.organisationId);
}

export function mayHost(actor: Actor, space: PlaceOfSpace): boolean {
  return mayKeep(actor, space) || actsIn(actor, space, HOST_ROLES);
}

/** Supervises certification sessions in this space: by a role for it, or for where it stands. */
export function supervises(actor: Actor, space: PlaceOfSpace): boolean {
  return actsIn(actor, space, SUPERVISOR_ROLES);
}

/** Nobody reviews the label of a space they keep or host. */
export function mayReview(actor: Actor, space: PlaceOfSpace): boolean {
  return (
    !mayHost(actor, space) &&
    grantsOf(actor).some(
      ({ role, scope }) => role === 'reviewer' && reachesDepartment(scope, space.department),
    )
  );
}

/** A role for a space names the space as its organisation; others reach it by its commune. */
function actsIn(actor: Actor, space: PlaceOfSpace, roles: readonly Role[]): boolean {
  return grantsOf(actor).some(
    ({ role, scope }) =>
      roles.includes(role) &&
      (scope.kind === 'organisation'
        ? scope.id === space.id
        : reachesCommune(scope, space.communeCode, space.department)),
  );
}

/** The organisations for which somebody keeps spaces. */
export function heldOrganisations(actor: Actor): readonly string[] {
  return organisationsWith(actor, HOLDER_ROLES);
}

export interface Reached {
  readonly everywhere: boolean;
  readonly departments: readonly string[];
  readonly communes: readonly string[];
  /** Spaces that a role names. */
  readonly spaces: readonly string[];
}

/** Where these roles hold. */
export function reachedBy(actor: Actor, roles: readonly Role[]): Reached {
  const scopes = grantsOf(actor)
    .filter(({ role }) => roles.includes(role))
    .map(({ scope }) => scope);
  return {
    everywhere: scopes.some(({ kind }) => kind === 'national'),
    departments: scopes.flatMap((scope) => (scope.kind === 'department' ? [scope.code] : [])),
    communes: scopes.flatMap((scope) => (scope.kind === 'commune' ? [scope.code] : [])),
    spaces: organisationsWith(actor, roles),
  };
}

function organisationsWith(actor: Actor, roles: readonly Role[]): readonly string[] {
  const ids = grantsOf(actor)
    .filter(({ role }) => roles.includes(role))
    .flatMap(({ scope }) => (scope.kind === 'organisation' && isUuid(scope.id) ? [scope.id] : []));
  return [...new Set(ids)];
}

export function accountOf(actor: Actor): AccountId | null {
  return actor.kind === 'person' || actor.kind === 'token' ? actor.accountId : null;
}
