import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

/** Applications, hours, searches and kept missions become the other record's; how many applications. */
export async function moveHistory(db: Db, from: string, into: string): Promise<number> {
  await sql`
    UPDATE missions.hours SET volunteer_id = ${into} WHERE volunteer_id = ${from}`.execute(db);
  await sql`
    DELETE FROM missions.saved_search f USING missions.saved_search i
    WHERE f.volunteer_id = ${from} AND i.volunteer_id = ${into}
      AND f.kind = i.kind AND f.query = i.query`.execute(db);
  await sql`
    INSERT INTO missions.told (volunteer_id, mission_id, told_at)
    SELECT ${into}, mission_id, told_at FROM missions.told WHERE volunteer_id = ${from}
    ON CONFLICT DO NOTHING`.execute(db);
  await sql`DELETE FROM missions.told WHERE volunteer_id = ${from}`.execute(db);
  await sql`
    UPDATE missions.saved_search SET volunteer_id = ${into} WHERE volunteer_id = ${from}`.execute(
    db,
  );
  await sql`
    INSERT INTO missions.favourite (volunteer_id, mission_id, kept_at)
    SELECT ${into}, mission_id, kept_at FROM missions.favourite WHERE volunteer_id = ${from}
    ON CONFLICT DO NOTHING`.execute(db);
  await sql`DELETE FROM missions.favourite WHERE volunteer_id = ${from}`.execute(db);
  await sql`
    INSERT INTO missions.invitation (mission_id, volunteer_id, invited_at, invited_by, month, slot,
      declined_at)
    SELECT mission_id, ${into}, invited_at, invited_by, month, slot, declined_at FROM missions.invitation
    WHERE volunteer_id = ${from}
    ON CONFLICT DO NOTHING`.execute(db);
  await sql`DELETE FROM missions.invitation WHERE volunteer_id = ${from}`.execute(db);
  // The address of the record that goes stops answering.
  await sql`DELETE FROM missions.calendar_feed WHERE volunteer_id = ${from}`.execute(db);
  const { numAffectedRows } = await sql`
    UPDATE missions.application a SET volunteer_id = ${into}
    WHERE volunteer_id = ${from} AND NOT EXISTS (SELECT FROM missions.application b
      WHERE b.mission_id = a.mission_id AND b.volunteer_id = ${into})`.execute(db);
  return Number(numAffectedRows ?? 0);
}
