import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

/** Shifts and alerts of one person count for the other from now on: neither is called twice. */
export async function moveCallHistory(db: Db, from: string, into: string): Promise<void> {
  await sql`
    INSERT INTO volunteers.engagement (volunteer_id, need_id, starts_at, ends_at)
    SELECT ${into}, need_id, starts_at, ends_at FROM volunteers.engagement
    WHERE volunteer_id = ${from} ON CONFLICT DO NOTHING`.execute(db);
  await sql`DELETE FROM volunteers.engagement WHERE volunteer_id = ${from}`.execute(db);
  await sql`
    UPDATE volunteers.volunteer_search s SET recent_alerts = (
      SELECT array_agg(a ORDER BY a) FROM (
        SELECT unnest(b.recent_alerts) AS a FROM volunteers.volunteer_search b
        WHERE b.volunteer_id IN (${from}, ${into})) every_alert)
    WHERE s.volunteer_id = ${into}`.execute(db);
}
