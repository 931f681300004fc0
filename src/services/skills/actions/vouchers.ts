import { createHash } from 'node:crypto';
import { recordAudit } from '#platform/audit/index.ts';
import { accountForEmail, look, take } from '#platform/auth/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { AccountId, Actor } from '#platform/kernel/actor.ts';
import { type DateString, localDate } from '#platform/kernel/dates.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { codeOf, readCode } from '../domain/vouchers/code.ts';
import { type DiscountRule, type PriceOffer, priceFor } from '../domain/vouchers/discount.ts';
import { roomIn } from '../domain/vouchers/ledger.ts';
import {
  applyToVoucher,
  issuedVoucher,
  type VoucherError,
  type VoucherEvent,
  type VoucherTerms,
} from '../domain/vouchers/voucher.ts';
import { managesVouchers } from '../policy.ts';
import { isWaiting } from '../queries/candidates.ts';
import {
  type BatchRow,
  batchById,
  batchesWithCounts,
  insertBatch,
  insertIssue,
  insertVouchers,
  lockBatch,
  lockVoucher,
  saveVoucher,
  setBatchUntil,
  type VoucherRow,
  voucherOfCode,
  vouchersIn,
} from '../queries/vouchers.ts';
import { discountFacts } from './discount-facts.ts';

const DAY = 86_400_000;
/** Codes drawn in one go; more are several clicks. */
export const MOST_AT_ONCE = 500;
/** A voucher that expired waits so long for more time, then its money is free again. */
export const RETURN_AFTER_DAYS = 30;

export function termsOf({ until, retakes, retakeDays }: BatchRow): VoucherTerms {
  return { until: until.getTime(), retakes, retakeWithin: retakeDays * DAY };
}

export interface NewBatch {
  readonly funder: string;
  readonly funderEmail: string | undefined;
  readonly budgetCents: number;
  readonly valueCents: number;
  readonly rules: readonly DiscountRule[];
  readonly until: Date;
  readonly retakes: number;
  readonly retakeDays: number;
}

export async function createBatch(
  ctx: Context,
  actor: Actor,
  { funderEmail, ...batch }: NewBatch,
  lang: Lang,
): Promise<Result<string, 'not_allowed'>> {
  if (!managesVouchers(actor)) return refuse('not_allowed');
  return transaction(ctx, async (tx) => {
    const funder = funderEmail && (await accountForEmail(tx, funderEmail, lang)).account.id;
    const id = tx.ids.next<'voucher_batch'>();
    await insertBatch(tx.db, { ...batch, id, funderAccountId: funder ?? null }, tx.clock.now());
    await audit(tx, actor, id, 'vouchers.created', { budget: batch.budgetCents });
    return ok(id);
  });
}

export type IssueError = 'not_found' | 'issued_before' | 'budget_too_small' | 'voucher_expired';

/** Draws codes and gives them back once; nobody can read them again. `key`: of the form that was sent. */
export async function issueVouchers(
  ctx: Context,
  actor: Actor,
  batchId: string,
  { count, key }: { readonly count: number; readonly key: string },
): Promise<Result<readonly string[], IssueError>> {
  if (!managesVouchers(actor)) return refuse('not_found');
  return transaction(ctx, async (tx) => {
    const batch = await lockBatch(tx.db, batchId);
    const [counted] = await batchesWithCounts(tx.db, { id: batchId });
    if (!batch || !counted) return refuse('not_found');
    const now = tx.clock.now();
    if (now > batch.until) return refuse('voucher_expired');
    const room = roomIn({ budget: batch.budgetCents, value: batch.valueCents }, counted.counts);
    if (count > room) return refuse('budget_too_small', { room });
    if (!(await insertIssue(tx.db, { batchId, key, count }, now))) return refuse('issued_before');
    const codes = Array.from({ length: count }, () => codeOf(tx.random.bytes(8)));
    const voucher = issuedVoucher(termsOf(batch));
    await insertVouchers(
      tx.db,
      { batchId, key },
      codes.map((code) => ({ id: tx.ids.next<'voucher'>(), codeHash: hashOf(code), voucher })),
    );
    await audit(tx, actor, batchId, 'vouchers.issued', { count });
    return ok(codes);
  });
}

/** More time for the expired ones of a batch, and for those to come. */
export async function extendBatch(
  ctx: Context,
  actor: Actor,
  batchId: string,
  until: Date,
): Promise<Result<number, 'not_found' | 'date_past'>> {
  if (!managesVouchers(actor)) return refuse('not_found');
  return transaction(ctx, async (tx) => {
    const batch = await lockBatch(tx.db, batchId);
    if (!batch) return refuse('not_found');
    if (until <= tx.clock.now()) return refuse('date_past');
    const longer = { ...batch, until };
    await setBatchUntil(tx.db, batchId, until);
    let extended = 0;
    for (const id of await vouchersIn(tx.db, 'expired', { batchId }, Number.MAX_SAFE_INTEGER)) {
      const row = await lockVoucher(tx.db, id);
      if (row && (await move(tx, row, longer, 'extend')).ok) extended += 1;
    }
    await audit(tx, actor, batchId, 'vouchers.extended', { count: extended });
    return ok(extended);
  });
}

export type CodeError = 'code_mistyped' | 'code_unknown' | 'too_many_tries';
export type RedeemError = CodeError | VoucherError | 'not_entitled';

/** Wrong codes, by account and by hour: of 2^60, nobody finds one. */
const WRONG_CODES = { name: 'voucher_code', points: 10, minutes: 60 } as const;

/** The voucher of a code as somebody typed it; call outside of a transaction, wrong codes are counted. */
export async function findVoucher(
  ctx: Context,
  accountId: AccountId,
  typed: string,
): Promise<Result<VoucherRow, CodeError>> {
  const code = readCode(typed);
  if (code === undefined) return refuse('code_mistyped');
  const verdict = await look(ctx, WRONG_CODES, accountId);
  if (!verdict.allowed) return refuse('too_many_tries');
  const found = await voucherOfCode(ctx.db, hashOf(code));
  if (found) return ok(found);
  await take(ctx, WRONG_CODES, accountId);
  return refuse('code_unknown');
}

export interface Buyer {
  readonly accountId: AccountId;
  readonly birthDate: DateString;
  readonly fullPrice: number;
}

/** What this voucher would make of the price, and whether it can be spent now. */
export async function offerOf(
  ctx: Context,
  row: VoucherRow,
  buyer: Buyer,
): Promise<Result<PriceOffer, RedeemError>> {
  const batch = (await batchById(ctx.db, row.batchId)) as BatchRow;
  const now = ctx.clock.now();
  const spent = applyToVoucher(
    row.voucher,
    spendingEvent(row, buyer.accountId),
    now.getTime(),
    termsOf(batch),
  );
  if (!spent.ok) return spent;
  const facts = await discountFacts(ctx, buyer.accountId, buyer.birthDate);
  const offer = priceFor(buyer.fullPrice, batch.rules, facts, localDate(now));
  return offer.because ? ok(offer) : refuse('not_entitled', lackedIn(offer));
}

/** The least that is missing of each kind, in whole hours and visits. */
function lackedIn({ missing }: PriceOffer): Readonly<Record<string, number>> {
  const lacks: Record<string, number> = {};
  for (const { rule, lacks: left } of missing) {
    if (rule.kind === 'volunteer_hours' && left) {
      lacks.hours = Math.min(lacks.hours ?? Number.POSITIVE_INFINITY, Math.ceil(left / 60));
    }
    if (rule.kind === 'space_visits' && left) {
      lacks.visits = Math.min(lacks.visits ?? Number.POSITIVE_INFINITY, left);
    }
    if (rule.kind === 'under_age') lacks.age = Math.max(lacks.age ?? 0, rule.age);
  }
  return lacks;
}

/** Spends it, in the transaction of what it is spent on. */
export async function redeemVoucher(
  tx: Context,
  voucherId: string,
  buyer: Buyer,
): Promise<Result<PriceOffer, RedeemError>> {
  const row = await lockVoucher(tx.db, voucherId);
  if (!row) return refuse('code_unknown');
  if (await isWaiting(tx.db, voucherId)) return refuse('voucher_used');
  const offer = await offerOf(tx, row, buyer);
  if (!offer.ok) return offer;
  const batch = (await batchById(tx.db, row.batchId)) as BatchRow;
  const event = spendingEvent(row, buyer.accountId);
  const moved = await move(tx, { ...row, accountId: buyer.accountId }, batch, event);
  return moved.ok ? offer : moved;
}

/** The test did not take place: the code is good again, for whoever has it; a retake, for its person. */
export async function releaseVoucher(tx: Context, voucherId: string): Promise<void> {
  const row = await lockVoucher(tx.db, voucherId);
  const batch = row && (await batchById(tx.db, row.batchId));
  if (!row || !batch) return;
  const retake = row.voucher.retakesLeft < batch.retakes;
  await move(
    tx,
    { ...row, accountId: retake ? row.accountId : null },
    batch,
    retake ? 'retake_back' : 'release',
  );
}

/** By the clock: what was not used expires, and after a month its money goes back to the pool. */
export async function ageVouchers(ctx: Context, limit: number): Promise<void> {
  const now = ctx.clock.now();
  const long = new Date(now.getTime() - RETURN_AFTER_DAYS * DAY);
  for (const [state, before, event] of [
    ['free', now, 'expire'],
    ['expired', long, 'return'],
  ] as const) {
    for (const id of await vouchersIn(ctx.db, state, { before }, limit)) {
      await transaction(ctx, async (tx) => {
        const row = await lockVoucher(tx.db, id);
        const batch = row && (await batchById(tx.db, row.batchId));
        if (row && batch && row.voucher.until < before.getTime()) await move(tx, row, batch, event);
      });
    }
  }
}

/** The same code once more is a retake for whoever used it, and nothing for anybody else. */
function spendingEvent({ voucher, accountId }: VoucherRow, buyer: AccountId): VoucherEvent {
  return voucher.state === 'used' && accountId === buyer ? 'retake' : 'redeem';
}

async function move(tx: Context, row: VoucherRow, batch: BatchRow, what: VoucherEvent) {
  const at = tx.clock.now();
  const moved = applyToVoucher(row.voucher, what, at.getTime(), termsOf(batch));
  if (!moved.ok) return moved;
  await saveVoucher(tx.db, { ...row, voucher: moved.value }, what, at);
  return moved;
}

function audit(
  tx: Context,
  actor: Actor,
  id: string,
  action: string,
  detail: Readonly<Record<string, number>>,
) {
  return recordAudit(tx, actor, { action, subject: { kind: 'voucher_batch', id }, detail });
}

/** Codes have 60 bits of chance: a plain hash is enough. */
const hashOf = (code: string): Buffer => createHash('sha256').update(code).digest();
