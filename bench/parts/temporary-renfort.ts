import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { MIGRATIONS } from '#app';
import { readConfig } from '#platform/config.ts';
import { type Context, createContext } from '#platform/context.ts';
import { startEmbedded } from '#platform/db/embedded.ts';
import { connect, type Database } from '#platform/db/index.ts';
import { migrate } from '#platform/db/migrate.ts';

export interface TemporaryRenfort {
  readonly folder: string;
  readonly url: string;
  readonly database: Database;
  readonly ctx: Context;
}

/** An embedded PostgreSQL with every table, in a folder that is removed afterwards. */
export async function withRenfort(measure: (renfort: TemporaryRenfort) => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), 'renfort-bench-'));
  const embedded = await startEmbedded(folder);
  const database = connect(embedded.url);
  try {
    await migrate(database.pool, MIGRATIONS);
    const config = readConfig({ RENFORT_LOG: 'silent', RENFORT_DATA: folder });
    const ctx = createContext({ config, db: database.db, log: pino({ level: 'silent' }) });
    await measure({ folder, url: embedded.url, database, ctx });
  } finally {
    await database.close();
    await embedded.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
