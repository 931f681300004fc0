import type { Eraser } from '#platform/erasure.ts';
import { recordReply } from './actions/reply.ts';
import { deleteLinks, forgetReasons, heldPlaces } from './queries/person.ts';
import { eraseWalkUpsOf } from './walkups/erase.ts';

/**
 * A person who is erased leaves the places they hold, which go to the reserve, and their links die.
 * What stays (alerts, answers, the situation log) knows an id that leads to nobody any more.
 */
export const eraseCrisesPart: Eraser = async (tx, person) => {
  await eraseWalkUpsOf(tx, person);
  const { volunteerId } = person;
  if (!volunteerId) return;
  for (const place of await heldPlaces(tx.db, volunteerId, tx.clock.now())) {
    await recordReply(tx, { ...place, volunteerId, answer: 'no', reason: null, channel: 'link' });
  }
  await deleteLinks(tx.db, volunteerId);
  await forgetReasons(tx.db, volunteerId);
};
