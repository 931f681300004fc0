import type { Actor, Grant, Role, Scope } from '#platform/kernel/actor.ts';
import { grantsOf, ROLES } from '#platform/kernel/actor.ts';

/** A national administrator gives every role; a local one, those that act inside a territory. */
const GIVEN_LOCALLY: readonly Role[] = [
  'reviewer',
  'crisis_officer',
  'site_leader',
  'space_host',
  'certification_supervisor',
];

/** Does `outer` cover all of `inner`? An organisation or a site is covered only nationally. */
export function covers(outer: Scope, inner: Scope): boolean {
  switch (outer.kind) {
    case 'national':
      return true;
    case 'department':
      return (
        (inner.kind === 'department' && inner.code === outer.code) ||
        (inner.kind === 'commune' && inner.department === outer.code)
      );
    case 'commune':
      return inner.kind === 'commune' && inner.code === outer.code;
    case 'organisation':
    case 'site':
      return inner.kind === outer.kind && inner.id === outer.id;
  }
}

/** Nobody gives more than they reach. */
export function mayGive(actor: Actor, grant: Grant): boolean {
  return grantsOf(actor).some(
    ({ role, scope }) =>
      role === 'administrator' &&
      covers(scope, grant.scope) &&
      (scope.kind === 'national' || GIVEN_LOCALLY.includes(grant.role)),
  );
}

export function rolesGivenBy(actor: Actor): readonly Role[] {
  const administrations = grantsOf(actor).filter(({ role }) => role === 'administrator');
  if (administrations.some(({ scope }) => scope.kind === 'national')) return ROLES;
  return administrations.length > 0 ? GIVEN_LOCALLY : [];
}

/** Closing an account reaches everything it does: a national matter. */
export function mayCloseAccounts(actor: Actor): boolean {
  return grantsOf(actor).some(
    ({ role, scope }) => role === 'administrator' && scope.kind === 'national',
  );
}
