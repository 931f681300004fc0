import { readFile } from 'node:fs/promises';
import type { Command } from '#platform/cli/command.ts';
import { formatCatalogue } from './catalogue/file.ts';
import { catalogueEntries, loadCatalogue, loadShippedCatalogue } from './catalogue/load.ts';
import { texts } from './messages/index.ts';

const IMPORT_HELP = `renfort offers import [FILE]

Reads a catalogue of products (CSV in UTF-8, titles on the first line, prices in euros without tax) and
adds them or brings them up to date by their short name. One mistake and nothing is kept: each is told
with its line and column. Without a file: the catalogue that comes with Renfort, which leaves alone what
was read from another file.

Exit codes: 0 read, 1 failed, 2 wrong usage or mistakes in the file.
`;

const EXPORT_HELP = `renfort offers export

Writes the catalogue to the standard output, in the form that \`offers import\` reads.
`;

const importCommand: Command = {
  name: 'offers import',
  summary: 'read a catalogue of software, training and services',
  help: IMPORT_HELP,
  async run(args, cli) {
    const [file, ...rest] = args;
    if (rest.length > 0 || file?.startsWith('-')) {
      cli.stderr.write(IMPORT_HELP);
      return 2;
    }
    if (file === undefined) {
      cli.stdout.write(`${await loadShippedCatalogue(await cli.open())} products read\n`);
      return 0;
    }
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) {
      cli.stderr.write(`No file can be read at ${file}\n`);
      return 2;
    }
    const loaded = await loadCatalogue(await cli.open(), text, 'entered');
    if (loaded.ok) {
      cli.stdout.write(`${loaded.products} products read\n`);
      return 0;
    }
    const m = texts('en').fileErrors;
    for (const { line, column, error, value } of loaded.problems)
      cli.stderr.write(`line ${line}, ${column || 'file'}: ${m[error]}${value && ` (${value})`}\n`);
    cli.stderr.write('Nothing was kept.\n');
    return 2;
  },
};

const exportCommand: Command = {
  name: 'offers export',
  summary: 'write the catalogue as CSV',
  help: EXPORT_HELP,
  async run(_, cli) {
    cli.stdout.write(formatCatalogue(await catalogueEntries(await cli.open())));
    return 0;
  },
};

export const commands = [importCommand, exportCommand];
