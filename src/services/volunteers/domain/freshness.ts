import { addDays, type DateString } from '#platform/kernel/dates.ts';
import { addMonths, daysBetween } from '#platform/kernel/months.ts';

/**
 * Keeping the register fresh. Everything counts from the last sign of life: sign-up, a change of the
 * profile, "still there", an answer to a call.
 * - 11 months: "still there?", asked again two weeks later and one week before the year is over;
 * - 12 months without an answer: dormant, never called;
 * - 3 years of inactivity: erased (the term that the CNIL recommends for contacts without activity,
 *   and that the Réserve civique applied); announced one month and one week before.
 */
export interface FreshnessTerms {
  readonly dormantMonths: number;
  readonly erasureMonths: number;
  /** Days after which a sign-up that was never finished is erased. */
  readonly draftDays: number;
}

export const DEFAULT_TERMS: FreshnessTerms = {
  dormantMonths: 12,
  erasureMonths: 36,
  draftDays: 30,
};

export const FRESHNESS_STEPS = [
  'fresh',
  'ask',
  'ask_again',
  'last_ask',
  'dormant',
  'erasure_in_a_month',
  'erasure_in_a_week',
  'erase',
] as const;
export type FreshnessStep = (typeof FRESHNESS_STEPS)[number];

/** The first day of each step. */
export function freshnessDates(
  lastSign: DateString,
  terms: FreshnessTerms = DEFAULT_TERMS,
): Readonly<Record<FreshnessStep, DateString>> {
  const dormant = addMonths(lastSign, terms.dormantMonths);
  const asked = addMonths(lastSign, terms.dormantMonths - 1);
  const erased = addMonths(lastSign, terms.erasureMonths);
  return {
    fresh: lastSign,
    ask: asked,
    ask_again: addDays(asked, 14),
    last_ask: addDays(dormant, -7),
    dormant,
    erasure_in_a_month: addMonths(lastSign, terms.erasureMonths - 1),
    erasure_in_a_week: addDays(erased, -7),
    erase: erased,
  };
}

/** Days that must have passed since the step before was carried out, so that people can answer. */
const GAP_DAYS: Readonly<Record<FreshnessStep, number>> = {
  fresh: 0,
  ask: 0,
  ask_again: 14,
  last_ask: 7,
  dormant: 7,
  erasure_in_a_month: 0,
  erasure_in_a_week: 21,
  erase: 7,
};

export interface FreshnessState {
  readonly lastSign: DateString;
  /** Index in FRESHNESS_STEPS of the last step carried out since the last sign of life. */
  readonly stage: number;
  /** When that step was carried out; null when none was. */
  readonly stageOn: DateString | null;
}

/**
 * The step to carry out today, one at a time: when the job slept for a year, people are still asked,
 * and given the time to answer, before anything happens to them.
 */
export function freshnessAction(
  state: FreshnessState,
  today: DateString,
  terms: FreshnessTerms = DEFAULT_TERMS,
): FreshnessStep | undefined {
  const next = FRESHNESS_STEPS[state.stage + 1];
  if (next === undefined || freshnessDates(state.lastSign, terms)[next] > today) return undefined;
  if (state.stageOn !== null && daysBetween(state.stageOn, today) < GAP_DAYS[next])
    return undefined;
  return next;
}

export function stageOf(step: FreshnessStep): number {
  return FRESHNESS_STEPS.indexOf(step);
}
