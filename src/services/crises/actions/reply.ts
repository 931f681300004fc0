import { type Context, transaction } from '#platform/context.ts';
import { createGrouping } from '#platform/grouping/grouping.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { type Answer, decideReplies, type Outcome } from '../domain/places.ts';
import { glanceAt, saveQueued } from '../queries/queueing.ts';
import {
  heldElsewhere,
  lockNeed,
  lockPeople,
  type ReplyRow,
  standingOfGroup,
} from '../queries/replies.ts';
import { keepDecision, placesOf } from './placing.ts';
import { enqueueWave } from './wave.ts';

export interface Reply {
  readonly crisisId: string;
  readonly needId: string;
  readonly volunteerId: string;
  readonly answer: Answer;
  /** A code of REASONS, for a no. */
  readonly reason: string | null;
  readonly channel: 'link' | 'sms' | 'api' | 'officer';
}

/**
 * Replies of the same moment are decided together; a hot need then takes thousands a second. Those who
 * arrive while a group is decided form the next: a longer wait makes larger groups but leaves the
 * processors idle meanwhile (docs/figures.md).
 */
const GROUP_MS = 1;
const GROUP_MAX = 500;
const DEADLOCK = '40P01';

type Decide = (key: string, reply: Reply) => Promise<Outcome>;
const deciders = new WeakMap<object, Decide>();

/** Takes one answer and returns once its decision is committed. Saying it again changes nothing. */
export async function recordReply(ctx: Context, reply: Reply): Promise<Outcome> {
  let decide = deciders.get(ctx.db);
  if (!decide) {
    decide = ctx.db.isTransaction ? oneByOne(ctx) : inGroups(ctx);
    deciders.set(ctx.db, decide);
  }
  return decide(`${reply.crisisId}/${reply.needId}`, reply);
}

function inGroups(ctx: Context): Decide {
  return createGrouping<Reply, Outcome>({
    delayMs: GROUP_MS,
    maxItems: GROUP_MAX,
    decide: (_, replies) => decideGroup(ctx, replies),
  });
}

/**
 * Part of a larger transaction (a text with several answers, an erasure): decided in it, one after
 * the other, because a row lock does not keep a transaction apart from itself.
 */
function oneByOne(tx: Context): Decide {
  const decide = createGrouping<Reply, Outcome>({
    delayMs: 0,
    maxItems: 1,
    decide: (_, replies) => decideOnce(tx, replies),
  });
  return (_, reply) => decide('', reply);
}

/** A burst of answers brings the next wave forward, this long after its first. */
const BURST_SECONDS = 10;
const nextWaves = new WeakMap<object, Map<string, number>>();

const REPLIES: Actor = { kind: 'system', name: 'crises.replies' };

/** Replies of one need, in their order of arrival; tries again when another transaction crossed it. */
async function decideGroup(ctx: Context, replies: readonly Reply[]): Promise<Outcome[]> {
  const queued = await queueAll(ctx, replies);
  if (queued) return queued;
  for (let attempt = 1; ; attempt++) {
    try {
      const outcomes = await transaction(ctx, (tx) => decideOnce(tx, replies));
      await bringWaveForward(ctx, replies, outcomes);
      return outcomes;
    } catch (error) {
      if (attempt === 5 || (error as { code?: string }).code !== DEADLOCK) throw error;
    }
  }
}

/**
 * After the last place is taken, most answers of a burst only join the reserve: decided on what the
 * need is at a glance, and written in one statement that does nothing if it has changed meanwhile.
 * `undefined`: not such a group, or changed; it is for the lock to decide.
 */
async function queueAll(ctx: Context, replies: readonly Reply[]): Promise<Outcome[] | undefined> {
  const [first] = replies;
  if (!first || replies.some(({ answer }) => answer !== 'yes')) return undefined;
  const people = replies.map(({ volunteerId }) => volunteerId);
  const glance = await glanceAt(ctx.db, first.crisisId, first.needId, people);
  if (!glance || glance.calling) return undefined;
  const now = ctx.clock.now();
  const need = placesOf(glance.need, now);
  if (need.open && need.confirmed + need.offered < need.places) return undefined;
  const decision = decideReplies(need, glance.known, glance.busy, replies);
  if (decision.changed.some(({ state }) => state !== 'reserve')) return undefined;
  const outcomes = decision.outcomes.map(({ outcome }) => outcome);
  const saved = await saveQueued(ctx.db, glance, {
    now,
    counters: decision.need,
    joining: decision.changed,
    replies: replyRows(ctx, replies, outcomes),
  });
  return saved ? outcomes : undefined;
}

function replyRows(
  ctx: Context,
  replies: readonly Reply[],
  outcomes: readonly Outcome[],
): ReplyRow[] {
  return replies.map(({ volunteerId, answer, reason, channel }, index) => ({
    id: ctx.ids.next<'reply'>(),
    volunteerId,
    answer,
    reason,
    channel,
    outcome: outcomes[index] as Outcome,
  }));
}

async function decideOnce(tx: Context, replies: readonly Reply[]): Promise<Outcome[]> {
  const [first] = replies;
  if (!first) return [];
  const need = await lockNeed(tx.db, first.crisisId, first.needId);
  if (!need) throw new Error('A reply to a need that does not exist');
  const people = replies.map(({ volunteerId }) => volunteerId);
  const leaving = replies.filter(({ answer }) => answer !== 'yes').length;
  const free = need.places - need.confirmed - need.offered;
  // Those of the reserve who are busy are passed over: look a little further than what may be freed.
  const ahead = leaving + free > 0 ? 2 * (leaving + free) + 20 : 0;
  const standing = await standingOfGroup(tx.db, need, people, need.reserve > 0 ? ahead : 0);
  const { known } = standing;
  const able = [
    ...replies.filter(({ answer }) => answer === 'yes').map(({ volunteerId }) => volunteerId),
    ...known.filter(({ state }) => state === 'reserve').map(({ volunteerId }) => volunteerId),
  ];
  const mayHold = free > 0 || leaving > 0 || known.some(({ state }) => state === 'offered');
  let { busy } = standing;
  if (mayHold) {
    // Who holds whom is only sure under the locks of the people.
    await lockPeople(tx.db, able);
    busy = await heldElsewhere(tx.db, need, able);
  }
  const decision = decideReplies(placesOf(need, tx.clock.now()), known, busy, replies);
  const outcomes = decision.outcomes.map(({ outcome }) => outcome);
  await keepDecision(tx, REPLIES, need, decision, replyRows(tx, replies, outcomes));
  return outcomes;
}

/** What was just learnt may call for more people (or fewer) before the next minute. */
async function bringWaveForward(
  ctx: Context,
  replies: readonly Reply[],
  outcomes: readonly Outcome[],
): Promise<void> {
  const [first] = replies;
  const full = outcomes.some((outcome) => outcome === 'reserve' || outcome === 'closed');
  if (!first || full) return;
  const now = ctx.clock.now().getTime();
  const due = nextWaves.get(ctx.db) ?? new Map<string, number>();
  nextWaves.set(ctx.db, due);
  if ((due.get(first.needId) ?? 0) > now) return;
  due.set(first.needId, now + BURST_SECONDS * 1000);
  await enqueueWave(ctx, first, new Date(now + BURST_SECONDS * 1000));
}
