import type { DateString } from '#platform/kernel/dates.ts';
import type { Transitions } from '#platform/kernel/transitions.ts';
import { type Opening, periodsOn } from './opening.ts';
import { type Audience, BAND_AGES, type Band, YOUNG } from './vocabularies.ts';

export const SLOT_MINUTES = 45;
/** How far ahead one books. */
export const DAYS_AHEAD = 14;
/** Bookings to come that one person may hold in one space. */
export const MOST_TO_COME = 3;
/** An accessible post is given to anybody in the last hour, when no other is left. */
export const KEPT_UNTIL_MINUTES = 60;
/** A slot may still be taken this long after it began. */
export const LATE_MINUTES = 15;

export type BookingState = 'booked' | 'arrived' | 'missed' | 'cancelled' | 'lapsed';
export type BookingEvent = 'book' | 'arrive' | 'miss' | 'undo' | 'cancel' | 'lapse';

/** `lapsed`: the day went by and nobody said whether the person came; it is never held against her. */
export const BOOKING: Transitions<BookingState | 'none', BookingEvent> = {
  none: { book: 'booked' },
  booked: { arrive: 'arrived', miss: 'missed', cancel: 'cancelled', lapse: 'lapsed' },
  arrived: { undo: 'booked' },
  missed: { undo: 'booked' },
  cancelled: {},
  lapsed: {},
};

/** States in which a booking keeps its post from others. */
export const HOLDING: ReadonlySet<BookingState> = new Set(['booked', 'arrived', 'missed'] as const);

export interface Slot {
  /** Minutes since local midnight. */
  readonly starts: number;
  readonly audience: Exclude<Audience, 'workshop'>;
}

/** The slots of a day: as many as fit in each period; workshops are not booked by post. */
export function slotsOn(opening: Opening, day: DateString): readonly Slot[] {
  return periodsOn(opening, day).flatMap(({ starts, ends, audience }) => {
    if (audience === 'workshop') return [];
    const count = Math.floor((ends - starts) / SLOT_MINUTES);
    return Array.from({ length: count }, (_, index) => ({
      starts: starts + index * SLOT_MINUTES,
      audience,
    }));
  });
}

export interface Post {
  readonly number: number;
  readonly accessible: boolean;
}

/**
 * The post that a person gets, or none. Accessible posts go to those who need one; in the last hour
 * before the slot, and when it runs, to anybody when no other is left.
 */
export function choosePost(
  posts: readonly Post[],
  taken: ReadonlySet<number>,
  needsAccessible: boolean,
  minutesBefore: number,
): number | undefined {
  const free = posts.filter(({ number }) => !taken.has(number)).sort((a, b) => a.number - b.number);
  const fitting = free.find(({ accessible }) => accessible === needsAccessible);
  if (fitting) return fitting.number;
  return !needsAccessible && minutesBefore <= KEPT_UNTIL_MINUTES ? free[0]?.number : undefined;
}

export type BookingRefusal =
  | 'slot_unknown'
  | 'slot_past'
  | 'too_far'
  | 'young_only'
  | 'adult_needed'
  | 'one_a_day'
  | 'three_at_most';

export interface Ask {
  readonly slot: Slot | undefined;
  /** Until the slot begins; negative when it runs. */
  readonly minutesBefore: number;
  readonly daysAhead: number;
  readonly band: Band;
  readonly withAdult: boolean;
  readonly aloneFrom: number;
  /** Of the same person in this space; nobody's for somebody without an account. */
  readonly sameDay: number;
  readonly toCome: number;
}

/** What stands between a person and this slot, apart from a free post. */
export function judgeBooking(ask: Ask): BookingRefusal | undefined {
  const { slot, band } = ask;
  if (!slot) return 'slot_unknown';
  if (ask.minutesBefore < -LATE_MINUTES) return 'slot_past';
  if (ask.daysAhead > DAYS_AHEAD) return 'too_far';
  if (slot.audience === 'young' && !YOUNG.has(band)) return 'young_only';
  if (mayBeTooYoung(band, ask.aloneFrom) && !ask.withAdult) return 'adult_needed';
  if (ask.sameDay > 0) return 'one_a_day';
  if (ask.toCome >= MOST_TO_COME) return 'three_at_most';
  return undefined;
}

/** A band that begins below the age: only a wholly older one is let in alone. */
export function mayBeTooYoung(band: Band, aloneFrom: number): boolean {
  return BAND_AGES[band][0] < aloneFrom;
}
