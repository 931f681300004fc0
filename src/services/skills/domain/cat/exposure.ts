import type { Random } from '#platform/kernel/random.ts';

/** How often each item was shown, over how many tests (a window that the caller keeps). */
export interface Exposure {
  tests: number;
  readonly shown: Int32Array;
}

/** The largest share of the tests that may show one item. */
export type RateLimit = number;

export function noExposure(size: number): Exposure {
  return { tests: 0, shown: new Int32Array(size) };
}

/** Counts a test when it begins, so that tests taken at the same time count for one another. */
export function countTest(exposure: Exposure): void {
  exposure.tests++;
}

export function countShown(exposure: Exposure, item: number): void {
  exposure.shown[item]!++;
}

/**
 * Restricted maximum information (Revuelta and Ponsoda, 1998): an item waits while showing it once
 * more would pass the limit. A bank that nobody has used yet may show each item once.
 */
export function isBarred({ tests, shown }: Exposure, item: number, limit: RateLimit): boolean {
  const times = shown[item]!;
  return times > 0 && times + 1 > limit * tests;
}

export function isPassedOver(
  askedWhenSelected: Float64Array,
  item: number,
  random: Random,
): boolean {
  const chance = askedWhenSelected[item]!;
  return chance < 1 && random.next() >= chance;
}

/**
 * Sympson and Hetter: from the share of simulated tests that selected each item, the chance to ask it
 * that keeps it under the limit. Iterate: simulate with the result, count again. `selected` counts
 * every selection, asked or not; the `length` items selected most stay free, so that a test can end.
 */
export function sympsonHetter(
  selected: Int32Array,
  tests: number,
  limit: RateLimit,
  length: number,
): Float64Array {
  const chances = Float64Array.from(selected, (count) =>
    count > limit * tests ? (limit * tests) / count : 1,
  );
  const free = chances.reduce((sum, chance) => sum + (chance === 1 ? 1 : 0), 0);
  if (free < length) {
    const order = [...chances.keys()].sort((i, j) => chances[j]! - chances[i]!);
    for (const item of order.slice(0, length)) chances[item] = 1;
  }
  return chances;
}

/** How much the bank is shown. */
export interface ExposureFigures {
  /** Share of the tests that showed the item shown most. */
  readonly most: number;
  readonly neverShown: number;
  /** Expected share of common items between the tests of two people. */
  readonly overlap: number;
}

export function exposureFigures({ tests, shown }: Exposure): ExposureFigures {
  let squares = 0;
  let total = 0;
  let most = 0;
  let neverShown = 0;
  for (const count of shown) {
    squares += (count * (count - 1)) / Math.max(1, tests * (tests - 1));
    total += count / tests;
    most = Math.max(most, count / tests);
    if (count === 0) neverShown++;
  }
  return { most, neverShown, overlap: total === 0 ? 0 : squares / total };
}
