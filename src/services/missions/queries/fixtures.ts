import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import { pruneWords } from './search.ts';

/** With their applications, messages, work and hours. */
export async function deleteDemoMissions(db: Db): Promise<number> {
  const { numAffectedRows } = await sql`
    DELETE FROM missions.mission WHERE source = 'demo'`.execute(db);
  await sql`DELETE FROM missions.favourite f WHERE EXISTS
    (SELECT FROM volunteers.volunteer v WHERE v.id = f.volunteer_id AND v.source = 'demo')`.execute(
    db,
  );
  await sql`DELETE FROM missions.saved_search f WHERE EXISTS
    (SELECT FROM volunteers.volunteer v WHERE v.id = f.volunteer_id AND v.source = 'demo')`.execute(
    db,
  );
  await pruneWords(db);
  return Number(numAffectedRows ?? 0);
}
