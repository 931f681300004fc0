import type { Context } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { transition } from '#platform/kernel/transitions.ts';
import { sendNotice } from '../call-messages.ts';
import { vacate } from '../domain/places.ts';
import { NEED } from '../domain/states.ts';
import { needFacts } from '../queries/need-facts.ts';
import { updateNeedStatus } from '../queries/needs.ts';
import { type LockedNeed, lockNeed, peopleInState } from '../queries/replies.ts';
import { writeLog } from '../situation-log.ts';
import { stopCalling } from './calling.ts';
import { keepDecision, placesOf } from './placing.ts';

/**
 * How a need ends. `stop_calling`: nobody more is called, the rest stays. `close`: enough people;
 * those confirmed are still expected, the reserve is thanked. `end`: the crisis is over, and everybody
 * is thanked for all their needs at once, see thank.ts. `cancel`: nobody is expected any more.
 */
export type NeedEnding = 'stop_calling' | 'close' | 'end' | 'cancel';

/** Ends a need in the caller's transaction and tells the people concerned. */
export async function endNeed(
  tx: Context,
  actor: Actor,
  key: { readonly crisisId: string; readonly needId: string },
  ending: NeedEnding,
): Promise<void> {
  const need = await lockNeed(tx.db, key.crisisId, key.needId);
  if (!need || need.needStatus === 'cancelled') return;
  await stopCalling(tx, need);
  if (ending === 'stop_calling') return;
  const next = transition(NEED, need.needStatus, ending === 'cancel' ? 'cancel' : 'close');
  if (next.ok) await updateNeedStatus(tx.db, need, next.value);
  const leaving = await peopleInState(
    tx.db,
    need,
    ending === 'cancel' ? ['confirmed', 'offered', 'reserve'] : ['offered', 'reserve'],
  );
  if (leaving.length === 0) return;
  const decision = vacate(
    { ...placesOf(need), open: false },
    leaving,
    new Set(),
    idsOf(leaving),
    'release',
  );
  await keepDecision(tx, actor, need, decision, []);
  if (ending === 'end') return;
  const notice = ending === 'cancel' ? 'cancelled' : 'released';
  await sendNotice(tx, await needFacts(tx.db, need), notice, idsOf(leaving));
}

function idsOf(people: readonly { volunteerId: string }[]): string[] {
  return people.map(({ volunteerId }) => volunteerId);
}

export async function logEnding(
  tx: Context,
  actor: Actor,
  need: LockedNeed,
  kind: 'need_closed' | 'need_cancelled' | 'need_reopened' | 'call_stopped',
): Promise<void> {
  await writeLog(tx, actor, need.crisisId, {
    kind,
    detail: { need: need.needId, position: need.position },
  });
}
