import { type Belief, deviationOf, type Heard, learn, meanOf, pendingYes } from './belief.ts';
import { answeredBy } from './response.ts';

/** Early, the rate is taken this many standard deviations above what is believed. */
const OPTIMISM = 2;
/** Late, this many below. */
const CAUTION = 0.5;
/** Aim above the places left by this many standard deviations of a count of that mean. */
const MARGIN = 1;
/** A wave decided now can be put right this many minutes later, when half its answers have come. */
const CORRECTION = 10;
/** Waiting is dear from the moment when it loses a third of the answers. */
const DEAR = 1 / 3;
/** Kept above the places left when the rest of the list must suffice. */
const POOL_MARGIN = 0.2;

export interface CallFacts {
  readonly heard: Heard;
  /** Places left to fill. */
  readonly left: number;
  /** Minutes to the deadline. */
  readonly minutes: number;
  readonly prior: Belief;
  /** Delays of those to be called are this many times those of `answeredBy`. */
  readonly pace: number;
}

/**
 * How many to call now. A call cannot be taken back and a person called for nothing answers less the
 * next time, so while a later wave can still put things right, few are called, as though the rate were
 * high; as waiting begins to cost answers, the estimate turns cautious. When the rest of the list would
 * no longer suffice after a wait, the wait ends.
 *
 * The constants were searched on the nine scenarios of `bench/policy`: `docs/decisions/0062`.
 */
export function peopleToCall(facts: CallFacts, eligible: number): number {
  const { heard, left, minutes, prior, pace } = facts;
  const reach = answeredBy(minutes / pace);
  if (reach <= 0 || left <= 0) return 0;
  const reachLater = answeredBy((minutes - CORRECTION) / pace);
  const belief = learn(heard, prior);
  const mean = meanOf(belief);
  const cost = Math.min(1, (1 - reachLater / reach) / DEAR);
  const shift = OPTIMISM * (1 - cost) - CAUTION * cost;
  const rate = Math.min(0.95, Math.max(mean + shift * deviationOf(belief), 0.3 * mean));

  const later = pendingYes(heard, mean, prior) + eligible * mean * reachLater;
  const short = left + POOL_MARGIN * Math.sqrt(left) - later;
  const atOnce = short > 0 ? short / (mean * Math.max(reach - reachLater, 0.01)) : 0;
  const wish = Math.max(lacking(facts, rate), Math.min(atOnce, lacking(facts, mean)));
  return Math.min(Math.ceil(wish), Math.max(0, Math.floor(eligible)));
}

/** How many it would take to fill the places in one wave now, at the rate that is believed. */
export function peopleNeeded(facts: CallFacts): number {
  return Math.ceil(lacking(facts, meanOf(learn(facts.heard, facts.prior))));
}

function lacking({ heard, left, minutes, prior, pace }: CallFacts, rate: number): number {
  const reach = answeredBy(minutes / pace);
  if (reach <= 0 || left <= 0) return 0;
  const aim = left + MARGIN * Math.sqrt(left);
  return Math.max(0, aim - pendingYes(heard, rate, prior)) / (rate * reach);
}
