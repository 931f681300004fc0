import { logistic } from '../irt/response-model.ts';
import { type Expectation, logChancesOf, NODES, posteriorOf, thetasOf } from './expectation.ts';
import { type Design, type Layout, type Parameters, priorTerms } from './parameters.ts';
import type { Patterns } from './responses.ts';

const K = NODES.length;
/** Nodes that carry less of a posterior than this move no digit of a standard error. */
const NEGLIGIBLE = 1e-8;

export interface Curvature {
  /** Gradient of the marginal log-posterior. */
  readonly gradient: Float64Array;
  /** Its observed information, `length` squared, row by row. */
  readonly information: Float64Array;
}

/** Derivatives of ln P(answer) in (slope, intercept, logit c) at each node, cell by cell. */
interface Scores {
  readonly slope: Float64Array;
  readonly intercept: Float64Array;
  readonly guess: Float64Array;
}

/** Gradient, and what the complete data (answers and abilities) would tell: cheap. */
export function completeCurvature(
  expected: Expectation,
  p: Parameters,
  design: Design,
  layout: Layout,
): Curvature & { readonly scores: Scores } {
  const n = layout.length;
  const gradient = new Float64Array(n);
  const information = new Float64Array(n * n);
  const thetas = thetasOf(p);
  const scores = completeData(expected, thetas, p, layout, gradient, information);
  population(expected, thetas, p, layout, gradient, information);
  addPriors(p, design, layout, gradient, information);
  return { gradient, information, scores };
}

/**
 * The exact observed information, by Louis (1982): what the complete data would tell, less what is
 * lost by not seeing the abilities.
 */
export function curvature(
  patterns: Patterns,
  expected: Expectation,
  p: Parameters,
  design: Design,
  layout: Layout,
): Curvature {
  const n = layout.length;
  const { gradient, information, scores } = completeCurvature(expected, p, design, layout);
  subtractMissing(patterns, scores, thetasOf(p), p, layout, information);
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) information[i * n + j] = information[j * n + i]!;
  }
  return { gradient, information };
}

function completeData(
  { counts }: Expectation,
  thetas: Float64Array,
  p: Parameters,
  layout: Layout,
  gradient: Float64Array,
  information: Float64Array,
): Scores {
  const n = layout.length;
  const size = p.slope.length;
  const slope = new Float64Array(2 * size * K);
  const intercept = new Float64Array(2 * size * K);
  const guess = new Float64Array(2 * size * K);
  for (let item = 0; item < size; item++) {
    const places = [layout.slope[item]!, layout.intercept[item]!, layout.guess[item]!];
    const c = logistic(p.guess[item]!);
    for (let cell = 2 * item; cell < 2 * item + 2; cell++) {
      for (let k = 0; k < K; k++) {
        const at = cell * K + k;
        const theta = thetas[k]!;
        const star = logistic(p.slope[item]! * theta + p.intercept[item]!);
        const answer = cell === 2 * item ? wrongAnswer(star, c) : rightAnswer(star, c);
        intercept[at] = answer.z;
        slope[at] = answer.z * theta;
        guess[at] = answer.g;
        const count = counts[at]!;
        if (count === 0) continue;
        const first = [slope[at], answer.z, answer.g];
        const scale = [theta, 1, 1];
        for (let i = 0; i < 3; i++) {
          if (places[i]! < 0) continue;
          gradient[places[i]!]! += count * first[i]!;
          for (let j = 0; j <= i; j++) {
            if (places[j]! < 0) continue;
            const second = i === 2 ? (j === 2 ? answer.gg : answer.zg) : answer.zz;
            const value = -count * second * scale[i]! * scale[j]!;
            information[Math.max(places[i]!, places[j]!) * n + Math.min(places[i]!, places[j]!)]! +=
              value;
          }
        }
      }
    }
  }
  return { slope, intercept, guess };
}

/** First and second derivatives of ln P in z and in g = logit c. */
function rightAnswer(star: number, c: number) {
  const chance = c + (1 - c) * star;
  const dc = c * (1 - c);
  const z = ((1 - c) * star * (1 - star)) / chance;
  const byC = (1 - star) / chance;
  return {
    z,
    g: byC * dc,
    zz: z * (1 - 2 * star) - z * z,
    zg: (-(star * (1 - star)) / chance - z * byC) * dc,
    gg: -byC * byC * dc * dc + byC * dc * (1 - 2 * c),
  };
}

function wrongAnswer(star: number, c: number) {
  return { z: -star, g: -c, zz: -star * (1 - star), zg: 0, gg: -c * (1 - c) };
}

/** theta ~ N(mean, sd), in mean and ln sd. */
function population(
  { people }: Expectation,
  thetas: Float64Array,
  p: Parameters,
  layout: Layout,
  gradient: Float64Array,
  information: Float64Array,
): void {
  const n = layout.length;
  const sd = Math.exp(p.logSd);
  for (let k = 0; k < K; k++) {
    const z = (thetas[k]! - p.mean) / sd;
    const count = people[k]!;
    if (layout.mean >= 0) {
      gradient[layout.mean]! += (count * z) / sd;
      information[layout.mean * n + layout.mean]! += count / sd ** 2;
    }
    if (layout.logSd >= 0) {
      gradient[layout.logSd]! += count * (z * z - 1);
      information[layout.logSd * n + layout.logSd]! += count * 2 * z * z;
      if (layout.mean >= 0) {
        information[layout.logSd * n + layout.mean]! += (count * 2 * z) / sd;
      }
    }
  }
}

function addPriors(
  p: Parameters,
  design: Design,
  layout: Layout,
  gradient: Float64Array,
  information: Float64Array,
): void {
  const n = layout.length;
  for (let item = 0; item < design.size; item++) {
    const places = [layout.slope[item]!, layout.intercept[item]!, layout.guess[item]!];
    for (const [at, term] of priorTerms(p, design, item).entries()) {
      const place = places[at]!;
      if (place < 0) continue;
      gradient[place]! += term.gradient;
      information[place * n + place]! -= term.curvature;
    }
  }
}

/** Takes away, for each pattern, the covariance of the complete-data scores over its posterior. */
function subtractMissing(
  patterns: Patterns,
  scores: Scores,
  thetas: Float64Array,
  p: Parameters,
  layout: Layout,
  information: Float64Array,
): void {
  const n = layout.length;
  const table = logChancesOf(p);
  const posterior = new Float64Array(K);
  const sd = Math.exp(p.logSd);
  const rows: Float64Array[] = Array.from({ length: n }, () => new Float64Array(K));
  const places = new Int32Array(n);
  const { cells, offsets, weights } = patterns;
  for (let pattern = 0; pattern < patterns.count; pattern++) {
    posteriorOf(patterns, pattern, table, posterior);
    let low = 0;
    let high = K - 1;
    while (posterior[low]! < NEGLIGIBLE) low++;
    while (posterior[high]! < NEGLIGIBLE) high--;
    const width = high - low + 1;
    let used = 0;
    // Scores in the middle of the posterior, times the root of what each node weighs.
    const take = (place: number, score: (k: number) => number) => {
      if (place < 0) return;
      let mean = 0;
      for (let k = low; k <= high; k++) mean += posterior[k]! * score(k);
      const row = rows[used]!;
      for (let k = 0; k < width; k++) {
        row[k] = (score(low + k) - mean) * Math.sqrt(weights[pattern]! * posterior[low + k]!);
      }
      places[used++] = place;
    };
    for (let at = offsets[pattern]!; at < offsets[pattern + 1]!; at++) {
      const item = cells[at]! >> 1;
      const start = cells[at]! * K;
      take(layout.slope[item]!, (k) => scores.slope[start + k]!);
      take(layout.intercept[item]!, (k) => scores.intercept[start + k]!);
      take(layout.guess[item]!, (k) => scores.guess[start + k]!);
    }
    take(layout.mean, (k) => (thetas[k]! - p.mean) / sd ** 2);
    take(layout.logSd, (k) => ((thetas[k]! - p.mean) / sd) ** 2 - 1);
    for (let i = 0; i < used; i++) {
      const one = rows[i]!;
      for (let j = 0; j <= i; j++) {
        const other = rows[j]!;
        let sum = 0;
        for (let k = 0; k < width; k++) sum += one[k]! * other[k]!;
        const row = Math.max(places[i]!, places[j]!);
        information[row * n + Math.min(places[i]!, places[j]!)]! -= sum;
      }
    }
  }
}
