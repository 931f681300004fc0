import { z } from 'zod';
import type { Request } from '../../http/env.ts';
import { parseForm } from '../../http/form.ts';
import { forbiddenPage, page } from '../../http/pages.tsx';
import { routes } from '../../http/routes.ts';
import { personOf } from '../../http/signed-in.ts';
import { isUuid } from '../../kernel/ids.ts';
import { CHANNELS } from '../domain/message.ts';
import { MESSAGE_STATES } from '../domain/message-state.ts';
import { crisisGroups } from '../groups.ts';
import { texts } from '../messages/index.ts';
import { isNationalAdministrator } from '../policy.ts';
import { countMessages, listMessages } from '../queries/outbox.ts';
import { countStates } from '../queries/trouble.ts';
import { remedy } from '../trouble.ts';
import {
  addressOf,
  COUNTED_DAYS,
  type MessageSearch,
  MessagesPage,
  TROUBLE,
} from '../views/messages-page.tsx';

const PAGE_SIZE = 50;
const ADMINISTRATOR = ['administrator'] as const;

export const pages = routes();

pages.get('/admin/messages', ADMINISTRATOR, (c) => messagesPage(c));

const decision = z.object({
  act: z.enum(['retry', 'give_up']),
  ids: z.array(z.string().refine(isUuid)).min(1).max(PAGE_SIZE),
});

pages.post('/admin/messages', ADMINISTRATOR, async (c) => {
  if (!isNationalAdministrator(c.get('actor'))) return forbiddenPage(c);
  const form = await parseForm(c, decision);
  if (!form.ok) return messagesPage(c, texts(c.get('lang')).operations.chooseFirst);
  const { act, ids } = form.value;
  const changed = await remedy(c.get('ctx'), personOf(c), act, ids);
  const done = { [act]: String(changed), left: String(ids.length - changed) };
  return c.redirect(addressOf(searchOf(c), 1, done), 303);
});

async function messagesPage(c: Request, error?: string): Promise<Response> {
  if (!isNationalAdministrator(c.get('actor'))) return forbiddenPage(c);
  const ctx = c.get('ctx');
  const m = texts(c.get('lang')).operations;
  const search = searchOf(c);
  const { state, ...rest } = search;
  const filter = { ...rest, states: state === 'trouble' ? TROUBLE : state ? [state] : undefined };
  const count = await countMessages(ctx.db, filter);
  const last = Math.max(1, Math.ceil(count / PAGE_SIZE));
  const number = Math.min(last, Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1));
  const since = new Date(ctx.clock.now().getTime() - COUNTED_DAYS * 86_400_000);
  return page(c, {
    title: m.title,
    lead: m.lead,
    status: error ? 422 : 200,
    body: (
      <MessagesPage
        search={search}
        counts={await countStates(ctx.db, since, search.group)}
        groups={await crisisGroups(ctx)}
        found={await listMessages(ctx.db, filter, PAGE_SIZE, (number - 1) * PAGE_SIZE)}
        count={count}
        page={number}
        pages={last}
        error={error}
        done={{
          retried: c.req.query('retry'),
          givenUp: c.req.query('give_up'),
          left: Number(c.req.query('left') ?? 0),
        }}
      />
    ),
  });
}

function searchOf(c: Request): MessageSearch {
  const state = c.req.query('state');
  return {
    state:
      state === 'all' ? undefined : (MESSAGE_STATES.find((known) => known === state) ?? 'trouble'),
    channel: CHANNELS.find((channel) => channel === c.req.query('channel')),
    group: c.req.query('group') || undefined,
  };
}
