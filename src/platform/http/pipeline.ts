import type { Hono } from 'hono';
import { compress } from 'hono/compress';
import { type Context, systemRandom } from '../context.ts';
import { isDatabaseUnavailable } from '../db/index.ts';
import type { Lang } from '../i18n/index.ts';
import { ANONYMOUS } from '../kernel/actor.ts';
import { isDemo } from '../messaging/index.ts';
import { accessLog, type Exchange } from './access-log.ts';
import type { Env, Request } from './env.ts';
import { unavailablePage } from './error-pages.tsx';
import { securityHeaders } from './headers.ts';
import { errorPage } from './pages.tsx';
import { identify } from './session.ts';

export interface PipelineParts {
  /** Told of every answer, for the metrics. */
  readonly observe?: (exchange: Exchange) => void;
  /** The band above every page while a crisis is active; keeps its own copy for a few seconds. */
  /** First words of more addresses that need no visitor. */
  readonly impersonal?: readonly string[];
  readonly banner?: (ctx: Context, lang: Lang) => Promise<Env['Variables']['banner']>;
}

/** First words of addresses that need no visitor, and must not wait for the database to find one. */
const IMPERSONAL = ['assets', 'api', 'healthz', 'readyz', 'metrics'];

/** What happens to every request, in this order, before the guard of its route (routes.ts). */
export function pipeline(app: Hono<Env>, ctx: Context, parts: PipelineParts = {}): void {
  const impersonal = new Set([...IMPERSONAL, ...(parts.impersonal ?? [])]);
  app.use(async (c, next) => {
    begin(c, ctx);
    await next();
  });
  app.use(accessLog(parts.observe));
  app.use(securityHeaders);
  app.use(compress());
  app.use(async (c, next) => {
    if (!impersonal.has(c.req.path.split('/', 2)[1] ?? '')) {
      await identify(c);
      c.set('demo', await isDemo(ctx));
      c.set('banner', await parts.banner?.(ctx, c.get('lang')));
    }
    await next();
  });
  app.onError(answerError);
}

function begin(c: Request, ctx: Context): void {
  c.set('ctx', ctx);
  c.set('requestId', crypto.randomUUID());
  c.set('nonce', Buffer.from(systemRandom.bytes(16)).toString('base64'));
  c.set('actor', ANONYMOUS);
  c.set('sessionId', '');
  c.set('lang', 'fr');
  c.set('csrf', () => '');
  c.set('csrfSecret', '');
  c.set('demo', false);
  c.set('embeddable', false);
  c.header('X-Request-Id', c.get('requestId'));
}

function answerError(error: Error, c: Request): Response {
  const { log } = c.get('ctx');
  if (isDatabaseUnavailable(error)) {
    log.warn({ err: error, requestId: c.get('requestId') }, 'database unavailable');
    return unavailablePage(c);
  }
  log.error({ err: error, requestId: c.get('requestId') }, 'request failed');
  return errorPage(c, 'failed', 500);
}
