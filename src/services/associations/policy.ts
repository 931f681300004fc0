import { type AccountId, type Actor, grantsOf } from '#platform/kernel/actor.ts';
import { isUuid } from '#platform/kernel/ids.ts';

export const REVIEWER_ROLES = ['reviewer'] as const;

export function accountOf(actor: Actor): AccountId | undefined {
  return actor.kind === 'person' || actor.kind === 'token' ? actor.accountId : undefined;
}

/** Reviewers decide in their department; a national one everywhere, and where no department is known. */
export function mayReview(actor: Actor, department: string): boolean {
  return grantsOf(actor).some(
    ({ role, scope }) =>
      role === 'reviewer' &&
      (scope.kind === 'national' || (scope.kind === 'department' && scope.code === department)),
  );
}

/** The departments that an actor reviews; undefined: all. */
export function reviewedDepartments(actor: Actor): readonly string[] | undefined {
  const scopes = grantsOf(actor).flatMap(({ role, scope }) => (role === 'reviewer' ? [scope] : []));
  if (scopes.some(({ kind }) => kind === 'national')) return undefined;
  return scopes.flatMap((scope) => (scope.kind === 'department' ? [scope.code] : []));
}

export function ownedOrganisations(actor: Actor): readonly string[] {
  return grantsOf(actor).flatMap(({ role, scope }) =>
    role === 'association_owner' && scope.kind === 'organisation' && isUuid(scope.id)
      ? [scope.id]
      : [],
  );
}

export function mayAnswerFor(actor: Actor, organisationId: string): boolean {
  return ownedOrganisations(actor).includes(organisationId);
}
