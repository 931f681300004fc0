import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

/** People called for a need, in the order in which they were chosen. */
export async function calledPeople(
  db: Db,
  needId: string,
): Promise<{ volunteerId: string; wave: number }[]> {
  const { rows } = await sql<{ volunteerId: string; wave: number }>`
    SELECT volunteer_id AS "volunteerId", wave FROM crises.alert
    WHERE need_id = ${needId} ORDER BY wave, position`.execute(db);
  return rows;
}

const CRISIS_TABLES = [
  'attendance_event',
  'attendance_digest',
  'badge_key',
  'reply_link',
  'alert',
  'reply',
  'place',
  'booking',
  'wave',
  'call_out',
  'need',
  'site',
  'log_entry',
  'log_head',
] as const;

/** The crises that these accounts opened, with all that belongs to them. */
export async function deleteCrisesOf(db: Db, accountIds: readonly string[]): Promise<void> {
  const those = sql`SELECT id FROM crises.crisis WHERE opened_by = ANY(${accountIds}::uuid[])`;
  for (const table of CRISIS_TABLES) {
    await sql`DELETE FROM ${sql.table(`crises.${table}`)} WHERE crisis_id IN (${those})`.execute(
      db,
    );
  }
  await sql`DELETE FROM crises.crisis WHERE opened_by = ANY(${accountIds}::uuid[])`.execute(db);
}

/** The alerts of the demo, or taken in by these accounts, and the proposals made from them. */
export async function deleteAlertsOf(db: Db, accountIds: readonly string[]): Promise<void> {
  const entries = sql`SELECT e.id FROM crises.alert_entry e
    JOIN crises.alert_message m ON m.id = e.message_id
    WHERE m.source = 'demo' OR m.received_by = ANY(${accountIds}::uuid[])`;
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT proposal_id AS id FROM crises.proposal_event
    WHERE entry_id IN (${entries})`.execute(db);
  const proposals = rows.map(({ id }) => id);
  await sql`DELETE FROM crises.proposal_event WHERE proposal_id = ANY(${proposals}::uuid[])`.execute(
    db,
  );
  await sql`DELETE FROM crises.proposal WHERE id = ANY(${proposals}::uuid[])`.execute(db);
  await sql`DELETE FROM crises.alert_withdrawal WHERE entry_id IN (${entries})`.execute(db);
  await sql`DELETE FROM crises.alert_entry WHERE id IN (${entries})`.execute(db);
  await sql`
    DELETE FROM crises.alert_message
    WHERE source = 'demo' OR received_by = ANY(${accountIds}::uuid[])`.execute(db);
}

export async function holdersOfPlaces(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT volunteer_id AS id FROM crises.place
    WHERE state IN ('confirmed', 'offered', 'reserve') ORDER BY id`.execute(db);
  return rows.map((row) => row.id);
}
