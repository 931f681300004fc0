import { z } from 'zod';
import { normaliseEmail } from '#platform/auth/index.ts';
import type { Request } from '#platform/http/env.ts';
import { parseForm } from '#platform/http/form.ts';
import { forbiddenPage, notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { mayOnCrisis } from '../policy.ts';
import { typed } from '../routes/forms.ts';
import { dismissLeader, leadersOf, nameLeader } from './leaders.ts';
import { attendanceTexts } from './messages/index.ts';
import { NAMING_ROLES } from './policy.ts';
import { type Place, placeOf, SITE_PATH } from './site.ts';
import { LeadersPage } from './views/leaders-page.tsx';

const LEADERS_PATH = `${SITE_PATH}/leaders`;

const nameForm = z.object({
  email: z
    .string('email_missing')
    .trim()
    .min(1, 'email_missing')
    .transform((text, check) => {
      const email = normaliseEmail(text);
      if (email) return email;
      check.addIssue({ code: 'custom', message: 'email_wrong' });
      return z.NEVER;
    }),
});

/** An officer names who receives people at one site. */
export function leaderPages(pages: Routes): void {
  pages.get(LEADERS_PATH, NAMING_ROLES, async (c) => {
    const place = await managedPlace(c);
    return place instanceof Response ? place : leadersPage(c, place);
  });

  pages.post(LEADERS_PATH, NAMING_ROLES, async (c) => {
    const place = await managedPlace(c);
    if (place instanceof Response) return place;
    const form = await parseForm(c, nameForm);
    if (!form.ok) {
      return leadersPage(c, place, {
        email: typed(form.raw).email ?? '',
        error: form.errors.email,
      });
    }
    const { email } = form.value;
    const named = await nameLeader(c.get('ctx'), c.get('actor'), place.site, {
      email,
      lang: c.get('lang'),
    });
    if (named.ok) {
      return c.redirect(`${place.path}/leaders?named=${encodeURIComponent(email)}`, 303);
    }
    switch (named.error) {
      case 'not_found':
        return notFoundPage(c);
      case 'out_of_territory':
        return forbiddenPage(c);
      case 'crisis_over':
        return leadersPage(c, place, { email, error: named.error });
    }
  });

  pages.post(`${LEADERS_PATH}/dismiss`, NAMING_ROLES, async (c) => {
    const place = await managedPlace(c);
    if (place instanceof Response) return place;
    const form = await parseForm(c, z.object({ grant: z.uuid() }));
    const grant = form.ok ? form.value.grant : '';
    const done = await dismissLeader(c.get('ctx'), c.get('actor'), place.site, grant);
    // Taken away already: the list says so.
    return c.redirect(`${place.path}/leaders${done.ok ? '?dismissed' : ''}`, 303);
  });
}

async function managedPlace(c: Request): Promise<Place | Response> {
  const place = await placeOf(c);
  if (place instanceof Response) return place;
  return mayOnCrisis(c.get('actor'), 'manage', place.crisis) ? place : forbiddenPage(c);
}

async function leadersPage(
  c: Request,
  { crisis, site, path }: Place,
  refused: { readonly email?: string; readonly error?: string | undefined } = {},
): Promise<Response> {
  const m = attendanceTexts(c.get('lang')).leaders;
  const sentences: Readonly<Record<string, string>> = m.errors;
  const named = c.req.query('named');
  return page(c, {
    title: m.title(site.name),
    lead: m.lead,
    breadcrumbs: [
      { text: crisis.title, href: `/crises/${crisis.id}` },
      { text: site.name, href: path },
    ],
    mood: 'crisis',
    exercise: crisis.exercise,
    status: refused.error ? 422 : 200,
    body: (
      <LeadersPage
        leaders={await leadersOf(c.get('ctx'), site.id)}
        path={`${path}/leaders`}
        email={refused.email ?? ''}
        error={refused.error && sentences[refused.error]}
        notice={
          c.req.query('dismissed') !== undefined ? m.dismissed : named ? m.done(named) : undefined
        }
      />
    ),
  });
}
