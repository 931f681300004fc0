import type { Request } from '#platform/http/env.ts';
import { readForm, typedTexts } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { webhookTexts } from '../messages/webhooks/index.ts';
import { DISTRIBUTOR_ROLES, OFFERS_ADMINISTRATOR_ROLES } from '../policy.ts';
import { distributorById } from '../queries/distributors.ts';
import { callsOf, webhookOf } from '../queries/webhooks.ts';
import { WebhookPage } from '../views/webhooks/webhook-page.tsx';
import { sendAgain } from '../webhooks/calls.ts';
import { keepsWebhook, renewWebhookSecret, setWebhookUrl } from '../webhooks/keep.ts';

const UUID = '[0-9a-f]{8}-[0-9a-f-]{27}';
const PATH = `/distributors/:id{${UUID}}/webhook`;
const KEEPERS = [...OFFERS_ADMINISTRATOR_ROLES, ...DISTRIBUTOR_ROLES] as const;
const PAGE_SIZE = 50;

/** Where a distributor's own system is called, its secret, and whether it answers. */
export function webhookRoutes(pages: Routes): void {
  pages.get(PATH, KEEPERS, (c) => show(c));

  pages.post(PATH, KEEPERS, async (c) => {
    const typed = typedTexts(await readForm(c)).url?.trim();
    if (typed === undefined) return notFoundPage(c);
    const set = await setWebhookUrl(c.get('ctx'), c.get('actor'), idOf(c), typed);
    if (!set.ok) return show(c, { error: set.error, typed });
    if (set.value !== undefined) return show(c, { secret: set.value });
    return c.redirect(`/distributors/${idOf(c)}/webhook?done`, 303);
  });

  pages.post(`${PATH}/secret`, KEEPERS, async (c) => {
    const renewed = await renewWebhookSecret(c.get('ctx'), c.get('actor'), idOf(c));
    return renewed.ok ? show(c, { secret: renewed.value }) : notFoundPage(c);
  });

  pages.post(`${PATH}/calls/:call{${UUID}}`, KEEPERS, async (c) => {
    const id = c.req.param('call') ?? '';
    const sent = await sendAgain(c.get('ctx'), c.get('actor'), idOf(c), id);
    if (sent.ok) return c.redirect(`/distributors/${idOf(c)}/webhook?done`, 303);
    return sent.error === 'not_found' ? notFoundPage(c) : show(c, { error: sent.error });
  });
}

function idOf(c: Request): string {
  return c.req.param('id') ?? '';
}

interface Shown {
  readonly secret?: string;
  readonly typed?: string;
  readonly error?: 'not_found' | 'address_refused' | 'transition_not_allowed';
}

async function show(c: Request, { secret, typed, error }: Shown = {}): Promise<Response> {
  const { db } = c.get('ctx');
  const m = webhookTexts(c.get('lang'));
  const id = idOf(c);
  const distributor = keepsWebhook(c.get('actor'), id) ? await distributorById(db, id) : undefined;
  const webhook = distributor && (await webhookOf(db, id));
  if (!webhook || error === 'not_found') return notFoundPage(c);
  const number = Math.max(1, Math.trunc(Number(c.req.query('page'))) || 1);
  const window = { limit: PAGE_SIZE, offset: (number - 1) * PAGE_SIZE };
  const { rows, total } = await callsOf(db, id, window);
  const shown = page(c, {
    title: m.title,
    lead: m.lead,
    wide: true,
    breadcrumbs: [{ text: distributor.name, href: `/distributors/${id}` }],
    status: error ? 422 : 200,
    body: (
      <WebhookPage
        path={`/distributors/${id}/webhook`}
        webhook={webhook}
        secret={secret}
        typed={typed}
        error={error && m.errors[error]}
        saved={c.req.query('done') !== undefined && !error && !secret}
        calls={rows}
        page={number}
        pages={Math.ceil(total / PAGE_SIZE)}
      />
    ),
  });
  shown.headers.set('cache-control', 'no-store');
  return shown;
}
