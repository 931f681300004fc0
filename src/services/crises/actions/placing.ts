import type { Context } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { releaseEngaged, setEngaged } from '#services/volunteers/index.ts';
import { sendNotice } from '../call-messages.ts';
import { offerEnd } from '../domain/offer-time.ts';
import type { Decision, NeedPlaces } from '../domain/places.ts';
import { HOLDING } from '../domain/states.ts';
import { needFacts } from '../queries/need-facts.ts';
import { type LockedNeed, type ReplyRow, saveDecision } from '../queries/replies.ts';
import { type NewLogEntry, writeLog } from '../situation-log.ts';
import { stopCalling, wakeCallOut } from './calling.ts';
import { enqueueTellFull } from './tell-full.ts';

/** The counters of a need; it takes answers while it is open, its crisis active and its shift not over. */
export function placesOf(need: LockedNeed, now?: Date): NeedPlaces {
  return {
    places: need.places,
    confirmed: need.confirmed,
    offered: need.offered,
    reserve: need.reserve,
    nextRank: need.nextRank,
    open:
      need.needStatus === 'open' &&
      need.crisisStatus === 'active' &&
      (now === undefined || now < need.endsAt),
  };
}

/**
 * Writes a decision with all that follows from it: who is held, offers, the log, the end of the calls.
 * `instead`: the places were given by an officer; by person, the position that theirs replaces.
 */
export async function keepDecision(
  tx: Context,
  actor: Actor,
  need: LockedNeed,
  decision: Decision,
  replies: readonly ReplyRow[],
  instead?: ReadonlyMap<string, string>,
): Promise<void> {
  const now = tx.clock.now();
  const confirmBy = offerEnd(now, need.startsAt);
  await saveDecision(tx.db, need, {
    now,
    counters: decision.need,
    places: decision.changed.map((place) => ({
      ...place,
      confirmBy: place.state === 'offered' ? confirmBy : null,
    })),
    replies,
  });
  if (decision.changed.length === 0) return;
  const held: string[] = [];
  const freed: string[] = [];
  for (const { volunteerId, state } of decision.changed) {
    if (HOLDING.has(state)) held.push(volunteerId);
    else if (state !== 'reserve' && state !== 'declined') freed.push(volunteerId);
  }
  await setEngaged(tx, held, need.startsAt, need.endsAt, need.needId);
  await releaseEngaged(tx, freed, need.needId);
  if (decision.offers.length > 0) {
    await sendNotice(tx, await needFacts(tx.db, need), 'offered', decision.offers, {
      turn: now.getTime().toString(36),
      confirmBy,
      ignoreQuietHours: true,
      expiresAt: confirmBy,
    });
  }
  const confirmed = decision.changed.filter(({ state }) => state === 'confirmed');
  if (confirmed.length > 0) {
    await sendNotice(
      tx,
      await needFacts(tx.db, need),
      instead ? 'assigned' : 'confirmed',
      confirmed.map(({ volunteerId }) => volunteerId),
      { turn: now.getTime().toString(36), ...(instead ? { instead, ignoreQuietHours: true } : {}) },
    );
  }
  const isFull = decision.need.confirmed + decision.need.offered >= need.places;
  const filled = isFull ? await stopCalling(tx, need, 'fill') : undefined;
  if (filled) await enqueueTellFull(tx, need);
  if (!isFull && freed.length > 0) await wakeCallOut(tx, need);
  await writeLog(
    tx,
    actor,
    need.crisisId,
    ...eventsOf(need, decision, { filled: filled !== undefined, assigned: instead !== undefined }),
  );
}

function eventsOf(
  need: LockedNeed,
  decision: Decision,
  { filled, assigned }: { readonly filled: boolean; readonly assigned: boolean },
): NewLogEntry[] {
  const detail = { need: need.needId, position: need.position };
  const states = new Map(decision.changed.map(({ volunteerId, state }) => [volunteerId, state]));
  const people = (state: string) => [...states].filter(([, s]) => s === state).map(([id]) => id);
  const entries: NewLogEntry[] = [];
  const add = (kind: NewLogEntry['kind'], ids: readonly string[]) => {
    if (ids.length > 0) entries.push({ kind, detail: { ...detail, people: ids } });
  };
  if (assigned) add('people_assigned', people('confirmed'));
  add('place_withdrawn', people('withdrawn'));
  add('place_lapsed', people('lapsed'));
  add('place_released', people('released'));
  add('place_offered', decision.offers);
  if (filled) {
    entries.push({ kind: 'need_filled', detail: { ...detail, places: need.places } });
  }
  return entries;
}
