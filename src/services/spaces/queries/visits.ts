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

export async function deleteVisit(db: Db, spaceId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('spaces.visit')
    .where('space_id', '=', spaceId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

export interface VisitOfDay {
  readonly id: string;
  readonly people: number;
  readonly band: Band | null;
  readonly purpose: Purpose;
  readonly known: boolean;
}

/** Without names: what was counted, the latest first. */
export async function visitsOfDay(db: Db, spaceId: string, day: DateString): Promise<VisitOfDay[]> {
  const { rows } = await sql<VisitOfDay>`
    SELECT id, people, band, purpose, account_id IS NOT NULL AS known FROM spaces.visit
    WHERE space_id = ${spaceId} AND day = ${day} ORDER BY at DESC, id`.execute(db);
  return rows;
}

/** One's own visits are one's own to erase: the count stays, the person goes. */
export async function forgetVisits(
  db: Db,
  accountId: string,
  visit?: { readonly spaceId: string; readonly id: string },
): Promise<number> {
  let query = db
    .updateTable('spaces.visit')
    .set({ account_id: null })
    .where('account_id', '=', accountId);
  if (visit) query = query.where('space_id', '=', visit.spaceId).where('id', '=', visit.id);
  const { numUpdatedRows } = await query.executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** The code that a person shows at a desk, made when first asked for. */
export async function cardOf(db: Db, accountId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('spaces.card')
    .select('code')
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row?.code;
}

/** False when the code or the person has one already. */
export async function insertCard(
  db: Db,
  accountId: string,
  code: string,
  now: Date,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('spaces.card')
    .values({ account_id: accountId, code, made_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows ?? 0) > 0;
}

export async function accountOfCard(db: Db, code: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('spaces.card')
    .select('account_id')
    .where('code', '=', code)
    .executeTakeFirst();
  return row?.account_id;
}
