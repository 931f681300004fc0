import { recordAudit } from '#platform/audit/index.ts';
import { holdersOfRole } from '#platform/auth/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { addDays, localDate } from '#platform/kernel/dates.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { transition } from '#platform/kernel/transitions.ts';
import { type OrganisationRecord, organisationRecord } from '../actions/record.ts';
import {
  type Decision,
  decide,
  type Fact,
  factsOfRecord,
  type Pack,
  packOn,
  type RegisterChange,
  registerChange,
  sameFacts,
} from '../domain/eligibility/index.ts';
import {
  addMonths,
  countsAsEligible,
  DUE_DAYS,
  LIFE,
  type LifeEvent,
  type LifeState,
  type MoveError,
  mayRenew,
  type OwnEvent,
  type ReviewEvent,
  reviewMove,
  STATE_OF_OUTCOME,
  secondReviewerAmong,
} from '../domain/eligibility/life.ts';
import { mayReview } from '../policy.ts';
import { withdrawAttestation } from './attestation-kind.ts';
import { tellAsker } from './mails.ts';
import {
  countOpenAppeals,
  insertDecision,
  insertStep,
  lockAsking,
  lockDecision,
  type StoredDecision,
  selectCurrent,
  selectDecision,
  selectFollowed,
  selectOverdue,
  updateDecision,
} from './queries.ts';

export interface Check {
  readonly record: OrganisationRecord;
  readonly pack: Pack;
  readonly facts: readonly Fact[];
  readonly decision: Decision;
}

/** What the rules in force say of an organisation of the register today; nothing is kept. */
export async function checkNow(
  ctx: Context,
  organisationId: string,
  packId: string,
): Promise<Result<Check, 'not_found' | 'unknown_pack' | 'not_an_association'>> {
  const pack = packOn(packId, localDate(ctx.clock.now()));
  if (!pack) return refuse('unknown_pack');
  const record = await organisationRecord(ctx, organisationId);
  if (!record) return refuse('not_found');
  if (record.facts.kind !== 'association') return refuse('not_an_association');
  const facts = factsOfRecord(record.facts, record.unit);
  return ok({ record, pack, facts, decision: decide(pack, facts) });
}

export type AskError = 'not_found' | 'unknown_pack' | 'not_an_association';

/**
 * Keeps a decision. The one that there is already is answered again, unless it is near its end, or was a
 * refusal of what has changed since: then a new one takes its place.
 */
export async function askDecision(
  ctx: Context,
  actor: Actor & { readonly kind: 'person' },
  organisationId: string,
  packId: string,
): Promise<Result<string, AskError>> {
  return transaction(ctx, async (tx): Promise<Result<string, AskError>> => {
    await lockAsking(tx.db, organisationId, packId);
    const checked = await checkNow(tx, organisationId, packId);
    if (!checked.ok) return checked;
    const current = await selectCurrent(tx.db, organisationId, packId);
    if (current && !isWorthAsking(current, checked.value, localDate(tx.clock.now()))) {
      return ok(current.id);
    }
    if (current) await apply(tx, actor, current, 'renew', 'superseded', '');
    return ok(await keep(tx, actor, checked.value, actor.accountId));
  });
}

/** A refusal stands while neither the register nor the rules have changed; it can be appealed. */
function isWorthAsking(current: StoredDecision, { facts, pack }: Check, today: string): boolean {
  if (!mayRenew(current.state, current.expiresOn, today)) return false;
  if (countsAsEligible(current.state)) return true;
  return current.version !== pack.version || !sameFacts(current.facts, facts);
}

async function keep(
  tx: Context,
  actor: Actor,
  check: Check,
  askedBy: string | null,
): Promise<string> {
  const { record, pack, facts, decision } = check;
  const now = tx.clock.now();
  const state = STATE_OF_OUTCOME[decision.outcome];
  const id = tx.ids.next<'eligibility_decision'>();
  await insertDecision(tx.db, {
    id,
    organisationId: record.facts.id,
    organisationName: record.facts.name,
    department: record.facts.department,
    pack: pack.id,
    version: pack.version,
    facts,
    outcome: decision.outcome,
    reasons: decision.reasons,
    state,
    askedBy,
    reviewer: null,
    secondReviewer: null,
    proposedBy: null,
    askedAt: now,
    changedAt: now,
    ...termsOf(state, pack.validMonths, localDate(now)),
  });
  await insertStep(tx.db, id, { event: 'request', state, by: askedBy, note: '', at: now });
  await recordAudit(tx, actor, {
    action: 'eligibility.requested',
    subject: { kind: 'eligibility', id },
    detail: { organisation: record.facts.id, pack: pack.id, version: pack.version, state },
  });
  return id;
}

function termsOf(state: LifeState, months: number, today: string) {
  const days = DUE_DAYS[state];
  return {
    dueOn: days === undefined ? null : addDays(today, days),
    expiresOn: countsAsEligible(state) ? addMonths(today, months) : null,
  };
}

export type ReviewError = MoveError | 'not_found' | 'note_missing';

/** A reviewer's step. Every one has its reason in words, which the association reads. */
export async function review(
  ctx: Context,
  actor: Actor & { readonly kind: 'person' },
  id: string,
  event: ReviewEvent,
  note: string,
): Promise<Result<undefined, ReviewError>> {
  return transaction(ctx, async (tx): Promise<Result<undefined, ReviewError>> => {
    const decision = isUuid(id) ? await lockDecision(tx.db, id) : undefined;
    if (!decision || !mayReview(actor, decision.department)) return refuse('not_found');
    if (note.trim() === '') return refuse('note_missing');
    const next = reviewMove(decision, event, actor.accountId);
    if (!next.ok) return next;
    await apply(tx, actor, decision, event, next.value, note.trim());
    await tellAsker(tx, decision, next.value);
    return ok();
  });
}

export type OwnError = 'not_found' | 'transition_not_allowed' | 'note_missing';

export function isOwn(actor: Actor, { askedBy, organisationId }: StoredDecision): boolean {
  if (actor.kind !== 'person') return false;
  return (
    actor.accountId === askedBy ||
    actor.grants.some(({ scope }) => scope.kind === 'organisation' && scope.id === organisationId)
  );
}

/** An appeal or an answer by whoever asked, or acts for the association. */
export async function ownStep(
  ctx: Context,
  actor: Actor & { readonly kind: 'person' },
  id: string,
  event: OwnEvent,
  note: string,
): Promise<Result<undefined, OwnError>> {
  return transaction(ctx, async (tx): Promise<Result<undefined, OwnError>> => {
    const decision = isUuid(id) ? await lockDecision(tx.db, id) : undefined;
    if (!decision || !isOwn(actor, decision)) return refuse('not_found');
    const next = transition(LIFE, decision.state, event);
    if (!next.ok) return next;
    if (note.trim() === '') return refuse('note_missing');
    const named =
      event === 'appeal'
        ? { ...decision, secondReviewer: await nameSecond(tx, decision) }
        : decision;
    await apply(tx, actor, named, event, next.value, note.trim());
    return ok();
  });
}

async function nameSecond(tx: Context, decision: StoredDecision): Promise<string | null> {
  const now = tx.clock.now();
  const holders = await holdersOfRole(tx.db, 'reviewer', [decision.department], now);
  const accounts = [...new Set(holders.map(({ accountId }) => accountId))];
  const open = await countOpenAppeals(tx.db, accounts);
  return secondReviewerAmong(
    accounts.map((accountId) => ({ accountId, open: open.get(accountId) ?? 0 })),
    decision,
  );
}

/** Writes a step that the table of transitions has allowed. */
async function apply(
  tx: Context,
  actor: Actor,
  decision: StoredDecision,
  event: LifeEvent,
  state: LifeState,
  note: string,
): Promise<void> {
  const now = tx.clock.now();
  const by = actor.kind === 'person' ? actor.accountId : null;
  const pack = packOn(decision.pack, localDate(now));
  const terms = termsOf(state, pack?.validMonths ?? 24, localDate(now));
  // Only a step that admits begins a new term.
  const admits = countsAsEligible(state) && !countsAsEligible(decision.state);
  const settles = event === 'admit' || event === 'exclude' || event === 'confirm';
  await updateDecision(tx.db, decision.id, {
    state,
    reviewer: settles ? by : decision.reviewer,
    secondReviewer: event === 'uphold' || event === 'reverse' ? by : decision.secondReviewer,
    proposedBy: event === 'propose' ? by : decision.proposedBy,
    changedAt: now,
    dueOn: terms.dueOn,
    expiresOn: admits ? terms.expiresOn : countsAsEligible(state) ? decision.expiresOn : null,
  });
  await insertStep(tx.db, decision.id, { event, state, by, note, at: now });
  // One that has expired says so by its own date.
  if (!countsAsEligible(state) && event !== 'expire')
    await withdrawAttestation(tx, actor, decision, event);
  await recordAudit(tx, actor, {
    action: `eligibility.${event}`,
    subject: { kind: 'eligibility', id: decision.id },
    detail: { from: decision.state, to: state },
  });
}

const CLOCK: Actor = { kind: 'system', name: 'eligibility' };
const BATCH = 200;

/** Every night: what is over ends, and what the register contradicts is revoked. Returns how many of each. */
export async function followDecisions(ctx: Context): Promise<{ ended: number; revoked: number }> {
  let ended = 0;
  const today = localDate(ctx.clock.now());
  for (const { id, state } of await selectOverdue(ctx.db, today)) {
    const event = state === 'more_information' ? 'lapse' : 'expire';
    if (await moveByClock(ctx, id, event, '')) ended++;
  }
  let revoked = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const batch = await selectFollowed(ctx.db, after, BATCH);
    for (const decision of batch) if (await compare(ctx, decision)) revoked++;
    const last = batch.at(-1);
    if (!last || batch.length < BATCH) return { ended, revoked };
    after = last.id;
  }
}

async function compare(ctx: Context, decision: StoredDecision): Promise<boolean> {
  const record = await organisationRecord(ctx, decision.organisationId);
  const gone = !record || record.facts.goneSince !== null;
  const now = gone ? undefined : factsOfRecord(record.facts, record.unit);
  const change = registerChange(decision.facts, now);
  if (!change) return false;
  return transaction(ctx, async (tx) => {
    if (!(await moveByClock(tx, decision.id, 'revoke', change))) return false;
    if (change === 'new_object') await askAgain(tx, decision);
    return true;
  });
}

/** A new purpose is judged at once, for the same people. */
async function askAgain(tx: Context, { organisationId, pack, askedBy }: StoredDecision) {
  const checked = await checkNow(tx, organisationId, pack);
  if (checked.ok) await keep(tx, CLOCK, checked.value, askedBy);
}

async function moveByClock(
  ctx: Context,
  id: string,
  event: LifeEvent,
  note: RegisterChange | '',
): Promise<boolean> {
  return transaction(ctx, async (tx) => {
    const decision = await lockDecision(tx.db, id);
    const next = decision && transition(LIFE, decision.state, event);
    if (!decision || !next?.ok) return false;
    await apply(tx, CLOCK, decision, event, next.value, note);
    await tellAsker(tx, decision, next.value);
    return true;
  });
}

/** For whoever asked, acts for the association, or reviews in its department. */
export async function readDecision(
  ctx: Context,
  actor: Actor,
  id: string,
): Promise<StoredDecision | undefined> {
  const decision = isUuid(id) ? await selectDecision(ctx.db, id) : undefined;
  if (!decision) return undefined;
  return isOwn(actor, decision) || mayReview(actor, decision.department) ? decision : undefined;
}
