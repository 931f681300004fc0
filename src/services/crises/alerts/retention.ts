import { z } from 'zod';
import type { Context } from '#platform/context.ts';
import { defineJob } from '#platform/jobs/index.ts';
import { deleteGoneItems, deleteOldProposals, deleteUnusedMessages } from './queries/retention.ts';

const DAY = 86_400_000;

/**
 * How long what arrives is kept, in days. A feed brings its whole document every few minutes, most of
 * them saying nothing new; one alert that led to nothing may still be asked about. Proposals that no
 * crisis came from go a year after their end, with their messages; the others stay with their crisis.
 */
export const ALERTS_KEPT = { feedDocuments: 7, unused: 30, proposals: 365 } as const;

const CHUNK = 500;

/** Returns how many messages were deleted. */
export async function forgetOldAlerts(ctx: Context): Promise<number> {
  const before = (days: number) => new Date(ctx.clock.now().getTime() - days * DAY);
  await deleteOldProposals(ctx.db, before(ALERTS_KEPT.proposals));
  await deleteGoneItems(ctx.db, before(ALERTS_KEPT.unused));
  for (let total = 0; ; ) {
    const deleted = await deleteUnusedMessages(
      ctx.db,
      { feeds: before(ALERTS_KEPT.feedDocuments), others: before(ALERTS_KEPT.unused) },
      CHUNK,
    );
    total += deleted;
    if (deleted < CHUNK) return total;
  }
}

export const forgetAlertsJob = defineJob({
  name: 'crises.forget_alerts',
  schema: z.object({}),
  cron: '20 4 * * *',
  run: async (ctx) => {
    await forgetOldAlerts(ctx);
  },
});
