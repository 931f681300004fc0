import type { Eraser } from '#platform/erasure.ts';
import { removeFiles } from '#platform/files/index.ts';
import { decideOnce } from './actions/placing.ts';
import { mayAsk } from './domain/places.ts';
import { HOLDING } from './domain/states.ts';
import { applicationsOfVolunteer } from './queries/applications.ts';
import { emptyPerson, filesOf, forgetAccount } from './queries/erasure.ts';

/**
 * A person who is erased leaves the places she holds, to those who wait. Her words, messages, files and
 * searches go; confirmed minutes stay with the association, under an id that leads to nobody.
 */
export const eraseMissionsPart: Eraser = async (tx, person) => {
  const { volunteerId, accountId } = person;
  if (accountId) await forgetAccount(tx.db, accountId);
  if (!volunteerId) return;
  for (const { missionId, state } of await applicationsOfVolunteer(tx.db, volunteerId)) {
    if (!mayAsk(state, 'withdraw') || (!HOLDING.has(state) && state !== 'waiting')) continue;
    await decideOnce(tx, missionId, [
      { volunteerId, ask: 'withdraw', actor: { kind: 'system', name: 'erasure' } },
    ]);
  }
  await removeFiles(tx, await filesOf(tx.db, volunteerId));
  await emptyPerson(tx.db, volunteerId);
};
