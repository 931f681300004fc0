import { createHash } from 'node:crypto';
import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import type { z } from 'zod';
import { authenticateToken, hasScope, look, type RateRule, take } from '../auth/index.ts';
import type { Context } from '../context.ts';
import { isDatabaseUnavailable } from '../db/index.ts';
import { clientAddress } from '../http/address.ts';
import type { Env, Request } from '../http/env.ts';
import { page } from '../http/pages.tsx';
import { identify } from '../http/session.ts';
import { type Actor, ANONYMOUS } from '../kernel/actor.ts';
import { isDemo } from '../messaging/index.ts';
import { document, register } from './document.ts';
import type { Api, ApiPart, Endpoint, Handler, Success } from './endpoint.ts';
import { once } from './idempotency.ts';
import { apiTexts } from './messages/index.ts';
import { answerProblem, PROBLEMS, type Problem, problemBody } from './problem.ts';
import { shownOperations } from './shown-operations.ts';
import { ApiPage } from './views/api-page.tsx';

export const API_ROOT = '/api/v1';
const JSON_BYTES = 256 * 1024;
const CALLS: RateRule = { name: 'api', points: 600, minutes: 1 };
const WRONG_TOKENS: RateRule = { name: 'api_wrong_token', points: 30, minutes: 10 };

/** The JSON interface made of what the services add to it. Cookies mean nothing here. */
export function buildApi(parts: readonly ApiPart[]): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>();
  const methods = new Map<string, string[]>();
  app.onError((error, c) => answerError(c, error));
  const api: Api = {
    add(endpoint, handler) {
      register(app, endpoint);
      const path = API_ROOT + endpoint.path.replace(/\{(\w+)\}/g, ':$1');
      methods.set(path, [...(methods.get(path) ?? []), endpoint.method.toUpperCase()]);
      const maxSize = endpoint.body?.maxBytes ?? JSON_BYTES;
      const sized = bodyLimit({
        maxSize,
        onError: (c) => answerProblem(c as Request, { problem: 'body_too_large' }),
      });
      app.on(endpoint.method.toUpperCase(), path, sized, (c) => answer(c, endpoint, handler));
    },
  };
  for (const part of parts) part(api);
  app.get(`${API_ROOT}/openapi.json`, (c) => {
    return c.json(document(app, c.get('ctx').config.publicUrl), 200, {
      'cache-control': 'public, max-age=300',
    });
  });
  app.get('/api', (c) => readablePage(c, app));
  for (const [path, allowed] of methods) {
    app.all(path, (c) => {
      return answerProblem(c, {
        problem: 'method_not_allowed',
        headers: { allow: allowed.join(', ') },
      });
    });
  }
  app.all(`${API_ROOT}/*`, (c) => answerProblem(c, { problem: 'not_found' }));
  return app;
}

/** Drawn by us from the document: the usual viewers want inline styles or a CDN. */
async function readablePage(c: Request, app: OpenAPIHono<Env>): Promise<Response> {
  const ctx = c.get('ctx');
  await identify(c);
  c.set('demo', await isDemo(ctx));
  const { publicUrl } = ctx.config;
  const m = apiTexts(c.get('lang'));
  const operations = shownOperations(document(app, publicUrl));
  const body = <ApiPage operations={operations} publicUrl={publicUrl} />;
  return page(c, { title: m.title, lead: m.lead, body });
}

function answerError(c: Request, error: Error): Response {
  const { log } = c.get('ctx');
  const about = { err: error, requestId: c.get('requestId') };
  if (isDatabaseUnavailable(error)) {
    log.warn(about, 'database unavailable');
    return answerProblem(c, { problem: 'unavailable', headers: { 'retry-after': '5' } });
  }
  log.error(about, 'api request failed');
  return answerProblem(c, { problem: 'failed' });
}

/** In this order: who, how often, what; then the work, once when a key asks for it. */
async function answer<Q extends z.ZodType, P extends z.ZodType, B extends z.ZodType>(
  c: Request,
  endpoint: Endpoint<Q, P, B>,
  handler: Handler<Q, P, B>,
): Promise<Response> {
  const caller = await callerOf(c, endpoint);
  if ('problem' in caller) return answerProblem(c, caller);
  const flood = await countCall(c, caller.actor);
  if (flood) return answerProblem(c, flood);
  const input = await readInput(c, endpoint);
  if ('problem' in input) return answerProblem(c, input);
  const run = async (ctx: Context) =>
    reply(c, await handler({ ctx, actor: caller.actor, ...input }));
  const key = c.req.header('idempotency-key');
  if (key === undefined || endpoint.method === 'get') return respond(c, await run(c.get('ctx')));
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    const errors = [{ field: 'Idempotency-Key', message: '1 to 255 visible ASCII characters' }];
    return answerProblem(c, { problem: 'input_invalid', errors });
  }
  const hash = createHash('sha256')
    .update(JSON.stringify([c.req.method, c.req.url.replace(/^https?:\/\/[^/]+/, '')]))
    .update(input.bytes)
    .digest();
  const outcome = await once(c.get('ctx'), { actor: caller.actor, key, hash }, run);
  if (outcome.kind === 'reused') return answerProblem(c, { problem: 'idempotency_key_reused' });
  if (outcome.replayed) c.header('idempotency-replayed', 'true');
  return respond(c, outcome.answer);
}

async function callerOf(
  c: Request,
  endpoint: Pick<Endpoint, 'access'>,
): Promise<{ readonly actor: Actor } | Problem> {
  const bearer = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (!bearer && endpoint.access === 'public') return { actor: ANONYMOUS };
  const challenge = { 'www-authenticate': 'Bearer realm="renfort"' };
  if (!bearer) return { problem: 'token_missing', headers: challenge };
  const ctx = c.get('ctx');
  const address = clientAddress(c);
  const guesses = address ? await look(ctx, WRONG_TOKENS, address) : undefined;
  if (guesses && !guesses.allowed) return tooMany(guesses.retryAt, ctx);
  const found = await authenticateToken(ctx, bearer);
  if (!found.ok) {
    if (address) await take(ctx, WRONG_TOKENS, address);
    return {
      problem: 'token_refused',
      headers: { 'www-authenticate': 'Bearer realm="renfort", error="invalid_token"' },
    };
  }
  const actor = found.value;
  if (endpoint.access === 'public' || hasScope(actor, endpoint.access.scope)) return { actor };
  const { scope } = endpoint.access;
  return {
    problem: 'scope_missing',
    detail: `The scope ${scope} is needed.`,
    headers: {
      'www-authenticate': `Bearer realm="renfort", error="insufficient_scope", scope="${scope}"`,
    },
  };
}

async function countCall(c: Request, actor: Actor): Promise<Problem | undefined> {
  const whom = actor.kind === 'token' ? actor.tokenId : clientAddress(c);
  if (whom === undefined) return undefined;
  const verdict = await take(c.get('ctx'), CALLS, whom);
  c.header('RateLimit-Policy', `"api";q=${CALLS.points};w=${CALLS.minutes * 60}`);
  c.header('RateLimit', `"api";r=${verdict.allowed ? verdict.left : 0}`);
  return verdict.allowed ? undefined : tooMany(verdict.retryAt, c.get('ctx'));
}

function tooMany(retryAt: Date, ctx: Context): Problem {
  const seconds = Math.max(1, Math.ceil((retryAt.getTime() - ctx.clock.now().getTime()) / 1000));
  return { problem: 'too_many_requests', headers: { 'retry-after': String(seconds) } };
}

interface Input<Q extends z.ZodType, P extends z.ZodType, B extends z.ZodType> {
  readonly query: z.output<Q>;
  readonly params: z.output<P>;
  readonly body: z.output<B>;
  readonly bytes: Uint8Array;
}

async function readInput<Q extends z.ZodType, P extends z.ZodType, B extends z.ZodType>(
  c: Request,
  endpoint: Endpoint<Q, P, B>,
): Promise<Input<Q, P, B> | Problem> {
  const errors: { field: string; message: string }[] = [];
  const parse = <S extends z.ZodType>(schema: S | undefined, value: unknown): z.output<S> => {
    const parsed = schema?.safeParse(value);
    if (!parsed || parsed.success) return parsed?.data as z.output<S>;
    for (const { path, message } of parsed.error.issues)
      errors.push({ field: path.join('.'), message });
    return undefined as z.output<S>;
  };
  const query = parse(endpoint.query, c.req.query());
  const params = parse(endpoint.params, c.req.param());
  const bytes = endpoint.body ? new Uint8Array(await c.req.arrayBuffer()) : new Uint8Array();
  let body = undefined as z.output<B>;
  if (endpoint.body?.kind === 'json') {
    const type = c.req.header('content-type') ?? '';
    if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(type)) {
      return { problem: 'media_type_unsupported' };
    }
    let json: unknown;
    try {
      json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    } catch {
      return { problem: 'bad_request', detail: 'The body is not JSON in UTF-8.' };
    }
    body = parse(endpoint.body.schema, json);
  }
  if (errors.length > 0) return { problem: 'input_invalid', errors };
  return { query, params, body, bytes };
}

interface Written {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function reply(c: Request, result: Success | Problem): Written {
  const isProblem = 'problem' in result;
  return {
    status: isProblem ? PROBLEMS[result.problem] : result.status,
    headers: {
      'content-type': isProblem ? 'application/problem+json' : 'application/json',
      ...result.headers,
    },
    body: JSON.stringify(isProblem ? problemBody(c, result) : result.body),
  };
}

function respond(c: Request, { status, headers, body }: Written): Response {
  return c.body(body, status as 200, { ...headers });
}
