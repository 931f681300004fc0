import { z } from 'zod';
import type { Request } from '#platform/http/env.ts';
import { parseForm } from '#platform/http/form.ts';
import { forbiddenPage, notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { isDateString } from '#platform/kernel/dates.ts';
import { peopleByIds } from '#services/volunteers/index.ts';
import { texts } from '../messages/index.ts';
import { PAGE_ROLES } from '../policy.ts';
import type { Crisis } from '../queries/crises.ts';
import { needsOf, sitesOf } from '../queries/needs.ts';
import { crumbs, viewed } from '../routes/crises.tsx';
import { CRISIS_PATH, translated, typed } from '../routes/forms.ts';
import type { FormState } from '../views/crisis-form.tsx';
import { type ApplyRefusal, applyProposal } from './apply.ts';
import { briefingPages } from './briefing-routes.tsx';
import { copyNeeds, usualCopy } from './copy.ts';
import { assignmentTexts } from './messages/index.ts';
import { loadProposal } from './proposal.ts';
import { CopyPage } from './views/copy-page.tsx';
import { ProposalPage } from './views/proposal-page.tsx';

/** Who goes where, proposed by the program and decided by the officer. */
export function assignmentPages(pages: Routes): void {
  copyPages(pages);
  briefingPages(pages);
  const path = `${CRISIS_PATH}/roster/assignment`;
  pages.get(path, PAGE_ROLES.manage, async (c) => {
    const crisis = await viewed(c, 'manage');
    return crisis instanceof Response ? crisis : proposalPage(c, crisis);
  });

  pages.post(path, PAGE_ROLES.manage, async (c) => {
    const crisis = await viewed(c, 'manage');
    if (crisis instanceof Response) return crisis;
    const parsed = await parseForm(c, z.object({ digest: z.string() }));
    if (!parsed.ok) return proposalPage(c, crisis, 'changed_since');
    const applied = await applyProposal(c.get('ctx'), c.get('actor'), {
      crisisId: crisis.id,
      digest: parsed.value.digest,
    });
    if (applied.ok) return c.redirect(`/crises/${crisis.id}/roster?moved=${applied.value}`, 303);
    if (applied.error === 'not_found') return notFoundPage(c);
    if (applied.error === 'out_of_territory') return forbiddenPage(c);
    return proposalPage(c, crisis, applied.error);
  });
}

const copyForm = z.object({
  needs: z.array(z.uuid()).default([]),
  day: z.string().refine(isDateString, 'day_wrong'),
});

function copyPages(pages: Routes): void {
  const path = `${CRISIS_PATH}/needs/copy`;
  pages.get(path, PAGE_ROLES.manage, async (c) => {
    const crisis = await viewed(c, 'manage');
    if (crisis instanceof Response) return crisis;
    const usual = usualCopy(await needsOf(c.get('ctx').db, crisis.id));
    return copyPage(c, crisis, {
      values: { needs: usual?.ids.join('\n') ?? '', day: usual?.day ?? '' },
      errors: {},
    });
  });

  pages.post(path, PAGE_ROLES.manage, async (c) => {
    const crisis = await viewed(c, 'manage');
    if (crisis instanceof Response) return crisis;
    const parsed = await parseForm(c, copyForm);
    const m = assignmentTexts(c.get('lang')).copy;
    if (!parsed.ok) {
      const errors = translated(parsed.errors, m);
      return copyPage(c, crisis, { values: typed(parsed.raw), errors });
    }
    const { needs, day } = parsed.value;
    const copied = await copyNeeds(c.get('ctx'), c.get('actor'), {
      crisisId: crisis.id,
      needIds: needs,
      day,
    });
    if (copied.ok) return c.redirect(`/crises/${crisis.id}`, 303);
    const values = { needs: needs.join('\n'), day };
    if (copied.error === 'nothing_chosen') {
      return copyPage(c, crisis, { values, errors: { needs: m.nothing_chosen } });
    }
    const why = translated({ day: copied.error }, texts(c.get('lang')).need.errors).day ?? '';
    const errors = { day: m.refused(String(copied.detail?.position ?? ''), why) };
    return copyPage(c, crisis, { values, errors });
  });
}

async function copyPage(c: Request, crisis: Crisis, state: FormState): Promise<Response> {
  const { db } = c.get('ctx');
  const m = assignmentTexts(c.get('lang')).copy;
  const needs = (await needsOf(db, crisis.id)).filter(({ status }) => status !== 'cancelled');
  return page(c, {
    title: m.title,
    lead: m.lead,
    breadcrumbs: crumbs(c, crisis),
    mood: 'crisis',
    exercise: crisis.exercise,
    status: Object.keys(state.errors).length > 0 ? 422 : 200,
    body: (
      <CopyPage
        {...state}
        crisisId={crisis.id}
        needs={needs}
        sites={await sitesOf(db, crisis.id)}
      />
    ),
  });
}

async function proposalPage(c: Request, crisis: Crisis, refused?: ApplyRefusal): Promise<Response> {
  const ctx = c.get('ctx');
  const m = assignmentTexts(c.get('lang'));
  const proposal = await loadProposal(ctx, crisis.id);
  const ids = [...new Set(proposal.sharing.moves.map(({ personId }) => personId))];
  return page(c, {
    title: m.title,
    lead: m.lead,
    breadcrumbs: crumbs(c, crisis),
    mood: 'crisis',
    wide: true,
    exercise: crisis.exercise,
    status: refused ? 409 : 200,
    body: (
      <ProposalPage
        crisisId={crisis.id}
        proposal={proposal}
        people={await peopleByIds(ctx, ids)}
        refused={refused}
      />
    ),
  });
}
