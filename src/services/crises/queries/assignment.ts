import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { PlaceState } from '../domain/states.ts';

/** Everybody who said something on these needs. */
export async function standingsOf(
  db: Db,
  crisisId: string,
  needIds: readonly string[],
): Promise<{ needId: string; volunteerId: string; state: PlaceState; rank: number | null }[]> {
  return db
    .selectFrom('crises.place')
    .select([
      'need_id as needId',
      'volunteer_id as volunteerId',
      sql<PlaceState>`state`.as('state'),
      'rank',
    ])
    .where('crisis_id', '=', crisisId)
    .where(sql<boolean>`need_id = ANY(${needIds as string[]}::uuid[])`)
    .orderBy('need_id')
    .orderBy('rank')
    .orderBy('volunteer_id')
    .execute();
}

export interface HeldShift {
  readonly volunteerId: string;
  readonly crisisId: string;
  readonly needId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly position: string;
  /** INSEE code of the site. */
  readonly commune: string;
}

/** The shifts, of any crisis, that hold these people around a span of time. */
export async function shiftsHolding(
  db: Db,
  volunteerIds: readonly string[],
  from: Date,
  until: Date,
): Promise<HeldShift[]> {
  const { rows } = await sql<HeldShift>`
    SELECT b.volunteer_id AS "volunteerId", b.crisis_id AS "crisisId", b.need_id AS "needId",
      b.starts_at AS "startsAt", b.ends_at AS "endsAt", n.position, s.commune
    FROM crises.booking b
    JOIN crises.need n ON n.crisis_id = b.crisis_id AND n.id = b.need_id
    JOIN crises.site s ON s.crisis_id = n.crisis_id AND s.id = n.site_id
    WHERE b.volunteer_id = ANY(${volunteerIds as string[]}::uuid[])
      AND b.starts_at < ${until} AND b.ends_at > ${from}
    ORDER BY b.volunteer_id, b.starts_at, b.need_id`.execute(db);
  return rows;
}

/** Shifts of the next day and a half, with somebody expected, of crises under way. */
export async function needsToRemind(
  db: Db,
  now: Date,
): Promise<{ crisisId: string; needId: string; startsAt: Date; timeZone: string }[]> {
  const until = new Date(now.getTime() + 36 * 3_600_000);
  return db
    .selectFrom('crises.need as n')
    .innerJoin('crises.crisis as c', 'c.id', 'n.crisis_id')
    .select([
      'n.crisis_id as crisisId',
      'n.id as needId',
      'n.starts_at as startsAt',
      'n.time_zone as timeZone',
    ])
    .where('n.reminded_at', 'is', null)
    .where('n.starts_at', '>', now)
    .where('n.starts_at', '<=', until)
    .where('n.confirmed', '>', 0)
    .where('n.status', '<>', 'cancelled')
    .where('c.status', 'in', ['active', 'standing_down'])
    .orderBy('n.starts_at')
    .execute();
}

/** False when another program has done it. */
export async function markReminded(
  db: Db,
  need: { readonly crisisId: string; readonly needId: string },
  at: Date,
): Promise<boolean> {
  const done = await db
    .updateTable('crises.need')
    .set({ reminded_at: at })
    .where('crisis_id', '=', need.crisisId)
    .where('id', '=', need.needId)
    .where('reminded_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}
