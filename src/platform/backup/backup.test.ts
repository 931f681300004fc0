import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { MIGRATIONS } from '#app';
import { testContext } from '#test/harness/database.ts';
import { recordAudit } from '../audit/index.ts';
import { ROOT } from '../config.ts';
import { type Context, transaction } from '../context.ts';
import { startEmbedded } from '../db/embedded.ts';
import { connect, type Database } from '../db/index.ts';
import { type Migration, readMigrations } from '../db/migrate.ts';
import { storeFile } from '../files/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { backup } from './backup.ts';
import { frame } from './container.ts';
import { selectTables } from './queries.ts';
import { restore } from './restore.ts';

const ACTOR: Actor = { kind: 'system', name: 'test' };
const SCHEMAS = MIGRATIONS.map(({ module }) => module);
const QUIET = { update() {}, finish() {} };
const execute = promisify(execFile);

function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'renfort-backup-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** One deed in two tables and one file: a snapshot has all three or none. */
async function deed(ctx: Context, n: number): Promise<void> {
  await transaction(ctx, async (tx) => {
    const text = `n;text\n${n};"é\tà\\N ""x"""\n${'x'.repeat(n % 5000)}\n`;
    const file = new File([text], `${n}.csv`);
    const stored = await storeFile(tx, ACTOR, file, { accept: ['text/csv'], maxBytes: 10_000 });
    assert.ok(stored.ok);
    await recordAudit(tx, ACTOR, {
      action: 'test.deed',
      subject: { kind: 'file', id: stored.value.id },
    });
  });
}

/**
 * Every row of every table, as one digest per table; `platform.migration` has its own times, and a
 * restore adds its own entry to the trail.
 */
async function digests(pool: Database['pool'], restored = false): Promise<Record<string, string>> {
  const client = await pool.connect();
  const found: Record<string, string> = {};
  try {
    for (const { schema, table } of await selectTables(client, SCHEMAS)) {
      const only = schema === 'audit' && restored ? "WHERE r::text NOT LIKE '%restored%'" : '';
      if (restored && `${schema}.${table}` === 'audit.head') continue;
      const { rows } = await client.query(
        `SELECT md5(coalesce(string_agg(r::text, E'\\n' ORDER BY r::text), '')) AS digest
         FROM ${schema}.${table} r ${only}`,
      );
      found[`${schema}.${table}`] = rows[0].digest;
    }
  } finally {
    client.release();
  }
  return found;
}

async function made(t: TestContext, deeds: number) {
  const folder = folderFor(t);
  const parts = await testContext(t, { RENFORT_DATA: folder });
  for (let n = 0; n < deeds; n++) await deed(parts.ctx, n);
  const now = parts.clock.now();
  const source = { pool: parts.database.pool, dataDirectory: folder, schemas: SCHEMAS, now };
  return { ...parts, folder, source };
}

/** An empty database beside the migrated one. */
async function empty(t: TestContext, from: Database & { url: string }): Promise<Database> {
  const name = `${new URL(from.url).pathname.slice(1)}_empty`;
  await from.pool.query(`CREATE DATABASE ${name}`);
  const database = connect(from.url.replace(/\/[^/]*$/, `/${name}`), { max: 2 });
  t.after(async () => {
    await database.close();
    const admin = connect(process.env.RENFORT_TEST_DATABASE as string, { max: 1 });
    await admin.pool.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.close();
  });
  return database;
}

async function target(
  t: TestContext,
  pool: Database['pool'],
  change: Partial<{ force: boolean; migrations: Migration[] }> = {},
) {
  const migrations = await readMigrations(MIGRATIONS);
  return {
    pool,
    dataDirectory: folderFor(t),
    schemas: SCHEMAS,
    migrations,
    force: false,
    now: new Date('2026-11-25T09:00:00Z'),
    ...change,
  };
}

test('a backup taken under write load restores, by command, into an empty folder', async (t) => {
  const { ctx, source, folder } = await made(t, 50);
  let writing = true;
  let written = 50;
  const writer = (async () => {
    while (writing) await deed(ctx, written++);
  })();
  const file = join(folderFor(t), 'renfort.backup');
  const summary = await backup(source, file, QUIET);
  const during = written;
  writing = false;
  await writer;
  assert.ok(during > 50, 'deeds went on during the backup');
  const elsewhere = folderFor(t);
  const { stdout } = await execute(
    process.execPath,
    [...process.execArgv, join(ROOT, 'src/main.ts'), 'restore', file],
    { env: { ...process.env, RENFORT_DATA: elsewhere, DATABASE_URL: '', NODE_TEST_CONTEXT: '' } },
  );
  assert.match(stdout, new RegExp(`^Restored ${summary.rows} rows of ${summary.tables} tables`));
  assert.ok(existsSync(join(folder, 'uploads')));
  const embedded = await startEmbedded(elsewhere);
  const restored = connect(embedded.url);
  try {
    const { rows } = await restored.pool.query(
      `SELECT f.id, encode(f.sha256, 'hex') AS sha256 FROM files.stored_file f
       FULL JOIN (SELECT subject_id FROM audit.entry WHERE action = 'test.deed') e
         ON e.subject_id = f.id::text
       ORDER BY f.id NULLS FIRST`,
    );
    assert.ok(rows.length >= 50 && rows.length <= during, `${rows.length} deeds`);
    for (const { id, sha256 } of rows) {
      assert.ok(id, 'no deed is half there');
      const bytes = readFileSync(join(elsewhere, 'uploads', id.slice(-2), id));
      assert.equal(createHash('sha256').update(bytes).digest('hex'), sha256);
    }
  } finally {
    await restored.close();
    await embedded.stop();
  }
});

test('what is restored equals what was saved, constraints and triggers included', async (t) => {
  const { source, database, ctx } = await made(t, 5);
  const file = join(folderFor(t), 'a');
  await backup(source, file, QUIET);
  const other = await empty(t, database);
  await restore(await target(t, other.pool), file, QUIET);
  assert.deepEqual(await digests(other.pool, true), await digests(database.pool, true));
  const shape = `
    SELECT conrelid::regclass::text || ' ' || pg_get_constraintdef(oid) AS line FROM pg_constraint
    UNION ALL SELECT tgrelid::regclass::text || ' ' || tgname || tgenabled::text FROM pg_trigger
    WHERE NOT tgisinternal ORDER BY line`;
  const after = await other.pool.query(shape);
  assert.deepEqual(after.rows, (await database.pool.query(shape)).rows);
  assert.ok(after.rows.length > 50);
  await assert.rejects(
    other.pool.query('DELETE FROM audit.entry'),
    'the trail is append-only again',
  );
  // Work goes on where it stopped.
  await deed({ ...ctx, db: other.db }, 1000);
});

test('a database that holds data is left alone without --force, and replaced with it', async (t) => {
  const { source, database } = await made(t, 3);
  const file = join(folderFor(t), 'a');
  await backup(source, file, QUIET);
  const used = await testContext(t, { RENFORT_DATA: folderFor(t) });
  await deed(used.ctx, 7);
  const before = await digests(used.database.pool);
  await assert.rejects(
    restore(await target(t, used.database.pool), file, QUIET),
    /already holds data.*--force/,
  );
  assert.deepEqual(await digests(used.database.pool), before);
  await restore(await target(t, used.database.pool, { force: true }), file, QUIET);
  assert.deepEqual(await digests(used.database.pool, true), await digests(database.pool, true));
});

test('a file cut short, altered or foreign is refused, and nothing is changed', async (t) => {
  const { source, database } = await made(t, 3);
  const folder = folderFor(t);
  const file = join(folder, 'a');
  await backup(source, file, QUIET);
  const whole = readFileSync(file);
  const plain = gunzipSync(whole);
  const before = await digests(database.pool);
  const flipped = (at: number) => {
    const copy = Buffer.from(plain);
    copy[at] = (copy[at] as number) ^ 1;
    return gzipSync(copy);
  };
  const cases: [string, Buffer, RegExp][] = [
    ['empty', Buffer.alloc(0), /cut short|empty/],
    ['half', whole.subarray(0, whole.length / 2), /cut short/],
    ['last byte', whole.subarray(0, -1), /cut short/],
    ['without its end', gzipSync(plain.subarray(0, -100)), /cut short/],
    ['noise', Buffer.from('not a backup'), /not a backup of Renfort/],
    ['another gzip', gzipSync('hello'), /damaged|cut short/],
    ['one bit of a row', flipped(plain.lastIndexOf('test.deed')), /altered/],
    ['one bit of the header', flipped(20), /altered|not made|damaged/],
    [
      'more after the end',
      gzipSync(Buffer.concat([plain, frame('D', Buffer.from('x'))])),
      /follows/,
    ],
  ];
  const bytes = Buffer.from(whole);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 0xff;
  cases.push(['one byte of the gzip', bytes, /damaged|altered|cut short/]);
  for (const [name, content, message] of cases) {
    const bad = join(folder, 'bad');
    writeFileSync(bad, content);
    const attempt = restore(await target(t, database.pool, { force: true }), bad, QUIET);
    await assert.rejects(attempt, (error: Error) => {
      assert.match(error.message, message, name);
      assert.match(error.message, /Nothing was changed/, name);
      return true;
    });
  }
  assert.deepEqual(await digests(database.pool), before);
});

test('a backup of a newer Renfort is refused; one of an older is restored at its version', async (t) => {
  const { source, database } = await made(t, 1);
  const file = join(folderFor(t), 'a');
  await backup(source, file, QUIET);
  const other = await empty(t, database);
  const known = await readMigrations(MIGRATIONS);
  const [last] = known.slice(-1) as [Migration];
  await assert.rejects(
    restore(await target(t, other.pool, { migrations: known.slice(0, -1) }), file, QUIET),
    new RegExp(`newer Renfort \\(${last.module}/${last.name}`),
  );
  const later = {
    module: last.module,
    name: '99999999_later.sql',
    sha256: 'x',
    text: 'SELECT 1/0',
  };
  await restore(await target(t, other.pool, { migrations: [...known, later] }), file, QUIET);
  const { rows } = await other.pool.query('SELECT count(*) AS n FROM platform.migration');
  assert.deepEqual(rows, [{ n: known.length }]);
});
