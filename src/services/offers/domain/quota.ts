import type { DateString } from '#platform/kernel/dates.ts';
import { addMonths } from '#platform/kernel/months.ts';

/** What a publisher lets one association have: `seats` of a product per cycle of `months`. */
export interface QuotaRule {
  readonly seats: number;
  readonly months: number;
}

export interface QuotaCycle {
  /** First day, included. */
  readonly startsOn: DateString;
  /** First day after it. */
  readonly endsBefore: DateString;
}

/**
 * The cycle in which an order of that day counts. Cycles follow each other from the day of the first
 * order; without one yet, the day itself begins the first.
 */
export function cycleOn(
  rule: QuotaRule,
  firstOrder: DateString | null,
  day: DateString,
): QuotaCycle {
  const origin = firstOrder ?? day;
  let cycles = 0;
  // Months from the origin, not from the last end: a cycle begun on the 31st never drifts to the 28th.
  while (addMonths(origin, (cycles + 1) * rule.months) <= day) cycles++;
  return {
    startsOn: addMonths(origin, cycles * rule.months),
    endsBefore: addMonths(origin, (cycles + 1) * rule.months),
  };
}

/** Seats still free; never below zero, even when a publisher lowered its quota. */
export function seatsLeft(rule: QuotaRule, taken: number): number {
  return Math.max(0, rule.seats - taken);
}
