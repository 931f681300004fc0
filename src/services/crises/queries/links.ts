import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { CrisisState, NeedState, PlaceState } from '../domain/states.ts';

/** The alert that a reply link belongs to. */
export interface LinkedAlert {
  readonly crisisId: string;
  readonly needId: string;
  readonly volunteerId: string;
  readonly expiresAt: Date;
}

/** Alerts by hash of token, in hex. Several at once, because replies come in bursts. */
export async function alertsByTokenHash(
  db: Db,
  hashes: readonly Buffer[],
): Promise<Map<string, LinkedAlert>> {
  const { rows } = await sql<LinkedAlert & { hash: string }>`
    -- kept: reply_links
    SELECT encode(token_hash, 'hex') AS hash, crisis_id AS "crisisId", need_id AS "needId",
           volunteer_id AS "volunteerId", expires_at AS "expiresAt"
    FROM crises.reply_link WHERE token_hash = ANY(${hashes as Buffer[]}::bytea[])`.execute(db);
  return new Map(rows.map((row) => [row.hash, row]));
}

export async function insertLinks(
  db: Db,
  links: readonly (LinkedAlert & { readonly tokenHash: Buffer })[],
): Promise<void> {
  if (links.length === 0) return;
  await sql`
    INSERT INTO crises.reply_link (crisis_id, token_hash, need_id, volunteer_id, expires_at)
    SELECT * FROM unnest(
      ${links.map((link) => link.crisisId)}::uuid[], ${links.map((link) => link.tokenHash)}::bytea[],
      ${links.map((link) => link.needId)}::uuid[], ${links.map((link) => link.volunteerId)}::uuid[],
      ${links.map((link) => link.expiresAt)}::timestamptz[])`.execute(db);
}

/** What a person is shown of the call they received. */
export interface CallView {
  readonly crisisId: string;
  readonly needId: string;
  readonly title: string;
  readonly hazard: string;
  readonly exercise: boolean;
  readonly crisisStatus: CrisisState;
  readonly agencies: readonly string[];
  readonly needStatus: NeedState;
  readonly position: string;
  readonly tasks: string;
  readonly bring: string;
  readonly places: number;
  readonly confirmed: number;
  readonly offered: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly timeZone: string;
  readonly siteName: string;
  readonly siteCommune: string;
  readonly siteAddress: string;
  readonly siteAccess: string;
  readonly distanceKm: number;
  readonly smsLetter: string;
  readonly state: PlaceState | null;
  readonly confirmBy: Date | null;
  /** From 1, among those still in the reserve. */
  readonly reservePosition: number | null;
  /** The last answer; `busy` and `closed` leave no place behind them. */
  readonly lastOutcome: string | null;
  readonly lastAnswer: string | null;
}

export async function callView(
  db: Db,
  call: { crisisId: string; needId: string; volunteerId: string },
): Promise<CallView | undefined> {
  return (await callViews(db, call, [call.volunteerId])).get(call.volunteerId);
}

/**
 * What these people are shown of one need, by person. Positions in the reserve are counted in one
 * passage over it: the people asked about cut it into slots, and each waits behind the slots before.
 */
export async function callViews(
  db: Db,
  { crisisId, needId }: { crisisId: string; needId: string },
  volunteerIds: readonly string[],
): Promise<Map<string, CallView>> {
  const { rows } = await sql<CallView & { volunteerId: string }>`
    -- kept: call_views
    WITH mine AS MATERIALIZED (
      SELECT p.volunteer_id, p.state, p.rank, p.confirm_by
      FROM crises.place p WHERE p.crisis_id = ${crisisId} AND p.need_id = ${needId}
        AND p.volunteer_id = ANY(${volunteerIds as string[]}::uuid[])
    ), waiting AS (
      SELECT array_agg(DISTINCT rank ORDER BY rank) AS ranks, max(rank) AS last
      FROM mine WHERE state = 'reserve'
    ), slots AS MATERIALIZED (
      SELECT width_bucket(q.rank, w.ranks) AS slot, count(*) AS people
      FROM waiting w JOIN crises.place q ON q.crisis_id = ${crisisId} AND q.need_id = ${needId}
        AND q.state = 'reserve' AND q.rank <= w.last
      GROUP BY 1
    )
    SELECT a.volunteer_id AS "volunteerId", a.crisis_id AS "crisisId", a.need_id AS "needId", c.title,
           c.hazard, c.exercise, c.status AS "crisisStatus", c.agencies, n.status AS "needStatus",
           n.position, n.tasks, n.bring, n.places, n.confirmed, n.offered, n.starts_at AS "startsAt",
           n.ends_at AS "endsAt", n.time_zone AS "timeZone", s.name AS "siteName",
           s.commune AS "siteCommune", s.address AS "siteAddress", s.access_note AS "siteAccess",
           a.distance_km::float8 AS "distanceKm", a.sms_letter AS "smsLetter", p.state,
           p.confirm_by AS "confirmBy",
           CASE WHEN p.state = 'reserve' THEN 1 + (
             SELECT coalesce(sum(people), 0)::int FROM slots, waiting
             WHERE slot < width_bucket(p.rank, ranks)) END AS "reservePosition",
           l.outcome AS "lastOutcome", l.answer AS "lastAnswer"
    FROM crises.alert a
    JOIN crises.crisis c ON c.id = a.crisis_id
    JOIN crises.need n ON n.crisis_id = a.crisis_id AND n.id = a.need_id
    JOIN crises.site s ON s.crisis_id = n.crisis_id AND s.id = n.site_id
    LEFT JOIN mine p ON p.volunteer_id = a.volunteer_id
    LEFT JOIN LATERAL (
      SELECT r.outcome, r.answer FROM crises.reply r
      WHERE r.crisis_id = a.crisis_id AND r.need_id = a.need_id AND r.volunteer_id = a.volunteer_id
      ORDER BY r.at DESC, r.id DESC LIMIT 1) l ON true
    WHERE a.crisis_id = ${crisisId} AND a.need_id = ${needId}
      AND a.volunteer_id = ANY(${volunteerIds as string[]}::uuid[])`.execute(db);
  return new Map(rows.map(({ volunteerId, ...view }) => [volunteerId, view]));
}

/** The calls that a person may still answer, latest first; for answers by SMS. */
export async function openCalls(
  db: Db,
  volunteerId: string,
  now: Date,
): Promise<{ crisisId: string; needId: string; smsLetter: string }[]> {
  return db
    .selectFrom('crises.alert as a')
    .innerJoin('crises.need as n', (join) =>
      join.onRef('n.crisis_id', '=', 'a.crisis_id').onRef('n.id', '=', 'a.need_id'),
    )
    .select(['a.crisis_id as crisisId', 'a.need_id as needId', 'a.sms_letter as smsLetter'])
    .where('a.volunteer_id', '=', volunteerId)
    .where('n.ends_at', '>', now)
    .orderBy('a.sent_at', 'desc')
    .orderBy('a.need_id')
    .execute();
}

/** Letters that each of these people has in use on calls not yet over. */
export async function lettersInUse(
  db: Db,
  volunteerIds: readonly string[],
  now: Date,
): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ id: string; letters: string[] }>`
    SELECT a.volunteer_id AS id, array_agg(a.sms_letter) AS letters
    FROM crises.alert a
    JOIN crises.need n ON n.crisis_id = a.crisis_id AND n.id = a.need_id
    WHERE a.volunteer_id = ANY(${volunteerIds as string[]}::uuid[]) AND n.ends_at > ${now}
    GROUP BY a.volunteer_id`.execute(db);
  return new Map(rows.map(({ id, letters }) => [id, letters]));
}
