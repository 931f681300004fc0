import type { Merger } from '#platform/merging.ts';
import { decideOnce } from './actions/placing.ts';
import { mayAsk } from './domain/places.ts';
import { applicationsOfVolunteer } from './queries/applications.ts';
import { moveHistory } from './queries/merge.ts';

/**
 * Two records of one person become one. Where both applied for the same mission, the application of the
 * record that stays counts, and the other gives its place to those who wait.
 */
export const mergeMissionsPart: Merger = async (tx, { from, into }) => {
  const kept = new Set(
    (await applicationsOfVolunteer(tx.db, into)).map(({ missionId }) => missionId),
  );
  for (const { missionId, state } of await applicationsOfVolunteer(tx.db, from)) {
    if (!kept.has(missionId) || !mayAsk(state, 'withdraw')) continue;
    await decideOnce(tx, missionId, [
      { volunteerId: from, ask: 'withdraw', actor: { kind: 'system', name: 'merge' } },
    ]);
  }
  return { applications: await moveHistory(tx.db, from, into) };
};
