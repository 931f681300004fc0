import type { z } from 'zod';
import type { Context } from '../context.ts';
import { DEFAULT_RETRY, definedJob, type Job } from './define.ts';
import { ensureQueue, insertJob, queueExists, settleJob, takeDueJob } from './queries.ts';

export interface EnqueueOptions {
  /** Not before this instant. */
  readonly startAfter?: Date;
  /** While a job of this kind and key waits, another is not added. */
  readonly singletonKey?: string;
}

/**
 * Adds a job in the caller's transaction: it runs only if that transaction commits.
 * Returns false when a job with the same singleton key already waits.
 */
export async function enqueue<Schema extends z.ZodType>(
  ctx: Context,
  job: Job<Schema>,
  data: z.input<Schema>,
  options: EnqueueOptions = {},
): Promise<boolean> {
  job.schema.parse(data);
  if (!(await queueExists(ctx.db, job.name))) {
    await ensureQueue(ctx.db, job.name, job.retry ?? DEFAULT_RETRY);
  }
  return insertJob(ctx.db, {
    name: job.name,
    data: JSON.stringify(data ?? null),
    startAfter: options.startAfter ?? ctx.clock.now(),
    singletonKey: options.singletonKey,
  });
}

/**
 * For tests: runs every job due at the test's clock, those they enqueue included, oldest first, in
 * this process. A job that fails is marked as failed and its error is thrown. Returns how many ran.
 */
export async function runPendingJobs(ctx: Context): Promise<number> {
  for (let count = 0; ; count++) {
    const pending = await takeDueJob(ctx.db, ctx.clock.now());
    if (!pending) return count;
    try {
      const job = definedJob(pending.name);
      if (!job) throw new Error(`No job is named ${pending.name}`);
      await job.run(ctx, job.schema.parse(pending.data));
    } catch (error) {
      await settleJob(ctx.db, pending, 'failed', JSON.stringify({ message: String(error) }));
      throw error;
    }
    await settleJob(ctx.db, pending, 'completed', null);
  }
}
