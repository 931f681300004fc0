import { z } from 'zod';
import type { Request } from '#platform/http/env.ts';
import { parseForm, readForm } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import { fileName } from '../report/file-name.ts';
import { MAX_BYTES } from './cap-xml.ts';
import { acceptProposals, dismissProposal, proposalFor, siblingsOf } from './decide.ts';
import { feedPages } from './feeds/routes.tsx';
import { alertTexts } from './messages/index.ts';
import { departmentName } from './notifications.ts';
import { ALERT_ROLES, alertDepartments, mayDecideProposal, maySeeProposal } from './policy.ts';
import { entriesOf, messageById, messageBytes, recentMessages } from './queries/intake.ts';
import {
  departmentsOfMessage,
  historyOf,
  listProposals,
  type Proposal,
} from './queries/proposals.ts';
import { receiveAlert } from './receive.ts';
import { MessageList, MessageRecord, UploadForm } from './views/messages.tsx';
import { ProposalList } from './views/proposal-list.tsx';
import { ProposalRecord, type ProposalRecordProps } from './views/proposal-record.tsx';

const RAW_SHOWN = 20_000;
const LIST = 200;

/** Declared before the pages of a crisis: `/crises/:id` would take `/crises/alerts`. */
export function alertPages(pages: Routes): void {
  pages.get('/crises/alerts', ALERT_ROLES, listPage);
  pages.get('/crises/alerts/messages', ALERT_ROLES, messagesPage);
  pages.get('/crises/alerts/messages/:id', ALERT_ROLES, messagePage);
  pages.get('/crises/alerts/messages/:id/original', ALERT_ROLES, original);
  pages.get('/crises/alerts/upload', ALERT_ROLES, (c) => uploadPage(c));
  const maxBytes = MAX_BYTES + 64 * 1024;
  pages.post('/crises/alerts/upload', ALERT_ROLES, upload, { maxBytes });
  feedPages(pages);
  pages.get('/crises/alerts/:id', ALERT_ROLES, showProposal);
  pages.post('/crises/alerts/:id/accept', ALERT_ROLES, accept);
  pages.post('/crises/alerts/:id/dismiss', ALERT_ROLES, dismiss);
}

async function listPage(c: Request): Promise<Response> {
  const ctx = c.get('ctx');
  const m = alertTexts(c.get('lang'));
  const showing = c.req.query('show') === 'all' ? 'all' : 'waiting';
  const proposals = await listProposals(
    ctx.db,
    {
      departments: alertDepartments(c.get('actor')),
      openAt: showing === 'waiting' ? ctx.clock.now() : undefined,
    },
    LIST,
  );
  const body = (
    <ProposalList
      proposals={showing === 'waiting' ? [...proposals].sort(mostUrgent) : proposals}
      departmentName={departmentName}
      showing={showing}
    />
  );
  return page(c, { title: m.title, lead: m.lead, mood: 'crisis', wide: true, body });
}

async function messagesPage(c: Request): Promise<Response> {
  const m = alertTexts(c.get('lang'));
  const departments = alertDepartments(c.get('actor'));
  const messages = await recentMessages(c.get('ctx').db, departments, LIST);
  const body = <MessageList messages={messages} />;
  return page(c, { title: m.message.listTitle, breadcrumbs: trail(c), mood: 'crisis', body });
}

async function messagePage(c: Request): Promise<Response> {
  const { db } = c.get('ctx');
  const m = alertTexts(c.get('lang'));
  const message = await visibleMessage(c);
  if (!message) return notFoundPage(c);
  const bytes = (await messageBytes(db, message.id)) ?? Buffer.alloc(0);
  const raw = new TextDecoder(bytes[1] === 0 ? 'utf-16le' : 'utf-8').decode(bytes);
  const arrival = c.req.query('arrival');
  const body = (
    <MessageRecord
      message={message}
      entries={await entriesOf(db, message.id)}
      departmentName={departmentName}
      raw={raw.slice(0, RAW_SHOWN)}
      rawIsCut={raw.length > RAW_SHOWN}
      arrival={arrival === 'new' || arrival === 'repeated' ? arrival : undefined}
    />
  );
  const { exercise } = message;
  return page(c, { title: m.message.title, breadcrumbs: trail(c), mood: 'crisis', exercise, body });
}

async function original(c: Request): Promise<Response> {
  const message = await visibleMessage(c);
  const bytes = message && (await messageBytes(c.get('ctx').db, message.id));
  if (!message || !bytes) return notFoundPage(c);
  // Never a type that a browser would run: the bytes come from outside.
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="${fileName('alert', message, 'txt')}"`,
    'x-content-type-options': 'nosniff',
  });
}

async function upload(c: Request): Promise<Response> {
  const { file } = await readForm(c);
  if (!(file instanceof File) || file.size === 0) return uploadPage(c, 'file_missing');
  if (file.size > MAX_BYTES) return uploadPage(c, 'file_too_large');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const received = await receiveAlert(c.get('ctx'), c.get('actor'), bytes, 'upload');
  if (!received.ok) return notFoundPage(c);
  const { message, repeated } = received.value;
  const arrival = repeated ? 'repeated' : 'new';
  return c.redirect(`/crises/alerts/messages/${message.id}?arrival=${arrival}`, 303);
}

async function showProposal(c: Request): Promise<Response> {
  const proposal = await proposalFor(c.get('ctx'), c.get('actor'), c.req.param('id') ?? '');
  return proposal.ok ? recordPage(c, proposal.value) : notFoundPage(c);
}

const ACCEPT = z.object({
  title: z.string().trim().min(1, 'title_missing').max(150, 'title_too_long'),
  ids: z.array(z.string(), 'departments_missing').min(1, 'departments_missing').max(101),
});

async function accept(c: Request): Promise<Response> {
  const ctx = c.get('ctx');
  const proposal = await proposalFor(ctx, c.get('actor'), c.req.param('id') ?? '');
  if (!proposal.ok) return notFoundPage(c);
  const form = await parseForm(c, ACCEPT);
  if (!form.ok) {
    const { title, ids } = form.raw;
    return recordPage(c, proposal.value, {
      errors: form.errors as Record<string, string>,
      typed: {
        ...(typeof title === 'string' && { title }),
        ids: Array.isArray(ids) ? (ids as string[]) : [],
      },
    });
  }
  const result = await acceptProposals(ctx, c.get('actor'), {
    ...form.value,
    summary: proposal.value.event,
  });
  if (result.ok) return c.redirect(`/crises/${result.value.crisisId}`, 303);
  if (result.error === 'not_found') return notFoundPage(c);
  return recordPage(c, proposal.value, { errors: { ids: result.error }, typed: form.value });
}

const DISMISS = z.object({
  reason: z.string().trim().min(1, 'reason_missing').max(1000, 'reason_too_long'),
});

async function dismiss(c: Request): Promise<Response> {
  const ctx = c.get('ctx');
  const proposal = await proposalFor(ctx, c.get('actor'), c.req.param('id') ?? '');
  if (!proposal.ok) return notFoundPage(c);
  const form = await parseForm(c, DISMISS);
  if (!form.ok) {
    return recordPage(c, proposal.value, { errors: form.errors as Record<string, string> });
  }
  const { reason } = form.value;
  const result = await dismissProposal(ctx, c.get('actor'), { id: proposal.value.id, reason });
  if (result.ok) return c.redirect(`/crises/alerts/${proposal.value.id}`, 303);
  if (result.error === 'not_found') return notFoundPage(c);
  return recordPage(c, proposal.value, { errors: { reason: result.error }, typed: { reason } });
}

function uploadPage(c: Request, error?: string): Response {
  const m = alertTexts(c.get('lang'));
  return page(c, {
    title: m.upload.title,
    lead: m.upload.help,
    breadcrumbs: trail(c),
    mood: 'crisis',
    body: <UploadForm error={error} />,
    ...(error !== undefined && { status: 422 }),
  });
}

async function recordPage(
  c: Request,
  proposal: Proposal,
  refused: Pick<ProposalRecordProps, 'errors' | 'typed'> = {},
): Promise<Response> {
  const ctx = c.get('ctx');
  const actor = c.get('actor');
  const m = alertTexts(c.get('lang'));
  const errors = Object.fromEntries(
    Object.entries(refused.errors ?? {}).map(([field, code]) => [field, m.errors[code] ?? code]),
  );
  const failed = Object.keys(errors).length > 0;
  const { hazard, department, exercise } = proposal.episode;
  return page(c, {
    title: `${m.heading(m.levels[proposal.level], m.hazards[hazard])}, ${departmentName(department)}`,
    breadcrumbs: trail(c),
    ownHeading: true,
    mood: 'crisis',
    exercise,
    ...(failed && { status: 422 as const }),
    body: (
      <ProposalRecord
        proposal={proposal}
        history={await historyOf(ctx.db, proposal.id)}
        siblings={await siblingsOf(ctx, actor, proposal)}
        mayDecide={mayDecideProposal(actor, department)}
        departmentName={departmentName}
        {...(refused.typed && { typed: refused.typed })}
        errors={errors}
      />
    ),
  });
}

/** A message is for the officers of a department it concerns; one that proposed nothing, for all. */
async function visibleMessage(c: Request) {
  const { db } = c.get('ctx');
  const id = c.req.param('id') ?? '';
  const message = isUuid(id) ? await messageById(db, id) : undefined;
  if (!message) return undefined;
  const departments = await departmentsOfMessage(db, message.id);
  const visible =
    departments.length === 0 || departments.some((code) => maySeeProposal(c.get('actor'), code));
  return visible ? message : undefined;
}

function mostUrgent(a: Proposal, b: Proposal): number {
  const order = ['red', 'orange', 'yellow', 'green'];
  const byLevel = order.indexOf(a.level) - order.indexOf(b.level);
  return byLevel || a.expires.getTime() - b.expires.getTime();
}

function trail(c: Request) {
  const m = alertTexts(c.get('lang'));
  return [{ text: m.title, href: '/crises/alerts' }];
}
