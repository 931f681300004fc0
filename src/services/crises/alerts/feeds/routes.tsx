import { z } from 'zod';
import type { Request } from '#platform/http/env.ts';
import { parseForm } from '#platform/http/form.ts';
import { forbiddenPage, notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { alertTexts } from '../messages/index.ts';
import { ALERT_ROLES, mayManageFeeds } from '../policy.ts';
import { listFeeds } from '../queries/feeds.ts';
import { FeedsPage, type FeedsPageProps } from '../views/feeds.tsx';
import { addFeed, pauseFeed, removeFeed, resumeFeed, testFeed } from './manage.ts';

const PATH = '/crises/alerts/feeds';
/** A poll goes out to somebody else's server. */
const TESTS = { name: 'feed_test', points: 20, minutes: 10 } as const;

export function feedPages(pages: Routes): void {
  pages.get(PATH, ALERT_ROLES, (c) => feedsPage(c, { done: c.req.query('done') }));
  pages.post(PATH, ALERT_ROLES, add);
  pages.post(`${PATH}/:id/test`, ALERT_ROLES, test, { limit: TESTS });
  pages.post(`${PATH}/:id/pause`, ALERT_ROLES, (c) => manage(c, pauseFeed, 'paused'));
  pages.post(`${PATH}/:id/resume`, ALERT_ROLES, (c) => manage(c, resumeFeed, 'resumed'));
  pages.post(`${PATH}/:id/remove`, ALERT_ROLES, (c) => manage(c, removeFeed, 'removed'));
}

async function feedsPage(
  c: Request,
  more: Pick<FeedsPageProps, 'done' | 'typed' | 'errors'>,
): Promise<Response> {
  const m = alertTexts(c.get('lang'));
  const errors = Object.entries(more.errors ?? {}).map(([field, code]) => [
    field,
    m.feeds.errors[code] ?? code,
  ]);
  return page(c, {
    title: m.feeds.title,
    lead: m.feeds.lead,
    breadcrumbs: [{ text: m.title, href: '/crises/alerts' }],
    mood: 'crisis',
    wide: true,
    ...(errors.length > 0 && { status: 422 as const }),
    body: (
      <FeedsPage
        {...more}
        errors={Object.fromEntries(errors)}
        feeds={await listFeeds(c.get('ctx').db)}
        mayManage={mayManageFeeds(c.get('actor'))}
      />
    ),
  });
}

const FEED = z.object({
  name: z.string().trim().min(1, 'name_missing').max(100, 'name_too_long'),
  url: z.string().trim().min(1, 'url_missing').max(1000, 'url_refused'),
  every: z.coerce
    .number('every_refused')
    .int('every_refused')
    .min(1, 'every_refused')
    .max(1440, 'every_refused'),
});

async function add(c: Request): Promise<Response> {
  if (!mayManageFeeds(c.get('actor'))) return forbiddenPage(c);
  const form = await parseForm(c, FEED);
  const again = (raw: object, errors: object) =>
    feedsPage(c, {
      typed: Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, String(value)])),
      errors: errors as Record<string, string>,
    });
  if (!form.ok) return again(form.raw, form.errors);
  const { name, url, every } = form.value;
  const added = await addFeed(c.get('ctx'), c.get('actor'), { name, url, everyMinutes: every });
  if (added.ok) return c.redirect(`${PATH}?done=added`, 303);
  return again(form.value, { url: added.error });
}

async function test(c: Request): Promise<Response> {
  const tested = await testFeed(c.get('ctx'), c.get('actor'), c.req.param('id') ?? '');
  if (!tested.ok && tested.error !== 'busy') return notFoundPage(c);
  return c.redirect(`${PATH}?done=${tested.ok ? 'tested' : 'busy'}`, 303);
}

async function manage(c: Request, act: typeof pauseFeed, done: string): Promise<Response> {
  const changed = await act(c.get('ctx'), c.get('actor'), c.req.param('id') ?? '');
  if (changed.ok) return c.redirect(`${PATH}?done=${done}`, 303);
  return changed.error === 'not_allowed' ? forbiddenPage(c) : notFoundPage(c);
}
