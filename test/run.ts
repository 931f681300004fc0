// Starts one PostgreSQL for the whole run, prepares the migrated template that each test file
// clones, runs the tests, and stops it.
//   npm test                        everything
//   npm test -- FILE|FOLDER...      some
//   npm test -- --watch FILE        again at each change; other --flags go to node --test
import { spawn } from 'node:child_process';
import { chmodSync, globSync, mkdtempSync, rmSync, statfsSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { MIGRATIONS } from '#app';
import { startEmbedded } from '#platform/db/embedded.ts';
import { connect } from '#platform/db/index.ts';
import { migrate } from '#platform/db/migrate.ts';

const TEMPLATE = 'renfort_template';

/** In memory where there is room: a clone is a thousand small files, 0.03 s there and 0.7 s on a disk. */
function roomiest(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize > 3 * 2 ** 30 ? '/dev/shm' : tmpdir();
  } catch {
    return tmpdir();
  }
}

const folder = process.env.RENFORT_TEST_DATABASE
  ? undefined
  : mkdtempSync(join(roomiest(), 'renfort-test-'));
/** Where tests put what they throw away: databases of their own, uploads, the profiles of browsers. */
const scratch = mkdtempSync(join(roomiest(), 'renfort-scratch-'));
// PostgreSQL runs as somebody else when we are root, and must find its folder in there.
chmodSync(scratch, 0o711);
const embedded = folder
  ? await startEmbedded(folder, {
      settings: ['fsync=off', 'full_page_writes=off', 'autovacuum=off', 'max_connections=200'],
    })
  : undefined;
const url = process.env.RENFORT_TEST_DATABASE ?? (embedded?.url as string);

async function prepareTemplate(): Promise<void> {
  const admin = connect(url, { max: 1 });
  await admin.pool.query(`DROP DATABASE IF EXISTS ${TEMPLATE}`);
  await admin.pool.query(`CREATE DATABASE ${TEMPLATE}`);
  await admin.close();
  const template = connect(url.replace(/\/[^/]*$/, `/${TEMPLATE}`), { max: 2 });
  await migrate(template.pool, MIGRATIONS);
  await template.close();
}

function testsOf(path: string): string[] {
  const folder = statSync(path, { throwIfNoEntry: false })?.isDirectory();
  return folder ? globSync(`${path.replace(/\/$/, '')}/**/*.test.{ts,tsx}`).sort() : [path];
}

let code = 1;
try {
  await prepareTemplate();
  const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
  const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const files = named.length > 0 ? named.flatMap(testsOf) : ['src', 'test', 'bin'].flatMap(testsOf);
  const runner = spawn(
    process.execPath,
    [
      ...process.execArgv,
      '--test',
      `--test-concurrency=${availableParallelism() + 1}`,
      '--test-timeout=300000',
      ...flags,
      ...files,
    ],
    {
      stdio: 'inherit',
      env: {
        ...process.env,
        RENFORT_TEST_DATABASE: url,
        RENFORT_TEST_BROWSER: tmpdir(),
        TMPDIR: scratch,
      },
    },
  );
  // Ctrl-C reaches the runner too; we stay to stop the database and remove its folder.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => runner.kill(signal));
  code = await new Promise((resolve) => runner.on('exit', (status) => resolve(status ?? 1)));
} finally {
  await embedded?.stop();
  for (const used of [folder, scratch]) if (used) rmSync(used, { recursive: true, force: true });
}
process.exit(code);
