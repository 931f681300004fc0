import { randomBytes } from 'node:crypto';
import type { TestContext } from 'node:test';
import { pino } from 'pino';
import { readConfig } from '#platform/config.ts';
import { type Context, createContext } from '#platform/context.ts';
import { connect, type Database } from '#platform/db/index.ts';
import { seededRandom } from '#platform/kernel/random.ts';
import { type MovableClock, movableClock } from './clock.ts';

const TEMPLATE = 'renfort_template';

export interface TestDatabase extends Database {
  readonly url: string;
}

/** A database of its own, cloned from the migrated template and dropped when the test ends. */
export async function testDatabase(
  t: TestContext | { after: TestContext['after'] },
): Promise<TestDatabase> {
  const base = process.env.RENFORT_TEST_DATABASE;
  if (!base) throw new Error('Run tests with: npm test -- <file>');
  const name = `test_${randomBytes(8).toString('hex')}`;
  const admin = connect(base, { max: 1 });
  // Two clones at once wait for each other: PostgreSQL wants the template without connections.
  for (let attempt = 0; ; attempt++) {
    try {
      await admin.pool.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY FILE_COPY`);
      break;
    } catch (error) {
      if (attempt === 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  const url = base.replace(/\/[^/]*$/, `/${name}`);
  const database = connect(url, { max: 10 });
  t.after(async () => {
    await database.close();
    await admin.pool.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.close();
  });
  return { ...database, url };
}

export interface TestContextParts {
  readonly ctx: Context;
  readonly clock: MovableClock;
  readonly database: TestDatabase;
}

/** A context on a database of its own, with a clock the test moves and a seeded random. */
export async function testContext(
  t: { after: TestContext['after'] },
  env: Record<string, string> = {},
): Promise<TestContextParts> {
  const database = await testDatabase(t);
  const clock = movableClock('2026-11-24T09:00:00+01:00');
  const ctx = createContext({
    config: readConfig({
      RENFORT_LOG: 'silent',
      // So that no test writes a key file beside the data of whoever runs it.
      RENFORT_KEYS_PASSPHRASE: 'nothing is secret in a test',
      ...env,
    }),
    db: database.db,
    log: pino({ level: 'silent' }),
    clock,
    random: seededRandom(1),
  });
  return { ctx, clock, database };
}
