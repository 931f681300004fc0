import { createHash, timingSafeEqual } from 'node:crypto';
import { recordAudit } from '#platform/audit/index.ts';
import {
  accountById,
  giveRole,
  holdersOfOrganisation,
  normaliseEmail,
  takeRole,
} from '#platform/auth/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import { type FileRefusal, storeFile } from '#platform/files/index.ts';
import type { AccountId, Actor } from '#platform/kernel/actor.ts';
import { addDays, localDate } from '#platform/kernel/dates.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import {
  ASSOCIATION_ROLES,
  type AssociationRole,
  CLAIM_DAYS,
  type ClaimEvent,
  type ClaimKind,
  type ClaimStartError,
  type ClaimState,
  CODE_TRIES,
  domainMatches,
  MANDATE_DAYS,
  nextClaimState,
  type Office,
  type Proof,
  startOfClaim,
} from '../domain/claim.ts';
import { accountOf, mayAnswerFor } from '../policy.ts';
import {
  type Claim,
  type ClaimPatch,
  insertClaim,
  isInvited,
  lockClaim,
  lockOrganisationClaims,
  openClaimOf,
  selectClaim,
  updateClaim,
} from '../queries/claims.ts';
import { selectFacts } from '../queries/organisations.ts';
import { mailBoth, mailClaimant, mailOwners, mailSecondOfficer } from './claim-mails.ts';

export const PROOF_FILE = {
  accept: ['application/pdf', 'image/jpeg', 'image/png'],
  maxBytes: 8 * 1024 * 1024,
} as const;

const DAY_MS = 86_400_000;

export interface ClaimInput {
  readonly organisationId: string;
  readonly kind: ClaimKind;
  readonly proof: Proof;
  readonly role: AssociationRole;
  readonly office: Office;
  readonly message: string;
  readonly contactEmail: string;
  readonly secondEmail: string;
  readonly file?: File | undefined;
}

export type ClaimError =
  | ClaimStartError
  | FileRefusal
  | 'not_found'
  | 'already_open'
  | 'already_yours'
  | 'email_wrong';

/** Asks to act for an association; accepted at once when the request proves itself. */
export async function askToAct(
  ctx: Context,
  actor: Actor,
  input: ClaimInput,
): Promise<Result<string, ClaimError>> {
  const accountId = accountOf(actor);
  if (!accountId || !isUuid(input.organisationId)) return refuse('not_found');
  const emails = [input.contactEmail, input.secondEmail].map((text) =>
    text.trim() === '' ? null : normaliseEmail(text),
  );
  if (emails.includes(undefined)) return refuse('email_wrong');
  const [contactEmail = null, secondEmail = null] = emails;
  return transaction(ctx, async (tx): Promise<Result<string, ClaimError>> => {
    const facts = await selectFacts(tx.db, input.organisationId);
    const account = await accountById(tx.db, accountId);
    if (facts?.kind !== 'association' || !account) return refuse('not_found');
    await lockOrganisationClaims(tx.db, facts.id);
    if (await openClaimOf(tx.db, accountId, facts.id)) return refuse('already_open');
    const now = tx.clock.now();
    const holders = await holdersOfOrganisation(tx.db, facts.id, ASSOCIATION_ROLES, now);
    if (holders.some((holder) => holder.accountId === accountId && holder.role === input.role)) {
      return refuse('already_yours');
    }
    const state = startOfClaim({
      kind: input.kind,
      proof: input.proof,
      hasDocument: input.file !== undefined,
      held: holders.some(({ role }) => role === 'association_owner'),
      domainMatches: domainMatches(account.email, facts.website),
      hasAddress: facts.address !== '' && facts.postalCode !== '',
      invited: await isInvited(tx.db, facts.id, account.email),
    });
    if (!isState(state)) return refuse(state);
    // Stored last: a refusal above leaves nothing behind.
    const stored = input.file ? await storeFile(tx, actor, input.file, PROOF_FILE) : undefined;
    if (stored && !stored.ok) return stored;
    const id = tx.ids.next<'claim'>();
    const role = input.kind === 'join' ? input.role : 'association_owner';
    const { kind, proof, office, message } = input;
    await insertClaim(tx.db, {
      id,
      organisationId: facts.id,
      department: facts.department,
      accountId,
      kind,
      proof,
      role,
      office,
      message,
      fileId: stored?.value.id ?? null,
      contactEmail,
      secondEmail,
      // An accepted one begins as one that is decided now.
      state: state === 'accepted' ? 'review' : state,
      createdAt: now,
      dueAt: dueOf(state, now),
    });
    await recordAudit(tx, actor, {
      action: 'claim.asked',
      subject: { kind: 'claim', id },
      detail: { organisation: facts.id, kind, proof, role },
    });
    const claim = (await selectClaim(tx.db, id)) as Claim;
    if (state === 'accepted') await accept(tx, actor, claim);
    else if (state === 'owner') {
      await mailOwners(tx, claim, 'asked', (m, url) => m.ownerAsked(claim, url));
    }
    return ok(id);
  });
}

function isState(value: ClaimState | ClaimStartError): value is ClaimState {
  return value in CLAIM_DAYS || value === 'accepted';
}

export function dueOf(state: ClaimState, now: Date): Date | null {
  const days = CLAIM_DAYS[state];
  return days === undefined ? null : new Date(now.getTime() + days * DAY_MS);
}

/** Moves a locked request along its table, with what goes with it; the only writer of its state. */
export async function move(
  tx: Context,
  actor: Actor,
  claim: Claim,
  event: ClaimEvent,
  patch: ClaimPatch = {},
): Promise<Result<Claim, 'transition_not_allowed'>> {
  const next = nextClaimState(claim.state, event);
  if (!next.ok) return next;
  const now = tx.clock.now();
  const ended = dueOf(next.value, now) === null;
  await updateClaim(tx.db, claim.id, {
    ...patch,
    state: next.value,
    dueAt: dueOf(next.value, now),
    reminded: null,
    ...(ended ? { decidedAt: now, decidedBy: accountOf(actor) ?? null, codeHash: null } : {}),
  });
  await recordAudit(tx, actor, {
    action: `claim.${event}`,
    subject: { kind: 'claim', id: claim.id },
    detail: { from: claim.state, to: next.value },
  });
  const moved = { ...claim, ...patch, state: next.value };
  if (next.value === 'accepted') await grantOf(tx, actor, moved);
  if (next.value === 'refused') {
    await mailClaimant(tx, moved, 'refused', (m, url) => m.refused(moved, url));
  }
  if (next.value === 'expired') {
    await mailBoth(tx, moved, 'expired', (m, url) => m.expired(moved, url));
  }
  return ok(moved);
}

/** Accepts what proves itself, by way of the table. */
async function accept(tx: Context, actor: Actor, claim: Claim): Promise<void> {
  const moved = await move(tx, actor, claim, 'accept');
  if (!moved.ok) throw new Error(`A new request cannot be accepted: ${claim.state}`);
}

/** Gives the role for two years; at a hand-over those who held it before lose it. */
async function grantOf(tx: Context, actor: Actor, claim: Claim): Promise<void> {
  const now = tx.clock.now();
  const scope = { kind: 'organisation', id: claim.organisationId } as const;
  if (claim.kind === 'hand_over') {
    await mailOwners(tx, claim, 'handed', (m, url) => m.handedOver(claim, url));
    for (const holder of await holdersOfOrganisation(
      tx.db,
      claim.organisationId,
      ['association_owner'],
      now,
    )) {
      if (holder.accountId === claim.accountId) continue;
      await takeRole(tx, actor, holder.accountId, holder.grantId);
    }
  }
  const end = new Date(now.getTime() + MANDATE_DAYS * DAY_MS);
  await giveRole(tx, actor, claim.accountId as AccountId, { role: claim.role, scope }, end);
  const validUntil = addDays(localDate(now), MANDATE_DAYS);
  await updateClaim(tx.db, claim.id, { validUntil });
  await mailClaimant(tx, claim, 'accepted', (m, url) => m.accepted({ ...claim, validUntil }, url));
  await mailSecondOfficer(tx, claim);
}

export type OwnError =
  | 'not_found'
  | 'transition_not_allowed'
  | 'code_wrong'
  | 'code_locked'
  | 'answer_missing'
  | 'file_missing'
  | 'not_ending'
  | FileRefusal;

/** A step of the person whose request it is. */
async function own<T>(
  ctx: Context,
  actor: Actor,
  id: string,
  step: (tx: Context, claim: Claim) => Promise<Result<T, OwnError>>,
): Promise<Result<T, OwnError>> {
  if (!isUuid(id)) return refuse('not_found');
  return transaction(ctx, async (tx): Promise<Result<T, OwnError>> => {
    const claim = await lockClaim(tx.db, id);
    if (!claim || claim.accountId !== accountOf(actor)) return refuse('not_found');
    return step(tx, claim);
  });
}

export function withdrawClaim(ctx: Context, actor: Actor, id: string) {
  return own(ctx, actor, id, (tx, claim) => move(tx, actor, claim, 'withdraw'));
}

export function hashOfCode(code: string): Buffer {
  return createHash('sha256').update(`claim:${code}`).digest();
}

/** The code of the letter, as it is typed. Five wrong ones, and the letter is worth nothing. */
export function giveCode(ctx: Context, actor: Actor, id: string, typed: string) {
  return own<Claim>(ctx, actor, id, async (tx, claim) => {
    if (claim.state !== 'letter' || !claim.codeHash) return refuse('transition_not_allowed');
    if (claim.codeTries >= CODE_TRIES) return refuse('code_locked');
    const code = typed.replace(/[\s-]/g, '').toUpperCase();
    if (!timingSafeEqual(hashOfCode(code), claim.codeHash)) {
      await updateClaim(tx.db, claim.id, { codeTries: claim.codeTries + 1 });
      // A value, so that the count is committed.
      return { ok: false, error: claim.codeTries + 1 >= CODE_TRIES ? 'code_locked' : 'code_wrong' };
    }
    return move(tx, actor, claim, 'right_code');
  });
}

/** A document instead of the letter, which did not come. */
export function giveDocument(ctx: Context, actor: Actor, id: string, file: File | undefined) {
  return own<Claim>(ctx, actor, id, async (tx, claim) => {
    if (!file) return refuse('file_missing');
    const next = nextClaimState(claim.state, 'give_document');
    if (!next.ok) return next;
    const stored = await storeFile(tx, actor, file, PROOF_FILE);
    return stored.ok
      ? move(tx, actor, claim, 'give_document', { fileId: stored.value.id })
      : stored;
  });
}

export function answerQuestion(
  ctx: Context,
  actor: Actor,
  id: string,
  answer: string,
  file: File | undefined,
) {
  return own<Claim>(ctx, actor, id, async (tx, claim) => {
    if (answer.trim() === '' && !file) return refuse('answer_missing');
    const next = nextClaimState(claim.state, 'answer');
    if (!next.ok) return next;
    const stored = file ? await storeFile(tx, actor, file, PROOF_FILE) : undefined;
    if (stored && !stored.ok) return stored;
    return move(tx, actor, claim, 'answer', {
      answer: answer.trim(),
      ...(stored ? { fileId: stored.value.id } : {}),
    });
  });
}

/** "I still act for it": two more years, from the month before the end on. */
export function renewMandate(ctx: Context, actor: Actor, id: string) {
  return own<undefined>(ctx, actor, id, async (tx, claim) => {
    const today = localDate(tx.clock.now());
    const from = claim.validUntil && addDays(claim.validUntil, -30);
    if (claim.state !== 'accepted' || !claim.validUntil || !from || today < from) {
      return refuse('not_ending');
    }
    if (today > claim.validUntil) return refuse('not_ending');
    const end = new Date(tx.clock.now().getTime() + MANDATE_DAYS * DAY_MS);
    const scope = { kind: 'organisation', id: claim.organisationId } as const;
    await giveRole(tx, actor, claim.accountId as AccountId, { role: claim.role, scope }, end);
    const validUntil = addDays(today, MANDATE_DAYS);
    await updateClaim(tx.db, claim.id, { validUntil, reminded: null });
    return ok();
  });
}

/** What an owner says of somebody who wants to join, or to take over. */
export async function answerAsOwner(
  ctx: Context,
  actor: Actor,
  id: string,
  answer: 'agree' | 'refuse',
): Promise<Result<Claim, 'not_found' | 'transition_not_allowed'>> {
  if (!isUuid(id)) return refuse('not_found');
  return transaction(ctx, async (tx) => {
    const claim = await lockClaim(tx.db, id);
    if (!claim || !mayAnswerFor(actor, claim.organisationId)) return refuse('not_found');
    if (claim.accountId === accountOf(actor)) return refuse('not_found');
    if (answer === 'agree') return move(tx, actor, claim, 'owner_agrees');
    // Nobody keeps an association by refusing: a hand-over with evidence is judged by a reviewer.
    return claim.kind === 'hand_over'
      ? move(tx, actor, claim, 'owner_contests', { contested: true })
      : move(tx, actor, claim, 'owner_refuses');
  });
}
