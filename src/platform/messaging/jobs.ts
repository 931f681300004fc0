import { z } from 'zod';
import { defineJob, type Job } from '../jobs/index.ts';
import { contactFailed } from './contact-failed.ts';
import { handleForgotten } from './incoming.ts';
import { deleteExpiredPush } from './queries/push.ts';
import { forgetOldContents } from './queries/retention.ts';

/** Texts whose handling failed when they came in. */
const handleIncoming = defineJob({
  name: 'messaging.handle_incoming',
  schema: z.object({}),
  cron: '* * * * *',
  run: (ctx) => handleForgotten(ctx),
});

/** What was written to people is kept for 90 days; that it was written, and when, for longer. */
export const CONTENTS_KEPT_DAYS = 90;

const forget = defineJob({
  name: 'messaging.forget_contents',
  schema: z.object({}),
  cron: '40 3 * * *',
  async run(ctx) {
    const before = new Date(ctx.clock.now().getTime() - CONTENTS_KEPT_DAYS * 86_400_000);
    await forgetOldContents(ctx.db, before);
  },
});

const dropExpiredPush = defineJob({
  name: 'messaging.drop_expired_push',
  schema: z.object({}),
  cron: '20 3 * * *',
  run: (ctx) => deleteExpiredPush(ctx.db, ctx.clock.now()),
});

export const jobs: readonly Job[] = [
  contactFailed,
  handleIncoming,
  forget,
  dropExpiredPush,
] as unknown as readonly Job[];
