import { z } from 'zod';
import { accountById } from '#platform/auth/index.ts';
import { communeByCode } from '#platform/geo/index.ts';
import type { Request } from '#platform/http/env.ts';
import { parseForm } from '#platform/http/form.ts';
import { errorPage, notFoundPage, page } from '#platform/http/pages.tsx';
import { routes } from '#platform/http/routes.ts';
import { personOf } from '#platform/http/signed-in.ts';
import type { AccountId } from '#platform/kernel/actor.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { allows } from '#platform/kernel/transitions.ts';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { searchAssociations } from '../actions/search.ts';
import { packIds } from '../domain/eligibility/index.ts';
import {
  countsAsEligible,
  LIFE,
  mayRenew,
  OWN_EVENTS,
  REVIEW_EVENTS,
  reviewMove,
} from '../domain/eligibility/life.ts';
import { mayReview, REVIEWER_ROLES, reviewedDepartments } from '../policy.ts';
import {
  askDecision,
  checkNow,
  isOwn,
  type OwnError,
  ownStep,
  type ReviewError,
  readDecision,
  review,
} from './actions.ts';
import { attestationOf } from './attestation-kind.ts';
import { attestationPages } from './attestation-routes.tsx';
import { eligibilityTexts } from './messages/index.ts';
import { type StoredDecision, selectQueue, selectSteps } from './queries.ts';
import { CheckPage, FindPage } from './views/check.tsx';
import { DecisionPage } from './views/decision.tsx';
import { QueuePage } from './views/queue.tsx';

const FOUND = 20;
const PAGE_SIZE = 25;
const PROGRAMME = 'associations-1901';

const site = routes();

site.get('/eligibility', 'public', async (c) => {
  const m = eligibilityTexts(c.get('lang'));
  const q = (c.req.query('q') ?? '').slice(0, 200).trim();
  const anywhere = { department: '', communeCode: '', theme: '' };
  const { rows } =
    q === '' ? { rows: [] } : await searchAssociations(c.get('ctx'), { q, ...anywhere });
  const found = rows.slice(0, FOUND).map((row) => ({
    id: row.id,
    name: row.name,
    number: row.rna ?? row.siren ?? row.legacyNumber ?? row.localRegister ?? '',
    place: communeByCode(row.communeCode)?.name ?? row.communeName,
  }));
  const body = <FindPage q={q} pack={packOf(c.req.query('pack'))} found={found} />;
  return page(c, { title: m.title, lead: m.lead, body });
});

function packOf(text: string | undefined): string {
  return text !== undefined && packIds().includes(text) ? text : PROGRAMME;
}

site.get('/eligibility/queue', REVIEWER_ROLES, async (c) => {
  const m = eligibilityTexts(c.get('lang'));
  const at = Math.max(1, Math.trunc(Number(c.req.query('page'))) || 1);
  const window = { limit: PAGE_SIZE, offset: (at - 1) * PAGE_SIZE };
  const departments = reviewedDepartments(c.get('actor'));
  const { rows, total } = await selectQueue(c.get('ctx').db, departments, window);
  const body = <QueuePage waiting={rows} page={at} pages={Math.ceil(total / PAGE_SIZE)} />;
  return page(c, { title: m.queueTitle, lead: m.queueLead, wide: true, body });
});

const crumbs = (c: Request) => [
  { text: eligibilityTexts(c.get('lang')).title, href: '/eligibility' },
];

site.get('/eligibility/check/:organisation', 'public', async (c) => {
  const m = eligibilityTexts(c.get('lang'));
  const id = c.req.param('organisation') ?? '';
  const checked = await checkNow(c.get('ctx'), id, packOf(c.req.query('pack')));
  if (!checked.ok) return uncheckable(c, checked.error);
  const { record, pack, decision } = checked.value;
  return page(c, {
    title: m.checkTitle,
    lead: record.facts.name,
    breadcrumbs: crumbs(c),
    body: (
      <CheckPage organisationId={id} name={record.facts.name} pack={pack} decision={decision} />
    ),
  });
});

function uncheckable(c: Request, error: 'not_found' | 'unknown_pack' | 'not_an_association') {
  if (error !== 'not_an_association') return notFoundPage(c);
  const m = eligibilityTexts(c.get('lang'));
  const body = (
    <EmptyState title={m.notAssociation}>
      <p>{m.notAssociationHelp}</p>
    </EmptyState>
  );
  return page(c, { title: m.checkTitle, breadcrumbs: crumbs(c), status: 422, body });
}

const asking = z.object({ pack: z.string().max(100).default(PROGRAMME) });

site.post('/eligibility/check/:organisation', 'signed_in', async (c) => {
  const parsed = await parseForm(c, asking);
  if (!parsed.ok) return errorPage(c, 'bad_request', 400);
  const id = c.req.param('organisation') ?? '';
  const asked = await askDecision(c.get('ctx'), personOf(c), id, packOf(parsed.value.pack));
  if (!asked.ok) return uncheckable(c, asked.error);
  return c.redirect(`/eligibility/${asked.value}`, 303);
});

site.get('/eligibility/:decision', 'signed_in', async (c) => {
  const decision = await readDecision(c.get('ctx'), c.get('actor'), c.req.param('decision') ?? '');
  return decision ? decisionPage(c, decision, null, { event: '', note: '' }) : notFoundPage(c);
});

const NOTE = z.string().max(4000).default('');
const ownForm = z.object({ event: z.enum(OWN_EVENTS), note: NOTE });
const reviewForm = z.object({ event: z.enum(REVIEW_EVENTS), note: NOTE });

site.post('/eligibility/:decision/own', 'signed_in', async (c) => {
  const parsed = await parseForm(c, ownForm);
  if (!parsed.ok) return errorPage(c, 'bad_request', 400);
  const { event, note } = parsed.value;
  const id = c.req.param('decision') ?? '';
  const done = await ownStep(c.get('ctx'), personOf(c), id, event, note);
  return done.ok
    ? c.redirect(`/eligibility/${id}?saved`, 303)
    : again(c, id, done.error, parsed.value);
});

site.post('/eligibility/:decision/review', REVIEWER_ROLES, async (c) => {
  const id = c.req.param('decision') ?? '';
  const parsed = await parseForm(c, reviewForm);
  if (!parsed.ok) {
    const { event, note } = parsed.raw;
    const text = (value: unknown) => (typeof value === 'string' ? value : '');
    return again(c, id, 'transition_not_allowed', { event: text(event), note: text(note) });
  }
  const { event, note } = parsed.value;
  const done = await review(c.get('ctx'), personOf(c), id, event, note);
  return done.ok
    ? c.redirect(`/eligibility/${id}?saved`, 303)
    : again(c, id, done.error, parsed.value);
});

/** The same page with what was typed, and why it was not taken. */
async function again(
  c: Request,
  id: string,
  error: OwnError | ReviewError,
  values: { readonly event: string; readonly note: string },
): Promise<Response> {
  const decision = await readDecision(c.get('ctx'), c.get('actor'), id);
  if (!decision || error === 'not_found') return notFoundPage(c);
  return decisionPage(c, decision, error, values);
}

async function decisionPage(
  c: Request,
  decision: StoredDecision,
  error: OwnError | ReviewError | null,
  values: { readonly event: string; readonly note: string },
  seats: { readonly typed: string; readonly error?: string } = { typed: '' },
): Promise<Response> {
  const { db, clock } = c.get('ctx');
  const m = eligibilityTexts(c.get('lang'));
  const person = personOf(c);
  const own = isOwn(person, decision);
  const reviews = mayReview(person, decision.department) && decision.askedBy !== person.accountId;
  const today = localDate(clock.now());
  const entitled = own && countsAsEligible(decision.state);
  const body = (
    <DecisionPage
      decision={decision}
      steps={await selectSteps(db, decision.id)}
      secondName={await nameOf(c, decision.secondReviewer)}
      own={(own && OWN_EVENTS.find((event) => allows(LIFE, decision.state, event))) || null}
      acts={
        reviews
          ? REVIEW_EVENTS.filter((event) => reviewMove(decision, event, person.accountId).ok)
          : []
      }
      reviews={reviews}
      mayRenew={own && mayRenew(decision.state, decision.expiresOn, today)}
      saved={c.req.query('saved') !== undefined}
      error={
        error && {
          field: error === 'note_missing' ? 'note' : 'event',
          text: m.errors[error],
        }
      }
      values={values}
      refused={entitled ? undefined : seats.error}
      attestation={
        entitled
          ? {
              decisionId: decision.id,
              held: await attestationOf(c.get('ctx'), decision),
              typed: seats.typed,
              error: seats.error,
            }
          : undefined
      }
    />
  );
  return page(c, {
    title: m.checkTitle,
    lead: decision.organisationName,
    breadcrumbs: crumbs(c),
    status: error || seats.error ? 422 : 200,
    body,
  });
}

attestationPages(site, async (c, typed, error) => {
  const decision = await readDecision(c.get('ctx'), c.get('actor'), c.req.param('decision') ?? '');
  if (!decision) return notFoundPage(c);
  return decisionPage(c, decision, null, { event: '', note: '' }, { typed, error });
});

async function nameOf(c: Request, accountId: string | null): Promise<string | null> {
  if (accountId === null) return null;
  const account = await accountById(c.get('ctx').db, accountId as AccountId);
  return account?.displayName || eligibilityTexts(c.get('lang')).somebody;
}

export const eligibilityPages = site.hono;
