import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import {
  applyToVoucher,
  issuedVoucher,
  VOUCHER_STATES,
  type Voucher,
  type VoucherError,
  type VoucherEvent,
  type VoucherState,
  type VoucherTerms,
} from './voucher.ts';

/** A batch that a funder pays for. Money in cents. */
export interface Batch {
  readonly budget: number;
  /** What one voucher costs the funder. */
  readonly value: number;
  readonly terms: VoucherTerms;
  readonly vouchers: ReadonlyMap<string, Voucher>;
}

export type Counts = Readonly<Record<VoucherState, number>> & { readonly issued: number };

/** What happened, in its order; the history of a batch is a list of these and nothing is taken out. */
export type Entry =
  | { readonly what: 'issue'; readonly codes: readonly string[]; readonly at: number }
  | { readonly what: VoucherEvent; readonly code: string; readonly at: number };

export type LedgerError = VoucherError | 'unknown_code' | 'code_twice' | 'budget_too_small';

export function openBatch(budget: number, value: number, terms: VoucherTerms): Batch {
  return { budget, value, terms, vouchers: new Map() };
}

export function counts({ vouchers }: Batch): Counts {
  const found = { issued: vouchers.size, free: 0, used: 0, expired: 0, returned: 0 };
  for (const { state } of vouchers.values()) found[state]++;
  return found;
}

/** Money that is promised or spent; the rest may still be issued. */
export function committed(value: number, { free, used, expired }: Counts): number {
  return (free + used + expired) * value;
}

/** How many more vouchers the budget pays. */
export function roomIn({ budget, value }: Pick<Batch, 'budget' | 'value'>, of: Counts): number {
  return Math.floor((budget - committed(value, of)) / value);
}

/** The batch after one more entry, or why not; the batch given does not change. */
export function record(batch: Batch, entry: Entry): Result<Batch, LedgerError> {
  if (entry.what === 'issue') return issue(batch, entry.codes);
  const voucher = batch.vouchers.get(entry.code);
  if (!voucher) return refuse('unknown_code');
  const changed = applyToVoucher(voucher, entry.what, entry.at, batch.terms);
  if (!changed.ok) return changed;
  return ok({ ...batch, vouchers: new Map(batch.vouchers).set(entry.code, changed.value) });
}

function issue(batch: Batch, codes: readonly string[]): Result<Batch, LedgerError> {
  const room = roomIn(batch, counts(batch));
  if (codes.length > room) return refuse('budget_too_small', { room });
  const vouchers = new Map(batch.vouchers);
  for (const code of codes) {
    if (vouchers.has(code)) return refuse('code_twice');
    vouchers.set(code, issuedVoucher(batch.terms));
  }
  return ok({ ...batch, vouchers });
}

/** Whether nothing was made or lost: what every page and export of a batch may rely on. */
export function isBalanced(of: Counts): boolean {
  return of.issued === VOUCHER_STATES.reduce((sum, state) => sum + of[state], 0);
}
