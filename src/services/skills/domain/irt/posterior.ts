import type { Answers, Bank } from './bank.ts';
import { logChance } from './response-model.ts';

/** An ability and its standard error, in logits. */
export interface Estimate {
  readonly theta: number;
  readonly se: number;
}

/** 121 nodes from -6 to 6 for the standard normal prior: the rule of jsCAT, exact to 1e-9. */
const REACH = 6;
const STEP = 0.1;

/**
 * Logarithms of the chances of every answer to every item, on the nodes of a normal prior: an
 * answer is then one addition a node.
 */
export interface PosteriorTable {
  readonly bank: Bank;
  readonly priorSd: number;
  readonly nodes: Float64Array;
  readonly logPrior: Float64Array;
  /** Row `2 item + right`, one column a node. */
  readonly logChances: Float64Array;
}

/**
 * `mostAnswered`: the largest sum of `a^2 / 4` over the answers of one person. The nodes stand closer
 * than a tenth only where a posterior could be thinner than that (some 400 good answers).
 */
export function posteriorTable(bank: Bank, priorSd = 1, mostAnswered = 0): PosteriorTable {
  const reach = REACH * Math.max(1, priorSd);
  const step = Math.min(STEP, 1 / Math.sqrt(mostAnswered + 1 / priorSd ** 2));
  const half = Math.round(reach / step);
  const nodes = Float64Array.from({ length: 2 * half + 1 }, (_, k) => ((k - half) / half) * reach);
  const logPrior = nodes.map((theta) => -0.5 * (theta / priorSd) ** 2);
  const logChances = new Float64Array(2 * bank.size * nodes.length);
  let at = 0;
  for (let item = 0; item < bank.size; item++) {
    for (const right of [false, true]) {
      for (const theta of nodes) logChances[at++] = logChance(bank, item, theta, right);
    }
  }
  return { bank, priorSd, nodes, logPrior, logChances };
}

/** Adds one answer to a running log-posterior (a copy of `table.logPrior` to begin with). */
export function addAnswer(
  table: PosteriorTable,
  logPosterior: Float64Array,
  item: number,
  right: number,
): void {
  const { length } = table.nodes;
  const row = (2 * item + right) * length;
  const { logChances } = table;
  for (let k = 0; k < length; k++) logPosterior[k]! += logChances[row + k]!;
}

/** Mean and standard deviation of a log-posterior: EAP and its PSD. */
export function moments(table: PosteriorTable, logPosterior: Float64Array): Estimate {
  const { nodes } = table;
  const { length } = nodes;
  let largest = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < length; k++) if (logPosterior[k]! > largest) largest = logPosterior[k]!;
  let mass = 0;
  let first = 0;
  let second = 0;
  for (let k = 0; k < length; k++) {
    const below = logPosterior[k]! - largest;
    // e^-40 of the mode moves no digit that is shown.
    if (below < -40) continue;
    const weight = Math.exp(below);
    const theta = nodes[k]!;
    mass += weight;
    first += weight * theta;
    second += weight * theta * theta;
  }
  const theta = first / mass;
  return { theta, se: Math.sqrt(Math.max(0, second / mass - theta * theta)) };
}

/** Expected a posteriori; without answers, the prior itself. */
export function eap(table: PosteriorTable, answers: Answers): Estimate {
  const logPosterior = table.logPrior.slice();
  for (let i = 0; i < answers.items.length; i++) {
    addAnswer(table, logPosterior, answers.items[i]!, answers.right[i]!);
  }
  return moments(table, logPosterior);
}

/** The sum that `posteriorTable` asks for. */
export function answeredInformation(bank: Bank, items: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < items.length; i++) sum += bank.a[items[i]!]! ** 2 / 4;
  return sum;
}
