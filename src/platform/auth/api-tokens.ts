import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { AccountId, Actor } from '#platform/kernel/actor.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { TOKEN_PREFIX } from './domain/api-token.ts';
import { TOUCH_AFTER_MS } from './domain/session-lifetime.ts';
import { newToken, sha256 } from './hash.ts';
import { endToken, insertToken, tokenByHash, touchToken } from './queries/api-tokens.ts';

export type TokenActor = Actor & { readonly kind: 'token' };
export type TokenRefusal = 'token_unknown' | 'token_expired' | 'token_revoked' | 'account_closed';

/** Makes a token that acts for an account within scopes. It is returned once and stored nowhere. */
export async function createToken(
  ctx: Context,
  by: Actor,
  wanted: {
    readonly accountId: AccountId;
    readonly name: string;
    readonly scopes: readonly string[];
    readonly expiresAt: Date;
  },
): Promise<{ readonly id: string; readonly token: string }> {
  const token = TOKEN_PREFIX + newToken(ctx.random);
  const id = ctx.ids.next<'token'>();
  await transaction(ctx, async (tx) => {
    await insertToken(tx.db, {
      ...wanted,
      id,
      hash: sha256(token),
      hint: token.slice(-4),
      createdAt: tx.clock.now(),
    });
    await recordAudit(tx, by, {
      action: 'token.created',
      subject: { kind: 'account', id: wanted.accountId },
      detail: { token: id, scopes: wanted.scopes, expires: wanted.expiresAt.toISOString() },
    });
  });
  return { id, token };
}

/** Who a bearer token acts for, with the roles that the account holds now. */
export async function authenticateToken(
  ctx: Context,
  token: string,
): Promise<Result<TokenActor, TokenRefusal>> {
  if (!token.startsWith(TOKEN_PREFIX)) return refuse('token_unknown');
  const now = ctx.clock.now();
  const hash = sha256(token);
  const found = await tokenByHash(ctx.db, hash, now);
  if (!found) return refuse('token_unknown');
  if (found.revokedAt) return refuse('token_revoked');
  if (found.expiresAt <= now) return refuse('token_expired');
  if (found.accountClosed) return refuse('account_closed');
  if (!found.lastUsedAt || now.getTime() - found.lastUsedAt.getTime() > TOUCH_AFTER_MS) {
    await touchToken(ctx.db, hash, now);
  }
  return ok({
    kind: 'token',
    accountId: found.accountId,
    tokenId: found.id,
    scopes: found.scopes,
    grants: found.grants,
  });
}

/** `false` when there is no such token, or it was revoked before. */
export async function revokeToken(ctx: Context, by: Actor, id: string): Promise<boolean> {
  return transaction(ctx, async (tx) => {
    if (!(await endToken(tx.db, id, tx.clock.now()))) return false;
    await recordAudit(tx, by, { action: 'token.revoked', subject: { kind: 'token', id } });
    return true;
  });
}

export function hasScope(actor: Actor, scope: string): boolean {
  return actor.kind === 'token' && actor.scopes.includes(scope);
}
