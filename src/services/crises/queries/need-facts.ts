import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

/** What every message and page about a need says. */
export interface NeedFacts {
  readonly crisisId: string;
  readonly needId: string;
  readonly title: string;
  readonly exercise: boolean;
  readonly agencies: readonly string[];
  readonly position: string;
  readonly bring: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly deadline: Date;
  readonly timeZone: string;
  readonly siteName: string;
  readonly siteCommune: string;
  readonly isFull: boolean;
}

export async function needFacts(
  db: Db,
  { crisisId, needId }: { readonly crisisId: string; readonly needId: string },
): Promise<NeedFacts> {
  const { rows } = await sql<NeedFacts>`
    SELECT n.crisis_id AS "crisisId", n.id AS "needId", c.title, c.exercise, c.agencies, n.position,
           n.bring, n.starts_at AS "startsAt", n.ends_at AS "endsAt", n.deadline,
           n.time_zone AS "timeZone", s.name AS "siteName", s.commune AS "siteCommune",
           n.confirmed + n.offered >= n.places AS "isFull"
    FROM crises.need n
    JOIN crises.crisis c ON c.id = n.crisis_id
    JOIN crises.site s ON s.crisis_id = n.crisis_id AND s.id = n.site_id
    WHERE n.crisis_id = ${crisisId} AND n.id = ${needId}`.execute(db);
  const facts = rows[0];
  if (!facts) throw new Error('This need does not exist');
  return facts;
}

export async function alertsOf(
  db: Db,
  { crisisId, needId }: { readonly crisisId: string; readonly needId: string },
  volunteerIds: readonly string[],
): Promise<Map<string, { smsLetter: string; distanceKm: number }>> {
  const { rows } = await sql<{ id: string; smsLetter: string; distanceKm: number }>`
    SELECT volunteer_id AS id, sms_letter AS "smsLetter", distance_km::float8 AS "distanceKm"
    FROM crises.alert
    WHERE crisis_id = ${crisisId} AND need_id = ${needId}
      AND volunteer_id = ANY(${volunteerIds as string[]}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, ...alert }) => [id, alert]));
}
