import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';

/** A module's migrations, applied module after module in the order given, each module's files by name. */
export interface MigrationSet {
  readonly module: string;
  readonly folder: string;
}

const LOCK = 7_360_612_044;

/**
 * Applies what is missing, each file in a transaction of its own, under an advisory lock so that
 * several programs may start at once. A file that changed after it was applied is an error.
 */
export async function migrate(
  pool: pg.Pool,
  sets: readonly MigrationSet[],
  onApplied: (name: string) => void = () => {},
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await client.query(
      `CREATE SCHEMA IF NOT EXISTS platform;
       CREATE TABLE IF NOT EXISTS platform.migration (
         module text NOT NULL, name text NOT NULL, sha256 text NOT NULL,
         applied_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (module, name))`,
    );
    const applied = await client.query<{ module: string; name: string; sha256: string }>(
      'SELECT module, name, sha256 FROM platform.migration',
    );
    const known = new Map(applied.rows.map((row) => [`${row.module}/${row.name}`, row.sha256]));
    for (const { module, folder } of sets) {
      const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
      for (const name of files) {
        const text = await readFile(join(folder, name), 'utf8');
        const sha256 = createHash('sha256').update(text).digest('hex');
        const before = known.get(`${module}/${name}`);
        if (before === sha256) continue;
        if (before !== undefined) {
          throw new Error(`Migration ${module}/${name} was changed after it was applied.`);
        }
        await applyFile(client, module, name, text, sha256);
        onApplied(`${module}/${name}`);
      }
    }
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [LOCK]).catch(() => {});
    client.release();
  }
}

async function applyFile(
  client: pg.PoolClient,
  module: string,
  name: string,
  text: string,
  sha256: string,
): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(text);
    await client.query(
      'INSERT INTO platform.migration (module, name, sha256) VALUES ($1, $2, $3)',
      [module, name, sha256],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => {});
    throw new Error(`Migration ${module}/${name} failed: ${(cause as Error).message}`, { cause });
  }
}
