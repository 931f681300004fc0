import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Cli, Command } from '#platform/cli/command.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import type { LogFault } from '../domain/log-check.ts';
import { crisisById } from '../queries/crises.ts';
import { checkLogLines, type LogLine, type LogVerdict, wholeLog } from '../situation-log.ts';
import { readLogFile } from './log-file.ts';

const BROKEN = 3;
const SHOWN = 20;
const USAGE = 'usage: renfort crises log verify (ID | --file EXPORT) [--seal NUMBER:SEAL]\n';
const SEAL = /^(\d{1,9}):([0-9a-f]{12,64})$/;

export const logVerify: Command = {
  name: 'crises log verify',
  summary: "Check that nothing of a crisis's situation log was changed, removed, moved or added",
  help: `${USAGE}
Reads the situation log of the crisis ID from the database, or an exported one (JSON lines or CSV, without
a database), computes every seal again and names each line that does not fit. A log whose lines were all
sealed again after a change looks intact by itself: --seal compares with a seal noted elsewhere, as the log
page and this command print it (the first 12 characters of a seal are enough).
Prints the end of the log, NUMBER:SEAL.
Exit codes: 0 intact; 1 no such crisis, or the file cannot be opened; 2 wrong usage, or not an exported
log; 3 altered.`,
  async run(args, cli) {
    const asked = options(args);
    if (typeof asked === 'string') {
      cli.stderr.write(`${asked}\n${USAGE}`);
      return 2;
    }
    const log =
      asked.file === undefined ? await fromDatabase(cli, asked.id) : await fromFile(asked.file);
    if ('problem' in log) {
      cli.stderr.write(`${log.problem}\n`);
      return log.code;
    }
    if (log.exercise) cli.stderr.write('EXERCISE: the log of an exercise.\n');
    return report(cli, log.verdict, sealProblem(log.lines, asked.seal));
  },
};

type Asked =
  | { readonly file: string; readonly id?: never; readonly seal: string | undefined }
  | { readonly file?: never; readonly id: string; readonly seal: string | undefined };

function options(args: readonly string[]): Asked | string {
  let values: { file?: string | undefined; seal?: string | undefined };
  let positionals: string[];
  try {
    ({ values, positionals } = parseArgs({
      args: [...args],
      options: { file: { type: 'string' }, seal: { type: 'string' } },
      allowPositionals: true,
    }));
  } catch (error) {
    return (error as Error).message;
  }
  const { file, seal } = values;
  if (seal !== undefined && !SEAL.test(seal)) {
    return '--seal takes NUMBER:SEAL, as this command prints it.';
  }
  const [id] = positionals;
  if (positionals.length > 1 || (id === undefined) === (file === undefined)) {
    return 'Give the id of one crisis, or --file and one exported log.';
  }
  if (file !== undefined) return { file, seal };
  if (id === undefined || !isUuid(id)) return 'This is not the id of a crisis (see its address).';
  return { id, seal };
}

type Log =
  | { readonly verdict: LogVerdict; readonly lines: readonly LogLine[]; readonly exercise: boolean }
  | { readonly problem: string; readonly code: 1 | 2 };

async function fromDatabase(cli: Cli, id: string): Promise<Log> {
  const ctx = await cli.open();
  const crisis = await crisisById(ctx.db, id);
  if (!crisis) return { problem: `There is no crisis ${id} here.`, code: 1 };
  const { entries, end } = await wholeLog(ctx, id);
  const lines = entries.map((entry) => ({ ...entry, seal: entry.hash.toString('hex') }));
  return { verdict: checkLogLines(lines, end), lines, exercise: crisis.exercise };
}

async function fromFile(path: string): Promise<Log> {
  let content: string;
  try {
    content = await readFile(path, 'utf8');
  } catch (error) {
    return { problem: `Cannot read ${path}: ${(error as Error).message}`, code: 1 };
  }
  const file = readLogFile(content);
  if (typeof file === 'string') {
    return { problem: `${path} is not an exported situation log: ${file}.`, code: 2 };
  }
  const { lines, end, exercise } = file;
  return { verdict: checkLogLines(lines, end), lines, exercise };
}

function sealProblem(lines: readonly LogLine[], noted: string | undefined): string | undefined {
  const [, number, seal] = SEAL.exec(noted ?? '') ?? [];
  if (number === undefined || seal === undefined) return undefined;
  const line = lines.find((one) => one.number === Number(number));
  if (line?.seal.startsWith(seal)) return undefined;
  return line
    ? `Line ${number} does not carry the seal noted elsewhere: the log was rewritten up to there.`
    : `Line ${number}, whose seal was noted elsewhere, is not in the log.`;
}

function report(cli: Cli, verdict: LogVerdict, noted: string | undefined): number {
  if (noted !== undefined) cli.stderr.write(`${noted}\n`);
  if (verdict.intact && noted === undefined) {
    cli.stderr.write(`Intact: ${verdict.length} lines.\n`);
    cli.stdout.write(`${verdict.length}:${verdict.seal}\n`);
    return 0;
  }
  const faults = verdict.intact ? [] : verdict.faults;
  for (const fault of faults.slice(0, SHOWN)) cli.stderr.write(`${faultText(fault)}\n`);
  if (faults.length > SHOWN) cli.stderr.write(`and ${faults.length - SHOWN} more.\n`);
  return BROKEN;
}

function faultText(fault: LogFault): string {
  switch (fault.kind) {
    case 'changed':
      return `Line ${fault.number} was changed: it does not fit its seal.`;
    case 'removed':
      return fault.number === fault.last
        ? `Line ${fault.number} was removed.`
        : `Lines ${fault.number} to ${fault.last} were removed.`;
    case 'moved':
      return `In place ${fault.number} stands the line that was number ${fault.was}.`;
    case 'inserted':
      return `The line in place ${fault.number} was inserted.`;
    case 'end_differs':
      return `From line ${fault.number} on, lines were removed or rewritten.`;
  }
}
