// Starting: in an empty data folder, again, and after the program was killed; the first page; memory.
// The bar: Paheko (PHP and SQLite), first page about a second after its start, 60 MB.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from '#platform/config.ts';
import { startEmbedded } from '#platform/db/embedded.ts';
import { postgresProcesses } from './parts/postgres-processes.ts';
import { printTable } from './parts/table.ts';

const folder = mkdtempSync(join(tmpdir(), 'renfort-bench-'));

interface Start {
  readonly child: ChildProcess;
  readonly readyMs: number;
  readonly firstPageMs: number;
  readonly secondPageMs: number;
}

async function start(): Promise<Start> {
  const began = performance.now();
  const child = spawn(
    process.execPath,
    [...process.execArgv, join(ROOT, 'src/main.ts'), 'serve', '--port', '0'],
    {
      env: { ...process.env, RENFORT_DATA: folder, RENFORT_LOG: 'silent', DATABASE_URL: '' },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  let address = '';
  for await (const line of createInterface({ input: child.stdout! })) {
    address = line.match(/^Renfort: (\S+)/)?.[1] ?? '';
    if (address) break;
  }
  if (!address) throw new Error('Renfort did not start');
  const readyMs = performance.now() - began;
  const firstPageMs = await page(address);
  return { child, readyMs, firstPageMs, secondPageMs: await page(address) };
}

async function page(address: string): Promise<number> {
  const began = performance.now();
  const response = await fetch(`${address}/`);
  await response.text();
  if (response.status !== 200) throw new Error(`The page answered ${response.status}`);
  return performance.now() - began;
}

/** Memory of its own (proportional set size), in MB; 0 where the system does not tell. */
function memoryOf(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(text.match(/^Pss:\s+(\d+)/m)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

const rows: (string | number)[][] = [];
function record(label: string, { readyMs, firstPageMs, secondPageMs }: Start): void {
  rows.push([label, Math.round(readyMs), Math.round(firstPageMs), Math.round(secondPageMs)]);
}

let last: Start | undefined;
try {
  last = await start();
  record('empty data folder', last);
  last.child.kill('SIGTERM');
  await once(last.child, 'exit');
  last = await start();
  record('again', last);
  last.child.kill('SIGKILL');
  await once(last.child, 'exit');
  last = await start();
  record('after SIGKILL', last);
  const stopping = performance.now();
  const memory =
    process.platform === 'linux'
      ? [
          memoryOf(last.child.pid as number),
          postgresProcesses(folder).reduce((n, p) => n + memoryOf(p), 0),
        ]
      : [0, 0];
  last.child.kill('SIGTERM');
  await once(last.child, 'exit');
  printTable(['start', 'ready ms', 'first page ms', 'second page ms'], rows);
  printTable(
    ['after two pages', 'value'],
    [
      ['memory of the program, MB', Math.round(memory[0]!)],
      ['memory of PostgreSQL, MB', Math.round(memory[1]!)],
      ['stop, ms', Math.round(performance.now() - stopping)],
    ],
  );
} finally {
  last?.child.kill('SIGKILL');
  await (await startEmbedded(folder)).stop();
  rmSync(folder, { recursive: true, force: true });
}
