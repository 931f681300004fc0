import type { Configuration } from 'openid-client';
import { z } from 'zod';
import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { AccountId, Actor } from '#platform/kernel/actor.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { beginCeremony, endCeremony } from './ceremony.ts';
import { normaliseEmail } from './domain/email.ts';
import { configurationOf, type Provider } from './openid-providers.ts';
import { accountById } from './queries/accounts.ts';
import type { Identity } from './queries/codes.ts';
import {
  accountOfIdentity,
  linkIdentity,
  touchIdentity,
  unlinkIdentity,
} from './queries/identities.ts';

const begun = z.object({
  provider: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
});

export function callbackUrl(ctx: Context, provider: Provider): string {
  return `${ctx.config.publicUrl}/sign-in/openid/${provider.id}/callback`;
}

/** `linkTo`: whose account the identity is to be linked to; left out, it is to sign in. */
export async function beginOpenid(
  ctx: Context,
  provider: Provider,
  next: string,
  linkTo?: AccountId,
): Promise<Result<{ readonly url: string; readonly token: string }, 'provider_unreachable'>> {
  let configuration: Configuration;
  try {
    configuration = await configurationOf(ctx.config, provider);
  } catch (error) {
    ctx.log.warn({ err: error, provider: provider.id }, 'OpenID provider unreachable');
    return refuse('provider_unreachable');
  }
  const openid = await import('openid-client');
  const kept = {
    provider: provider.id,
    state: openid.randomState(),
    nonce: openid.randomNonce(),
    verifier: openid.randomPKCECodeVerifier(),
    next,
  };
  const url = openid.buildAuthorizationUrl(configuration, {
    redirect_uri: callbackUrl(ctx, provider),
    scope: provider.scopes,
    state: kept.state,
    nonce: kept.nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(kept.verifier),
    code_challenge_method: 'S256',
    ...(provider.acrValues ? { acr_values: provider.acrValues } : {}),
  });
  return ok({ url: url.href, token: await beginCeremony(ctx, 'openid', kept, linkTo) });
}

export interface Returned {
  readonly identity: Identity;
  /** As the provider says it; proves nothing here. */
  readonly email: string | undefined;
  readonly next: string;
  readonly linkTo: AccountId | undefined;
}

export type OpenidRefusal = 'provider_failed' | 'provider_refused';

/**
 * Checks the provider's answer: state and browser, issuer, PKCE, nonce, signature, and that userinfo
 * speaks of the same subject. `search` is the query of the callback.
 */
export async function finishOpenid(
  ctx: Context,
  provider: Provider,
  token: string,
  search: string,
): Promise<Result<Returned, OpenidRefusal>> {
  const ceremony = await endCeremony(ctx, 'openid', token);
  const kept = begun.safeParse(ceremony?.data);
  if (!ceremony || !kept.success || kept.data.provider !== provider.id) {
    return refuse('provider_failed');
  }
  const { state, nonce, verifier, next } = kept.data;
  const openid = await import('openid-client');
  try {
    const configuration = await configurationOf(ctx.config, provider);
    const tokens = await openid.authorizationCodeGrant(
      configuration,
      new URL(callbackUrl(ctx, provider) + search),
      {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      },
    );
    const claims = tokens.claims();
    if (!claims) return refuse('provider_failed');
    const userinfo = await openid.fetchUserInfo(configuration, tokens.access_token, claims.sub);
    const email = userinfo.email ?? (claims.email as string | undefined);
    return ok({
      identity: { issuer: claims.iss, subject: claims.sub, label: provider.label },
      email: typeof email === 'string' ? normaliseEmail(email) : undefined,
      next,
      linkTo: ceremony.accountId,
    });
  } catch (error) {
    if (error instanceof openid.AuthorizationResponseError) return refuse('provider_refused');
    ctx.log.warn({ err: error, provider: provider.id }, 'OpenID answer refused');
    return refuse('provider_failed');
  }
}

/** The account this identity is linked to, if it may sign in. */
export async function accountOfReturned(
  ctx: Context,
  identity: Identity,
): Promise<Result<AccountId | undefined, 'account_disabled'>> {
  const id = await accountOfIdentity(ctx.db, identity);
  if (!id) return ok(undefined);
  const account = await accountById(ctx.db, id);
  if (!account || account.disabledAt) return refuse('account_disabled');
  await touchIdentity(ctx.db, identity, ctx.clock.now());
  return ok(id);
}

export async function addIdentity(
  ctx: Context,
  actor: Actor & { readonly kind: 'person' },
  identity: Identity,
): Promise<Result<undefined, 'identity_taken'>> {
  return transaction(ctx, async (tx) => {
    if (!(await linkIdentity(tx.db, actor.accountId, identity, tx.clock.now()))) {
      return refuse('identity_taken');
    }
    await recordAudit(tx, actor, {
      action: 'account.identity_linked',
      subject: { kind: 'account', id: actor.accountId },
      detail: { issuer: identity.issuer },
    });
    return ok();
  });
}

export async function removeIdentity(
  ctx: Context,
  actor: Actor & { readonly kind: 'person' },
  identity: Pick<Identity, 'issuer' | 'subject'>,
): Promise<boolean> {
  return transaction(ctx, async (tx) => {
    if (!(await unlinkIdentity(tx.db, actor.accountId, identity))) return false;
    await recordAudit(tx, actor, {
      action: 'account.identity_unlinked',
      subject: { kind: 'account', id: actor.accountId },
      detail: { issuer: identity.issuer },
    });
    return true;
  });
}
