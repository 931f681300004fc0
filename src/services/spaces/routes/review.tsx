import { z } from 'zod';
import type { Request } from '#platform/http/env.ts';
import { type FieldErrors, parseForm, typedTexts } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { personOf } from '#platform/http/signed-in.ts';
import { allows } from '#platform/kernel/transitions.ts';
import { labelToday } from '../actions/labelled.ts';
import {
  actOnLabel,
  LABEL_ACTS,
  READINGS,
  READINGS_IN,
  readApplication,
} from '../actions/review.ts';
import { LONGEST_ANSWER } from '../domain/criteria.ts';
import { IN_REVIEW, LABEL, mayRead } from '../domain/label.ts';
import { texts } from '../messages/index.ts';
import { mayReview, REVIEWER_ROLES, reachedBy } from '../policy.ts';
import { applicationsIn, evidenceOf, lastApplication } from '../queries/applications.ts';
import type { Space } from '../queries/spaces.ts';
import { ReviewPage, ReviewQueue } from '../views/review.tsx';
import { SPACE, spaceAsked, translated } from './forms.ts';

export function reviewRoutes(pages: Routes): void {
  pages.get('/spaces/label-queue', REVIEWER_ROLES, async (c) => {
    const actor = personOf(c);
    const { everywhere, departments } = reachedBy(actor, REVIEWER_ROLES);
    const applications = await applicationsIn(
      c.get('ctx').db,
      [...IN_REVIEW],
      everywhere ? undefined : departments,
    );
    const m = texts(c.get('lang')).review;
    return page(c, {
      title: m.title,
      lead: m.lead,
      wide: true,
      body: (
        <ReviewQueue
          queue={applications
            .filter((one) => mayReview(actor, { ...one, id: one.spaceId }))
            .map((application) => ({
              application,
              mine: mayRead(application.state, application, actor.accountId),
            }))}
        />
      ),
    });
  });

  pages.get(`${SPACE}/review`, REVIEWER_ROLES, async (c) => {
    const space = await reviewedSpace(c);
    return space ? reviewPage(c, space) : notFoundPage(c);
  });

  pages.post(`${SPACE}/review`, REVIEWER_ROLES, async (c) => {
    const space = await reviewedSpace(c);
    if (!space) return notFoundPage(c);
    const form = await parseForm(
      c,
      z.object({
        reading: z.enum(READINGS, 'reading_missing'),
        note: z.string().trim().max(LONGEST_ANSWER, 'text_long').default(''),
      }),
    );
    if (!form.ok) return reviewPage(c, space, typedTexts(form.raw), form.errors);
    const { reading, note } = form.value;
    const read = await readApplication(c.get('ctx'), c.get('actor'), space.id, reading, note);
    if (read.ok) return c.redirect('/spaces/label-queue', 303);
    const field = read.error === 'note_missing' ? 'note' : 'reading';
    return reviewPage(c, space, form.value, { [field]: read.error });
  });

  pages.post(`${SPACE}/review/label`, REVIEWER_ROLES, async (c) => {
    const space = await reviewedSpace(c);
    if (!space) return notFoundPage(c);
    const form = await parseForm(
      c,
      z.object({
        act: z.enum(LABEL_ACTS, 'reading_missing'),
        reason: z.string().trim().max(LONGEST_ANSWER, 'text_long').default(''),
      }),
    );
    if (!form.ok) return reviewPage(c, space, typedTexts(form.raw), form.errors);
    const { act, reason } = form.value;
    const acted = await actOnLabel(c.get('ctx'), c.get('actor'), space.id, act, reason);
    if (acted.ok) return c.redirect(`/spaces/${space.id}/review?done=1`, 303);
    const field = acted.error === 'note_missing' ? 'reason' : 'act';
    return reviewPage(c, space, form.value, { [field]: acted.error });
  });
}

async function reviewedSpace(c: Request): Promise<Space | undefined> {
  const space = await spaceAsked(c);
  return space && mayReview(c.get('actor'), space) ? space : undefined;
}

async function reviewPage(
  c: Request,
  space: Space,
  values: Readonly<Record<string, string>> = {},
  errors: FieldErrors = {},
): Promise<Response> {
  const ctx = c.get('ctx');
  const { review: m } = texts(c.get('lang'));
  const last = await lastApplication(ctx.db, space.id);
  // What the space has not sent is its own.
  const application = last?.submittedAt ? last : undefined;
  const label = await labelToday(ctx, space);
  const readings = (application && READINGS_IN[application.state]) ?? [];
  const mine =
    application !== undefined && mayRead(application.state, application, personOf(c).accountId);
  return page(c, {
    title: space.name,
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: [{ text: m.title, href: '/spaces/label-queue' }],
    body: (
      <ReviewPage
        spaceId={space.id}
        label={label}
        application={application}
        evidence={application ? await evidenceOf(ctx.db, application) : []}
        readings={mine ? readings : []}
        hasRead={readings.length > 0 && !mine}
        acts={LABEL_ACTS.filter((one) => allows(LABEL, label.state, one))}
        values={values}
        errors={translated(c.get('lang'), errors)}
        done={c.req.query('done') !== undefined}
      />
    ),
  });
}
