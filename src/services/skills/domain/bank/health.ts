import { PILOT_ANSWERS } from '../calibration/pilot.ts';

/** What is known of an item in use. */
export interface ItemFigures {
  readonly shown: number;
  readonly answered: number;
  readonly right: number;
  readonly infit: number | null;
  readonly flags: number;
  readonly quarantined: 'flags' | 'staff' | null;
  readonly status: 'provisional' | 'calibrated' | 'pilot';
}

/** Why somebody should look at an item; `ready`: a pilot that has answers enough to be measured. */
export type Concern =
  | 'quarantined'
  | 'flagged'
  | 'fits_badly'
  | 'too_easy'
  | 'too_hard'
  | 'overexposed'
  | 'ready';

/** Fewer answers say nothing of a fit or of a share. */
const LEAST_ANSWERS = 30;
const INFIT = [0.75, 1.3] as const;
const SHARE = [0.05, 0.95] as const;
/** The largest share of tests that may show one item; beyond it by chance when there were few tests. */
export const MOST_SHOWN = 0.25;
const LEAST_TESTS = 40;

export function concernsOf(item: ItemFigures, tests: number): readonly Concern[] {
  const concerns: Concern[] = [];
  if (item.quarantined) concerns.push('quarantined');
  else if (item.flags > 0) concerns.push('flagged');
  if (item.answered >= LEAST_ANSWERS) {
    const share = item.right / item.answered;
    if (item.infit !== null && (item.infit < INFIT[0] || item.infit > INFIT[1])) {
      concerns.push('fits_badly');
    }
    if (share > SHARE[1]) concerns.push('too_easy');
    if (share < SHARE[0]) concerns.push('too_hard');
  }
  // One more than the limit allows was counted when it was first below it.
  if (tests >= LEAST_TESTS && item.shown - 1 > MOST_SHOWN * tests) concerns.push('overexposed');
  if (item.status === 'pilot' && item.answered >= PILOT_ANSWERS) concerns.push('ready');
  return concerns;
}
