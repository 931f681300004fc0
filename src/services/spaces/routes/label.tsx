import { downloadResponse } from '#platform/files/index.ts';
import type { Request } from '#platform/http/env.ts';
import { type FieldErrors, readForm, typedTexts } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { localDate } from '#platform/kernel/dates.ts';
import type { Result } from '#platform/kernel/result.ts';
import {
  type ApplyRefusal,
  appealDecision,
  beginApplication,
  mayAppeal,
  mayBegin,
  removeEvidence,
  saveAnswers,
  submitApplication,
  withdrawApplication,
} from '../actions/apply.ts';
import { labelToday } from '../actions/labelled.ts';
import { type Answers, CRITERIA, gapsOf, LONGEST_ANSWER } from '../domain/criteria.ts';
import { texts } from '../messages/index.ts';
import { DESK_ROLES, mayKeep, mayReview, REVIEWER_ROLES } from '../policy.ts';
import { type Application, evidenceOf, lastApplication } from '../queries/applications.ts';
import { labelEvents } from '../queries/label.ts';
import type { Space } from '../queries/spaces.ts';
import { LabelPage } from '../views/application.tsx';
import {
  breadcrumbsOf,
  keptSpace,
  parameter,
  SPACE,
  spaceAsked,
  translated,
  UUID,
} from './forms.ts';

/** Three documents of five megabytes, and the answers. */
const MAX_BYTES = 16 * 1024 * 1024;

export function labelRoutes(pages: Routes): void {
  pages.get(`${SPACE}/label`, DESK_ROLES, async (c) => {
    const space = await keptSpace(c);
    return space ? labelPage(c, space) : notFoundPage(c);
  });

  pages.post(`${SPACE}/label/begin`, DESK_ROLES, (c) =>
    act(c, (space) => beginApplication(c.get('ctx'), c.get('actor'), space)),
  );

  pages.post(
    `${SPACE}/label`,
    DESK_ROLES,
    async (c) => {
      const space = await keptSpace(c);
      return space ? saveForm(c, space) : notFoundPage(c);
    },
    { maxBytes: MAX_BYTES },
  );

  pages.post(`${SPACE}/label/withdraw`, DESK_ROLES, (c) =>
    act(c, (space) => withdrawApplication(c.get('ctx'), c.get('actor'), space)),
  );

  pages.post(`${SPACE}/label/appeal`, DESK_ROLES, async (c) => {
    const { appeal = '' } = typedTexts(await readForm(c));
    const reason = appeal.slice(0, LONGEST_ANSWER);
    return act(c, (space) => appealDecision(c.get('ctx'), c.get('actor'), space, reason), 'appeal');
  });

  pages.get(
    `${SPACE}/label/files/:file{${UUID}}`,
    [...DESK_ROLES, ...REVIEWER_ROLES],
    async (c) => {
      const space = await spaceAsked(c);
      const actor = c.get('actor');
      if (!space || !(mayKeep(actor, space) || mayReview(actor, space))) return notFoundPage(c);
      const ctx = c.get('ctx');
      const application = await lastApplication(ctx.db, space.id);
      const evidence = application ? await evidenceOf(ctx.db, application) : [];
      const file = evidence.find(({ fileId }) => fileId === parameter(c, 'file'));
      return (file && (await downloadResponse(ctx, file.fileId))) ?? notFoundPage(c);
    },
  );
}

async function act(
  c: Request,
  work: (space: Space) => Promise<Result<unknown, ApplyRefusal>>,
  field = 'state',
): Promise<Response> {
  const space = await keptSpace(c);
  if (!space) return notFoundPage(c);
  const done = await work(space);
  if (done.ok) return c.redirect(`/spaces/${space.id}/label`, 303);
  return labelPage(c, space, undefined, { [field]: done.error });
}

async function saveForm(c: Request, space: Space): Promise<Response> {
  const ctx = c.get('ctx');
  const actor = c.get('actor');
  const raw = await readForm(c);
  const typed = typedTexts(raw);
  const answers: Answers = Object.fromEntries(
    CRITERIA.map(({ id }) => [id, (typed[id] ?? '').trim().slice(0, LONGEST_ANSWER)]),
  );
  const files = CRITERIA.flatMap(({ id: criterion }) => {
    const file = raw[`file_${criterion}`];
    return file instanceof File && file.size > 0 ? [{ criterion, file }] : [];
  });
  const draft = { version: Number(typed.version), answers, files };
  const kept = await saveAnswers(ctx, actor, space, draft);
  if (!kept.ok) {
    const criterion = kept.detail?.criterion;
    const field = criterion === undefined ? 'state' : `file_${criterion}`;
    return labelPage(c, space, answers, { [field]: kept.error });
  }
  if (typed.remove) {
    await removeEvidence(ctx, space, typed.remove);
    return c.redirect(`/spaces/${space.id}/label`, 303);
  }
  if (typed.next !== 'submit') return c.redirect(`/spaces/${space.id}/label?said=saved`, 303);
  const sent = await submitApplication(ctx, actor, space);
  if (sent.ok) return c.redirect(`/spaces/${space.id}/label?said=sent`, 303);
  return labelPage(c, space, undefined, await errorsOf(c, kept.value, sent.error));
}

/** Of a request that cannot be sent: what is missing, question by question. */
async function errorsOf(
  c: Request,
  application: Application,
  error: ApplyRefusal,
): Promise<FieldErrors> {
  if (error !== 'incomplete') return { state: error };
  const evidence = await evidenceOf(c.get('ctx').db, application);
  const gaps = gapsOf(application.answers, new Set(evidence.map(({ criterion }) => criterion)));
  const { gaps: words } = texts(c.get('lang')).label;
  return Object.fromEntries(
    Object.entries(gaps)
      .filter(([, gap]) => gap === 'unanswered' || gap === 'evidence_missing')
      .map(([id, gap]) => [id, words[gap]]),
  );
}

async function labelPage(
  c: Request,
  space: Space,
  answers: Answers | undefined = undefined,
  errors: FieldErrors = {},
): Promise<Response> {
  const ctx = c.get('ctx');
  const m = texts(c.get('lang')).label;
  const application = await lastApplication(ctx.db, space.id);
  const label = await labelToday(ctx, space);
  const now = ctx.clock.now();
  const said = c.req.query('said');
  return page(c, {
    title: m.title,
    lead: m.lead,
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: breadcrumbsOf(c, space),
    body: (
      <LabelPage
        path={`/spaces/${space.id}/label`}
        label={label}
        events={await labelEvents(ctx.db, space.id)}
        application={application}
        evidence={application ? await evidenceOf(ctx.db, application) : []}
        mayBegin={mayBegin(label, application, localDate(now, space.timeZone))}
        mayAppeal={application !== undefined && mayAppeal(application, now)}
        answers={answers}
        errors={translated(c.get('lang'), errors)}
        said={said === 'saved' || said === 'sent' ? said : undefined}
      />
    ),
  });
}
