import { z } from 'zod';
import type { Request } from '#platform/http/env.ts';
import { type FieldErrors, parseForm, readForm, typedTexts } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { instantOf, isDateString } from '#platform/kernel/dates.ts';
import { peopleByIds, volunteerIdOf } from '#services/volunteers/index.ts';
import { icalendar } from '../domain/icalendar.ts';
import { texts } from '../messages/index.ts';
import { mayManage, mayRead } from '../policy.ts';
import { expectedAt, feedMadeAt, type Meeting, meetingsOf } from '../queries/meetings.ts';
import { type Mission, missionById } from '../queries/missions.ts';
import { MISSION, parameter, translated } from '../routes/forms.ts';
import {
  cancelMeeting,
  type MeetingRefusal,
  markPresence,
  setMeeting,
  zoneOfMission,
} from './meetings.ts';
import { eventOf, ownEvents, ownerOfFeed, renewFeed, stopFeed } from './own-calendar.ts';
import { MeetingPage, MeetingsPage, OwnCalendarPage } from './views.tsx';

const MEETINGS = `${MISSION}/meetings`;
const MEETING = `${MEETINGS}/:meeting{[0-9a-f]{8}-[0-9a-f-]{27}}`;

/** Meetings for those who manage a mission; calendars for those who are expected. */
export function calendarRoutes(pages: Routes): void {
  pages.get('/missions/mine/calendar', 'signed_in', (c) => ownPage(c));

  pages.post('/missions/mine/calendar', 'signed_in', async (c) => {
    const ctx = c.get('ctx');
    const id = await volunteerIdOf(ctx, c.get('actor'));
    const form = await parseForm(c, z.object({ act: z.enum(['renew', 'stop']) }));
    if (!id || !form.ok) return notFoundPage(c);
    if (form.value.act === 'renew') return ownPage(c, await renewFeed(ctx, id));
    await stopFeed(ctx, id);
    return c.redirect('/missions/mine/calendar', 303);
  });

  pages.get('/missions/mine/calendar.ics', 'signed_in', async (c) => {
    const id = await volunteerIdOf(c.get('ctx'), c.get('actor'));
    return id ? calendarOf(c, id) : notFoundPage(c);
  });

  pages.get('/missions/calendar/:file{[A-Za-z0-9_-]{43}\\.ics}', 'public', async (c) => {
    const owner = await ownerOfFeed(c.get('ctx'), parameter(c, 'file').slice(0, -'.ics'.length));
    return owner ? calendarOf(c, owner) : notFoundPage(c);
  });

  pages.get(`${MISSION}/calendar.ics`, 'signed_in', async (c) => {
    const ctx = c.get('ctx');
    const mission = await missionById(ctx.db, parameter(c, 'id'));
    if (!mission) return notFoundPage(c);
    if (!mayRead(c.get('actor'), mission.organisationId)) {
      const id = await volunteerIdOf(ctx, c.get('actor'));
      return id ? calendarOf(c, id, `/missions/${mission.id}/`) : notFoundPage(c);
    }
    const { publicUrl } = ctx.config;
    const events = (await meetingsOf(ctx.db, mission.id)).map((meeting) => ({
      ...eventOf(publicUrl, {
        ...meeting,
        ...mission,
        id: meeting.id,
        applicationId: '',
        missionState: mission.state,
        state: 'accepted',
      }),
      link: `${publicUrl}/missions/${mission.id}/meetings/${meeting.id}`,
    }));
    return icsResponse(c, icalendar(mission.title, events));
  });

  pages.get(MEETINGS, 'signed_in', (c) => managed(c, (mission) => meetingsPage(c, mission)));

  pages.post(MEETINGS, 'signed_in', (c) => managed(c, (mission) => setFrom(c, mission)));

  pages.get(MEETING, 'signed_in', (c) =>
    meeting(c, (mission, found) => meetingPage(c, mission, found)),
  );

  pages.post(MEETING, 'signed_in', (c) =>
    meeting(c, (mission, found) => setFrom(c, mission, found)),
  );

  pages.post(`${MEETING}/cancel`, 'signed_in', (c) =>
    meeting(c, async (mission, found) => {
      const done = await cancelMeeting(c.get('ctx'), c.get('actor'), mission, found.id);
      if (!done.ok) return meetingPage(c, mission, found, {}, { '': done.error });
      return c.redirect(`/missions/${mission.id}/meetings`, 303);
    }),
  );

  pages.post(`${MEETING}/presence`, 'signed_in', (c) =>
    meeting(c, async (mission, found) => {
      const values = typedTexts(await readForm(c));
      const said = new Map<string, boolean>();
      for (const [name, value] of Object.entries(values)) {
        const id = name.startsWith('came-') ? name.slice('came-'.length) : '';
        if (id && (value === 'yes' || value === 'no')) said.set(id, value === 'yes');
      }
      const done = await markPresence(c.get('ctx'), c.get('actor'), mission, found.id, said);
      if (!done.ok) return meetingPage(c, mission, found, {}, { '': done.error });
      return c.redirect(`/missions/${mission.id}/meetings/${found.id}`, 303);
    }),
  );
}

async function managed(
  c: Request,
  answer: (mission: Mission) => Promise<Response>,
): Promise<Response> {
  const mission = await missionById(c.get('ctx').db, parameter(c, 'id'));
  const may = mission && mayManage(c.get('actor'), mission.organisationId);
  return may ? answer(mission) : notFoundPage(c);
}

async function meeting(
  c: Request,
  answer: (mission: Mission, meeting: Meeting) => Promise<Response>,
): Promise<Response> {
  return managed(c, async (mission) => {
    const all = await meetingsOf(c.get('ctx').db, mission.id);
    const found = all.find(({ id }) => id === parameter(c, 'meeting'));
    return found ? answer(mission, found) : notFoundPage(c);
  });
}

async function setFrom(c: Request, mission: Mission, before?: Meeting): Promise<Response> {
  const values = typedTexts(await readForm(c));
  const zone = zoneOfMission(mission);
  const startsAt = momentFrom(values.starts, zone);
  const endsAt = momentFrom(values.ends, zone);
  const again = (errors: FieldErrors) =>
    before
      ? meetingPage(c, mission, before, values, errors)
      : meetingsPage(c, mission, values, errors);
  if (!startsAt || !endsAt) {
    return again({
      ...(startsAt ? {} : { starts: 'moment_wrong' }),
      ...(endsAt ? {} : { ends: 'moment_wrong' }),
    });
  }
  const done = await setMeeting(c.get('ctx'), c.get('actor'), mission, {
    startsAt,
    endsAt,
    place: (values.place ?? '').slice(0, 200),
    ...(before ? { id: before.id } : {}),
  });
  if (!done.ok) return again({ [FIELDS[done.error]]: done.error });
  return c.redirect(`/missions/${mission.id}/meetings`, 303);
}

const FIELDS: Readonly<Record<MeetingRefusal, string>> = {
  not_possible_now: '',
  meeting_not_begun: '',
  meeting_reversed: 'ends',
  meeting_long: 'ends',
  meeting_past: 'starts',
};

/** `YYYY-MM-DDTHH:MM` of a field, in the time of the mission. */
function momentFrom(text: string | undefined, zone: string): Date | undefined {
  const parts = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)/.exec(text ?? '');
  if (!parts || !isDateString(parts[1] as string)) return undefined;
  return instantOf(parts[1] as string, Number(parts[2]) * 60 + Number(parts[3]), zone);
}

async function meetingsPage(
  c: Request,
  mission: Mission,
  values: Readonly<Record<string, string>> = {},
  errors: FieldErrors = {},
): Promise<Response> {
  const m = texts(c.get('lang')).calendar;
  return page(c, {
    title: m.meetings,
    lead: m.meetingsLead,
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: crumbs(c, mission),
    body: (
      <MeetingsPage
        mission={mission}
        zone={zoneOfMission(mission)}
        meetings={await meetingsOf(c.get('ctx').db, mission.id)}
        values={values}
        errors={translated(c.get('lang'), errors)}
      />
    ),
  });
}

async function meetingPage(
  c: Request,
  mission: Mission,
  found: Meeting,
  values: Readonly<Record<string, string>> = {},
  errors: FieldErrors = {},
): Promise<Response> {
  const ctx = c.get('ctx');
  const m = texts(c.get('lang')).calendar;
  const expected = await expectedAt(ctx.db, mission.id, found.id);
  const people = await peopleByIds(
    ctx,
    expected.map(({ volunteerId }) => volunteerId),
  );
  return page(c, {
    title: m.meeting,
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: [
      ...crumbs(c, mission),
      { text: m.meetings, href: `/missions/${mission.id}/meetings` },
    ],
    body: (
      <MeetingPage
        mission={mission}
        zone={zoneOfMission(mission)}
        meeting={found}
        people={expected.map((one) => ({
          ...one,
          firstName: people.get(one.volunteerId)?.firstName || '…',
        }))}
        values={values}
        errors={translated(c.get('lang'), errors)}
      />
    ),
  });
}

function crumbs(c: Request, mission: Mission) {
  return [
    { text: texts(c.get('lang')).manage.title, href: '/missions/manage' },
    { text: mission.title, href: `/missions/${mission.id}/manage` },
  ];
}

/** `token`: a secret address that has just been made, shown this once. */
async function ownPage(c: Request, token?: string): Promise<Response> {
  const ctx = c.get('ctx');
  const lang = c.get('lang');
  const { application, calendar: m } = texts(lang);
  const id = await volunteerIdOf(ctx, c.get('actor'));
  if (!id) return c.redirect('/volunteer/join', 303);
  const response = await page(c, {
    title: m.own,
    lead: m.ownLead,
    breadcrumbs: [{ text: application.mine, href: '/missions/mine' }],
    body: (
      <OwnCalendarPage
        events={await ownEvents(ctx, lang, id)}
        madeAt={await feedMadeAt(ctx.db, id)}
        address={token && `${ctx.config.publicUrl}/missions/calendar/${token}.ics`}
      />
    ),
  });
  response.headers.set('Cache-Control', 'no-store');
  return response;
}

/** In the language of the person, whoever's program asks. `under`: only what leads below this path. */
async function calendarOf(c: Request, volunteerId: string, under = '/'): Promise<Response> {
  const ctx = c.get('ctx');
  const person = (await peopleByIds(ctx, [volunteerId])).get(volunteerId);
  const lang = person?.lang ?? c.get('lang');
  const events = await ownEvents(ctx, lang, volunteerId);
  const shown = events.filter(({ link }) => link.startsWith(ctx.config.publicUrl + under));
  return icsResponse(c, icalendar(texts(lang).calendar.own, shown));
}

function icsResponse(c: Request, body: string): Response {
  c.header('Content-Type', 'text/calendar; charset=utf-8');
  c.header('Content-Disposition', 'attachment; filename="renfort.ics"');
  c.header('Cache-Control', 'private, no-store');
  return c.body(body);
}
