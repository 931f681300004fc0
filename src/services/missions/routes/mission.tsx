import { z } from 'zod';
import type { Context } from '#platform/context.ts';
import { communeByCode } from '#platform/geo/index.ts';
import type { Request } from '#platform/http/env.ts';
import { type FieldErrors, parseForm, readForm, typedTexts } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { helperOf } from '#services/volunteers/index.ts';
import { applyFor, hardGates } from '../actions/apply.ts';
import { applyingBan } from '../actions/ban.ts';
import { REPORT_REASONS, reportMission } from '../actions/moderate.ts';
import { clickId } from '../domain/activity-status.ts';
import { jobPosting } from '../domain/job-posting.ts';
import { texts } from '../messages/index.ts';
import { applicationPath } from '../notices.ts';
import { mayRead } from '../policy.ts';
import { applicationOfVolunteer } from '../queries/applications.ts';
import { dropFavourite, favouritesOf, keepFavourite } from '../queries/favourites.ts';
import { invitationOf } from '../queries/invitations.ts';
import { type Mission, missionById } from '../queries/missions.ts';
import { reasonsFor } from '../reasons.ts';
import { delaysOf } from '../settings.ts';
import { CLICK, MissionPage, type MissionPageProps } from '../views/mission-page.tsx';
import { ReportPage } from '../views/moderation.tsx';
import { MISSION, missionView, parameter, translated } from './forms.ts';

/** States that have been shown to everybody: an old link says what became of them. */
const PUBLIC: readonly Mission['state'][] = ['published', 'paused', 'closed'];

/** Reports from one address in an hour. */
const REPORT_LIMIT = { name: 'missions.report', points: 10, minutes: 60 } as const;

export function missionRoutes(pages: Routes): void {
  pages.get(MISSION, 'public', async (c) => {
    const mission = await shownMission(c);
    return mission ? missionPage(c, mission) : notFoundPage(c);
  });

  pages.post(`${MISSION}/apply`, 'signed_in', async (c) => {
    const mission = await shownMission(c);
    if (!mission) return notFoundPage(c);
    const raw = typedTexts(await readForm(c));
    const kind = raw.kind === 'ask' ? 'ask' : 'apply';
    const field = kind === 'ask' ? 'question' : 'motivation';
    const text = (raw[field] ?? '').slice(0, 2000);
    const click = clickId(raw[CLICK]);
    const applied = await applyFor(c.get('ctx'), c.get('actor'), mission.id, {
      kind,
      text,
      ...(click ? { apiengagementId: click } : {}),
    });
    if (applied.ok) {
      return c.redirect(`${applicationPath(mission.id, applied.value.id)}?saved=1`, 303);
    }
    return missionPage(c, mission, raw, { [field]: applied.error });
  });

  pages.post(`${MISSION}/keep`, 'signed_in', async (c) => {
    const { db, clock } = c.get('ctx');
    const mission = await shownMission(c);
    const helper = await helperOf(c.get('ctx'), c.get('actor'));
    if (!mission) return notFoundPage(c);
    if (!helper) return c.redirect('/volunteer/join', 303);
    const { kept } = typedTexts(await readForm(c));
    if (kept === 'on') await keepFavourite(db, helper.id, mission.id, clock.now());
    else await dropFavourite(db, helper.id, mission.id);
    return c.redirect(`/missions/${mission.id}`, 303);
  });

  pages.get(`${MISSION}/report`, 'public', async (c) => {
    const mission = await shownMission(c);
    return mission ? reportPage(c, mission) : notFoundPage(c);
  });

  pages.post(
    `${MISSION}/report`,
    'public',
    async (c) => {
      const mission = await shownMission(c);
      if (!mission) return notFoundPage(c);
      const form = await parseForm(
        c,
        z.object({
          reason: z.enum(REPORT_REASONS, 'reason_missing'),
          note: z.string().trim().max(2000, 'text_long').default(''),
        }),
      );
      if (!form.ok) return reportPage(c, mission, typedTexts(form.raw), form.errors);
      const { reason, note } = form.value;
      await reportMission(c.get('ctx'), c.get('actor'), mission.id, reason, note);
      const m = texts(c.get('lang')).moderation;
      return page(c, { title: m.reportTitle, body: <p class="govuk-body">{m.reportDone}</p> });
    },
    { limit: REPORT_LIMIT },
  );
}

async function shownMission(c: Request): Promise<Mission | undefined> {
  const mission = await missionById(c.get('ctx').db, parameter(c, 'id'));
  return mission && PUBLIC.includes(mission.state) ? mission : undefined;
}

async function missionPage(
  c: Request,
  mission: Mission,
  values: Readonly<Record<string, string>> = {},
  errors: FieldErrors = {},
): Promise<Response> {
  const ctx = c.get('ctx');
  const lang = c.get('lang');
  const actor = c.get('actor');
  const helper = actor.kind === 'person' ? await helperOf(ctx, actor) : undefined;
  const kept = helper ? await favouritesOf(ctx.db, helper.id) : [];
  const view = await missionView(c, mission);
  return page(c, {
    title: mission.title,
    ownHeading: true,
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: [{ text: texts(lang).search.title, href: '/missions' }],
    body: (
      <MissionPage
        {...view}
        posting={postingOf(ctx, mission, view.association)}
        standing={await standingOf(c, mission)}
        reasons={helper ? reasonsFor(lang, mission, helper) : []}
        answerDays={delaysOf(ctx).releaseDays}
        values={values}
        errors={translated(lang, errors)}
        clickId={clickId(c.req.query(CLICK) ?? values[CLICK])}
        invitation={helper && (await invitationOf(ctx.db, mission.id, helper.id))}
        isKept={kept.includes(mission.id)}
      />
    ),
  });
}

/** For search engines; missions of partners are theirs to describe. */
function postingOf(
  { config }: Context,
  mission: Mission,
  { id, name, communeCode }: { id: string; name: string; communeCode: string },
) {
  if (mission.state !== 'published' || mission.source !== 'entered') return undefined;
  const commune = communeByCode(mission.communeCode ?? communeCode);
  return jobPosting({
    id: mission.id,
    url: `${config.publicUrl}/missions/${mission.id}`,
    title: mission.title,
    description: mission.description,
    association: { name, url: `${config.publicUrl}/associations/${id}` },
    publishedAt: mission.publishedAt ?? mission.createdAt,
    endsOn: mission.endsOn,
    isRemote: mission.remote === 'full',
    commune: commune && { name: commune.name, postalCode: commune.postalCodes[0] },
  });
}

async function standingOf(c: Request, mission: Mission): Promise<MissionPageProps['standing']> {
  const ctx = c.get('ctx');
  const actor = c.get('actor');
  const m = texts(c.get('lang')).errors;
  if (mission.source === 'exchange') return { kind: 'elsewhere', href: mission.applicationUrl };
  if (actor.kind !== 'person') return { kind: 'visitor' };
  if (mayRead(actor, mission.organisationId)) {
    return { kind: 'own_association', href: `/missions/${mission.id}/manage` };
  }
  const helper = await helperOf(ctx, actor);
  if (!helper || helper.status === 'draft') return { kind: 'unfinished' };
  const application = await applicationOfVolunteer(ctx.db, mission.id, helper.id);
  if (application) {
    return { kind: 'applied', href: applicationPath(mission.id, application.id) };
  }
  if (mission.state !== 'published') {
    return { kind: 'gated', reason: m.mission_closed as string };
  }
  const ban = await applyingBan(ctx, actor);
  if (ban) return { kind: 'banned', ban };
  const [gate] = hardGates(ctx, mission, helper);
  return gate ? { kind: 'gated', reason: m[gate] as string } : { kind: 'may_apply' };
}

function reportPage(
  c: Request,
  mission: Mission,
  values: Readonly<Record<string, string>> = {},
  errors: FieldErrors = {},
): Response {
  const lang = c.get('lang');
  const m = texts(lang).moderation;
  return page(c, {
    title: m.reportTitle,
    lead: m.reportLead,
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: [{ text: mission.title, href: `/missions/${mission.id}` }],
    body: <ReportPage values={values} errors={translated(lang, errors)} />,
  });
}
