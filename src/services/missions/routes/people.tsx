import { z } from 'zod';
import type { Request } from '#platform/http/env.ts';
import { parseForm } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { peopleByIds } from '#services/volunteers/index.ts';
import {
  answerInvitation,
  BLIND_SPOT_KM,
  blindSpots,
  type InviteRefusal,
  invite,
  suggestedFor,
} from '../actions/invite.ts';
import { texts } from '../messages/index.ts';
import { MANAGER_ROLES, mayManage } from '../policy.ts';
import { applicationsOfMission } from '../queries/applications.ts';
import { invitationsOfMission } from '../queries/invitations.ts';
import { type Mission, missionById } from '../queries/missions.ts';
import { PeoplePage } from '../views/people.tsx';
import { MISSION, parameter } from './forms.ts';

export function peopleRoutes(pages: Routes): void {
  pages.get(`${MISSION}/people`, MANAGER_ROLES, async (c) => {
    const mission = await managed(c);
    return mission ? peoplePage(c, mission) : notFoundPage(c);
  });

  pages.post(`${MISSION}/people`, MANAGER_ROLES, async (c) => {
    const mission = await managed(c);
    if (!mission) return notFoundPage(c);
    const form = await parseForm(c, z.object({ volunteer: z.uuid() }));
    if (!form.ok) return peoplePage(c, mission, 'not_invitable');
    const { volunteer } = form.value;
    const invited = await invite(c.get('ctx'), c.get('actor'), mission.id, volunteer);
    if (!invited.ok) return peoplePage(c, mission, invited.error);
    return c.redirect(`/missions/${mission.id}/people?done=1`, 303);
  });

  pages.post(`${MISSION}/invitation`, 'signed_in', async (c) => {
    const form = await parseForm(c, z.object({ answer: z.enum(['no', 'mute']) }));
    const id = parameter(c, 'id');
    if (form.ok) await answerInvitation(c.get('ctx'), c.get('actor'), id, form.value.answer);
    return c.redirect(`/missions/${id}`, 303);
  });
}

async function managed(c: Request): Promise<Mission | undefined> {
  const mission = await missionById(c.get('ctx').db, parameter(c, 'id'));
  return mission && mayManage(c.get('actor'), mission.organisationId) ? mission : undefined;
}

function problemText(lang: 'fr' | 'en', problem: InviteRefusal): string {
  const { people: m, errors } = texts(lang);
  switch (problem) {
    case 'not_invitable':
      return m.notInvitable;
    case 'asked_enough':
      return m.askedEnough;
    case 'not_found':
    case 'not_possible_now':
      return errors[problem] as string;
  }
}

async function peoplePage(
  c: Request,
  mission: Mission,
  problem?: InviteRefusal,
): Promise<Response> {
  const ctx = c.get('ctx');
  const lang = c.get('lang');
  const m = texts(lang).people;
  const invitations = await invitationsOfMission(ctx.db, mission.id);
  const people = await peopleByIds(
    ctx,
    invitations.map(({ volunteerId }) => volunteerId),
  );
  const applied = new Set<string>(
    (await applicationsOfMission(ctx.db, mission.id)).map(({ volunteerId }) => volunteerId),
  );
  return page(c, {
    title: m.title,
    lead: m.lead,
    status: problem ? 422 : 200,
    breadcrumbs: [
      { text: texts(lang).manage.title, href: '/missions/manage' },
      { text: mission.title, href: `/missions/${mission.id}/manage` },
    ],
    body: (
      <PeoplePage
        mission={mission}
        suggestions={mission.state === 'published' ? await suggestedFor(ctx, mission) : []}
        invited={invitations.map(({ volunteerId, invitedAt, declinedAt }) => ({
          id: volunteerId,
          firstName: people.get(volunteerId)?.firstName || '…',
          invitedAt,
          answer: applied.has(volunteerId) ? 'applied' : declinedAt ? 'declined' : 'none',
        }))}
        blindSpots={{ abilities: await blindSpots(ctx, mission), km: BLIND_SPOT_KM }}
        isDone={c.req.query('done') === '1'}
        problem={problem && problemText(lang, problem)}
      />
    ),
  });
}
