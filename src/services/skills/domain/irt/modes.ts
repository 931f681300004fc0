import type { Answers, Bank } from './bank.ts';
import type { Estimate } from './posterior.ts';
import { information, logistic } from './response-model.ts';

/** Slope of an objective in theta. */
type Slope = (theta: number) => number;

/**
 * Maximum a posteriori with a normal prior; se from the curvature at the mode. Without answers, the
 * prior itself.
 */
export function map(bank: Bank, answers: Answers, priorSd = 1): Estimate {
  const slope: Slope = (theta) => score(bank, answers, theta) - theta / priorSd ** 2;
  return atTop(slope);
}

/**
 * Warm's weighted likelihood (1989): solves `dlnL/dtheta + J / (2I) = 0`; nearly without bias, also
 * in the tails, finite for all right and all wrong; se from the curvature, wider than `1 / sqrt(I)`
 * where answers are few or extreme. `undefined` when the answers say nothing.
 */
export function wle(bank: Bank, answers: Answers): Estimate | undefined {
  const informative = Array.prototype.some.call(
    answers.items,
    (item: number) => bank.a[item] !== 0,
  );
  if (!informative) return undefined;
  return atTop((theta) => score(bank, answers, theta) + warmTerm(bank, answers, theta));
}

export function testInformation(bank: Bank, items: ArrayLike<number>, theta: number): number {
  let sum = 0;
  for (let i = 0; i < items.length; i++) sum += information(bank, items[i]!, theta);
  return sum;
}

/** `dlnL/dtheta`. */
function score(bank: Bank, { items, right }: Answers, theta: number): number {
  let sum = 0;
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!;
    const a = bank.a[item]!;
    const c = bank.c[item]!;
    const p = logistic(a * (theta - bank.b[item]!));
    sum += right[i] === 1 ? (a * (1 - c) * p * (1 - p)) / (c + (1 - c) * p) : -a * p;
  }
  return sum;
}

/** `J / (2I)`, with `J` the sum of `P' P'' / (P Q)`. */
function warmTerm(bank: Bank, { items }: Answers, theta: number): number {
  let j = 0;
  let total = 0;
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!;
    const a = bank.a[item]!;
    const c = bank.c[item]!;
    const p = logistic(a * (theta - bank.b[item]!));
    const one = ((1 - c) * a * a * p * p * (1 - p)) / (c + (1 - c) * p);
    total += one;
    j += one * a * (1 - 2 * p);
  }
  // So far out that every item is spent: the slope points back to where they tell something.
  return total > 0 ? j / (2 * total) : -theta;
}

function atTop(slope: Slope): Estimate {
  const theta = highestTop(slope);
  const h = 1e-4;
  return { theta, se: Math.sqrt((2 * h) / (slope(theta - h) - slope(theta + h))) };
}

const GRID = 0.5;
const FARTHEST = 300;

/** The place of the highest top of the function whose slope is given: several may exist. */
function highestTop(slope: Slope): number {
  let low = -6;
  let high = 6;
  while (slope(low) < 0 && low > -FARTHEST) low -= 2;
  while (slope(high) > 0 && high < FARTHEST) high += 2;
  const tops: number[] = [];
  let before = slope(low);
  for (let at = low; at < high; at += GRID) {
    const after = slope(at + GRID);
    if (before >= 0 && after < 0) tops.push(zero(slope, at, at + GRID, before, after));
    before = after;
  }
  const [first, ...others] = tops;
  if (first === undefined) return before >= 0 ? high : low;
  let best = first;
  let last = first;
  let height = 0;
  for (const top of others) {
    height += integral(slope, last, top);
    last = top;
    if (height > 0) {
      best = top;
      height = 0;
    }
  }
  return best;
}

/** A root between two points of opposite slopes: false position (Illinois), to 1e-12. */
function zero(f: Slope, from: number, to: number, atFrom: number, atTo: number): number {
  let [a, b, fa, fb] = [from, to, atFrom, atTo];
  for (let turn = 0; turn < 200 && Math.abs(b - a) > 1e-12; turn++) {
    const x = fa === fb ? (a + b) / 2 : (a * fb - b * fa) / (fb - fa);
    const fx = f(x);
    if (Math.abs(fx) < 1e-13) return x;
    if (fx < 0 === fb < 0) fa /= 2;
    else [a, fa] = [b, fb];
    [b, fb] = [x, fx];
  }
  return b;
}

/** Simpson. */
function integral(f: Slope, from: number, to: number): number {
  const panels = 200;
  const h = (to - from) / panels;
  let sum = f(from) + f(to);
  for (let i = 1; i < panels; i++) sum += f(from + i * h) * (i % 2 === 1 ? 4 : 2);
  return (sum * h) / 3;
}
