import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

/** Visits and slots of long ago lead to nobody: their number stays. */
export async function forgetOldPeople(
  db: Db,
  now: Date,
  visitYears: number,
  bookingMonths: number,
): Promise<void> {
  await sql`UPDATE spaces.visit SET account_id = NULL
    WHERE account_id IS NOT NULL
      AND day < (${now}::timestamptz - make_interval(years => ${visitYears}))::date`.execute(db);
  await sql`UPDATE spaces.booking SET account_id = NULL
    WHERE account_id IS NOT NULL
      AND ends_at < ${now}::timestamptz - make_interval(months => ${bookingMonths})`.execute(db);
}
