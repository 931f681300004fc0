import type { z } from 'zod';
import type { Context } from '../context.ts';

/** Work done later or on a schedule. `run` may be called again for the same data: make it idempotent. */
export interface Job<Schema extends z.ZodType = z.ZodType> {
  /** Unique in the program, `service.what`: `crises.send_wave`. */
  readonly name: string;
  readonly schema: Schema;
  /** Five cron fields in Europe/Paris time; the run gets `{}`, which the schema must accept. */
  readonly cron?: string;
  readonly retry?: Retry;
  run(ctx: Context, data: z.output<Schema>): Promise<void>;
}

export interface Retry {
  /** Runs after the first one; default 5. */
  readonly limit: number;
  /** Seconds before the first of them, doubled each time up to one hour; default 5. */
  readonly delay: number;
}

/** A worker under way says that it lives twice in this time; a job whose worker is silent is run again. */
export const HEARTBEAT_SECONDS = 20;

export const DEFAULT_RETRY: Retry = { limit: 5, delay: 5 };

const defined = new Map<string, Job>();

/** Declares a job once, at module level. */
export function defineJob<Schema extends z.ZodType>(job: Job<Schema>): Job<Schema> {
  if (defined.has(job.name)) throw new Error(`Two jobs are named ${job.name}`);
  defined.set(job.name, job as unknown as Job);
  return job;
}

export function definedJobs(): readonly Job[] {
  return [...defined.values()];
}

export function definedJob(name: string): Job | undefined {
  return defined.get(name);
}
