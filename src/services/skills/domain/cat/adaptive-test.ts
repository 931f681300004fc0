import type { Bank } from '../irt/bank.ts';
import { addAnswer, type Estimate, moments, type PosteriorTable } from '../irt/posterior.ts';

/** A test that is being taken: what was asked and answered, and what it says so far (EAP). */
export interface AdaptiveTest {
  readonly table: PosteriorTable;
  readonly bank: Bank;
  readonly items: number[];
  readonly right: number[];
  /** 1 for an item that may not be asked (any more). */
  readonly closed: Uint8Array;
  /** Answers in each area of the bank. */
  readonly perArea: Int32Array;
  estimate: Estimate;
  readonly logPosterior: Float64Array;
  /** Room for the values of the items at the next selection. */
  readonly scratch: Float64Array;
}

/** `closed`: items out of reach from the beginning (quarantined, not accessible to this person). */
export function startTest(table: PosteriorTable, closed?: Uint8Array): AdaptiveTest {
  const { bank } = table;
  return {
    table,
    bank,
    items: [],
    right: [],
    closed: closed ? closed.slice() : new Uint8Array(bank.size),
    perArea: new Int32Array(bank.areas.length),
    estimate: { theta: 0, se: table.priorSd },
    logPosterior: table.logPrior.slice(),
    scratch: new Float64Array(bank.size),
  };
}

export function recordAnswer(test: AdaptiveTest, item: number, right: 0 | 1): void {
  test.items.push(item);
  test.right.push(right);
  test.closed[item] = 1;
  test.perArea[test.bank.area[item]!]!++;
  addAnswer(test.table, test.logPosterior, item, right);
  test.estimate = moments(test.table, test.logPosterior);
}
