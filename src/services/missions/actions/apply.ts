import { type Context, transaction } from '#platform/context.ts';
import { type FileRefusal, type StoredFile, storeFile } from '#platform/files/index.ts';
import { communeByCode } from '#platform/geo/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { distanceKm } from '#platform/kernel/geography.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { type Helper, helperOf, markAlive } from '#services/volunteers/index.ts';
import { type Gate, gatesOf } from '../domain/matching.ts';
import type { Ask } from '../domain/places.ts';
import { texts } from '../messages/index.ts';
import { applicationPath, writeToManagers, writeToVolunteers } from '../notices.ts';
import { mayManage, mayRead } from '../policy.ts';
import {
  type Application,
  applicationById,
  applicationOfVolunteer,
  patchApplication,
} from '../queries/applications.ts';
import { insertMessage, markRead } from '../queries/messages.ts';
import { type Mission, missionById } from '../queries/missions.ts';
import { applyingBan } from './ban.ts';
import { askForPlace } from './placing.ts';
import { WORK_FILE } from './work-file.ts';

export type ApplyRefusal =
  | 'not_found'
  | 'sign_up_first'
  | 'own_association'
  | 'question_missing'
  | 'not_possible_now'
  | 'mission_closed'
  | 'banned'
  | Exclude<Gate, 'too_far' | 'over'>;

/** Kilometres between a helper and a mission; null when either place is unknown. */
export function kmBetween(
  helper: Pick<Helper, 'commune'>,
  mission: Pick<Mission, 'communeCode'>,
): number | null {
  const from = communeByCode(helper.commune ?? '');
  const to = communeByCode(mission.communeCode ?? '');
  return from && to ? distanceKm(from, to) : null;
}

/** What keeps somebody from a mission whatever the association thinks; distance is her own business. */
export function hardGates(ctx: Context, mission: Mission, helper: Helper) {
  const today = localDate(ctx.clock.now());
  return gatesOf(mission, helper, kmBetween(helper, mission), today).filter(
    (gate): gate is Exclude<Gate, 'too_far' | 'over'> => gate !== 'too_far' && gate !== 'over',
  );
}

/**
 * Applies for a mission, or asks a question without commitment. The state is decided here, whatever
 * the form says.
 */
export async function applyFor(
  ctx: Context,
  actor: Actor,
  missionId: string,
  input: {
    readonly kind: 'apply' | 'ask';
    readonly text: string;
    readonly apiengagementId?: string;
  },
): Promise<Result<Application, ApplyRefusal>> {
  const mission = await missionById(ctx.db, missionId);
  if (mission?.state !== 'published' || mission.source === 'exchange') {
    return refuse(mission ? 'mission_closed' : 'not_found');
  }
  const helper = await helperOf(ctx, actor);
  if (!helper || helper.status === 'draft') return refuse('sign_up_first');
  if (mayRead(actor, mission.organisationId)) return refuse('own_association');
  if (await applyingBan(ctx, actor)) return refuse('banned');
  const text = input.text.trim();
  if (input.kind === 'ask' && text === '') return refuse('question_missing');
  const [gate] = input.kind === 'apply' ? hardGates(ctx, mission, helper) : [];
  if (gate) return refuse(gate);
  const verdict = await askForPlace(ctx, missionId, {
    volunteerId: helper.id,
    ask: input.kind,
    actor,
    ...(input.kind === 'apply' ? { motivation: text } : {}),
    ...(input.apiengagementId ? { apiengagementId: input.apiengagementId } : {}),
  });
  if (!verdict.ok) return verdict;
  const application = (await applicationOfVolunteer(ctx.db, missionId, helper.id)) as Application;
  if (text !== '') await addMessage(ctx, actor, application, true, text);
  await transaction(ctx, (tx) => markAlive(tx, helper.id));
  return ok(application);
}

/** Which side of an application somebody stands on. */
export type Side = 'volunteer' | 'association' | 'reader';

export interface SeenApplication {
  readonly application: Application;
  readonly mission: Mission;
  readonly side: Side;
}

/** Undefined for everybody but the volunteer and the association. */
export async function seeApplication(
  ctx: Context,
  actor: Actor,
  missionId: string,
  id: string,
): Promise<SeenApplication | undefined> {
  const application = await applicationById(ctx.db, missionId, id);
  const mission = application && (await missionById(ctx.db, missionId));
  if (!application || !mission) return undefined;
  if (mayManage(actor, mission.organisationId)) {
    return { application, mission, side: 'association' };
  }
  const helper = await helperOf(ctx, actor);
  if (helper?.id === application.volunteerId) return { application, mission, side: 'volunteer' };
  return mayRead(actor, mission.organisationId)
    ? { application, mission, side: 'reader' }
    : undefined;
}

/** What each side may ask; everything else is refused before any state is looked at. */
const ASKS: Readonly<Record<Side, readonly Ask[]>> = {
  volunteer: ['apply', 'take_offer', 'withdraw'],
  association: ['discuss', 'accept', 'decline', 'miss'],
  reader: [],
};

export const DECLINE_REASONS = ['other_profile', 'filled', 'plans_changed', 'other'] as const;
export const WITHDRAW_REASONS = ['not_available', 'no_answer', 'other_mission', 'other'] as const;

export async function moveApplication(
  ctx: Context,
  actor: Actor,
  seen: SeenApplication,
  ask: Ask,
  input: { readonly reason?: string; readonly note?: string } = {},
): Promise<Result<undefined, 'not_possible_now' | 'mission_closed'>> {
  if (!ASKS[seen.side].includes(ask)) return refuse('not_possible_now');
  const { application, mission } = seen;
  const note = input.note?.trim() ?? '';
  const verdict = await askForPlace(ctx, mission.id, {
    volunteerId: application.volunteerId,
    ask,
    actor,
    note,
    ...(input.reason ? { reason: input.reason } : {}),
  });
  if (!verdict.ok) return verdict;
  if (note !== '') await addMessage(ctx, actor, application, seen.side === 'volunteer', note);
  return ok();
}

/** A message of the conversation; a word of the association counts as its sign of life. */
export async function sendMessage(
  ctx: Context,
  actor: Actor,
  { application, side }: SeenApplication,
  text: string,
  file?: File,
): Promise<Result<undefined, 'not_possible_now' | 'message_missing' | FileRefusal>> {
  if (side === 'reader') return refuse('not_possible_now');
  if (text.trim() === '' && !file) return refuse('message_missing');
  return transaction(ctx, async (tx) => {
    const stored = file ? await storeFile(tx, actor, file, WORK_FILE) : undefined;
    if (stored && !stored.ok) return stored;
    await addMessage(tx, actor, application, side === 'volunteer', text.trim(), stored?.value);
    return ok();
  });
}

export async function readMessages(ctx: Context, { application, side }: SeenApplication) {
  if (side === 'reader') return;
  const now = ctx.clock.now();
  await markRead(ctx.db, application.missionId, application.id, side === 'association', now);
}

async function addMessage(
  ctx: Context,
  actor: Actor,
  application: Application,
  fromVolunteer: boolean,
  text: string,
  file?: StoredFile,
): Promise<void> {
  await transaction(ctx, async (tx) => {
    const { missionId, id } = application;
    await insertMessage(tx.db, {
      id: tx.ids.next<'message'>(),
      missionId,
      applicationId: id,
      fromVolunteer,
      accountId: actor.kind === 'person' ? actor.accountId : null,
      text,
      file,
      now: tx.clock.now(),
    });
    await tellOfMessage(tx, application, fromVolunteer, text || (file?.name ?? ''));
    if (!fromVolunteer && application.awaitingSince) {
      const alive = { awaiting_since: tx.clock.now(), follow_up_stage: 0 };
      await patchApplication(tx.db, missionId, id, alive);
    }
  });
}

async function tellOfMessage(
  tx: Context,
  application: Application,
  fromVolunteer: boolean,
  text: string,
): Promise<void> {
  const mission = await missionById(tx.db, application.missionId);
  if (!mission) return;
  const link = tx.config.publicUrl + applicationPath(mission.id, application.id);
  const facts = { mission: mission.title, text, link };
  if (fromVolunteer) {
    const key = `application:${application.id}:message`;
    await writeToManagers(tx, mission, 'all', key, (lang) => texts(lang).mail.message(facts));
    return;
  }
  const key = `application:${application.id}:message:${tx.clock.now().getTime()}`;
  const { volunteerId } = application;
  const mail = (lang: Lang) => texts(lang).mail.message(facts);
  await writeToVolunteers(tx, [{ volunteerId, key, mail }]);
}
