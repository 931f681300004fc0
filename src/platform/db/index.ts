import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { rememberAddress } from './listen.ts';
import type { Tables } from './tables.ts';
import { fromDriver } from './unavailable.ts';

export type { PoolClient } from 'pg';
export { copyIn, copyOut } from './copy.ts';
export { addressOf, type Listener, listen } from './listen.ts';
export type { Tables } from './tables.ts';
export { DatabaseUnavailable, isDatabaseUnavailable } from './unavailable.ts';
export type Db = Kysely<Tables> | Transaction<Tables>;

const INT8 = 20;
const DATE = 1082;
const NUMERIC = 1700;

/** Renfort uses nothing newer than this major version of PostgreSQL. */
export const OLDEST_POSTGRES = 15;

/** int8 -> number (refuses what a number cannot hold), date -> 'YYYY-MM-DD', numeric -> string. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format !== 'binary') {
      if (oid === INT8) return parseInt8;
      if (oid === DATE || oid === NUMERIC) return (text: string) => text;
    }
    return pg.types.getTypeParser(oid, format as 'text');
  },
};

function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 out of range: ${text}`);
  return value;
}

/** `-- kept: name` as its first line has a statement planned once by each connection, not every time. */
const KEPT = /^\s*-- kept: (\w+)\n/;

type Callback = (error: unknown, ...rest: unknown[]) => void;

function rethrow(error: unknown): never {
  throw fromDriver(error);
}

/** The driver's client, whose lost connections are told as `DatabaseUnavailable`. */
class Client extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // A connection lost between two queries of a transaction must not end the program: the next
    // query on it is refused, and the pool makes a new one.
    this.on('error', () => {});
  }

  // biome-ignore lint/suspicious/noExplicitAny: the driver's overloads (promise, callback, stream)
  override query(...args: any[]): any {
    const name = typeof args[0] === 'string' ? KEPT.exec(args[0])?.[1] : undefined;
    if (name) args.splice(0, 2, { name, text: args[0], values: args[1] });
    const last = args.at(-1);
    if (typeof last === 'function') {
      args[args.length - 1] = (error: unknown, ...rest: unknown[]) =>
        (last as Callback)(fromDriver(error), ...rest);
    }
    const result = (super.query as (...all: unknown[]) => unknown).apply(this, args);
    return result instanceof Promise ? result.catch(rethrow) : result;
  }
}

class Pool extends pg.Pool {
  // biome-ignore lint/suspicious/noExplicitAny: the driver's overloads (promise, callback)
  override connect(callback?: any): any {
    if (callback) {
      return super.connect((error, client, release) =>
        callback(fromDriver(error), client, release),
      );
    }
    return super.connect().catch(rethrow);
  }

  // biome-ignore lint/suspicious/noExplicitAny: the driver's overloads (promise, callback)
  override query(...args: any[]): any {
    const result = (super.query as (...all: unknown[]) => unknown).apply(this, args);
    return result instanceof Promise ? result.catch(rethrow) : result;
  }
}

export interface Database {
  readonly db: Kysely<Tables>;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

export interface ConnectOptions {
  /** Connections at most, 20 unless told. */
  readonly max?: number;
  /** Milliseconds that one statement may take; without it, as long as it wants (jobs, commands). */
  readonly statementTimeout?: number;
}

export function connect(url: string, options: ConnectOptions = {}): Database {
  const { max = 20, statementTimeout } = options;
  const pool = new Pool({
    connectionString: url,
    Client,
    max,
    types,
    application_name: 'renfort',
    // The server's own zone must not change what a cast to a date gives.
    options: '-c TimeZone=UTC',
    keepAlive: true,
    // Also the longest wait for a free connection of the pool.
    connectionTimeoutMillis: 10_000,
    ...(statementTimeout === undefined
      ? {}
      : {
          statement_timeout: statementTimeout,
          idle_in_transaction_session_timeout: 2 * statementTimeout,
        }),
  });
  // An idle connection that the server closes must not end the program; the next query reconnects.
  pool.on('error', () => {});
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  rememberAddress(db, url);
  return {
    db,
    pool,
    async close() {
      await db.destroy();
      // Kysely leaves alone a pool through which it never ran a query.
      if (!pool.ended) await pool.end();
    },
  };
}

/** Typed queries on a client that somebody else holds, inside the transaction that it is in. */
export function queriesOn(client: pg.PoolClient): Kysely<Tables> {
  const held = { query: client.query.bind(client), release() {} };
  const pool = {
    options: {},
    connect: async () => held as unknown as pg.PoolClient,
    end: async () => {},
  };
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/** The server's version as text, refused with a plain message when it is too old. */
export async function checkServer(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ number: string; text: string }>(
    "SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS text",
  );
  const { number = '0', text = '' } = rows[0] ?? {};
  if (Number(number) < OLDEST_POSTGRES * 10_000) {
    throw new Error(
      `Renfort needs PostgreSQL ${OLDEST_POSTGRES} or newer; the server of DATABASE_URL is ${text}.`,
    );
  }
  return text;
}
