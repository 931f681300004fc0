import { z } from 'zod';
import { defineJob } from '#platform/jobs/index.ts';
import { endPauses, followCertificates, followDrafts, keepFresh } from './actions/freshness.ts';
import { expireListsJob, listJob } from './actions/import-run.ts';

const nothing = z.looseObject({});

/** In the morning, so that whoever is written to can answer the same day. */
export const freshnessJob = defineJob({
  name: 'volunteers.freshness',
  schema: nothing,
  cron: '10 8 * * *',
  run: async (ctx) => void (await keepFresh(ctx)),
});

/** Just after midnight: somebody whose pause is over can be called the same morning. */
export const pausesJob = defineJob({
  name: 'volunteers.pauses',
  schema: nothing,
  cron: '2 0 * * *',
  run: async (ctx) => void (await endPauses(ctx)),
});

export const certificatesJob = defineJob({
  name: 'volunteers.certificates',
  schema: nothing,
  cron: '5 0 * * *',
  run: async (ctx) => void (await followCertificates(ctx)),
});

export const draftsJob = defineJob({
  name: 'volunteers.drafts',
  schema: nothing,
  cron: '20 8 * * *',
  run: async (ctx) => void (await followDrafts(ctx)),
});

export const jobs = [freshnessJob, pausesJob, certificatesJob, draftsJob, listJob, expireListsJob];
