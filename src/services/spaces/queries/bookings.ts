import { type Selectable, sql } from 'kysely';
import type { Db, Tables } from '#platform/db/index.ts';
import type { Id } from '#platform/kernel/ids.ts';
import type { BookingState, Post } from '../domain/slots.ts';
import type { Band } from '../domain/vocabularies.ts';
import type { SpaceId } from './spaces.ts';

export interface Booking {
  readonly spaceId: SpaceId;
  readonly id: Id<'booking'>;
  readonly post: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly state: BookingState;
  readonly accountId: string | null;
  readonly firstName: string;
  readonly band: Band;
  readonly withAdult: boolean;
  readonly needsAccessible: boolean;
}

function bookingOf(row: Selectable<Tables['spaces.booking']>): Booking {
  return {
    spaceId: row.space_id as SpaceId,
    id: row.id as Booking['id'],
    post: row.post,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    state: row.state as BookingState,
    accountId: row.account_id,
    firstName: row.first_name,
    band: row.band as Band,
    withAdult: row.with_adult,
    needsAccessible: row.needs_accessible,
  };
}

export async function postsOf(db: Db, spaceId: SpaceId): Promise<Post[]> {
  return db
    .selectFrom('spaces.post')
    .select(['number', 'accessible'])
    .where('space_id', '=', spaceId)
    .orderBy('number')
    .execute();
}

export async function replacePosts(
  db: Db,
  spaceId: SpaceId,
  posts: readonly Post[],
): Promise<void> {
  await db.deleteFrom('spaces.post').where('space_id', '=', spaceId).execute();
  if (posts.length === 0) return;
  await db
    .insertInto('spaces.post')
    .values(posts.map((post) => ({ ...post, space_id: spaceId })))
    .execute();
}

/** Of a span of time, cancelled ones left out, by time and post. */
export async function bookingsBetween(
  db: Db,
  spaceId: SpaceId,
  from: Date,
  to: Date,
): Promise<Booking[]> {
  const rows = await db
    .selectFrom('spaces.booking')
    .selectAll()
    .where('space_id', '=', spaceId)
    .where('starts_at', '>=', from)
    .where('starts_at', '<', to)
    .where('state', '!=', 'cancelled')
    .orderBy('starts_at')
    .orderBy('post')
    .execute();
  return rows.map(bookingOf);
}

/** Those to come in a space, whoever holds them. */
export async function bookingsToCome(db: Db, spaceId: SpaceId, now: Date): Promise<Booking[]> {
  const rows = await db
    .selectFrom('spaces.booking')
    .selectAll()
    .where('space_id', '=', spaceId)
    .where('state', '=', 'booked')
    .where('ends_at', '>', now)
    .execute();
  return rows.map(bookingOf);
}

export async function selectBooking(
  db: Db,
  spaceId: string,
  id: string,
): Promise<Booking | undefined> {
  const row = await db
    .selectFrom('spaces.booking')
    .selectAll()
    .where('space_id', '=', spaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && bookingOf(row);
}

export interface OwnBooking extends Booking {
  readonly spaceName: string;
  readonly timeZone: string;
}

/** Of one person, those to come first. */
export async function bookingsOfAccount(
  db: Db,
  accountId: string,
  since: Date,
): Promise<OwnBooking[]> {
  const rows = await db
    .selectFrom('spaces.booking as b')
    .innerJoin('spaces.space as s', 's.id', 'b.space_id')
    .selectAll('b')
    .select(['s.name', 's.time_zone'])
    .where('b.account_id', '=', accountId)
    .where('b.starts_at', '>=', since)
    .orderBy('b.starts_at')
    .execute();
  return rows.map(({ name, time_zone, ...row }) => ({
    ...bookingOf(row),
    spaceName: name,
    timeZone: time_zone,
  }));
}

export async function insertBooking(db: Db, booking: Booking, now: Date): Promise<void> {
  await db
    .insertInto('spaces.booking')
    .values({
      space_id: booking.spaceId,
      id: booking.id,
      post: booking.post,
      starts_at: booking.startsAt,
      ends_at: booking.endsAt,
      state: booking.state,
      account_id: booking.accountId,
      first_name: booking.firstName,
      band: booking.band,
      with_adult: booking.withAdult,
      needs_accessible: booking.needsAccessible,
      booked_at: now,
      changed_at: now,
    })
    .execute();
}

export async function changeBooking(
  db: Db,
  { spaceId, id }: Pick<Booking, 'spaceId' | 'id'>,
  state: BookingState,
  now: Date,
): Promise<void> {
  await db
    .updateTable('spaces.booking')
    .set({ state, changed_at: now })
    .where('space_id', '=', spaceId)
    .where('id', '=', id)
    .execute();
}

/** Those of people with an address that begin before `until`, booked a day ahead, not yet reminded: marked. */
export async function takeReminders(db: Db, now: Date, until: Date): Promise<OwnBooking[]> {
  const { rows } = await sql<{ space_id: string; id: string }>`
    UPDATE spaces.booking SET reminded_at = ${now}
    WHERE state = 'booked' AND account_id IS NOT NULL AND reminded_at IS NULL
      AND starts_at > ${now} AND starts_at <= ${until} AND booked_at < starts_at - interval '24 hours'
    RETURNING space_id, id`.execute(db);
  if (rows.length === 0) return [];
  const found = await db
    .selectFrom('spaces.booking as b')
    .innerJoin('spaces.space as s', 's.id', 'b.space_id')
    .selectAll('b')
    .select(['s.name', 's.time_zone'])
    .where(
      'b.id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
  return found.map(({ name, time_zone, ...row }) => ({
    ...bookingOf(row),
    spaceName: name,
    timeZone: time_zone,
  }));
}

/** Bookings of which nobody said anything before this moment. */
export async function unsaidBookings(db: Db, before: Date): Promise<Booking[]> {
  const rows = await db
    .selectFrom('spaces.booking')
    .selectAll()
    .where('state', '=', 'booked')
    .where('ends_at', '<', before)
    .limit(1000)
    .execute();
  return rows.map(bookingOf);
}

/** First names serve the day, not the archive. */
export async function forgetFirstNames(db: Db, before: Date): Promise<void> {
  await db
    .updateTable('spaces.booking')
    .set({ first_name: '' })
    .where('first_name', '!=', '')
    .where('ends_at', '<', before)
    .execute();
}
