import { logistic } from '../irt/response-model.ts';
import type { Calibration } from './calibrate.ts';
import { chiSquareTail } from './chi-square.ts';
import { logChancesOf, NODE_WEIGHTS, NODES, posteriorOf, thetasOf } from './expectation.ts';
import type { Parameters } from './parameters.ts';

const K = NODES.length;

export interface ItemFit {
  readonly id: string;
  /** Mean of the squared standardised surprises; 1 under the model. Sensitive to odd answers far away. */
  readonly outfit: number;
  /** The same, weighted by what an answer tells; 1 under the model. */
  readonly infit: number;
  /** Orlando and Thissen (2000), on the people who answered every item; `undefined` when they are too few. */
  readonly sx2: { readonly chi2: number; readonly df: number; readonly p: number } | undefined;
}

/** Under this many expected answers, scores are put together. */
const LEAST_EXPECTED = 1;
/** Fewer complete rows say nothing of the shape of a curve. */
const LEAST_COMPLETE = 100;

/** How far the answers are from the curves that were fitted to them; in the order of `calibration.kept`. */
export function itemFit(calibration: Calibration): ItemFit[] {
  const items = calibration.kept.map((item) => calibration.items[item]!);
  const p: Parameters = {
    slope: Float64Array.from(items, ({ a }) => a),
    intercept: Float64Array.from(items, ({ a, b }) => -a * b),
    guess: Float64Array.from(items, ({ c }) => Math.log(c / (1 - c))),
    mean: calibration.mean,
    logSd: Math.log(calibration.sd),
  };
  const thetas = thetasOf(p);
  const chances = items.map(({ a, b, c }) =>
    thetas.map((theta) => c + (1 - c) * logistic(a * (theta - b))),
  );
  const { out, inner } = meanSquares(calibration, p, chances);
  const complete = completeScores(calibration, items.length);
  return items.map(({ id }, at) => ({
    id,
    outfit: out[at]!,
    infit: inner[at]!,
    sx2: scoreFit(at, chances, complete, calibration.model),
  }));
}

function meanSquares({ patterns }: Calibration, p: Parameters, chances: Float64Array[]) {
  const table = logChancesOf(p);
  const posterior = new Float64Array(K);
  const size = chances.length;
  const squares = new Float64Array(size);
  const standard = new Float64Array(size);
  const variance = new Float64Array(size);
  const answers = new Float64Array(size);
  for (let pattern = 0; pattern < patterns.count; pattern++) {
    const weight = patterns.weights[pattern]!;
    posteriorOf(patterns, pattern, table, posterior);
    for (let at = patterns.offsets[pattern]!; at < patterns.offsets[pattern + 1]!; at++) {
      const item = patterns.cells[at]! >> 1;
      const right = patterns.cells[at]! & 1;
      answers[item]! += weight;
      for (let k = 0; k < K; k++) {
        const chance = chances[item]![k]!;
        const spread = chance * (1 - chance);
        if (spread < 1e-12) continue;
        const square = weight * posterior[k]! * (right - chance) ** 2;
        squares[item]! += square;
        standard[item]! += square / spread;
        variance[item]! += weight * posterior[k]! * spread;
      }
    }
  }
  return {
    out: standard.map((sum, item) => sum / answers[item]!),
    inner: squares.map((sum, item) => sum / variance[item]!),
  };
}

/** Of the people who answered everything: how many by score, and how many of those had each item right. */
interface CompleteScores {
  readonly people: number;
  readonly byScore: Float64Array;
  readonly right: readonly Float64Array[];
}

function completeScores({ patterns }: Calibration, size: number): CompleteScores {
  const byScore = new Float64Array(size + 1);
  const right = Array.from({ length: size }, () => new Float64Array(size + 1));
  let people = 0;
  for (let pattern = 0; pattern < patterns.count; pattern++) {
    const cells = patterns.cells.subarray(patterns.offsets[pattern], patterns.offsets[pattern + 1]);
    if (cells.length < size) continue;
    const score = cells.reduce((sum, cell) => sum + (cell & 1), 0);
    const weight = patterns.weights[pattern]!;
    people += weight;
    byScore[score]! += weight;
    for (const cell of cells) if (cell & 1) right[cell >> 1]![score]! += weight;
  }
  return { people, byScore, right };
}

function scoreFit(
  item: number,
  chances: readonly Float64Array[],
  { people, byScore, right }: CompleteScores,
  model: Calibration['model'],
): ItemFit['sx2'] {
  const size = chances.length;
  if (people < LEAST_COMPLETE || size < 3) return undefined;
  const others = scoreDistribution(chances.filter((_, at) => at !== item));
  let chi2 = 0;
  let cells = 0;
  let group = { count: 0, observed: 0, expected: 0 };
  for (let score = 1; score < size; score++) {
    let withItem = 0;
    let without = 0;
    for (let k = 0; k < K; k++) {
      const chance = chances[item]![k]!;
      withItem += NODE_WEIGHTS[k]! * chance * others[score - 1]![k]!;
      without += NODE_WEIGHTS[k]! * (1 - chance) * others[score]![k]!;
    }
    group.count += byScore[score]!;
    group.observed += right[item]![score]!;
    group.expected += byScore[score]! * (withItem / (withItem + without));
    const { count, observed, expected } = group;
    if (Math.min(expected, count - expected) < LEAST_EXPECTED) continue;
    chi2 += (observed - expected) ** 2 / expected + (observed - expected) ** 2 / (count - expected);
    cells++;
    group = { count: 0, observed: 0, expected: 0 };
  }
  const df = cells - { rasch: 1, '2pl': 2, '3pl': 3 }[model];
  return df > 0 ? { chi2, df, p: chiSquareTail(chi2, df) } : undefined;
}

/** Chance of each number of right answers at each node (Lord and Wingersky, 1984): `[score][node]`. */
export function scoreDistribution(chances: readonly Float64Array[]): Float64Array[] {
  const scores = Array.from({ length: chances.length + 1 }, () => new Float64Array(K));
  scores[0]!.fill(1);
  for (const [done, chance] of chances.entries()) {
    for (let score = done + 1; score >= 0; score--) {
      for (let k = 0; k < K; k++) {
        const before = score === 0 ? 0 : scores[score - 1]![k]! * chance[k]!;
        scores[score]![k] = scores[score]![k]! * (1 - chance[k]!) + before;
      }
    }
  }
  return scores;
}
