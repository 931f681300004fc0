import { z } from 'zod';
import { defineJob } from '#platform/jobs/index.ts';
import { closeBookings, remindBookings } from './actions/booking-clock.ts';
import { followApplications, followLabels } from './actions/clock.ts';
import { BOOKING_MONTHS, VISIT_YEARS } from './domain/visits.ts';
import { forgetOldPeople } from './queries/retention.ts';

/** In the morning: labels that end, requests that are late, people of long ago. */
const labelsJob = defineJob({
  name: 'spaces.labels',
  schema: z.object({}),
  cron: '20 5 * * *',
  async run(ctx) {
    await followLabels(ctx);
    await followApplications(ctx);
    await forgetOldPeople(ctx.db, ctx.clock.now(), VISIT_YEARS, BOOKING_MONTHS);
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
