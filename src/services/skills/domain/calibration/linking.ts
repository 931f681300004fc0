import { logistic } from '../irt/response-model.ts';
import { solve } from './linear-algebra.ts';

/** The change of scale `theta' = slope theta + shift`. */
export interface Link {
  readonly slope: number;
  readonly shift: number;
}

export interface LinkedItem {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

export function onScale({ a, b, c }: LinkedItem, { slope, shift }: Link): LinkedItem {
  return { a: a / slope, b: slope * b + shift, c };
}

const NODES = Array.from({ length: 41 }, (_, k) => (k - 20) / 5);
const WEIGHTS = NODES.map((theta) => Math.exp(-0.5 * theta * theta));

/**
 * The change of scale that brings the curves of common items, calibrated twice, nearest to one another
 * (Haebara, 1980, on the people of `to`). Pairs in the same order; at least two that differ in difficulty.
 */
export function link(from: readonly LinkedItem[], to: readonly LinkedItem[]): Link {
  let current = meanAndSpread(from, to);
  let height = distance(from, to, current);
  let damping = 1e-6;
  for (let turn = 0; turn < 100; turn++) {
    const { gradient, matrix } = slopes(from, to, current);
    matrix[0]! *= 1 + damping;
    matrix[3]! *= 1 + damping;
    const step = solve(matrix, gradient);
    if (!step) break;
    const next = { slope: current.slope + step[0]!, shift: current.shift + step[1]! };
    const after = next.slope > 0 ? distance(from, to, next) : Number.POSITIVE_INFINITY;
    if (after <= height) {
      current = next;
      height = after;
      damping /= 10;
      if (Math.max(Math.abs(step[0]!), Math.abs(step[1]!)) < 1e-10) break;
    } else damping *= 10;
  }
  return current;
}

/** Mean and standard deviation of the difficulties: where to begin. */
function meanAndSpread(from: readonly LinkedItem[], to: readonly LinkedItem[]): Link {
  const mean = (items: readonly LinkedItem[]) =>
    items.reduce((sum, { b }) => sum + b, 0) / items.length;
  const [before, after] = [mean(from), mean(to)];
  const spread = (items: readonly LinkedItem[], middle: number) =>
    Math.sqrt(items.reduce((sum, { b }) => sum + (b - middle) ** 2, 0));
  const width = spread(from, before);
  const slope = width > 0 ? Math.max(0.2, Math.min(5, spread(to, after) / width)) : 1;
  return { slope, shift: after - slope * before };
}

const chance = ({ a, b, c }: LinkedItem, theta: number) => c + (1 - c) * logistic(a * (theta - b));

function distance(from: readonly LinkedItem[], to: readonly LinkedItem[], by: Link): number {
  return from.reduce((sum, item, at) => {
    const moved = onScale(item, by);
    return (
      sum +
      NODES.reduce((s, t, k) => s + WEIGHTS[k]! * (chance(to[at]!, t) - chance(moved, t)) ** 2, 0)
    );
  }, 0);
}

/** Gauss and Newton. */
function slopes(from: readonly LinkedItem[], to: readonly LinkedItem[], by: Link) {
  const gradient = new Float64Array(2);
  const matrix = new Float64Array(4);
  for (const [at, item] of from.entries()) {
    const moved = onScale(item, by);
    for (const [k, theta] of NODES.entries()) {
      const star = logistic(moved.a * (theta - moved.b));
      const steep = (1 - item.c) * star * (1 - star);
      // z = a ((theta - shift) / slope - b).
      const bySlope = (-item.a * (theta - by.shift) * steep) / by.slope ** 2;
      const byShift = (-item.a * steep) / by.slope;
      const left = chance(to[at]!, theta) - chance(moved, theta);
      const weight = WEIGHTS[k]!;
      gradient[0]! += weight * bySlope * left;
      gradient[1]! += weight * byShift * left;
      matrix[0]! += weight * bySlope ** 2;
      matrix[1]! += weight * bySlope * byShift;
      matrix[2]! += weight * bySlope * byShift;
      matrix[3]! += weight * byShift ** 2;
    }
  }
  return { gradient, matrix };
}
