import { sql } from 'kysely';
import type { Db } from '../db/index.ts';
import type { KnownPoint } from './table.ts';

export async function pointsRevision(db: Db): Promise<string | undefined> {
  const row = await db.selectFrom('geo.revision').select('revision').executeTakeFirst();
  return row?.revision;
}

export async function storedPoints(db: Db): Promise<KnownPoint[]> {
  return db.selectFrom('geo.commune_point').select(['code', 'latitude', 'longitude']).execute();
}

export async function savePoints(
  db: Db,
  points: readonly KnownPoint[],
  revision: string,
): Promise<void> {
  await sql`
    INSERT INTO geo.commune_point (code, latitude, longitude)
    SELECT code, latitude, longitude
    FROM json_to_recordset(${JSON.stringify(points)}::json)
      p (code text, latitude float8, longitude float8)
    ON CONFLICT (code)
    DO UPDATE SET latitude = excluded.latitude, longitude = excluded.longitude`.execute(db);
  await sql`
    INSERT INTO geo.revision (revision) VALUES (${revision}::uuid)
    ON CONFLICT (id) DO UPDATE SET revision = excluded.revision`.execute(db);
}
