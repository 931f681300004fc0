import { z } from 'zod';
import type { Request } from '#platform/http/env.ts';
import { parseForm } from '#platform/http/form.ts';
import { page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { answerCall } from '../actions/answer.ts';
import { briefingFor } from '../assignment/briefing.ts';
import type { CallBriefing } from '../assignment/views/briefing-page.tsx';
import { callOf } from '../call-lookup.ts';
import { NEVER_REASONS, NO_REASONS } from '../domain/reasons.ts';
import { texts } from '../messages/index.ts';
import type { LinkedAlert } from '../queries/links.ts';
import { otherTasks } from '../surplus.ts';
import { LEFT_OUT, ReplyPage, standingOf } from '../views/reply-page.tsx';
import { linked, notALink } from './call-link.tsx';

const form = z.object({
  answer: z.enum(['yes', 'no', 'never']),
  reason: z.enum([...NO_REASONS, ...NEVER_REASONS]).optional(),
});

/** `/r/<token>`: what a person who was called sees and answers. GET changes nothing. */
export function replyPages(pages: Routes): void {
  pages.get('/r/:token', 'public', async (c) => {
    const alert = await linked(c);
    return alert ? showCall(c, alert) : notALink(c);
  });

  pages.post('/r/:token', 'public', async (c) => {
    const alert = await linked(c);
    if (!alert) return notALink(c);
    const parsed = await parseForm(c, form);
    if (!parsed.ok) return c.redirect(c.req.path, 303);
    const { answer, reason } = parsed.value;
    const { crisisId, needId, volunteerId } = alert;
    await answerCall(c.get('ctx'), {
      crisisId,
      needId,
      volunteerId,
      answer,
      reason: reason ?? null,
      channel: 'link',
    });
    const said = answer === 'never' ? '?said=never' : answer === 'no' && reason ? '?said=why' : '';
    return c.redirect(c.req.path + said, 303);
  });
}

async function showCall(c: Request, alert: LinkedAlert): Promise<Response> {
  const ctx = c.get('ctx');
  const now = ctx.clock.now();
  const m = texts(c.get('lang')).reply;
  if (alert.expiresAt <= now) {
    return page(c, {
      title: m.expired.title,
      shell: 'plain',
      mood: 'crisis',
      status: 410,
      body: <p>{m.expired.text}</p>,
    });
  }
  const call = await callOf(ctx, alert);
  if (!call) return notALink(c);
  if (c.req.query('said') === 'never' && call.lastAnswer === 'never') {
    return page(c, {
      title: m.never.done_title,
      shell: 'plain',
      mood: 'crisis',
      body: <p>{m.never.done}</p>,
    });
  }
  const standing = standingOf(call, now);
  return page(c, {
    title: call.position,
    shell: 'plain',
    mood: 'crisis',
    exercise: call.exercise,
    body: (
      <ReplyPage
        call={call}
        standing={standing}
        briefing={standing === 'confirmed' ? await briefingOf(c, alert) : undefined}
        others={LEFT_OUT.has(standing) ? await otherTasks(ctx, c.get('lang')) : undefined}
        thanked={c.req.query('said') === 'why'}
      />
    ),
  });
}

async function briefingOf(c: Request, alert: LinkedAlert): Promise<CallBriefing | undefined> {
  const known = await briefingFor(c.get('ctx'), alert);
  if (!known) return undefined;
  return {
    ...known,
    changed: c.req.query('said') === 'briefing_changed',
    action: `${c.req.path}/briefing`,
  };
}
