import { z } from 'zod';
import type { Request } from '#platform/http/env.ts';
import { parseForm } from '#platform/http/form.ts';
import { page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { PAGE_ROLES } from '../policy.ts';
import { presentBriefing } from '../queries/briefing.ts';
import type { Crisis } from '../queries/crises.ts';
import { linked, notALink } from '../routes/call-link.tsx';
import { crumbs, viewed } from '../routes/crises.tsx';
import { CRISIS_PATH, translated, typed } from '../routes/forms.ts';
import type { FormState } from '../views/crisis-form.tsx';
import { acknowledgeBriefing, writeBriefing } from '../walkups/actions/briefing.ts';
import { assignmentTexts } from './messages/index.ts';
import { BriefingPage } from './views/briefing-page.tsx';

/** The safety briefing: written by the officer, read by those who come, from their own link. */
export function briefingPages(pages: Routes): void {
  const path = `${CRISIS_PATH}/briefing`;
  pages.get(path, PAGE_ROLES.manage, async (c) => {
    const crisis = await viewed(c, 'manage');
    if (crisis instanceof Response) return crisis;
    const present = await presentBriefing(c.get('ctx').db, crisis.id);
    return briefingPage(c, crisis, { values: { text: present?.text ?? '' }, errors: {} });
  });

  pages.post(path, PAGE_ROLES.manage, async (c) => {
    const crisis = await viewed(c, 'manage');
    if (crisis instanceof Response) return crisis;
    const parsed = await parseForm(
      c,
      z.object({ text: z.string().trim().min(1, 'missing').max(3_000, 'long') }),
    );
    if (!parsed.ok) {
      const errors = translated(parsed.errors, assignmentTexts(c.get('lang')).briefing);
      return briefingPage(c, crisis, { values: typed(parsed.raw), errors });
    }
    await writeBriefing(c.get('ctx'), c.get('actor'), {
      crisisId: crisis.id,
      text: parsed.value.text,
    });
    return c.redirect(`/crises/${crisis.id}/roster`, 303);
  });

  pages.post('/r/:token/briefing', 'public', async (c) => {
    const alert = await linked(c);
    if (!alert) return notALink(c);
    const back = `/r/${c.req.param('token')}`;
    const parsed = await parseForm(c, z.object({ version: z.coerce.number().int() }));
    if (!parsed.ok) return c.redirect(back, 303);
    const heard = await acknowledgeBriefing(c.get('ctx'), undefined, {
      crisisId: alert.crisisId,
      personKind: 'volunteer',
      personIds: [alert.volunteerId],
      version: parsed.value.version,
    });
    return c.redirect(heard.ok ? back : `${back}?said=briefing_changed`, 303);
  });
}

async function briefingPage(c: Request, crisis: Crisis, state: FormState): Promise<Response> {
  const m = assignmentTexts(c.get('lang')).briefing;
  const present = await presentBriefing(c.get('ctx').db, crisis.id);
  return page(c, {
    title: m.title,
    lead: m.lead,
    breadcrumbs: crumbs(c, crisis),
    mood: 'crisis',
    exercise: crisis.exercise,
    status: Object.keys(state.errors).length > 0 ? 422 : 200,
    body: <BriefingPage {...state} present={present} />,
  });
}
