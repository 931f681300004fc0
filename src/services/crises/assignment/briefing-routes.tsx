import { z } from 'zod';
import type { Request } from '#platform/http/env.ts';
import { parseForm } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import { PAGE_ROLES } from '../policy.ts';
import { presentBriefing } from '../queries/briefing.ts';
import type { Crisis } from '../queries/crises.ts';
import { needBriefings } from '../queries/need-briefing.ts';
import { type Need, needById, needsOf } from '../queries/needs.ts';
import { linked, notALink } from '../routes/call-link.tsx';
import { crumbs, viewed } from '../routes/crises.tsx';
import { CRISIS_PATH, translated, typed } from '../routes/forms.ts';
import type { FormState } from '../views/crisis-form.tsx';
import { writeBriefing } from '../walkups/actions/briefing.ts';
import { acknowledge, writeNeedBriefing } from './briefing.ts';
import { assignmentTexts } from './messages/index.ts';
import { BriefingPage } from './views/briefing-page.tsx';

const briefingText = z.string().trim().max(3_000, 'long');
const version = z.coerce.number().int().optional();

/**
 * The safety briefing: written by the officer for all, and with `?need=` what one need adds to it; read
 * by those who come, from their own link.
 */
export function briefingPages(pages: Routes): void {
  const path = `${CRISIS_PATH}/briefing`;
  pages.get(path, PAGE_ROLES.manage, async (c) => {
    const crisis = await viewed(c, 'manage');
    if (crisis instanceof Response) return crisis;
    return briefingPage(c, crisis);
  });

  pages.post(path, PAGE_ROLES.manage, async (c) => {
    const crisis = await viewed(c, 'manage');
    if (crisis instanceof Response) return crisis;
    const need = await needAsked(c, crisis);
    if (need === 'unknown') return notFoundPage(c);
    const text = need ? briefingText : briefingText.min(1, 'missing');
    const parsed = await parseForm(c, z.object({ text }));
    if (!parsed.ok) {
      const errors = translated(parsed.errors, assignmentTexts(c.get('lang')).briefing);
      return briefingPage(c, crisis, { values: typed(parsed.raw), errors });
    }
    const { ctx, actor } = { ctx: c.get('ctx'), actor: c.get('actor') };
    if (need) await writeNeedBriefing(ctx, actor, need, parsed.value.text);
    else await writeBriefing(ctx, actor, { crisisId: crisis.id, text: parsed.value.text });
    return c.redirect(`/crises/${crisis.id}/${need ? 'briefing' : 'roster'}`, 303);
  });

  pages.post('/r/:token/briefing', 'public', async (c) => {
    const alert = await linked(c);
    if (!alert) return notALink(c);
    const back = `/r/${c.req.param('token')}`;
    const parsed = await parseForm(c, z.object({ version, addition: version }));
    if (!parsed.ok) return c.redirect(back, 303);
    const { version: briefing, addition } = parsed.value;
    const heard = await acknowledge(c.get('ctx'), alert, { briefing, addition });
    return c.redirect(heard.ok ? back : `${back}?said=briefing_changed`, 303);
  });
}

async function needAsked(c: Request, crisis: Crisis): Promise<Need | 'unknown' | undefined> {
  const id = c.req.query('need');
  if (id === undefined) return undefined;
  const need = isUuid(id) ? await needById(c.get('ctx').db, crisis.id, id) : undefined;
  return need ?? 'unknown';
}

async function briefingPage(c: Request, crisis: Crisis, typedIn?: FormState): Promise<Response> {
  const { db } = c.get('ctx');
  const m = assignmentTexts(c.get('lang')).briefing;
  const need = await needAsked(c, crisis);
  if (need === 'unknown') return notFoundPage(c);
  const additions = await needBriefings(db, crisis.id);
  const present = need ? additions.get(need.id) : await presentBriefing(db, crisis.id);
  const state = typedIn ?? { values: { text: present?.text ?? '' }, errors: {} };
  const needs = (await needsOf(db, crisis.id)).filter(({ status }) => status !== 'cancelled');
  return page(c, {
    title: need ? m.addition(need.position) : m.title,
    lead: need ? m.addition_lead : m.lead,
    breadcrumbs: crumbs(c, crisis),
    mood: 'crisis',
    exercise: crisis.exercise,
    status: Object.keys(state.errors).length > 0 ? 422 : 200,
    body: (
      <BriefingPage
        {...state}
        present={present}
        need={need}
        needs={needs.map((one) => ({ ...one, added: Boolean(additions.get(one.id)?.text) }))}
      />
    ),
  });
}
