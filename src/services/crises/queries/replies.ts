import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { Answer, Outcome, Place } from '../domain/places.ts';
import type { CrisisState, NeedState, PlaceState } from '../domain/states.ts';
import { LIVE_CHANNEL } from './live.ts';

export interface LockedNeed {
  readonly crisisId: string;
  readonly needId: string;
  readonly title: string;
  readonly exercise: boolean;
  readonly crisisStatus: CrisisState;
  readonly needStatus: NeedState;
  readonly position: string;
  readonly places: number;
  readonly confirmed: number;
  readonly offered: number;
  readonly reserve: number;
  readonly nextRank: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly deadline: Date;
  readonly timeZone: string;
}

/** Of the need `n` and its crisis `c`. */
export const NEED_COLUMNS = sql`n.crisis_id AS "crisisId", n.id AS "needId", c.title, c.exercise,
  c.status AS "crisisStatus", n.status AS "needStatus", n.position, n.places, n.confirmed, n.offered,
  n.reserve, n.next_rank AS "nextRank", n.starts_at AS "startsAt", n.ends_at AS "endsAt", n.deadline,
  n.time_zone AS "timeZone"`;

/** Locks the counter of a need until the transaction ends; other readers and new alerts do not wait. */
export async function lockNeed(
  db: Db,
  crisisId: string,
  needId: string,
): Promise<LockedNeed | undefined> {
  const { rows } = await sql<LockedNeed>`
    -- kept: reply_need
    SELECT ${NEED_COLUMNS} FROM crises.need n JOIN crises.crisis c ON c.id = n.crisis_id
    WHERE n.crisis_id = ${crisisId} AND n.id = ${needId} FOR NO KEY UPDATE OF n`.execute(db);
  return rows[0];
}

/** Places of these people, and the first `reserve` of the reserve. */
export async function knownPlaces(
  db: Db,
  need: LockedNeed,
  volunteerIds: readonly string[],
  reserve: number,
): Promise<Place[]> {
  const { rows } = await placesQuery(need, volunteerIds, reserve).execute(db);
  return rows;
}

function placesQuery(need: LockedNeed, volunteerIds: readonly string[], reserve: number) {
  return sql<Place>`
    SELECT volunteer_id AS "volunteerId", state, rank FROM crises.place
    WHERE crisis_id = ${need.crisisId} AND need_id = ${need.needId}
      AND volunteer_id = ANY(${volunteerIds as string[]}::uuid[])
    UNION
    (SELECT volunteer_id, state, rank FROM crises.place
     WHERE crisis_id = ${need.crisisId} AND need_id = ${need.needId} AND state = 'reserve'
     ORDER BY rank LIMIT ${reserve})`;
}

/**
 * Makes the decisions on one person wait for each other, across needs and crises, until the
 * transaction ends. Ids in ascending order, after the lock of the need: no deadlock.
 */
export async function lockPeople(db: Db, volunteerIds: readonly string[]): Promise<void> {
  const ordered = [...new Set(volunteerIds)].sort();
  if (ordered.length === 0) return;
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(id, 7)) FROM unnest(${ordered}::text[]) AS id`.execute(
    db,
  );
}

/**
 * What a group of replies is decided on, in one question: the places of these people and the first
 * `reserve` of the reserve, and who of them is held elsewhere at this moment.
 */
export async function standingOfGroup(
  db: Db,
  need: LockedNeed,
  volunteerIds: readonly string[],
  reserve: number,
): Promise<{ known: Place[]; busy: Set<string> }> {
  const { rows } = await sql<{ id: string; state: PlaceState | null; rank: number; busy: boolean }>`
    -- kept: reply_standing
    WITH known AS (${placesQuery(need, volunteerIds, reserve)}), asked AS (
      SELECT unnest(${volunteerIds as string[]}::uuid[]) AS id
      UNION SELECT "volunteerId" FROM known
    ), held AS (
      SELECT DISTINCT b.volunteer_id AS id FROM asked a
      JOIN crises.booking b ON b.volunteer_id = a.id AND b.need_id <> ${need.needId}
        AND b.starts_at < ${need.endsAt} AND b.ends_at > ${need.startsAt}
    )
    SELECT a.id, k.state, k.rank, h.id IS NOT NULL AS busy
    FROM asked a LEFT JOIN known k ON k."volunteerId" = a.id LEFT JOIN held h ON h.id = a.id
    WHERE k.state IS NOT NULL OR h.id IS NOT NULL`.execute(db);
  return {
    known: rows.flatMap(({ id, state, rank }) => (state ? [{ volunteerId: id, state, rank }] : [])),
    busy: new Set(rows.filter(({ busy }) => busy).map(({ id }) => id)),
  };
}

/** Those of these people whom another shift holds at the time of this one. */
export async function heldElsewhere(
  db: Db,
  need: LockedNeed,
  volunteerIds: readonly string[],
): Promise<Set<string>> {
  if (volunteerIds.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT volunteer_id AS id FROM crises.booking
    WHERE volunteer_id = ANY(${volunteerIds as string[]}::uuid[]) AND need_id <> ${need.needId}
      AND starts_at < ${need.endsAt} AND ends_at > ${need.startsAt}`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

export interface ReplyRow {
  readonly id: string;
  readonly volunteerId: string;
  readonly answer: Answer;
  readonly reason: string | null;
  readonly channel: 'link' | 'sms' | 'api' | 'officer';
  readonly outcome: Outcome;
}

export interface DecisionRows {
  readonly now: Date;
  readonly counters: { confirmed: number; offered: number; reserve: number; nextRank: number };
  readonly places: readonly (Place & { readonly confirmBy: Date | null })[];
  readonly replies: readonly ReplyRow[];
}

/** Writes a whole decision in one statement, and tells the boards when a place has changed. */
export async function saveDecision(db: Db, need: LockedNeed, rows: DecisionRows): Promise<void> {
  const { crisisId, needId } = need;
  const { now, counters, places, replies } = rows;
  const holding = places.filter(({ state }) => state === 'confirmed' || state === 'offered');
  const free = places.filter(({ state }) => state !== 'confirmed' && state !== 'offered');
  const ids = (list: readonly { volunteerId: string }[]) => list.map((row) => row.volunteerId);
  await sql`
    -- kept: reply_decision
    WITH placed AS (
      INSERT INTO crises.place (crisis_id, need_id, volunteer_id, state, rank, confirm_by, updated_at)
      SELECT ${crisisId}, ${needId}, v, s, r, b, ${now} FROM unnest(
        ${ids(places)}::uuid[], ${places.map((p) => p.state)}::text[],
        ${places.map((p) => p.rank)}::int[], ${places.map((p) => p.confirmBy)}::timestamptz[]
      ) AS t (v, s, r, b)
      ON CONFLICT (crisis_id, need_id, volunteer_id) DO UPDATE
      SET state = excluded.state, rank = excluded.rank, confirm_by = excluded.confirm_by,
          updated_at = excluded.updated_at
    ), counted AS (
      UPDATE crises.need SET confirmed = ${counters.confirmed}, offered = ${counters.offered},
        reserve = ${counters.reserve}, next_rank = ${counters.nextRank}
      WHERE crisis_id = ${crisisId} AND id = ${needId} AND ${places.length > 0}
    ), booked AS (
      INSERT INTO crises.booking (volunteer_id, need_id, crisis_id, starts_at, ends_at)
      SELECT v, ${needId}, ${crisisId}, ${need.startsAt}, ${need.endsAt}
      FROM unnest(${ids(holding)}::uuid[]) AS v
      ON CONFLICT (volunteer_id, need_id) DO NOTHING
    ), freed AS (
      DELETE FROM crises.booking
      WHERE need_id = ${needId} AND volunteer_id = ANY(${ids(free)}::uuid[])
    ), said AS (
      INSERT INTO crises.reply
        (crisis_id, id, need_id, volunteer_id, answer, reason, channel, outcome, at)
      SELECT ${crisisId}, i, ${needId}, v, a, r, c, o, ${now} FROM unnest(
        ${replies.map((r) => r.id)}::uuid[], ${ids(replies)}::uuid[],
        ${replies.map((r) => r.answer)}::text[], ${replies.map((r) => r.reason)}::text[],
        ${replies.map((r) => r.channel)}::text[], ${replies.map((r) => r.outcome)}::text[]
      ) AS t (i, v, a, r, c, o)
    )
    SELECT pg_notify(${LIVE_CHANNEL}, ${crisisId}) WHERE ${places.length > 0}`.execute(db);
}

/** Offers whose time is over, as (crisis, need) with the people. */
export async function lapsedOffers(
  db: Db,
  now: Date,
): Promise<{ crisisId: string; needId: string }[]> {
  return db
    .selectFrom('crises.place')
    .select(['crisis_id as crisisId', 'need_id as needId'])
    .distinct()
    .where('state', '=', 'offered')
    .where('confirm_by', '<=', now)
    .execute();
}

/** People of a need in these states; with `until`, only offers to confirm before it. */
export async function peopleInState(
  db: Db,
  need: { crisisId: string; needId: string },
  states: readonly PlaceState[],
  until?: Date,
): Promise<Place[]> {
  let query = db
    .selectFrom('crises.place')
    .select(['volunteer_id as volunteerId', sql<PlaceState>`state`.as('state'), 'rank'])
    .where('crisis_id', '=', need.crisisId)
    .where('need_id', '=', need.needId)
    .where('state', 'in', states)
    .orderBy('rank');
  if (until) query = query.where('confirm_by', '<=', until);
  return query.execute();
}
