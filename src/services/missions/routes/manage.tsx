import { z } from 'zod';
import type { Request } from '#platform/http/env.ts';
import { type FieldErrors, parseForm } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { allows } from '#platform/kernel/transitions.ts';
import { peopleByIds } from '#services/volunteers/index.ts';
import { publishingBan } from '../actions/ban.ts';
import { MANAGER_EVENTS, type ManagerEvent, moveMission } from '../actions/moderate.ts';
import { isTrusted } from '../actions/publishing.ts';
import { changeMission, draftMission, type WriteRefusal } from '../actions/write.ts';
import { checksOf } from '../checks.ts';
import { MISSION as MISSION_TABLE } from '../domain/states.ts';
import { FAMILIES, type Family, REMOTE } from '../domain/vocabularies.ts';
import { texts } from '../messages/index.ts';
import { MANAGER_ROLES, mayManage, mayRead, organisationsOf, READER_ROLES } from '../policy.ts';
import { applicationsOfMission } from '../queries/applications.ts';
import { type Mission, missionById, missionsOf } from '../queries/missions.ts';
import { pushedOf } from '../queries/syndication.ts';
import { tasksOf } from '../queries/work.ts';
import { delaysOf } from '../settings.ts';
import { ManagePage, OwnMissions } from '../views/manage.tsx';
import { FamilyChoice, NeedForm } from '../views/need-form.tsx';
import { MISSION, missionView, namesOf, parameter, translated, typed } from './forms.ts';
import { emptyNeed, needFields, needFrom, valuesOf } from './need-form.ts';

export function manageRoutes(pages: Routes): void {
  pages.get('/missions/manage', READER_ROLES, async (c) => {
    const m = texts(c.get('lang')).manage;
    const ids = organisationsOf(c.get('actor'), READER_ROLES);
    const body = (
      <OwnMissions
        missions={await missionsOf(c.get('ctx').db, ids)}
        names={await namesOf(c, ids)}
        mayWrite={organisationsOf(c.get('actor'), MANAGER_ROLES).length > 0}
      />
    );
    return page(c, { title: m.title, lead: m.lead, body });
  });

  pages.get('/missions/new', MANAGER_ROLES, async (c) => {
    const lang = c.get('lang');
    const own = organisationsOf(c.get('actor'), MANAGER_ROLES);
    const organisation = c.req.query('organisation') ?? '';
    const family = familyOf(c.req.query('family'));
    if (family && own.includes(organisation)) {
      const values = emptyNeed(family, lang, c.req.query('example') === 'on');
      return formPage(c, family, values, {});
    }
    const names = await namesOf(c, own);
    const organisations = [...names].map(([id, name]) => ({ id, name }));
    const m = texts(lang).form;
    const body = <FamilyChoice organisations={organisations} />;
    return page(c, { title: m.newTitle, lead: m.newLead, breadcrumbs: crumbs(c), body });
  });

  pages.post('/missions/new', MANAGER_ROLES, async (c) => {
    const organisation = c.req.query('organisation') ?? '';
    if (!mayManage(c.get('actor'), organisation)) return notFoundPage(c);
    return save(c, undefined, organisation);
  });

  pages.get(`${MISSION}/edit`, MANAGER_ROLES, async (c) => {
    const mission = await managed(c, 'write');
    if (!mission) return notFoundPage(c);
    const values = valuesOf(mission, await tasksOf(c.get('ctx').db, mission.id));
    // A change proposed elsewhere is a draft here: nothing changes before the form is sent.
    const remote = REMOTE.find((value) => value === c.req.query('remote'));
    return formPage(c, mission.family, { ...values, ...(remote ? { remote } : {}) }, {}, mission);
  });

  pages.post(`${MISSION}/edit`, MANAGER_ROLES, async (c) => {
    const mission = await managed(c, 'write');
    return mission ? save(c, mission, mission.organisationId) : notFoundPage(c);
  });

  pages.get(`${MISSION}/manage`, READER_ROLES, async (c) => {
    const mission = await managed(c, 'read');
    return mission ? managePage(c, mission) : notFoundPage(c);
  });

  pages.post(`${MISSION}/move`, MANAGER_ROLES, async (c) => {
    const mission = await managed(c, 'write');
    if (!mission) return notFoundPage(c);
    const form = await parseForm(c, z.object({ event: z.enum(MANAGER_EVENTS) }));
    if (!form.ok) return managePage(c, mission, 'not_possible_now');
    const moved = await moveMission(c.get('ctx'), c.get('actor'), mission.id, form.value.event);
    if (moved.ok) return c.redirect(`/missions/${mission.id}/manage`, 303);
    return managePage(c, mission, moved.error);
  });
}

function familyOf(text: string | undefined): Family | undefined {
  return FAMILIES.find((family) => family === text);
}

function crumbs(c: Request) {
  return [{ text: texts(c.get('lang')).manage.title, href: '/missions/manage' }];
}

/** The mission of the address, when it is one of the visitor's associations. */
async function managed(c: Request, act: 'read' | 'write'): Promise<Mission | undefined> {
  const mission = await missionById(c.get('ctx').db, parameter(c, 'id'));
  const may = act === 'read' ? mayRead : mayManage;
  return mission && may(c.get('actor'), mission.organisationId) ? mission : undefined;
}

const FIELD_OF: Readonly<Record<WriteRefusal, string>> = {
  not_found: 'title',
  association_excluded: 'title',
  fewer_than_held: 'places',
  changed_meanwhile: 'title',
  mission_over: 'title',
};

async function save(
  c: Request,
  before: Mission | undefined,
  organisationId: string,
): Promise<Response> {
  const ctx = c.get('ctx');
  const form = await parseForm(c, needFields);
  if (!form.ok) {
    const values = typed(form.raw);
    return formPage(c, familyOf(String(values.family)) ?? 'other', values, form.errors, before);
  }
  const again = (errors: FieldErrors) =>
    formPage(
      c,
      form.value.family,
      { ...Object.fromEntries(Object.entries(form.value).map(([k, v]) => [k, asTyped(v)])) },
      errors,
      before,
    );
  const made = needFrom(form.value, localDate(ctx.clock.now()));
  if ('problems' in made) return again(made.problems);
  const saved = before
    ? await changeMission(ctx, c.get('actor'), before.id, form.value.version ?? 0, made.input)
    : await draftMission(ctx, c.get('actor'), organisationId, made.input);
  if (saved.ok) return c.redirect(`/missions/${saved.value}/manage`, 303);
  return again({ [FIELD_OF[saved.error]]: saved.error });
}

function asTyped(value: unknown): string | readonly string[] {
  return Array.isArray(value) ? value.map(String) : value === undefined ? '' : String(value);
}

function formPage(
  c: Request,
  family: Family,
  values: Readonly<Record<string, string | readonly string[]>>,
  errors: FieldErrors,
  before?: Mission,
): Response {
  const lang = c.get('lang');
  const m = texts(lang).form;
  const query = new URLSearchParams({
    organisation: c.req.query('organisation') ?? '',
    family,
    example: 'on',
  });
  return page(c, {
    title: before ? m.editTitle : m.newTitle,
    kicker: texts(lang).labels.families[family],
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: crumbs(c),
    body: (
      <NeedForm
        family={family}
        values={values}
        errors={translated(lang, errors)}
        version={before?.version}
        exampleHref={before ? undefined : `/missions/new?${query}`}
      />
    ),
  });
}

async function managePage(c: Request, mission: Mission, problem?: string): Promise<Response> {
  const ctx = c.get('ctx');
  const lang = c.get('lang');
  const mayWrite = mayManage(c.get('actor'), mission.organisationId);
  const view = await missionView(c, mission);
  const applications = await applicationsOfMission(ctx.db, mission.id);
  const people = await peopleByIds(
    ctx,
    applications.map(({ volunteerId }) => volunteerId),
  );
  const today = localDate(ctx.clock.now());
  return page(c, {
    title: mission.title,
    ownHeading: true,
    status: problem ? 422 : 200,
    breadcrumbs: crumbs(c),
    body: (
      <ManagePage
        {...view}
        pushed={await pushedOf(ctx.db, mission.id)}
        checks={checksOf(mission, view.association, ctx.config.publicUrl, today)}
        events={mayWrite ? eventsFor(mission) : []}
        publishesItself={await isTrusted(ctx, mission.organisationId)}
        applications={applications.map((application) => ({
          ...application,
          firstName: people.get(application.volunteerId)?.firstName || '…',
        }))}
        releaseDays={delaysOf(ctx).releaseDays}
        mayEdit={mayWrite && mission.state !== 'closed' && mission.state !== 'cancelled'}
        ban={await publishingBan(ctx, c.get('actor'), mission.organisationId)}
        problem={problem ? texts(lang).errors[problem] : undefined}
      />
    ),
  });
}

function eventsFor(mission: Mission): ManagerEvent[] {
  return MANAGER_EVENTS.filter(
    (event) =>
      allows(MISSION_TABLE, mission.state, event) &&
      (event !== 'appeal' || mission.reviewReason !== null),
  );
}
