import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `postmaster.pid` says of the server on a data directory. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** No process ever has this number. */
const NOBODY = 2_147_483_646;

/** The server running on this data directory; undefined when there is none or it died. */
export function runningPostmaster(data: string): Postmaster | undefined {
  const lines = readLines(join(data, 'postmaster.pid'));
  const pid = Number(lines?.[0]);
  if (!lines || !Number.isInteger(pid) || pid <= 0 || !isPostmaster(pid, data)) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/**
 * After a crash, the number in `postmaster.pid` may belong to another program by now, or to a dead
 * one whose parent has not collected it: PostgreSQL would then refuse to start. We change that
 * number and keep the file, for PostgreSQL still has to check, by its shared memory, that no
 * process of the dead server lives.
 */
export function disownStalePid(data: string): void {
  const file = join(data, 'postmaster.pid');
  const lines = readLines(file);
  const pid = Number(lines?.[0]);
  if (!lines || !(pid > 0) || pid === NOBODY || isPostmaster(pid, data)) return;
  writeFileSync(file, [String(NOBODY), ...lines.slice(1)].join('\n'));
}

/** The arguments the running server was started with, as PostgreSQL wrote them. */
export function postmasterOptions(data: string): string {
  return readLines(join(data, 'postmaster.opts'))?.[0] ?? '';
}

/** True for a dead process that its parent has not collected yet. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Is this process the server of this data directory? Not so for a dead one, collected or not. */
export function isPostmaster(pid: number, data: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === 'win32') return true;
  const command = process.platform === 'linux' ? linuxCommand(pid) : otherCommand(pid);
  return command.includes('postgres') && command.includes(data);
}

/** Empty for a process that is dead but not collected. */
function linuxCommand(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

function otherCommand(pid: number): string {
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
}

function readLines(file: string): string[] | undefined {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return undefined;
  }
}
