import { z } from 'zod';
import type { Context } from '#platform/context.ts';
import { defineJob, enqueue } from '#platform/jobs/index.ts';
import { sendNotice } from '../call-messages.ts';
import { silentPeople } from '../queries/call-outs.ts';
import { needFacts } from '../queries/need-facts.ts';

/** Withdrawals of the first minutes often make room again: those who wait are told a little later. */
const WAIT_MINUTES = 2;

/**
 * Tells those who were called and have not answered that all places are taken, by e-mail: nobody sets
 * out for nothing, and an SMS for that would be one too many.
 */
export const tellFullJob = defineJob({
  name: 'crises.tell_full',
  schema: z.object({ crisisId: z.uuid(), needId: z.uuid() }),
  async run(ctx, key) {
    const facts = await needFacts(ctx.db, key);
    if (!facts.isFull) return;
    await sendNotice(ctx, facts, 'filled', await silentPeople(ctx.db, key));
  },
});

export async function enqueueTellFull(
  tx: Context,
  { crisisId, needId }: { readonly crisisId: string; readonly needId: string },
): Promise<void> {
  const startAfter = new Date(tx.clock.now().getTime() + WAIT_MINUTES * 60_000);
  await enqueue(tx, tellFullJob, { crisisId, needId }, { startAfter, singletonKey: needId });
}
