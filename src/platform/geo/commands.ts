import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Command } from '../cli/command.ts';
import { transaction } from '../context.ts';
import { readCommuneFile } from './commune-file.ts';
import { savePoints } from './queries.ts';
import { refreshCommunes } from './stored-points.ts';

const SHOWN = 20;

export const importCommunes: Command = {
  name: 'import communes',
  summary: 'Load better coordinates of the communes from a CSV file',
  help: `usage: renfort import communes FILE.csv

The first line names the columns: code (or code_insee), latitude (lat), longitude (lon); separated by commas
or semicolons, UTF-8. Good lines are stored and used from then on by every process; rejected lines are told
with their cause (unknown_commune: not a commune of today).
Exit codes: 0 everything stored; 1 failed; 2 wrong usage, unreadable file, or some lines rejected.`,
  async run(args, cli) {
    const { positionals } = parseArgs({ args: [...args], options: {}, allowPositionals: true });
    const [file] = positionals;
    if (!file || positionals.length > 1) {
      cli.stderr.write('Name one CSV file. Try: renfort import communes --help\n');
      return 2;
    }
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch (error) {
      cli.stderr.write(`${file} cannot be read: ${(error as Error).message}\n`);
      return 2;
    }
    const read = readCommuneFile(text);
    if (!read.ok) {
      cli.stderr.write(
        read.error === 'header_missing'
          ? `${file}: the first line must name the columns code, latitude and longitude.\n`
          : `${file} is not a readable CSV file.\n`,
      );
      return 2;
    }
    const { points, rejected } = read.value;
    const ctx = await cli.open();
    if (points.length > 0) {
      const revision = ctx.ids.next<'revision'>();
      await transaction(ctx, (tx) => savePoints(tx.db, points, revision));
      await refreshCommunes(ctx);
    }
    cli.stdout.write(`${points.length} communes stored, ${rejected.length} lines rejected.\n`);
    for (const { line, error } of rejected.slice(0, SHOWN)) {
      cli.stderr.write(`line ${line}: ${error}\n`);
    }
    if (rejected.length > SHOWN) cli.stderr.write(`... and ${rejected.length - SHOWN} others\n`);
    return rejected.length > 0 ? 2 : 0;
  },
};
