import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { VolunteerId } from './rows.ts';

/** Moves the skills and certificates of one record to another, except those it already has. */
export async function adoptAbilities(db: Db, from: VolunteerId, into: VolunteerId): Promise<void> {
  await sql`
    INSERT INTO volunteers.volunteer_skill (volunteer_id, skill_id, level, since)
    SELECT ${into}, skill_id, level, since FROM volunteers.volunteer_skill WHERE volunteer_id = ${from}
    ON CONFLICT DO NOTHING`.execute(db);
  await sql`
    INSERT INTO volunteers.certificate (volunteer_id, id, kind_id, number, issued_on, expires_on,
      file_id, status, verifier, verified_at, reason, notice_days, declared_at)
    SELECT ${into}, id, kind_id, number, issued_on, expires_on,
      file_id, status, verifier, verified_at, reason, notice_days, declared_at
    FROM volunteers.certificate c
    WHERE volunteer_id = ${from} AND NOT EXISTS (
      SELECT 1 FROM volunteers.certificate own
      WHERE own.volunteer_id = ${into} AND own.kind_id = c.kind_id)`.execute(db);
}
