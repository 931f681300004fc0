import { serve } from '@hono/node-server';
import { buildApp, MIGRATIONS } from './app.ts';
import { readConfig } from './platform/config.ts';
import { createContext } from './platform/context.ts';
import { startEmbedded } from './platform/db/embedded.ts';
import { connect } from './platform/db/index.ts';
import { migrate } from './platform/db/migrate.ts';
import { createLogger } from './platform/log.ts';

const config = readConfig();
const embedded = config.databaseUrl ? undefined : await startEmbedded(config.dataDirectory);
const database = connect(config.databaseUrl ?? (embedded?.url as string));
await migrate(database.pool, MIGRATIONS);
const ctx = createContext({ config, db: database.db, log: createLogger(config.logLevel) });
const server = serve({ fetch: buildApp(ctx).fetch, port: config.port, hostname: config.host });
process.stdout.write(`Renfort: ${config.publicUrl}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close(async () => {
      await database.close();
      await embedded?.stop();
      process.exit(0);
    });
  });
}
