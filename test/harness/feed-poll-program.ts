// A program that asks the feeds due at NOW in DATABASE_URL, for a test that kills it on the way.
import { pino } from 'pino';
import { readConfig } from '#platform/config.ts';
import { createContext } from '#platform/context.ts';
import { connect } from '#platform/db/index.ts';
import { pollDueFeeds } from '#services/crises/alerts/feeds/job.ts';

const config = readConfig();
const { db } = connect(config.databaseUrl as string, { max: 5 });
const now = new Date(process.env.NOW as string);
const log = pino({ level: 'silent' });
await pollDueFeeds(createContext({ config, db, log, clock: { now: () => now } }));
process.exit(0);
