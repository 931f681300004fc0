import { addDays, type DateString, instantOf } from '#platform/kernel/dates.ts';

/** A number of places for spontaneous volunteers at one site, from one time to another. */
export interface Slot {
  readonly id: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly places: number;
  readonly taken: number;
}

/** People who came together, or one. */
export interface Party {
  readonly size: number;
  /** Free from this instant; null: at once. */
  readonly from: Date | null;
  /** They agree to be in several places. */
  readonly maySplit: boolean;
}

/** Nobody is sent to a slot that has less than this left. */
export const LEAST_MINUTES = 60;

/** Could somebody who is free from then be of use in this slot? */
export function isUseful(slot: Slot, from: Date | null, now: Date): boolean {
  const free = Math.max(now.getTime(), from?.getTime() ?? 0, slot.startsAt.getTime());
  return slot.endsAt.getTime() - free >= LEAST_MINUTES * 60_000;
}

/**
 * Slots for parties in their order, one id for each person; undefined for those who must wait. A party
 * stays together in the first slot with room for all; it is spread over the first free places only when
 * it agrees. Nobody takes a place for part of a party.
 */
export function allot(
  slots: readonly Slot[],
  parties: readonly Party[],
  now: Date,
): (readonly string[] | undefined)[] {
  const free = new Map(slots.map((slot) => [slot.id, slot.places - slot.taken]));
  const inOrder = [...slots].sort(
    (a, b) =>
      a.startsAt.getTime() - b.startsAt.getTime() ||
      a.endsAt.getTime() - b.endsAt.getTime() ||
      (a.id < b.id ? -1 : 1),
  );
  return parties.map(({ size, from, maySplit }) => {
    const useful = inOrder.filter((slot) => isUseful(slot, from, now));
    const room = ({ id }: Slot) => free.get(id) ?? 0;
    const whole = useful.find((slot) => room(slot) >= size);
    if (!whole && !maySplit) return undefined;
    const seats = (whole ? [whole] : useful).flatMap(({ id }) =>
      Array.from({ length: Math.min(size, Math.max(0, free.get(id) ?? 0)) }, () => id),
    );
    if (seats.length < size) return undefined;
    const taken = seats.slice(0, size);
    for (const id of taken) free.set(id, (free.get(id) ?? 0) - 1);
    return taken;
  });
}

/** A day cut into slots of equal length; the last one ends with the day's hours. */
export function cutDay(input: {
  readonly date: DateString;
  /** Minutes from midnight; an end before the start is of the next day. */
  readonly from: number;
  readonly to: number;
  readonly minutes: number;
  readonly timeZone: string;
}): { readonly startsAt: Date; readonly endsAt: Date }[] {
  const { date, from, minutes, timeZone } = input;
  const to = input.to <= from ? input.to + 1440 : input.to;
  const at = (minute: number) =>
    instantOf(addDays(date, Math.floor(minute / 1440)), minute % 1440, timeZone);
  const slots = [];
  for (let start = from; start < to; start += minutes) {
    const end = Math.min(start + minutes, to);
    if (end - start < LEAST_MINUTES && slots.length > 0) {
      // Too short to be of use: the slot before lasts until the end.
      const last = slots.pop() as { startsAt: Date; endsAt: Date };
      slots.push({ ...last, endsAt: at(end) });
    } else slots.push({ startsAt: at(start), endsAt: at(end) });
  }
  return slots;
}
