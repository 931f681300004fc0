import { copyIn, type PoolClient } from '#platform/db/index.ts';
import type { Register } from '../domain/organisation-id.ts';

/** Everything an import loads: a partition of organisations, or the legal units of SIRENE. */
export type Target = Register | 'units';

const BOUNDS: Readonly<Record<Register, readonly [string, string]>> = {
  waldec: ['ff00', 'ff01'],
  legacy: ['ff01', 'ff02'],
  sirene: ['ff02', 'ff03'],
};

/** The order in which a row of a partition is copied. */
export const ORGANISATION_COLUMNS = [
  'id',
  'name',
  'name_key',
  'words',
  'short_name',
  'rna',
  'legacy_number',
  'siren',
  'siret',
  'rup_number',
  'commune_code',
  'commune_name',
  'department',
  'postal_code',
  'address',
  'object',
  'object_code1',
  'object_code2',
  'nature',
  'grouping',
  'position',
  'prefecture',
  'created_on',
  'declared_on',
  'published_on',
  'dissolved_on',
  'website',
  'successor_id',
  'register_updated_at',
  'source_file',
  'source_line',
] as const;

export const UNIT_COLUMNS = [
  'siren',
  'rna',
  'name',
  'short_name',
  'siret',
  'legal_category',
  'naf',
  'naf_nomenclature',
  'state',
  'created_on',
  'updated_on',
  'employer',
  'social_economy',
] as const;

function tableOf(target: Target): string {
  return target === 'units' ? 'associations.sirene_unit' : `associations.organisation_${target}`;
}

function keyOf(target: Target): 'id' | 'siren' {
  return target === 'units' ? 'siren' : 'id';
}

function loadingOf(target: Target): string {
  return `${tableOf(target)}_loading`;
}

const bound = (prefix: string) => `'${prefix}0000-0000-0000-0000-000000000000'`;

const ALL: readonly Target[] = ['waldec', 'legacy', 'sirene', 'units'];

/** One import at a time; what a killed one left is thrown away. False: another one is at work. */
export async function beginLoad(client: PoolClient): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT pg_try_advisory_lock(hashtextextended('associations.import', 0)) AS mine`,
  );
  if (!rows[0].mine) return false;
  await client.query(`SET client_min_messages = warning; SET synchronous_commit = off;
    SET maintenance_work_mem = '256MB'; SET work_mem = '128MB'; SET statement_timeout = 0;
    SET max_parallel_maintenance_workers = 2`);
  for (const target of ALL) await client.query(`DROP TABLE IF EXISTS ${loadingOf(target)}`);
  await client.query('DROP TABLE IF EXISTS associations.search_word_loading');
  return true;
}

/** An empty table beside the one in use. `now`: when its rows came; `runId`: which import brings them. */
export async function createLoading(
  client: PoolClient,
  target: Target,
  { runId, now }: { readonly runId: string; readonly now: Date },
): Promise<void> {
  const loading = loadingOf(target);
  const like = target === 'units' ? tableOf(target) : 'associations.organisation';
  await client.query(
    `CREATE TABLE ${loading} (LIKE ${like} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)
     WITH (autovacuum_enabled = false);
     ALTER TABLE ${loading} ALTER run_id SET DEFAULT '${runId}'`,
  );
  if (target === 'units') return;
  const [from, to] = BOUNDS[target].map((prefix) => bound(prefix));
  await client.query(
    `ALTER TABLE ${loading} ALTER source SET DEFAULT '${target}',
       ALTER kind SET DEFAULT 'association', ALTER created_at SET DEFAULT '${now.toISOString()}',
       ADD CONSTRAINT loading_bounds CHECK (id >= ${from} AND id < ${to})`,
  );
}

/** Copies rows written as COPY's text format, in the order of the target's columns. */
export async function copyRows(
  client: PoolClient,
  target: Target,
  chunks: AsyncIterable<Uint8Array>,
): Promise<number> {
  const columns: readonly string[] = target === 'units' ? UNIT_COLUMNS : ORGANISATION_COLUMNS;
  return copyIn(
    client,
    `COPY ${loadingOf(target)} (${columns.map((name) => `"${name}"`).join(', ')}) FROM STDIN`,
    chunks,
  );
}

export interface Duplicate {
  readonly key: string;
  readonly sourceFile: number;
  readonly sourceLine: number;
}

/** Numbers must be there once: of two rows the one that the register changed last stays. */
export async function keyLoading(
  client: PoolClient,
  target: Target,
): Promise<readonly Duplicate[]> {
  const loading = loadingOf(target);
  const key = keyOf(target);
  const addKey = `ALTER TABLE ${loading} ADD PRIMARY KEY (${key})`;
  try {
    await client.query(addKey);
    return [];
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error;
  }
  const newest = target === 'units' ? 'updated_on' : 'register_updated_at';
  const place =
    target === 'units' ? '0 AS file, 0 AS line' : 'source_file AS file, source_line AS line';
  const order = target === 'units' ? '' : ', source_file DESC, source_line DESC';
  const { rows } = await client.query(
    `DELETE FROM ${loading} WHERE ctid = ANY (ARRAY(
       SELECT ctid FROM (SELECT ctid, row_number() OVER (
         PARTITION BY ${key} ORDER BY ${newest} DESC NULLS LAST${order}) AS nth FROM ${loading}) d
       WHERE nth > 1))
     RETURNING ${key}::text AS key, ${place}`,
  );
  await client.query(addKey);
  return rows.map(({ key: found, file, line }) => ({
    key: found,
    sourceFile: file,
    sourceLine: line,
  }));
}

/** How many rows of the register in use are not in the new one, of how many that were still there. */
export async function countGone(
  client: PoolClient,
  target: Target,
): Promise<{ readonly gone: number; readonly known: number }> {
  const key = keyOf(target);
  const { rows } = await client.query(
    `SELECT count(*) AS known, count(*) FILTER (WHERE n.${key} IS NULL) AS gone
     FROM ${tableOf(target)} o LEFT JOIN ${loadingOf(target)} n USING (${key})
     WHERE o.gone_since IS NULL`,
  );
  return { gone: rows[0].gone, known: rows[0].known };
}

/** Rows that the new files do not have stay, marked as gone since a day; or as they are, with null. */
export async function carryOver(
  client: PoolClient,
  target: Target,
  goneSince: string | null,
): Promise<void> {
  const key = keyOf(target);
  const columns = await columnsOf(client, target);
  const values = columns.map((name) =>
    name === 'gone_since' ? 'coalesce(o.gone_since, $1::date)' : `o."${name}"`,
  );
  await client.query(
    `INSERT INTO ${loadingOf(target)} (${columns.map((name) => `"${name}"`).join(', ')})
     SELECT ${values.join(', ')} FROM ${tableOf(target)} o
     WHERE NOT EXISTS (SELECT FROM ${loadingOf(target)} n WHERE n.${key} = o.${key})`,
    [goneSince],
  );
}

async function columnsOf(client: PoolClient, target: Target): Promise<string[]> {
  const { rows } = await client.query(
    `SELECT attname AS name FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [tableOf(target)],
  );
  return rows.map(({ name }) => name);
}

/** The indexes of the table that it will belong to or replace, so that putting it there builds nothing. */
export async function indexLoading(client: PoolClient, target: Target): Promise<void> {
  const model = target === 'units' ? tableOf(target) : 'associations.organisation';
  const { rows } = await client.query(
    `SELECT pg_get_indexdef(indexrelid) AS definition FROM pg_index
     WHERE indrelid = $1::regclass AND NOT indisprimary ORDER BY indexrelid`,
    [model],
  );
  for (const { definition } of rows) {
    await client.query(
      definition.replace(
        /^CREATE INDEX \S+ ON (?:ONLY )?\S+/,
        `CREATE INDEX ON ${loadingOf(target)}`,
      ),
    );
  }
  await client.query(
    `ALTER TABLE ${loadingOf(target)} RESET (autovacuum_enabled); ANALYZE ${loadingOf(target)}`,
  );
}

/** The words of all organisations as they will be after the switch. */
export async function buildWords(client: PoolClient, targets: readonly Target[]): Promise<void> {
  const tables = ['associations.organisation_kept'];
  for (const register of ['waldec', 'legacy', 'sirene'] as const) {
    tables.push(targets.includes(register) ? loadingOf(register) : tableOf(register));
  }
  await client.query(
    `CREATE TABLE associations.search_word_loading (LIKE associations.search_word);
     INSERT INTO associations.search_word_loading (word, names)
     SELECT word, count(*) FROM (
       ${tables.map((table) => `SELECT unnest(words) AS word FROM ${table}`).join(' UNION ALL ')}) w
     WHERE word NOT LIKE '.%' AND length(word) BETWEEN 2 AND 40
     GROUP BY word;
     ALTER TABLE associations.search_word_loading ADD PRIMARY KEY (word);
     CREATE INDEX ON associations.search_word_loading USING gin (word gin_trgm_ops);
     ANALYZE associations.search_word_loading`,
  );
}

/** Columns that a register tells of an organisation that was entered by hand with the same number. */
const TOLD = ORGANISATION_COLUMNS.filter((name) => name !== 'id' && name !== 'rna');

/**
 * Inside a transaction: the new tables take the place of those in use. Foreign keys to organisations
 * are set aside and checked again, since PostgreSQL does not let a referenced partition go.
 */
export async function putInPlace(client: PoolClient, targets: readonly Target[]): Promise<void> {
  await client.query(`SET LOCAL lock_timeout = '2s'`);
  const registers = targets.filter((target) => target !== 'units');
  if (registers.includes('waldec')) await adoptKept(client);
  const { rows: keys } = await client.query(
    `SELECT conrelid::regclass::text AS "table", quote_ident(conname) AS name,
            pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype = 'f' AND conparentid = 0
       AND confrelid = 'associations.organisation'::regclass`,
  );
  if (registers.length > 0) {
    for (const { table, name } of keys) {
      await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
    }
  }
  for (const register of registers) {
    const table = tableOf(register);
    const [from, to] = BOUNDS[register].map((prefix) => bound(prefix));
    await client.query(
      `ALTER TABLE associations.organisation DETACH PARTITION ${table};
       DROP TABLE ${table};
       ALTER TABLE ${loadingOf(register)} RENAME TO organisation_${register};
       ALTER TABLE associations.organisation ATTACH PARTITION ${table} FOR VALUES FROM (${from}) TO (${to});
       ALTER TABLE ${table} DROP CONSTRAINT loading_bounds, ALTER run_id DROP DEFAULT,
         ALTER source DROP DEFAULT, ALTER kind DROP DEFAULT, ALTER created_at DROP DEFAULT`,
    );
  }
  if (registers.length > 0) {
    for (const { table, name, definition } of keys) {
      await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
    }
    await client.query(
      `DROP TABLE associations.search_word;
       ALTER TABLE associations.search_word_loading RENAME TO search_word`,
    );
  }
  if (targets.includes('units')) {
    await client.query(
      `DROP TABLE associations.sirene_unit;
       ALTER TABLE ${loadingOf('units')} RENAME TO sirene_unit;
       ALTER TABLE associations.sirene_unit ALTER run_id DROP DEFAULT`,
    );
  }
}

/** An organisation entered by hand keeps its id, and takes what the register says of its W number. */
async function adoptKept(client: PoolClient): Promise<void> {
  const loading = loadingOf('waldec');
  const sets = [...TOLD, 'run_id', 'gone_since']
    .map((name) => `"${name}" = n."${name}"`)
    .join(', ');
  const same = `k.source = 'entered' AND k.rna IS NOT NULL AND n.rna = k.rna`;
  await client.query(
    `UPDATE associations.organisation_kept k SET ${sets} FROM ${loading} n WHERE ${same};
     DELETE FROM ${loading} n USING associations.organisation_kept k WHERE ${same}`,
  );
}
