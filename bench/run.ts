// Runs measurements, each a script of this folder that prints a table.
//   npm run bench                  all of them, in their short form
//   npm run bench -- start replies  those named, and those whose name goes on after it (import: import-register)
// MINUTES=30: how long one may take (15 unless told). What a measurement leaves behind (a folder, a
// database, a program) is ended, removed and told as a failure.
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { basename, join } from 'node:path';

const MINUTES = Number(process.env.MINUTES ?? 15);

const available = globSync('*.ts', { cwd: import.meta.dirname })
  .filter((file) => !file.endsWith('.local.ts'))
  .map((file) => basename(file, '.ts'))
  .filter((name) => name !== 'run')
  .sort();
const words = process.argv.slice(2);
const asked = available.filter((name) =>
  words.some((word) => name === word || name.startsWith(`${word}-`)),
);
const unknown = words.filter(
  (word) => !asked.some((name) => name === word || name.startsWith(`${word}-`)),
);
if (unknown.length > 0) {
  process.stderr.write(`Unknown: ${unknown.join(', ')}. There are: ${available.join(', ')}\n`);
  process.exit(2);
}

const load = () =>
  `other work on the machine: ${(loadavg()[0] ?? 0).toFixed(1)} programs ready to run`;
process.stdout.write(
  `Node ${process.versions.node}, ${availableParallelism()} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB; ${load()}\n`,
);

let stopped = false;
let running: ChildProcess | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    stopped = true;
    endGroup(running, 'SIGTERM');
  });
}

/** A measurement and the programs it started, which share its group. */
function endGroup(child: ChildProcess | undefined, signal: NodeJS.Signals): void {
  try {
    if (child?.pid) process.kill(-child.pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}

const failures: string[] = [];
for (const name of words.length > 0 ? asked : available) {
  if (stopped) break;
  process.stdout.write(`\n== ${name}\n`);
  const began = performance.now();
  const failure = await run(name);
  if (failure) failures.push(`${name}: ${failure}`);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  process.stdout.write(`(${seconds} s${failure ? `; ${failure}` : ''})\n`);
}
if (failures.length > 0) process.stderr.write(`\nFailed:\n${failures.join('\n')}\n`);
process.exit(failures.length > 0 || stopped ? 1 : 0);

async function run(name: string): Promise<string | undefined> {
  const folder = mkdtempSync(join(tmpdir(), `renfort-measure-${name}-`));
  // PostgreSQL, which does not run as root, goes through it to its own.
  chmodSync(folder, 0o711);
  const child = spawn(
    process.execPath,
    [...process.execArgv, join(import.meta.dirname, `${name}.ts`)],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: true,
      env: { ...process.env, TMPDIR: folder },
    },
  );
  running = child;
  let late = false;
  const limit = setTimeout(() => {
    late = true;
    endGroup(child, 'SIGTERM');
    setTimeout(() => endGroup(child, 'SIGKILL'), 10_000).unref();
  }, MINUTES * 60_000);
  const code = await new Promise((resolve) => child.on('exit', resolve));
  clearTimeout(limit);
  endGroup(child, 'SIGKILL');
  const left = cleared(folder);
  if (late) return `not finished after ${MINUTES} minutes`;
  if (code !== 0) return `ended with ${code}`;
  return left;
}

/** Ends the databases of a folder and removes it; says what had been left in it. */
function cleared(folder: string): string | undefined {
  const databases = globSync('**/postmaster.pid', { cwd: folder });
  for (const file of databases) {
    try {
      process.kill(Number(readFileSync(join(folder, file), 'utf8').split('\n')[0]), 'SIGQUIT');
    } catch {
      // It has ended meanwhile.
    }
  }
  const left = globSync('*', { cwd: folder });
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
  return databases.length > 0 ? `left a database running in ${left.join(', ')}` : undefined;
}
