import type { Random } from '#platform/kernel/random.ts';
import type { Bank } from '../irt/bank.ts';
import { logistic } from '../irt/response-model.ts';
import type { AdaptiveTest } from './adaptive-test.ts';
import { type Exposure, isBarred, isPassedOver, type RateLimit } from './exposure.ts';

/** How the next item is chosen. Without any of these: the one that tells most at this ability. */
export interface SelectionRules {
  /** Draws among so many of the best (randomesque, Kingsbury and Zara 1989). */
  readonly among?: number;
  /** No item to more than this share of the tests, counted in `exposure`. */
  readonly limit?: RateLimit;
  /**
   * Chance first, information later (Revuelta and Ponsoda, 1998), over a test of this length: the
   * first items differ from one person to the next.
   */
  readonly progressiveOver?: number;
  /** Sympson and Hetter (1985): the chance that an item, once selected, is asked. */
  readonly askedWhenSelected?: Float64Array;
  /** Share of each area of the bank in the test, summing to 1. */
  readonly areaShares?: readonly number[];
  /** For tests that should not discourage: the chance of success aimed at, instead of what tells most. */
  readonly successRate?: number;
}

/**
 * Position in the bank of the next item, -1 when none is left. Ties go to the first of the bank. What
 * draws (`among`, `progressiveOver`, `askedWhenSelected`) needs `random`; `limit` needs `exposure`.
 */
export function nextItem(
  test: AdaptiveTest,
  rules: SelectionRules = {},
  exposure?: Exposure,
  random?: Random,
  theta = test.estimate.theta,
): number {
  const { bank, closed, scratch: values } = test;
  const { limit, areaShares, askedWhenSelected, among = 1 } = rules;
  valueAt(bank, theta, rules.successRate, closed, values);
  if (rules.progressiveOver !== undefined) mixChance(test, rules.progressiveOver, values, random!);
  if (exposure && limit !== undefined && !closeBarred(exposure, limit, values)) {
    // Everything barred: the test goes on with what was shown least.
    return leastShown(test, exposure);
  }
  for (;;) {
    const areas = areaShares && areasToAsk(test, areaShares, values);
    const chosen =
      among === 1 ? best(bank, values, areas) : drawn(bank, values, areas, among, random!);
    if (chosen < 0 || !askedWhenSelected || !isPassedOver(askedWhenSelected, chosen, random!)) {
      return chosen;
    }
    // For the whole test: else its chance would be drawn again at each item.
    closed[chosen] = 1;
    values[chosen] = CLOSED;
  }
}

/** The value of an item that may not be asked. */
const CLOSED = -1;

/** Information of each item, or what it would be at the ability where it has the success rate aimed at. */
function valueAt(
  { size, a, b, c }: Bank,
  theta: number,
  successRate: number | undefined,
  closed: Uint8Array,
  into: Float64Array,
): void {
  for (let item = 0; item < size; item++) {
    if (closed[item]) {
      into[item] = CLOSED;
      continue;
    }
    const slope = a[item]!;
    const guess = c[item]!;
    let at = theta;
    if (successRate !== undefined) {
      const known = Math.max(0.01, (successRate - guess) / (1 - guess));
      at = theta - Math.log(known / (1 - known)) / slope;
    }
    const p = logistic(slope * (at - b[item]!));
    into[item] = ((1 - guess) * slope * slope * p * p * (1 - p)) / (guess + (1 - guess) * p);
  }
}

function mixChance(test: AdaptiveTest, length: number, values: Float64Array, random: Random): void {
  const weight = Math.min(1, test.items.length / Math.max(1, length - 1));
  let most = 0;
  for (const value of values) if (value > most) most = value;
  for (let item = 0; item < values.length; item++) {
    if (values[item] === CLOSED) continue;
    values[item] = (1 - weight) * most * random.next() + weight * values[item]!;
  }
}

/** Whether something is left. */
function closeBarred(exposure: Exposure, limit: RateLimit, values: Float64Array): boolean {
  let left = false;
  for (let item = 0; item < values.length; item++) {
    if (values[item] === CLOSED) continue;
    if (isBarred(exposure, item, limit)) values[item] = CLOSED;
    else left = true;
  }
  return left;
}

/** The areas that lack most, as flags; several when they lack the same. */
function areasToAsk(
  { bank, perArea, items }: AdaptiveTest,
  shares: readonly number[],
  values: Float64Array,
): Uint8Array {
  const flags = new Uint8Array(perArea.length);
  for (let item = 0; item < bank.size; item++) {
    if (values[item] !== CLOSED) flags[bank.area[item]!] = 1;
  }
  const asked = Math.max(1, items.length);
  const lack = (area: number) => (shares[area] ?? 0) - perArea[area]! / asked;
  let most = Number.NEGATIVE_INFINITY;
  for (let area = 0; area < flags.length; area++) {
    if (flags[area]) most = Math.max(most, lack(area));
  }
  for (let area = 0; area < flags.length; area++) if (lack(area) < most - 1e-9) flags[area] = 0;
  return flags;
}

function best(bank: Bank, values: Float64Array, areas: Uint8Array | undefined): number {
  let chosen = -1;
  let most = CLOSED;
  for (let item = 0; item < values.length; item++) {
    if (values[item]! <= most || (areas && !areas[bank.area[item]!])) continue;
    chosen = item;
    most = values[item]!;
  }
  return chosen;
}

function drawn(
  bank: Bank,
  values: Float64Array,
  areas: Uint8Array | undefined,
  among: number,
  random: Random,
): number {
  const ranked: number[] = [];
  for (let item = 0; item < values.length; item++) {
    if (values[item] === CLOSED || (areas && !areas[bank.area[item]!])) continue;
    if (ranked.length === among && values[item]! <= values[ranked[among - 1]!]!) continue;
    let place = ranked.length;
    while (place > 0 && values[ranked[place - 1]!]! < values[item]!) place--;
    ranked.splice(place, 0, item);
    if (ranked.length > among) ranked.pop();
  }
  return ranked.length === 0 ? -1 : ranked[Math.floor(random.next() * ranked.length)]!;
}

function leastShown({ closed }: AdaptiveTest, { shown }: Exposure): number {
  let chosen = -1;
  for (let item = 0; item < closed.length; item++) {
    if (!closed[item] && (chosen < 0 || shown[item]! < shown[chosen]!)) chosen = item;
  }
  return chosen;
}
