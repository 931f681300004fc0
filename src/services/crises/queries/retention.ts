import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

/** Crises that ended before then and still know their people, the oldest first. */
export async function crisesToAnonymise(db: Db, before: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM crises.crisis
    WHERE anonymised_at IS NULL AND status IN ('closed', 'cancelled') AND closed_at < ${before}
    ORDER BY closed_at, id LIMIT ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/**
 * Gives each volunteer of a crisis a number drawn for the occasion, the same in all tables, so that
 * every count stays; what only serves to reach or to prove is deleted. Returns how many people, or
 * undefined when it was done before.
 */
export async function anonymiseCrisis(
  db: Db,
  crisisId: string,
  now: Date,
): Promise<number | undefined> {
  const marked = await sql`
    UPDATE crises.crisis SET anonymised_at = ${now}
    WHERE id = ${crisisId} AND anonymised_at IS NULL`.execute(db);
  if (marked.numAffectedRows === 0n) return undefined;
  for (const table of ['reply_link', 'booking', 'badge_key', 'thanked', 'need_briefing_ack'])
    await sql`
      DELETE FROM ${sql.id('crises', table)} WHERE crisis_id = ${crisisId}`.execute(db);
  const { rows } = await sql<{ people: number }>`
    WITH person AS MATERIALIZED (
      SELECT id, gen_random_uuid() AS nobody FROM (
        SELECT volunteer_id AS id FROM crises.alert WHERE crisis_id = ${crisisId}
        UNION SELECT volunteer_id FROM crises.reply WHERE crisis_id = ${crisisId}
        UNION SELECT volunteer_id FROM crises.place WHERE crisis_id = ${crisisId}
        UNION SELECT person_id FROM crises.attendance_event
          WHERE crisis_id = ${crisisId} AND person_kind = 'volunteer'
        UNION SELECT person_id FROM crises.hours
          WHERE crisis_id = ${crisisId} AND person_kind = 'volunteer'
        UNION SELECT person_id FROM crises.briefing_ack
          WHERE crisis_id = ${crisisId} AND person_kind = 'volunteer'
      ) AS known
    ), alerts AS (
      UPDATE crises.alert t SET volunteer_id = p.nobody FROM person p
      WHERE t.crisis_id = ${crisisId} AND t.volunteer_id = p.id
    ), replies AS (
      UPDATE crises.reply t SET volunteer_id = p.nobody FROM person p
      WHERE t.crisis_id = ${crisisId} AND t.volunteer_id = p.id
    ), places AS (
      UPDATE crises.place t SET volunteer_id = p.nobody FROM person p
      WHERE t.crisis_id = ${crisisId} AND t.volunteer_id = p.id
    ), events AS (
      UPDATE crises.attendance_event t SET person_id = p.nobody FROM person p
      WHERE t.crisis_id = ${crisisId} AND t.person_id = p.id AND t.person_kind = 'volunteer'
    ), worked AS (
      UPDATE crises.hours t SET person_id = p.nobody,
        reason = CASE WHEN t.reason = '' THEN '' ELSE '-' END
      FROM person p
      WHERE t.crisis_id = ${crisisId} AND t.person_id = p.id AND t.person_kind = 'volunteer'
    ), acks AS (
      UPDATE crises.briefing_ack t SET person_id = p.nobody FROM person p
      WHERE t.crisis_id = ${crisisId} AND t.person_id = p.id AND t.person_kind = 'volunteer'
    )
    SELECT count(*) AS people FROM person`.execute(db);
  await sql`
    UPDATE crises.hours SET reason = '-'
    WHERE crisis_id = ${crisisId} AND person_kind = 'walk_up' AND reason <> ''`.execute(db);
  return Number(rows[0]?.people ?? 0);
}
