import type { Random } from '#platform/kernel/random.ts';
import { type AdaptiveTest, recordAnswer, startTest } from '../cat/adaptive-test.ts';
import type { Exposure } from '../cat/exposure.ts';
import { nextItem } from '../cat/selection.ts';
import { whyStop } from '../cat/stopping.ts';
import type { Answers } from '../irt/bank.ts';
import { estimate } from '../irt/estimate.ts';
import { type Estimate, eap, type PosteriorTable } from '../irt/posterior.ts';
import { type Attempt, answersOf } from './attempt.ts';
import { TEST_RULES, type TestKind } from './rules.ts';

/** What a test is measured with, besides what was answered. */
export interface Measuring {
  readonly table: PosteriorTable;
  readonly kind: TestKind;
  /** 1 for an item that is not for this test: in quarantine, or out of reach of this person. */
  readonly closed: Uint8Array;
  /** 1 for an item that is asked without counting. */
  readonly pilots: Uint8Array;
}

export type Next =
  | { readonly what: 'ask'; readonly item: string }
  /** `bank`: nothing is left to ask. */
  | { readonly what: 'end'; readonly by: 'length' | 'precision' | 'classified' | 'bank' };

/** After so many answers that count, a pilot is asked, when there is one. */
const PILOTS_AFTER = [4, 9, 14] as const;

/** What comes after the answers so far. */
export function nextStep(
  measuring: Measuring,
  attempt: Attempt,
  exposure: Exposure,
  random: Random,
): Next {
  const { table, kind } = measuring;
  const test = testSoFar(measuring, attempt);
  const { selection, stopping } = TEST_RULES[kind];
  const by = whyStop(test, stopping);
  if (by !== undefined) return { what: 'end', by };
  const pilot = pilotDue(measuring, attempt, test.items.length, exposure);
  if (pilot !== undefined) return { what: 'ask', item: pilot };
  const areaShares = table.bank.areas.map(() => 1 / table.bank.areas.length);
  const item = nextItem(test, { ...selection, areaShares }, exposure, random);
  return item < 0 ? { what: 'end', by: 'bank' } : { what: 'ask', item: table.bank.ids[item]! };
}

/** The answers that count, in the bank's positions. */
export function countedAnswers({ bank }: PosteriorTable, pilots: Uint8Array, attempt: Attempt) {
  const items: number[] = [];
  const right: number[] = [];
  for (const answer of answersOf(attempt)) {
    const item = bank.positions.get(answer.item)!;
    if (pilots[item]) continue;
    items.push(item);
    right.push(answer.right ? 1 : 0);
  }
  return { items, right };
}

/** `undefined` when nothing that counts was answered. */
export function resultOf(measuring: Measuring, attempt: Attempt): Estimate | undefined {
  const { table, pilots, kind } = measuring;
  const answers = countedAnswers(table, pilots, attempt);
  if (answers.items.length === 0) return undefined;
  return estimate(table, answers, TEST_RULES[kind].method);
}

export interface AreaResult {
  readonly area: string;
  readonly answered: number;
  readonly estimate: Estimate;
}

/** The same answers, area by area: few in each, so that the intervals are wide, and said to be. */
export function profileOf(table: PosteriorTable, answers: Answers): readonly AreaResult[] {
  const { bank } = table;
  const all = Array.from(answers.items, (item, at) => ({ item, right: answers.right[at]! }));
  return [...bank.areas.entries()]
    .map(([position, area]) => {
      const own = all.filter(({ item }) => bank.area[item] === position);
      return {
        area,
        answered: own.length,
        estimate: eap(table, {
          items: own.map(({ item }) => item),
          right: own.map(({ right }) => right),
        }),
      };
    })
    .sort((one, other) => one.area.localeCompare(other.area));
}

function testSoFar({ table, closed, pilots }: Measuring, attempt: Attempt): AdaptiveTest {
  const { positions } = table.bank;
  const test = startTest(table, closed);
  for (let item = 0; item < pilots.length; item++) if (pilots[item]) test.closed[item] = 1;
  for (const { item } of attempt.asked) test.closed[positions.get(item)!] = 1;
  const { items, right } = countedAnswers(table, pilots, attempt);
  for (const [at, item] of items.entries()) recordAnswer(test, item, right[at] as 0 | 1);
  return test;
}

/** The pilot that was shown least, at its moment; never twice in a row. */
function pilotDue(
  { table: { bank }, pilots, closed }: Measuring,
  { asked }: Attempt,
  counted: number,
  { shown }: Exposure,
): string | undefined {
  const known = new Set(asked.map(({ item }) => item));
  const before = [...known].filter((item) => pilots[bank.positions.get(item)!]).length;
  const due = PILOTS_AFTER[before];
  if (due === undefined || counted < due) return undefined;
  let chosen: number | undefined;
  for (let item = 0; item < bank.size; item++) {
    if (!pilots[item] || closed[item] || known.has(bank.ids[item]!)) continue;
    if (chosen === undefined || shown[item]! < shown[chosen]!) chosen = item;
  }
  return chosen === undefined ? undefined : bank.ids[chosen];
}
