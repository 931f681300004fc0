import { z } from 'zod';
import type { Request } from '#platform/http/env.ts';
import { parseForm } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import { peopleOf, removeColleague } from '../actions/people.ts';
import { claimTexts } from '../messages/index.ts';
import { accountOf, mayAnswerFor } from '../policy.ts';
import { selectFacts } from '../queries/organisations.ts';
import { People } from '../views/people.tsx';

/** Those who act for an association, for its owners. */
export function peopleRoutes(pages: Routes): void {
  pages.get('/associations/:id/people', 'signed_in', (c) => peoplePage(c));

  pages.post('/associations/:id/people/remove', 'signed_in', async (c) => {
    const id = c.req.param('id') ?? '';
    const form = await parseForm(c, z.object({ grant: z.uuid() }));
    if (!isUuid(id) || !form.ok) return notFoundPage(c);
    const removed = await removeColleague(c.get('ctx'), c.get('actor'), id, form.value.grant);
    if (removed.ok) return c.redirect(`/associations/${id}/people?removed`, 303);
    return removed.error === 'own_role' ? peoplePage(c, removed.error) : notFoundPage(c);
  });
}

async function peoplePage(c: Request, problem?: 'own_role'): Promise<Response> {
  const ctx = c.get('ctx');
  const actor = c.get('actor');
  const id = c.req.param('id') ?? '';
  const facts = isUuid(id) && mayAnswerFor(actor, id) ? await selectFacts(ctx.db, id) : undefined;
  if (!facts) return notFoundPage(c);
  const m = claimTexts(c.get('lang'));
  return page(c, {
    title: m.peopleTitle(facts.name),
    lead: m.peopleLead,
    breadcrumbs: [{ text: m.mineTitle, href: '/claims' }],
    status: problem ? 422 : 200,
    body: (
      <People
        people={await peopleOf(ctx, id)}
        self={accountOf(actor)}
        path={`/associations/${id}/people`}
        notice={c.req.query('removed') !== undefined ? m.removed : undefined}
        problem={problem && m.errors[problem]}
      />
    ),
  });
}
