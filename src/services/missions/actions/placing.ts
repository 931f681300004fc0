import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import { createGrouping } from '#platform/grouping/grouping.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { addDaysTo } from '../domain/follow-up.ts';
import { type Ask, decidePlaces, type Verdict } from '../domain/places.ts';
import { AWAITING_ANSWER } from '../domain/states.ts';
import { tellDecision } from '../notices.ts';
import { type ChangedApplication, keepApplications, standingOf } from '../queries/applications.ts';
import { lockMission, type Mission } from '../queries/missions.ts';
import { delaysOf } from '../settings.ts';

/** One thing that somebody asks about one application. */
export interface PlaceRequest {
  readonly volunteerId: string;
  readonly ask: Ask;
  readonly actor: Actor;
  readonly motivation?: string;
  readonly reason?: string;
  /** Answered to the volunteer with the decision. */
  readonly note?: string;
  readonly apiengagementId?: string;
}

const GROUP_MS = 5;
const GROUP_MAX = 500;

type Decide = (missionId: string, request: PlaceRequest) => Promise<Verdict>;
const deciders = new WeakMap<object, Decide>();

/**
 * The only way an application changes: decided in order of arrival under the mission's lock, those of
 * a few milliseconds together. Answers after the commit; inside a transaction, as part of it.
 */
export async function askForPlace(
  ctx: Context,
  missionId: string,
  request: PlaceRequest,
): Promise<Verdict> {
  if (ctx.db.isTransaction) {
    const [verdict] = await decideOnce(ctx, missionId, [request]);
    return verdict as Verdict;
  }
  let decide = deciders.get(ctx.db);
  if (!decide) {
    decide = createGrouping<PlaceRequest, Verdict>({
      delayMs: GROUP_MS,
      maxItems: GROUP_MAX,
      decide: (key, requests) => transaction(ctx, (tx) => decideOnce(tx, key, requests)),
    });
    deciders.set(ctx.db, decide);
  }
  return decide(missionId, request);
}

/** Several requests about one mission, in their order, in the caller's transaction. */
export async function decideOnce(
  tx: Context,
  missionId: string,
  requests: readonly PlaceRequest[],
): Promise<Verdict[]> {
  const mission = await lockMission(tx.db, missionId);
  if (!mission) return requests.map(() => ({ ok: false, error: 'mission_closed' }));
  const places = { ...mission, open: mission.state === 'published' };
  const people = requests.map(({ volunteerId }) => volunteerId);
  const free = mission.places - mission.held - mission.offered;
  const known = await standingOf(tx.db, missionId, people, requests.length + Math.max(0, free));
  const decision = decidePlaces(places, known, requests);
  const before = new Map(known.map((person) => [person.volunteerId, person]));
  const asked = new Map(requests.map((request) => [request.volunteerId, request]));
  const now = tx.clock.now();
  const delays = delaysOf(tx);
  const changed = decision.changed.map((person): ChangedApplication => {
    const request = asked.get(person.volunteerId);
    return {
      ...person,
      id: tx.ids.next<'application'>(),
      motivation: request?.motivation ?? null,
      reason: request?.reason ?? null,
      apiengagementId: request?.apiengagementId ?? null,
      awaitingSince: AWAITING_ANSWER.has(person.state) ? now.toISOString() : null,
      offerExpiresAt:
        person.state === 'offered' ? addDaysTo(now, delays.offerDays).toISOString() : null,
      isNew: !before.has(person.volunteerId),
    };
  });
  if (changed.length === 0) return [...decision.verdicts];
  await keepApplications(tx.db, missionId, changed, decision.mission, now);
  await recordDecisions(tx, mission, requests, decision.verdicts);
  await tellDecision(tx, mission, changed, asked);
  return [...decision.verdicts];
}

/** One line per act that changed something; who asked, whom it concerns, what it became. */
async function recordDecisions(
  tx: Context,
  mission: Mission,
  requests: readonly PlaceRequest[],
  verdicts: readonly Verdict[],
): Promise<void> {
  for (const [index, { actor, ask, volunteerId, reason }] of requests.entries()) {
    const verdict = verdicts[index];
    if (!verdict?.ok) continue;
    await recordAudit(tx, actor, {
      action: `application.${ask}`,
      subject: { kind: 'application', id: mission.id },
      detail: { volunteer: volunteerId, state: verdict.state, ...(reason ? { reason } : {}) },
    });
  }
}
