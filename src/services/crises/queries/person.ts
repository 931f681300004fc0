import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

/** Needs not yet over where this person is expected or in reserve. */
export async function heldPlaces(
  db: Db,
  volunteerId: string,
  now: Date,
): Promise<{ crisisId: string; needId: string }[]> {
  return db
    .selectFrom('crises.place as p')
    .innerJoin('crises.need as n', (join) =>
      join.onRef('n.crisis_id', '=', 'p.crisis_id').onRef('n.id', '=', 'p.need_id'),
    )
    .select(['p.crisis_id as crisisId', 'p.need_id as needId'])
    .where('p.volunteer_id', '=', volunteerId)
    .where('p.state', 'in', ['confirmed', 'offered', 'reserve'])
    .where('n.ends_at', '>', now)
    .orderBy('p.need_id')
    .execute();
}

export async function deleteLinks(db: Db, volunteerId: string): Promise<void> {
  await db.deleteFrom('crises.reply_link').where('volunteer_id', '=', volunteerId).execute();
}

/** What a site leader wrote about somebody's hours; the hours stay, of nobody. */
export async function forgetReasons(db: Db, volunteerId: string): Promise<void> {
  await db
    .updateTable('crises.hours')
    .set({ reason: '-' })
    .where('person_kind', '=', 'volunteer')
    .where('person_id', '=', volunteerId)
    .where('reason', '<>', '')
    .execute();
}

/** Needs where one of these people was called or holds a place. */
export async function needsOf(
  db: Db,
  volunteerIds: readonly string[],
): Promise<{ crisisId: string; needId: string }[]> {
  const { rows } = await sql<{ crisisId: string; needId: string }>`
    SELECT crisis_id AS "crisisId", need_id AS "needId" FROM crises.alert
    WHERE volunteer_id = ANY(${volunteerIds}::uuid[])
    UNION SELECT crisis_id, need_id FROM crises.place
    WHERE volunteer_id = ANY(${volunteerIds}::uuid[])
    ORDER BY 2`.execute(db);
  return rows;
}

/**
 * Gives one person's alerts, answers, places, presences and hours to another. Where both were called for a need, one
 * alert stays; a place stays behind when the other holds one there, or is held elsewhere at that time.
 */
export async function moveHistory(
  db: Db,
  from: string,
  into: string,
): Promise<{ alerts: number; replies: number; places: number }> {
  // One statement: a link and its alert change hands together, and the key between them holds.
  const { rows } = await sql<{ alerts: number }>`
    WITH moved AS (
      UPDATE crises.alert a SET volunteer_id = ${into}
      WHERE a.volunteer_id = ${from} AND NOT EXISTS (
        SELECT FROM crises.alert own WHERE own.crisis_id = a.crisis_id
          AND own.need_id = a.need_id AND own.volunteer_id = ${into})
      RETURNING 1),
    links AS (
      UPDATE crises.reply_link SET volunteer_id = ${into} WHERE volunteer_id = ${from})
    SELECT count(*) AS alerts FROM moved`.execute(db);
  await sql`
    UPDATE crises.attendance_event SET person_id = ${into}
    WHERE person_id = ${from} AND person_kind = 'volunteer'`.execute(db);
  await sql`
    UPDATE crises.hours h SET person_id = ${into}
    WHERE h.person_id = ${from} AND h.person_kind = 'volunteer' AND NOT EXISTS (
      SELECT FROM crises.hours own WHERE own.crisis_id = h.crisis_id
        AND own.person_kind = h.person_kind AND own.person_id = ${into})`.execute(db);
  await sql`
    UPDATE crises.thanked t SET volunteer_id = ${into}
    WHERE t.volunteer_id = ${from} AND NOT EXISTS (SELECT FROM crises.thanked own
      WHERE own.crisis_id = t.crisis_id AND own.volunteer_id = ${into})`.execute(db);
  await sql`
    UPDATE crises.need_briefing_ack a SET volunteer_id = ${into}
    WHERE a.volunteer_id = ${from} AND NOT EXISTS (SELECT FROM crises.need_briefing_ack own
      WHERE own.crisis_id = a.crisis_id AND own.need_id = a.need_id AND own.version = a.version
        AND own.volunteer_id = ${into})`.execute(db);
  const replies = await sql`
    UPDATE crises.reply SET volunteer_id = ${into} WHERE volunteer_id = ${from}`.execute(db);
  const places = await sql<{ needId: string }>`
    UPDATE crises.place p SET volunteer_id = ${into}
    WHERE p.volunteer_id = ${from}
      AND NOT EXISTS (SELECT FROM crises.place own
        WHERE own.crisis_id = p.crisis_id AND own.need_id = p.need_id AND own.volunteer_id = ${into})
      AND NOT EXISTS (SELECT FROM crises.booking mine
        JOIN crises.booking held ON held.volunteer_id = ${into}
          AND held.starts_at < mine.ends_at AND held.ends_at > mine.starts_at
        WHERE mine.volunteer_id = ${from} AND mine.need_id = p.need_id)
    RETURNING p.need_id AS "needId"`.execute(db);
  await sql`
    UPDATE crises.booking SET volunteer_id = ${into}
    WHERE volunteer_id = ${from} AND need_id = ANY(${places.rows.map((row) => row.needId)}::uuid[])`.execute(
    db,
  );
  return {
    alerts: rows[0]?.alerts ?? 0,
    replies: Number(replies.numAffectedRows ?? 0),
    places: places.rows.length,
  };
}
