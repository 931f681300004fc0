import { type Handler, Hono } from 'hono';
import { type Access, judge } from './access.ts';
import { CSRF_FIELD, csrfMatches } from './csrf.ts';
import type { Env, Request } from './env.ts';
import { staleFormPage } from './error-pages.tsx';
import { forbiddenPage, signInRedirect } from './pages.tsx';

export { type Access, judge };

export type PageHandler = (c: Request) => Response | Promise<Response>;

export interface Routes {
  get(path: string, access: Access, handler: PageHandler): void;
  post(path: string, access: Access, handler: PageHandler): void;
  readonly hono: Hono<Env>;
}

/** A set of pages in which no route can be declared without saying who may call it. */
export function routes(): Routes {
  const hono = new Hono<Env>();
  const guarded =
    (access: Access, handler: PageHandler): Handler<Env> =>
    (c) => {
      const verdict = judge(access, c.get('actor'));
      if (verdict === 'sign_in') return signInRedirect(c);
      if (verdict === 'forbidden') return forbiddenPage(c);
      return handler(c);
    };
  return {
    get: (path, access, handler) => void hono.get(path, guarded(access, handler)),
    post: (path, access, handler) => void hono.post(path, proven(guarded(access, handler))),
    hono,
  };
}

/** Lets a form through only with the token of a page that this visitor was given. */
function proven(handler: Handler<Env>): Handler<Env> {
  return async (c, next) => {
    const form = await c.req.parseBody({ all: true });
    const token = form[CSRF_FIELD];
    if (typeof token === 'string' && csrfMatches(c.get('csrfSecret'), token)) {
      return handler(c, next);
    }
    return staleFormPage(c);
  };
}
