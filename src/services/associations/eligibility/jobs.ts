import { z } from 'zod';
import { defineJob } from '#platform/jobs/index.ts';
import { followDecisions } from './actions.ts';
import { remindOfEnds } from './remind.ts';

/** At night, after imports of the register. */
export const followDecisionsJob = defineJob({
  name: 'associations.follow_eligibility',
  schema: z.looseObject({}),
  cron: '40 4 * * *',
  run: async (ctx) => {
    await followDecisions(ctx);
    await remindOfEnds(ctx);
  },
});
