import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { AccountId } from '#platform/kernel/actor.ts';
import type { ImportState } from '../domain/import-run.ts';

export interface ImportRun {
  readonly id: string;
  readonly ownerId: AccountId;
  readonly fileId: string | null;
  readonly fileName: string;
  readonly state: ImportState;
  /** The field of each column; '' for one left out. Empty before the first choice. */
  readonly fields: readonly string[];
  readonly contactsVerified: boolean;
  readonly linesDone: number;
  readonly progress: unknown;
  readonly error: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const RUN = sql`id, owner_id AS "ownerId", file_id AS "fileId", file_name AS "fileName", state, fields,
  contacts_verified AS "contactsVerified", lines_done AS "linesDone", progress, error,
  created_at AS "createdAt", updated_at AS "updatedAt"`;

export async function insertRun(
  db: Db,
  run: Pick<ImportRun, 'id' | 'ownerId' | 'fileId' | 'fileName'>,
  now: Date,
): Promise<void> {
  await sql`
    INSERT INTO volunteers.import_run (id, owner_id, file_id, file_name, state, created_at, updated_at)
    VALUES (${run.id}, ${run.ownerId}, ${run.fileId}, ${run.fileName}, 'uploaded', ${now}, ${now})`.execute(
    db,
  );
}

export async function runById(db: Db, id: string): Promise<ImportRun | undefined> {
  const { rows } = await sql<ImportRun>`
    SELECT ${RUN} FROM volunteers.import_run WHERE id = ${id}`.execute(db);
  return rows[0];
}

export async function lockRun(db: Db, id: string): Promise<ImportRun | undefined> {
  const { rows } = await sql<ImportRun>`
    SELECT ${RUN} FROM volunteers.import_run WHERE id = ${id} FOR UPDATE`.execute(db);
  return rows[0];
}

export async function runsOf(db: Db, ownerId: string, limit: number): Promise<ImportRun[]> {
  const { rows } = await sql<ImportRun>`
    SELECT ${RUN} FROM volunteers.import_run WHERE owner_id = ${ownerId}
    ORDER BY created_at DESC LIMIT ${limit}`.execute(db);
  return rows;
}

export interface RunPatch {
  readonly state: ImportState;
  readonly fields?: readonly string[];
  readonly contactsVerified?: boolean;
  readonly error?: string | null;
}

export async function updateRun(db: Db, id: string, patch: RunPatch, now: Date): Promise<void> {
  await db
    .updateTable('volunteers.import_run')
    .set({
      state: patch.state,
      updated_at: now,
      ...(patch.fields ? { fields: [...patch.fields] } : {}),
      ...(patch.contactsVerified === undefined
        ? {}
        : { contacts_verified: patch.contactsVerified }),
      ...(patch.error === undefined ? {} : { error: patch.error }),
    })
    .where('id', '=', id)
    .execute();
}

/** Begins a pass over the file from its first line. */
export async function clearProgress(db: Db, id: string): Promise<void> {
  await sql`
    UPDATE volunteers.import_run SET lines_done = 0, progress = NULL WHERE id = ${id}`.execute(db);
}

/** False when another process went on from the same line: it is theirs now. */
export async function saveProgress(
  db: Db,
  id: string,
  before: number,
  after: { readonly lines: number; readonly progress: string },
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE volunteers.import_run
    SET lines_done = ${after.lines}, progress = ${after.progress}::jsonb, updated_at = ${now}
    WHERE id = ${id} AND lines_done = ${before} AND state IN ('checking', 'importing')`.execute(db);
  return numAffectedRows === 1n;
}

/** Runs whose file is to be removed. */
export async function runsBefore(db: Db, before: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM volunteers.import_run
    WHERE file_id IS NOT NULL AND created_at < ${before} AND state <> 'importing'
    ORDER BY created_at LIMIT ${limit}`.execute(db);
  return rows.map((row) => row.id);
}

/** Forgets the file and every line of it; the counts stay. */
export async function stripRun(db: Db, id: string): Promise<void> {
  await sql`
    UPDATE volunteers.import_run
    SET file_id = NULL, progress = progress - 'rejected' - 'differing' WHERE id = ${id}`.execute(
    db,
  );
}

/** For the erasure of an account: the files to remove. */
export async function deleteRunsOf(db: Db, ownerId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string | null }>`
    DELETE FROM volunteers.import_run WHERE owner_id = ${ownerId} RETURNING file_id AS id`.execute(
    db,
  );
  return rows.flatMap((row) => row.id ?? []);
}
