import { z } from 'zod';
import type { Request } from '#platform/http/env.ts';
import { type FieldErrors, parseForm, readForm, typedTexts } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { personOf } from '#platform/http/signed-in.ts';
import { isDateString } from '#platform/kernel/dates.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import {
  type AcceptRefusal,
  accept,
  invitationFor,
  invite,
  membersOf,
  noteTraining,
  removeMember,
} from '../actions/people.ts';
import { TOPICS } from '../domain/vocabularies.ts';
import { texts } from '../messages/index.ts';
import { DESK_ROLES } from '../policy.ts';
import { invitationsOf, SPACE_ROLES } from '../queries/people.ts';
import type { Space } from '../queries/spaces.ts';
import { PeoplePage } from '../views/people.tsx';
import { breadcrumbsOf, keptSpace, parameter, SPACE, UUID } from './forms.ts';

const PEOPLE = `${SPACE}/people`;
const INVITATION = `/spaces/invitations/:invitation{${UUID}}`;

export function peopleRoutes(pages: Routes): void {
  pages.get(PEOPLE, DESK_ROLES, async (c) => {
    const space = await keptSpace(c);
    return space ? peoplePage(c, space) : notFoundPage(c);
  });

  pages.post(`${PEOPLE}/invite`, DESK_ROLES, async (c) => {
    const space = await keptSpace(c);
    if (!space) return notFoundPage(c);
    const role = z.enum(SPACE_ROLES, 'role_missing');
    const form = await parseForm(c, z.object({ email: z.string(), role }));
    if (!form.ok) return peoplePage(c, space, typedTexts(form.raw), form.errors);
    const { email } = form.value;
    const lang = c.get('lang');
    const sent = await invite(c.get('ctx'), c.get('actor'), space, email, form.value.role, lang);
    return sent.ok ? saved(c, space) : peoplePage(c, space, form.value, { email: sent.error });
  });

  pages.post(`${PEOPLE}/training`, DESK_ROLES, async (c) => {
    const space = await keptSpace(c);
    if (!space) return notFoundPage(c);
    const form = await parseForm(c, trainingForm);
    if (!form.ok) return peoplePage(c, space, typedTexts(form.raw), form.errors);
    const { who: accountId, hours: minutes, ...training } = form.value;
    const noted = await noteTraining(c.get('ctx'), c.get('actor'), space, {
      ...training,
      accountId,
      minutes,
    });
    if (noted.ok) return saved(c, space);
    const field = noted.error === 'day_wrong' ? 'day' : 'who';
    return peoplePage(c, space, typedTexts(await readForm(c)), { [field]: noted.error });
  });

  pages.post(`${PEOPLE}/remove`, DESK_ROLES, async (c) => {
    const space = await keptSpace(c);
    if (!space) return notFoundPage(c);
    const { grant = '' } = typedTexts(await readForm(c));
    const isGone = await removeMember(c.get('ctx'), c.get('actor'), space, grant);
    return isGone ? saved(c, space) : peoplePage(c, space, {}, { who: 'not_found' });
  });

  pages.get(INVITATION, 'signed_in', async (c) => {
    const m = texts(c.get('lang')).people;
    const found = await invitationFor(
      c.get('ctx'),
      personOf(c).accountId,
      parameter(c, 'invitation'),
    );
    if (!found.ok) return refusedPage(c, found.error);
    const { invitation, space } = found.value;
    return page(c, {
      title: m.accept.title,
      body: (
        <Form>
          <p class="govuk-body-l">
            {m.accept.text(m.roles[invitation.role].toLowerCase(), space.name)}
          </p>
          <Button>{m.accept.button}</Button>
        </Form>
      ),
    });
  });

  pages.post(INVITATION, 'signed_in', async (c) => {
    const accepted = await accept(c.get('ctx'), c.get('actor'), parameter(c, 'invitation'));
    if (accepted.ok) return c.redirect(`/spaces/${accepted.value.id}`, 303);
    return refusedPage(c, accepted.error);
  });
}

const trainingForm = z.object({
  who: z.uuid('who_missing'),
  topic: z.enum(TOPICS, 'topic_missing'),
  trainer: z.string().trim().max(120).default(''),
  day: z.string().refine(isDateString, 'day_wrong'),
  /** "3,5" is 210 minutes. */
  hours: z
    .string()
    .transform((text) => Math.round(Number(text.trim().replace(',', '.')) * 60))
    .refine((minutes) => minutes >= 15 && minutes <= 30_000, 'hours_wrong'),
});

function saved(c: Request, space: Space): Response {
  return c.redirect(`/spaces/${space.id}/people?saved=1`, 303);
}

function refusedPage(c: Request, error: AcceptRefusal): Response {
  if (error === 'not_found') return notFoundPage(c);
  const m = texts(c.get('lang')).people.accept;
  return page(c, {
    title: m.title,
    status: 410,
    body: (
      <Notice tone="caution">
        <p>{m[error]}</p>
      </Notice>
    ),
  });
}

async function peoplePage(
  c: Request,
  space: Space,
  values: Readonly<Record<string, string>> = {},
  errors: FieldErrors = {},
): Promise<Response> {
  const ctx = c.get('ctx');
  const m = texts(c.get('lang')).people;
  return page(c, {
    title: m.title,
    lead: m.lead,
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: breadcrumbsOf(c, space),
    body: (
      <PeoplePage
        path={`/spaces/${space.id}/people`}
        members={await membersOf(ctx, space)}
        invitations={await invitationsOf(ctx.db, space.id, ctx.clock.now())}
        values={values}
        errors={Object.fromEntries(
          Object.entries(errors).map(([field, code]) => [
            field,
            m.errors[code ?? ''] ?? code ?? '',
          ]),
        )}
        saved={c.req.query('saved') !== undefined}
      />
    ),
  });
}
