import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { BookingRow, VisitRow } from '../domain/statistics.ts';

/** Visits of a year, by month, band and purpose. */
export async function visitRows(db: Db, spaceId: string, year: number): Promise<VisitRow[]> {
  const { rows } = await sql<VisitRow>`
    SELECT to_char(day, 'YYYY-MM') AS month, band, purpose, sum(people)::int AS people,
      count(*) FILTER (WHERE people > 1)::int AS groups
    FROM spaces.visit
    WHERE space_id = ${spaceId} AND day BETWEEN ${`${year}-01-01`} AND ${`${year}-12-31`}
    GROUP BY 1, 2, 3`.execute(db);
  return rows;
}

/** Different people who let their visits be theirs, and days on which anybody came. */
export async function countedInYear(
  db: Db,
  spaceId: string,
  year: number,
): Promise<{ readonly known: number; readonly daysOpen: number }> {
  const { rows } = await sql<{ known: number; daysOpen: number }>`
    SELECT count(DISTINCT account_id)::int AS known, count(DISTINCT day)::int AS "daysOpen"
    FROM spaces.visit
    WHERE space_id = ${spaceId}
      AND day BETWEEN ${`${year}-01-01`} AND ${`${year}-12-31`}`.execute(db);
  return rows[0] ?? { known: 0, daysOpen: 0 };
}

/** Booked slots of a year by what became of them; months in the space's own time. */
export async function bookingRows(
  db: Db,
  spaceId: string,
  year: number,
  timeZone: string,
): Promise<BookingRow[]> {
  const { rows } = await sql<BookingRow>`
    SELECT to_char(starts_at AT TIME ZONE ${timeZone}, 'YYYY-MM') AS month,
      count(*) FILTER (WHERE state IN ('booked', 'lapsed'))::int AS booked,
      count(*) FILTER (WHERE state = 'arrived')::int AS arrived,
      count(*) FILTER (WHERE state = 'missed')::int AS missed,
      count(*) FILTER (WHERE state = 'cancelled')::int AS cancelled
    FROM spaces.booking
    WHERE space_id = ${spaceId}
      AND extract(year FROM starts_at AT TIME ZONE ${timeZone}) = ${year}
    GROUP BY 1`.execute(db);
  return rows;
}
