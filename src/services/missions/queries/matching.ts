import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import { communeCode } from '#platform/kernel/geography.ts';
import type { Wanted } from '../domain/matching.ts';
import { notKnownTo } from './search.ts';

export interface OpenMission extends Wanted {
  readonly id: string;
  readonly communeCode: string | null;
}

/** The newest missions from home with a free place; a partner's, which one applies for elsewhere, left out. */
export async function openRemote(
  db: Db,
  today: DateString,
  limit: number,
): Promise<{ readonly id: string; readonly title: string }[]> {
  const { rows } = await sql<{ id: string; title: string }>`
    SELECT m.id, m.title FROM missions.mission_search s JOIN missions.mission m ON m.id = s.mission_id
    WHERE s.remote = 'full' AND (s.ends_on IS NULL OR s.ends_on >= ${today})
      AND m.held + m.offered < m.places AND m.source <> 'exchange'
    ORDER BY s.published_at DESC, s.mission_id LIMIT ${limit}`.execute(db);
  return rows;
}

export interface OpenTo {
  readonly today: DateString;
  readonly abilities: readonly number[];
  readonly languages: readonly string[];
  readonly isAdult: boolean;
  /** Numbers of the communes within the person's radius; null when her place is unknown. */
  readonly reach: readonly number[] | null;
  /** Missions that she has applied for are left out. */
  readonly volunteerId: string;
  /** So are those that she was written about. */
  readonly onlyUntold: boolean;
}

/**
 * Published missions through every gate of `gatesOf`, so that only what may be proposed is read.
 * A mission whose place is unknown is within reach.
 */
export async function openMissions(db: Db, to: OpenTo): Promise<OpenMission[]> {
  const { rows } = await sql<OpenMission & { commune: number | null }>`
    SELECT mission_id AS id, commune, remote, skills, required, languages,
      open_to_minors AS "openToMinors", pace, effort_minutes AS "effortMinutes", ends_on AS "endsOn"
    FROM missions.mission_search s
    WHERE (ends_on IS NULL OR ends_on >= ${to.today}) AND required <@ ${to.abilities}::int[]
      AND languages <@ ${to.languages}::text[] AND (open_to_minors OR ${to.isAdult})
      AND (remote IN ('full', 'possible') OR commune IS NULL
        OR ${to.reach === null ? sql`true` : sql`commune = ANY(${to.reach}::int[])`})
      AND ${
        to.onlyUntold
          ? notKnownTo(to.volunteerId)
          : sql`NOT EXISTS (SELECT FROM missions.application a
        WHERE a.mission_id = s.mission_id AND a.volunteer_id = ${to.volunteerId})`
      }`.execute(db);
  return rows.map(({ commune, ...mission }) => ({
    ...mission,
    communeCode: commune === null ? null : communeCode(commune),
  }));
}
