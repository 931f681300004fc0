import { randomBytes, randomFillSync } from 'node:crypto';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Db } from './db/index.ts';
import type { Clock } from './kernel/clock.ts';
import { type Ids, uuidv7Ids } from './kernel/ids.ts';
import type { Random } from './kernel/random.ts';

/**
 * Everything an action needs from the outside, built once in main.ts: `enrol(ctx, actor, input)`.
 * `db` is the pool, or the transaction inside `transaction(ctx, ...)`.
 */
export interface Context {
  readonly config: Config;
  readonly db: Db;
  readonly clock: Clock;
  readonly random: Random;
  readonly ids: Ids;
  readonly log: Logger;
  /** Inside a transaction: what must be written last, so that a lock many share is held for the shortest time. */
  readonly beforeCommit?: (() => Promise<void>)[];
}

export const systemClock: Clock = { now: () => new Date() };

/** Asking the system costs the same for ten bytes as for a thousand; what was given is wiped here. */
const pool = Buffer.alloc(4096);
let given = pool.length;

function pooledBytes(length: number): Buffer {
  if (length > pool.length / 16) return randomBytes(length);
  if (given + length > pool.length) {
    randomFillSync(pool);
    given = 0;
  }
  const bytes = Buffer.from(pool.subarray(given, given + length));
  pool.fill(0, given, given + length);
  given += length;
  return bytes;
}

export const systemRandom: Random = {
  next: () => pooledBytes(6).readUIntBE(0, 6) / 2 ** 48,
  bytes: pooledBytes,
};

export function createContext(parts: {
  config: Config;
  db: Db;
  log: Logger;
  clock?: Clock;
  random?: Random;
}): Context {
  const { config, db, log, clock = systemClock, random = systemRandom } = parts;
  return { config, db, log, clock, random, ids: uuidv7Ids(clock, random) };
}

/** Runs `work` in one transaction; inside one already, joins it. */
export async function transaction<T>(ctx: Context, work: (tx: Context) => Promise<T>): Promise<T> {
  if (ctx.db.isTransaction) return work(ctx);
  return ctx.db.transaction().execute(async (db) => {
    const tx = { ...ctx, db, beforeCommit: [] as (() => Promise<void>)[] };
    const result = await work(tx);
    for (const last of tx.beforeCommit) await last();
    return result;
  });
}

const DEADLOCK = '40P01';

/**
 * As `transaction`, begun again when the database chose it to end a deadlock: `work` keeps nothing
 * outside the transaction. For work that locks several people, in an order that others may cross.
 */
export async function patientTransaction<T>(
  ctx: Context,
  work: (tx: Context) => Promise<T>,
): Promise<T> {
  if (ctx.db.isTransaction) return work(ctx);
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction(ctx, work);
    } catch (error) {
      if (attempt === 5 || (error as { code?: string }).code !== DEADLOCK) throw error;
    }
  }
}
