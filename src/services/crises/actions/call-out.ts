import { isDeepStrictEqual } from 'node:util';
import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { randomInt } from '#platform/kernel/random.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { transition } from '#platform/kernel/transitions.ts';
import { cancelUnsent } from '#platform/messaging/index.ts';
import {
  type AudienceCriteria,
  type AudienceFunnel,
  audienceFunnel,
} from '#services/volunteers/index.ts';
import { type CurvePoint, forecastCurve } from '../domain/forecast.ts';
import { CALL_OUT } from '../domain/states.ts';
import { outlookOf, planWave, type WavePlan } from '../domain/wave.ts';
import {
  alertedIds,
  type CallOutParameters,
  insertCallOut,
  invitationsOf,
  lockLiveCallOut,
  updateCallOutState,
} from '../queries/call-outs.ts';
import { type Crisis, crisisById } from '../queries/crises.ts';
import { type Need, needById, sitesOf } from '../queries/needs.ts';
import { lockNeed } from '../queries/replies.ts';
import { writeLog } from '../situation-log.ts';
import { stopCalling } from './calling.ts';
import { crisisFor } from './crisis.ts';
import { type ExpectedAnswers, expectedAnswers } from './learn.ts';
import { openCrisis } from './need.ts';
import { criteriaOf, enqueueWave, type NeedKey } from './wave.ts';
import { countWidenings, NO_WIDENINGS, type Widenings } from './widen.ts';

export const DEFAULT_PARAMETERS: CallOutParameters = {
  extraKm: 20,
  noShow: 0.1,
  alertBudget: { max: 4, days: 14 },
  night: false,
};

export interface AudiencePreview {
  readonly need: Need;
  readonly funnel: AudienceFunnel;
  /** The first (or next) adaptive wave. */
  readonly plan: WavePlan;
  /** What past call-outs at this hour say of the answers to come. */
  readonly expected: ExpectedAnswers;
  /** The yes to expect when calling goes on from now. */
  readonly curve: readonly CurvePoint[];
  /** Ways to find more people; counted only when too few are left. */
  readonly widenings: Widenings;
}

/** Who would be called and who is out, with the forecast, before anything is sent. */
export async function previewAudience(
  ctx: Context,
  actor: Actor,
  key: NeedKey,
  parameters: CallOutParameters,
  /** Names of ways to look wider, to be counted together. */
  ways: readonly string[] = [],
): Promise<Result<AudiencePreview, 'not_found' | 'out_of_territory'>> {
  const crisis = await crisisFor(ctx, actor, key.crisisId, 'manage');
  if (!crisis.ok) return crisis;
  const need = await needById(ctx.db, key.crisisId, key.needId);
  if (!need) return refuse('not_found');
  const now = ctx.clock.now();
  const criteria = await criteriaFor(ctx, crisis.value, need, parameters);
  const funnel = await audienceFunnel(ctx, criteria);
  const minutes = (instant: Date) => (instant.getTime() - now.getTime()) / 60_000;
  const invitations = await invitationsOf(ctx.db, key, now);
  const call = { exercise: crisis.value.exercise, timeZone: need.timeZone, now };
  const expected = await expectedAnswers(ctx, call, invitations);
  const facts = {
    now: 0,
    deadline: Math.max(minutes(need.deadline), Math.min(30, minutes(need.endsAt))),
    places: need.places,
    eligible: funnel.eligible,
    invitations,
    expected,
    noShow: parameters.noShow,
  };
  const plan = planWave(facts);
  return ok({
    need,
    funnel,
    plan,
    expected,
    curve: forecastCurve(outlookOf(facts)),
    widenings: plan.exhausted
      ? await countWidenings(ctx, criteria, funnel.eligible, ways)
      : NO_WIDENINGS,
  });
}

async function criteriaFor(
  ctx: Context,
  crisis: Crisis,
  need: Need,
  parameters: CallOutParameters,
): Promise<AudienceCriteria> {
  const site = (await sitesOf(ctx.db, crisis.id)).find(({ id }) => id === need.siteId);
  const exclude = await alertedIds(ctx.db, { crisisId: crisis.id, needId: need.id });
  return criteriaOf(crisis, need, site, parameters, ctx.clock.now(), exclude);
}

/** For the log: who could be called when the call-out began, and how many were out for which reason. */
async function audienceAtStart(ctx: Context, input: StartCallOut) {
  const crisis = await crisisById(ctx.db, input.crisisId);
  const need = await needById(ctx.db, input.crisisId, input.needId);
  if (!crisis || !need) return {};
  const criteria = await criteriaFor(ctx, crisis, need, input.parameters);
  const { eligible, excluded } = await audienceFunnel(ctx, criteria);
  return {
    eligible,
    excluded: Object.fromEntries(excluded.map(({ reason, count }) => [reason, count])),
  };
}

export type CallRefusal =
  | 'not_found'
  | 'out_of_territory'
  | 'crisis_over'
  | 'crisis_not_active'
  | 'need_over'
  | 'shift_over'
  | 'already_full'
  | 'already_calling'
  | 'justification_missing'
  | 'transition_not_allowed';

export interface StartCallOut extends NeedKey {
  readonly policy: 'adaptive' | 'everyone';
  readonly parameters: CallOutParameters;
  /** Required for "everyone now": why waves are not enough. */
  readonly justification: string;
}

/** Starts calling: the first wave leaves within a second, by the jobs process. */
export async function startCallOut(
  ctx: Context,
  actor: Actor,
  input: StartCallOut,
): Promise<Result<undefined, CallRefusal>> {
  if (input.policy === 'everyone' && input.justification.trim().length < 10) {
    return refuse('justification_missing');
  }
  const audience = await audienceAtStart(ctx, input);
  return transaction(ctx, async (tx) => {
    const crisis = await openCrisis(tx, actor, input.crisisId);
    if (!crisis.ok) return crisis;
    if (crisis.value.status !== 'active') return refuse('crisis_not_active');
    const need = await lockNeed(tx.db, input.crisisId, input.needId);
    if (!need) return refuse('not_found');
    if (need.needStatus !== 'open') return refuse('need_over');
    if (need.endsAt <= tx.clock.now()) return refuse('shift_over');
    if (need.confirmed + need.offered >= need.places) return refuse('already_full');
    const live = await lockLiveCallOut(tx.db, input.crisisId, input.needId);
    const everyoneNow = input.policy === 'everyone' && live?.policy === 'adaptive';
    if (live && !everyoneNow && isDeepStrictEqual(live.parameters, input.parameters)) {
      return refuse('already_calling');
    }
    // "Everyone now", or other settings, take over; those already called are not called again.
    if (live) await updateCallOutState(tx.db, live, 'stopped', tx.clock.now());
    const id = tx.ids.next<'call_out'>();
    await insertCallOut(tx.db, {
      crisisId: input.crisisId,
      id,
      needId: input.needId,
      policy: input.policy,
      parameters: input.parameters,
      justification: input.justification.trim(),
      seed: randomInt(tx.random, 2 ** 31),
      state: 'running',
      startedAt: tx.clock.now(),
      startedBy: actor.kind === 'person' || actor.kind === 'token' ? actor.accountId : null,
    });
    await writeLog(tx, actor, input.crisisId, {
      kind: input.policy === 'everyone' ? 'call_everyone' : 'call_started',
      text: input.justification.trim(),
      detail: {
        need: input.needId,
        position: need.position,
        places: need.places,
        extraKm: input.parameters.extraKm,
        ...audience,
      },
    });
    await recordAudit(tx, actor, {
      action: 'call_out.started',
      subject: { kind: 'need', id: input.needId },
      detail: { crisis: input.crisisId, policy: input.policy },
    });
    await enqueueWave(tx, input);
    return ok();
  });
}

export type CallMove = 'pause' | 'resume' | 'stop';
const MOVES = {
  pause: 'call_paused',
  resume: 'call_resumed',
  stop: 'call_stopped',
} as const;

/** Pausing and stopping also withdraw the messages that have not left. */
export async function moveCallOut(
  ctx: Context,
  actor: Actor,
  input: NeedKey & { readonly move: CallMove },
): Promise<Result<undefined, CallRefusal>> {
  return transaction(ctx, async (tx) => {
    const crisis = await openCrisis(tx, actor, input.crisisId);
    if (!crisis.ok) return crisis;
    const need = await lockNeed(tx.db, input.crisisId, input.needId);
    if (!need) return refuse('not_found');
    if (input.move === 'resume') {
      const callOut = await lockLiveCallOut(tx.db, input.crisisId, input.needId);
      const next = callOut && transition(CALL_OUT, callOut.state, 'resume');
      if (!callOut || !next?.ok) return refuse('transition_not_allowed');
      await updateCallOutState(tx.db, callOut, next.value, tx.clock.now());
      await enqueueWave(tx, input);
    } else {
      const stopped = await stopCalling(tx, need, input.move);
      if (!stopped) return refuse('transition_not_allowed');
      await cancelUnsent(tx, stopped.id);
    }
    await writeLog(tx, actor, input.crisisId, {
      kind: MOVES[input.move],
      detail: { need: input.needId, position: need.position },
    });
    return ok();
  });
}
