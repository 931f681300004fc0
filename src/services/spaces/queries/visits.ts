import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import type { Band, Purpose } from '../domain/vocabularies.ts';

export interface OwnVisit {
  readonly spaceId: string;
  readonly spaceName: string;
  readonly id: string;
  readonly day: DateString;
  readonly purpose: Purpose;
}

/** Visits of a person between two days, both included, the latest first. */
export async function visitsOfAccount(
  db: Db,
  accountId: string,
  { from, to }: { readonly from: DateString; readonly to: DateString },
): Promise<OwnVisit[]> {
  const { rows } = await sql<OwnVisit>`
    SELECT v.space_id AS "spaceId", s.name AS "spaceName", v.id, v.day, v.purpose
    FROM spaces.visit v JOIN spaces.space s ON s.id = v.space_id
    WHERE v.account_id = ${accountId} AND v.day BETWEEN ${from} AND ${to}
    ORDER BY v.day DESC, v.id`.execute(db);
  return rows;
}

export interface NewVisit {
  readonly spaceId: string;
  readonly id: string;
  readonly day: DateString;
  readonly at: Date;
  readonly accountId: string | null;
  readonly people: number;
  readonly band: Band | null;
  readonly purpose: Purpose;
  readonly source: 'desk' | 'code' | 'booking';
  readonly recordedBy: string | null;
}

/** False when it is there already: the same id, or the same person on the same day. */
export async function insertVisit(db: Db, visit: NewVisit, now: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('spaces.visit')
    .values({
      space_id: visit.spaceId,
      id: visit.id,
      day: visit.day,
      at: visit.at,
      account_id: visit.accountId,
      people: visit.people,
      band: visit.band,
      purpose: visit.purpose,
      source: visit.source,
      recorded_by: visit.recordedBy,
      recorded_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows ?? 0) > 0;
}
