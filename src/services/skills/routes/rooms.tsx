import { z } from 'zod';
import type { Request } from '#platform/http/env.ts';
import { parseForm, readForm, typedTexts } from '#platform/http/form.ts';
import { forbiddenPage, notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { instantOf, isDateString } from '#platform/kernel/dates.ts';
import { type Space, spaceById, supervisedSpaces, supervises } from '#services/spaces/index.ts';
import { decideAppeal } from '../actions/appeal.ts';
import { located, roomOf, settleRoom, supervisedSession } from '../actions/find-sessions.ts';
import { type Act, act } from '../actions/room.ts';
import { moveSession, planSession } from '../actions/sessions.ts';
import { INCIDENT_REASONS } from '../domain/sessions/session.ts';
import { readEuros } from '../domain/vouchers/money.ts';
import { texts } from '../messages/index.ts';
import { APPEAL_ROLES, decidesAppeals, SUPERVISOR_ROLES } from '../policy.ts';
import { openAppeals } from '../queries/candidates.ts';
import { type SessionRow, sessionsOfSpace } from '../queries/sessions.ts';
import { Appeals } from '../views/sessions/appeals.tsx';
import { PlanForm } from '../views/sessions/plan-form.tsx';
import { RoomPage } from '../views/sessions/room-page.tsx';
import { SpaceSessions, SupervisedSpaces } from '../views/sessions/session-list.tsx';
import { SessionSheet } from '../views/sessions/session-sheet.tsx';
import { LIVE } from './certifications.tsx';
import { sessionErrorText } from './session-errors.ts';

const UUID = '[0-9a-f]{8}-[0-9a-f-]{27}';
const SESSION = `/certifications/:id{${UUID}}`;
const SPACE = `/certifications/spaces/:space{${UUID}}`;
/** Sessions of a space that are listed. */
const SHOWN = 100;

const PLACES = /^(?:[1-9]|[1-3]\d|40)$/;

const plan = z.object({
  starts_at: z
    .string('date_missing')
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, 'date_missing')
    .refine((text) => isDateString(text.slice(0, 10)), 'date_missing'),
  places: z.string().trim().regex(PLACES, 'number_wrong').transform(Number),
  price: z.string().transform((text, check) => {
    const cents = readEuros(text);
    if (cents !== undefined) return cents;
    check.addIssue({ code: 'custom', message: 'money_wrong' });
    return z.NEVER;
  }),
});

const acts: Readonly<Record<string, z.ZodType<Act>>> = {
  pay: z.object({ what: z.literal('pay'), by: z.enum(['cash', 'card', 'cheque', 'transfer']) }),
  incident: z.object({ what: z.literal('incident'), reason: z.enum(INCIDENT_REASONS) }),
  ...Object.fromEntries(
    (['identify', 'admit', 'pause', 'resume', 'end'] as const).map((what) => [
      what,
      z.object({ what: z.literal(what) }),
    ]),
  ),
};

/** For supervisors: announce sessions, run one from a phone; and for whoever decides appeals. */
export function roomRoutes(pages: Routes): void {
  pages.get('/certifications/supervise', SUPERVISOR_ROLES, async (c) => {
    const { ctx, actor, lang } = c.var;
    const m = texts(lang).sessions;
    const spaces = await supervisedSpaces(ctx, actor);
    return page(c, {
      title: m.supervise,
      lead: m.superviseLead,
      body: <SupervisedSpaces spaces={spaces} />,
    });
  });

  pages.get(SPACE, SUPERVISOR_ROLES, (c) => inSpace(c, (space) => spacePage(c, space)));

  pages.post(SPACE, SUPERVISOR_ROLES, (c) =>
    inSpace(c, async (space) => {
      const form = await parseForm(c, plan);
      if (!form.ok) return spacePage(c, space, typedTexts(form.raw), form.errors);
      const { starts_at, places, price } = form.value;
      const [day = '', time = ''] = starts_at.split('T');
      const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
      const planned = await planSession(c.get('ctx'), c.get('actor'), space.id, {
        startsAt: instantOf(day, minutes, space.timeZone),
        places,
        priceCents: price,
      });
      if (planned.ok) return c.redirect(`/certifications/${planned.value}/room`, 303);
      if (planned.error === 'not_found') return notFoundPage(c);
      const values = typedTexts(await readForm(c));
      return spacePage(c, space, values, { starts_at: planned.error });
    }),
  );

  pages.get(`${SESSION}/room`, SUPERVISOR_ROLES, (c) =>
    inRoom(c, (session) => roomPage(c, session)),
  );

  pages.get(`${SESSION}/sheet`, SUPERVISOR_ROLES, (c) =>
    inRoom(c, async (session) => {
      const { ctx, lang } = c.var;
      const where = await located(ctx, session);
      const m = texts(lang).sessions;
      return page(c, {
        title: `${m.kind} · ${where.space}`,
        wide: true,
        body: <SessionSheet {...where} candidates={await roomOf(ctx, session.id)} />,
      });
    }),
  );

  pages.post(`${SESSION}/move`, SUPERVISOR_ROLES, (c) =>
    inRoom(c, async (session) => {
      const { ctx, actor } = c.var;
      const form = await parseForm(c, z.object({ event: z.enum(['open', 'close', 'cancel']) }));
      if (!form.ok) return notFoundPage(c);
      await settleRoom(ctx, session.id);
      const moved = await moveSession(ctx, actor, session.id, form.value.event);
      return moved.ok
        ? c.redirect(`/certifications/${session.id}/room`, 303)
        : roomPage(c, session, sessionErrorText(c, moved));
    }),
  );

  pages.post(`${SESSION}/candidates/:candidate{${UUID}}/:act{[a-z]+}`, SUPERVISOR_ROLES, (c) =>
    inRoom(c, async (session) => {
      const { ctx, actor } = c.var;
      const what = c.req.param('act') ?? '';
      const known = acts[what]?.safeParse({ ...typedTexts(await readForm(c)), what });
      if (!known) return notFoundPage(c);
      if (!known.success) {
        const error = what === 'pay' ? 'choose' : 'reason_missing';
        return roomPage(c, session, sessionErrorText(c, { error }));
      }
      const done = await act(ctx, actor, session.id, c.req.param('candidate') ?? '', known.data);
      if (done.ok) return c.redirect(`/certifications/${session.id}/room`, 303);
      return done.error === 'not_found'
        ? notFoundPage(c)
        : roomPage(c, session, sessionErrorText(c, done));
    }),
  );

  pages.get('/certifications/appeals', APPEAL_ROLES, (c) =>
    decidesAppeals(c.get('actor')) ? appealsPage(c) : forbiddenPage(c),
  );

  pages.post(
    `/certifications/appeals/:id{${UUID}}/:candidate{${UUID}}`,
    APPEAL_ROLES,
    async (c) => {
      const { ctx, actor } = c.var;
      const { id = '', candidate = '' } = c.req.param();
      const { event, [`answer-${candidate}`]: answer = '' } = typedTexts(await readForm(c));
      if (event !== 'uphold' && event !== 'reject') return notFoundPage(c);
      const which = { sessionId: id, id: candidate };
      const decided = await decideAppeal(ctx, actor, which, event, answer);
      if (decided.ok) return c.redirect('/certifications/appeals', 303);
      return decided.error === 'not_found'
        ? notFoundPage(c)
        : appealsPage(c, { candidate, error: sessionErrorText(c, decided), answer });
    },
  );
}

async function inSpace(c: Request, then: (space: Space) => Response | Promise<Response>) {
  const { ctx, actor } = c.var;
  const space = await spaceById(ctx, c.req.param('space') ?? '');
  return space && (await supervises(ctx, actor, space.id)) ? then(space) : notFoundPage(c);
}

async function inRoom(c: Request, then: (session: SessionRow) => Response | Promise<Response>) {
  const { ctx, actor } = c.var;
  const session = await supervisedSession(ctx, actor, c.req.param('id') ?? '');
  return session ? then(session) : notFoundPage(c);
}

async function spacePage(
  c: Request,
  space: Space,
  values: Readonly<Record<string, string>> = {},
  codes: Readonly<Partial<Record<string, string>>> = {},
): Promise<Response> {
  const { ctx, lang } = c.var;
  const m = texts(lang).sessions;
  const errors = Object.fromEntries(
    Object.entries(codes).map(([field, error = '']) => [field, sessionErrorText(c, { error })]),
  );
  return page(c, {
    title: m.planTitle(space.name),
    breadcrumbs: [{ text: m.supervise, href: '/certifications/supervise' }],
    status: Object.keys(errors).length > 0 ? 422 : 200,
    body: (
      <>
        <SpaceSessions
          sessions={await sessionsOfSpace(ctx.db, space.id, SHOWN)}
          timeZone={space.timeZone}
        />
        <PlanForm values={values} errors={errors} />
      </>
    ),
  });
}

async function roomPage(c: Request, session: SessionRow, error?: string): Promise<Response> {
  const { ctx, lang } = c.var;
  const where = await located(ctx, session);
  const m = texts(lang).sessions;
  return page(c, {
    title: `${m.room} · ${where.space}`,
    ownHeading: true,
    wide: true,
    breadcrumbs: [{ text: where.space, href: `/certifications/spaces/${session.spaceId}` }],
    status: error === undefined ? 200 : 422,
    body: (
      <>
        <RoomPage {...where} candidates={await roomOf(ctx, session.id)} error={error} />
        {session.state === 'open' ? (
          <script type="module" src={LIVE()} nonce={c.get('nonce')} />
        ) : null}
      </>
    ),
  });
}

async function appealsPage(
  c: Request,
  wrong?: { readonly candidate: string; readonly error: string; readonly answer: string },
): Promise<Response> {
  const { ctx, lang } = c.var;
  const m = texts(lang).sessions;
  return page(c, {
    title: m.appealsTitle,
    breadcrumbs: [{ text: m.title, href: '/certifications' }],
    status: wrong ? 422 : 200,
    body: <Appeals candidates={await openAppeals(ctx.db)} wrong={wrong} />,
  });
}
