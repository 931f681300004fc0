import { z } from 'zod';
import type { Context } from '#platform/context.ts';
import { defineJob, enqueue } from '#platform/jobs/index.ts';
import { messages } from '#platform/messaging/index.ts';
import { peopleByIds } from '#services/volunteers/index.ts';
import { sendNotice } from '../call-messages.ts';
import { silentPeople } from '../queries/call-outs.ts';
import { needFacts } from '../queries/need-facts.ts';

/** Withdrawals of the first minutes often make room again: those who wait are told a little later. */
const WAIT_MINUTES = 2;
const CHUNK = 5_000;
const MOST = 1_000_000;

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
    const silent = await silentPeople(ctx.db, key);
    await sendNotice(ctx, facts, 'filled', await reached(ctx, silent));
  },
});

/** Without those whose call was withdrawn before it left: they know of nothing. */
async function reached(
  ctx: Context,
  silent: readonly { volunteerId: string; callOutId: string }[],
): Promise<string[]> {
  const withdrawn = new Set<string | null>();
  for (const group of new Set(silent.map(({ callOutId }) => callOutId))) {
    const filter = { group, channel: 'email', state: 'cancelled' } as const;
    for (const { recipient } of await messages(ctx, filter, MOST)) withdrawn.add(recipient);
  }
  const ids = silent.map(({ volunteerId }) => volunteerId);
  const told: string[] = [];
  for (let start = 0; start < ids.length; start += CHUNK) {
    for (const [id, { email }] of await peopleByIds(ctx, ids.slice(start, start + CHUNK))) {
      if (email && !withdrawn.has(email.trim().toLowerCase())) told.push(id);
    }
  }
  return told;
}

export async function enqueueTellFull(
  tx: Context,
  { crisisId, needId }: { readonly crisisId: string; readonly needId: string },
): Promise<void> {
  const startAfter = new Date(tx.clock.now().getTime() + WAIT_MINUTES * 60_000);
  await enqueue(tx, tellFullJob, { crisisId, needId }, { startAfter, singletonKey: needId });
}
