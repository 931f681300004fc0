import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { isAlive } from './postmaster.ts';

/** Held by the owner as long as it lives: PostgreSQL releases it when the owner dies in any way. */
const LOCK = 7_360_612_045;
const NAME = 'renfort-owner-';
/** The session of a Renfort that was just killed takes a moment to end. */
const PATIENCE = { tries: 30, everyMs: 100 };

/** Who owns a server: ourselves, by this connection, or another process. */
export type Ownership =
  | {
      readonly mine: true;
      readonly connection: pg.Client;
      /** Resolves when the connection is lost, for whatever reason. */
      readonly lost: Promise<void>;
    }
  | { readonly mine: false; readonly holder: number };

/** Takes the ownership of the server, unless another living process has it. */
export async function takeOwnership(url: string): Promise<Ownership> {
  const connection = new pg.Client({
    connectionString: url,
    application_name: `${NAME}${process.pid}`,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  });
  connection.on('error', () => {});
  const lost = new Promise<void>((resolve) => connection.once('end', () => resolve()));
  await connection.connect();
  try {
    for (let attempt = 1; ; attempt++) {
      const { rows } = await connection.query('SELECT pg_try_advisory_lock($1) AS mine', [LOCK]);
      if (rows[0].mine) return { mine: true, connection, lost };
      const holder = await holderOf(connection);
      if (holder !== undefined && (isAlive(holder) || attempt === PATIENCE.tries)) {
        await leave(connection);
        return { mine: false, holder };
      }
      await sleep(PATIENCE.everyMs);
    }
  } catch (error) {
    await leave(connection);
    throw error;
  }
}

export async function leave(connection: pg.Client): Promise<void> {
  await connection.end().catch(() => {});
}

async function holderOf(connection: pg.Client): Promise<number | undefined> {
  const { rows } = await connection.query<{ name: string }>(
    `SELECT a.application_name AS name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
     WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
       AND (l.classid::bigint << 32) | l.objid::bigint = $1`,
    [LOCK],
  );
  return rows[0]?.name.startsWith(NAME) ? Number(rows[0].name.slice(NAME.length)) : undefined;
}
