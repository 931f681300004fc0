import { z } from 'zod';
import type { Request } from '../../http/env.ts';
import { parseForm } from '../../http/form.ts';
import { notFoundPage, page } from '../../http/pages.tsx';
import { routes } from '../../http/routes.ts';
import { CHANNELS, canonicalRecipient, PURPOSES } from '../domain/message.ts';
import { crisisGroups } from '../groups.ts';
import { receiveSms } from '../incoming.ts';
import { isDemo } from '../installation.ts';
import { texts } from '../messages/index.ts';
import { normalisePhone } from '../phone.ts';
import { isNationalAdministrator } from '../policy.ts';
import { countMessages, listMessages, type MessageFilter } from '../queries/outbox.ts';
import { AnswerPage, OutboxPage, type OutboxSearch } from '../views/outbox-page.tsx';

const PAGE_SIZE = 30;

const E164 = /^\+\d{6,15}$/;

const answer = z.object({
  from: z.string().regex(E164, 'from_invalid'),
  text: z.string().trim().min(1, 'text_missing').max(500, 'text_missing'),
});

export const pages = routes();

/**
 * Everything a demonstration would have sent, for whoever looks. Elsewhere, what exercises would
 * have sent: it names real people, so national administrators only.
 */
pages.get('/demo/outbox', 'public', async (c) => {
  const shown = await whatIsShown(c);
  if (!shown) return notFoundPage(c);
  const m = texts(c.get('lang')).outbox;
  const search = searchOf(c);
  const filter = { ...shown, ...search, recipient: recipientOf(search.recipient) };
  const { db } = c.get('ctx');
  const count = await countMessages(db, filter);
  const pages = Math.max(1, Math.ceil(count / PAGE_SIZE));
  const number = Math.min(pages, Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1));
  const demo = shown.exercise === undefined;
  return page(c, {
    title: demo ? m.title : m.titleExercise,
    lead: demo ? m.lead : m.leadExercise,
    body: (
      <OutboxPage
        search={search}
        groups={await crisisGroups(c.get('ctx'))}
        found={await listMessages(db, filter, PAGE_SIZE, (number - 1) * PAGE_SIZE)}
        count={count}
        page={number}
        pages={pages}
        answers={demo}
        answered={c.req.query('answered') !== undefined}
      />
    ),
  });
});

pages.get('/demo/outbox/reply', 'public', async (c) => {
  const to = c.req.query('to') ?? '';
  if (!(await isDemo(c.get('ctx'))) || !E164.test(to)) return notFoundPage(c);
  return answerPage(c, to, '', undefined);
});

/** A text typed in somebody's place takes the way of those that gateways bring. */
pages.post('/demo/outbox/reply', 'public', async (c) => {
  const ctx = c.get('ctx');
  if (!(await isDemo(ctx))) return notFoundPage(c);
  const form = await parseForm(c, answer);
  if (!form.ok) {
    const { from, text } = form.raw;
    if (form.errors.from || typeof from !== 'string') return notFoundPage(c);
    return answerPage(c, from, typeof text === 'string' ? text : '', form.errors.text);
  }
  const { from, text } = form.value;
  await receiveSms(ctx, { gateway: 'demo', providerId: ctx.ids.next<'demo_sms'>(), from, text });
  return c.redirect(`/demo/outbox?channel=sms&recipient=${encodeURIComponent(from)}&answered`, 303);
});

async function answerPage(c: Request, to: string, text: string, error: string | undefined) {
  const m = texts(c.get('lang')).outbox;
  return page(c, {
    title: m.answerTitle(to),
    status: error ? 422 : 200,
    breadcrumbs: [{ text: m.title, href: '/demo/outbox' }],
    body: (
      <AnswerPage
        to={to}
        received={await listMessages(c.get('ctx').db, { channel: 'sms', recipient: to }, 10)}
        text={text}
        error={error && m.answerMissing}
      />
    ),
  });
}

async function whatIsShown(c: Request): Promise<MessageFilter | undefined> {
  if (await isDemo(c.get('ctx'))) return {};
  return isNationalAdministrator(c.get('actor'))
    ? { exercise: true, state: 'captured' }
    : undefined;
}

function searchOf(c: Request): OutboxSearch {
  return {
    channel: CHANNELS.find((channel) => channel === c.req.query('channel')),
    purpose: PURPOSES.find((purpose) => purpose === c.req.query('purpose')),
    recipient: c.req.query('recipient')?.trim() || undefined,
    group: c.req.query('group') || undefined,
  };
}

/** Numbers as people write them: `06 39 98 12 34` finds +33639981234. */
function recipientOf(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (text.includes('@')) return canonicalRecipient('email', text);
  return normalisePhone(text) ?? text;
}
