/** Whole cents, without tax. */
export type Cents = number;

/** The tax on a line, rounded to the cent half up; the rate in hundredths of a percent (2000 is 20 %). */
export function vatOf(net: Cents, rate: number): Cents {
  return Math.floor((net * rate + 5_000) / 10_000);
}

export interface PricedLine {
  readonly unitPrice: Cents;
  readonly quantity: number;
  /** Hundredths of a percent. */
  readonly vatRate: number;
}

export interface Totals {
  readonly net: Cents;
  /** By rate, lowest first: an invoice shows each (code général des impôts, annexe II, art. 242 nonies A). */
  readonly vat: readonly { readonly rate: number; readonly base: Cents; readonly amount: Cents }[];
  readonly gross: Cents;
}

/** Tax is computed once per rate on the sum of its lines, so that the parts add up to the total. */
export function totalsOf(lines: readonly PricedLine[]): Totals {
  const bases = new Map<number, Cents>();
  for (const { unitPrice, quantity, vatRate } of lines)
    bases.set(vatRate, (bases.get(vatRate) ?? 0) + unitPrice * quantity);
  const vat = [...bases]
    .sort(([a], [b]) => a - b)
    .map(([rate, base]) => ({ rate, base, amount: vatOf(base, rate) }));
  const net = vat.reduce((sum, { base }) => sum + base, 0);
  return { net, vat, gross: vat.reduce((sum, { amount }) => sum + amount, net) };
}

export type PriceError = 'price_wrong' | 'price_decimals' | 'price_large';

const LARGEST: Cents = 100_000_000;

/** Reads "1 234,50", "1234.5 €" or "12"; a third decimal is refused, never rounded away. */
export function parsePrice(text: string): { cents: Cents } | { error: PriceError } {
  const plain = text.replace(/[\s\u00a0\u202f']/g, '').replace(/€$/, '');
  const parts = /^(\d{1,12})(?:[.,](\d+))?$/.exec(plain);
  if (!parts) return { error: 'price_wrong' };
  const [, whole = '', decimals = ''] = parts;
  if (decimals.length > 2) return { error: 'price_decimals' };
  const cents = Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
  return cents > LARGEST ? { error: 'price_large' } : { cents };
}
