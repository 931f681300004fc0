import { z } from 'zod';
import { transaction } from '#platform/context.ts';
import { defineJob } from '#platform/jobs/index.ts';
import { applyMove } from './actions/move.ts';
import { clockEvent, ORDER_STATES } from './domain/order.ts';
import { lockOrder, waitingSince } from './queries/orders.ts';
import { deleteCallsEndedBefore } from './queries/webhooks.ts';
import { callJob } from './webhooks/calls.ts';

/** Orders looked at in one run; the next hour goes on. */
const AT_ONCE = 500;
const CLOCK = { kind: 'system', name: 'offers.clock' } as const;

/** Every hour: quotes and orders that nobody moved expire, and what was invoiced long ago is closed. */
export const clockJob = defineJob({
  name: 'offers.clock',
  schema: z.object({}),
  cron: '17 * * * *',
  async run(ctx) {
    const now = ctx.clock.now();
    for (const state of ORDER_STATES) {
      // The day rule is the domain's: this only leaves out what cannot be due yet.
      if (clockEvent(state, new Date(0), now) === undefined) continue;
      for (const id of await waitingSince(ctx.db, state, now, AT_ONCE)) {
        await transaction(ctx, async (tx) => {
          const order = await lockOrder(tx.db, id);
          const event = order && clockEvent(order.state, order.stateSince, now);
          if (order && event) await applyMove(tx, CLOCK, order, 'clock', { event });
        });
      }
    }
  },
});

/** The log of calls is for those who look for a fault: three months. */
const CALLS_KEPT_DAYS = 90;

export const forgetCallsJob = defineJob({
  name: 'offers.forget_calls',
  schema: z.object({}),
  cron: '41 3 * * *',
  async run(ctx) {
    const before = ctx.clock.now().getTime() - CALLS_KEPT_DAYS * 86_400_000;
    await deleteCallsEndedBefore(ctx.db, new Date(before));
  },
});

export const jobs = [clockJob, callJob, forgetCallsJob];
