import { sql } from 'kysely';
import type { Db } from '../db/index.ts';

export async function answersInTime(db: Db): Promise<boolean> {
  const { rows } = await sql<{ one: number }>`SELECT 1 AS one`.execute(db);
  return rows[0]?.one === 1;
}

/** Names of the migrations applied, `module/file`. */
export async function appliedMigrations(db: Db): Promise<Set<string>> {
  const { rows } = await sql<{ name: string }>`
    SELECT module || '/' || name AS name FROM platform.migration`.execute(db);
  return new Set(rows.map((row) => row.name));
}

/** When a process last looked after the queue of jobs; null: never. */
export async function jobsSeenAt(db: Db): Promise<Date | null> {
  const { rows } = await sql<{
    at: Date | null;
  }>`SELECT max(cron_on) AS at FROM jobs.version`.execute(db);
  return rows[0]?.at ?? null;
}

export interface OutboxDepth {
  readonly channel: string;
  readonly state: string;
  readonly count: number;
  /** Age of the oldest that could have gone out by now; 0 when none. */
  readonly oldestSeconds: number;
}

/** Messages that are not settled, by channel. */
export async function outboxDepth(db: Db, now: Date): Promise<OutboxDepth[]> {
  const { rows } = await sql<OutboxDepth>`
    SELECT channel, state, count(*) AS count,
           coalesce(extract(epoch FROM ${now}::timestamptz - min(not_before)
             FILTER (WHERE not_before <= ${now})), 0)::float8 AS "oldestSeconds"
    FROM messaging.outbox
    WHERE state IN ('waiting', 'sending', 'uncertain')
    GROUP BY channel, state`.execute(db);
  return rows;
}

export async function jobCounts(db: Db): Promise<{ name: string; state: string; count: number }[]> {
  const { rows } = await sql<{ name: string; state: string; count: number }>`
    SELECT name, state::text AS state, count(*) AS count
    FROM jobs.job WHERE state IN ('created', 'retry', 'active', 'failed')
    GROUP BY name, state`.execute(db);
  return rows;
}

/** Connections of Renfort's processes to this database, by what they do. */
export async function connectionCounts(db: Db): Promise<{ state: string; count: number }[]> {
  const { rows } = await sql<{ state: string; count: number }>`
    SELECT coalesce(state, 'unknown') AS state, count(*) AS count
    FROM pg_stat_activity
    WHERE datname = current_database() AND application_name LIKE 'renfort%'
    GROUP BY 1`.execute(db);
  return rows;
}

export interface ServerState {
  readonly version: string;
  readonly encoding: string;
  readonly fsync: 'on' | 'off';
  readonly full_page_writes: 'on' | 'off';
  readonly maxConnections: number;
  /** Connections that only its administrators get. */
  readonly reserved: number;
  readonly now: Date;
}

export async function serverState(db: Db): Promise<ServerState> {
  const { rows } = await sql<ServerState>`
    SELECT current_setting('server_version') AS version,
      current_setting('server_encoding') AS encoding, current_setting('fsync') AS fsync,
      current_setting('full_page_writes') AS full_page_writes,
      current_setting('max_connections')::int AS "maxConnections",
      current_setting('superuser_reserved_connections')::int AS reserved,
      clock_timestamp() AS now`.execute(db);
  return rows[0] as ServerState;
}
