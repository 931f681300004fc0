import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { DateString } from '#platform/kernel/dates.ts';

export interface HoursEntry {
  readonly id: string;
  readonly applicationId: string;
  readonly day: DateString;
  readonly minutes: number;
  readonly confirmedMinutes: number | null;
  readonly confirmedAt: Date | null;
  /** Why what was confirmed has changed since; empty when it has not. */
  readonly correction: string;
}

export async function insertHours(
  db: Db,
  entry: {
    readonly id: string;
    readonly missionId: string;
    readonly applicationId: string;
    readonly volunteerId: string;
    readonly organisationId: string;
    readonly day: DateString;
    readonly minutes: number;
    readonly now: Date;
  },
): Promise<void> {
  await db
    .insertInto('missions.hours')
    .values({
      id: entry.id,
      mission_id: entry.missionId,
      application_id: entry.applicationId,
      volunteer_id: entry.volunteerId,
      organisation_id: entry.organisationId,
      day: entry.day,
      minutes: entry.minutes,
      declared_at: entry.now,
    })
    .execute();
}

export async function hoursOf(
  db: Db,
  missionId: string,
  applicationId: string,
): Promise<HoursEntry[]> {
  const { rows } = await sql<HoursEntry>`
    SELECT id, application_id AS "applicationId", day, minutes,
      confirmed_minutes AS "confirmedMinutes", confirmed_at AS "confirmedAt", correction
    FROM missions.hours WHERE mission_id = ${missionId} AND application_id = ${applicationId}
    ORDER BY day, declared_at`.execute(db);
  return rows;
}

/** Confirms entries that are not confirmed yet, each with its own minutes; how many. */
export async function confirmHours(
  db: Db,
  missionId: string,
  entries: readonly { readonly id: string; readonly minutes: number }[],
  by: string | null,
  now: Date,
): Promise<number> {
  const result = await sql`
    UPDATE missions.hours h SET confirmed_minutes = c.minutes, confirmed_at = ${now},
      confirmed_by = ${by}
    FROM json_to_recordset(${JSON.stringify(entries)}) c (id uuid, minutes integer)
    WHERE h.mission_id = ${missionId} AND h.id = c.id AND h.confirmed_at IS NULL`.execute(db);
  return Number(result.numAffectedRows ?? 0);
}

/** Confirmed minutes of a person, both days included. */
export async function minutesBetween(
  db: Db,
  volunteerId: string,
  { from, to }: { readonly from: DateString; readonly to: DateString },
): Promise<number> {
  const { rows } = await sql<{ minutes: number }>`
    SELECT coalesce(sum(confirmed_minutes), 0)::int AS minutes FROM missions.hours
    WHERE volunteer_id = ${volunteerId} AND day BETWEEN ${from} AND ${to}`.execute(db);
  return rows[0]?.minutes ?? 0;
}

export interface YearHours {
  readonly organisationId: string;
  readonly year: number;
  readonly confirmed: number;
  readonly declared: number;
}

/** Minutes of a person by association and calendar year. */
export async function hoursByYear(db: Db, volunteerId: string): Promise<YearHours[]> {
  const { rows } = await sql<YearHours>`
    SELECT organisation_id AS "organisationId", extract(year FROM day)::int AS year,
      coalesce(sum(confirmed_minutes), 0)::int AS confirmed,
      coalesce(sum(minutes) FILTER (WHERE confirmed_at IS NULL), 0)::int AS declared
    FROM missions.hours WHERE volunteer_id = ${volunteerId}
    GROUP BY 1, 2 ORDER BY 2 DESC, 3 DESC`.execute(db);
  return rows;
}

/** Changes what was confirmed, with its reason; entries that nobody confirmed yet are left alone. */
export async function correctEntries(
  db: Db,
  missionId: string,
  entries: readonly { readonly id: string; readonly minutes: number }[],
  reason: string,
): Promise<void> {
  await sql`
    UPDATE missions.hours h SET confirmed_minutes = c.minutes, correction = ${reason}
    FROM json_to_recordset(${JSON.stringify(entries)}) c (id uuid, minutes integer)
    WHERE h.mission_id = ${missionId} AND h.id = c.id AND h.confirmed_at IS NOT NULL`.execute(db);
}

export interface Engagement {
  readonly minutes: number;
  /** On which something was confirmed, in order. */
  readonly days: readonly DateString[];
}

/** What was confirmed of one application; undefined when nothing was. */
export async function engagementOf(
  db: Db,
  missionId: string,
  applicationId: string,
): Promise<Engagement | undefined> {
  const { rows } = await sql<Engagement>`
    SELECT sum(confirmed_minutes)::int AS minutes,
      array_agg(DISTINCT day ORDER BY day)::text[] AS days
    FROM missions.hours
    WHERE mission_id = ${missionId} AND application_id = ${applicationId} AND confirmed_minutes > 0
    HAVING count(*) > 0`.execute(db);
  return rows[0];
}

export interface HoursLine {
  readonly missionId: string;
  readonly applicationId: string;
  readonly title: string;
  readonly organisationId: string;
  readonly day: DateString;
  readonly declared: number;
  readonly confirmed: number | null;
  readonly confirmedAt: Date | null;
  readonly correction: string;
}

/** Every entry of a person in a calendar year, the oldest first. */
export async function linesOfYear(db: Db, volunteerId: string, year: number): Promise<HoursLine[]> {
  const { rows } = await sql<HoursLine>`
    SELECT h.mission_id AS "missionId", h.application_id AS "applicationId", m.title,
      h.organisation_id AS "organisationId", h.day, h.minutes AS declared,
      h.confirmed_minutes AS confirmed, h.confirmed_at AS "confirmedAt", h.correction
    FROM missions.hours h JOIN missions.mission m ON m.id = h.mission_id
    WHERE h.volunteer_id = ${volunteerId} AND extract(year FROM h.day) = ${year}
    ORDER BY h.day, h.declared_at`.execute(db);
  return rows;
}
