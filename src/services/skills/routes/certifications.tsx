import { z } from 'zod';
import { download } from '#platform/http/download.ts';
import type { Request } from '#platform/http/env.ts';
import { parseForm, readForm, typedTexts } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { personOf } from '#platform/http/signed-in.ts';
import type { AccountId } from '#platform/kernel/actor.ts';
import { isDateString } from '#platform/kernel/dates.ts';
import { script } from '#platform/ui/assets.ts';
import { appeal } from '../actions/appeal.ts';
import { enrol, priceOf, withdraw } from '../actions/enrol.ts';
import {
  enrolmentsOf,
  located,
  sessionsToCome,
  supervisedSession,
} from '../actions/find-sessions.ts';
import { showPortfolio } from '../actions/portfolio.ts';
import { arrive, settle, tellRoom } from '../actions/room.ts';
import {
  certificateSheet,
  certificatesHeld,
  issueCertificate,
  resultShown,
} from '../certificates/certificate.ts';
import { SIGNS } from '../domain/sessions/session.ts';
import type { PriceOffer } from '../domain/vouchers/discount.ts';
import { texts } from '../messages/index.ts';
import { learnerOf } from '../policy.ts';
import { candidateOf } from '../queries/candidates.ts';
import { portfolioNamed, portfolioOf } from '../queries/portfolios.ts';
import { type SessionRow, sessionById } from '../queries/sessions.ts';
import { Portfolio } from '../views/sessions/portfolio.tsx';
import { SessionList } from '../views/sessions/session-list.tsx';
import { SessionPage } from '../views/sessions/session-page.tsx';
import { sessionErrorText } from './session-errors.ts';

const UUID = '[0-9a-f]{8}-[0-9a-f-]{27}';
const SESSION = `/certifications/:id{${UUID}}`;
export const LIVE = script(
  'session-live.js',
  new URL('../views/sessions/session-live.client.ts', import.meta.url),
);

const enrolment = z
  .object({
    name: z.string('name_missing').trim().min(3, 'name_missing').max(120, 'name_missing'),
    birth_date: z.string('date_missing').refine(isDateString, 'date_missing'),
    code: z.string().trim().max(60, 'code_mistyped').default(''),
    extra_time: z.string().optional(),
  })
  .transform(({ name, birth_date, code, extra_time }) => ({
    name,
    birthDate: birth_date,
    code,
    extraTime: extra_time !== undefined,
  }));

/** Which field a refusal is about; the form as a whole when none is. */
const FIELD_OF: Readonly<Record<string, string>> = {
  name_missing: 'name',
  date_missing: 'birth_date',
  too_young: 'birth_date',
};

/** For candidates: find a session, enrol, sit the test, have the certificate. */
export function certificationRoutes(pages: Routes): void {
  pages.get('/certifications', 'public', async (c) => {
    const { ctx, actor, lang } = c.var;
    const m = texts(lang).sessions;
    const accountId = learnerOf(actor);
    const slug = accountId && (await portfolioOf(ctx.db, accountId));
    return page(c, {
      title: m.title,
      lead: m.lead,
      body: (
        <SessionList
          coming={await sessionsToCome(ctx)}
          mine={accountId ? await enrolmentsOf(ctx, accountId) : []}
          signedIn={accountId !== undefined}
          portfolio={slug ? `/portfolio/${slug}` : undefined}
        />
      ),
    });
  });

  pages.post('/certifications/portfolio', 'signed_in', async (c) => {
    const { open } = await readForm(c);
    await showPortfolio(c.get('ctx'), personOf(c).accountId, open === 'yes');
    return c.redirect('/certifications', 303);
  });

  pages.get('/portfolio/:slug{[0-9a-z-]{15}}', 'public', async (c) => {
    const { ctx, lang } = c.var;
    c.header('X-Robots-Tag', 'noindex');
    const accountId = await portfolioNamed(ctx.db, c.req.param('slug') ?? '');
    if (!accountId) return notFoundPage(c);
    const held = await certificatesHeld(ctx, accountId);
    return page(c, {
      title: texts(lang).sessions.portfolioTitle,
      body: <Portfolio certificates={held} />,
    });
  });

  pages.get(SESSION, 'public', (c) => within(c, (session) => sessionPage(c, session)));

  pages.post(`${SESSION}/price`, 'signed_in', (c) =>
    within(c, async (session) => {
      const form = await parseForm(c, enrolment);
      const values = typedTexts(form.ok ? await readForm(c) : form.raw);
      if (!form.ok) return sessionPage(c, session, { values, errors: coded(c, form.errors) });
      const offer = await priceOf(c.get('ctx'), personOf(c).accountId, session.id, form.value);
      if (offer.ok) return sessionPage(c, session, { values, offer: offer.value });
      const field = FIELD_OF[offer.error] ?? 'code';
      return sessionPage(c, session, { values, errors: { [field]: sessionErrorText(c, offer) } });
    }),
  );

  pages.post(`${SESSION}/enrol`, 'signed_in', (c) =>
    within(c, async (session) => {
      const form = await parseForm(c, enrolment);
      const values = typedTexts(form.ok ? await readForm(c) : form.raw);
      if (!form.ok) return sessionPage(c, session, { values, errors: coded(c, form.errors) });
      const { ctx, lang } = c.var;
      const done = await enrol(ctx, personOf(c).accountId, session.id, { ...form.value, lang });
      if (done.ok) return c.redirect(`/certifications/${session.id}`, 303);
      const field = FIELD_OF[done.error] ?? 'code';
      const now = (await sessionById(ctx.db, session.id)) ?? session;
      return sessionPage(c, now, { values, errors: { [field]: sessionErrorText(c, done) } });
    }),
  );

  pages.post(`${SESSION}/withdraw`, 'signed_in', (c) =>
    within(c, async (session) => {
      await withdraw(c.get('ctx'), personOf(c).accountId, session.id);
      return c.redirect(`/certifications/${session.id}`, 303);
    }),
  );

  pages.post(`${SESSION}/arrive`, 'signed_in', (c) =>
    within(c, async (session) => {
      const { access_code = '' } = typedTexts(await readForm(c));
      const here = await arrive(c.get('ctx'), personOf(c).accountId, session.id, access_code);
      if (here.ok) return c.redirect(`/certifications/${session.id}`, 303);
      return sessionPage(c, session, { seat: { access_code: sessionErrorText(c, here) } });
    }),
  );

  pages.post(`${SESSION}/flag`, 'signed_in', (c) =>
    within(c, async (session) => {
      await tell(c, session, 'flag');
      return c.redirect(`/certifications/${session.id}?done=flagged`, 303);
    }),
  );

  pages.post(`${SESSION}/signs`, 'signed_in', (c) =>
    within(c, async (session) => {
      const form = await parseForm(c, z.object({ kind: z.enum(SIGNS) }));
      if (!form.ok) return c.body(null, 422);
      await tell(c, session, form.value.kind);
      return c.body(null, 204);
    }),
  );

  pages.post(`${SESSION}/appeal`, 'signed_in', (c) =>
    within(c, async (session) => {
      const { event, text = '' } = typedTexts(await readForm(c));
      const what = event === 'withdraw' ? 'withdraw' : 'file';
      const { accountId } = personOf(c);
      const said = await appeal(c.get('ctx'), accountId, session.id, what, text);
      if (said.ok) return c.redirect(`/certifications/${session.id}`, 303);
      return sessionPage(c, session, { seat: { text: sessionErrorText(c, said) } });
    }),
  );

  pages.get(`${SESSION}/certificate.pdf`, 'signed_in', async (c) => {
    const { ctx, lang } = c.var;
    const id = c.req.param('id') ?? '';
    const body = await certificateSheet(ctx, personOf(c).accountId, id, lang);
    if (!body) return notFoundPage(c);
    const name = lang === 'fr' ? 'certificat-numerique.pdf' : 'digital-skills.pdf';
    return download(c, { name, type: 'application/pdf', body });
  });
}

async function within(c: Request, then: (session: SessionRow) => Response | Promise<Response>) {
  const session = await sessionById(c.get('ctx').db, c.req.param('id') ?? '');
  return session ? then(session) : notFoundPage(c);
}

async function tell(c: Request, { id }: SessionRow, kind: Parameters<typeof tellRoom>[2]) {
  const { ctx } = c.var;
  const candidate = await candidateOf(ctx.db, id, { accountId: personOf(c).accountId });
  if (candidate?.attemptId) await tellRoom(ctx, candidate.attemptId, kind);
}

function coded(c: Request, errors: Readonly<Partial<Record<string, string>>>) {
  return Object.fromEntries(
    Object.entries(errors).map(([field, error = '']) => [field, sessionErrorText(c, { error })]),
  );
}

interface Said {
  readonly values?: Readonly<Record<string, string>>;
  readonly errors?: Readonly<Record<string, string>>;
  readonly offer?: PriceOffer;
  /** Sentences about the forms of whoever is enrolled. */
  readonly seat?: Readonly<Record<string, string>>;
}

async function sessionPage(c: Request, session: SessionRow, said: Said = {}): Promise<Response> {
  const { ctx, actor, lang } = c.var;
  const { values = {}, errors = {}, offer } = said;
  const accountId = learnerOf(actor);
  const path = `/certifications/${session.id}`;
  const m = texts(lang).sessions;
  const where = await located(ctx, session);
  const failed = Object.keys({ ...errors, ...said.seat }).length > 0;
  const seat = accountId && (await seatOf(c, session, accountId));
  return page(c, {
    title: `${where.space} · ${m.kind}`,
    ownHeading: true,
    breadcrumbs: [{ text: m.title, href: '/certifications' }],
    status: failed ? 422 : 200,
    body: (
      <>
        <SessionPage
          {...where}
          signedIn={accountId !== undefined}
          supervises={(await supervisedSession(ctx, actor, session.id)) !== undefined}
          seat={seat ? { ...seat, errors: said.seat ?? {} } : undefined}
          form={{ path, values, errors, offer }}
          flagged={c.req.query('done') === 'flagged'}
        />
        {seat && session.state === 'open' ? (
          <script type="module" src={LIVE()} nonce={c.get('nonce')} />
        ) : null}
      </>
    ),
  });
}

/** Where somebody stands; a test that has ended by itself gives its certificate here too. */
async function seatOf(c: Request, session: SessionRow, accountId: AccountId) {
  const { ctx, lang } = c.var;
  const which = { accountId };
  const before = await candidateOf(ctx.db, session.id, which);
  if (before?.state === 'admitted') await settle(ctx, before.id);
  const candidate = await candidateOf(ctx.db, session.id, which);
  if (!candidate || candidate.state === 'withdrawn') return undefined;
  const result = resultShown(candidate);
  return {
    path: `/certifications/${session.id}`,
    candidate,
    open: session.state === 'open',
    result,
    code: result && (await issueCertificate(ctx, candidate, lang))?.code,
  };
}
