import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { logistic } from '../irt/response-model.ts';
import { type CalibratedItem, type CalibrationOptions, calibrate } from './calibrate.ts';
import { chiSquareTail } from './chi-square.ts';
import { link, onScale } from './linking.ts';
import type { Responses } from './responses.ts';

/** One item in two groups of people of the same level. */
export interface GroupDifference {
  readonly id: string;
  /** Lord's chi-square: by chance alone, a difference as large comes with this probability. */
  readonly chi2: number;
  readonly p: number;
  /** How much harder for the group, in logits. */
  readonly harderBy: number;
  /** Chances of success that differ, averaged over people of N(0, 1). */
  readonly size: number;
  /** Beyond chance and worth a look (a twentieth of the chances), or large (a tenth). */
  readonly verdict: 'none' | 'look' | 'large';
}

export type GroupError = 'group_too_small' | 'too_few_common_items';

/** Of one group: fewer answers leave any difference to chance. */
export const LEAST_GROUP = 200;
const LEAST_COMMON = 4;
const LEVEL = 0.01;

/**
 * Differential item functioning: the items are calibrated in the group and outside it, both are brought
 * to one scale by the items that do not differ, and what still differs is told. `inGroup`: 1 for the
 * people of the group, 0 for the others, any other value for people left out.
 */
export function groupDifferences(
  responses: Responses,
  inGroup: ArrayLike<number>,
  options: CalibrationOptions,
): Result<readonly GroupDifference[], GroupError> {
  const sides = [0, 1].map((side) => rowsOf(responses, inGroup, side));
  const smallest = Math.min(...sides.map(({ people }) => people));
  if (smallest < LEAST_GROUP)
    return refuse('group_too_small', { people: smallest, least: LEAST_GROUP });
  const [outside, inside] = sides.map((side) => {
    const fit = calibrate(side, options);
    return fit.ok ? fit.value.items : [];
  }) as [readonly (CalibratedItem | undefined)[], readonly (CalibratedItem | undefined)[]];
  const common = responses.items.flatMap((_, at) => {
    const [other, own] = [outside[at], inside[at]];
    const known = (item?: CalibratedItem) => item?.seB !== undefined && !item.runaway;
    return known(other) && known(own) ? [{ other: other!, own: own! }] : [];
  });
  if (common.length < LEAST_COMMON) return refuse('too_few_common_items', { items: common.length });
  let anchors = common;
  let found: GroupDifference[] = [];
  // Items that differ would bend the common scale: it is made again without them.
  for (let turn = 0; turn < 5; turn++) {
    const scale = link(
      anchors.map(({ own }) => own),
      anchors.map(({ other }) => other),
    );
    found = common.map((pair) => difference(pair.other, pair.own, scale));
    const kept = common.filter((_, at) => found[at]!.p >= LEVEL);
    if (kept.length < LEAST_COMMON || kept.length === anchors.length) break;
    anchors = kept;
  }
  return ok(found);
}

function rowsOf({ items, people, values }: Responses, groups: ArrayLike<number>, side: number) {
  const rows = Array.from({ length: people }, (_, row) => row).filter(
    (row) => groups[row] === side,
  );
  const kept = new Int8Array(rows.length * items.length);
  rows.forEach((row, at) => {
    kept.set(values.subarray(row * items.length, (row + 1) * items.length), at * items.length);
  });
  return { items, people: rows.length, values: kept };
}

function difference(
  other: CalibratedItem,
  own: CalibratedItem,
  scale: ReturnType<typeof link>,
): GroupDifference {
  const moved = onScale(own, scale);
  const da = moved.a - other.a;
  const db = moved.b - other.b;
  const varB = other.seB! ** 2 + (scale.slope * own.seB!) ** 2;
  const varA = (other.seA ?? 0) ** 2 + ((own.seA ?? 0) / scale.slope) ** 2;
  const cov = (other.covAB ?? 0) + (own.covAB ?? 0);
  const held = varA === 0;
  const chi2 = held
    ? db ** 2 / varB
    : (da ** 2 * varB - 2 * da * db * cov + db ** 2 * varA) / (varA * varB - cov ** 2);
  const p = chiSquareTail(chi2, held ? 1 : 2);
  const size = meanDifference(other, moved);
  const verdict = p >= LEVEL || size < 0.05 ? 'none' : size < 0.1 ? 'look' : 'large';
  return { id: other.id, chi2, p, harderBy: db, size, verdict };
}

function meanDifference(
  one: { a: number; b: number; c: number },
  two: { a: number; b: number; c: number },
): number {
  let sum = 0;
  let weights = 0;
  for (let theta = -4; theta <= 4.001; theta += 0.1) {
    const weight = Math.exp(-0.5 * theta * theta);
    const at = ({ a, b, c }: typeof one) => c + (1 - c) * logistic(a * (theta - b));
    sum += weight * Math.abs(at(one) - at(two));
    weights += weight;
  }
  return sum / weights;
}
