import type { Context } from '#platform/context.ts';
import type { AccountId, Actor } from '#platform/kernel/actor.ts';
import { DEFAULT_TIME_ZONE } from '#platform/kernel/dates.ts';
import { spaceById, supervises } from '#services/spaces/index.ts';
import { answersOf, timeLeft } from '../domain/attempt/attempt.ts';
import { attemptById } from '../queries/attempts.ts';
import { type CandidateRow, candidaciesOf, candidatesOf } from '../queries/candidates.ts';
import {
  comingSessions,
  type SessionRow,
  sessionById,
  sessionEvents,
} from '../queries/sessions.ts';
import { settle } from './room.ts';

export interface LocatedSession {
  readonly session: SessionRow;
  readonly space: string;
  readonly address: string;
  readonly timeZone: string;
}

export async function located(ctx: Context, session: SessionRow): Promise<LocatedSession> {
  const space = await spaceById(ctx, session.spaceId);
  return {
    session,
    space: space?.name ?? '',
    address: space?.address ?? '',
    timeZone: space?.timeZone ?? DEFAULT_TIME_ZONE,
  };
}

const HOUR = 3_600_000;
/** A page of them; a space is where one looks further. */
const SHOWN = 50;

/** Sessions to come, and those that began an hour ago at most. */
export async function sessionsToCome(ctx: Context): Promise<LocatedSession[]> {
  const from = new Date(ctx.clock.now().getTime() - HOUR);
  return Promise.all((await comingSessions(ctx.db, from, SHOWN)).map((one) => located(ctx, one)));
}

export async function enrolmentsOf(
  ctx: Context,
  accountId: AccountId,
): Promise<(LocatedSession & { readonly candidate: CandidateRow })[]> {
  const own = (await candidaciesOf(ctx.db, accountId)).filter(({ state }) => state !== 'withdrawn');
  const found = await Promise.all(
    own.map(async (candidate) => {
      const session = await sessionById(ctx.db, candidate.sessionId);
      return session && { ...(await located(ctx, session)), candidate };
    }),
  );
  return found.filter((one) => one !== undefined);
}

/** A session that this person may supervise. */
export async function supervisedSession(
  ctx: Context,
  actor: Actor,
  id: string,
): Promise<SessionRow | undefined> {
  const session = await sessionById(ctx.db, id);
  return session && (await supervises(ctx, actor, session.spaceId)) ? session : undefined;
}

/** Everybody in the room, with the test of those who take it and what happened around them. */
export async function roomOf(ctx: Context, sessionId: string) {
  await settleRoom(ctx, sessionId);
  const events = await sessionEvents(ctx.db, sessionId);
  const now = ctx.clock.now().getTime();
  return Promise.all(
    (await candidatesOf(ctx.db, sessionId)).map(async (candidate) => ({
      candidate,
      test: await testOf(ctx, candidate, now),
      signs: signsOf(events.filter(({ candidateId }) => candidateId === candidate.id)),
    })),
  );
}

/** Tests end by themselves too: whoever looks at the room finds their results. */
export async function settleRoom(ctx: Context, sessionId: string): Promise<void> {
  for (const { id, state } of await candidatesOf(ctx.db, sessionId)) {
    if (state === 'admitted') await settle(ctx, id);
  }
}

async function testOf(ctx: Context, { state, attemptId }: CandidateRow, now: number) {
  const kept = state === 'admitted' && attemptId ? await attemptById(ctx.db, attemptId) : undefined;
  if (!kept) return undefined;
  return {
    state: kept.attempt.state,
    question: answersOf(kept.attempt).length + 1,
    minutesLeft: Math.ceil(timeLeft(kept.attempt, now) / 60_000),
  };
}

const SIGNS = ['blur', 'paste', 'resize', 'flag', 'incident'] as const;

function signsOf(events: readonly { readonly kind: string }[]) {
  const counted: Partial<Record<(typeof SIGNS)[number], number>> = {};
  for (const sign of SIGNS) {
    const count = events.filter(({ kind }) => kind === sign).length;
    if (count > 0) counted[sign] = count;
  }
  return counted;
}
