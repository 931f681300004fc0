import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

export interface RosterPlace {
  readonly needId: string;
  readonly volunteerId: string;
  readonly state: 'confirmed' | 'offered' | 'reserve';
  readonly rank: number;
  readonly distanceKm: number | null;
}

/** Everybody expected or in reserve, in the order of their rank. */
export async function rosterOf(db: Db, crisisId: string): Promise<RosterPlace[]> {
  const { rows } = await sql<RosterPlace>`
    SELECT p.need_id AS "needId", p.volunteer_id AS "volunteerId", p.state, p.rank,
           a.distance_km::float8 AS "distanceKm"
    FROM crises.place p
    LEFT JOIN crises.alert a ON a.crisis_id = p.crisis_id AND a.need_id = p.need_id
      AND a.volunteer_id = p.volunteer_id
    WHERE p.crisis_id = ${crisisId} AND p.state IN ('confirmed', 'offered', 'reserve')
    ORDER BY p.need_id, p.state <> 'confirmed', p.rank`.execute(db);
  return rows;
}
