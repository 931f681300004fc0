import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { DateString } from '#platform/kernel/dates.ts';

export interface EndingLabel {
  readonly id: string;
  readonly daysLeft: number;
  readonly until: DateString;
}

/** Labels that have ended (negative) or end within `days`, counted in each space's own day. */
export async function endingLabels(db: Db, now: Date, days: number): Promise<EndingLabel[]> {
  const { rows } = await sql<EndingLabel>`
    SELECT id, label_until AS until,
      label_until - (${now}::timestamptz AT TIME ZONE time_zone)::date AS "daysLeft"
    FROM spaces.space
    WHERE label_state IN ('labelled', 'suspended') AND closed_at IS NULL
      AND label_until - (${now}::timestamptz AT TIME ZONE time_zone)::date <= ${days}
    ORDER BY label_until, id`.execute(db);
  return rows;
}
