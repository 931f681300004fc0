import { z } from 'zod';
import { defineJob } from '#platform/jobs/index.ts';
import { sweepTests } from './actions/sweep-tests.ts';
import { ageVouchers } from './actions/vouchers.ts';
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

/** Vouchers looked at in one run; the next hour goes on. */
const AT_ONCE = 2_000;

/** Vouchers that were not used in time expire, and their money goes back to the pool. */
const voucherClock = defineJob({
  name: 'skills.voucher_clock',
  schema: z.object({}),
  cron: '37 * * * *',
  run: (ctx) => ageVouchers(ctx, AT_ONCE),
});

export const jobs = [sweep, scores, voucherClock];
