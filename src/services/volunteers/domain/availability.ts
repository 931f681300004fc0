import {
  addDays,
  type DateString,
  DEFAULT_TIME_ZONE,
  isoWeekday,
  localDate,
  localMinutes,
} from '#platform/kernel/dates.ts';

/**
 * The three slots of a day: morning 6:00-14:00, afternoon 14:00-22:00, night 22:00-6:00. A night
 * belongs to the day on which it begins. Hours: our choice, so that every hour is in one slot.
 */
export const DAY_PARTS = ['morning', 'afternoon', 'night'] as const;
export type DayPart = (typeof DAY_PARTS)[number];

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** Every slot of the week: 21 bits. */
export const ALWAYS = 2 ** 21 - 1;

const MORNING_STARTS = 6 * 60;
const AFTERNOON_STARTS = 14 * 60;
const NIGHT_STARTS = 22 * 60;

/** The bit of a slot; `weekday` 1 = Monday ... 7 = Sunday. */
export function slotBit(weekday: number, part: DayPart): number {
  return 1 << ((weekday - 1) * 3 + DAY_PARTS.indexOf(part));
}

/** A slot's name in forms: `1-morning`. */
export function slotName(weekday: number, part: DayPart): string {
  return `${weekday}-${part}`;
}

export function weeklyFromSlots(names: readonly string[]): number {
  return allSlots()
    .filter(({ name }) => names.includes(name))
    .reduce((mask, { bit }) => mask | bit, 0);
}

export function slotsOfWeekly(weekly: number): string[] {
  return allSlots()
    .filter(({ bit }) => (weekly & bit) !== 0)
    .map(({ name }) => name);
}

export interface Shift {
  readonly start: Date;
  readonly end: Date;
  readonly timeZone?: string;
}

/** The slots that a shift touches, each with the day on which it begins. */
export function slotsOfShift(shift: Shift): { day: DateString; part: DayPart; bit: number }[] {
  const zone = shift.timeZone ?? DEFAULT_TIME_ZONE;
  const first = localDate(shift.start, zone);
  // The end is not included: a shift that ends at 14:00 does not touch the afternoon.
  const lastInstant = new Date(Math.max(shift.start.getTime(), shift.end.getTime() - 1));
  const from = momentOf(shift.start, zone);
  const to = momentOf(lastInstant, zone);
  const found: { day: DateString; part: DayPart; bit: number }[] = [];
  for (let day = addDays(first, -1); day <= localDate(lastInstant, zone); day = addDays(day, 1)) {
    for (const [part, start, end] of PART_BOUNDS) {
      const begins = minutesSince(first, day) + start;
      const ends = minutesSince(first, day) + end;
      if (begins > minutesSince(first, to.day) + to.minutes) continue;
      if (ends <= minutesSince(first, from.day) + from.minutes) continue;
      found.push({ day, part, bit: slotBit(isoWeekday(day), part) });
    }
  }
  return found;
}

/** The local days that a shift touches. */
export function daysOfShift(shift: Shift): DateString[] {
  const zone = shift.timeZone ?? DEFAULT_TIME_ZONE;
  const last = localDate(new Date(Math.max(shift.start.getTime(), shift.end.getTime() - 1)), zone);
  const days: DateString[] = [];
  for (let day = localDate(shift.start, zone); day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

/** Bits of the weekly pattern that a shift needs. */
export function maskOfShift(shift: Shift): number {
  return slotsOfShift(shift).reduce((mask, { bit }) => mask | bit, 0);
}

export interface Exception {
  readonly firstDay: DateString;
  /** Included. */
  readonly lastDay: DateString;
  readonly kind: 'unavailable' | 'available';
}

export interface Availability {
  readonly weekly: number;
  readonly exceptions: readonly Exception[];
  /** Included. */
  readonly pausedUntil: DateString | null;
  readonly crisisOnly: boolean;
}

export type Unavailable = 'paused' | 'exception' | 'weekly' | 'crisis_only';

/** Why a person is not free for a shift, or undefined when they are. */
export function whyUnavailable(
  availability: Availability,
  shift: Shift,
  purpose: 'crisis' | 'mission' = 'crisis',
): Unavailable | undefined {
  const days = daysOfShift(shift);
  if (purpose === 'mission' && availability.crisisOnly) return 'crisis_only';
  if (availability.pausedUntil !== null && availability.pausedUntil >= (days[0] as string))
    return 'paused';
  const covers = (kind: Exception['kind'], day: DateString) =>
    availability.exceptions.some(
      (exception) =>
        exception.kind === kind && exception.firstDay <= day && day <= exception.lastDay,
    );
  if (days.some((day) => covers('unavailable', day))) return 'exception';
  const closed = slotsOfShift(shift).some(
    ({ day, bit }) => (availability.weekly & bit) === 0 && !covers('available', day),
  );
  return closed ? 'weekly' : undefined;
}

const PART_BOUNDS: readonly (readonly [DayPart, number, number])[] = [
  ['morning', MORNING_STARTS, AFTERNOON_STARTS],
  ['afternoon', AFTERNOON_STARTS, NIGHT_STARTS],
  ['night', NIGHT_STARTS, 24 * 60 + MORNING_STARTS],
];

function allSlots(): { name: string; bit: number }[] {
  return WEEKDAYS.flatMap((weekday) =>
    DAY_PARTS.map((part) => ({ name: slotName(weekday, part), bit: slotBit(weekday, part) })),
  );
}

function momentOf(instant: Date, zone: string): { day: DateString; minutes: number } {
  return { day: localDate(instant, zone), minutes: localMinutes(instant, zone) };
}

/** Wall-clock minutes from the start of one day to the start of another, clock changes ignored. */
function minutesSince(origin: DateString, day: DateString): number {
  return (Date.parse(`${day}T00:00:00Z`) - Date.parse(`${origin}T00:00:00Z`)) / 60_000;
}
