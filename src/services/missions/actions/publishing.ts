import type { Context } from '#platform/context.ts';
import { communeByCode } from '#platform/geo/index.ts';
import { communeNumber } from '#platform/kernel/geography.ts';
import { organisationById } from '#services/associations/index.ts';
import { abilityLabel } from '#services/volunteers/index.ts';
import { eligibilityOf } from '../eligibility.ts';
import { missionById, wasAccepted } from '../queries/missions.ts';
import { refreshMissionSearch } from '../queries/search.ts';

/** An eligible association publishes by itself once a moderator has accepted a mission of its own. */
export async function isTrusted(ctx: Context, organisationId: string): Promise<boolean> {
  return (
    (await eligibilityOf(ctx, organisationId)) === 'eligible' &&
    (await wasAccepted(ctx.db, organisationId))
  );
}

/** The search row follows the state: there while the mission is published. */
export async function showInSearch(tx: Context, id: string): Promise<void> {
  const mission = await missionById(tx.db, id);
  if (!mission) return;
  const organisation = await organisationById(tx, mission.organisationId);
  const commune = communeByCode(mission.communeCode ?? '');
  await refreshMissionSearch(tx.db, id, {
    commune: commune ? communeNumber(commune.code) : null,
    organisationName: organisation?.name ?? mission.externalName,
    communeName: commune?.name ?? '',
    skillNames: [...mission.required, ...mission.skills]
      .map((skill) => abilityLabel('fr', skill))
      .join(' '),
  });
}
