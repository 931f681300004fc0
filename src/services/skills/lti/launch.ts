import { hash } from 'node:crypto';
import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Context } from '#platform/context.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { fetchBounded } from '#platform/outbound/fetch-bounded.ts';
import { type Started, startPlacement } from '../actions/take-test.ts';
import {
  beginLogin,
  expectScore,
  type LtiPlatform,
  platformFor,
  takeLogin,
} from '../queries/lti.ts';
import { platformCall } from './settings.ts';

export type LaunchError =
  /** Nobody has registered this platform here. */
  | 'platform_unknown'
  /** Too late, sent twice, or begun elsewhere. */
  | 'login_unknown'
  | 'keys_unreachable'
  /** The signature, the addressee or the time. */
  | 'token_refused'
  /** Another deployment, another kind of message, or a field that is missing. */
  | 'launch_not_understood';

export interface LoginRequest {
  readonly iss: string;
  readonly login_hint: string;
  readonly client_id?: string | undefined;
  readonly lti_message_hint?: string | undefined;
}

const LOGIN_MINUTES = 10;

/** First step: where the platform asks its person to be sent, with a state that serves once. */
export async function beginLaunch(
  ctx: Context,
  request: LoginRequest,
): Promise<Result<string, 'platform_unknown'>> {
  const platform = await platformFor(ctx.db, request.iss, request.client_id);
  if (!platform) return refuse('platform_unknown');
  const [state, nonce] = [secret(ctx), secret(ctx)];
  await beginLogin(ctx.db, {
    stateHash: hash('sha256', state, 'buffer'),
    platformId: platform.id,
    nonce,
    expiresAt: new Date(ctx.clock.now().getTime() + LOGIN_MINUTES * 60_000),
  });
  const address = new URL(platform.authUrl);
  const fields = {
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    prompt: 'none',
    client_id: platform.clientId,
    redirect_uri: `${ctx.config.publicUrl}/lti/launch`,
    login_hint: request.login_hint,
    state,
    nonce,
    ...(request.lti_message_hint ? { lti_message_hint: request.lti_message_hint } : {}),
  };
  for (const [name, value] of Object.entries(fields)) address.searchParams.set(name, value);
  return ok(address.href);
}

const CLAIM = 'https://purl.imsglobal.org/spec/lti/claim';
const SCORE_SCOPE = 'https://purl.imsglobal.org/spec/lti-ags/scope/score';

const claims = z.object({
  sub: z.string().min(1).max(255),
  [`${CLAIM}/message_type`]: z.literal('LtiResourceLinkRequest'),
  [`${CLAIM}/version`]: z.literal('1.3.0'),
  [`${CLAIM}/deployment_id`]: z.string(),
  [`${CLAIM}/launch_presentation`]: z.object({ locale: z.string().optional() }).optional(),
  'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': z
    .object({ scope: z.array(z.string()), lineitem: z.url().optional() })
    .optional(),
});

/** Second step: the platform's signed word for its person; a placement test begins. */
export async function launch(
  ctx: Context,
  { state, idToken, lang }: { state: string; idToken: string; lang: Lang },
): Promise<Result<Started, LaunchError>> {
  const login = await takeLogin(ctx.db, hash('sha256', state, 'buffer'), ctx.clock.now());
  if (!login) return refuse('login_unknown');
  const { platform, nonce } = login;
  const keys = await keysOf(ctx, platform);
  if (!keys) return refuse('keys_unreachable');
  const payload = await verified(ctx, idToken, keys, platform);
  if (payload?.['nonce'] !== nonce) return refuse('token_refused');
  const read = claims.safeParse(payload);
  if (!read.success) return refuse('launch_not_understood');
  if (!platform.deployments.includes(read.data[`${CLAIM}/deployment_id`] as string)) {
    return refuse('launch_not_understood');
  }
  const wishes = { lang, extraTime: false, readable: false, plainItems: false };
  const started = await startPlacement(ctx, { kind: 'anonymous' }, wishes);
  const grades = read.data['https://purl.imsglobal.org/spec/lti-ags/claim/endpoint'];
  if (grades?.lineitem && grades.scope.includes(SCORE_SCOPE)) {
    await expectScore(ctx.db, {
      attemptId: started.id,
      platformId: platform.id,
      lineItem: grades.lineitem,
      userId: read.data.sub,
      at: ctx.clock.now(),
    });
  }
  return ok(started);
}

async function verified(
  ctx: Context,
  token: string,
  keys: JSONWebKeySet,
  { issuer, clientId }: LtiPlatform,
): Promise<JWTPayload | undefined> {
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet(keys), {
      issuer,
      audience: clientId,
      algorithms: ['RS256'],
      requiredClaims: ['exp', 'iat', 'nonce', 'sub'],
      maxTokenAge: '10 minutes',
      clockTolerance: 60,
      currentDate: ctx.clock.now(),
    });
    const { aud, azp } = payload as JWTPayload & { azp?: string };
    // For several addressees the token must say which one it was given to.
    return Array.isArray(aud) && aud.length > 1 && azp !== clientId ? undefined : payload;
  } catch {
    return undefined;
  }
}

async function keysOf(ctx: Context, { keysUrl }: LtiPlatform): Promise<JSONWebKeySet | undefined> {
  const answer = await fetchBounded(keysUrl, platformCall(ctx));
  if (!answer.ok || answer.value.status !== 200) return undefined;
  try {
    const keys = JSON.parse(answer.value.bytes.toString('utf8')) as JSONWebKeySet;
    return Array.isArray(keys.keys) ? keys : undefined;
  } catch {
    return undefined;
  }
}

function secret(ctx: Context): string {
  return Buffer.from(ctx.random.bytes(32)).toString('base64url');
}
