import type { PoolClient } from '../db/index.ts';
import type { Header, TableStart } from './container.ts';

/** What `CREATE TABLE` by our migrations made: partitions are read and written through their table. */
const TABLES = `
  SELECT n.nspname AS schema, c.relname AS "table",
         array_agg(a.attname::text ORDER BY a.attnum) AS columns
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                     AND a.attgenerated = ''
  WHERE n.nspname = ANY($1) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  GROUP BY 1, 2 ORDER BY 1, 2`;

const SEQUENCES = `
  SELECT schemaname AS schema, sequencename AS name FROM pg_sequences
  WHERE schemaname = ANY($1) ORDER BY 1, 2`;

const FOREIGN_KEYS = `
  SELECT n.nspname AS schema, c.relname AS "table", k.conname AS name,
         pg_get_constraintdef(k.oid) AS definition
  FROM pg_constraint k
  JOIN pg_class c ON c.oid = k.conrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE k.contype = 'f' AND k.conparentid = 0 AND n.nspname = ANY($1)`;

export interface ForeignKey {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

export function quoted(...names: readonly string[]): string {
  return names.map((name) => `"${name.replaceAll('"', '""')}"`).join('.');
}

export async function selectMigrations(client: PoolClient): Promise<Header['migrations']> {
  const { rows } = await client.query(
    'SELECT module, name, sha256 FROM platform.migration ORDER BY module, name',
  );
  return rows;
}

export async function hasMigrations(client: PoolClient): Promise<boolean> {
  const { rows } = await client.query(
    "SELECT to_regclass('platform.migration') IS NOT NULL AS yes",
  );
  return rows[0].yes;
}

export async function hasTrail(client: PoolClient): Promise<boolean> {
  const { rows } = await client.query("SELECT to_regclass('audit.head') IS NOT NULL AS yes");
  return rows[0].yes;
}

export async function selectTables(
  client: PoolClient,
  schemas: readonly string[],
): Promise<TableStart[]> {
  return (await client.query<TableStart>(TABLES, [schemas])).rows;
}

/**
 * Begins the snapshot with its tables held: between its moment and the reading of a table nobody puts
 * another in its place, whose rows would be younger than the snapshot and so unseen.
 */
export async function beginSnapshot(
  client: PoolClient,
  schemas: readonly string[],
): Promise<string> {
  const tables = await selectTables(client, schemas);
  const names = tables.map(({ schema, table }) => quoted(schema, table)).join(', ');
  const lock = names === '' ? '' : `; LOCK TABLE ${names} IN ACCESS SHARE MODE`;
  return `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY${lock}`;
}

export async function selectSequences(
  client: PoolClient,
  schemas: readonly string[],
): Promise<Header['sequences']> {
  const { rows } = await client.query<{ schema: string; name: string }>(SEQUENCES, [schemas]);
  const values = [];
  for (const { schema, name } of rows) {
    const at = await client.query(
      `SELECT last_value::text AS value, is_called AS called FROM ${quoted(schema, name)}`,
    );
    values.push({ schema, name, ...at.rows[0] });
  }
  return values;
}

export async function setSequence(
  client: PoolClient,
  { schema, name, value, called }: Header['sequences'][number],
): Promise<void> {
  await client.query('SELECT setval($1::regclass, $2::bigint, $3)', [
    quoted(schema, name),
    value,
    called,
  ]);
}

export function copyOutSql({ schema, table, columns }: TableStart): string {
  return `COPY (SELECT ${columns.map((c) => quoted(c)).join(', ')} FROM ${quoted(schema, table)}) TO STDOUT`;
}

export function copyInSql({ schema, table, columns }: TableStart): string {
  return `COPY ${quoted(schema, table)} (${columns.map((c) => quoted(c)).join(', ')}) FROM STDIN`;
}

/** Rows are written and read in one form, whatever the server's settings. */
export async function plainText(client: PoolClient): Promise<void> {
  await client.query(
    `SET LOCAL datestyle = 'ISO'; SET LOCAL intervalstyle = 'postgres';
     SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1`,
  );
}

export async function dropSchemas(client: PoolClient, schemas: readonly string[]): Promise<void> {
  for (const schema of schemas) {
    await client.query(`DROP SCHEMA IF EXISTS ${quoted(schema)} CASCADE`);
  }
}

/** Empties the tables, and sets their foreign keys and triggers aside: rows come in any order. */
export async function prepareLoad(
  client: PoolClient,
  schemas: readonly string[],
): Promise<readonly ForeignKey[]> {
  const keys = (await client.query<ForeignKey>(FOREIGN_KEYS, [schemas])).rows;
  for (const { schema, table, name } of keys) {
    await client.query(`ALTER TABLE ${quoted(schema, table)} DROP CONSTRAINT ${quoted(name)}`);
  }
  for (const { schema, table } of await selectTables(client, schemas)) {
    await client.query(`ALTER TABLE ${quoted(schema, table)} DISABLE TRIGGER USER`);
    await client.query(`TRUNCATE ${quoted(schema, table)}`);
  }
  return keys;
}

export async function finishLoad(
  client: PoolClient,
  schemas: readonly string[],
  keys: readonly ForeignKey[],
): Promise<void> {
  for (const { schema, table } of await selectTables(client, schemas)) {
    await client.query(`ALTER TABLE ${quoted(schema, table)} ENABLE TRIGGER USER`);
  }
  for (const { schema, table, name, definition } of keys) {
    await client.query(
      `ALTER TABLE ${quoted(schema, table)} ADD CONSTRAINT ${quoted(name)} ${definition}`,
    );
  }
}
