import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { addDays, type DateString, instantOf, localDate } from '#platform/kernel/dates.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { transition } from '#platform/kernel/transitions.ts';
import {
  BOOKING,
  type BookingEvent,
  type BookingRefusal,
  choosePost,
  HOLDING,
  judgeBooking,
  type Post,
  SLOT_MINUTES,
  slotsOn,
} from '../domain/slots.ts';
import type { Band } from '../domain/vocabularies.ts';
import { accountOf, mayHost, mayKeep } from '../policy.ts';
import {
  type Booking,
  bookingsBetween,
  bookingsToCome,
  changeBooking,
  insertBooking,
  postsOf,
  replacePosts,
  selectBooking,
} from '../queries/bookings.ts';
import { lockSpace, openingOf, type Space } from '../queries/spaces.ts';
import { deleteVisit, insertVisit } from '../queries/visits.ts';

export type BookRefusal = BookingRefusal | 'not_found' | 'full' | 'not_possible_now';

export interface BookingAsk {
  readonly day: DateString;
  /** Minutes since local midnight. */
  readonly starts: number;
  readonly band: Band;
  readonly withAdult: boolean;
  readonly needsAccessible: boolean;
  /** Of somebody without an account, booked by a host; undefined: for oneself. */
  readonly firstName?: string;
}

/**
 * Books a post for a slot. Decided under the lock of the space, in the order of arrival; a unique
 * index says the same once more.
 */
export async function bookSlot(
  ctx: Context,
  actor: Actor,
  spaceId: string,
  ask: BookingAsk,
): Promise<Result<Booking, BookRefusal>> {
  return transaction(ctx, async (tx): Promise<Result<Booking, BookRefusal>> => {
    const space = await lockSpace(tx.db, spaceId);
    if (!space || space.closedAt) return refuse('not_found');
    const isForAnother = ask.firstName !== undefined;
    if (isForAnother && !mayHost(actor, space)) return refuse('not_found');
    const accountId = isForAnother ? null : accountOf(actor);
    const now = tx.clock.now();
    const startsAt = instantOf(ask.day, ask.starts, space.timeZone);
    const minutesBefore = (startsAt.getTime() - now.getTime()) / 60_000;
    const own = accountId
      ? (await bookingsToCome(tx.db, space.id, now)).filter((one) => one.accountId === accountId)
      : [];
    const refusal = judgeBooking({
      ...ask,
      slot: slotsOn(await openingOf(tx.db, space.id), ask.day).find(
        ({ starts }) => starts === ask.starts,
      ),
      minutesBefore,
      daysAhead: daysBetween(localDate(now, space.timeZone), ask.day),
      aloneFrom: space.aloneFrom,
      sameDay: own.filter(({ startsAt: at }) => localDate(at, space.timeZone) === ask.day).length,
      toCome: own.length,
    });
    if (refusal) return refuse(refusal);
    const taken = await takenPosts(tx, space, startsAt);
    const posts = await postsOf(tx.db, space.id);
    const post = choosePost(posts, taken, ask.needsAccessible, minutesBefore);
    if (post === undefined) return refuse('full');
    const booking: Booking = {
      spaceId: space.id,
      id: tx.ids.next<'booking'>(),
      post,
      startsAt,
      endsAt: new Date(startsAt.getTime() + SLOT_MINUTES * 60_000),
      state: 'booked',
      accountId,
      firstName: ask.firstName ?? '',
      band: ask.band,
      withAdult: ask.withAdult,
      needsAccessible: ask.needsAccessible,
    };
    await insertBooking(tx.db, booking, now);
    return ok(booking);
  });
}

async function takenPosts(tx: Context, space: Space, startsAt: Date): Promise<ReadonlySet<number>> {
  // Hours may have changed since: a booking of other hours still sits on its post.
  const span = SLOT_MINUTES * 60_000;
  const around = await bookingsBetween(
    tx.db,
    space.id,
    new Date(startsAt.getTime() - span + 1),
    new Date(startsAt.getTime() + span),
  );
  return new Set(around.filter(({ state }) => HOLDING.has(state)).map(({ post }) => post));
}

/** The person cancels her own; the people of the space mark who came. */
export async function moveBooking(
  ctx: Context,
  actor: Actor,
  spaceId: string,
  bookingId: string,
  event: Exclude<BookingEvent, 'book'>,
): Promise<Result<Booking, BookRefusal>> {
  return transaction(ctx, async (tx): Promise<Result<Booking, BookRefusal>> => {
    const space = await lockSpace(tx.db, spaceId);
    const booking = space && (await selectBooking(tx.db, spaceId, bookingId));
    if (!space || !booking || !mayMove(actor, space, booking, event)) return refuse('not_found');
    const next = transition(BOOKING, booking.state, event);
    if (!next.ok || next.value === 'none') return refuse('not_possible_now');
    const now = tx.clock.now();
    if (event === 'cancel' && booking.endsAt <= now) return refuse('not_possible_now');
    await changeBooking(tx.db, booking, next.value, now);
    if (event === 'arrive') await countVisit(tx, actor, space, booking);
    if (event === 'undo' && booking.state === 'arrived') {
      await deleteVisit(tx.db, spaceId, booking.id);
    }
    return ok({ ...booking, state: next.value });
  });
}

function mayMove(actor: Actor, space: Space, booking: Booking, event: BookingEvent): boolean {
  if (actor.kind === 'system' || mayHost(actor, space)) return true;
  return event === 'cancel' && booking.accountId !== null && booking.accountId === accountOf(actor);
}

async function countVisit(
  tx: Context,
  actor: Actor,
  space: Space,
  booking: Booking,
): Promise<void> {
  const now = tx.clock.now();
  await insertVisit(
    tx.db,
    {
      spaceId: space.id,
      id: booking.id,
      day: localDate(now, space.timeZone),
      at: now,
      accountId: booking.accountId,
      people: 1,
      band: booking.band,
      purpose: 'slot',
      source: 'booking',
      recordedBy: accountOf(actor),
    },
    now,
  );
}

/** The computers of a space: the first `accessible` of `count`. Those that are booked cannot go. */
export async function setPosts(
  ctx: Context,
  actor: Actor,
  spaceId: string,
  count: number,
  accessible: number,
): Promise<Result<undefined, 'not_found' | 'posts_booked'>> {
  return transaction(ctx, async (tx): Promise<Result<undefined, 'not_found' | 'posts_booked'>> => {
    const space = await lockSpace(tx.db, spaceId);
    if (!space || !mayKeep(actor, space)) return refuse('not_found');
    const toCome = await bookingsToCome(tx.db, space.id, tx.clock.now());
    if (toCome.some(({ post }) => post > count)) return refuse('posts_booked');
    const posts = Array.from({ length: count }, (_, index): Post => {
      return { number: index + 1, accessible: index < accessible };
    });
    await replacePosts(tx.db, space.id, posts);
    await recordAudit(tx, actor, {
      action: 'space.posts',
      subject: { kind: 'space', id: space.id },
      detail: { count, accessible },
    });
    return ok();
  });
}

export interface OfferedSlot {
  readonly starts: number;
  readonly audience: 'all' | 'young';
  /** Posts left for somebody who needs no accessible one, then for somebody who does. */
  readonly free: number;
  readonly freeAccessible: number;
}

/** The slots of a day that have not passed, with the posts that are left. */
export async function offeredSlots(
  ctx: Context,
  space: Space,
  day: DateString,
): Promise<OfferedSlot[]> {
  const from = instantOf(day, 0, space.timeZone);
  const to = instantOf(addDays(day, 1), 0, space.timeZone);
  const posts = await postsOf(ctx.db, space.id);
  const bookings = await bookingsBetween(ctx.db, space.id, from, to);
  const held = bookings.filter(({ state }) => HOLDING.has(state));
  const now = ctx.clock.now();
  const opening = await openingOf(ctx.db, space.id);
  return slotsOn(opening, day).flatMap(({ starts, audience }) => {
    const startsAt = instantOf(day, starts, space.timeZone);
    const minutesBefore = (startsAt.getTime() - now.getTime()) / 60_000;
    const overlap = held.filter(
      (one) => Math.abs(one.startsAt.getTime() - startsAt.getTime()) < SLOT_MINUTES * 60_000,
    );
    const taken = new Set(overlap.map(({ post }) => post));
    const count = (needs: boolean) => countFree(posts, taken, needs, minutesBefore);
    return minutesBefore < 0
      ? []
      : [{ starts, audience, free: count(false), freeAccessible: count(true) }];
  });
}

/** How many people of one kind could still book, one after the other. */
function countFree(
  posts: readonly Post[],
  taken: ReadonlySet<number>,
  needs: boolean,
  minutesBefore: number,
): number {
  const gone = new Set(taken);
  for (let count = 0; ; count++) {
    const post = choosePost(posts, gone, needs, minutesBefore);
    if (post === undefined) return count;
    gone.add(post);
  }
}

function daysBetween(from: DateString, to: DateString): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
