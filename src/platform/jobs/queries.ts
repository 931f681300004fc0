import { sql } from 'kysely';
import type { Db } from '../db/index.ts';
import { HEARTBEAT_SECONDS, type Retry } from './define.ts';

export interface PendingJob {
  readonly id: string;
  readonly name: string;
  readonly data: unknown;
}

export interface FailedJob {
  readonly id: string;
  readonly name: string;
  readonly failedAt: Date;
  readonly runs: number;
  readonly error: string;
}

/** pg-boss keeps one row per kind of job; this joins the caller's transaction, as its own call would not. */
export async function ensureQueue(db: Db, name: string, retry: Retry): Promise<void> {
  const options = JSON.stringify({
    policy: 'standard',
    retryLimit: retry.limit,
    retryDelay: retry.delay,
    retryBackoff: true,
    retryDelayMax: 3600,
    heartbeatSeconds: HEARTBEAT_SECONDS,
  });
  await sql`SELECT jobs.create_queue(${name}, ${options}::jsonb)`.execute(db);
}

/**
 * The INSERT that pg-boss documents for other programs. `upsert_by_key` brings in its unique index:
 * one waiting job per (name, singleton key). Returns whether a row was added.
 */
export async function insertJob(
  db: Db,
  job: { name: string; data: string; startAfter: Date; singletonKey: string | undefined },
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    INSERT INTO jobs.job (name, data, start_after, keep_until, singleton_key, upsert_by_key, policy,
      retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds, deletion_seconds,
      heartbeat_seconds)
    SELECT q.name, ${job.data}::jsonb, ${job.startAfter}::timestamptz,
      greatest(${job.startAfter}::timestamptz, now()) + q.retention_seconds * interval '1 second',
      ${job.singletonKey ?? null}, ${job.singletonKey === undefined ? null : true}::boolean, q.policy,
      q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max, q.expire_seconds, q.deletion_seconds,
      q.heartbeat_seconds
    FROM jobs.queue q WHERE q.name = ${job.name}
    ON CONFLICT DO NOTHING RETURNING id`.execute(db);
  return rows.length > 0;
}

export async function queueExists(db: Db, name: string): Promise<boolean> {
  const row = await db
    .selectFrom('jobs.queue')
    .select('name')
    .where('name', '=', name)
    .executeTakeFirst();
  return row !== undefined;
}

/** The oldest job due at `now`, marked as running. */
export async function takeDueJob(db: Db, now: Date): Promise<PendingJob | undefined> {
  const { rows } = await sql<PendingJob>`
    UPDATE jobs.job SET state = 'active', started_on = now()
    WHERE (name, id) IN (
      SELECT name, id FROM jobs.job
      WHERE state < 'active' AND NOT blocked AND start_after <= ${now} AND name NOT LIKE '\\_\\_pgboss%'
      ORDER BY start_after, created_on, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, name, data`.execute(db);
  return rows[0];
}

export async function settleJob(
  db: Db,
  job: PendingJob,
  state: 'completed' | 'failed',
  output: string | null,
): Promise<void> {
  await sql`
    UPDATE jobs.job SET state = ${state}::jobs.job_state, completed_on = now(), output = ${output}::jsonb
    WHERE name = ${job.name} AND id = ${job.id}`.execute(db);
}

export async function selectFailedJobs(db: Db, limit: number): Promise<FailedJob[]> {
  const { rows } = await sql<FailedJob>`
    SELECT id, name, completed_on AS "failedAt", retry_count + 1 AS runs,
      coalesce(output->>'message', '') AS error
    FROM jobs.job WHERE state = 'failed'
    ORDER BY completed_on DESC LIMIT ${limit}`.execute(db);
  return rows;
}
