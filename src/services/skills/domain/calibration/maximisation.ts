import { logistic, softplus } from '../irt/response-model.ts';
import { type Expectation, NODES, thetasOf } from './expectation.ts';
import { solve } from './linear-algebra.ts';
import { copyOf, type Design, type Parameters, priorTerms } from './parameters.ts';

const K = NODES.length;
const TURNS = 6;
const HALVINGS = 8;
/** A step of this length, in logits: the next E step will move more. */
const ENOUGH = 1e-4;
/** Beyond this an item is a step: no data tells 25 from 50. */
export const STEEPEST = 25;

/** A discrimination that ran to the limit. */
export function isRunaway(slope: number): boolean {
  return Math.abs(slope) > 0.9 * STEEPEST;
}

const FLATTEST_WITH_PRIOR = 0.01;
/** c between 1e-7 and 1 - 1e-7. */
const FARTHEST_GUESS = 16;

/** The M step: each item alone (Fisher scoring on its expected counts), then the population. */
export function maximisation(
  { counts, people }: Expectation,
  p: Parameters,
  design: Design,
): Parameters {
  const next = copyOf(p);
  const thetas = thetasOf(p);
  for (let item = 0; item < design.size; item++) improveItem(item, counts, thetas, next, design);
  const total = people.reduce((sum, count) => sum + count, 0);
  if (design.freeMean) {
    next.mean = thetas.reduce((sum, theta, k) => sum + people[k]! * theta, 0) / total;
  }
  if (design.freeSd) {
    const square = thetas.reduce((sum, t, k) => sum + people[k]! * (t - next.mean) ** 2, 0);
    next.logSd = 0.5 * Math.log(square / total);
  }
  return next;
}

function improveItem(
  item: number,
  counts: Float64Array,
  thetas: Float64Array,
  p: Parameters,
  design: Design,
): void {
  const free = [
    design.freeSlope[item] === 1,
    design.freeIntercept[item] === 1,
    design.freeGuess[item] === 1,
  ];
  const size = free.filter(Boolean).length;
  if (size === 0) return;
  const all = new Float64Array(3);
  const gradient = new Float64Array(size);
  const matrix = new Float64Array(size * size);
  const at = free.flatMap((is, index) => (is ? [index] : []));
  const wrong = 2 * item * K;
  const right = wrong + K;
  let height = heightOf(item, counts, thetas, p, design);
  for (let turn = 0; turn < TURNS; turn++) {
    gradient.fill(0);
    matrix.fill(0);
    const a = p.slope[item]!;
    const d = p.intercept[item]!;
    const c = logistic(p.guess[item]!);
    for (let k = 0; k < K; k++) {
      const theta = thetas[k]!;
      const star = logistic(a * theta + d);
      const chance = c + (1 - c) * star;
      // Derivatives of P divided by Q, which may vanish: 1 - P = (1 - c)(1 - star).
      all[1] = star;
      all[0] = theta * star;
      all[2] = c;
      const weight = ((counts[wrong + k]! + counts[right + k]!) * ((1 - c) * (1 - star))) / chance;
      const residual =
        (counts[right + k]! * (1 - c) * (1 - star) - counts[wrong + k]! * chance) / chance;
      for (let i = 0; i < size; i++) {
        const one = all[at[i]!]!;
        gradient[i]! += residual * one;
        for (let j = 0; j <= i; j++) matrix[i * size + j]! += weight * one * all[at[j]!]!;
      }
    }
    addPriors(item, at, gradient, matrix, p, design);
    for (let i = 0; i < size; i++) {
      for (let j = i + 1; j < size; j++) matrix[i * size + j] = matrix[j * size + i]!;
    }
    const step = solve(matrix, gradient);
    if (!step) return;
    const largest = step.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const before: readonly number[] = [a, d, p.guess[item]!];
    // Halved until it is a step up: Fisher scoring may jump over a top, and back, for ever.
    let scale = Math.min(1, 1 / largest);
    let after = Number.NEGATIVE_INFINITY;
    for (let halving = 0; halving < HALVINGS && !(after >= height); halving++, scale /= 2) {
      at.forEach((which, i) => {
        place(item, which, before[which]! + scale * step[i]!, p, design);
      });
      after = heightOf(item, counts, thetas, p, design);
    }
    if (!(after >= height)) {
      for (const which of at) place(item, which, before[which]!, p, design);
      return;
    }
    height = after;
    if (largest < ENOUGH) return;
  }
}

/** Expected log-likelihood of the answers to one item, with its priors. */
function heightOf(
  item: number,
  counts: Float64Array,
  thetas: Float64Array,
  p: Parameters,
  design: Design,
): number {
  const c = logistic(p.guess[item]!);
  const know = Math.log1p(-c);
  let sum = 0;
  for (let k = 0; k < K; k++) {
    const z = p.slope[item]! * thetas[k]! + p.intercept[item]!;
    const wrong = counts[2 * item * K + k]!;
    const right = counts[(2 * item + 1) * K + k]!;
    sum += wrong * (know - softplus(z));
    sum += right * (c > 0 ? Math.log(c + (1 - c) * logistic(z)) : -softplus(-z));
  }
  const free = [design.freeSlope[item], design.freeIntercept[item], design.freeGuess[item]];
  for (const [at, term] of priorTerms(p, design, item).entries()) if (free[at]) sum += term.value;
  return sum;
}

function addPriors(
  item: number,
  at: readonly number[],
  gradient: Float64Array,
  matrix: Float64Array,
  p: Parameters,
  design: Design,
): void {
  const terms = priorTerms(p, design, item);
  at.forEach((which, i) => {
    gradient[i]! += terms[which]!.gradient;
    matrix[i * at.length + i]! += Math.max(0, -terms[which]!.curvature);
  });
}

function place(item: number, which: number, value: number, p: Parameters, design: Design): void {
  if (which === 1) p.intercept[item] = value;
  else if (which === 2) {
    p.guess[item] = Math.max(-FARTHEST_GUESS, Math.min(FARTHEST_GUESS, value));
  } else {
    const least = design.slopePrior ? FLATTEST_WITH_PRIOR : -STEEPEST;
    p.slope[item] = Math.max(least, Math.min(STEEPEST, value));
  }
}
