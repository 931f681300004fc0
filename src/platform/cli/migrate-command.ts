import { parseArgs } from 'node:util';
import { type MigrationSet, migrate } from '../db/migrate.ts';
import type { Command } from './command.ts';
import { openDatabase } from './open-database.ts';

/** `renfort migrate`. */
export function migrateCommand(migrations: readonly MigrationSet[]): Command {
  return {
    name: 'migrate',
    summary: 'Bring the tables up to this version of Renfort',
    help: `usage: renfort migrate

Applies the migrations that are missing and prints their names. "serve" does the same when it starts.
Exit codes: 0 up to date; 1 a migration failed (nothing of it is kept).`,
    async run(args, cli) {
      parseArgs({ args: [...args], options: {} });
      const opened = await openDatabase(cli.config, {
        share: true,
        onNotice: (line) => cli.stderr.write(`${line}\n`),
      });
      try {
        let count = 0;
        await migrate(opened.connect({ max: 2 }).pool, migrations, (name) => {
          count++;
          cli.stdout.write(`${name}\n`);
        });
        cli.stderr.write(count === 0 ? 'Up to date.\n' : `${count} applied.\n`);
        return 0;
      } finally {
        await opened.close();
      }
    },
  };
}
