import type { PgBoss } from 'pg-boss';
import type { Context } from '../context.ts';
import { addressOf } from '../db/index.ts';
import { DEFAULT_TIME_ZONE } from '../kernel/dates.ts';
import { DEFAULT_RETRY, HEARTBEAT_SECONDS, type Job } from './define.ts';
import { ensureQueue } from './queries.ts';

export interface JobRunner {
  /** Waits for the jobs under way, 30 seconds at most. */
  stop(): Promise<void>;
}

const POLL_SECONDS = 1;
/** How often one of the programs looks for jobs whose worker was killed. */
const SUPERVISE_SECONDS = 10;
/** Its maintenance runs several statements in one call and reads each answer, which Kysely cannot give. */
const CONNECTIONS = 4;

/** Runs jobs in this process until stopped. Several processes share them. */
export async function startJobs(ctx: Context, jobs: readonly Job[]): Promise<JobRunner> {
  const { PgBoss } = await import('pg-boss');
  const boss = new PgBoss({
    connectionString: addressOf(ctx.db),
    max: CONNECTIONS,
    schema: 'jobs',
    cronMonitorIntervalSeconds: 15,
    cronWorkerIntervalSeconds: 5,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
  });
  boss.on('error', (error) => ctx.log.error({ err: error }, 'job queue error'));
  await boss.start();
  for (const job of jobs) await startJob(ctx, boss, job);
  for (const old of await boss.getSchedules()) {
    if (!jobs.some((job) => job.name === old.name && job.cron)) await boss.unschedule(old.name);
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 30_000, close: true }) };
}

export async function stopJobs(runner: JobRunner): Promise<void> {
  await runner.stop();
}

async function startJob(ctx: Context, boss: PgBoss, job: Job): Promise<void> {
  const retry = job.retry ?? DEFAULT_RETRY;
  await ensureQueue(ctx.db, job.name, retry);
  await boss.updateQueue(job.name, {
    retryLimit: retry.limit,
    retryDelay: retry.delay,
    retryBackoff: true,
    heartbeatSeconds: HEARTBEAT_SECONDS,
  });
  if (job.cron) await boss.schedule(job.name, job.cron, {}, { tz: DEFAULT_TIME_ZONE });
  await boss.work(job.name, { pollingIntervalSeconds: POLL_SECONDS }, async ([pending]) => {
    if (!pending) return;
    try {
      await job.run(ctx, job.schema.parse(pending.data));
    } catch (error) {
      ctx.log.error({ err: error, job: job.name, jobId: pending.id }, 'job failed');
      throw error;
    }
  });
}
