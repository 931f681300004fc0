import { z } from 'zod';
import { defineJob } from '#platform/jobs/index.ts';
import { followApplications, lapseOffers } from './actions/follow-up.ts';
import { sendNews } from './actions/news.ts';
import { expireClaims } from './actions/work.ts';
import { remindMeetings } from './calendar/remind.ts';
import { pruneWords } from './queries/search.ts';
import { pull, push } from './syndication/sync.ts';

/** Everything that time alone brings about, every ten minutes. */
const clockJob = defineJob({
  name: 'missions.clock',
  schema: z.object({}),
  cron: '*/10 * * * *',
  async run(ctx) {
    await lapseOffers(ctx);
    await expireClaims(ctx);
    await followApplications(ctx);
    await remindMeetings(ctx);
  },
});

/** In the night: what a mistyped word is compared with stays what missions say. */
const wordsJob = defineJob({
  name: 'missions.words',
  schema: z.object({}),
  cron: '40 3 * * *',
  run: (ctx) => pruneWords(ctx.db),
});

/** A server that is away is asked again by the next run, which begins where this one stopped. */
const ONCE = { limit: 0, delay: 1 } as const;

const pushJob = defineJob({
  name: 'missions.push',
  schema: z.object({}),
  cron: '5-59/10 * * * *',
  retry: ONCE,
  async run(ctx) {
    await push(ctx);
  },
});

const pullJob = defineJob({
  name: 'missions.pull',
  schema: z.object({}),
  cron: '17 * * * *',
  retry: ONCE,
  async run(ctx) {
    await pull(ctx);
  },
});

/** Letters about new missions, at the rhythm that each person chose. */
const newsJob = defineJob({
  name: 'missions.news',
  schema: z.object({}),
  cron: '*/10 * * * *',
  run: sendNews,
});

export const jobs = [clockJob, newsJob, wordsJob, pushJob, pullJob];
