import { logistic, softplus } from '../irt/response-model.ts';
import type { Parameters } from './parameters.ts';
import type { Patterns } from './responses.ts';

/** Nodes of a standard normal: 61 from -6 to 6, weights that sum to 1 (what mirt uses). */
export const NODES = Float64Array.from({ length: 61 }, (_, k) => (k - 30) / 5);
const LOG_WEIGHTS = (() => {
  const log = NODES.map((z) => -0.5 * z * z);
  const total = Math.log(log.reduce((sum, value) => sum + Math.exp(value), 0));
  return log.map((value) => value - total);
})();
/** What a node weighs in a standard normal; they sum to 1. */
export const NODE_WEIGHTS = LOG_WEIGHTS.map(Math.exp);
const K = NODES.length;

/** The abilities that the nodes stand for. */
export function thetasOf({ mean, logSd }: Parameters): Float64Array {
  const sd = Math.exp(logSd);
  return NODES.map((z) => mean + sd * z);
}

/** Logarithm of the chance of every cell at every node, cell by cell. */
export function logChancesOf(p: Parameters): Float64Array {
  const thetas = thetasOf(p);
  const table = new Float64Array(2 * p.slope.length * K);
  for (let item = 0; item < p.slope.length; item++) {
    const c = logistic(p.guess[item]!);
    const know = Math.log1p(-c);
    for (let k = 0; k < K; k++) {
      const z = p.slope[item]! * thetas[k]! + p.intercept[item]!;
      table[2 * item * K + k] = know - softplus(z);
      table[(2 * item + 1) * K + k] = c > 0 ? Math.log(c + (1 - c) * logistic(z)) : -softplus(-z);
    }
  }
  return table;
}

export interface Expectation {
  readonly logLikelihood: number;
  /** Expected number of people at each node who gave each answer, cell by cell. */
  readonly counts: Float64Array;
  /** Expected number of people at each node. */
  readonly people: Float64Array;
}

/** The E step of Bock and Aitkin (1981). */
export function expectation(patterns: Patterns, p: Parameters): Expectation {
  const table = logChancesOf(p);
  const counts = new Float64Array(table.length);
  const people = new Float64Array(K);
  const posterior = new Float64Array(K);
  const { cells, offsets, weights } = patterns;
  let logLikelihood = 0;
  for (let pattern = 0; pattern < patterns.count; pattern++) {
    const weight = weights[pattern]!;
    logLikelihood += weight * posteriorOf(patterns, pattern, table, posterior);
    for (let k = 0; k < K; k++) {
      posterior[k]! *= weight;
      people[k]! += posterior[k]!;
    }
    for (let at = offsets[pattern]!; at < offsets[pattern + 1]!; at++) {
      const row = cells[at]! * K;
      for (let k = 0; k < K; k++) counts[row + k]! += posterior[k]!;
    }
  }
  return { logLikelihood, counts, people };
}

/** Fills `posterior` over the nodes; gives the log-likelihood of the pattern. */
export function posteriorOf(
  { cells, offsets }: Patterns,
  pattern: number,
  table: Float64Array,
  posterior: Float64Array,
): number {
  posterior.set(LOG_WEIGHTS);
  for (let at = offsets[pattern]!; at < offsets[pattern + 1]!; at++) {
    const row = cells[at]! * K;
    for (let k = 0; k < K; k++) posterior[k]! += table[row + k]!;
  }
  let largest = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < K; k++) if (posterior[k]! > largest) largest = posterior[k]!;
  let sum = 0;
  for (let k = 0; k < K; k++) {
    const value = Math.exp(posterior[k]! - largest);
    posterior[k] = value;
    sum += value;
  }
  for (let k = 0; k < K; k++) posterior[k]! /= sum;
  return largest + Math.log(sum);
}
