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

export interface Migration {
  readonly module: string;
  readonly name: string;
  readonly sha256: string;
  readonly text: string;
}

/** Every migration of the program, in the order they are applied. */
export async function readMigrations(sets: readonly MigrationSet[]): Promise<Migration[]> {
  const found: Migration[] = [];
  for (const { module, folder } of sets) {
    const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
    for (const name of files) {
      const text = await readFile(join(folder, name), 'utf8');
      found.push({ module, name, text, sha256: createHash('sha256').update(text).digest('hex') });
    }
  }
  return found;
}

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
    await prepareMigrations(client);
    const applied = await client.query<{ module: string; name: string; sha256: string }>(
      'SELECT module, name, sha256 FROM platform.migration',
    );
    const known = new Map(applied.rows.map((row) => [`${row.module}/${row.name}`, row.sha256]));
    for (const migration of await readMigrations(sets)) {
      const { module, name, sha256 } = migration;
      const before = known.get(`${module}/${name}`);
      if (before === sha256) continue;
      if (before !== undefined) {
        throw new Error(`Migration ${module}/${name} was changed after it was applied.`);
      }
      await inTransaction(client, () => applyMigration(client, migration));
      onApplied(`${module}/${name}`);
    }
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [LOCK]).catch(() => {});
    client.release();
  }
}

/** The table that remembers what was applied. */
export async function prepareMigrations(client: pg.PoolClient): Promise<void> {
  await client.query(
    `CREATE SCHEMA IF NOT EXISTS platform;
     CREATE TABLE IF NOT EXISTS platform.migration (
       module text NOT NULL, name text NOT NULL, sha256 text NOT NULL,
       applied_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (module, name))`,
  );
}

/** In the caller's transaction. */
export async function applyMigration(client: pg.PoolClient, migration: Migration): Promise<void> {
  const { module, name, sha256, text } = migration;
  try {
    await client.query(text);
  } catch (cause) {
    throw new Error(`Migration ${module}/${name} failed: ${(cause as Error).message}`, { cause });
  }
  await client.query('INSERT INTO platform.migration (module, name, sha256) VALUES ($1, $2, $3)', [
    module,
    name,
    sha256,
  ]);
}

/** Commits what `work` did with this connection, or undoes it when it throws. */
export async function inTransaction<T>(
  client: pg.PoolClient,
  work: () => Promise<T>,
  begin = 'BEGIN',
): Promise<T> {
  await client.query(begin);
  try {
    const value = await work();
    await client.query('COMMIT');
    return value;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}
