import type { Transitions } from '#platform/kernel/transitions.ts';
import { hoursOf, type ReportPresence } from './report.ts';

/** A communal reserve may be called this many days a year (15 days, CSI L724-11). */
export const YEARLY_DAYS = 15;

export type HoursState = 'counted' | 'corrected' | 'confirmed';
export type HoursEvent = 'correct' | 'confirm';

export const HOURS: Transitions<HoursState, HoursEvent> = {
  counted: { correct: 'corrected', confirm: 'confirmed' },
  corrected: { correct: 'corrected', confirm: 'confirmed' },
  confirmed: {},
};

export interface KeptHours {
  readonly personKind: 'volunteer' | 'walk_up';
  readonly personId: string;
  readonly state: 'corrected' | 'confirmed';
  readonly minutes: number;
  readonly days: readonly string[];
  readonly reason: string;
}

export interface HoursLine extends Omit<KeptHours, 'state'> {
  readonly state: HoursState;
  /** From arrivals and departures alone. */
  readonly counted: number;
  /** Nobody saw them leave: what is counted is too little. */
  readonly open: boolean;
}

/** One line per person: what was counted, and what was corrected or confirmed since. */
export function hoursSheet(
  presences: readonly ReportPresence[],
  kept: readonly KeptHours[],
  dateOf: (instant: Date) => string,
): readonly HoursLine[] {
  const key = (one: { readonly personKind: string; readonly personId: string }) =>
    `${one.personKind} ${one.personId}`;
  const seen = Map.groupBy(presences, key);
  const known = new Map(kept.map((one) => [key(one), one]));
  return [...new Set([...seen.keys(), ...known.keys()])].map((who) => {
    const own = seen.get(who) ?? [];
    const before = known.get(who);
    const counted = Math.round(hoursOf(own) * 60);
    const person = (before ?? own[0]) as ReportPresence | KeptHours;
    return {
      personKind: person.personKind,
      personId: person.personId,
      state: before?.state ?? 'counted',
      counted,
      minutes: before?.minutes ?? counted,
      days: before?.state === 'confirmed' ? before.days : daysOf(own, dateOf),
      reason: before?.reason ?? '',
      open: own.some(({ to }) => to === undefined),
    };
  });
}

/** The local dates of these presences, a night across midnight being two. */
export function daysOf(
  presences: readonly ReportPresence[],
  dateOf: (instant: Date) => string,
): readonly string[] {
  const days = new Set<string>();
  for (const { from, to = from } of presences) {
    for (let at = from.getTime(); at < to.getTime(); at += 3_600_000)
      days.add(dateOf(new Date(at)));
    // The last instant, not the one after it: leaving at midnight is not another day.
    days.add(dateOf(new Date(Math.max(from.getTime(), to.getTime() - 1))));
  }
  return [...days].sort();
}

/** What stops an officer from confirming the hours of a crisis. */
export function missingDepartures(lines: readonly HoursLine[]): number {
  return lines.filter(({ open, state }) => open && state === 'counted').length;
}
