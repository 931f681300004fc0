import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { capabilitiesOf } from '#services/volunteers/index.ts';
import { openCrisis } from '../actions/need.ts';
import { keepDecision, placesOf } from '../actions/placing.ts';
import { freeLetter } from '../actions/wave.ts';
import { reassign } from '../domain/places.ts';
import type { Move } from '../domain/sharing.ts';
import { insertAlerts } from '../queries/call-outs.ts';
import { lettersInUse } from '../queries/links.ts';
import {
  heldElsewhere,
  knownPlaces,
  type LockedNeed,
  lockNeed,
  lockPeople,
} from '../queries/replies.ts';
import { kmBetween, loadProposal, type SharedNeed } from './proposal.ts';

export type ApplyRefusal =
  | 'not_found'
  | 'out_of_territory'
  | 'crisis_over'
  | 'crisis_not_active'
  | 'nothing_to_move'
  | 'changed_since';

/**
 * Applies the moves that an officer has read, all of them or none, and tells each person. When
 * somebody has answered in between, nothing moves: the officer reads the new proposal.
 */
export async function applyProposal(
  ctx: Context,
  actor: Actor,
  input: { readonly crisisId: string; readonly digest: string },
): Promise<Result<number, ApplyRefusal>> {
  return transaction(ctx, async (tx) => {
    const crisis = await openCrisis(tx, actor, input.crisisId);
    if (!crisis.ok) return crisis;
    if (crisis.value.status !== 'active') return refuse('crisis_not_active');
    const shown = await loadProposal(tx, input.crisisId);
    const { moves } = shown.sharing;
    if (shown.digest !== input.digest) return refuse('changed_since');
    if (moves.length === 0) return refuse('nothing_to_move');
    const concerned = new Set(moves.flatMap(({ from, to }) => (from ? [from.id, to.id] : [to.id])));
    const locked = new Map<string, LockedNeed>();
    for (const id of [...concerned].sort()) {
      locked.set(id, (await lockNeed(tx.db, input.crisisId, id)) as LockedNeed);
    }
    await lockPeople(
      tx.db,
      moves.map(({ personId }) => personId),
    );
    // Under the locks nothing more can change: what was agreed to is still what is best, or not.
    const { digest } = await loadProposal(tx, input.crisisId);
    if (digest !== input.digest) return refuse('changed_since');
    for (const need of locked.values()) await move(tx, actor, need, moves);
    await recordAudit(tx, actor, {
      action: 'assignment.applied',
      subject: { kind: 'crisis', id: input.crisisId },
      detail: { people: moves.length },
    });
    return ok(moves.length);
  });
}

async function move(
  tx: Context,
  actor: Actor,
  need: LockedNeed,
  moves: readonly Move<SharedNeed>[],
): Promise<void> {
  const arriving = moves.filter(({ to }) => to.id === need.needId);
  const entering = arriving.map(({ personId }) => personId);
  const leaving = moves
    .filter(({ from }) => from?.id === need.needId)
    .map(({ personId }) => personId);
  const known = await knownPlaces(
    tx.db,
    need,
    [...entering, ...leaving],
    2 * (leaving.length + need.places - need.confirmed - need.offered) + 20,
  );
  const waiting = known.flatMap(({ volunteerId, state }) =>
    state === 'reserve' ? [volunteerId] : [],
  );
  // Those whom this very assignment takes elsewhere are not offered what they leave behind.
  const busy = new Set([
    ...(await heldElsewhere(tx.db, need, waiting)),
    ...moves.map(({ personId }) => personId),
  ]);
  await insertAlertsFor(tx, need, arriving);
  const decision = reassign(placesOf(need, tx.clock.now()), known, busy, { leaving, entering });
  await keepDecision(
    tx,
    actor,
    need,
    decision,
    entering.map((volunteerId) => ({
      id: tx.ids.next<'reply'>(),
      volunteerId,
      answer: 'yes',
      reason: null,
      channel: 'officer',
      outcome: 'confirmed',
    })),
    new Map(
      arriving.flatMap(({ personId, from }) => (from ? [[personId, from.need.position]] : [])),
    ),
  );
}

/** Somebody who was never called for this need gets a link and a letter to answer with. */
async function insertAlertsFor(
  tx: Context,
  need: LockedNeed,
  arriving: readonly Move<SharedNeed>[],
): Promise<void> {
  const now = tx.clock.now();
  const ids = arriving.map(({ personId }) => personId);
  if (ids.length === 0) return;
  const [letters, people] = await Promise.all([
    lettersInUse(tx.db, ids, now),
    capabilitiesOf(tx, ids),
  ]);
  await insertAlerts(
    tx.db,
    { crisisId: need.crisisId, needId: need.needId, id: tx.ids.next<'assignment'>() },
    { number: 0, at: now },
    arriving.map(({ personId, to }, index) => ({
      volunteerId: personId,
      channels: [],
      smsLetter: freeLetter(letters.get(personId) ?? []),
      position: index + 1,
      distanceKm: kmBetween(people.get(personId)?.commune ?? '', to.commune),
      propensity: 1,
    })),
  );
}
