import { type Context, transaction } from '#platform/context.ts';
import type { AccountId, Actor } from '#platform/kernel/actor.ts';
import { deviceOf } from './domain/device.ts';
import { HANDOVER, sessionEnd, TOUCH_AFTER_MS } from './domain/session-lifetime.ts';
import { newToken, sha256 } from './hash.ts';
import { updateAccount } from './queries/accounts.ts';
import {
  forgetPreviousToken,
  insertSession,
  openSession,
  rotateSession,
  type SignInMethod,
  touchSession,
} from './queries/sessions.ts';

export interface CurrentSession {
  readonly id: string;
  readonly actor: Actor & { readonly kind: 'person' };
  readonly label: string;
  readonly accountLang: string;
  /** Set when the roles changed since the token was given: once it comes back, the old one no longer works. */
  readonly newToken: string | undefined;
}

/** Opens a session and gives its token, which is stored nowhere; always a new one, never the visitor's. */
export async function startSession(
  ctx: Context,
  accountId: AccountId,
  method: SignInMethod,
  userAgent = '',
): Promise<string> {
  const token = newToken(ctx.random);
  const now = ctx.clock.now();
  await transaction(ctx, async (tx) => {
    await insertSession(tx.db, {
      tokenHash: sha256(token),
      id: tx.ids.next<'session'>(),
      accountId,
      at: now,
      // Shortened on the first request when the person holds a role.
      expiresAt: sessionEnd(now, now, false),
      ...deviceOf(userAgent),
      method,
    });
    await updateAccount(tx.db, accountId, { last_sign_in_at: now });
  });
  return token;
}

/** The session of a request's token, prolonged and rotated as needed; `undefined` when it is not open. */
export async function resumeSession(
  ctx: Context,
  token: string,
): Promise<CurrentSession | undefined> {
  const now = ctx.clock.now();
  const hash = sha256(token);
  const session = await openSession(ctx.db, hash, now, new Date(now.getTime() - HANDOVER.endsMs));
  if (!session) return undefined;
  const privileged = session.grants.length > 0;
  if (privileged && sessionEnd(session.createdAt, session.lastSeenAt, true) <= now)
    return undefined;

  const expiresAt = sessionEnd(session.createdAt, now, privileged);
  const { handover, rotatedAt, privilegesChangedAt } = session;
  const lost = handover === 'waiting' && now.getTime() - rotatedAt.getTime() >= HANDOVER.crossingMs;
  const stale =
    handover !== 'waiting' && privilegesChangedAt !== null && privilegesChangedAt > rotatedAt;
  let rotated: string | undefined;
  if (stale || lost) {
    const next = newToken(ctx.random);
    const change = { at: now, expiresAt, again: lost ? rotatedAt : undefined };
    // When another request of this browser was faster, its answer brings the new token.
    if (await rotateSession(ctx.db, hash, sha256(next), change)) rotated = next;
  } else if (handover === 'arrived') {
    await forgetPreviousToken(ctx.db, hash);
  } else if (handover === 'none' && now.getTime() - session.lastSeenAt.getTime() > TOUCH_AFTER_MS) {
    await touchSession(ctx.db, hash, { last_seen_at: now, expires_at: expiresAt });
  }
  return {
    id: session.id,
    actor: { kind: 'person', accountId: session.accountId, grants: session.grants },
    label: session.label,
    accountLang: session.accountLang,
    newToken: rotated,
  };
}
