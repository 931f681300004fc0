import { recordAudit } from '#platform/audit/index.ts';
import { holdersOfRole } from '#platform/auth/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { AccountId, Actor } from '#platform/kernel/actor.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { transition } from '#platform/kernel/transitions.ts';
import { notify } from '#platform/messaging/index.ts';
import { organisationById } from '#services/associations/index.ts';
import { MISSION, type MissionEvent } from '../domain/states.ts';
import { eligibilityOf } from '../eligibility.ts';
import { texts } from '../messages/index.ts';
import { writeToManagers } from '../notices.ts';
import { mayManage, mayModerate } from '../policy.ts';
import { pendingOf } from '../queries/applications.ts';
import {
  lockMission,
  type Mission,
  type MissionPatch,
  missionById,
  patchMission,
} from '../queries/missions.ts';
import { insertReport, settleReports } from '../queries/reports.ts';
import { publishingBan } from './ban.ts';
import { decideOnce } from './placing.ts';
import { isTrusted, showInSearch } from './publishing.ts';

export type MoveRefusal =
  | 'not_found'
  | 'not_possible_now'
  | 'association_excluded'
  | 'banned'
  | 'note_missing'
  | 'same_reviewer';

/** What those who manage a mission may do to it; the rest belongs to moderators. */
export const MANAGER_EVENTS = [
  'submit',
  'withdraw',
  'pause',
  'resume',
  'close',
  'reopen',
  'cancel',
  'appeal',
] as const satisfies readonly MissionEvent[];
export type ManagerEvent = (typeof MANAGER_EVENTS)[number];

export const REVIEW_REASONS = [
  'unclear',
  'not_volunteering',
  'replaces_a_job',
  'discriminates',
  'asks_for_money',
  'contact_or_advertising',
  'duplicate',
  'other',
] as const;
export type ReviewReason = (typeof REVIEW_REASONS)[number];

export const REPORT_REASONS = [
  'misleading',
  'not_volunteering',
  'discriminates',
  'asks_for_money',
  'unsafe',
  'other',
] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];

/** An act of the association on its own mission. */
export async function moveMission(
  ctx: Context,
  actor: Actor,
  id: string,
  event: ManagerEvent,
): Promise<Result<Mission, MoveRefusal>> {
  return transaction(ctx, async (tx): Promise<Result<Mission, MoveRefusal>> => {
    const mission = await lockMission(tx.db, id);
    if (!mission || !mayManage(actor, mission.organisationId)) return refuse('not_found');
    const isPublishing = event === 'submit' || event === 'resume' || event === 'reopen';
    if (isPublishing && (await publishingBan(tx, actor, mission.organisationId))) {
      return refuse('banned');
    }
    if (event === 'submit') {
      const eligibility = await eligibilityOf(tx, mission.organisationId);
      if (eligibility === 'excluded') return refuse('association_excluded');
      const directly = await isTrusted(tx, mission.organisationId);
      return move(tx, actor, mission, directly ? 'publish' : 'submit');
    }
    if (event === 'appeal' && mission.reviewReason === null) return refuse('not_possible_now');
    return move(tx, actor, mission, event);
  });
}

export interface Decision {
  readonly verdict: 'publish' | 'refuse' | 'flag' | 'clear' | 'keep';
  readonly reason?: ReviewReason;
  readonly note: string;
}

/** A moderator's decision. `keep` settles the reports about a mission that stays as it is. */
export async function decideReview(
  ctx: Context,
  actor: Actor,
  id: string,
  decision: Decision,
): Promise<Result<Mission, MoveRefusal>> {
  return transaction(ctx, async (tx): Promise<Result<Mission, MoveRefusal>> => {
    const mission = await lockMission(tx.db, id);
    if (!mission || !mayModerate(actor, mission)) return refuse('not_found');
    const { verdict, reason, note } = decision;
    const isNo = verdict === 'refuse' || verdict === 'flag';
    if (isNo && (!reason || note.trim() === '')) return refuse('note_missing');
    const by = accountOf(actor);
    if (mission.appealedAt && mission.reviewedBy === by) return refuse('same_reviewer');
    if (verdict === 'keep') {
      await settleReports(tx.db, id, tx.clock.now());
      await recordAudit(tx, actor, {
        action: 'mission.kept',
        subject: { kind: 'mission', id },
      });
      return ok(mission);
    }
    const patch: MissionPatch = {
      reviewed_by: by,
      review_reason: isNo ? (reason ?? null) : null,
      review_note: isNo ? note.trim() : '',
      appealed_at: null,
      ...(isNo ? {} : { accepted_at: tx.clock.now() }),
    };
    const moved = await move(tx, actor, mission, verdict, patch, reason);
    if (!moved.ok) return moved;
    await settleReports(tx.db, id, tx.clock.now());
    await writeToManagers(
      tx,
      mission,
      'all',
      `mission:${id}:reviewed:${tx.clock.now().getTime()}`,
      (lang) =>
        texts(lang).mail.reviewed(verdict, {
          mission: mission.title,
          reason: reason ? texts(lang).moderation.reasons[reason] : '',
          note: note.trim(),
          link: `${tx.config.publicUrl}/missions/${id}/manage`,
        }),
    );
    return moved;
  });
}

/** Anybody says that something is wrong with a published mission. */
export async function reportMission(
  ctx: Context,
  actor: Actor,
  id: string,
  reason: ReportReason,
  note: string,
): Promise<Result<undefined, 'not_found'>> {
  return transaction(ctx, async (tx): Promise<Result<undefined, 'not_found'>> => {
    const mission = await missionById(tx.db, id);
    if (mission?.state !== 'published' && mission?.state !== 'paused') return refuse('not_found');
    const now = tx.clock.now();
    const report = { missionId: id, id: tx.ids.next<'report'>(), reason, note, now };
    await insertReport(tx.db, { ...report, accountId: accountOf(actor) });
    await recordAudit(tx, actor, {
      action: 'mission.reported',
      subject: { kind: 'mission', id },
      detail: { reason },
    });
    return ok();
  });
}

async function move(
  tx: Context,
  actor: Actor,
  mission: Mission,
  event: MissionEvent,
  patch: MissionPatch = {},
  reason?: string,
): Promise<Result<Mission, MoveRefusal>> {
  const next = transition(MISSION, mission.state, event);
  if (!next.ok) return refuse('not_possible_now');
  const now = tx.clock.now();
  const state = next.value;
  const isEnd = state === 'closed' || state === 'cancelled';
  await patchMission(
    tx.db,
    mission.id,
    {
      ...patch,
      state,
      ...(state === 'pending_review' ? { submitted_at: now } : {}),
      ...(event === 'appeal' ? { appealed_at: now } : {}),
      ...(state === 'published' && !mission.publishedAt ? { published_at: now } : {}),
      ...(isEnd ? { ended_at: now } : {}),
    },
    now,
  );
  await showInSearch(tx, mission.id);
  if (state === 'published') await decideOnce(tx, mission.id, []);
  if (isEnd) await releasePending(tx, mission);
  if (state === 'pending_review') await callModerators(tx, mission);
  await recordAudit(tx, actor, {
    action: `mission.${event}`,
    subject: { kind: 'mission', id: mission.id },
    detail: { from: mission.state, to: state, ...(reason ? { reason } : {}) },
  });
  return ok({ ...mission, state });
}

/** A mission that ends tells everybody who still waited for something. */
async function releasePending(tx: Context, mission: Mission): Promise<void> {
  const pending = await pendingOf(tx.db, mission.id);
  const actor: Actor = { kind: 'system', name: 'missions.end' };
  await decideOnce(
    tx,
    mission.id,
    pending.map(({ volunteerId, state }) => ({
      volunteerId,
      ask: state === 'interested' ? ('withdraw' as const) : ('decline' as const),
      actor,
      reason: 'mission_over',
    })),
  );
}

/** One letter a day to each moderator of the department while something waits. */
async function callModerators(tx: Context, mission: Mission): Promise<void> {
  const now = tx.clock.now();
  const holders = await holdersOfRole(tx.db, 'reviewer', [mission.department], now);
  const association = (await organisationById(tx, mission.organisationId))?.name ?? '';
  await notify(
    tx,
    holders.map(({ email, lang }) => ({
      channel: 'email' as const,
      recipient: email,
      purpose: 'missions' as const,
      key: `missions:review:${localDate(now)}`,
      lang,
      ...texts(lang).mail.toReview({
        mission: mission.title,
        association,
        link: `${tx.config.publicUrl}/missions/moderation`,
      }),
    })),
  );
}

function accountOf(actor: Actor): AccountId | null {
  return actor.kind === 'person' || actor.kind === 'token' ? actor.accountId : null;
}
