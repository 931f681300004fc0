import type { Context as HonoContext } from 'hono';
import type { ComponentChildren } from 'preact';
import { render } from 'preact-render-to-string';
import { frenchSpaces } from '../i18n/typography.ts';
import { ErrorBody } from '../ui/error-body/error-body.tsx';
import { Layout } from '../ui/layout/layout.tsx';
import { judge } from './access.ts';
import type { Env, Request } from './env.ts';
import { type Frame, FrameProvider } from './frame.ts';
import { pageTexts } from './messages.ts';

export interface Page {
  /** The document title; also the h1 unless the view brings its own. */
  readonly title: string;
  readonly body: ComponentChildren;
  readonly breadcrumbs?: readonly { readonly text: string; readonly href: string }[];
  readonly status?: 200 | 400 | 403 | 404 | 409 | 410 | 413 | 422 | 429 | 500 | 503;
  readonly exercise?: boolean;
  /** 'plain' has no navigation and no web font (reply, check-in and print pages). */
  readonly shell?: 'full' | 'plain';
  readonly mood?: 'everyday' | 'crisis';
  /** The whole width of the screen: boards, staff lists. */
  readonly wide?: boolean;
  /** One sentence under the h1 that says what the page is for. */
  readonly lead?: string;
  /** Above the h1: where one stands ("Étape 2 sur 3"). */
  readonly kicker?: string;
  /** The view draws its own h1. */
  readonly ownHeading?: boolean;
}

export function frameOf(c: HonoContext<Env>, exercise = false): Frame {
  const url = new URL(c.req.url);
  return {
    lang: c.get('lang'),
    path: url.pathname + url.search,
    nonce: c.get('nonce'),
    // Read only by forms: a page without a form sets no cookie.
    get csrf() {
      return c.get('csrf')();
    },
    actor: c.get('actor'),
    accountLabel: c.get('accountLabel'),
    demo: c.get('demo'),
    exercise,
    banner: c.get('banner'),
    navigation: (c.get('navigation') ?? []).filter(
      (item) => judge(item.access, c.get('actor'), item.national) === 'allowed',
    ),
    now: c.get('ctx').clock.now(),
  };
}

/** Renders a whole page. */
export function page(c: Request, content: Page): Response {
  const html = render(
    <FrameProvider value={frameOf(c, content.exercise ?? false)}>
      <Layout {...content} />
    </FrameProvider>,
  );
  const spaced = c.get('lang') === 'fr' ? frenchSpaces(html) : html;
  return c.html(`<!doctype html>${spaced}`, content.status ?? 200);
}

export function errorPage(
  c: Request,
  kind: 'not_found' | 'forbidden' | 'failed' | 'from_elsewhere' | 'bad_request',
  status: 400 | 403 | 404 | 500,
) {
  const m = pageTexts(c.get('lang'))[kind];
  return page(c, {
    title: m.title,
    status,
    body: (
      <ErrorBody>
        <p>{m.text}</p>
      </ErrorBody>
    ),
  });
}

export const forbiddenPage = (c: Request) => errorPage(c, 'forbidden', 403);
export const notFoundPage = (c: Request) => errorPage(c, 'not_found', 404);

export function signInRedirect(c: Request): Response {
  const { pathname, search } = new URL(c.req.url);
  const back = c.req.method === 'GET' ? `?next=${encodeURIComponent(pathname + search)}` : '';
  return c.redirect(`/sign-in${back}`, 303);
}
