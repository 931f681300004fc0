import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

export async function filesOf(db: Db, volunteerId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT w.file_id AS id FROM missions.work w
    JOIN missions.application a ON a.mission_id = w.mission_id AND a.id = w.application_id
    WHERE a.volunteer_id = ${volunteerId} AND w.file_id IS NOT NULL
    UNION ALL
    SELECT m.file_id FROM missions.message m
    JOIN missions.application a ON a.mission_id = m.mission_id AND a.id = m.application_id
    WHERE a.volunteer_id = ${volunteerId} AND m.file_id IS NOT NULL`.execute(db);
  return rows.map(({ id }) => id);
}

/** Takes every word of a person away; what remains are states, dates and minutes. */
export async function emptyPerson(db: Db, volunteerId: string): Promise<void> {
  const own = sql`SELECT mission_id, id FROM missions.application WHERE volunteer_id = ${volunteerId}`;
  await sql`DELETE FROM missions.message m USING (${own}) a
    WHERE m.mission_id = a.mission_id AND m.application_id = a.id`.execute(db);
  await sql`UPDATE missions.work w SET text = '', link = '', file_id = NULL, file_name = NULL,
      note = '' FROM (${own}) a
    WHERE w.mission_id = a.mission_id AND w.application_id = a.id`.execute(db);
  await sql`UPDATE missions.hours SET correction = ''
    WHERE volunteer_id = ${volunteerId} AND correction <> ''`.execute(db);
  await sql`UPDATE missions.application SET motivation = '', reason = NULL, apiengagement_id = NULL
    WHERE volunteer_id = ${volunteerId}`.execute(db);
  await sql`DELETE FROM missions.favourite WHERE volunteer_id = ${volunteerId}`.execute(db);
  await sql`DELETE FROM missions.saved_search WHERE volunteer_id = ${volunteerId}`.execute(db);
  await sql`DELETE FROM missions.told WHERE volunteer_id = ${volunteerId}`.execute(db);
  await sql`DELETE FROM missions.calendar_feed WHERE volunteer_id = ${volunteerId}`.execute(db);
  await sql`DELETE FROM missions.invitation WHERE volunteer_id = ${volunteerId}`.execute(db);
}

/** What an account wrote for an association stays the association's, without the account. */
export async function forgetAccount(db: Db, accountId: string): Promise<void> {
  await sql`UPDATE missions.mission SET created_by = NULL WHERE created_by = ${accountId}`.execute(
    db,
  );
  await sql`UPDATE missions.mission SET reviewed_by = NULL WHERE reviewed_by = ${accountId}`.execute(
    db,
  );
  await sql`UPDATE missions.message SET account_id = NULL WHERE account_id = ${accountId}`.execute(
    db,
  );
  await sql`UPDATE missions.invitation SET invited_by = NULL WHERE invited_by = ${accountId}`.execute(
    db,
  );
  await sql`DELETE FROM missions.ban WHERE subject_id = ${accountId}`.execute(db);
  await sql`UPDATE missions.ban SET banned_by = NULL WHERE banned_by = ${accountId}`.execute(db);
  await sql`UPDATE missions.report SET account_id = NULL WHERE account_id = ${accountId}`.execute(
    db,
  );
  await sql`UPDATE missions.hours SET confirmed_by = NULL WHERE confirmed_by = ${accountId}`.execute(
    db,
  );
}
