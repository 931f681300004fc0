import { look, take } from '#platform/auth/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { AccountId, Actor } from '#platform/kernel/actor.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { transition } from '#platform/kernel/transitions.ts';
import { supervises } from '#services/spaces/index.ts';
import { issueCertificate } from '../certificates/certificate.ts';
import { answersOf, openQuestion } from '../domain/attempt/attempt.ts';
import { FEWEST_ANSWERS } from '../domain/sessions/certified.ts';
import { CANDIDATE, type IncidentReason } from '../domain/sessions/session.ts';
import { attemptById } from '../queries/attempts.ts';
import {
  type CandidateRow,
  candidateOf,
  candidateOfAttempt,
  lockCandidate,
  type PaidBy,
  saveCandidate,
  setPaid,
} from '../queries/candidates.ts';
import { insertSessionEvent, type SessionEventRow, sessionById } from '../queries/sessions.ts';
import { type MoveError, moveAttempt, prepareAttempt } from './attempts.ts';
import { personId } from './sessions.ts';

export type RoomError =
  | 'not_found'
  | 'session_not_open'
  | 'transition_not_allowed'
  | 'access_code_wrong'
  | 'too_many_tries'
  | 'no_test'
  | 'paid_before'
  | 'own_session'
  | MoveError;

/** Six figures stand for one day in one room; nobody has to type them ten times. */
const ACCESS_TRIES = { name: 'access_code', points: 10, minutes: 10 } as const;

/** Says that one is in the room: the code is on its wall. */
export async function arrive(
  ctx: Context,
  accountId: AccountId,
  sessionId: string,
  typed: string,
): Promise<Result<undefined, RoomError>> {
  const session = await sessionById(ctx.db, sessionId);
  const candidate = await candidateOf(ctx.db, sessionId, { accountId });
  if (!session || !candidate) return refuse('not_found');
  if (session.accessCode === null) return refuse('session_not_open');
  if (!(await look(ctx, ACCESS_TRIES, accountId)).allowed) return refuse('too_many_tries');
  if (typed.replace(/\s/g, '') !== session.accessCode) {
    await take(ctx, ACCESS_TRIES, accountId);
    return refuse('access_code_wrong');
  }
  return changeCandidate(ctx, candidate.id, 'arrive');
}

/** What happens to a test that is being taken. */
type TestAct =
  | { readonly what: 'pause' | 'resume' | 'end' }
  | { readonly what: 'incident'; readonly reason: IncidentReason };

export type Act =
  | { readonly what: 'identify' | 'admit' }
  | { readonly what: 'pay'; readonly by: PaidBy }
  | TestAct;

/** What a supervisor does for one candidate of an open session. */
export async function act(
  ctx: Context,
  actor: Actor,
  sessionId: string,
  candidateId: string,
  asked: Act,
): Promise<Result<undefined, RoomError>> {
  const session = await sessionById(ctx.db, sessionId);
  const candidate = await candidateOf(ctx.db, sessionId, { id: candidateId });
  if (!session || !candidate || !(await supervises(ctx, actor, session.spaceId))) {
    return refuse('not_found');
  }
  if (session.state !== 'open') return refuse('session_not_open');
  if (candidate.accountId !== null && candidate.accountId === personId(actor)) {
    return refuse('own_session');
  }
  switch (asked.what) {
    case 'identify':
      return changeCandidate(ctx, candidateId, 'identify', {
        identifiedAt: ctx.clock.now(),
        identifiedBy: personId(actor),
      });
    case 'pay':
      return (await setPaid(ctx.db, candidateId, asked.by, ctx.clock.now()))
        ? ok()
        : refuse('paid_before');
    case 'admit':
      return admit(ctx, candidateId);
    default:
      return during(ctx, candidate, asked);
  }
}

/** The test is prepared with the bank of this moment, which it keeps, and its clock runs. */
async function admit(ctx: Context, id: string): Promise<Result<undefined, RoomError>> {
  return transaction(ctx, async (tx): Promise<Result<undefined, RoomError>> => {
    const candidate = await lockCandidate(tx.db, id);
    const moved = candidate && transition(CANDIDATE, candidate.state, 'admit');
    if (!candidate || !moved?.ok) return refuse('transition_not_allowed');
    const { accountId, lang, extraTime } = candidate;
    const attemptId = await prepareAttempt(tx, {
      kind: 'certification',
      accountId,
      keyHash: null,
      lang,
      extraTime,
      readable: false,
      plainItems: false,
    });
    await saveCandidate(tx.db, { ...candidate, state: moved.value, attemptId });
    const started = await moveAttempt(tx, attemptId, { what: 'start' });
    return started.ok ? ok() : started;
  });
}

async function during(
  ctx: Context,
  { id, sessionId, attemptId }: CandidateRow,
  act: TestAct,
): Promise<Result<undefined, RoomError>> {
  if (attemptId === null) return refuse('no_test');
  return transaction(ctx, async (tx): Promise<Result<undefined, RoomError>> => {
    const kept = await attemptById(tx.db, attemptId);
    const position = kept && openQuestion(kept.attempt)?.position;
    const moved = await applyAct(tx, attemptId, position, act);
    if (!moved.ok) return moved;
    const reason = act.what === 'incident' ? act.reason : null;
    await note(tx, sessionId, id, { kind: act.what, position: position ?? null, reason });
    await settle(tx, id);
    return ok();
  });
}

async function applyAct(
  tx: Context,
  attemptId: string,
  position: number | undefined,
  act: TestAct,
): Promise<Result<unknown, RoomError>> {
  switch (act.what) {
    case 'pause':
      return moveAttempt(tx, attemptId, { what: 'pause', reason: 'supervisor' });
    case 'incident':
      return position === undefined
        ? refuse('not_asked')
        : moveAttempt(tx, attemptId, { what: 'replace', position, reason: act.reason });
    default:
      return moveAttempt(tx, attemptId, { what: act.what });
  }
}

/** What the page or the person tells of the room; kept for people to read, and nothing else follows. */
export async function tellRoom(
  ctx: Context,
  attemptId: string,
  kind: 'blur' | 'paste' | 'resize' | 'flag',
): Promise<void> {
  const candidate = await candidateOfAttempt(ctx.db, attemptId);
  const kept = await attemptById(ctx.db, attemptId);
  if (!candidate || candidate.state !== 'admitted' || !kept) return;
  const position = openQuestion(kept.attempt)?.position ?? null;
  await note(ctx, candidate.sessionId, candidate.id, { kind, position, reason: null });
}

/** Takes over the result of a test that has ended, and signs the certificate. */
export async function settle(ctx: Context, candidateId: string): Promise<void> {
  await transaction(ctx, async (tx) => {
    const candidate = await lockCandidate(tx.db, candidateId);
    if (candidate?.state !== 'admitted' || candidate.attemptId === null) return;
    const kept = await attemptById(tx.db, candidate.attemptId);
    if (kept?.attempt.state !== 'ended') return;
    const moved = transition(CANDIDATE, candidate.state, 'finish');
    if (!moved.ok) return;
    const enough = kept.result !== null && answersOf(kept.attempt).length >= FEWEST_ANSWERS;
    const finished: CandidateRow = {
      ...candidate,
      state: moved.value,
      theta: kept.result?.theta ?? null,
      se: kept.result?.se ?? null,
      result: enough ? 'certified' : 'too_few_answers',
    };
    await saveCandidate(tx.db, finished);
    await issueCertificate(tx, finished, candidate.lang);
  });
}

async function changeCandidate(
  ctx: Context,
  id: string,
  event: 'arrive' | 'identify',
  change: Partial<CandidateRow> = {},
): Promise<Result<undefined, RoomError>> {
  return transaction(ctx, async (tx): Promise<Result<undefined, RoomError>> => {
    const candidate = await lockCandidate(tx.db, id);
    if (!candidate) return refuse('not_found');
    const moved = transition(CANDIDATE, candidate.state, event);
    if (!moved.ok) return moved;
    await saveCandidate(tx.db, { ...candidate, ...change, state: moved.value });
    return ok();
  });
}

function note(
  ctx: Context,
  sessionId: string,
  candidateId: string,
  event: Pick<SessionEventRow, 'kind' | 'position' | 'reason'>,
): Promise<void> {
  const id = ctx.ids.next<'session_event'>();
  return insertSessionEvent(ctx.db, { ...event, id, sessionId, candidateId, at: ctx.clock.now() });
}
