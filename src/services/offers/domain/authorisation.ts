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
  { productId, departments, validFrom, validUntil, withdrawnOn }: Authorisation,
  sale: { readonly productId: string; readonly department: string; readonly on: DateString },
): AuthorisationRefusal | undefined {
  if (productId !== sale.productId) return 'not_authorised_product';
  if (departments.length > 0 && !departments.includes(sale.department))
    return 'not_authorised_department';
  if (withdrawnOn !== null && withdrawnOn <= sale.on) return 'authorisation_withdrawn';
  if (sale.on > validUntil) return 'authorisation_over';
  if (sale.on < validFrom) return 'authorisation_not_yet';
  return undefined;
}
