import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp, MIGRATIONS, SERVICES } from './app.ts';
import { backupCommand, restoreCommand } from './platform/backup/commands.ts';
import type { Cli } from './platform/cli/command.ts';
import { migrateCommand } from './platform/cli/migrate-command.ts';
import { type OpenDatabase, openDatabase } from './platform/cli/open-database.ts';
import { runCommandLine } from './platform/cli/run.ts';
import { serveCommand } from './platform/cli/serve.ts';
import { type Config, ConfigError, ROOT, readConfig } from './platform/config.ts';
import { createContext } from './platform/context.ts';
import { migrate } from './platform/db/migrate.ts';
import { createLogger } from './platform/log.ts';
import { addressCheck } from './platform/ops/doctor/address.ts';
import { doctorCommand } from './platform/ops/doctor/command.ts';
import { databaseCheck } from './platform/ops/doctor/database.ts';
import { dataCheck, memoryCheck } from './platform/ops/doctor/machine.ts';

const commands = [
  serveCommand({ services: SERVICES, migrations: MIGRATIONS, buildApp }),
  migrateCommand(MIGRATIONS),
  backupCommand(MIGRATIONS),
  restoreCommand(MIGRATIONS),
  doctorCommand([
    databaseCheck(MIGRATIONS),
    dataCheck,
    memoryCheck,
    addressCheck,
    ...SERVICES.flatMap((service) => service.doctor ?? []),
  ]),
  ...SERVICES.flatMap((service) => service.commands ?? []),
];

async function main(): Promise<number> {
  const config = readConfig();
  let opened: OpenDatabase | undefined;
  const cli: Cli = {
    config,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    async open() {
      opened ??= await openDatabase(config, {
        share: true,
        onNotice: (line) => process.stderr.write(`${line}\n`),
      });
      const database = opened.connect();
      await migrate(database.pool, MIGRATIONS);
      return createContext({ config, db: database.db, log: createLogger(quiet(config)) });
    },
  };
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  try {
    return await runCommandLine(process.argv.slice(2), { version, commands }, cli);
  } finally {
    await opened?.close();
  }
}

/** A command answers on its own streams: of the log, only what went wrong. */
function quiet({ logLevel }: Config): Config['logLevel'] {
  return logLevel === 'info' ? 'warn' : logLevel;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
// Standard output may be a pipe that is still being read: the program ends when it is flushed.
process.stdout.write('', () => process.exit());
