// A program that sends the outbox of DATABASE_URL until it is killed, for tests that kill it. A worker
// is taken for dead after LEASE_SECONDS rather than a minute and a half.
import { pino } from 'pino';
import { readConfig } from '#platform/config.ts';
import { createContext } from '#platform/context.ts';
import { connect } from '#platform/db/index.ts';
import { startDispatcher } from '#platform/messaging/index.ts';

const config = readConfig();
const { db } = connect(config.databaseUrl as string, { max: 5 });
const ctx = createContext({ config, db, log: pino({ level: 'silent' }) });
await startDispatcher(ctx, { leaseSeconds: Number(process.env.LEASE_SECONDS) });
process.stdout.write('dispatching\n');
