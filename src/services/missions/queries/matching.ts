import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import { communeCode } from '#platform/kernel/geography.ts';
import type { Wanted } from '../domain/matching.ts';

export interface OpenMission extends Wanted {
  readonly id: string;
  readonly communeCode: string | null;
}

/**
 * Published missions that are not over and that ask nothing this person lacks; age and distance are
 * judged by the caller.
 */
export async function openMissions(
  db: Db,
  today: DateString,
  abilities: readonly number[],
  languages: readonly string[],
): Promise<OpenMission[]> {
  const { rows } = await sql<OpenMission & { commune: number | null }>`
    SELECT mission_id AS id, commune, remote, skills, required, languages,
      open_to_minors AS "openToMinors", pace, effort_minutes AS "effortMinutes", ends_on AS "endsOn"
    FROM missions.mission_search
    WHERE (ends_on IS NULL OR ends_on >= ${today}) AND required <@ ${abilities}::int[]
      AND languages <@ ${languages}::text[]`.execute(db);
  return rows.map(({ commune, ...mission }) => ({
    ...mission,
    communeCode: commune === null ? null : communeCode(commune),
  }));
}
