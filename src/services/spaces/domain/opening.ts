import { type DateString, isoWeekday } from '#platform/kernel/dates.ts';
import type { Audience } from './vocabularies.ts';

/** Minutes since local midnight; the end is not included. */
export interface Period {
  readonly starts: number;
  readonly ends: number;
  readonly audience: Audience;
}

export interface WeeklyPeriod extends Period {
  /** 1 = Monday ... 7 = Sunday. */
  readonly weekday: number;
}

/** A day that differs from the week: other hours, or closed. */
export interface ExceptionDay {
  readonly day: DateString;
  readonly starts: number | null;
  readonly ends: number | null;
  readonly note: string;
}

export interface Opening {
  readonly week: readonly WeeklyPeriod[];
  readonly exceptions: readonly ExceptionDay[];
}

/** When the space is open on a day, in order. An exception stands for the whole day. */
export function periodsOn({ week, exceptions }: Opening, day: DateString): readonly Period[] {
  const other = exceptions.find((one) => one.day === day);
  if (other) {
    const { starts, ends } = other;
    return starts === null || ends === null ? [] : [{ starts, ends, audience: 'all' }];
  }
  const weekday = isoWeekday(day);
  return week.filter((one) => one.weekday === weekday).sort((a, b) => a.starts - b.starts);
}

export function isOpenAt(opening: Opening, day: DateString, minute: number): boolean {
  return periodsOn(opening, day).some(({ starts, ends }) => starts <= minute && minute < ends);
}

/** Minutes of a usual week. */
export function weeklyMinutes({ week }: Pick<Opening, 'week'>): number {
  return week.reduce((sum, { starts, ends }) => sum + ends - starts, 0);
}

export type HoursError = 'hours_unreadable' | 'hours_reversed' | 'hours_overlap';

const AUDIENCE_MARKS: Readonly<Record<string, Audience>> = {
  j: 'young',
  y: 'young',
  a: 'workshop',
  w: 'workshop',
};

/**
 * Reads one day as people write it: `9h-12h30, 14:00-18:00`. A letter after a period says for whom:
 * `j` (or `y`) for 13 to 29, `a` (or `w`) for workshops. Empty: closed.
 */
export function readHours(text: string): Period[] | HoursError {
  const parts = text
    .split(/[,;]/)
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== '');
  const periods: Period[] = [];
  for (const part of parts) {
    const match = /^(\S+)\s*(?:-|–|à|to)\s*(\S+?)(?:\s+([jyaw]))?$/.exec(part);
    const starts = minutesOf(match?.[1] ?? '');
    const ends = minutesOf(match?.[2] ?? '');
    if (starts === undefined || ends === undefined) return 'hours_unreadable';
    if (starts >= ends) return 'hours_reversed';
    periods.push({ starts, ends, audience: AUDIENCE_MARKS[match?.[3] ?? ''] ?? 'all' });
  }
  periods.sort((a, b) => a.starts - b.starts);
  const overlaps = periods.some((one, index) => one.starts < (periods[index - 1]?.ends ?? 0));
  return overlaps ? 'hours_overlap' : periods;
}

/** `9h`, `9h30`, `9:30`, `09.30`; 24h is the end of the day. */
function minutesOf(text: string): number | undefined {
  const match = /^(\d{1,2})(?:[h:.](\d{2})?)?$/.exec(text);
  if (!match) return undefined;
  const total = Number(match[1]) * 60 + Number(match[2] ?? 0);
  return Number(match[2] ?? 0) < 60 && total <= 1440 ? total : undefined;
}

/** As `readHours` understands it again. */
export function writeHours(periods: readonly Period[], lang: 'fr' | 'en'): string {
  const marks = lang === 'fr' ? { young: ' j', workshop: ' a' } : { young: ' y', workshop: ' w' };
  return periods
    .map(({ starts, ends, audience }) => {
      const mark = audience === 'all' ? '' : marks[audience];
      return `${clockText(starts, lang)}-${clockText(ends, lang)}${mark}`;
    })
    .join(', ');
}

export function clockText(minutes: number, lang: 'fr' | 'en'): string {
  const hour = Math.floor(minutes / 60);
  const rest = String(minutes % 60).padStart(2, '0');
  if (lang === 'en') return `${hour}:${rest}`;
  return rest === '00' ? `${hour}h` : `${hour}h${rest}`;
}
