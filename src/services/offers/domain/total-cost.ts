import type { Cents } from './money.ts';

export const PRICE_UNITS = [
  'seat_month',
  'seat_year',
  'seat_once',
  'organisation_month',
  'organisation_year',
  'organisation_once',
] as const;
export type PriceUnit = (typeof PRICE_UNITS)[number];

export interface Priced {
  /** Undefined: nobody told us. Zero is a price. */
  readonly price: Cents | undefined;
  readonly unit: PriceUnit;
  /** Paid once to join the programme. */
  readonly entryFee: Cents;
}

/** Years that every comparison is made over. */
export const COMPARED_YEARS = 3;

/**
 * What `seats` cost over some years, without tax, computed the same way for every product and hosting:
 * unknown as long as its price is.
 */
export function totalCost(
  { price, unit, entryFee }: Priced,
  seats: number,
  years: number = COMPARED_YEARS,
): Cents | undefined {
  if (price === undefined) return undefined;
  const holders = unit.startsWith('seat') ? seats : 1;
  const payments = unit.endsWith('month') ? 12 * years : unit.endsWith('year') ? years : 1;
  return price * holders * payments + entryFee;
}
