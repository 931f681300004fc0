import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { Zone } from '#platform/kernel/geography.ts';
import type { CrisisState } from '../domain/states.ts';

export interface Crisis {
  readonly id: string;
  readonly title: string;
  readonly hazard: string;
  readonly summary: string;
  readonly zone: Zone;
  readonly departments: readonly string[];
  readonly agencies: readonly string[];
  readonly status: CrisisState;
  readonly exercise: boolean;
  readonly proposalId: string | null;
  readonly openedBy: string | null;
  readonly createdAt: Date;
  readonly activatedAt: Date | null;
  readonly closedAt: Date | null;
}

export async function insertCrisis(db: Db, crisis: Crisis): Promise<void> {
  await db
    .insertInto('crises.crisis')
    .values({
      id: crisis.id,
      title: crisis.title,
      hazard: crisis.hazard,
      summary: crisis.summary,
      zone: JSON.stringify(crisis.zone),
      departments: [...crisis.departments],
      agencies: [...crisis.agencies],
      status: crisis.status,
      exercise: crisis.exercise,
      proposal_id: crisis.proposalId,
      opened_by: crisis.openedBy,
      created_at: crisis.createdAt,
      activated_at: crisis.activatedAt,
      closed_at: crisis.closedAt,
    })
    .execute();
}

const COLUMNS = [
  'id',
  'title',
  'hazard',
  'summary',
  'zone',
  'departments',
  'agencies',
  'status',
  'exercise',
  'proposal_id as proposalId',
  'opened_by as openedBy',
  'created_at as createdAt',
  'activated_at as activatedAt',
  'closed_at as closedAt',
] as const;

export async function crisisById(db: Db, id: string): Promise<Crisis | undefined> {
  const row = await db
    .selectFrom('crises.crisis')
    .select(COLUMNS)
    .where('id', '=', id)
    .executeTakeFirst();
  return row as Crisis | undefined;
}

/** Locks the crisis until the transaction ends: its state changes once at a time. */
export async function lockCrisis(db: Db, id: string): Promise<Crisis | undefined> {
  const row = await db
    .selectFrom('crises.crisis')
    .select(COLUMNS)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row as Crisis | undefined;
}

export async function crisisByProposal(db: Db, proposalId: string): Promise<Crisis | undefined> {
  const row = await db
    .selectFrom('crises.crisis')
    .select(COLUMNS)
    .where('proposal_id', '=', proposalId)
    .executeTakeFirst();
  return row as Crisis | undefined;
}

export async function updateCrisisStatus(
  db: Db,
  id: string,
  status: CrisisState,
  now: Date,
): Promise<void> {
  await db
    .updateTable('crises.crisis')
    .set({
      status,
      ...(status === 'active' ? { activated_at: sql<Date>`coalesce(activated_at, ${now})` } : {}),
      ...(status === 'closed' || status === 'cancelled' ? { closed_at: now } : {}),
    })
    .where('id', '=', id)
    .execute();
}

export interface CrisisSummary {
  readonly id: string;
  readonly title: string;
  readonly hazard: string;
  readonly departments: readonly string[];
  readonly status: CrisisState;
  readonly exercise: boolean;
  readonly createdAt: Date;
  readonly needs: number;
  readonly places: number;
  readonly confirmed: number;
  /** Places of open needs that nobody holds, and the first deadline among those needs. */
  readonly missing: number;
  readonly deadline: Date | null;
}

/** `departments` undefined: the whole country. Live ones first, then the newest. */
export async function listCrises(
  db: Db,
  departments: readonly string[] | undefined,
  page: { limit: number; offset: number },
): Promise<{ crises: CrisisSummary[]; total: number }> {
  const within = departments ? sql`c.departments && ${departments as string[]}::text[]` : sql`true`;
  const { rows } = await sql<CrisisSummary & { total: number }>`
    SELECT c.id, c.title, c.hazard, c.departments, c.status, c.exercise,
           c.created_at AS "createdAt", count(*) OVER () AS total,
           coalesce(n.needs, 0) AS needs, coalesce(n.places, 0) AS places,
           coalesce(n.confirmed, 0) AS confirmed, coalesce(n.missing, 0) AS missing, n.deadline
    FROM crises.crisis c
    LEFT JOIN LATERAL (
      SELECT count(*) AS needs, sum(places) AS places, sum(confirmed) AS confirmed,
             sum(places - confirmed) FILTER (WHERE status = 'open') AS missing,
             min(deadline) FILTER (WHERE status = 'open' AND confirmed < places) AS deadline
      FROM crises.need WHERE crisis_id = c.id AND status <> 'cancelled') n ON true
    WHERE ${within}
    ORDER BY c.status IN ('closed', 'cancelled'), c.exercise AND c.status NOT IN ('closed', 'cancelled'),
             c.created_at DESC
    LIMIT ${page.limit} OFFSET ${page.offset}`.execute(db);
  return { crises: rows, total: rows[0]?.total ?? 0 };
}

/** Real crises under way, for the band above every page; not the exercises. */
export async function activeCrises(
  db: Db,
): Promise<{ id: string; title: string; departments: readonly string[] }[]> {
  return db
    .selectFrom('crises.crisis')
    .select(['id', 'title', 'departments'])
    .where('status', '=', 'active')
    .where('exercise', '=', false)
    .orderBy('created_at', 'desc')
    .execute();
}

/** Active crises with open needs that are not filled, those with the nearest deadline first. */
export async function needsToFill(
  db: Db,
  departments: readonly string[] | undefined,
  now: Date,
): Promise<{ id: string; title: string; needs: number; deadline: Date }[]> {
  const within = departments ? sql`c.departments && ${departments as string[]}::text[]` : sql`true`;
  const { rows } = await sql<{ id: string; title: string; needs: number; deadline: Date }>`
    SELECT c.id, c.title, count(*) AS needs, min(n.deadline) AS deadline
    FROM crises.crisis c JOIN crises.need n ON n.crisis_id = c.id
    WHERE c.status = 'active' AND n.status = 'open' AND n.ends_at > ${now}
      AND n.confirmed + n.offered < n.places AND ${within}
    GROUP BY c.id ORDER BY min(n.deadline) LIMIT 10`.execute(db);
  return rows;
}
