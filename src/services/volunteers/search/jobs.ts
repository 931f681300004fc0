import { z } from 'zod';
import { type Context, transaction } from '#platform/context.ts';
import { defineJob } from '#platform/jobs/index.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { refreshSearch } from './index.ts';
import {
  clusterPartition,
  deletePastEngagements,
  peopleWithLapsed,
  strayedPartitions,
} from './queries/upkeep.ts';

const BATCH = 1_000;
const KEPT_MS = 2 * 86_400_000;
/** Smaller partitions are read whole in no time. */
const WORTH_ORDERING = 5_000;
const LOCK_NOT_AVAILABLE = '55P03';

/** Every night: certificates that ended leave the search rows, strayed partitions are put in order. */
export const searchUpkeepJob = defineJob({
  name: 'volunteers.search_upkeep',
  schema: z.object({}),
  cron: '40 3 * * *',
  run: async (ctx) => {
    await refreshLapsed(ctx);
    await deletePastEngagements(ctx.db, new Date(ctx.clock.now().getTime() - KEPT_MS));
    for (const partition of await strayedPartitions(ctx.db, WORTH_ORDERING)) {
      try {
        await transaction(ctx, (tx) => clusterPartition(tx.db, partition));
      } catch (error) {
        if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE) throw error;
        ctx.log.info({ partition: partition.name }, 'in use: put in order another night');
      }
    }
  },
});

async function refreshLapsed(ctx: Context): Promise<void> {
  const today = localDate(ctx.clock.now());
  for (;;) {
    const ids = await peopleWithLapsed(ctx.db, today, BATCH);
    if (ids.length === 0) return;
    await transaction(ctx, (tx) => refreshSearch(tx, ids));
  }
}
