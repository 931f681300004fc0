import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

export interface Booking {
  readonly title: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Confirmed places of one person that touch a span of time, exercises too: she is expected there. */
export async function bookingsBetween(
  db: Db,
  volunteerId: string,
  { startsAt, endsAt }: { readonly startsAt: Date; readonly endsAt: Date },
): Promise<Booking[]> {
  const { rows } = await sql<Booking>`
    SELECT c.title, b.starts_at AS "startsAt", b.ends_at AS "endsAt"
    FROM crises.booking b JOIN crises.crisis c ON c.id = b.crisis_id
    WHERE b.volunteer_id = ${volunteerId} AND b.starts_at < ${endsAt} AND b.ends_at > ${startsAt}
    ORDER BY b.starts_at`.execute(db);
  return rows;
}
