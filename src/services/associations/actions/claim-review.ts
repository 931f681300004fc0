import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { type ClaimQuestion, type ClaimRefusal, needsSecondReviewer } from '../domain/claim.ts';
import { accountOf, mayReview } from '../policy.ts';
import { type Claim, insertNote, lockClaim, selectClaim, updateClaim } from '../queries/claims.ts';
import { mailClaimant } from './claim-mails.ts';
import { hashOfCode, move } from './claims.ts';

export type Decision =
  | { readonly kind: 'accept' }
  | { readonly kind: 'refuse'; readonly reason: ClaimRefusal }
  | { readonly kind: 'ask'; readonly question: ClaimQuestion; readonly text: string }
  | { readonly kind: 'propose_override'; readonly reason: string }
  | { readonly kind: 'agree_override' }
  | { readonly kind: 'reject_override' };

export type ReviewError =
  | 'not_found'
  | 'own_claim'
  | 'same_reviewer'
  | 'second_reviewer_needed'
  | 'text_missing'
  | 'transition_not_allowed';

/** Undefined for requests outside the reviewer's territory. */
export async function claimToReview(
  ctx: Context,
  actor: Actor,
  id: string,
): Promise<Claim | undefined> {
  const claim = isUuid(id) ? await selectClaim(ctx.db, id) : undefined;
  return claim && mayReview(actor, claim.department) ? claim : undefined;
}

export async function decideClaim(
  ctx: Context,
  actor: Actor,
  id: string,
  decision: Decision,
): Promise<Result<Claim, ReviewError>> {
  return reviewing(ctx, actor, id, async (tx, claim, reviewer) => {
    switch (decision.kind) {
      case 'accept':
        return needsSecondReviewer({
          hasDocument: claim.fileId !== null,
          contested: claim.contested,
        })
          ? refuse('second_reviewer_needed')
          : move(tx, actor, claim, 'accept');
      case 'refuse':
        return move(tx, actor, claim, 'refuse', { refusal: decision.reason });
      case 'ask': {
        const text = decision.text.trim();
        if (decision.question === 'free' && text === '') return refuse('text_missing');
        const moved = await move(tx, actor, claim, 'ask', {
          question: decision.question,
          questionText: text,
          answer: '',
        });
        if (moved.ok) {
          const key = `question:${tx.clock.now().getTime()}`;
          await mailClaimant(tx, moved.value, key, (m, url) => m.asked(moved.value, url));
        }
        return moved;
      }
      case 'propose_override': {
        const overrideReason = decision.reason.trim();
        if (overrideReason === '') return refuse('text_missing');
        return move(tx, actor, claim, 'propose_override', { overrideBy: reviewer, overrideReason });
      }
      case 'agree_override':
      case 'reject_override':
        if (claim.overrideBy === reviewer) return refuse('same_reviewer');
        return move(tx, actor, claim, decision.kind);
    }
  });
}

export async function noteOnClaim(
  ctx: Context,
  actor: Actor,
  id: string,
  text: string,
): Promise<Result<undefined, ReviewError>> {
  if (text.trim() === '') return refuse('text_missing');
  return reviewing(ctx, actor, id, async (tx, claim, authorId) => {
    const writtenAt = tx.clock.now();
    const note = { id: tx.ids.next<'note'>(), claimId: claim.id, authorId, writtenAt };
    await insertNote(tx.db, { ...note, text: text.trim() });
    return ok();
  });
}

/** Letters that nobody takes for another: no 0 O 1 I. */
const CODE_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const CODE_LENGTH = 10;

/** A new code for the letter to print; the one of an earlier letter is worth nothing any more. */
export async function codeForLetter(
  ctx: Context,
  actor: Actor,
  id: string,
): Promise<Result<{ readonly claim: Claim; readonly code: string }, ReviewError>> {
  return reviewing(ctx, actor, id, async (tx, claim) => {
    if (claim.state !== 'letter') return refuse('transition_not_allowed');
    const code = Array.from(
      tx.random.bytes(CODE_LENGTH),
      (byte) => CODE_LETTERS[byte % CODE_LETTERS.length],
    ).join('');
    await updateClaim(tx.db, claim.id, { codeHash: hashOfCode(code), codeTries: 0 });
    await recordAudit(tx, actor, {
      action: 'claim.letter_printed',
      subject: { kind: 'claim', id: claim.id },
    });
    return ok({ claim, code });
  });
}

async function reviewing<T>(
  ctx: Context,
  actor: Actor,
  id: string,
  step: (tx: Context, claim: Claim, reviewer: string) => Promise<Result<T, ReviewError>>,
): Promise<Result<T, ReviewError>> {
  const reviewer = accountOf(actor);
  if (!isUuid(id) || !reviewer) return refuse('not_found');
  return transaction(ctx, async (tx): Promise<Result<T, ReviewError>> => {
    const claim = await lockClaim(tx.db, id);
    if (!claim || !mayReview(actor, claim.department)) return refuse('not_found');
    if (claim.accountId === reviewer) return refuse('own_claim');
    return step(tx, claim, reviewer);
  });
}
