import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { Place } from '../domain/places.ts';
import type { PlaceState } from '../domain/states.ts';
import { LIVE_CHANNEL } from './live.ts';
import { type LockedNeed, NEED_COLUMNS, type ReplyRow } from './replies.ts';

/** A need as it stands now, not locked, with what a group of answers depends on. */
export interface Glance {
  readonly need: LockedNeed;
  /** Changes with every change of the row of the need. */
  readonly version: string;
  /** Its call-out is under way: it ends with the answer that fills the need. */
  readonly calling: boolean;
  /** Places of the people asked about. */
  readonly known: readonly Place[];
  /** Those of them whom another shift holds at that time. */
  readonly busy: ReadonlySet<string>;
}

export async function glanceAt(
  db: Db,
  crisisId: string,
  needId: string,
  volunteerIds: readonly string[],
): Promise<Glance | undefined> {
  const { rows } = await sql<
    LockedNeed & {
      version: string;
      calling: boolean;
      id: string | null;
      state: PlaceState | null;
      rank: number | null;
      busy: boolean | null;
    }
  >`
    -- kept: reply_glance
    SELECT ${NEED_COLUMNS}, n.xmin::text AS version, EXISTS (
        SELECT FROM crises.call_out o WHERE o.crisis_id = n.crisis_id AND o.need_id = n.id
          AND o.state IN ('running', 'paused')) AS calling,
      who.id, who.state, who.rank, who.busy
    FROM crises.need n JOIN crises.crisis c ON c.id = n.crisis_id
    LEFT JOIN LATERAL (
      SELECT a.id, p.state, p.rank, h.busy
      FROM unnest(${[...new Set(volunteerIds)]}::uuid[]) AS a (id)
      LEFT JOIN crises.place p
        ON p.crisis_id = n.crisis_id AND p.need_id = n.id AND p.volunteer_id = a.id
      LEFT JOIN LATERAL (
        SELECT true AS busy FROM crises.booking b
        WHERE b.volunteer_id = a.id AND b.need_id <> n.id
          AND b.starts_at < n.ends_at AND b.ends_at > n.starts_at LIMIT 1
      ) h ON true
      WHERE p.state IS NOT NULL OR h.busy
    ) who ON true
    WHERE n.crisis_id = ${crisisId} AND n.id = ${needId}`.execute(db);
  const [need] = rows;
  return (
    need && {
      need,
      version: need.version,
      calling: need.calling,
      known: rows.flatMap(({ id, state, rank }) =>
        id && state ? [{ volunteerId: id, state, rank }] : [],
      ),
      busy: new Set(rows.flatMap(({ id, busy }) => (id && busy ? [id] : []))),
    }
  );
}

/**
 * Writes answers that give nobody a place: they join the reserve, or change nothing. One statement
 * that is its own transaction, and writes nothing when the need is no longer what was glanced at.
 */
export async function saveQueued(
  db: Db,
  { need, version }: Glance,
  rows: {
    readonly now: Date;
    readonly counters: { readonly reserve: number; readonly nextRank: number };
    readonly joining: readonly Place[];
    readonly replies: readonly ReplyRow[];
  },
): Promise<boolean> {
  const { now, counters, joining, replies } = rows;
  const { crisisId, needId } = need;
  const saved = await sql`
    -- kept: reply_queue
    WITH counted AS (
      UPDATE crises.need SET reserve = ${counters.reserve}, next_rank = ${counters.nextRank}
      WHERE crisis_id = ${crisisId} AND id = ${needId} AND xmin = ${version}::xid
      RETURNING crisis_id, id
    ), placed AS (
      INSERT INTO crises.place (crisis_id, need_id, volunteer_id, state, rank, updated_at)
      SELECT n.crisis_id, n.id, v, 'reserve', r, ${now} FROM counted n, unnest(
        ${joining.map(({ volunteerId }) => volunteerId)}::uuid[],
        ${joining.map(({ rank }) => rank)}::int[]) AS t (v, r)
      ON CONFLICT (crisis_id, need_id, volunteer_id) DO UPDATE
      SET state = excluded.state, rank = excluded.rank, confirm_by = NULL,
          updated_at = excluded.updated_at
    ), said AS (
      INSERT INTO crises.reply
        (crisis_id, id, need_id, volunteer_id, answer, reason, channel, outcome, at)
      SELECT n.crisis_id, i, n.id, v, a, r, c, o, ${now} FROM counted n, unnest(
        ${replies.map(({ id }) => id)}::uuid[],
        ${replies.map(({ volunteerId }) => volunteerId)}::uuid[],
        ${replies.map(({ answer }) => answer)}::text[],
        ${replies.map(({ reason }) => reason)}::text[],
        ${replies.map(({ channel }) => channel)}::text[],
        ${replies.map(({ outcome }) => outcome)}::text[]) AS t (i, v, a, r, c, o)
    )
    SELECT CASE WHEN ${joining.length > 0} THEN pg_notify(${LIVE_CHANNEL}, ${crisisId}) END
    FROM counted`.execute(db);
  return saved.rows.length === 1;
}
