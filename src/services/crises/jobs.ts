import { z } from 'zod';
import { defineJob } from '#platform/jobs/index.ts';
import { lapseOffers } from './actions/lapse.ts';
import { learnJob } from './actions/learn.ts';
import { retentionJob } from './actions/retention.ts';
import { tellFullJob } from './actions/tell-full.ts';
import { thankJob } from './actions/thank.ts';
import { sendWave, waveJob } from './actions/wave.ts';
import { remindThoseExpected } from './assignment/remind.ts';
import { digestJob } from './attendance/digest.ts';
import { callOutsToTick } from './queries/call-outs.ts';

/** Every minute: the next waves, the offers whose time is over, and the reminders of the evening. */
const tickJob = defineJob({
  name: 'crises.tick',
  schema: z.object({}),
  cron: '* * * * *',
  retry: { limit: 0, delay: 1 },
  async run(ctx) {
    await lapseOffers(ctx);
    await remindThoseExpected(ctx);
    for (const key of await callOutsToTick(ctx.db, ctx.clock.now())) {
      try {
        await sendWave(ctx, key);
      } catch (error) {
        // One need in trouble must not silence the others; the next minute tries again.
        ctx.log.error({ err: error, needId: key.needId }, 'wave failed');
      }
    }
  },
});

export const jobs = [tickJob, waveJob, tellFullJob, learnJob, digestJob, thankJob, retentionJob];
