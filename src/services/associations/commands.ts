import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify';
import { stringify as stringifySync } from 'csv-stringify/sync';
import type { Cli, Command } from '#platform/cli/command.ts';
import { createProgress } from '#platform/cli/progress.ts';
import { checkIdentifier, identifierType, type Known, type Why } from './domain/identifiers.ts';
import { type LoadStep, loadRegister, type Rejection, type RowSource } from './import/load.ts';
import { FAULTS, refusalText } from './import/messages.ts';
import { rnaSource } from './import/rna-source.ts';
import { sireneSource } from './import/sirene-source.ts';
import { knownNumbers } from './queries/organisations.ts';

const OPTIONS = `Options:
  --report FILE   where the rejected lines are written (CSV); without it, beside the working folder as
                  rejected-<file>.csv. Nothing is written when there are none.
  --partial       the files are a part of the register: what they do not hold stays as it is
  --force         go on where more than half of the known associations would be gone

The register in use is replaced in one step at the end; killed before that, it is left as it was: start
the command again. Associations that the files do not hold any more are kept, as not in the register
since today.

Exit codes: 0 every line was read; 1 failed; 2 wrong usage, wrong file (nothing changed), or some lines
rejected (the others are in the register).`;

export const importRna = importCommand(
  'import rna',
  'Read the national register of associations (RNA) from its files',
  `usage: renfort import rna FILE... [options]

Reads files of the RNA as they are published: CSV or zip, "waldec" and "import" layouts of any year, UTF-8
or windows-1252. Files of any size, in constant memory.

${OPTIONS}`,
  rnaSource,
);

export const importSirene = importCommand(
  'import sirene',
  'Read the associations of SIRENE from the stock of legal units',
  `usage: renfort import sirene FILE [options]

Reads StockUniteLegale as INSEE publishes it: CSV or zip. Keeps the associations, joined to the RNA by
their W number or SIREN.

${OPTIONS}`,
  sireneSource,
);

function importCommand(
  name: string,
  summary: string,
  help: string,
  sourceOf: () => RowSource,
): Command {
  return {
    name,
    summary,
    help,
    async run(args, cli) {
      const { values, positionals } = parseArgs({
        args: [...args],
        allowPositionals: true,
        options: {
          report: { type: 'string' },
          partial: { type: 'boolean', default: false },
          force: { type: 'boolean', default: false },
        },
      });
      if (positionals.length === 0) {
        cli.stderr.write(`Name at least one file. Try: renfort ${name} --help\n`);
        return 2;
      }
      const path = values.report ?? `rejected-${basename(positionals[0] as string)}.csv`;
      return runImport(cli, sourceOf(), positionals, { ...values, path });
    },
  };
}

async function runImport(
  cli: Cli,
  source: RowSource,
  files: readonly string[],
  options: { readonly path: string; readonly partial: boolean; readonly force: boolean },
): Promise<number> {
  const ctx = await cli.open();
  const progress = createProgress(cli.stderr);
  const report = new RejectionReport(options.path);
  const began = performance.now();
  const result = await loadRegister(ctx, source, files, {
    ...options,
    onProgress(bytes, total, rows) {
      const seconds = (performance.now() - began) / 1000;
      progress.update('Reading', bytes, total, () => paceText(bytes, total, rows, seconds));
    },
    onStep: (step) => progress.update(STEPS[step], 0),
    onReject: (rejection) => report.add(rejection),
  });
  progress.finish();
  await report.close();
  if ('error' in result) {
    cli.stderr.write(`${refusalText(result, source.register)}\n`);
    if (report.count > 0) cli.stderr.write(`Rejected lines: ${options.path}\n`);
    return 2;
  }
  const seconds = (performance.now() - began) / 1000;
  for (const { file, layout } of result.layouts) cli.stdout.write(`${file}: ${layout}\n`);
  cli.stdout.write(
    `${result.rows} rows in ${seconds.toFixed(1)} s (${Math.round(result.rows / seconds)} rows/s), ${result.gone} no longer in the register, ${result.rejected} lines rejected\n`,
  );
  if (result.otherEncoding > 0) {
    cli.stdout.write(
      `${result.otherEncoding} lines were in another encoding than the rest of their file, and were read in it.\n`,
    );
  }
  if (result.rejected > 0) cli.stdout.write(`Rejected lines: ${options.path}\n`);
  return result.rejected > 0 ? 2 : 0;
}

const STEPS: Readonly<Record<LoadStep, string>> = {
  keys: 'Comparing with the register in use',
  indexes: 'Indexing',
  words: 'Preparing the search',
  waiting: 'Waiting for long reads (a backup?) to end',
  switched: 'The new register is in place',
};

export function paceText(bytes: number, total: number, rows: number, seconds: number): string {
  const pace = Math.round(rows / Math.max(seconds, 0.001));
  const left = bytes > 0 ? Math.ceil((seconds * (total - bytes)) / bytes) : 0;
  const time =
    left < 60
      ? `${left} s`
      : `${Math.floor(left / 60)} min ${String(left % 60).padStart(2, '0')} s`;
  return `${rows} rows, ${pace} rows/s, ${time} left`;
}

/** Written as lines come, so that any number of them costs no memory. */
class RejectionReport {
  count = 0;
  private readonly path: string;
  private file: WriteStream | undefined;
  private readonly csv = stringify({
    header: true,
    columns: ['file', 'line', 'cause', 'explanation', 'excerpt'],
    escape_formulas: true,
  });

  constructor(path: string) {
    this.path = path;
  }

  add({ file, line, fault, excerpt }: Rejection): void {
    if (!this.file) {
      this.file = createWriteStream(this.path, { mode: 0o600 });
      this.csv.pipe(this.file);
    }
    this.count++;
    this.csv.write([file, line, fault, FAULTS[fault], excerpt.slice(0, 200)]);
  }

  async close(): Promise<void> {
    this.csv.end();
    if (this.file) await once(this.file, 'finish');
  }
}

const WHY: Readonly<Record<Why, string>> = {
  well_formed: 'well formed',
  empty: 'no value',
  type_unknown:
    'this type of identifier is unknown: rna, siren, siret, rid, tahiti or alsace_moselle',
  format: 'not the form of this identifier',
  letter_place: 'a letter is only possible in third place, after W and a digit',
  greffe_unknown: 'no registry office is known with this letter',
  legacy_number: 'a number of before 2009, not a W number',
  length: 'too many or too few characters',
  not_digits: 'something else than digits',
  check_digit: 'the check digit (Luhn) is wrong: a digit was mistyped',
  check_digit_known: 'the check digit (Luhn) is wrong, but the register knows this number',
  la_poste: 'an establishment of La Poste: the sum of its digits is a multiple of five',
  la_poste_unchecked: 'an establishment of La Poste that neither rule confirms',
  court_unknown: 'no court of Alsace or Moselle is named',
  volume_missing: 'the volume is missing',
  folio_missing: 'the folio is missing',
};

export const identifiersCheck: Command = {
  name: 'identifiers check',
  summary: 'Check identifiers of organisations, read from a CSV',
  help: `usage: renfort identifiers check [--register] < FILE.csv

Reads CSV with the columns type and value; writes type,value,verdict,why. Types: rna, siren, siret, rid
(New Caledonia), tahiti (French Polynesia), alsace_moselle (court, volume and folio).
verdict: valid; invalid; warn (usable, with a doubt: a number of before 2009, a wrong check digit of a
number that the register knows).
  --register   ask the register of this installation about wrong check digits
Exit codes: 0 every line was answered; 1 failed; 2 the columns are missing or the CSV is not readable.`,
  async run(args, cli) {
    const { values } = parseArgs({
      args: [...args],
      options: { register: { type: 'boolean', default: false } },
    });
    const rows = cli.stdin.pipe(
      parse({ bom: true, columns: true, skip_empty_lines: true, relax_column_count: true }),
    );
    cli.stdout.write('type,value,verdict,why\n');
    const ctx = values.register ? await cli.open() : undefined;
    try {
      for await (const row of rows as AsyncIterable<Record<string, string | undefined>>) {
        const { type, value } = row;
        if (type === undefined || value === undefined) {
          cli.stderr.write('The first line must name the columns type and value.\n');
          return 2;
        }
        const kind = identifierType(type);
        const known: Known | undefined =
          ctx && (kind === 'siren' || kind === 'siret')
            ? await knownNumbers(ctx.db, value.replace(/\D/g, ''))
            : undefined;
        const { verdict, why } = kind
          ? checkIdentifier(kind, value, known)
          : ({ verdict: 'invalid', why: 'type_unknown' } as const);
        const cells = [type, value, verdict, WHY[why]];
        cli.stdout.write(stringifySync([cells], { escape_formulas: true }));
      }
    } catch (error) {
      if (!(error as { code?: string }).code?.startsWith('CSV_')) throw error;
      cli.stderr.write(`Not a readable CSV: ${(error as Error).message}\n`);
      return 2;
    }
    return 0;
  },
};
