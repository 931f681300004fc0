import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import { type Mission, missionOf } from './missions.ts';

export interface KnownExchange {
  readonly clientId: string;
  readonly missionId: string;
  readonly fields: string;
  readonly deletedAt: Date | null;
}

export async function knownExchanges(
  db: Db,
  publisher: string,
  clientIds: readonly string[],
): Promise<Map<string, KnownExchange>> {
  const { rows } = await sql<KnownExchange>`
    SELECT client_id AS "clientId", mission_id AS "missionId", fields, deleted_at AS "deletedAt"
    FROM missions.exchange
    WHERE publisher = ${publisher} AND client_id = ANY(${clientIds}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.clientId, row]));
}

export async function keepExchange(
  db: Db,
  row: {
    readonly publisher: string;
    readonly clientId: string;
    readonly missionId: string;
    readonly fields: string;
    readonly run: string;
    readonly now: Date;
  },
): Promise<void> {
  await sql`
    INSERT INTO missions.exchange (publisher, client_id, mission_id, fields, seen_in, seen_at)
    VALUES (${row.publisher}, ${row.clientId}, ${row.missionId}, ${row.fields}, ${row.run},
      ${row.now})
    ON CONFLICT (publisher, client_id) DO UPDATE SET fields = excluded.fields,
      seen_in = excluded.seen_in, seen_at = excluded.seen_at, deleted_at = NULL`.execute(db);
}

/** How many of a publisher's missions are here, and how many a feed did not list. */
export async function countAbsent(
  db: Db,
  publisher: string,
  run: string,
): Promise<{ known: number; absent: number }> {
  const { rows } = await sql<{ known: number; absent: number }>`
    SELECT count(*) AS known, count(*) FILTER (WHERE seen_in <> ${run}) AS absent
    FROM missions.exchange WHERE publisher = ${publisher} AND deleted_at IS NULL`.execute(db);
  return rows[0] ?? { known: 0, absent: 0 };
}

/** Leaves a tombstone for each; their missions. */
export async function buryAbsent(
  db: Db,
  publisher: string,
  run: string,
  now: Date,
): Promise<string[]> {
  const { rows } = await sql<{ missionId: string }>`
    UPDATE missions.exchange SET deleted_at = ${now}
    WHERE publisher = ${publisher} AND deleted_at IS NULL AND seen_in <> ${run}
    RETURNING mission_id AS "missionId"`.execute(db);
  return rows.map(({ missionId }) => missionId);
}

export interface ExportTerms {
  readonly imported: boolean;
  readonly since: Date | null;
}

/** Published missions in the order of their ids, a page at a time. */
export async function missionsToExport(
  db: Db,
  terms: ExportTerms,
  after: string,
  limit: number,
): Promise<(Mission & { readonly fields: string | null })[]> {
  const rows = await db
    .selectFrom('missions.mission as m')
    .leftJoin('missions.exchange as e', 'e.mission_id', 'm.id')
    .selectAll('m')
    .select('e.fields')
    .where('m.state', '=', 'published')
    .where('m.source', terms.imported ? '=' : '<>', 'exchange')
    .where('m.id', '>', after)
    .$if(terms.since !== null, (q) => q.where('m.updated_at', '>=', terms.since as Date))
    .orderBy('m.id')
    .limit(limit)
    .execute();
  return rows.map(({ fields, ...row }) => ({ ...missionOf(row), fields }));
}

/** Missions of our own that were published and no longer are, since an instant. */
export async function missionsGone(
  db: Db,
  since: Date,
): Promise<{ clientId: string; deletedAt: Date }[]> {
  const { rows } = await sql<{ clientId: string; deletedAt: Date }>`
    SELECT id AS "clientId", updated_at AS "deletedAt" FROM missions.mission
    WHERE published_at IS NOT NULL AND state <> 'published' AND source <> 'exchange'
      AND updated_at >= ${since}
    ORDER BY id`.execute(db);
  return rows;
}

/** What partners said of those of these missions that are theirs, by id. */
export async function exchangeFieldsOf(
  db: Db,
  missionIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ missionId: string; fields: string }>`
    SELECT mission_id AS "missionId", fields FROM missions.exchange
    WHERE mission_id = ANY(${missionIds}::uuid[])`.execute(db);
  return new Map(rows.map(({ missionId, fields }) => [missionId, fields]));
}

/** Addresses for search engines: missions of our own, the newest first. */
export async function publishedPages(
  db: Db,
  limit: number,
): Promise<{ id: string; changedAt: Date }[]> {
  const { rows } = await sql<{ id: string; changedAt: Date }>`
    SELECT id, updated_at AS "changedAt" FROM missions.mission
    WHERE state = 'published' AND source <> 'exchange'
    ORDER BY published_at DESC LIMIT ${limit}`.execute(db);
  return rows;
}
