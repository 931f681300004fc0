import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { addDaysTo, dueFollowUp } from '../domain/follow-up.ts';
import { texts } from '../messages/index.ts';
import { writeToManagers, writeToVolunteers } from '../notices.ts';
import {
  type Application,
  applicationById,
  dueToFollow,
  lapsedOffers,
  patchApplication,
} from '../queries/applications.ts';
import { lockMission } from '../queries/missions.ts';
import { delaysOf } from '../settings.ts';
import { alternativesFor } from './find.ts';
import { decideOnce } from './placing.ts';

const CLOCK: Actor = { kind: 'system', name: 'missions.clock' };
const A_RUN = 500;
const ALTERNATIVES = 3;

/** Reminders, the call to everybody in charge, and the release of those whom nobody answered. */
export async function followApplications(ctx: Context): Promise<void> {
  const { remindDays, escalateDays, releaseDays } = delaysOf(ctx);
  const ago = (days: number) => addDaysTo(ctx.clock.now(), -days);
  const since = { remind: ago(remindDays), escalate: ago(escalateDays), release: ago(releaseDays) };
  const due = await dueToFollow(ctx.db, since, A_RUN);
  for (const application of due) {
    await transaction(ctx, (tx) => followOne(tx, application));
  }
}

async function followOne(tx: Context, { missionId, id }: Application): Promise<void> {
  const mission = await lockMission(tx.db, missionId);
  const application = await applicationById(tx.db, missionId, id);
  if (!mission || !application?.awaitingSince) return;
  const { state, awaitingSince: since, followUpStage: stage, volunteerId } = application;
  const due = dueFollowUp({ state, since, stage }, tx.clock.now(), delaysOf(tx));
  if (!due) return;
  if (due === 'release') {
    await decideOnce(tx, missionId, [
      { volunteerId, ask: 'give_up_waiting', actor: CLOCK, reason: 'no_answer' },
    ]);
    await proposeOthers(tx, application);
    return;
  }
  const reached = due === 'remind' ? 1 : 2;
  await patchApplication(tx.db, missionId, id, { follow_up_stage: reached });
  await writeToManagers(
    tx,
    mission,
    due === 'remind' ? 'author' : 'all',
    `mission:${missionId}:${due}`,
    (lang) =>
      texts(lang).mail.followUp(due, {
        mission: mission.title,
        days: delaysOf(tx),
        link: `${tx.config.publicUrl}/missions/${missionId}/manage`,
      }),
  );
}

async function proposeOthers(tx: Context, application: Application): Promise<void> {
  const others = await alternativesFor(tx, application.volunteerId, ALTERNATIVES);
  if (others.length === 0) return;
  await writeToVolunteers(tx, [
    {
      volunteerId: application.volunteerId,
      key: `application:${application.id}:others:${tx.clock.now().getTime()}`,
      mail: (lang, firstName) =>
        texts(lang).mail.alternatives({
          firstName,
          missions: others.map(({ mission }) => ({
            title: mission.title,
            link: `${tx.config.publicUrl}/missions/${mission.id}`,
          })),
        }),
    },
  ]);
}

/** Places that were offered and not taken go to the next of the list. */
export async function lapseOffers(ctx: Context): Promise<void> {
  for (const { missionId, id } of await lapsedOffers(ctx.db, ctx.clock.now(), A_RUN)) {
    await transaction(ctx, async (tx) => {
      await lockMission(tx.db, missionId);
      const offer = await applicationById(tx.db, missionId, id);
      if (!offer?.offerExpiresAt || offer.offerExpiresAt > tx.clock.now()) return;
      await decideOnce(tx, missionId, [
        { volunteerId: offer.volunteerId, ask: 'lapse', actor: CLOCK, reason: 'offer_lapsed' },
      ]);
    });
  }
}
