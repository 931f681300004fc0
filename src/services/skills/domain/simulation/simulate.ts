import type { Random } from '#platform/kernel/random.ts';
import { type AdaptiveTest, recordAnswer, startTest } from '../cat/adaptive-test.ts';
import {
  countShown,
  countTest,
  type Exposure,
  type ExposureFigures,
  exposureFigures,
  noExposure,
  sympsonHetter,
} from '../cat/exposure.ts';
import { nextItem, type SelectionRules } from '../cat/selection.ts';
import { type StoppingRules, whyStop } from '../cat/stopping.ts';
import { wle } from '../irt/modes.ts';
import type { Estimate, PosteriorTable } from '../irt/posterior.ts';

/** The answer of a person to an item of the bank, -1 when there is none. */
export type AnswerOf = (person: number, item: number) => number;

export interface SimulationRules {
  readonly selection: SelectionRules;
  readonly stopping: StoppingRules;
}

export interface Simulation {
  readonly tests: readonly AdaptiveTest[];
  readonly exposure: Exposure;
}

/** Gives the test to each person in turn; what is shown to one counts for the next. */
export function simulate(
  table: PosteriorTable,
  people: number,
  answerOf: AnswerOf,
  { selection, stopping }: SimulationRules,
  random: Random,
): Simulation {
  const exposure = noExposure(table.bank.size);
  const tests: AdaptiveTest[] = [];
  for (let person = 0; person < people; person++) {
    const test = startTest(table);
    countTest(exposure);
    while (whyStop(test, stopping) === undefined) {
      const item = nextItem(test, selection, exposure, random);
      if (item < 0) break;
      const answer = answerOf(person, item);
      if (answer < 0) {
        test.closed[item] = 1;
        continue;
      }
      countShown(exposure, item);
      recordAnswer(test, item, answer === 1 ? 1 : 0);
    }
    tests.push(test);
  }
  return { tests, exposure };
}

export interface Accuracy {
  readonly rmse: number;
  readonly bias: number;
  /** Share of people whose 95 % interval holds their true ability. */
  readonly coverage: number;
  readonly se: number;
  /** Of people below -1.5 and above 1.5; `undefined` when there is nobody there. */
  readonly biasLow: number | undefined;
  readonly biasHigh: number | undefined;
}

const TAIL = 1.5;
const Z95 = 1.959964;

export function accuracy(
  estimates: readonly (Estimate | undefined)[],
  thetas: ArrayLike<number>,
): Accuracy {
  const known = estimates.flatMap((one, person) =>
    one ? [{ ...one, truth: thetas[person]!, error: one.theta - thetas[person]! }] : [],
  );
  const mean = (values: readonly number[]) =>
    values.length === 0 ? undefined : values.reduce((a, b) => a + b, 0) / values.length;
  const errors = (some: typeof known) => some.map(({ error }) => error);
  return {
    rmse: Math.sqrt(mean(known.map(({ error }) => error ** 2)) ?? 0),
    bias: mean(errors(known)) ?? 0,
    coverage: mean(known.map(({ error, se }) => (Math.abs(error) <= Z95 * se ? 1 : 0))) ?? 0,
    se: mean(known.map(({ se }) => se)) ?? 0,
    biasLow: mean(errors(known.filter(({ truth }) => truth < -TAIL))),
    biasHigh: mean(errors(known.filter(({ truth }) => truth > TAIL))),
  };
}

export interface SimulationFigures {
  readonly eap: Accuracy;
  /** Warm's estimate of the same answers: what a certificate shows. */
  readonly wle: Accuracy;
  readonly meanLength: number;
  /** Nineteen people in twenty answer at most so many items. */
  readonly p95Length: number;
  readonly exposure: ExposureFigures;
}

export function figures(
  { tests, exposure }: Simulation,
  thetas: ArrayLike<number>,
): SimulationFigures {
  const lengths = tests.map(({ items }) => items.length).sort((a, b) => a - b);
  return {
    eap: accuracy(
      tests.map(({ estimate }) => estimate),
      thetas,
    ),
    wle: accuracy(
      tests.map((test) => wle(test.bank, test)),
      thetas,
    ),
    meanLength: lengths.reduce((a, b) => a + b, 0) / lengths.length,
    p95Length: lengths[Math.ceil(0.95 * lengths.length) - 1]!,
    exposure: exposureFigures(exposure),
  };
}

/**
 * Chances to ask a selected item that keep every item under the limit (Sympson and Hetter, 1985), found
 * by giving the test again and again.
 */
export function chancesUnderLimit(
  table: PosteriorTable,
  people: number,
  answerOf: AnswerOf,
  rules: SimulationRules & { readonly limit: number; readonly turns: number },
  random: Random,
): Float64Array {
  const { size } = table.bank;
  let chances: Float64Array = new Float64Array(size).fill(1);
  for (let turn = 0; turn < rules.turns; turn++) {
    const selection = { ...rules.selection, askedWhenSelected: chances };
    const { tests } = simulate(table, people, answerOf, { ...rules, selection }, random);
    const selected = new Int32Array(size);
    for (const { closed } of tests) {
      for (let item = 0; item < size; item++) selected[item]! += closed[item]!;
    }
    chances = sympsonHetter(selected, people, rules.limit, rules.stopping.length);
  }
  return chances;
}
