import { z } from 'zod';
import type { Request } from '#platform/http/env.ts';
import { parseForm } from '#platform/http/form.ts';
import { forbiddenPage, notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { grantsOf, holdsRole } from '#platform/kernel/actor.ts';
import { script } from '#platform/ui/assets.ts';
import { addNote, createCrisis, crisisFor, moveCrisis } from '../actions/crisis.ts';
import { loadBoard } from '../board.ts';
import { wallScreens } from '../domain/wall.ts';
import { texts } from '../messages/index.ts';
import { mayOnCrisis, PAGE_ROLES, visibleDepartments } from '../policy.ts';
import { type Crisis, listCrises } from '../queries/crises.ts';
import { CrisisForm, type FormState } from '../views/crisis-form.tsx';
import { CrisisList } from '../views/crisis-list.tsx';
import { CrisisPage } from '../views/crisis-page.tsx';
import { CRISIS_PATH, crisisIdOf, translated, typed } from './forms.ts';
import { fieldOfZone, newCrisis, zoneErrors } from './zone-form.ts';

const PER_PAGE = 25;
/** Long enough to read a screen of needs from two metres. */
const SCREEN_SECONDS = 20;
export const LIVE_SCRIPT = script(
  'live-board.js',
  new URL('../views/live-board.client.ts', import.meta.url),
);

export function crisisPages(pages: Routes): void {
  pages.get('/crises', PAGE_ROLES.view, async (c) => {
    const wanted = Math.max(1, Math.min(10_000, Number(c.req.query('page')) || 1));
    const { crises, total } = await listCrises(
      c.get('ctx').db,
      visibleDepartments(c.get('actor')),
      { limit: PER_PAGE, offset: (wanted - 1) * PER_PAGE },
    );
    const m = texts(c.get('lang')).crisis.list;
    return page(c, {
      title: m.title,
      lead: m.lead,
      mood: 'crisis',
      wide: true,
      body: (
        <CrisisList
          crises={crises}
          total={total}
          page={wanted}
          pages={Math.max(1, Math.ceil(total / PER_PAGE))}
          mayCreate={holdsRole(c.get('actor'), ...PAGE_ROLES.manage)}
        />
      ),
    });
  });

  pages.get('/crises/new', PAGE_ROLES.manage, (c) =>
    newCrisisPage(c, {
      values: {
        zone_kind: 'departments',
        departments: ownDepartments(c).join(', '),
        radius: '20',
        agency: '',
      },
      errors: {},
    }),
  );

  pages.post('/crises/new', PAGE_ROLES.manage, async (c) => {
    const m = texts(c.get('lang')).crisis;
    const parsed = await parseForm(c, newCrisis);
    if (!parsed.ok) {
      return newCrisisPage(c, {
        values: typed(parsed.raw),
        errors: translated({ ...parsed.errors, ...zoneErrors(parsed.raw) }, m.errors),
      });
    }
    const made = await createCrisis(c.get('ctx'), c.get('actor'), parsed.value.crisis);
    if (made.ok) return c.redirect(`/crises/${made.value}?done=created`, 303);
    return newCrisisPage(c, {
      values: parsed.value.typed,
      errors: { [fieldOfZone(parsed.value.crisis.zone)]: m.errors[made.error] },
    });
  });

  pages.get(CRISIS_PATH, PAGE_ROLES.view, async (c) => {
    const crisis = await viewed(c);
    return crisis instanceof Response ? crisis : boardPage(c, crisis);
  });

  pages.post(`${CRISIS_PATH}/move`, PAGE_ROLES.manage, async (c) => {
    const parsed = await parseForm(
      c,
      z.object({ event: z.enum(['activate', 'stand_down', 'resume', 'close', 'cancel']) }),
    );
    if (!parsed.ok) return c.redirect(`/crises/${crisisIdOf(c)}`, 303);
    const moved = await moveCrisis(c.get('ctx'), c.get('actor'), {
      crisisId: crisisIdOf(c),
      event: parsed.value.event,
    });
    if (!moved.ok && moved.error === 'not_found') return notFoundPage(c);
    if (!moved.ok && moved.error === 'out_of_territory') return forbiddenPage(c);
    return c.redirect(`/crises/${crisisIdOf(c)}${moved.ok ? '' : '?problem=state'}`, 303);
  });

  pages.post(`${CRISIS_PATH}/notes`, PAGE_ROLES.manage, async (c) => {
    const crisis = await viewed(c);
    if (crisis instanceof Response) return crisis;
    const parsed = await parseForm(
      c,
      z.object({ text: z.string().trim().min(1, 'text_missing').max(2_000, 'text_long') }),
    );
    if (!parsed.ok) {
      const { errors } = texts(c.get('lang')).crisis;
      const code = parsed.errors.text as 'text_missing' | 'text_long';
      return boardPage(c, crisis, {
        noteError: errors[code],
        noteText: typed(parsed.raw).text ?? '',
      });
    }
    const added = await addNote(c.get('ctx'), c.get('actor'), {
      crisisId: crisis.id,
      text: parsed.value.text,
    });
    return added.ok ? c.redirect(`/crises/${crisis.id}?done=noted`, 303) : forbiddenPage(c);
  });
}

/** The crisis of the address when the actor may see it; else the answer that says why not. */
export async function viewed(
  c: Request,
  act: 'view' | 'manage' | 'read_roster' = 'view',
): Promise<Crisis | Response> {
  // A page of one crisis speaks of it alone, an exercise above all.
  c.set('banner', undefined);
  const crisis = await crisisFor(c.get('ctx'), c.get('actor'), crisisIdOf(c), act);
  if (crisis.ok) return crisis.value;
  return crisis.error === 'not_found' ? notFoundPage(c) : forbiddenPage(c);
}

/** `?wall` or `?wall=2`: which screen of the needs a wall shows; `&still`: it stays on that one. */
export function wallScreen(c: Request): number | undefined {
  const asked = c.req.query('wall');
  return asked === undefined
    ? undefined
    : Math.min(99, Math.max(1, Math.trunc(Number(asked)) || 1));
}

export function crumbs(c: Request, crisis?: Crisis) {
  const list = { text: texts(c.get('lang')).crisis.list.title, href: '/crises' };
  return crisis ? [list, { text: crisis.title, href: `/crises/${crisis.id}` }] : [list];
}

async function boardPage(
  c: Request,
  crisis: Crisis,
  note: { noteError?: string; noteText?: string } = {},
): Promise<Response> {
  const m = texts(c.get('lang')).crisis.board;
  const done = c.req.query('done');
  const board = await loadBoard(c.get('ctx'), crisis);
  const wall = wallScreen(c);
  const screens = wall ? wallScreens(board.needs).length : 1;
  const still = c.req.query('still') !== undefined;
  // Nobody stands at a wall to turn the page, and scripts may be off.
  if (wall && screens > 1 && !still) {
    const next = (wall % screens) + 1;
    c.header('Refresh', `${SCREEN_SECONDS}; url=/crises/${crisis.id}?wall=${next}`);
  }
  return page(c, {
    title: crisis.title,
    breadcrumbs: crumbs(c),
    ownHeading: true,
    mood: 'crisis',
    wide: true,
    exercise: crisis.exercise,
    status: note.noteError ? 422 : 200,
    body: (
      <CrisisPage
        board={board}
        mayManage={mayOnCrisis(c.get('actor'), 'manage', crisis)}
        notice={done === 'created' ? m.created : done === 'noted' ? m.noted : undefined}
        problem={c.req.query('problem') ? m.refused.transition_not_allowed : undefined}
        noteError={note.noteError}
        noteText={note.noteText ?? ''}
        script={LIVE_SCRIPT()}
        wall={wall}
        turns={screens > 1 ? (still ? 'stopped' : 'running') : undefined}
      />
    ),
  });
}

function newCrisisPage(c: Request, state: FormState): Response {
  const m = texts(c.get('lang')).crisis.form;
  return page(c, {
    title: m.title,
    lead: m.lead,
    breadcrumbs: crumbs(c),
    mood: 'crisis',
    status: Object.keys(state.errors).length > 0 ? 422 : 200,
    body: <CrisisForm {...state} />,
  });
}

/** Departments of an officer, to spare them the typing. */
function ownDepartments(c: Request): string[] {
  return grantsOf(c.get('actor')).flatMap(({ role, scope }) =>
    role === 'crisis_officer' && scope.kind === 'department' ? [scope.code] : [],
  );
}
