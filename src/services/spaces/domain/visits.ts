import type { DateString } from '#platform/kernel/dates.ts';

/** The device of a desk keeps what it could not send; older than this it is history, not a queue. */
export const OLDEST_VISIT_DAYS = 14;
/** A clock may be ahead by this much. */
export const CLOCK_AHEAD_MINUTES = 10;

export type VisitRefusal = 'too_old' | 'in_the_future';

/** May a visit of this moment be recorded now? */
export function judgeMoment(at: Date, now: Date): VisitRefusal | undefined {
  const minutes = (now.getTime() - at.getTime()) / 60_000;
  if (minutes > OLDEST_VISIT_DAYS * 1440) return 'too_old';
  if (minutes < -CLOCK_AHEAD_MINUTES) return 'in_the_future';
  return undefined;
}

/** How long a visit stays somebody's own: what a label lasts. Then only the number stays. */
export const VISIT_YEARS = 3;
/** The same for a slot that has passed. */
export const BOOKING_MONTHS = 12;

/** Consonants and digits that nobody confuses or reads as a word. */
export const CODE_LETTERS = 'BCDFGHJKMPQRTVWXY2346789';

/** A code of `length` letters from random bytes; bytes that would favour some letters are skipped. */
export function codeFrom(bytes: Uint8Array, length: number): string {
  const limit = 256 - (256 % CODE_LETTERS.length);
  const letters = [...bytes]
    .filter((byte) => byte < limit)
    .slice(0, length)
    .map((byte) => CODE_LETTERS[byte % CODE_LETTERS.length]);
  if (letters.length < length) throw new Error('More random bytes are needed');
  return letters.join('');
}

/** As typed, with or without spaces and dashes. */
export function readCode(text: string): string {
  return text.toUpperCase().replace(/[\s-]/g, '');
}

/** Four digits that change every day, from what the space keeps secret. */
export function dayCodeFrom(mac: Uint8Array): string {
  const number = ((mac[0] as number) << 16) | ((mac[1] as number) << 8) | (mac[2] as number);
  return String(number % 10_000).padStart(4, '0');
}

export interface DayOfVisit {
  readonly spaceId: string;
  readonly day: DateString;
}

/** Days on which somebody came, each counted once whatever the number of spaces. */
export function visitDays(visits: readonly DayOfVisit[]): number {
  return new Set(visits.map(({ day }) => day)).size;
}
