import { type Context, transaction } from '#platform/context.ts';
import { nextProposalState } from '../../domain/proposal/states.ts';
import { presenceOfProposals } from '../queries/feeds.ts';
import { lockIntake } from '../queries/intake.ts';
import { insertHistory, lockProposals, saveProposals } from '../queries/proposals.ts';

const LEFT = 'left_feed';

/**
 * An alert that vanishes from its feed may have been withdrawn, or the feed may be ill: nothing is
 * cancelled, the officer is told, and told again when it is back.
 */
export async function noteAbsences(ctx: Context): Promise<number> {
  return transaction(ctx, async (tx) => {
    await lockIntake(tx.db);
    const now = tx.clock.now();
    const presence = await presenceOfProposals(tx.db, now);
    if (presence.length === 0) return 0;
    const gone = new Map(presence.map((one) => [one.id, one.gone]));
    const proposals = await lockProposals(tx.db, [...gone.keys()]);
    const noted = proposals
      .filter(({ id, notes }) => gone.get(id) !== notes.includes(LEFT))
      .map((proposal) => ({
        ...proposal,
        notes: gone.get(proposal.id)
          ? [...proposal.notes, LEFT]
          : proposal.notes.filter((note) => note !== LEFT),
        state: nextProposalState(proposal.state, 'note') ?? proposal.state,
        updatedAt: now,
        events: proposal.events + 1,
      }));
    await saveProposals(tx.db, noted);
    await insertHistory(
      tx.db,
      noted.map(({ id, events, level, notes }) => ({
        proposalId: id,
        number: events,
        at: now,
        event: 'note' as const,
        reason: notes.includes(LEFT) ? LEFT : 'back_in_feed',
        level,
        entryId: null,
        actor: null,
      })),
    );
    return noted.length;
  });
}
