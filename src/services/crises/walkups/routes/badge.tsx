import type { Request } from '#platform/http/env.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { ownBadge } from '../../attendance/badge.ts';
import { attendanceTexts } from '../../attendance/messages/index.ts';
import { BadgePage, NoBadge } from '../../attendance/views/badge-page.tsx';
import { HOLDS_SLOT } from '../../domain/walk-up.ts';
import { PAGE_ROLES } from '../../policy.ts';
import { type IntakeOfCrisis, intakeOf, slotsOf } from '../../queries/intake.ts';
import { sitesOf } from '../../queries/needs.ts';
import { groupMembers, type WalkUp, walkUpById } from '../../queries/walk-ups.ts';
import { viewed } from '../../routes/crises.tsx';
import { ownOfLink } from '../actions/own.ts';
import { walkUpTexts } from '../messages/index.ts';
import { walkUpName } from '../views/walk-up-words.ts';
import { PERSON_PATH } from './desk.tsx';
import { asked, linkOf, notALink, WAYS } from './public.tsx';

/** The badge of somebody spontaneous: on their own telephone, or printed at the reception. */
export function walkUpBadgePages(pages: Routes): void {
  for (const { lang, path } of WAYS) {
    pages.get(`${path}/:code/:token/badge`, 'public', async (c) => {
      c.header('Cache-Control', 'no-store');
      asked(c, lang);
      const own = await ownOfLink(c.get('ctx'), linkOf(c));
      if (!own) return notALink(c);
      // Those who came along have no link of their own.
      const rank = Number(c.req.query('rank') ?? 0);
      const whose = own.people.find(({ groupRank }) => groupRank === rank) ?? own.leader;
      const text = attendanceTexts(c.get('lang')).badge.back;
      return badgePage(c, own.intake, whose, own.leader, {
        href: c.req.path.replace(/\/badge$/, ''),
        text,
      });
    });
  }

  pages.get(`${PERSON_PATH}/badge`, PAGE_ROLES.read_roster, async (c) => {
    const crisis = await viewed(c, 'read_roster');
    if (crisis instanceof Response) return crisis;
    const { db } = c.get('ctx');
    const intake = await intakeOf(db, crisis.id);
    const walkUp = await walkUpById(db, crisis.id, c.req.param('person') ?? '');
    if (!intake || !walkUp || walkUp.erasedAt) return notFoundPage(c);
    const [leader = walkUp] = await groupMembers(db, crisis.id, walkUp.groupId);
    const text = walkUpTexts(c.get('lang')).desk.badge_back;
    return badgePage(c, intake, walkUp, leader, {
      href: `/crises/${crisis.id}/desk/${walkUp.id}`,
      text,
    });
  });
}

async function badgePage(
  c: Request,
  intake: IntakeOfCrisis,
  walkUp: WalkUp,
  leader: WalkUp,
  back: { readonly href: string; readonly text: string },
): Promise<Response> {
  const ctx = c.get('ctx');
  const { crisisId, timeZone } = intake;
  const slot = HOLDS_SLOT.has(walkUp.state)
    ? (await slotsOf(ctx.db, crisisId)).find(({ id }) => id === walkUp.slotId)
    : undefined;
  const site = (await sitesOf(ctx.db, crisisId)).find(({ id }) => id === slot?.siteId);
  const lang = c.get('lang');
  return page(c, {
    title: attendanceTexts(lang).badge.title,
    shell: 'plain',
    mood: 'crisis',
    exercise: intake.exercise,
    body: slot ? (
      <BadgePage
        heading={[walkUpName(lang, walkUp, leader), site?.name].filter(Boolean).join(', ')}
        shift={{ ...slot, timeZone }}
        badge={
          await ownBadge(ctx, {
            crisisId,
            personKind: 'walk_up',
            personId: walkUp.id,
            endsAt: slot.endsAt,
          })
        }
        back={back}
      />
    ) : (
      <NoBadge back={back} />
    ),
  });
}
