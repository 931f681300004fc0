import { addDays, instantOf, isoWeekday, localDate, localMinutes } from '#platform/kernel/dates.ts';
import type { Purpose } from './message.ts';

/** Minutes since local midnight; from = until means never quiet. May pass midnight: 22:00 to 8:00. */
export interface QuietHours {
  readonly from: number;
  readonly until: number;
  /** Saturday and Sunday are quiet all day. */
  readonly weekends?: boolean;
}

/** Somebody waits for these, so they never wait for the morning. */
const NEVER_DELAYED: readonly Purpose[] = ['sign_in', 'account'];

export function isDelayable(message: {
  readonly purpose: Purpose;
  readonly ignoreQuietHours: boolean;
}): boolean {
  return !message.ignoreQuietHours && !NEVER_DELAYED.includes(message.purpose);
}

export function isQuiet(hours: QuietHours, instant: Date, timeZone: string): boolean {
  if (hours.weekends && isoWeekday(localDate(instant, timeZone)) > 5) return true;
  const now = localMinutes(instant, timeZone);
  if (hours.from === hours.until) return false;
  return hours.from < hours.until
    ? now >= hours.from && now < hours.until
    : now >= hours.from || now < hours.until;
}

/**
 * The first instant from `instant` on that is not quiet. Wall-clock hours: on the night of a clock
 * change the quiet time is an hour shorter or longer, and still ends at `until`.
 */
export function whenAwake(hours: QuietHours, instant: Date, timeZone: string): Date {
  let at = instant;
  // Eight turns reach across a weekend; more would mean that every hour is quiet.
  for (let turn = 0; turn < 8 && isQuiet(hours, at, timeZone); turn++) {
    at = nextBoundary(hours, at, timeZone);
  }
  return at;
}

function nextBoundary(hours: QuietHours, at: Date, timeZone: string): Date {
  const today = localDate(at, timeZone);
  const hasNight = hours.from !== hours.until;
  const candidates = [today, addDays(today, 1)].flatMap((day) => [
    ...(hasNight ? [instantOf(day, hours.until, timeZone)] : []),
    ...(hours.weekends ? [instantOf(day, 0, timeZone)] : []),
  ]);
  const later = candidates.map((date) => date.getTime()).filter((ms) => ms > at.getTime());
  return new Date(Math.min(...later));
}

/** The later of two awakenings, tried until both agree. */
export function whenAllAwake(rules: readonly QuietHours[], instant: Date, timeZone: string): Date {
  let at = instant;
  for (let turn = 0; turn < 8; turn++) {
    const next = rules.reduce((time, hours) => whenAwake(hours, time, timeZone), at);
    if (next.getTime() === at.getTime()) return at;
    at = next;
  }
  return at;
}

/** '22:00-08:00' -> minutes; undefined when it is not such a text. */
export function parseQuietHours(text: string): QuietHours | undefined {
  const match = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/.exec(text.trim());
  if (!match) return undefined;
  const [, h1, m1, h2, m2] = match.map(Number) as [number, number, number, number, number];
  return { from: h1 * 60 + m1, until: h2 * 60 + m2 };
}
