import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import type { VolunteerId } from './rows.ts';

/**
 * People who may be due for a step: asked and waiting, or past the date of the next step. Those who
 * sleep until their erasure are left alone. Keyset pages.
 */
export async function freshnessCandidates(
  db: Db,
  limits: { ask: DateString; erasureNotice: DateString },
  after: string,
  limit: number,
): Promise<VolunteerId[]> {
  const { rows } = await sql<{ id: VolunteerId }>`
    SELECT id FROM volunteers.volunteer
    WHERE status IN ('active', 'paused', 'dormant') AND id > ${after}
      AND ((freshness_stage = 0 AND confirmed_at < ${limits.ask}::date + 2)
        OR freshness_stage IN (1, 2, 3)
        OR (freshness_stage = 4 AND confirmed_at < ${limits.erasureNotice}::date + 2)
        OR freshness_stage > 4)
    ORDER BY id LIMIT ${limit}`.execute(db);
  return rows.map((row) => row.id);
}

export async function pausesOver(db: Db, today: DateString, limit: number): Promise<VolunteerId[]> {
  const rows = await db
    .selectFrom('volunteers.volunteer')
    .select('id')
    .where('status', '=', 'paused')
    .where('paused_until', '<', today)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id as VolunteerId);
}

/** Certificates near or past their term that still wait for a notice or for the word "expired". */
export async function certificatesEnding(
  db: Db,
  today: DateString,
  within: DateString,
  limit: number,
  after: string,
): Promise<{ volunteerId: VolunteerId; id: string }[]> {
  const rows = await db
    .selectFrom('volunteers.certificate')
    .select(['volunteer_id', 'id'])
    .where('status', 'in', ['declared', 'verified'])
    .where('expires_on', '<=', within)
    .where('id', '>', after)
    .where((where) =>
      where.or([
        where('expires_on', '<', today),
        where('notice_days', 'is', null),
        where('notice_days', '>', 7),
      ]),
    )
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ volunteerId: row.volunteer_id as VolunteerId, id: row.id }));
}

/** Sign-ups begun and left: those to remind once, those to erase. */
export async function abandonedDrafts(
  db: Db,
  before: Date,
  reminded: boolean,
  limit: number,
): Promise<VolunteerId[]> {
  let query = db
    .selectFrom('volunteers.volunteer')
    .select('id')
    .where('status', '=', 'draft')
    .where('updated_at', '<', before)
    .orderBy('id')
    .limit(limit);
  if (!reminded) query = query.where('freshness_stage', '=', 0).where('signup_step', '<', 3);
  const rows = await query.execute();
  return rows.map((row) => row.id as VolunteerId);
}
