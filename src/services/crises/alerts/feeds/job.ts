import { z } from 'zod';
import type { Context } from '#platform/context.ts';
import { defineJob } from '#platform/jobs/index.ts';
import { forgetItems } from '../queries/feeds.ts';
import { pollFeed } from './poll.ts';

/** A feed that drips must not make the others wait. */
const AT_ONCE = 4;
const REMEMBERED_MS = 30 * 86_400_000;

/** Asks every feed whose time has come. Returns how many. */
export async function pollDueFeeds(ctx: Context): Promise<number> {
  let asked = 0;
  const lane = async () => {
    while (await pollFeed(ctx)) asked++;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return asked;
}

export const pollFeedsJob = defineJob({
  name: 'crises.poll_feeds',
  schema: z.object({}),
  cron: '* * * * *',
  retry: { limit: 0, delay: 1 },
  run: async (ctx) => {
    await pollDueFeeds(ctx);
  },
});

export const forgetFeedItemsJob = defineJob({
  name: 'crises.forget_feed_items',
  schema: z.object({}),
  cron: '40 3 * * *',
  run: (ctx) => forgetItems(ctx.db, new Date(ctx.clock.now().getTime() - REMEMBERED_MS)),
});

export const feedJobs = [pollFeedsJob, forgetFeedItemsJob];
