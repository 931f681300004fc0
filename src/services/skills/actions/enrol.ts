import { type Context, transaction } from '#platform/context.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { AccountId } from '#platform/kernel/actor.ts';
import { ageOn, type DateString, localDate } from '#platform/kernel/dates.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { transition } from '#platform/kernel/transitions.ts';
import { CANDIDATE } from '../domain/sessions/session.ts';
import type { PriceOffer } from '../domain/vouchers/discount.ts';
import {
  type CandidateRow,
  candidateOf,
  hasFreeTest,
  insertCandidate,
  saveCandidate,
} from '../queries/candidates.ts';
import { changeTaken, lockSession, type SessionRow, sessionById } from '../queries/sessions.ts';
import {
  findVoucher,
  offerOf,
  type RedeemError,
  redeemVoucher,
  releaseVoucher,
} from './vouchers.ts';

/** Below, one learns first. */
export const YOUNGEST = 11;

export interface Enrolment {
  /** As on the identity document. */
  readonly name: string;
  readonly birthDate: DateString;
  readonly extraTime: boolean;
  /** As it was typed; empty without a voucher. */
  readonly code: string;
  readonly lang: Lang;
}

export type EnrolError =
  | 'not_found'
  | 'session_full'
  | 'session_not_planned'
  | 'enrolled_before'
  | 'too_young'
  | RedeemError;

/** What it would cost, before anything is decided. */
export async function priceOf(
  ctx: Context,
  accountId: AccountId,
  sessionId: string,
  { code, birthDate }: Pick<Enrolment, 'code' | 'birthDate'>,
): Promise<Result<PriceOffer, EnrolError>> {
  const session = await sessionById(ctx.db, sessionId);
  if (!session) return refuse('not_found');
  const refused = whyNot(ctx, session, birthDate);
  if (refused) return refuse(refused);
  if (code === '') return ok(await ordinaryPrice(ctx, accountId, session));
  const voucher = await findVoucher(ctx, accountId, code);
  if (!voucher.ok) return voucher;
  return offerOf(ctx, voucher.value, { accountId, birthDate, fullPrice: session.priceCents });
}

/** Takes a place, and spends the voucher with it or not at all. */
export async function enrol(
  ctx: Context,
  accountId: AccountId,
  sessionId: string,
  { code, ...who }: Enrolment,
): Promise<Result<undefined, EnrolError>> {
  const voucher = code === '' ? undefined : await findVoucher(ctx, accountId, code);
  if (voucher && !voucher.ok) return voucher;
  const voucherId = voucher?.value.id ?? null;
  return transaction(ctx, async (tx): Promise<Result<undefined, EnrolError>> => {
    const session = await lockSession(tx.db, sessionId);
    if (!session) return refuse('not_found');
    const refused = whyNot(tx, session, who.birthDate);
    if (refused) return refuse(refused);
    const before = await candidateOf(tx.db, sessionId, { accountId });
    if (before && !transition(CANDIDATE, before.state, 'enrol_again').ok) {
      return refuse('enrolled_before');
    }
    if (session.taken >= session.places) return refuse('session_full');
    const offer = voucherId
      ? await redeemVoucher(tx, voucherId, {
          accountId,
          birthDate: who.birthDate,
          fullPrice: session.priceCents,
        })
      : ok(await ordinaryPrice(tx, accountId, session));
    if (!offer.ok) return offer;
    const price = {
      voucherId,
      priceCents: offer.value.price,
      priceBecause: offer.value.because ?? null,
    };
    await changeTaken(tx.db, sessionId, 1);
    if (before) await saveCandidate(tx.db, { ...before, ...who, ...price, state: 'enrolled' });
    else {
      const id = tx.ids.next<'candidate'>();
      await insertCandidate(tx.db, { id, sessionId, accountId, ...who, ...price }, tx.clock.now());
    }
    return ok();
  });
}

/** Gives the place back, and the voucher. */
export async function withdraw(
  ctx: Context,
  accountId: AccountId,
  sessionId: string,
): Promise<Result<undefined, 'not_found' | 'transition_not_allowed'>> {
  return transaction(ctx, async (tx) => {
    // The session first, as everywhere: two that lock in another order would wait for each other.
    await lockSession(tx.db, sessionId);
    const candidate = await candidateOf(tx.db, sessionId, { accountId });
    if (!candidate) return refuse('not_found');
    const moved = transition(CANDIDATE, candidate.state, 'withdraw');
    if (!moved.ok) return moved;
    if (candidate.voucherId) await releaseVoucher(tx, candidate.voucherId);
    const empty: CandidateRow = { ...candidate, state: moved.value, voucherId: null };
    await saveCandidate(tx.db, empty);
    await changeTaken(tx.db, sessionId, -1);
    return ok();
  });
}

/** Without a voucher: the price of the session, or nothing after an appeal that was upheld. */
async function ordinaryPrice(
  ctx: Context,
  accountId: AccountId,
  { priceCents }: SessionRow,
): Promise<PriceOffer> {
  if (await hasFreeTest(ctx.db, accountId)) {
    return { price: 0, because: { kind: 'appeal', price: 0 }, missing: [] };
  }
  return { price: priceCents, because: undefined, missing: [] };
}

function whyNot(
  { clock }: Context,
  { state }: SessionRow,
  birthDate: DateString,
): 'session_not_planned' | 'too_young' | undefined {
  if (state !== 'planned') return 'session_not_planned';
  return ageOn(birthDate, localDate(clock.now())) < YOUNGEST ? 'too_young' : undefined;
}
