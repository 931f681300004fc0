import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { Tables } from './tables.ts';

export type { Tables } from './tables.ts';
export type Db = Kysely<Tables> | Transaction<Tables>;

const INT8 = 20;
const DATE = 1082;
const NUMERIC = 1700;

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

export interface Database {
  readonly db: Kysely<Tables>;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

export function connect(url: string, options: { max?: number } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 20,
    types,
    application_name: 'renfort',
  });
  // An idle connection that the server closes must not end the program; the next query reconnects.
  pool.on('error', () => {});
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
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
