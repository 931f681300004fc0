import { addDays, instantOf, isoWeekday, localDate } from '#platform/kernel/dates.ts';

/** How often somebody wants to read of new missions. */
export const RHYTHMS = ['at_once', 'daily', 'weekly', 'never'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/** Letters of a rhythm leave at this local time (minutes of the day), weekly ones on a Monday. */
const MORNING = 8 * 60;

/** How soon "at once" looks again. */
const AT_ONCE_MS = 5 * 60_000;

/** The first moment after `now` at which a letter of this rhythm may leave. */
export function nextLetter(rhythm: Exclude<Rhythm, 'never'>, now: Date): Date {
  if (rhythm === 'at_once') return new Date(now.getTime() + AT_ONCE_MS);
  const today = localDate(now);
  const daysToMonday = (8 - isoWeekday(today)) % 7;
  const first = addDays(today, rhythm === 'weekly' ? daysToMonday : 0);
  const letter = instantOf(first, MORNING);
  if (letter > now) return letter;
  return instantOf(addDays(first, rhythm === 'weekly' ? 7 : 1), MORNING);
}
