import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import { communeByCode, reachOfPoint } from '#platform/geo/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { organisationById } from '#services/associations/index.ts';
import {
  abilitiesNobodyHolds,
  helperById,
  helpersVisible,
  saveVisibility,
  type VisibleHelper,
  volunteerIdOf,
} from '#services/volunteers/index.ts';
import { gatesOf, isRemote, MONTHLY_SLOTS, monthOf, ranked, scoreOf } from '../domain/matching.ts';
import { texts } from '../messages/index.ts';
import { writeToVolunteers } from '../notices.ts';
import { mayManage } from '../policy.ts';
import { applicationOfVolunteer } from '../queries/applications.ts';
import { declineInvitation, invitationOf, notToInvite, takeSlot } from '../queries/invitations.ts';
import { type Mission, missionById } from '../queries/missions.ts';
import { kmBetween } from './apply.ts';

const SUGGESTED = 10;
/** Read from the register, those with more useful skills first; gates and scores choose among them. */
const CANDIDATES = 2_000;
/** Beyond, nobody comes to a mission on the spot. */
const FARTHEST_KM = 100;
export const BLIND_SPOT_KM = 30;

function helperOfRow(row: VisibleHelper) {
  return { ...row, abilities: new Set(row.abilities) };
}

/** Visible people whom this mission may ask, best first; those asked enough this month are left out. */
export async function suggestedFor(ctx: Context, mission: Mission) {
  const today = localDate(ctx.clock.now());
  const site = communeByCode(mission.communeCode ?? '');
  const near = site && !isRemote(mission.remote) ? reachOfPoint(site, FARTHEST_KM) : undefined;
  const people = await helpersVisible(
    ctx,
    {
      required: mission.required,
      languages: mission.languages,
      useful: mission.skills,
      communes: near ? [...near.numbers] : null,
    },
    CANDIDATES,
  );
  const ids = people.map(({ id }) => id);
  const known = await notToInvite(ctx.db, mission.id, ids, monthOf(today));
  return ranked(
    people.filter(({ id }) => !known.has(id)).map(helperOfRow),
    (helper) => {
      const km = kmBetween(helper, mission);
      return gatesOf(mission, helper, km, today).length > 0
        ? undefined
        : scoreOf(mission, helper, km);
    },
    ({ id }) => id,
    SUGGESTED,
  ).map(({ item: helper, score }) => ({ helper, score, km: kmBetween(helper, mission) }));
}

/** Abilities of a mission on the spot that nobody holds around it. */
export async function blindSpots(ctx: Context, mission: Mission): Promise<number[]> {
  const site = communeByCode(mission.communeCode ?? '');
  if (!site || isRemote(mission.remote)) return [];
  const { numbers } = reachOfPoint(site, BLIND_SPOT_KM);
  const abilities = [...new Set([...mission.required, ...mission.skills])];
  return abilitiesNobodyHolds(ctx, abilities, [...numbers]);
}

export type InviteRefusal = 'not_found' | 'not_possible_now' | 'not_invitable' | 'asked_enough';

/** Asks somebody to look at a mission: at most twice a month for each person, whoever asks. */
export async function invite(
  ctx: Context,
  actor: Actor,
  missionId: string,
  volunteerId: string,
): Promise<Result<undefined, InviteRefusal>> {
  return transaction(ctx, async (tx): Promise<Result<undefined, InviteRefusal>> => {
    const mission = await missionById(tx.db, missionId);
    if (!mission || !mayManage(actor, mission.organisationId)) return refuse('not_found');
    if (mission.state !== 'published') return refuse('not_possible_now');
    const helper = await helperById(tx, volunteerId);
    const now = tx.clock.now();
    const today = localDate(now);
    if (!helper?.isVisible || helper.status !== 'active') return refuse('not_invitable');
    if (gatesOf(mission, helper, kmBetween(helper, mission), today).length > 0) {
      return refuse('not_invitable');
    }
    const known =
      (await applicationOfVolunteer(tx.db, missionId, volunteerId)) ??
      (await invitationOf(tx.db, missionId, volunteerId));
    if (known) return refuse('not_invitable');
    const invitation = {
      missionId,
      volunteerId,
      invitedBy: actor.kind === 'person' ? actor.accountId : null,
      month: monthOf(today),
      now,
    };
    let isInvited = false;
    for (const slot of MONTHLY_SLOTS) {
      isInvited ||= await takeSlot(tx.db, { ...invitation, slot });
    }
    if (!isInvited) return refuse('asked_enough');
    await writeInvitation(tx, mission, volunteerId);
    await recordAudit(tx, actor, {
      action: 'mission.invited',
      subject: { kind: 'mission', id: missionId },
      detail: { volunteer: volunteerId },
    });
    return ok();
  });
}

async function writeInvitation(tx: Context, mission: Mission, volunteerId: string): Promise<void> {
  const association = (await organisationById(tx, mission.organisationId))?.name ?? '';
  await writeToVolunteers(tx, [
    {
      volunteerId,
      key: `invitation:${mission.id}`,
      mail: (lang, firstName) =>
        texts(lang).people.mail({
          firstName,
          association,
          mission: mission.title,
          link: `${tx.config.publicUrl}/missions/${mission.id}`,
        }),
    },
  ]);
}

/** "No, thank you" to one invitation; `mute` also ends being seen by associations. */
export async function answerInvitation(
  ctx: Context,
  actor: Actor,
  missionId: string,
  answer: 'no' | 'mute',
): Promise<void> {
  await transaction(ctx, async (tx) => {
    const volunteerId = await volunteerIdOf(tx, actor);
    if (!volunteerId) return;
    await declineInvitation(tx.db, missionId, volunteerId, tx.clock.now());
    if (answer === 'mute') await saveVisibility(tx, actor, false);
  });
}
