import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '../config.ts';
import { isPostmaster } from './embedded/postmaster.ts';
import { DataDirectoryInUse, type EmbeddedPostgres, startEmbedded } from './embedded.ts';
import { connect, isDatabaseUnavailable } from './index.ts';

interface Started {
  readonly pid: number;
  readonly url: string;
  readonly owner: boolean;
}

interface Program {
  readonly child: ChildProcess;
  readonly lines: AsyncIterator<string>;
  readonly started: Started;
}

const children = new Set<ChildProcess>();
const servers = new Set<EmbeddedPostgres>();

/** A folder whose programs are killed, and whose server is stopped, when the test ends. */
function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'renfort-embedded-'));
  t.after(async () => {
    await Promise.all([...children].map(kill));
    children.clear();
    await Promise.all([...servers].map((server) => server.stop()));
    servers.clear();
    try {
      await (await startEmbedded(folder)).stop();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
  return folder;
}

function launch(mode: 'hold' | 'write', folder: string) {
  const child = spawn(
    process.execPath,
    [...process.execArgv, join(ROOT, 'test/harness/embedded-program.ts'), mode, folder],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_TEST_CONTEXT: '' } },
  );
  children.add(child);
  return child;
}

async function start(mode: 'hold' | 'write', folder: string): Promise<Program> {
  const child = launch(mode, folder);
  let complaint = '';
  child.stderr?.on('data', (chunk) => {
    complaint += chunk;
  });
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  const first = await lines.next();
  if (first.done) throw new Error(`the program ended: ${complaint}`);
  return { child, lines, started: JSON.parse(first.value) };
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

test('a server left by a killed program is taken over, on the same port', async (t) => {
  const folder = folderFor(t);
  const first = await start('hold', folder);
  await kill(first.child);
  assert.ok(
    isPostmaster(first.started.pid, join(folder, 'postgres')),
    'the server outlives the program',
  );
  const second = await start('hold', folder);
  assert.deepEqual(second.started, first.started);
  second.child.kill('SIGTERM');
  await once(second.child, 'exit');
  assert.ok(
    !isPostmaster(first.started.pid, join(folder, 'postgres')),
    'a clean stop stops the server',
  );
  const third = await start('hold', folder);
  assert.equal(third.started.url, first.started.url);
  assert.notEqual(third.started.pid, first.started.pid);
});

test('a server with other settings is started anew', async (t) => {
  const folder = folderFor(t);
  const first = await start('hold', folder);
  await kill(first.child);
  const embedded = await startEmbedded(folder, { settings: ['work_mem=7MB'] });
  servers.add(embedded);
  assert.notEqual(embedded.pid, first.started.pid);
  const database = connect(embedded.url);
  const { rows } = await database.pool.query('SHOW work_mem');
  await database.close();
  assert.deepEqual(rows, [{ work_mem: '7MB' }]);
});

test('the second Renfort on a data directory says which process has it; a command may share it', async (t) => {
  const folder = folderFor(t);
  const first = await start('hold', folder);
  await assert.rejects(startEmbedded(folder), (error) => {
    assert.ok(error instanceof DataDirectoryInUse);
    assert.equal(error.pid, first.child.pid);
    assert.match(error.message, new RegExp(`process ${first.child.pid}\\b`));
    return true;
  });
  const shared = await startEmbedded(folder, { share: true });
  assert.deepEqual([shared.url, shared.owner], [first.started.url, false]);
  await shared.stop();
  assert.ok(
    isPostmaster(first.started.pid, join(folder, 'postgres')),
    'sharing does not stop the server',
  );
});

test('of two programs started at once in an empty folder, one runs and the other says why not', async (t) => {
  const folder = folderFor(t);
  const programs = [launch('hold', folder), launch('hold', folder)];
  const told = await Promise.all(
    programs.map(
      (child) =>
        new Promise<string>((resolve) => {
          child.stdout?.once('data', () => resolve('runs'));
          child.stderr?.once('data', (text) => resolve(String(text)));
        }),
    ),
  );
  assert.equal(told.filter((text) => text === 'runs').length, 1, told.join());
  assert.match(told.find((text) => text !== 'runs') ?? '', /Another Renfort \(process \d+\)/);
});

test('a server killed under a running program comes back, and so do its pools', async (t) => {
  const folder = folderFor(t);
  const notices: string[] = [];
  const embedded = await startEmbedded(folder, { onNotice: (line) => notices.push(line) });
  servers.add(embedded);
  const database = connect(embedded.url);
  t.after(() => database.close());
  await database.pool.query('CREATE TABLE kept AS SELECT 1 AS one');
  const before = embedded.pid;
  process.kill(before, 'SIGKILL');
  await assert.rejects(database.pool.query('SELECT pg_sleep(5)'), isDatabaseUnavailable);
  const deadline = performance.now() + 15_000;
  for (;;) {
    const answer = await database.pool.query('SELECT one FROM kept').catch((error) => error);
    if (!(answer instanceof Error)) break;
    assert.ok(isDatabaseUnavailable(answer), answer.message);
    assert.ok(performance.now() < deadline, 'the database did not come back');
    await sleep(50);
  }
  while (notices.length === 0 && performance.now() < deadline) await sleep(20);
  assert.notEqual(embedded.pid, before);
  assert.deepEqual(notices, ['PostgreSQL had died; it was started again.']);
});

test('a postmaster.pid that names another program does not prevent the start', async (t) => {
  const folder = folderFor(t);
  const first = await startEmbedded(folder);
  const file = join(folder, 'postgres', 'postmaster.pid');
  const text = readFileSync(file, 'utf8');
  await first.stop();
  writeFileSync(file, text.replace(/^\d+/, String(process.ppid)));
  const second = await startEmbedded(folder);
  servers.add(second);
  assert.equal(second.url, first.url);
});

test('a data directory of another major version is refused in plain words', async (t) => {
  const folder = folderFor(t);
  await (await startEmbedded(folder)).stop();
  const file = join(folder, 'postgres', 'PG_VERSION');
  const version = readFileSync(file, 'utf8');
  writeFileSync(file, '14\n');
  await assert.rejects(startEmbedded(folder), /made by PostgreSQL 14 .* brings PostgreSQL 18/);
  writeFileSync(file, version);
});

test('the password is random, for the owner of the data alone, and needed', async (t) => {
  const folder = folderFor(t);
  const embedded = await startEmbedded(folder);
  servers.add(embedded);
  const file = join(folder, 'postgres', 'renfort.password');
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const password = readFileSync(file, 'utf8').trim();
  assert.ok(password.length >= 32);
  const stranger = connect(embedded.url.replace(password, 'guess'));
  t.after(() => stranger.close());
  await assert.rejects(stranger.pool.query('SELECT 1'), /password authentication failed/);
});

test('nothing confirmed is lost over 20 kills of the program, the server, or both', async (t) => {
  const folder = folderFor(t);
  let confirmed = 0;
  for (let round = 0; round < 20; round++) {
    const program = await start('write', folder);
    const database = connect(program.started.url, { max: 1 });
    const { rows } = await database.pool
      .query(
        "SELECT count(*) AS n, current_setting('fsync') AS fsync FROM confirmed WHERE n <= $1",
        [confirmed],
      )
      .catch((error) =>
        confirmed === 0 ? { rows: [{ n: 0, fsync: 'on' }] } : Promise.reject(error),
      );
    await database.close();
    assert.deepEqual(rows, [{ n: confirmed, fsync: 'on' }], `round ${round}`);
    const target = confirmed + 5 + ((round * 37) % 100);
    while (confirmed < target) confirmed = Number((await program.lines.next()).value);
    if (round % 3 > 0) process.kill(program.started.pid, 'SIGKILL');
    if (round % 3 < 2) {
      const exited = once(program.child, 'exit');
      program.child.kill('SIGKILL');
      await exited;
    } else {
      // The program ends by itself: its insert failed.
      await once(program.child, 'exit');
    }
    // What it still printed before it died was confirmed too.
    for (let next = await program.lines.next(); !next.done; next = await program.lines.next()) {
      confirmed = Number(next.value);
    }
  }
  assert.ok(confirmed > 500, `${confirmed} rows`);
});
