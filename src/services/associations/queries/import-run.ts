import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

export interface ImportRun {
  readonly id: string;
  readonly register: 'rna' | 'sirene';
  readonly files: readonly string[];
  readonly startedAt: Date;
  readonly switchedAt: Date | null;
  readonly rows: number;
  readonly rejected: number;
  readonly gone: number;
}

const columns = sql`id, register, files, started_at AS "startedAt", switched_at AS "switchedAt", rows,
  rejected, gone`;

export async function insertRun(
  db: Db,
  run: Pick<ImportRun, 'id' | 'register' | 'files' | 'startedAt'>,
): Promise<void> {
  await sql`
    INSERT INTO associations.import_run (id, register, files, started_at)
    VALUES (${run.id}, ${run.register}, ${run.files}, ${run.startedAt})`.execute(db);
}

export async function completeRun(
  db: Db,
  run: Pick<ImportRun, 'id' | 'switchedAt' | 'rows' | 'rejected' | 'gone'>,
): Promise<void> {
  await sql`
    UPDATE associations.import_run SET switched_at = ${run.switchedAt}, rows = ${run.rows},
      rejected = ${run.rejected}, gone = ${run.gone}
    WHERE id = ${run.id}`.execute(db);
}

export async function selectRun(db: Db, id: string): Promise<ImportRun | undefined> {
  const { rows } = await sql<ImportRun>`
    SELECT ${columns} FROM associations.import_run WHERE id = ${id}`.execute(db);
  return rows[0];
}

/** The import of a register that readers see. */
export async function selectLastRun(
  db: Db,
  register: ImportRun['register'],
): Promise<ImportRun | undefined> {
  const { rows } = await sql<ImportRun>`
    SELECT ${columns} FROM associations.import_run
    WHERE register = ${register} AND switched_at IS NOT NULL
    ORDER BY switched_at DESC LIMIT 1`.execute(db);
  return rows[0];
}
