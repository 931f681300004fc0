import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

/** Adds an alert to each person's recent ones and forgets those of more than 30 days. */
export async function appendAlert(db: Db, ids: readonly string[], at: Date): Promise<void> {
  const departments = await departmentsOf(db, ids);
  await sql`
    UPDATE volunteers.volunteer_search s
    SET recent_alerts = (SELECT array_agg(a ORDER BY a)
      FROM unnest(array_append(s.recent_alerts, ${at}::timestamptz)) a
      WHERE a > ${at}::timestamptz - interval '30 days')
    WHERE s.volunteer_id = ANY(${ids}::uuid[]) AND s.department = ANY(${departments}::text[])`.execute(
    db,
  );
}

export async function insertEngagements(
  db: Db,
  volunteerIds: readonly string[],
  needId: string,
  from: Date,
  until: Date,
): Promise<void> {
  await sql`
    INSERT INTO volunteers.engagement (volunteer_id, need_id, starts_at, ends_at)
    SELECT id, ${needId}, ${from}, ${until} FROM unnest(${volunteerIds}::uuid[]) AS id
    ON CONFLICT (volunteer_id, need_id)
    DO UPDATE SET starts_at = excluded.starts_at, ends_at = excluded.ends_at`.execute(db);
  await writeEngaged(db, volunteerIds);
}

export async function deleteEngagements(
  db: Db,
  volunteerIds: readonly string[],
  needId: string,
): Promise<void> {
  await sql`
    DELETE FROM volunteers.engagement
    WHERE volunteer_id = ANY(${volunteerIds}::uuid[]) AND need_id = ${needId}`.execute(db);
  await writeEngaged(db, volunteerIds);
}

async function writeEngaged(db: Db, ids: readonly string[]): Promise<void> {
  const departments = await departmentsOf(db, ids);
  await sql`
    UPDATE volunteers.volunteer_search s
    SET engaged = (SELECT range_agg(tstzrange(e.starts_at, e.ends_at))
      FROM volunteers.engagement e WHERE e.volunteer_id = s.volunteer_id)
    WHERE s.volunteer_id = ANY(${ids}::uuid[]) AND s.department = ANY(${departments}::text[])`.execute(
    db,
  );
}

/** So that an update looks into their partitions only. */
async function departmentsOf(db: Db, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ department: string }>`
    SELECT DISTINCT department FROM volunteers.volunteer
    WHERE id = ANY(${ids}::uuid[]) AND department IS NOT NULL`.execute(db);
  return rows.map((row) => row.department);
}
