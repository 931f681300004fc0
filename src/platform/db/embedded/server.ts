import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Cluster, identity } from './cluster.ts';
import {
  disownStalePid,
  isPostmaster,
  type Postmaster,
  postmasterOptions,
  runningPostmaster,
} from './postmaster.ts';

const LOG_LIMIT = 5_000_000;
/** A killed server's processes end within moments; after that long, something else is wrong. */
const RETRY_FOR_MS = 15_000;
const SHUTDOWN_MS = 60_000;
const PASSING =
  /pre-existing shared memory block|lock file "postmaster.pid" already exists|is another postmaster|could not bind|Address already in use|could not create any TCP\/IP sockets/;

/** Beyond PostgreSQL's defaults. */
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'log_checkpoints=off',
  'jit=off',
];

export interface Running extends Postmaster {
  /** True when it was there already: left by a killed Renfort, or in use by another one. */
  readonly found: boolean;
}

/** Finds the server of this data directory, or starts it and waits until it takes connections. */
export async function ensureServer(
  cluster: Cluster,
  settings: readonly string[],
): Promise<Running> {
  const deadline = performance.now() + RETRY_FOR_MS;
  let port = (await keptPort(cluster)) ?? (await freePort());
  for (;;) {
    const running = runningPostmaster(cluster.data);
    if (running?.ready) return { ...running, found: true };
    if (running) {
      // Starting (after a crash it first replays its journal) or stopping: either ends by itself.
      await sleep(20);
      continue;
    }
    const outcome = await launch(cluster, port, settings);
    if (typeof outcome === 'object') {
      await writeFile(portFile(cluster), String(outcome.port)).catch(() => {});
      return { ...outcome, found: false };
    }
    if (!PASSING.test(outcome) || performance.now() > deadline) {
      throw new Error(`PostgreSQL did not start (see ${logFile(cluster)}):\n${outcome}`);
    }
    if (/bind|Address|TCP/.test(outcome)) port = await freePort();
    await sleep(100);
  }
}

/** Fast shutdown: sessions end, everything committed is on disk. */
export async function stopServer(cluster: Cluster, pid: number): Promise<void> {
  if (process.platform === 'win32') {
    spawnSync(join(cluster.binaries.folder, 'pg_ctl'), ['stop', '-D', cluster.data, '-m', 'fast']);
    return;
  }
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    return;
  }
  const patience = performance.now() + SHUTDOWN_MS;
  while (isPostmaster(pid, cluster.data)) {
    // Loses nothing either: the next start replays the journal.
    if (performance.now() > patience) process.kill(pid, 'SIGQUIT');
    await sleep(20);
  }
}

/** Is the running server the one these binaries and settings would start? */
export function isCurrent(cluster: Cluster, settings: readonly string[]): boolean {
  const started = postmasterOptions(cluster.data);
  return (
    started.includes(cluster.binaries.folder) &&
    settingArguments(settings).every((argument) => started.includes(`"${argument}"`)) &&
    started.split('"-c"').length - 1 === SETTINGS.length + settings.length
  );
}

function settingArguments(settings: readonly string[]): string[] {
  return [...SETTINGS, ...settings].flatMap((setting) => ['-c', setting]);
}

/** The running server, or what it said before it gave up. */
async function launch(
  cluster: Cluster,
  port: number,
  settings: readonly string[],
): Promise<Postmaster | string> {
  disownStalePid(cluster.data);
  const log = openLog(cluster);
  const from = statSync(logFile(cluster)).size;
  const child = spawn(
    join(cluster.binaries.folder, 'postgres'),
    ['-D', cluster.data, '-p', String(port), ...settingArguments(settings)],
    {
      ...identity(cluster.user),
      cwd: dirname(cluster.data),
      stdio: ['ignore', log, log],
      // Its own process group: Ctrl-C in the terminal is for us, who stop it last.
      detached: true,
      windowsHide: true,
    },
  );
  closeSync(log);
  child.unref();
  const failure = await untilReady(child, cluster);
  if (!failure) {
    const running = runningPostmaster(cluster.data);
    if (running) return running;
  }
  const said = readFileSync(logFile(cluster)).subarray(from).toString();
  return said || failure || 'it stopped at once';
}

async function untilReady(child: ChildProcess, cluster: Cluster): Promise<string | undefined> {
  let failure: string | undefined;
  child.on('error', (error) => {
    failure = error.message;
  });
  for (;;) {
    if (failure) return failure;
    if (child.exitCode !== null || child.signalCode !== null) {
      return `it ended with ${child.signalCode ?? `code ${child.exitCode}`}`;
    }
    const running = runningPostmaster(cluster.data);
    if (running?.ready && running.pid === child.pid) return undefined;
    await sleep(10);
  }
}

function logFile(cluster: Cluster): string {
  return join(dirname(cluster.data), 'postgres.log');
}

function openLog(cluster: Cluster): number {
  const file = logFile(cluster);
  if (existsSync(file) && statSync(file).size > LOG_LIMIT) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}

function portFile(cluster: Cluster): string {
  return join(dirname(cluster.data), 'postgres.port');
}

/** The same port from one start to the next, so that an operator's own tools keep working. */
async function keptPort(cluster: Cluster): Promise<number | undefined> {
  if (!existsSync(portFile(cluster))) return undefined;
  const port = Number(readFileSync(portFile(cluster), 'utf8'));
  return Number.isInteger(port) && port > 0 && (await isFree(port)) ? port : undefined;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
