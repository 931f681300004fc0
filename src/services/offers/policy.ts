import { type Actor, grantsOf, type Role } from '#platform/kernel/actor.ts';
import { isUuid } from '#platform/kernel/ids.ts';

export const BUYER_ROLES = ['association_owner', 'association_manager'] as const;
export const ORDER_READER_ROLES = [...BUYER_ROLES, 'association_reader'] as const;
export const OFFERS_ADMINISTRATOR_ROLES = ['administrator'] as const;
export const DISTRIBUTOR_ROLES = ['distributor_agent'] as const;

/** Who says which distributor may sell what: a matter for the whole country. */
export function administersOffers(actor: Actor): boolean {
  return grantsOf(actor).some(
    ({ role, scope }) => role === 'administrator' && scope.kind === 'national',
  );
}

function organisationsWith(actor: Actor, roles: readonly Role[]): string[] {
  const ids = grantsOf(actor).flatMap(({ role, scope }) =>
    roles.includes(role) && scope.kind === 'organisation' && isUuid(scope.id) ? [scope.id] : [],
  );
  return [...new Set(ids)];
}

/** Associations that this person may order for. */
export function buysFor(actor: Actor): string[] {
  return organisationsWith(actor, BUYER_ROLES);
}

/** Associations whose orders this person may read; keys are for buyers alone. */
export function readsFor(actor: Actor): string[] {
  return organisationsWith(actor, ORDER_READER_ROLES);
}

/** Distributors for whom this person acts. */
export function sellsFor(actor: Actor): string[] {
  return organisationsWith(actor, DISTRIBUTOR_ROLES);
}
