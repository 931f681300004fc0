import { join } from 'node:path';
import type { Context } from '../context.ts';
import type { Service } from '../service.ts';
import { type FailedJob, selectFailedJobs } from './queries.ts';

export { defineJob, type Job, type Retry } from './define.ts';
export { type EnqueueOptions, enqueue, runPendingJobs } from './enqueue.ts';
export type { FailedJob } from './queries.ts';
export { type JobRunner, startJobs, stopJobs } from './run.ts';

/** Jobs that used up their retries, newest first. */
export async function failedJobs(ctx: Context, limit = 100): Promise<FailedJob[]> {
  return selectFailedJobs(ctx.db, limit);
}

export const service: Service = {
  name: 'jobs',
  migrations: { module: 'jobs', folder: join(import.meta.dirname, 'migrations') },
};
