import { z } from 'zod';
import { type Context, transaction } from '#platform/context.ts';
import { defineJob } from '#platform/jobs/index.ts';
import { nextProposalState } from '../domain/proposal/states.ts';
import { endedProposals, insertHistory, saveProposals } from './queries/proposals.ts';

/** Closes the proposals whose period is over. Returns how many. */
export async function expireProposals(ctx: Context): Promise<number> {
  return transaction(ctx, async (tx) => {
    const now = tx.clock.now();
    const ended = await endedProposals(tx.db, now);
    await saveProposals(
      tx.db,
      ended.map((proposal) => ({
        ...proposal,
        state: nextProposalState(proposal.state, 'expire') ?? proposal.state,
        updatedAt: now,
        events: proposal.events + 1,
      })),
    );
    await insertHistory(
      tx.db,
      ended.map((proposal) => ({
        proposalId: proposal.id,
        number: proposal.events + 1,
        at: now,
        event: 'expire' as const,
        reason: 'end_of_period',
        level: proposal.level,
        entryId: null,
        actor: null,
      })),
    );
    return ended.length;
  });
}

export const expireProposalsJob = defineJob({
  name: 'crises.expire_proposals',
  schema: z.object({}),
  cron: '* * * * *',
  run: async (ctx) => {
    await expireProposals(ctx);
  },
});
