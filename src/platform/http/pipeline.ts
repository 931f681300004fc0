import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import type { Context } from '../context.ts';
import { ANONYMOUS } from '../kernel/actor.ts';
import type { Env } from './env.ts';
import { errorPage } from './pages.tsx';
import { identify } from './session.ts';

/** What happens to every request, in this order, before a handler runs. */
export function pipeline(app: Hono<Env>, ctx: Context): void {
  app.use(async (c, next) => {
    c.set('ctx', ctx);
    c.set('requestId', crypto.randomUUID());
    c.set('nonce', randomBytes(16).toString('base64'));
    c.set('actor', ANONYMOUS);
    c.set('lang', 'fr');
    c.set('csrf', () => '');
    c.set('csrfSecret', '');
    await identify(c);
    await next();
  });
  app.onError((error, c) => {
    c.get('ctx').log.error({ err: error, requestId: c.get('requestId') }, 'request failed');
    return errorPage(c, 'failed', 500);
  });
}
