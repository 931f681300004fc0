import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import type { KeptHours } from '../domain/hours.ts';

const COLUMNS = sql`person_kind AS "personKind", person_id AS "personId", state, minutes,
  days::text[] AS days, reason`;

export async function keptHours(db: Db, crisisId: string): Promise<KeptHours[]> {
  const { rows } = await sql<KeptHours>`
    SELECT ${COLUMNS} FROM crises.hours WHERE crisis_id = ${crisisId}`.execute(db);
  return rows;
}

export async function saveCorrection(
  db: Db,
  crisisId: string,
  hours: Omit<KeptHours, 'state'>,
  by: { readonly account: string | null; readonly at: Date },
): Promise<void> {
  const { personKind, personId, minutes, days, reason } = hours;
  await sql`
    INSERT INTO crises.hours (crisis_id, person_kind, person_id, state, minutes, days, reason,
      corrected_by, corrected_at)
    VALUES (${crisisId}, ${personKind}, ${personId}, 'corrected', ${minutes},
      ${days as string[]}::date[], ${reason}, ${by.account}, ${by.at})
    ON CONFLICT (crisis_id, person_kind, person_id) DO UPDATE SET minutes = excluded.minutes,
      days = excluded.days, reason = excluded.reason, corrected_by = excluded.corrected_by,
      corrected_at = excluded.corrected_at`.execute(db);
}

export async function saveConfirmed(
  db: Db,
  crisisId: string,
  lines: readonly Omit<KeptHours, 'state'>[],
  by: { readonly account: string | null; readonly at: Date },
): Promise<void> {
  for (const { personKind, personId, minutes, days } of lines) {
    await sql`
      INSERT INTO crises.hours (crisis_id, person_kind, person_id, state, minutes, days,
        confirmed_by, confirmed_at)
      VALUES (${crisisId}, ${personKind}, ${personId}, 'confirmed', ${minutes},
        ${days as string[]}::date[], ${by.account}, ${by.at})
      ON CONFLICT (crisis_id, person_kind, person_id) DO UPDATE SET state = 'confirmed',
        confirmed_by = excluded.confirmed_by, confirmed_at = excluded.confirmed_at`.execute(db);
  }
}

/** Days of a year on which each person was on the site of a real crisis, as confirmed. */
export async function yearlyDays(
  db: Db,
  personIds: readonly string[],
  year: number,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; days: number }>`
    SELECT h.person_id AS id, count(DISTINCT d) AS days
    FROM crises.hours h
    JOIN crises.crisis c ON c.id = h.crisis_id AND NOT c.exercise
    CROSS JOIN LATERAL unnest(h.days) AS d
    WHERE h.state = 'confirmed' AND h.person_id = ANY(${personIds as string[]}::uuid[])
      AND extract(year FROM d) = ${year}
    GROUP BY 1`.execute(db);
  return new Map(rows.map(({ id, days }) => [id, Number(days)]));
}

/**
 * Confirmed minutes of a person in real crises, both days included. Minutes are kept for the whole of a
 * crisis: one that overlaps the period counts by its share of days, rounded down.
 */
export async function minutesBetween(
  db: Db,
  volunteerId: string,
  { from, to }: { readonly from: DateString; readonly to: DateString },
): Promise<number> {
  const { rows } = await sql<{ minutes: number }>`
    SELECT coalesce(sum(h.minutes * d.inside / d.days), 0)::int AS minutes
    FROM crises.hours h
    JOIN crises.crisis c ON c.id = h.crisis_id AND NOT c.exercise
    CROSS JOIN LATERAL (SELECT count(*) AS days,
      count(*) FILTER (WHERE day BETWEEN ${from} AND ${to}) AS inside FROM unnest(h.days) day) d
    WHERE h.person_kind = 'volunteer' AND h.person_id = ${volunteerId} AND h.state = 'confirmed'
      AND d.days > 0`.execute(db);
  return rows[0]?.minutes ?? 0;
}

export interface OwnHours {
  readonly crisisId: string;
  readonly title: string;
  readonly exercise: boolean;
  readonly minutes: number;
  readonly days: readonly string[];
  readonly confirmedAt: Date;
}

/** Confirmed hours of one person, the latest first. */
export async function confirmedHoursOf(db: Db, volunteerId: string): Promise<OwnHours[]> {
  const { rows } = await sql<OwnHours>`
    SELECT h.crisis_id AS "crisisId", c.title, c.exercise, h.minutes, h.days::text[] AS days,
           h.confirmed_at AS "confirmedAt"
    FROM crises.hours h JOIN crises.crisis c ON c.id = h.crisis_id
    WHERE h.person_kind = 'volunteer' AND h.person_id = ${volunteerId} AND h.state = 'confirmed'
    ORDER BY h.confirmed_at DESC`.execute(db);
  return rows;
}

export async function walkUpNames(
  db: Db,
  crisisId: string,
): Promise<Map<string, { firstName: string; lastName: string; phone: string | null }>> {
  const { rows } = await sql<{
    id: string;
    firstName: string;
    lastName: string;
    phone: string | null;
  }>`
    SELECT id, first_name AS "firstName", last_name AS "lastName", phone
    FROM crises.walk_up WHERE crisis_id = ${crisisId} AND erased_at IS NULL`.execute(db);
  return new Map(rows.map(({ id, ...one }) => [id, one]));
}
