import { z } from 'zod';
import { type Context, transaction } from '#platform/context.ts';
import { communeByCode } from '#platform/geo/index.ts';
import { defineJob, enqueue } from '#platform/jobs/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import {
  type AudienceCriteria,
  audienceCount,
  type Equipment,
  markAlerted,
  type SelectedPerson,
  selectAudience,
} from '#services/volunteers/index.ts';
import { sendNotice } from '../call-messages.ts';
import { POLICY_VERSION, planWave, type WavePlan } from '../domain/wave.ts';
import {
  alertedIds,
  type CallOut,
  type CallOutParameters,
  insertAlerts,
  insertWave,
  invitationsOf,
  lockLiveCallOut,
  lockWaves,
} from '../queries/call-outs.ts';
import { type Crisis, crisisById } from '../queries/crises.ts';
import { lettersInUse } from '../queries/links.ts';
import { needFacts } from '../queries/need-facts.ts';
import { type Need, needById, type Site, sitesOf } from '../queries/needs.ts';
import { lockNeed } from '../queries/replies.ts';
import { writeLog } from '../situation-log.ts';
import { stopCalling } from './calling.ts';
import { expectedAnswers } from './learn.ts';

const WAVES: Actor = { kind: 'system', name: 'crises.waves' };
const UNKNOWN = 10_000_000;

export interface NeedKey {
  readonly crisisId: string;
  readonly needId: string;
}

/** One wave of one need; nothing when none is due. */
export const waveJob = defineJob({
  name: 'crises.wave',
  schema: z.object({ crisisId: z.uuid(), needId: z.uuid() }),
  run: async (ctx, key) => void (await sendWave(ctx, key)),
});

/** Joins the caller's transaction; several wishes for one need make one wave. */
export async function enqueueWave(
  ctx: Context,
  { crisisId, needId }: NeedKey,
  startAfter?: Date,
): Promise<void> {
  await enqueue(
    ctx,
    waveJob,
    { crisisId, needId },
    { singletonKey: needId, ...(startAfter ? { startAfter } : {}) },
  );
}

/** Who is wanted for a need, in the terms of the directory. */
export function criteriaOf(
  crisis: Crisis,
  need: Need,
  site: Site | undefined,
  parameters: CallOutParameters,
  now: Date,
  exclude: readonly string[],
): AudienceCriteria {
  const point = site && communeByCode(site.commune);
  return {
    zone: crisis.zone,
    extraKm: parameters.extraKm,
    ...(point ? { site: { latitude: point.latitude, longitude: point.longitude } } : {}),
    required: need.requiredSkills,
    preferred: need.preferredSkills,
    minimumAge: need.minimumAge,
    shift: { start: need.startsAt, end: need.endsAt, timeZone: need.timeZone },
    effort: need.effort,
    gear: need.gear as readonly Equipment[],
    alertBudget: parameters.alertBudget,
    exclude,
    now,
  };
}

/**
 * Plans and sends the next wave of a need's call-out, if one is due: alerts, messages, budget and log
 * in one transaction, so that a program killed in the middle has called nobody, or everybody once.
 * Returns how many were called.
 */
export async function sendWave(ctx: Context, key: NeedKey): Promise<number> {
  return transaction(ctx, async (tx) => {
    await lockWaves(tx.db);
    const locked = await lockNeed(tx.db, key.crisisId, key.needId);
    const callOut = await lockLiveCallOut(tx.db, key.crisisId, key.needId);
    if (!locked || !callOut) return 0;
    const now = tx.clock.now();
    if (now >= locked.endsAt || locked.needStatus !== 'open') {
      await stopCalling(tx, locked, 'expire');
      await writeLog(tx, WAVES, key.crisisId, {
        kind: 'call_expired',
        detail: { need: key.needId, position: locked.position },
      });
      return 0;
    }
    if (callOut.state !== 'running' || locked.crisisStatus !== 'active') return 0;
    if (locked.confirmed + locked.offered >= locked.places) {
      await stopCalling(tx, locked, 'fill');
      return 0;
    }
    return sendNextWave(tx, callOut, now);
  });
}

async function sendNextWave(tx: Context, callOut: CallOut, now: Date): Promise<number> {
  const crisis = (await crisisById(tx.db, callOut.crisisId)) as Crisis;
  const need = (await needById(tx.db, callOut.crisisId, callOut.needId)) as Need;
  const plan = await planOf(tx, callOut, crisis, need, now);
  if (plan(UNKNOWN).send === 0) return 0;
  const site = (await sitesOf(tx.db, crisis.id)).find(({ id }) => id === need.siteId);
  const exclude = await alertedIds(tx.db, callOut);
  const criteria = criteriaOf(crisis, need, site, callOut.parameters, now, exclude);
  const eligible = await audienceCount(tx, criteria);
  const wave = plan(eligible);
  if (wave.send === 0) return 0;
  const people = await selectAudience(tx, criteria, { limit: wave.send, seed: callOut.seed });
  if (people.length === 0) return 0;
  await callPeople(tx, callOut, people, { wave, eligible, now });
  return people.length;
}

/** The wave as a function of how many can still be called. Past the deadline, calling goes on gently. */
async function planOf(
  tx: Context,
  callOut: CallOut,
  crisis: Crisis,
  need: Need,
  now: Date,
): Promise<(eligible: number) => WavePlan> {
  const invitations = await invitationsOf(tx.db, callOut, now);
  const call = { exercise: crisis.exercise, timeZone: need.timeZone, now };
  const expected = await expectedAnswers(tx, call, invitations);
  const minutes = (instant: Date) => (instant.getTime() - now.getTime()) / 60_000;
  const deadline = Math.max(minutes(need.deadline), Math.min(30, minutes(need.endsAt)));
  return (eligible) => {
    const facts = { now: 0, deadline, places: need.places, eligible, invitations, expected };
    const plan = planWave({ ...facts, noShow: callOut.parameters.noShow });
    return callOut.policy === 'everyone' ? { ...plan, send: eligible } : plan;
  };
}

async function callPeople(
  tx: Context,
  callOut: CallOut,
  people: readonly SelectedPerson[],
  { wave, eligible, now }: { wave: WavePlan; eligible: number; now: Date },
): Promise<void> {
  const ids = people.map(({ volunteerId }) => volunteerId);
  const inUse = await lettersInUse(tx.db, ids, now);
  const number = await insertWave(
    tx.db,
    callOut,
    {
      size: people.length,
      eligible,
      fillProbability: wave.fillProbability,
      expectedAlerts: wave.expectedAlerts,
      policy: callOut.policy,
      policyVersion: POLICY_VERSION,
    },
    now,
  );
  await insertAlerts(
    tx.db,
    callOut,
    { number, at: now },
    people.map((person, index) => ({
      volunteerId: person.volunteerId,
      channels: person.channels,
      smsLetter: freeLetter(inUse.get(person.volunteerId) ?? []),
      position: index + 1,
      distanceKm: person.distanceKm,
      propensity: person.propensity,
    })),
  );
  await markAlerted(tx, ids, now);
  const facts = await needFacts(tx.db, callOut);
  await sendNotice(tx, facts, 'called', ids, {
    group: callOut.id,
    ignoreQuietHours: callOut.parameters.night,
    expiresAt: facts.endsAt,
  });
  await writeLog(tx, WAVES, callOut.crisisId, {
    kind: 'wave_sent',
    detail: {
      need: callOut.needId,
      position: facts.position,
      wave: number,
      people: people.length,
      eligible,
      fillPercent: Math.round(wave.fillProbability * 100),
    },
  });
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** I and O are left out: they look like digits. */
export function freeLetter(inUse: readonly string[]): string {
  return [...LETTERS].find((letter) => !inUse.includes(letter)) ?? 'Z';
}
