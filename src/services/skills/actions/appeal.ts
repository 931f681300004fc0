import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { AccountId, Actor } from '#platform/kernel/actor.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { transition } from '#platform/kernel/transitions.ts';
import { revokeCertificates } from '../certificates/certificate.ts';
import { APPEAL, APPEAL_DAYS, type AppealEvent } from '../domain/sessions/session.ts';
import { decidesAppeals } from '../policy.ts';
import {
  type CandidateRow,
  candidateOf,
  lockCandidate,
  saveCandidate,
  setAppeal,
} from '../queries/candidates.ts';
import { sessionById } from '../queries/sessions.ts';
import { personId } from './sessions.ts';

export type AppealError =
  | 'not_found'
  | 'transition_not_allowed'
  | 'appeal_too_late'
  | 'text_missing'
  | 'own_session';

const DAY = 86_400_000;

/** Contests one's result, or takes that back. */
export async function appeal(
  ctx: Context,
  accountId: AccountId,
  sessionId: string,
  event: 'file' | 'withdraw',
  text: string,
): Promise<Result<undefined, AppealError>> {
  const candidate = await candidateOf(ctx.db, sessionId, { accountId });
  const session = await sessionById(ctx.db, sessionId);
  if (candidate?.state !== 'finished' || !session) return refuse('not_found');
  const late = ctx.clock.now().getTime() - session.startsAt.getTime() > APPEAL_DAYS * DAY;
  if (event === 'file' && late) return refuse('appeal_too_late');
  if (event === 'file' && text.trim() === '') return refuse('text_missing');
  return move(ctx, candidate.id, event, (row) =>
    event === 'file' ? { ...row, appealText: text.trim() } : row,
  );
}

/** Upheld: the result counts no more, its certificate is revoked, and another test costs nothing. */
export async function decideAppeal(
  ctx: Context,
  actor: Actor,
  { sessionId, id }: Pick<CandidateRow, 'sessionId' | 'id'>,
  event: 'uphold' | 'reject',
  answer: string,
): Promise<Result<undefined, AppealError>> {
  if (!decidesAppeals(actor)) return refuse('not_found');
  if (answer.trim() === '') return refuse('text_missing');
  return transaction(ctx, async (tx): Promise<Result<undefined, AppealError>> => {
    const session = await sessionById(tx.db, sessionId);
    if (!session) return refuse('not_found');
    if (session.supervisorId !== null && session.supervisorId === personId(actor)) {
      return refuse('own_session');
    }
    const moved = await move(tx, id, event, (row) => ({ ...row, appealAnswer: answer.trim() }));
    if (!moved.ok) return moved;
    const candidate = await lockCandidate(tx.db, id);
    if (candidate && event === 'uphold') {
      await revokeCertificates(tx, actor, candidate, 'appeal');
      await saveCandidate(tx.db, { ...candidate, result: 'appeal_upheld' });
    }
    const subject = { kind: 'certification_session', id: sessionId };
    await recordAudit(tx, actor, { action: `appeal.${event}`, subject });
    return ok();
  });
}

async function move(
  ctx: Context,
  id: string,
  event: AppealEvent,
  change: (row: CandidateRow) => CandidateRow,
): Promise<Result<undefined, 'not_found' | 'transition_not_allowed'>> {
  return transaction(ctx, async (tx) => {
    const row = await lockCandidate(tx.db, id);
    if (!row) return refuse('not_found');
    const moved = transition(APPEAL, row.appeal ?? 'none', event);
    if (!moved.ok || moved.value === 'none') return refuse('transition_not_allowed');
    await setAppeal(tx.db, { ...change(row), appeal: moved.value }, tx.clock.now());
    return ok();
  });
}
