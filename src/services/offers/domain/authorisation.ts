import type { DateString } from '#platform/kernel/dates.ts';

/** What a publisher lets a distributor sell. */
export interface Authorisation {
  readonly productId: string;
  /** Empty: the whole country. */
  readonly departments: readonly string[];
  readonly validFrom: DateString;
  /** Last day, included. */
  readonly validUntil: DateString;
  readonly withdrawnOn: DateString | null;
}

export type AuthorisationState = 'coming' | 'in_force' | 'over' | 'withdrawn';

/** Follows from its dates alone. A withdrawal counts from its first minute. */
export function authorisationState(
  { validFrom, validUntil, withdrawnOn }: Authorisation,
  today: DateString,
): AuthorisationState {
  if (withdrawnOn !== null && withdrawnOn <= today) return 'withdrawn';
  if (today > validUntil) return 'over';
  return today < validFrom ? 'coming' : 'in_force';
}

/** Can it still be withdrawn? What ended by itself stays as it was. */
export function mayWithdraw(state: AuthorisationState): boolean {
  return state === 'coming' || state === 'in_force';
}

export type NewAuthorisationError = 'dates_reversed' | 'dates_past';

/** What is wrong with the dates of a new authorisation, if anything. */
export function whyNotGiven(
  { validFrom, validUntil }: Pick<Authorisation, 'validFrom' | 'validUntil'>,
  today: DateString,
): NewAuthorisationError | undefined {
  if (validUntil < validFrom) return 'dates_reversed';
  return validUntil < today ? 'dates_past' : undefined;
}

export type AuthorisationRefusal =
  | 'not_authorised_product'
  | 'not_authorised_department'
  | 'authorisation_not_yet'
  | 'authorisation_over'
  | 'authorisation_withdrawn';

/** Nearest to a yes last: the reason shown is the one that the distributor can act on first. */
const ORDER_OF_REASONS: readonly AuthorisationRefusal[] = [
  'not_authorised_product',
  'not_authorised_department',
  'authorisation_over',
  'authorisation_withdrawn',
  'authorisation_not_yet',
];

const REFUSALS: Readonly<Record<AuthorisationState, AuthorisationRefusal | undefined>> = {
  in_force: undefined,
  coming: 'authorisation_not_yet',
  over: 'authorisation_over',
  withdrawn: 'authorisation_withdrawn',
};

/** May this distributor sell this product to an association of this department on this day? Undefined: yes. */
export function whyNotAuthorised(
  held: readonly Authorisation[],
  sale: { readonly productId: string; readonly department: string; readonly on: DateString },
): AuthorisationRefusal | undefined {
  let nearest: AuthorisationRefusal = 'not_authorised_product';
  for (const authorisation of held) {
    const refusal = refusalOf(authorisation, sale);
    if (refusal === undefined) return undefined;
    if (ORDER_OF_REASONS.indexOf(refusal) > ORDER_OF_REASONS.indexOf(nearest)) nearest = refusal;
  }
  return nearest;
}

function refusalOf(
  authorisation: Authorisation,
  sale: { readonly productId: string; readonly department: string; readonly on: DateString },
): AuthorisationRefusal | undefined {
  const { productId, departments } = authorisation;
  if (productId !== sale.productId) return 'not_authorised_product';
  if (departments.length > 0 && !departments.includes(sale.department))
    return 'not_authorised_department';
  return REFUSALS[authorisationState(authorisation, sale.on)];
}
