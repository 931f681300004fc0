import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const TICKS_PER_SECOND = 100;

/** The processes of the embedded PostgreSQL of a data folder; none where the system does not tell. */
export function postgresProcesses(folder: string): number[] {
  if (process.platform !== 'linux') return [];
  const file = join(folder, 'postgres', 'postmaster.pid');
  const postmaster = Number(readFileSync(file, 'utf8').split('\n')[0]);
  const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return numbers
    .map(Number)
    .filter((pid) => pid === postmaster || Number(statOf(pid)?.[1]) === postmaster);
}

/** Seconds of processor that it has used, its ended processes included. */
export function postgresCpu(folder: string): number {
  let ticks = 0;
  for (const pid of postgresProcesses(folder)) {
    for (const field of statOf(pid)?.slice(11, 15) ?? []) ticks += Number(field);
  }
  return ticks / TICKS_PER_SECOND;
}

/** What follows the name in /proc/PID/stat: state, parent... */
function statOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
