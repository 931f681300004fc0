import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { vacate } from '../domain/places.ts';
import {
  heldElsewhere,
  knownPlaces,
  lapsedOffers,
  lockNeed,
  lockPeople,
  peopleInState,
} from '../queries/replies.ts';
import { keepDecision, placesOf } from './placing.ts';

const LAPSES: Actor = { kind: 'system', name: 'crises.lapses' };

/** Takes back the offered places that were not confirmed in time, and offers them to the next. */
export async function lapseOffers(ctx: Context): Promise<void> {
  for (const key of await lapsedOffers(ctx.db, ctx.clock.now())) {
    await transaction(ctx, (tx) => lapseOffersOf(tx, key));
  }
}

async function lapseOffersOf(
  tx: Context,
  key: { readonly crisisId: string; readonly needId: string },
): Promise<void> {
  const need = await lockNeed(tx.db, key.crisisId, key.needId);
  if (!need) return;
  const now = tx.clock.now();
  const late = await peopleInState(tx.db, need, ['offered'], now);
  const lateIds = late.map(({ volunteerId }) => volunteerId);
  const known = await knownPlaces(tx.db, need, lateIds, 2 * late.length + 20);
  const waiting = known
    .filter(({ state }) => state === 'reserve')
    .map(({ volunteerId }) => volunteerId);
  await lockPeople(tx.db, waiting);
  const busy = await heldElsewhere(tx.db, need, waiting);
  const decision = vacate(placesOf(need, now), known, busy, lateIds, 'lapse');
  await keepDecision(tx, LAPSES, need, decision, []);
}
