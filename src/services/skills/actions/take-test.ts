import { hash } from 'node:crypto';
import type { Context } from '#platform/context.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { type AnswerError, answerGiven, type GivenFields } from '../answers/given.ts';
import { bankNumbered, itemIn } from '../bank/loaded-bank.ts';
import { openQuestion } from '../domain/attempt/attempt.ts';
import type { Fault } from '../domain/attempt/faults.ts';
import type { Response } from '../domain/items/answer-key.ts';
import { scoreResponse } from '../domain/items/score-response.ts';
import { learnerOf, mayTake } from '../policy.ts';
import {
  type AttemptId,
  attemptById,
  attemptByKey,
  attemptsOf,
  giveToAccount,
  type KeptAttempt,
  saveDraft,
  setKey,
} from '../queries/attempts.ts';
import {
  type Move,
  type MoveError,
  moveAttempt,
  type Prepared,
  prepareAttempt,
} from './attempts.ts';

/** Who takes a test: an account, or the browser that holds the secret of one. */
export interface Taker {
  readonly actor: Actor;
  /** '' when the browser has none. */
  readonly key: string;
}

export interface Started {
  readonly id: AttemptId;
  /** For the cookie of whoever has no account. */
  readonly key: string | undefined;
}

export type TestWishes = Pick<Prepared, 'lang' | 'extraTime' | 'readable' | 'plainItems'>;

/** A placement test begins at once, and with no account. */
export async function startPlacement(
  ctx: Context,
  actor: Actor,
  wishes: TestWishes,
): Promise<Started> {
  const accountId = learnerOf(actor) ?? null;
  const key = accountId === null ? newKey(ctx) : undefined;
  const keyHash = key === undefined ? null : hashOf(key);
  const id = await prepareAttempt(ctx, { kind: 'placement', accountId, keyHash, ...wishes });
  const started = await moveAttempt(ctx, id, { what: 'start' });
  if (!started.ok) throw new Error(started.error);
  return { id, key };
}

/** The secret for the browser that takes the test from now on; the one before it ends. */
export async function handOver(ctx: Context, id: AttemptId): Promise<string> {
  const key = newKey(ctx);
  await setKey(ctx.db, id, hashOf(key));
  return key;
}

/** A test of this person, `undefined` for anybody else's. */
export async function testOf(
  ctx: Context,
  taker: Taker,
  id: string,
): Promise<KeptAttempt | undefined> {
  const kept = await attemptById(ctx.db, id);
  return kept && mayTake(taker.actor, hashOf(taker.key), kept) ? kept : undefined;
}

/** All tests of this person, the latest first. */
export async function testsOf(ctx: Context, { actor, key }: Taker): Promise<KeptAttempt[]> {
  const accountId = learnerOf(actor);
  const own = accountId ? await attemptsOf(ctx.db, accountId) : [];
  const held = key === '' ? undefined : await attemptByKey(ctx.db, hashOf(key));
  return held ? [held, ...own] : own;
}

export interface Handed {
  readonly given: GivenFields;
  readonly lang: Lang;
  /** "I don't know". */
  readonly skip: boolean;
  /** What was read of a file, for a file task. */
  readonly file?: Result<Response, AnswerError> | undefined;
}

/** Scores the answer to the question at this position, and goes on. */
export async function answerTest(
  ctx: Context,
  kept: KeptAttempt,
  position: number,
  handed: Handed,
): Promise<Result<undefined, MoveError | AnswerError>> {
  const asked = kept.attempt.asked[position];
  if (!asked) return refuse('not_asked');
  const bank = await bankNumbered(ctx, kept.attempt.bankVersion);
  const item = itemIn(bank, asked.item, handed.lang)!;
  const response = handed.skip
    ? ok<Response>({ kind: 'skipped' })
    : (handed.file ?? answerGiven(item, handed.given));
  if (!response.ok) return response;
  const score = scoreResponse(item.key, response.value);
  if (!score.ok) return score;
  const moved = await moveAttempt(ctx, kept.id, {
    what: 'answer',
    position,
    answer: handed.skip ? '' : JSON.stringify(handed.given),
    right: score.value.right,
  });
  return moved.ok ? ok() : moved;
}

/** The page is there: the clock runs, and what was typed so far is kept for any device. `not_asked`: it is not the open question (any more). */
export async function beat(
  ctx: Context,
  kept: KeptAttempt,
  position: number,
  draft: GivenFields,
): Promise<Result<undefined, MoveError>> {
  const moved = await moveAttempt(ctx, kept.id, { what: 'beat' });
  if (!moved.ok) return moved;
  const { state } = moved.value;
  if (state !== 'running' || openQuestion(moved.value)?.position !== position) {
    return refuse('not_asked');
  }
  await saveDraft(ctx.db, kept.id, draft);
  return ok();
}

/** What the person who takes a placement test may do to it; in a session a supervisor does. */
export type OwnMove = 'pause' | 'resume' | 'end';

export async function moveOwnTest(
  ctx: Context,
  kept: KeptAttempt,
  what: OwnMove,
): Promise<Result<undefined, MoveError | 'supervisor_only'>> {
  if (kept.kind === 'certification') return refuse('supervisor_only');
  const move: Move = what === 'pause' ? { what, reason: 'person' } : { what };
  const moved = await moveAttempt(ctx, kept.id, move);
  return moved.ok ? ok() : moved;
}

/** Takes the open question out, for the reason that is given, and asks another one. */
export async function reportQuestion(
  ctx: Context,
  kept: KeptAttempt,
  position: number,
  fault: Fault,
): Promise<Result<undefined, MoveError | 'supervisor_only'>> {
  if (kept.kind === 'certification') return refuse('supervisor_only');
  const moved = await moveAttempt(ctx, kept.id, { what: 'replace', position, reason: fault });
  return moved.ok ? ok() : moved;
}

/** Keeps a test that was begun without an account. */
export async function keepTest(
  ctx: Context,
  actor: Actor,
  kept: KeptAttempt,
): Promise<Result<undefined, 'not_signed_in' | 'kept_already'>> {
  const accountId = learnerOf(actor);
  if (!accountId) return refuse('not_signed_in');
  if (kept.accountId !== null) return refuse('kept_already');
  await giveToAccount(ctx.db, kept.id, accountId);
  return ok();
}

function newKey(ctx: Context): string {
  return Buffer.from(ctx.random.bytes(32)).toString('base64url');
}

function hashOf(key: string): Buffer {
  return hash('sha256', key, 'buffer');
}
