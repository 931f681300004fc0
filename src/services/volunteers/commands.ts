import { createReadStream } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Command } from '#platform/cli/command.ts';
import { type ImportReport, importVolunteers } from './actions/import.ts';
import { importErrorText } from './import/error-text.ts';
import { rejectedCsv } from './import/report.ts';
import { texts } from './messages/index.ts';

const HELP = `renfort import volunteers FILE [options]

Reads a CSV list into the register of volunteers: UTF-8 or windows-1252, separated by commas,
semicolons or tabs, titles on the first line. Duplicates are folded by e-mail address or phone number;
running it again completes the records and repeats nothing.

Options:
  --dry-run              check everything, write nothing
  --map "TITLE=FIELD"    say what a column is (may be repeated; FIELD "ignore" leaves it out)
                         fields: first_name last_name full_name email phone birth_date commune
                         postal_code commune_code radius_km skills certificates languages
                         crisis_consent missions_consent
  --report FILE          write the rejected lines, and those that differ, there (CSV)
  --contacts-verified    the addresses and numbers of this list have been verified before

Exit codes: 0 every line was read, 1 failed, 2 wrong usage, wrong columns or rejected lines.
`;

export const importCommand: Command = {
  name: 'import volunteers',
  summary: 'read a CSV list of volunteers into the register',
  help: HELP,
  async run(args, cli) {
    const parsed = argumentsOf(args);
    if (typeof parsed === 'string') {
      cli.stderr.write(`${parsed}\n\n${HELP}`);
      return 2;
    }
    const { file, dryRun, report, contactsVerified, corrections } = parsed;
    const found = await stat(file).catch(() => undefined);
    if (!found?.isFile()) {
      cli.stderr.write(`No file at ${file}\n`);
      return 2;
    }
    const ctx = await cli.open();
    let shown = 0;
    const result = await importVolunteers(
      ctx,
      { kind: 'system', name: 'command line' },
      () => createReadStream(file, { highWaterMark: 256 * 1024 }),
      {
        dryRun,
        contactsVerified,
        corrections,
        onProgress(lines) {
          if (lines - shown < 10_000) return;
          shown = lines;
          cli.stderr.write(`${lines} lines\n`);
        },
      },
    );
    if (!result.ok) {
      cli.stderr.write(`${importErrorText('en', result)}\n`);
      return 2;
    }
    cli.stdout.write(summary(result.value, dryRun));
    if (report) await writeFile(report, rejectedCsv(result.value, 'fr'), { mode: 0o600 });
    return result.value.rejected.length > 0 ? 2 : 0;
  },
};

interface Arguments {
  readonly file: string;
  readonly dryRun: boolean;
  readonly report: string | undefined;
  readonly contactsVerified: boolean;
  readonly corrections: Readonly<Record<string, string>>;
}

function argumentsOf(args: readonly string[]): Arguments | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean', default: false },
        'contacts-verified': { type: 'boolean', default: false },
        map: { type: 'string', multiple: true, default: [] },
        report: { type: 'string' },
      },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) return 'One file is expected.';
    const corrections: Record<string, string> = {};
    for (const item of values.map) {
      const at = item.lastIndexOf('=');
      if (at < 1) return `--map wants TITLE=FIELD, not ${item}`;
      corrections[item.slice(0, at)] = item.slice(at + 1).trim();
    }
    return {
      file,
      dryRun: values['dry-run'],
      contactsVerified: values['contacts-verified'],
      report: values.report,
      corrections,
    };
  } catch (error) {
    return (error as Error).message;
  }
}

const SHOWN = 20;

function summary(report: ImportReport, dryRun: boolean): string {
  const causes = texts('en').staff.importCauses;
  const lines = [
    `${report.lines} lines read (${report.source.encoding}, separated by ${JSON.stringify(report.source.delimiter)})`,
    `${report.created} new records, ${report.updated} known (${report.same} the same, ${report.differing.length} signed up themselves and differ: left as they are), ${report.duplicates} duplicates in the file, ${report.rejected.length} rejected`,
    ...report.rejected.slice(0, SHOWN).map((item) => `  line ${item.line}: ${causes[item.cause]}`),
  ];
  if (report.rejected.length > SHOWN) lines.push(`  and ${report.rejected.length - SHOWN} more`);
  if (dryRun) lines.push('Trial: nothing was written.');
  return `${lines.join('\n')}\n`;
}
