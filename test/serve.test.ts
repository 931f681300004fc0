import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '#platform/config.ts';
import { systemUser } from '#platform/db/embedded/system-user.ts';
import { startEmbedded } from '#platform/db/embedded.ts';
import { checkServer, connect } from '#platform/db/index.ts';
import { testDatabase } from './harness/database.ts';
import { renfort, serve } from './harness/serving.ts';

/** Reads the whole answer, which leaves the connection idle. */
async function get(address: string): Promise<Response> {
  const response = await fetch(address);
  await response.arrayBuffer();
  return response;
}

function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'renfort-serve-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('serves from an empty folder, keeps its data, and stops in good order', async (t) => {
  const folder = folderFor(t);
  const first = await serve(t, { RENFORT_DATA: folder });
  assert.equal((await get(`${first.address}/`)).status, 200);
  const second = renfort(['serve', '--port', '0'], { RENFORT_DATA: folder });
  assert.equal(await second.ended, 1);
  assert.match(second.said(), new RegExp(`process ${first.child.pid}\\b`));
  first.child.kill('SIGINT');
  // The echo that npm and the launcher add does not count as a second signal.
  first.child.kill('SIGINT');
  const [code] = await once(first.child, 'close');
  assert.equal(code, 0, first.said());
  assert.ok(!existsSync(join(folder, 'postgres/postmaster.pid')), 'the database is stopped');
  const migrated = renfort(['migrate'], { RENFORT_DATA: folder });
  assert.equal(await migrated.ended, 0, migrated.said());
  assert.equal(migrated.said(), 'Up to date.\n');
});

/** Waits for a file of the database to come or go. */
async function until(condition: () => boolean, said: () => string): Promise<void> {
  const start = performance.now();
  while (!condition()) {
    assert.ok(performance.now() - start < 60_000, said());
    await sleep(20);
  }
}

test('a signal while it starts stops the database as well', async (t) => {
  const folder = folderFor(t);
  const running = join(folder, 'postgres/postmaster.pid');
  const starting = renfort(['serve', '--port', '0', '--demo'], { RENFORT_DATA: folder });
  await until(() => existsSync(running), starting.said);
  starting.child.kill('SIGTERM');
  assert.equal(await starting.ended, 0, starting.said());
  assert.ok(!existsSync(running));
  assert.doesNotMatch(starting.said(), /^Renfort: http/m);
});

test('the launcher stops in good order when npm, its parent, is killed', async (t) => {
  const folder = folderFor(t);
  const running = join(folder, 'postgres/postmaster.pid');
  const launcher = join(ROOT, 'bin/run.mjs');
  const line = [launcher, 'src/main.ts', 'serve', '--port', '0'];
  const npm = spawn(
    process.execPath,
    [
      '-e',
      `require('node:child_process').spawn(process.execPath, ${JSON.stringify(line)}, { stdio: 'inherit' })`,
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        RENFORT_DATA: folder,
        RENFORT_LOG: 'error',
        npm_lifecycle_event: 'start',
      },
    },
  );
  let text = '';
  for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (chunk) => (text += chunk));
  const ended = once(npm, 'close');
  await until(
    () => /^Renfort: http/m.test(text),
    () => text,
  );
  npm.kill('SIGKILL');
  await ended;
  assert.equal(text.match(/Stopping/g)?.length, 1, text);
  assert.ok(!existsSync(running), 'the database is stopped');
});

test('a taken port is told in plain words', async (t) => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  t.after(() => other.close());
  const { port } = other.address() as { port: number };
  const { said, ended } = renfort(['serve', '--port', String(port)], {
    RENFORT_DATA: folderFor(t),
  });
  assert.equal(await ended, 1);
  assert.match(said(), new RegExp(`Port ${port} is taken.*PORT=${port + 1} npm start`));
});

test('pages answer 503 while the database is away and come back with it', async (t) => {
  const folder = folderFor(t);
  const database = await startEmbedded(folder);
  const serving = await serve(t, { DATABASE_URL: database.url, RENFORT_DATA: folderFor(t) });
  const page = () => get(`${serving.address}/`);
  assert.equal((await page()).status, 200);
  await database.stop();
  // What the page shows may be a few seconds old.
  const patience = performance.now() + 5_000;
  let away = await page();
  while (away.status === 200 && performance.now() < patience) away = await page();
  assert.equal(away.status, 503);
  assert.ok(Number(away.headers.get('retry-after')) > 0);
  const back = await startEmbedded(folder);
  t.after(() => back.stop());
  assert.equal(back.url, database.url);
  const deadline = performance.now() + 10_000;
  while ((await page()).status !== 200) {
    assert.ok(performance.now() < deadline, 'the pool did not recover');
    await sleep(50);
  }
});

test('an unreachable DATABASE_URL is told without its password', async (t) => {
  const { said, ended } = renfort(['serve', '--port', '0'], {
    DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/renfort',
    RENFORT_DATA: folderFor(t),
  });
  assert.equal(await ended, 1);
  assert.match(said(), /DATABASE_URL \(127\.0\.0\.1:1\/renfort\) does not answer/);
  assert.doesNotMatch(said(), /secret/);
});

test('a server older than PostgreSQL 15 is refused', async (t) => {
  const { pool, url } = await testDatabase(t);
  await pool.query(`
    CREATE SCHEMA old;
    CREATE FUNCTION old.current_setting(name text) RETURNS text LANGUAGE sql AS
      $$ SELECT CASE name WHEN 'server_version_num' THEN '140012' ELSE '14.12' END $$;
    ALTER DATABASE ${new URL(url).pathname.slice(1)} SET search_path = old, pg_catalog;`);
  const old = connect(url, { max: 1 });
  t.after(() => old.close());
  await assert.rejects(checkServer(old.pool), /needs PostgreSQL 15 or newer; .* is 14\.12/);
});

const POSTGRES_15 = '/usr/lib/postgresql/15/bin';

test('runs on PostgreSQL 15', {
  skip: existsSync(POSTGRES_15) ? false : `${POSTGRES_15} is not installed`,
}, async (t) => {
  const folder = folderFor(t);
  const user = systemUser();
  if (user) chownSync(folder, user.uid, user.gid);
  const as = { ...user, cwd: folder, stdio: 'ignore' as const };
  const data = join(folder, 'data');
  execFileSync(`${POSTGRES_15}/initdb`, ['-D', data, '-U', 'renfort', '-A', 'trust'], as);
  const port = await new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off`;
  execFileSync(`${POSTGRES_15}/pg_ctl`, ['-D', data, '-w', '-o', options, 'start'], as);
  const stop = () =>
    execFileSync(`${POSTGRES_15}/pg_ctl`, ['-D', data, '-m', 'immediate', 'stop'], as);
  const serving = await serve({ after: () => {} } as unknown as TestContext, {
    DATABASE_URL: `postgres://renfort@127.0.0.1:${port}/postgres`,
    RENFORT_DATA: folder,
  }).catch((error) => {
    stop();
    throw error;
  });
  const { status } = await get(`${serving.address}/`);
  serving.child.kill('SIGTERM');
  const [code] = await once(serving.child, 'close');
  stop();
  assert.deepEqual([status, code], [200, 0], serving.said());
});
