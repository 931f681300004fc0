import { z } from 'zod';
import type { Request } from '#platform/http/env.ts';
import { parseForm } from '#platform/http/form.ts';
import { forbiddenPage, notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { peopleByIds } from '#services/volunteers/index.ts';
import { PAGE_ROLES } from '../policy.ts';
import type { Crisis } from '../queries/crises.ts';
import { crumbs, viewed } from '../routes/crises.tsx';
import { CRISIS_PATH } from '../routes/forms.ts';
import { type ApplyRefusal, applyProposal } from './apply.ts';
import { assignmentTexts } from './messages/index.ts';
import { loadProposal } from './proposal.ts';
import { ProposalPage } from './views/proposal-page.tsx';

/** Who goes where, proposed by the program and decided by the officer. */
export function assignmentPages(pages: Routes): void {
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
