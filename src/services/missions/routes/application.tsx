import { z } from 'zod';
import { downloadResponse } from '#platform/files/index.ts';
import { download } from '#platform/http/download.ts';
import type { Request } from '#platform/http/env.ts';
import { type FieldErrors, parseForm, readForm, typedTexts } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { isDateString, localDate } from '#platform/kernel/dates.ts';
import { helperById, helperOf } from '#services/volunteers/index.ts';
import {
  DECLINE_REASONS,
  kmBetween,
  moveApplication,
  readMessages,
  type SeenApplication,
  seeApplication,
  sendMessage,
  WITHDRAW_REASONS,
} from '../actions/apply.ts';
import { fittingMissions } from '../actions/find.ts';
import { complete, declareHours, handIn, judge, moveTask } from '../actions/work.ts';
import { WORK_FILE } from '../actions/work-file.ts';
import { zoneOfMission } from '../calendar/meetings.ts';
import { conflictsOf } from '../calendar/own-calendar.ts';
import { minutesFrom } from '../domain/hours.ts';
import { scoreOf } from '../domain/matching.ts';
import { texts } from '../messages/index.ts';
import { applicationPath } from '../notices.ts';
import { volunteeringCertificate } from '../proof/certificate.ts';
import { correctHours } from '../proof/correct.ts';
import { certificateCodes } from '../proof/own.ts';
import { applicationsOfVolunteer } from '../queries/applications.ts';
import { favouritesOf } from '../queries/favourites.ts';
import { hoursByYear, hoursOf } from '../queries/hours.ts';
import { meetingsOf } from '../queries/meetings.ts';
import { messagesOf } from '../queries/messages.ts';
import { missionsByIds } from '../queries/missions.ts';
import { claimsOf, tasksOf, workOf } from '../queries/work.ts';
import { reasonsFor } from '../reasons.ts';
import { delaysOf } from '../settings.ts';
import { ApplicationPage } from '../views/application.tsx';
import { MinePage } from '../views/mine.tsx';
import { APPLICATION, minutesOf, namesOf, parameter, translated } from './forms.ts';

const UPLOAD_BYTES = WORK_FILE.maxBytes + 512 * 1024;
const TASK = `${APPLICATION}/tasks/:task{[0-9a-f]{8}-[0-9a-f-]{27}}`;

export function applicationRoutes(pages: Routes): void {
  pages.get('/missions/mine', 'signed_in', minePage);

  pages.get(APPLICATION, 'signed_in', (c) =>
    seen(c, async (found) => {
      await readMessages(c.get('ctx'), found);
      return applicationPage(c, found);
    }),
  );

  pages.post(`${APPLICATION}/move`, 'signed_in', (c) =>
    seen(c, async (found) => {
      const form = await parseForm(
        c,
        z.object({
          ask: z.enum(['discuss', 'accept', 'decline', 'miss', 'take_offer', 'withdraw', 'apply']),
          reason: z
            .enum([...DECLINE_REASONS, ...WITHDRAW_REASONS])
            .optional()
            .catch(undefined),
          note: z.string().max(2000).default(''),
        }),
      );
      if (!form.ok) return applicationPage(c, found, {}, { '': 'not_possible_now' });
      const { ask, reason, note } = form.value;
      const moved = await moveApplication(c.get('ctx'), c.get('actor'), found, ask, {
        note,
        ...(reason ? { reason } : {}),
      });
      return moved.ok ? back(c, found) : applicationPage(c, found, {}, { '': moved.error });
    }),
  );

  pages.post(
    `${APPLICATION}/messages`,
    'signed_in',
    (c) =>
      seen(c, async (found) => {
        const raw = await readForm(c);
        const values = typedTexts(raw);
        const text = (values.message ?? '').slice(0, 4000);
        const sent = await sendMessage(
          c.get('ctx'),
          c.get('actor'),
          found,
          text,
          fileOf(raw.piece),
        );
        if (sent.ok) return back(c, found);
        const field = fieldOf(sent.error) === 'file' ? 'piece' : 'message';
        return applicationPage(c, found, values, { [field]: sent.error });
      }),
    { maxBytes: UPLOAD_BYTES },
  );

  pages.get(`${APPLICATION}/messages/:message{[0-9a-f]{8}-[0-9a-f-]{27}}/file`, 'signed_in', (c) =>
    seen(c, async ({ application }) => {
      const sent = await messagesOf(c.get('ctx').db, application.missionId, application.id);
      const fileId = sent.find(({ id }) => id === parameter(c, 'message'))?.fileId;
      return (fileId && (await downloadResponse(c.get('ctx'), fileId))) || notFoundPage(c);
    }),
  );

  pages.post(TASK, 'signed_in', (c) =>
    seen(c, async (found) => {
      const form = await parseForm(c, z.object({ event: z.enum(['claim', 'start', 'give_back']) }));
      if (!form.ok) return applicationPage(c, found, {}, { '': 'not_possible_now' });
      const task = parameter(c, 'task');
      const moved = await moveTask(c.get('ctx'), c.get('actor'), found, task, form.value.event);
      return moved.ok ? back(c, found) : applicationPage(c, found, {}, { '': moved.error });
    }),
  );

  pages.post(
    `${TASK}/hand-in`,
    'signed_in',
    (c) => seen(c, (found) => handInFrom(c, found, parameter(c, 'task'))),
    { maxBytes: UPLOAD_BYTES },
  );

  pages.post(
    `${APPLICATION}/hand-in`,
    'signed_in',
    (c) => seen(c, (found) => handInFrom(c, found, null)),
    { maxBytes: UPLOAD_BYTES },
  );

  pages.post(`${TASK}/judge`, 'signed_in', (c) =>
    seen(c, (found) => judgeFrom(c, found, parameter(c, 'task'))),
  );

  pages.post(`${APPLICATION}/judge`, 'signed_in', (c) =>
    seen(c, (found) => judgeFrom(c, found, null)),
  );

  pages.post(`${APPLICATION}/hours`, 'signed_in', (c) =>
    seen(c, async (found) => {
      const values = typedTexts(await readForm(c));
      const hours = hoursFrom(values, localDate(c.get('ctx').clock.now()));
      if (!hours) return applicationPage(c, found, values, { hours: 'hours_wrong' });
      const declared = await declareHours(c.get('ctx'), c.get('actor'), found, hours);
      if (declared.ok) return back(c, found);
      return applicationPage(c, found, values, { [fieldOf(declared.error)]: declared.error });
    }),
  );

  pages.post(`${APPLICATION}/complete`, 'signed_in', (c) =>
    seen(c, async (found) => {
      const values = typedTexts(await readForm(c));
      const { minutes, errors } = minutesOf(values);
      if (Object.keys(errors).length > 0) return applicationPage(c, found, values, errors);
      const thanks = (values.thanks ?? '').slice(0, 2000);
      const done = await complete(c.get('ctx'), c.get('actor'), found, minutes, thanks);
      return done.ok ? back(c, found) : applicationPage(c, found, values, { '': done.error });
    }),
  );

  pages.post(`${APPLICATION}/hours/correct`, 'signed_in', (c) =>
    seen(c, async (found) => {
      const values = typedTexts(await readForm(c));
      const { minutes, errors } = minutesOf(values);
      if (Object.keys(errors).length > 0) return applicationPage(c, found, values, errors);
      const why = (values.why ?? '').slice(0, 500);
      const done = await correctHours(c.get('ctx'), c.get('actor'), found, minutes, why);
      if (done.ok) return back(c, found);
      const field = done.error === 'note_missing' ? 'why' : '';
      return applicationPage(c, found, values, { [field]: done.error });
    }),
  );

  pages.get(`${APPLICATION}/certificate.pdf`, 'signed_in', (c) =>
    seen(c, async (found) => {
      const actor = c.get('actor');
      const body = await volunteeringCertificate(c.get('ctx'), actor, c.get('lang'), found);
      return body
        ? download(c, {
            name: `attestation-${found.application.id}.pdf`,
            type: 'application/pdf',
            body,
          })
        : notFoundPage(c);
    }),
  );

  pages.get(`${APPLICATION}/pieces/:piece{[0-9a-f]{8}-[0-9a-f-]{27}}/file`, 'signed_in', (c) =>
    seen(c, async ({ application }) => {
      const work = await workOf(c.get('ctx').db, application.missionId, application.id);
      const fileId = work.find(({ id }) => id === parameter(c, 'piece'))?.fileId;
      return (fileId && (await downloadResponse(c.get('ctx'), fileId))) || notFoundPage(c);
    }),
  );
}

/** Somebody else's application is not found: guessing teaches nothing. */
async function seen(
  c: Request,
  answer: (found: SeenApplication) => Promise<Response>,
): Promise<Response> {
  const found = await seeApplication(
    c.get('ctx'),
    c.get('actor'),
    parameter(c, 'id'),
    parameter(c, 'application'),
  );
  return found ? answer(found) : notFoundPage(c);
}

function back(c: Request, { application }: SeenApplication): Response {
  return c.redirect(`${applicationPath(application.missionId, application.id)}?saved=1`, 303);
}

async function handInFrom(
  c: Request,
  found: SeenApplication,
  taskId: string | null,
): Promise<Response> {
  const raw = await readForm(c);
  const values = typedTexts(raw);
  const suffix = taskId === null ? '' : `-${taskId}`;
  const file = fileOf(raw[`file${suffix}`]);
  const work = {
    text: (values[`text${suffix}`] ?? '').slice(0, 8000),
    link: (values[`link${suffix}`] ?? '').slice(0, 500),
    file,
  };
  const today = localDate(c.get('ctx').clock.now());
  const hours = taskId === null && values.hours ? hoursFrom(values, today) : undefined;
  if (taskId === null && values.hours && !hours) {
    return applicationPage(c, found, values, { hours: 'hours_wrong' });
  }
  const done = await handIn(c.get('ctx'), c.get('actor'), found, taskId, work, hours);
  if (done.ok) return back(c, found);
  const field = fieldOf(done.error);
  const isOfWork = ['text', 'link', 'file'].includes(field);
  return applicationPage(c, found, values, { [isOfWork ? field + suffix : field]: done.error });
}

async function judgeFrom(
  c: Request,
  found: SeenApplication,
  taskId: string | null,
): Promise<Response> {
  const values = typedTexts(await readForm(c));
  const verdict = values.verdict === 'accepted' ? 'accepted' : 'changes_asked';
  const field = taskId === null ? 'note' : `note-${taskId}`;
  const note = (values[field] ?? '').slice(0, 2000);
  const done = await judge(c.get('ctx'), c.get('actor'), found, taskId, verdict, note);
  if (done.ok) return back(c, found);
  const at = done.error === 'note_missing' ? field : '';
  return applicationPage(c, found, values, { [at]: done.error });
}

/** A field for a file that was left empty comes as a file of nothing. */
function fileOf(sent: unknown): File | undefined {
  return sent instanceof File && sent.size > 0 ? sent : undefined;
}

function hoursFrom(values: Readonly<Record<string, string>>, today: string) {
  const minutes = minutesFrom(values.hours ?? '');
  const day = values.day && isDateString(values.day) ? values.day : today;
  return minutes === undefined ? undefined : { minutes, day };
}

function fieldOf(error: string): string {
  if (error === 'hours_wrong') return 'hours';
  if (error === 'day_wrong') return 'day';
  if (error === 'work_missing') return 'text';
  if (error === 'link_wrong') return 'link';
  return error.startsWith('file_') || error === 'storage_full' ? 'file' : '';
}

async function applicationPage(
  c: Request,
  { application, mission, side }: SeenApplication,
  values: Readonly<Record<string, string>> = {},
  errors: FieldErrors = {},
): Promise<Response> {
  const ctx = c.get('ctx');
  const lang = c.get('lang');
  const helper = await helperById(ctx, application.volunteerId);
  const names = await namesOf(c, [mission.organisationId]);
  const km = helper ? kmBetween(helper, mission) : null;
  const meetings = (await meetingsOf(ctx.db, mission.id)).filter(
    ({ cancelledAt }) => cancelledAt === null,
  );
  const m = texts(lang);
  return page(c, {
    title: mission.title,
    ownHeading: true,
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs:
      side === 'volunteer'
        ? [{ text: m.application.mine, href: '/missions/mine' }]
        : [
            { text: m.manage.title, href: '/missions/manage' },
            { text: mission.title, href: `/missions/${mission.id}/manage` },
          ],
    body: (
      <ApplicationPage
        application={application}
        mission={mission}
        association={names.get(mission.organisationId) ?? ''}
        side={side}
        person={{
          firstName: helper?.firstName || '…',
          commune: helper?.commune ?? null,
          km,
          common: helper ? scoreOf(mission, helper, km).held : [],
        }}
        messages={await messagesOf(ctx.db, mission.id, application.id)}
        tasks={await tasksOf(ctx.db, mission.id)}
        claims={await claimsOf(ctx.db, mission.id)}
        work={await workOf(ctx.db, mission.id, application.id)}
        hours={await hoursOf(ctx.db, mission.id, application.id)}
        meetings={meetings}
        zone={zoneOfMission(mission)}
        conflicts={
          side === 'volunteer'
            ? await conflictsOf(ctx, application.volunteerId, mission.id, meetings)
            : []
        }
        certificates={side === 'volunteer' ? await certificateCodes(ctx, application) : []}
        releaseDays={delaysOf(ctx).releaseDays}
        saved={c.req.query('saved') !== undefined}
        values={values}
        errors={translated(lang, errors)}
      />
    ),
  });
}

const FITTING = 6;

async function minePage(c: Request): Promise<Response> {
  const ctx = c.get('ctx');
  const lang = c.get('lang');
  const helper = await helperOf(ctx, c.get('actor'));
  if (!helper) return c.redirect('/volunteer/join', 303);
  const applications = await applicationsOfVolunteer(ctx.db, helper.id);
  const kept = await favouritesOf(ctx.db, helper.id);
  const missions = await missionsByIds(ctx.db, [
    ...applications.map(({ missionId }) => missionId),
    ...kept,
  ]);
  const hours = await hoursByYear(ctx.db, helper.id);
  const fitting = await fittingMissions(ctx, helper, FITTING);
  const names = await namesOf(c, [
    ...hours.map(({ organisationId }) => organisationId),
    ...fitting.map(({ mission }) => mission.organisationId),
  ]);
  const m = texts(lang).application;
  const body = (
    <MinePage
      applications={applications.flatMap((application) => {
        const mission = missions.get(application.missionId);
        return mission ? [{ application, mission }] : [];
      })}
      hours={hours}
      names={names}
      kept={kept.flatMap((id) => missions.get(id) ?? [])}
      fitting={fitting.map(({ mission, km, score }) => ({
        mission,
        km,
        association: names.get(mission.organisationId) || mission.externalName,
        reasons: reasonsFor(lang, mission, helper, score),
      }))}
    />
  );
  return page(c, { title: m.mine, lead: m.mineLead, body });
}
