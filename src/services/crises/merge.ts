import type { Merger } from '#platform/merging.ts';
import { moveHistory, needsOf } from './queries/person.ts';
import { lockNeed, lockPeople } from './queries/replies.ts';

/**
 * Somebody had two records: their alerts, answers and places follow the one that stays. Decisions under
 * way on the same needs end first.
 */
export const mergeCrisesPart: Merger = async (tx, { from, into }) => {
  for (const { crisisId, needId } of await needsOf(tx.db, [from]))
    await lockNeed(tx.db, crisisId, needId);
  await lockPeople(tx.db, [from, into]);
  return moveHistory(tx.db, from, into);
};
