import { timingSafeEqual } from 'node:crypto';
import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { AccountId, Actor } from '#platform/kernel/actor.ts';
import { ok, type Refused, type Result, refuse } from '#platform/kernel/result.ts';
import { notify } from '#platform/messaging/index.ts';
import { accountByEmail, accountForEmail, emailHash } from './accounts.ts';
import {
  CODE_DIGITS,
  CODE_MINUTES,
  CODES_PER_EMAIL,
  CODES_PER_EMAIL_A_DAY,
  TRIES_PER_CODE,
  WRONG_CODES,
  WRONG_CODES_A_DAY,
} from './domain/sign-in-rules.ts';
import { newToken, sha256 } from './hash.ts';
import { authTexts } from './messages/index.ts';
import { accountById, claimEmail, releaseEmails, updateAccount } from './queries/accounts.ts';
import {
  codeByLink,
  countTry,
  type Identity,
  insertCode,
  openCode,
  type PendingCode,
  useCode,
} from './queries/codes.ts';
import { linkIdentity } from './queries/identities.ts';
import { forgive, look, type RateVerdict, take } from './rate-limit.ts';

export interface CodeRequest {
  /** Normalised. */
  readonly email: string;
  readonly lang: Lang;
  readonly next: string;
  readonly purpose: PendingCode['purpose'];
  /** Whose address is to change. */
  readonly accountId?: AccountId | undefined;
  /** Linked to the account of the address once the code is given. */
  readonly identity?: Identity | undefined;
}

/**
 * Sends a code to an address, whether or not it has an account: the answer tells nothing. Returns the
 * challenge to keep in the browser, without which the code opens nothing.
 */
export async function sendCode(
  ctx: Context,
  request: CodeRequest,
): Promise<Result<{ readonly challenge: string }, 'too_many_codes'>> {
  for (const rule of [CODES_PER_EMAIL, CODES_PER_EMAIL_A_DAY]) {
    const verdict = await take(ctx, rule, request.email);
    if (!verdict.allowed)
      return refuse('too_many_codes', { retryAt: verdict.retryAt.toISOString() });
  }
  const now = ctx.clock.now();
  const expiresAt = new Date(now.getTime() + CODE_MINUTES * 60_000);
  const challenge = newToken(ctx.random);
  const link = newToken(ctx.random);
  const code = digits(ctx.random.bytes(8));
  const { email, lang, next, purpose, accountId, identity } = request;
  // A link works in any browser: where somebody else may have begun, only the code in his own does.
  const withLink = purpose === 'sign_in' && identity === undefined;
  const m = authTexts(lang).emails;
  const mail = m.code({
    code,
    minutes: CODE_MINUTES,
    link: withLink ? `${ctx.config.publicUrl}/sign-in/link/${link}` : undefined,
    purpose: identity ? 'link_identity' : purpose,
    provider: identity?.label ?? '',
  });
  await transaction(ctx, async (tx) => {
    await insertCode(tx.db, {
      challengeHash: sha256(challenge),
      codeHash: codeHash(challenge, code),
      linkHash: sha256(withLink ? link : newToken(tx.random)),
      email,
      purpose,
      accountId,
      lang,
      next,
      identity,
      createdAt: now,
      expiresAt,
    });
    await notify(tx, {
      channel: 'email',
      recipient: email,
      purpose: 'sign_in',
      key: `code:${sha256(challenge).toString('hex')}`,
      lang,
      subject: mail.subject,
      text: mail.text,
      expiresAt,
    });
  });
  return ok({ challenge });
}

export type CodeRefusal = 'code_wrong' | 'code_expired' | 'code_locked' | ProofRefusal;
export type ProofRefusal = 'account_disabled' | 'identity_taken' | 'email_taken';

export interface Proven {
  readonly accountId: AccountId;
  readonly purpose: PendingCode['purpose'];
  readonly next: string;
}

/** The code is pending in this browser: for the page that asks for it. */
export async function pendingCode(
  ctx: Context,
  challenge: string,
): Promise<PendingCode | undefined> {
  return challenge === '' ? undefined : openCode(ctx.db, sha256(challenge), ctx.clock.now());
}

/**
 * Judges six digits typed in the browser that asked for them. `signedIn` is who types: a code that
 * changes an address works only for the account it is of.
 */
export async function giveCode(
  ctx: Context,
  challenge: string,
  typed: string,
  signedIn?: AccountId,
): Promise<Result<Proven, CodeRefusal>> {
  const now = ctx.clock.now();
  const pending = await pendingCode(ctx, challenge);
  if (!pending || pending.accountId !== signedIn) return refuse('code_expired');
  const lock = await lockOf(ctx, pending.email);
  if (lock) return lock;
  const tried = await countTry(ctx.db, pending.challengeHash, now, TRIES_PER_CODE);
  if (!tried) return refuse('code_expired');
  const code = typed.replace(/[\s.-]/g, '');
  if (!timingSafeEqual(codeHash(challenge, code), tried.codeHash)) {
    await take(ctx, WRONG_CODES, pending.email);
    await take(ctx, WRONG_CODES_A_DAY, pending.email);
    const left = TRIES_PER_CODE - tried.tries;
    return (
      (await lockOf(ctx, pending.email)) ??
      refuse(left > 0 ? 'code_wrong' : 'code_expired', { left })
    );
  }
  const proven = await settle(ctx, tried);
  if (proven.ok) await forgive(ctx, WRONG_CODES, pending.email);
  return proven;
}

/** The link of the e-mail, followed in any browser. */
export async function pendingLink(ctx: Context, token: string): Promise<PendingCode | undefined> {
  return codeByLink(ctx.db, sha256(token), ctx.clock.now());
}

export async function followLink(
  ctx: Context,
  token: string,
): Promise<Result<Proven, 'code_expired' | ProofRefusal>> {
  const pending = await pendingLink(ctx, token);
  return pending ? settle(ctx, pending) : refuse('code_expired');
}

async function lockOf(ctx: Context, email: string): Promise<Refused<'code_locked'> | undefined> {
  for (const rule of [WRONG_CODES, WRONG_CODES_A_DAY]) {
    const verdict: RateVerdict = await look(ctx, rule, email);
    if (!verdict.allowed) return refuse('code_locked', { retryAt: verdict.retryAt.toISOString() });
  }
  return undefined;
}

/** The address is proven: what that was for is done, once. */
async function settle(
  ctx: Context,
  pending: PendingCode,
): Promise<Result<Proven, 'code_expired' | ProofRefusal>> {
  return transaction(ctx, async (tx) => {
    if (!(await useCode(tx.db, pending.challengeHash, tx.clock.now())))
      return refuse('code_expired');
    return pending.purpose === 'change_email' ? changeEmail(tx, pending) : enter(tx, pending);
  });
}

async function enter(
  tx: Context,
  pending: PendingCode,
): Promise<Result<Proven, 'account_disabled' | 'identity_taken'>> {
  const { account, created } = await accountForEmail(tx, pending.email, pending.lang);
  if (account.disabledAt) return refuse('account_disabled');
  const actor: Actor = { kind: 'person', accountId: account.id, grants: [] };
  const subject = { kind: 'account', id: account.id };
  if (created) await recordAudit(tx, actor, { action: 'account.created', subject });
  if (pending.identity) {
    if (!(await linkIdentity(tx.db, account.id, pending.identity, tx.clock.now()))) {
      return refuse('identity_taken');
    }
    const detail = { issuer: pending.identity.issuer };
    await recordAudit(tx, actor, { action: 'account.identity_linked', subject, detail });
  }
  return ok({ accountId: account.id, purpose: pending.purpose, next: pending.next });
}

/** The new address is proven; the old one is told, and every session gets a new token. */
async function changeEmail(
  tx: Context,
  pending: PendingCode,
): Promise<Result<Proven, 'account_disabled' | 'email_taken'>> {
  const before = pending.accountId && (await accountById(tx.db, pending.accountId));
  if (!before || before.disabledAt) return refuse('account_disabled');
  const holder = await accountByEmail(tx, pending.email);
  if (holder && holder.id !== before.id) return refuse('email_taken');
  await releaseEmails(tx.db, before.id);
  if (!(await claimEmail(tx.db, emailHash(pending.email), before.id))) return refuse('email_taken');
  const now = tx.clock.now();
  await updateAccount(tx.db, before.id, { email: pending.email, privileges_changed_at: now });
  const actor: Actor = { kind: 'person', accountId: before.id, grants: [] };
  await recordAudit(tx, actor, {
    action: 'account.email_changed',
    subject: { kind: 'account', id: before.id },
  });
  const mail = authTexts(before.lang).emails.email_changed;
  await notify(tx, {
    channel: 'email',
    recipient: before.email,
    purpose: 'account',
    key: `email_changed:${pending.challengeHash.toString('hex')}`,
    lang: before.lang,
    subject: mail.subject,
    text: mail.text,
    ignoreQuietHours: true,
  });
  return ok({ accountId: before.id, purpose: pending.purpose, next: pending.next });
}

/** Bound to the browser's challenge, so that the stored hash cannot be searched for its million codes. */
function codeHash(challenge: string, code: string): Buffer {
  return sha256('renfort:code:', challenge, ':', code);
}

/** 64 bits for six digits: the bias of the remainder is below one in ten million million. */
function digits(bytes: Uint8Array): string {
  const value = Buffer.from(bytes).readBigUInt64BE() % 10n ** BigInt(CODE_DIGITS);
  return value.toString().padStart(CODE_DIGITS, '0');
}
