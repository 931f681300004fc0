import { sql } from 'kysely';
import type { Db } from '../../db/index.ts';
import type { QuietHours } from '../domain/quiet-hours.ts';

/** The hours that administrators decided, by time zone; '' is everywhere else. */
export async function selectQuietRules(db: Db): Promise<Map<string, QuietHours>> {
  const rows = await db.selectFrom('messaging.quiet_hours_rule').selectAll().execute();
  return new Map(
    rows.map(({ time_zone, starts_at, ends_at }) => [
      time_zone,
      { from: starts_at, until: ends_at },
    ]),
  );
}

export async function saveQuietRule(
  db: Db,
  timeZone: string,
  { from, until }: QuietHours,
  now: Date,
): Promise<void> {
  const hours = { starts_at: from, ends_at: until, updated_at: now };
  await db
    .insertInto('messaging.quiet_hours_rule')
    .values({ time_zone: timeZone, ...hours })
    .onConflict((on) => on.column('time_zone').doUpdateSet(hours))
    .execute();
}

export async function deleteQuietRule(db: Db, timeZone: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('messaging.quiet_hours_rule')
    .where('time_zone', '=', timeZone)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Messages that wait for the end of the former hours are looked at again now. */
export async function reconsiderQuiet(db: Db, now: Date): Promise<void> {
  await sql`
    UPDATE messaging.outbox SET not_before = ${now}, error = NULL
    WHERE state = 'waiting' AND error = 'quiet_hours' AND not_before > ${now}`.execute(db);
}
