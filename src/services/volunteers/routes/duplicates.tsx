import { z } from 'zod';
import type { Request } from '#platform/http/env.ts';
import { parseForm } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import {
  type DecideError,
  decideMerge,
  findDuplicates,
  ownProposals,
  type ProposeError,
  proposeMerge,
  readProposal,
} from '../actions/duplicates.ts';
import { texts } from '../messages/index.ts';
import { DIRECTORY_ROLES, MERGE_ROLES } from '../policy.ts';
import { ComparePage, DuplicatesPage, OwnDuplicatePage } from '../views/duplicates.tsx';
import { withOwn } from './join.tsx';

const LIST = '/volunteers/duplicates';
const OWN = '/volunteer/duplicate';
const decision = z.object({ answer: z.enum(['yes', 'no']) });

export function duplicateRoutes(pages: Routes): void {
  pages.get(LIST, DIRECTORY_ROLES, (c) => listPage(c, undefined));

  pages.post(LIST, DIRECTORY_ROLES, async (c) => {
    const form = await parseForm(c, z.object({ one: z.string(), other: z.string() }));
    if (!form.ok) return listPage(c, 'not_found');
    const { one, other } = form.value;
    const proposed = await proposeMerge(c.get('ctx'), c.get('actor'), one, other);
    return proposed.ok ? c.redirect(`${LIST}?done=proposed`, 303) : listPage(c, proposed.error);
  });

  pages.get(`${LIST}/:id`, MERGE_ROLES, (c) => comparePage(c, undefined));

  pages.post(`${LIST}/:id`, MERGE_ROLES, async (c) => {
    const form = await parseForm(c, decision);
    if (!form.ok) return comparePage(c, undefined);
    const decided = await decide(c, form.value.answer);
    if (decided.ok) return c.redirect(`${LIST}?done=decided`, 303);
    if (decided.error === 'not_found') return notFoundPage(c);
    return comparePage(c, decided.error);
  });

  pages.get(OWN, 'signed_in', (c) => ownPage(c, undefined));

  pages.post(`${OWN}/:id`, 'signed_in', async (c) => {
    const form = await parseForm(c, decision);
    if (!form.ok) return ownPage(c, undefined);
    const decided = await decide(c, form.value.answer);
    if (decided.ok) return c.redirect('/volunteer', 303);
    return decided.error === 'not_found' ? notFoundPage(c) : ownPage(c, decided.error);
  });
}

function decide(c: Request, answer: 'yes' | 'no') {
  const id = c.req.param('id') ?? '';
  return decideMerge(c.get('ctx'), c.get('actor'), id, answer === 'yes' ? 'accept' : 'refuse');
}

async function listPage(c: Request, error: ProposeError | undefined): Promise<Response> {
  const m = texts(c.get('lang'));
  const done = c.req.query('done');
  const found = await findDuplicates(c.get('ctx'), c.get('actor'));
  return page(c, {
    title: m.duplicates.title,
    lead: m.duplicates.lead,
    status: error ? 422 : 200,
    wide: true,
    breadcrumbs: [{ text: m.staff.title, href: '/volunteers' }],
    body: (
      <DuplicatesPage
        {...found}
        done={done === 'proposed' || done === 'decided' ? done : undefined}
        error={error && m.duplicates.errors[error]}
      />
    ),
  });
}

async function comparePage(c: Request, error: DecideError | undefined): Promise<Response> {
  const proposal = await readProposal(c.get('ctx'), c.get('actor'), c.req.param('id') ?? '');
  const m = texts(c.get('lang'));
  if (!proposal) return error ? listPage(c, 'already_judged') : notFoundPage(c);
  return page(c, {
    title: m.duplicates.reviewTitle,
    lead: m.duplicates.reviewLead,
    status: error ? 422 : 200,
    wide: true,
    breadcrumbs: [
      { text: m.staff.title, href: '/volunteers' },
      { text: m.duplicates.title, href: LIST },
    ],
    body: <ComparePage proposal={proposal} error={error && m.duplicates.errors[error]} />,
  });
}

function ownPage(c: Request, error: DecideError | undefined): Promise<Response> {
  const m = texts(c.get('lang'));
  return withOwn(c, async (own) =>
    page(c, {
      title: m.duplicates.ownTitle,
      status: error ? 422 : 200,
      breadcrumbs: [{ text: m.profile.title, href: '/volunteer' }],
      body: (
        <OwnDuplicatePage
          proposals={await ownProposals(c.get('ctx'), own)}
          error={error && m.duplicates.errors[error]}
        />
      ),
    }),
  );
}
