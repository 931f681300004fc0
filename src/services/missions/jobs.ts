import { z } from 'zod';
import { defineJob } from '#platform/jobs/index.ts';
import { followApplications, lapseOffers } from './actions/follow-up.ts';
import { expireClaims } from './actions/work.ts';
import { pruneWords } from './queries/search.ts';

/** Everything that time alone brings about, every ten minutes. */
const clockJob = defineJob({
  name: 'missions.clock',
  schema: z.object({}),
  cron: '*/10 * * * *',
  async run(ctx) {
    await lapseOffers(ctx);
    await expireClaims(ctx);
    await followApplications(ctx);
  },
});

/** In the night: what a mistyped word is compared with stays what missions say. */
const wordsJob = defineJob({
  name: 'missions.words',
  schema: z.object({}),
  cron: '40 3 * * *',
  run: (ctx) => pruneWords(ctx.db),
});

export const jobs = [clockJob, wordsJob];
