import { z } from 'zod';
import { accountById } from '#platform/auth/index.ts';
import { downloadResponse } from '#platform/files/index.ts';
import type { Request } from '#platform/http/env.ts';
import { type FieldErrors, parseForm, typedTexts } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import type { AccountId } from '#platform/kernel/actor.ts';
import { claimLetter } from '../actions/claim-letter.ts';
import {
  claimToReview,
  codeForLetter,
  type Decision,
  decideClaim,
  noteOnClaim,
  type ReviewError,
} from '../actions/claim-review.ts';
import { type ClaimState, QUESTIONS, REFUSALS } from '../domain/claim.ts';
import { claimTexts } from '../messages/index.ts';
import { accountOf, REVIEWER_ROLES, reviewedDepartments } from '../policy.ts';
import { claimsToReview, notesOf } from '../queries/claims.ts';
import { ClaimQueue, ClaimReview, QUEUES, type Queue } from '../views/claim-review.tsx';

const PAGE_SIZE = 50;

const STATES: Readonly<Record<Queue, readonly ClaimState[]>> = {
  review: ['review', 'second'],
  letters: ['letter'],
  waiting: ['owner', 'question'],
};

const TEXT = z.string().max(2000, 'text_too_long').default('');

const decisionForm = z.object({
  decision: z.enum(
    ['accept', 'refuse', 'ask', 'propose_override', 'agree_override', 'reject_override'],
    'choice_missing',
  ),
  reason: z.enum(REFUSALS).default('not_officer'),
  question: z.enum(QUESTIONS).default('free'),
  text: TEXT,
});

export function claimReviewRoutes(pages: Routes): void {
  pages.get('/review/claims', REVIEWER_ROLES, async (c) => {
    const m = claimTexts(c.get('lang'));
    const queue = QUEUES.find((item) => item === c.req.query('queue')) ?? 'review';
    const number = Math.max(1, Math.trunc(Number(c.req.query('page'))) || 1);
    const { rows, total } = await claimsToReview(
      c.get('ctx').db,
      reviewedDepartments(c.get('actor')),
      STATES[queue],
      { limit: PAGE_SIZE, offset: (number - 1) * PAGE_SIZE },
    );
    const body = (
      <ClaimQueue
        queue={queue}
        claims={rows}
        total={total}
        page={number}
        pages={Math.ceil(total / PAGE_SIZE)}
      />
    );
    return page(c, { title: m.queueTitle, lead: m.queueLead, wide: true, body });
  });

  pages.get('/review/claims/:id', REVIEWER_ROLES, (c) => reviewPage(c, {}, {}));

  pages.post('/review/claims/:id', REVIEWER_ROLES, async (c) => {
    const parsed = await parseForm(c, decisionForm);
    if (!parsed.ok) return reviewPage(c, parsed.errors, typedTexts(parsed.raw));
    const { decision, reason, question, text } = parsed.value;
    const given: Decision =
      decision === 'refuse'
        ? { kind: decision, reason }
        : decision === 'ask'
          ? { kind: decision, question, text }
          : decision === 'propose_override'
            ? { kind: decision, reason: text }
            : { kind: decision };
    const done = await decideClaim(c.get('ctx'), c.get('actor'), c.req.param('id') ?? '', given);
    return done.ok
      ? backTo(c)
      : refused(c, done.error, done.error === 'text_missing' ? 'text' : 'decision', parsed.value);
  });

  pages.post('/review/claims/:id/notes', REVIEWER_ROLES, async (c) => {
    const parsed = await parseForm(c, z.object({ note: TEXT }));
    if (!parsed.ok) return reviewPage(c, parsed.errors, typedTexts(parsed.raw));
    const { note } = parsed.value;
    const done = await noteOnClaim(c.get('ctx'), c.get('actor'), c.req.param('id') ?? '', note);
    return done.ok ? backTo(c) : refused(c, done.error, 'note', { note });
  });

  pages.post('/review/claims/:id/letter', REVIEWER_ROLES, async (c) => {
    const ctx = c.get('ctx');
    const printed = await codeForLetter(ctx, c.get('actor'), c.req.param('id') ?? '');
    if (!printed.ok) return refused(c, printed.error, 'decision', {});
    const pdf = await claimLetter(ctx, printed.value.claim, printed.value.code);
    return c.body(new Uint8Array(pdf), 200, {
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="lettre.pdf"',
      'cache-control': 'private, no-store',
    });
  });

  pages.get('/review/claims/:id/document', REVIEWER_ROLES, async (c) => {
    const claim = await claimToReview(c.get('ctx'), c.get('actor'), c.req.param('id') ?? '');
    const answer = claim?.fileId ? await downloadResponse(c.get('ctx'), claim.fileId) : undefined;
    return answer ?? notFoundPage(c);
  });
}

function backTo(c: Request): Response {
  return c.redirect(`/review/claims/${c.req.param('id')}?saved`, 303);
}

function refused(
  c: Request,
  error: ReviewError,
  field: string,
  values: Readonly<Record<string, string>>,
): Response | Promise<Response> {
  return error === 'not_found' ? notFoundPage(c) : reviewPage(c, { [field]: error }, values);
}

async function reviewPage(
  c: Request,
  codes: FieldErrors,
  values: Readonly<Record<string, string>>,
): Promise<Response> {
  const ctx = c.get('ctx');
  const actor = c.get('actor');
  const claim = await claimToReview(ctx, actor, c.req.param('id') ?? '');
  if (!claim) return notFoundPage(c);
  const m = claimTexts(c.get('lang'));
  const nameOf = async (id: string | null) => {
    const account = id === null ? undefined : await accountById(ctx.db, id as AccountId);
    return account ? account.displayName || account.email : m.notFoundPerson;
  };
  const notes = await Promise.all(
    (await notesOf(ctx.db, claim.id)).map(async ({ authorId, ...note }) => ({
      ...note,
      author: await nameOf(authorId),
    })),
  );
  const messageOf = (code = '') =>
    m.errors[code as keyof typeof m.errors] ?? m.errors.choice_missing;
  const errors = Object.fromEntries(
    Object.entries(codes).map(([field, code]) => [field, messageOf(code)]),
  );
  return page(c, {
    title: m.reviewTitle(claim.organisationName),
    breadcrumbs: [{ text: m.queueTitle, href: '/review/claims' }],
    status: Object.keys(errors).length > 0 ? 422 : 200,
    body: (
      <ClaimReview
        claim={claim}
        person={await nameOf(claim.accountId)}
        notes={notes}
        proposer={claim.overrideBy ? await nameOf(claim.overrideBy) : ''}
        mayConfirm={claim.overrideBy !== accountOf(actor)}
        saved={c.req.query('saved') !== undefined}
        values={values}
        errors={errors}
      />
    ),
  });
}
