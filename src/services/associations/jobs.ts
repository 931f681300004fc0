import { z } from 'zod';
import { defineJob } from '#platform/jobs/index.ts';
import { followClaims } from './actions/claim-clock.ts';

/** In the morning, so that whoever is written to can answer the same day. */
export const claimsJob = defineJob({
  name: 'associations.claims',
  schema: z.looseObject({}),
  cron: '25 8 * * *',
  run: followClaims,
});
