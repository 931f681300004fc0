import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Cli, Command } from '../cli/command.ts';
import { type OpenDatabase, openDatabase } from '../cli/open-database.ts';
import { createProgress } from '../cli/progress.ts';
import { systemClock } from '../context.ts';
import { type MigrationSet, readMigrations } from '../db/migrate.ts';
import { backup } from './backup.ts';
import { restore } from './restore.ts';

export function backupCommand(sets: readonly MigrationSet[]): Command {
  return {
    name: 'backup',
    summary: 'Write the database and the uploaded files into one file',
    help: `usage: renfort backup [--force] FILE

Writes one consistent snapshot while the site goes on running. FILE appears when it is whole; it holds
personal data: keep it as carefully as the database.
  --force   replace FILE when it exists
Exit codes: 0 done; 1 failed (no FILE is left); 2 wrong usage.`,
    async run(args, cli) {
      const { force, file } = fileArgument(args);
      if (file === undefined) return usage(cli, 'backup');
      if (existsSync(file) && !force) {
        cli.stderr.write(
          `${file} exists already: choose another name, or --force to replace it.\n`,
        );
        return 2;
      }
      return withDatabase(cli, async (opened) => {
        const source = {
          pool: opened.connect({ max: 2 }).pool,
          dataDirectory: cli.config.dataDirectory,
          schemas: sets.map(({ module }) => module),
          now: systemClock.now(),
        };
        const { tables, rows, files } = await backup(source, file, createProgress(cli.stderr));
        cli.stdout.write(`${file}: ${rows} rows of ${tables} tables, ${files} files\n`);
        return 0;
      });
    },
  };
}

export function restoreCommand(sets: readonly MigrationSet[]): Command {
  return {
    name: 'restore',
    summary: 'Load a backup into an empty database',
    help: `usage: renfort restore [--force] FILE

Checks that FILE is whole and unaltered, then loads it in one transaction: all of it, or nothing.
Stop "serve" first. The audit trail tells of the restore; entries that only the trail replaced had are kept
in the data directory (audit-replaced-*.jsonl).
  --force   replace everything the database holds
Exit codes: 0 done; 1 failed (nothing was changed); 2 wrong usage.`,
    async run(args, cli) {
      const { force, file } = fileArgument(args);
      if (file === undefined) return usage(cli, 'restore');
      if (!existsSync(file)) {
        cli.stderr.write(`${file} does not exist.\n`);
        return 2;
      }
      return withDatabase(cli, async (opened) => {
        const target = {
          pool: opened.connect({ max: 2 }).pool,
          dataDirectory: cli.config.dataDirectory,
          schemas: sets.map(({ module }) => module),
          migrations: await readMigrations(sets),
          force,
          now: systemClock.now(),
        };
        const { tables, rows, files } = await restore(target, file, createProgress(cli.stderr));
        cli.stdout.write(`Restored ${rows} rows of ${tables} tables, ${files} files\n`);
        return 0;
      });
    },
  };
}

function fileArgument(args: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { force: { type: 'boolean' } },
    allowPositionals: true,
  });
  return {
    force: values.force === true,
    file: positionals.length === 1 ? positionals[0] : undefined,
  };
}

function usage(cli: Cli, name: string): number {
  cli.stderr.write(`One FILE is expected. Try: renfort ${name} --help\n`);
  return 2;
}

async function withDatabase(
  cli: Cli,
  work: (opened: OpenDatabase) => Promise<number>,
): Promise<number> {
  const opened = await openDatabase(cli.config, {
    share: true,
    onNotice: (line) => cli.stderr.write(`${line}\n`),
  });
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}
