import { z } from 'zod';
import { defineJob } from '#platform/jobs/index.ts';
import { sweepTests } from './actions/sweep-tests.ts';
import { sendScores } from './lti/scores.ts';

const sweep = defineJob({
  name: 'skills.sweep',
  schema: z.object({}),
  cron: '40 3 * * *',
  run: sweepTests,
});

const scores = defineJob({
  name: 'skills.lti_scores',
  schema: z.object({}),
  cron: '* * * * *',
  run: sendScores,
});

export const jobs = [sweep, scores];
