import { z } from 'zod';
import { defineJob } from '#platform/jobs/index.ts';
import { deleteExpired } from './queries/erasure.ts';

/** Keeps the tables of short-lived things short. */
export const sweep = defineJob({
  name: 'auth.sweep',
  schema: z.object({}),
  cron: '17 * * * *',
  async run(ctx) {
    await deleteExpired(ctx.db, ctx.clock.now());
  },
});
