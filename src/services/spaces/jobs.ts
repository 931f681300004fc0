import { z } from 'zod';
import { defineJob } from '#platform/jobs/index.ts';
import { closeBookings, remindBookings } from './actions/booking-clock.ts';
import { followApplications, followLabels } from './actions/clock.ts';

/** Labels and requests, in the morning: what ends, what is late. */
const labelsJob = defineJob({
  name: 'spaces.labels',
  schema: z.object({}),
  cron: '20 5 * * *',
  async run(ctx) {
    await followLabels(ctx);
    await followApplications(ctx);
  },
});

const bookingsJob = defineJob({
  name: 'spaces.bookings',
  schema: z.object({}),
  cron: '*/15 * * * *',
  async run(ctx) {
    await remindBookings(ctx);
    await closeBookings(ctx);
  },
});

export const jobs = [labelsJob, bookingsJob];
