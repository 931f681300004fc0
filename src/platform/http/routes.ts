import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { RateRule } from '../auth/rate-limit.ts';
import { type Access, judge } from './access.ts';
import { CSRF_FIELD, csrfMatches } from './csrf.ts';
import type { Env, Request } from './env.ts';
import { staleFormPage, tooLargePage } from './error-pages.tsx';
import { fieldsOf, readForm } from './form.ts';
import { refuseBeyond, refuseFlood } from './limits.ts';
import { errorPage, forbiddenPage, signInRedirect } from './pages.tsx';

export { type Access, judge } from './access.ts';

export type PageHandler = (c: Request) => Response | Promise<Response>;

/** What a form may be without saying anything. */
const FORM_BYTES = 256 * 1024;

export interface GetOptions {
  /** Counted by network address; for pages that cost something to make or start something. */
  readonly limit?: RateRule;
}

export interface PostOptions {
  /** Larger for an upload; 256 KB when left out. Nothing larger is read into memory. */
  readonly maxBytes?: number;
  /**
   * How the request proves that its sender meant it: `form`, the token of a page of ours; `other`,
   * for machines without cookies (one-click unsubscribe, delivery receipts), when the handler
   * checks a signature or a secret itself and never acts for the signed-in person.
   */
  readonly proof?: 'form' | 'other';
  /** `by_handler`: it counts what it refuses itself, because a signed sender is as fast as it likes. */
  readonly limit?: RateRule | 'by_handler';
}

export interface Routes {
  get(path: string, access: Access, handler: PageHandler, options?: GetOptions): void;
  post(path: string, access: Access, handler: PageHandler, options?: PostOptions): void;
  readonly hono: Hono<Env>;
}

/** A set of pages in which no route can be declared without saying who may call it. */
export function routes(): Routes {
  const hono = new Hono<Env>();
  return {
    hono,
    get(path, access, handler, { limit } = {}) {
      hono.get(path, async (c) => {
        const refusal = (limit && (await refuseBeyond(c, limit))) ?? refuseActor(c, access);
        return refusal ?? handler(c);
      });
    },
    post(path, access, handler, options = {}) {
      const { maxBytes = FORM_BYTES, proof = 'form', limit } = options;
      hono.post(path, sized(maxBytes), async (c) => {
        const refusal =
          (access === 'public' && limit === undefined ? refuseFlood(c) : undefined) ??
          (typeof limit === 'object' ? await refuseBeyond(c, limit) : undefined) ??
          (proof === 'form' ? await refuseForgery(c) : undefined) ??
          refuseActor(c, access);
        return refusal ?? handler(c);
      });
    },
  };
}

function sized(maxSize: number): MiddlewareHandler<Env> {
  const counted = bodyLimit({ maxSize, onError: (c) => tooLargePage(c as Request, maxSize) });
  return (c, next) => {
    const announced = c.req.header('content-length');
    // The HTTP server holds a body to its announced length: no need to open a stream to count it.
    if (announced === undefined || c.req.header('transfer-encoding') !== undefined) {
      return counted(c, next);
    }
    if (Number(announced) <= maxSize) return next();
    return Promise.resolve(tooLargePage(c as Request, maxSize));
  };
}

/** Lets a form through only from our own pages, with the token that this visitor was given. */
async function refuseForgery(c: Request): Promise<Response | undefined> {
  if (fromElsewhere(c)) return errorPage(c, 'from_elsewhere', 403);
  const form = await fieldsOf(c).catch(() => undefined);
  if (!form) return errorPage(c, 'bad_request', 400);
  const token = form[CSRF_FIELD];
  if (typeof token === 'string' && csrfMatches(c.get('csrfSecret'), token)) return undefined;
  return staleFormPage(c, await readForm(c));
}

/** What the browser says of the page that sent the form; old ones say nothing, the token decides. */
function fromElsewhere(c: Request): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const origin = c.req.header('origin');
  if (origin === undefined) return false;
  const own = [
    c.get('ctx').config.publicUrl,
    `http://${c.req.header('host')}`,
    `https://${c.req.header('host')}`,
  ];
  return !own.some((url) => URL.canParse(url) && new URL(url).origin === origin);
}

function refuseActor(c: Request, access: Access): Response | undefined {
  switch (judge(access, c.get('actor'))) {
    case 'allowed':
      return undefined;
    case 'sign_in':
      return signInRedirect(c);
    case 'forbidden':
      return forbiddenPage(c);
  }
}
