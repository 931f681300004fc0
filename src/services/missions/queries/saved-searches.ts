import { type Selectable, sql } from 'kysely';
import type { Db, Tables } from '#platform/db/index.ts';
import type { Rhythm } from '../domain/rhythm.ts';

export interface SavedSearch {
  readonly volunteerId: string;
  readonly id: string;
  /** `fitting`: no search, but whatever fits the person. */
  readonly kind: 'search' | 'fitting';
  /** The query part of the address of the results, without its question mark. */
  readonly query: string;
  readonly rhythm: Rhythm;
  readonly stopKey: string;
  /** Missions published before that were looked at. */
  readonly toldThrough: Date;
  readonly dueAt: Date;
}

function savedOf(row: Selectable<Tables['missions.saved_search']>): SavedSearch {
  return {
    volunteerId: row.volunteer_id,
    id: row.id,
    kind: row.kind as SavedSearch['kind'],
    query: row.query,
    rhythm: row.rhythm as Rhythm,
    stopKey: row.stop_key,
    toldThrough: row.told_through,
    dueAt: row.due_at,
  };
}

/** Keeping the same search again changes its rhythm. */
export async function putSearch(db: Db, saved: SavedSearch, now: Date): Promise<void> {
  await db
    .insertInto('missions.saved_search')
    .values({
      volunteer_id: saved.volunteerId,
      id: saved.id,
      kind: saved.kind,
      query: saved.query,
      rhythm: saved.rhythm,
      stop_key: saved.stopKey,
      saved_at: now,
      told_through: saved.toldThrough,
      due_at: saved.dueAt,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['volunteer_id', 'kind', 'query'])
        .doUpdateSet({ rhythm: saved.rhythm, due_at: saved.dueAt }),
    )
    .execute();
}

export async function searchesOf(db: Db, volunteerId: string): Promise<SavedSearch[]> {
  const rows = await db
    .selectFrom('missions.saved_search')
    .selectAll()
    .where('volunteer_id', '=', volunteerId)
    .orderBy('saved_at')
    .orderBy('id')
    .execute();
  return rows.map(savedOf);
}

export async function patchSearch(
  db: Db,
  volunteerId: string,
  id: string,
  patch: { rhythm?: Rhythm; due_at: Date; told_through?: Date },
): Promise<void> {
  await db
    .updateTable('missions.saved_search')
    .set(patch)
    .where('volunteer_id', '=', volunteerId)
    .where('id', '=', id)
    .execute();
}

export async function deleteSearch(db: Db, volunteerId: string, id: string): Promise<void> {
  await db
    .deleteFrom('missions.saved_search')
    .where('volunteer_id', '=', volunteerId)
    .where('id', '=', id)
    .where('kind', '=', 'search')
    .execute();
}

export async function searchByStopKey(db: Db, key: string): Promise<SavedSearch | undefined> {
  const row = await db
    .selectFrom('missions.saved_search')
    .selectAll()
    .where('stop_key', '=', key)
    .executeTakeFirst();
  return row && savedOf(row);
}

/** When the newest mission was published; undefined while there is none. */
export async function newestPublished(db: Db): Promise<Date | undefined> {
  const row = await db
    .selectFrom('missions.mission_search')
    .select('published_at')
    .orderBy('published_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.published_at;
}

/** Those whose letter may leave now; what goes at once waits for something new. */
export async function dueSearches(
  db: Db,
  now: Date,
  newest: Date,
  limit: number,
): Promise<{ readonly volunteerId: string; readonly id: string }[]> {
  const rows = await db
    .selectFrom('missions.saved_search')
    .select(['volunteer_id as volunteerId', 'id'])
    .where('rhythm', '<>', 'never')
    .where('due_at', '<=', now)
    .where((eb) => eb.or([eb('rhythm', '<>', 'at_once'), eb('told_through', '<', newest)]))
    .orderBy('due_at')
    .limit(limit)
    .execute();
  return rows;
}

/** The search, when no other worker has it and it is still due. */
export async function lockDueSearch(
  db: Db,
  volunteerId: string,
  id: string,
  now: Date,
): Promise<SavedSearch | undefined> {
  const row = await db
    .selectFrom('missions.saved_search')
    .selectAll()
    .where('volunteer_id', '=', volunteerId)
    .where('id', '=', id)
    .where('rhythm', '<>', 'never')
    .where('due_at', '<=', now)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row && savedOf(row);
}

/** Marks missions as told of; answers those that no other letter told of first, in the same order. */
export async function tellOnce(
  db: Db,
  volunteerId: string,
  missionIds: readonly string[],
  now: Date,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    INSERT INTO missions.told (volunteer_id, mission_id, told_at)
    SELECT ${volunteerId}, id, ${now} FROM unnest(${missionIds}::uuid[]) m (id)
    ON CONFLICT DO NOTHING RETURNING mission_id AS id`.execute(db);
  const first = new Set(rows.map(({ id }) => id));
  return missionIds.filter((id) => first.has(id));
}
