import type { Request } from '#platform/http/env.ts';
import { answerWrongToken } from '#platform/http/limits.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { alertOfToken, callOf } from '../call-lookup.ts';
import type { Badge } from '../domain/badge.ts';
import { mayOnCrisis } from '../policy.ts';
import { type SiteUnderWay, sitesOfPerson } from '../queries/attendance.ts';
import { crisisById } from '../queries/crises.ts';
import { sitesOfWalkUp } from '../queries/walk-ups-at-site.ts';
import { type BadgeError, checkBadge, ownBadge, shortCode } from './badge.ts';
import { attendanceTexts } from './messages/index.ts';
import { DESK_ROLES } from './policy.ts';
import { BACK_MS } from './sheet.ts';
import { FIELD, ownSites, sitePath } from './site.ts';
import { BadgePage, NoBadge } from './views/badge-page.tsx';

/** The badge of somebody who comes, and what a telephone's own camera opens when it reads one. */
export function badgePages(pages: Routes): void {
  pages.get('/r/:token/badge', 'public', async (c) => {
    c.header('Cache-Control', 'no-store');
    c.set('banner', undefined);
    const ctx = c.get('ctx');
    const token = c.req.param('token') ?? '';
    const alert = await alertOfToken(ctx, token);
    const call = alert && (await callOf(ctx, alert));
    if (!alert || !call) return answerWrongToken(c, () => notFoundPage(c));
    const m = attendanceTexts(c.get('lang')).badge;
    const back = { href: `/r/${token}`, text: m.back };
    return page(c, {
      title: m.title,
      shell: 'plain',
      mood: 'crisis',
      exercise: call.exercise,
      body:
        call.state === 'confirmed' ? (
          <BadgePage
            heading={`${call.position}, ${call.siteName}`}
            shift={call}
            badge={
              await ownBadge(ctx, {
                crisisId: alert.crisisId,
                personKind: 'volunteer',
                personId: alert.volunteerId,
                endsAt: call.endsAt,
              })
            }
            back={back}
          />
        ) : (
          <NoBadge back={back} />
        ),
    });
  });

  pages.get('/B/:badge', DESK_ROLES, async (c) => {
    const found = await siteOfBadge(c);
    if ('path' in found) return c.redirect(found.path, 303);
    const { badge: m, refusals, nav } = attendanceTexts(c.get('lang'));
    return page(c, {
      title: m.wrong_title,
      shell: 'plain',
      mood: 'crisis',
      status: 404,
      body: (
        <>
          <p>{found.error === 'elsewhere' ? m.elsewhere : refusals[found.error]}</p>
          <p>
            <a href={FIELD}>{nav}</a>
          </p>
        </>
      ),
    });
  });
}

/** Where the actor receives this person: a desk among theirs, or the reception. */
async function siteOfBadge(
  c: Request,
): Promise<{ path: string } | { error: BadgeError | 'elsewhere' }> {
  const ctx = c.get('ctx');
  const sites = await ownSites(ctx, c.get('actor'));
  const errors: (BadgeError | 'elsewhere')[] = [];
  for (const crisisId of new Set(sites.map((site) => site.crisisId))) {
    const verdict = await checkBadge(ctx, crisisId, c.req.param('badge') ?? '');
    if (!verdict.ok) {
      errors.push(verdict.error);
      continue;
    }
    const path = await deskOf(c, crisisId, verdict.badge, sites);
    if (path) return { path };
    errors.push('elsewhere');
  }
  // A badge is signed by one crisis; that it is not of the others says nothing.
  const telling = errors.find((error) => error !== 'forged');
  return { error: telling ?? errors[0] ?? 'elsewhere' };
}

async function deskOf(
  c: Request,
  crisisId: string,
  { personKind, personId }: Badge,
  sites: readonly SiteUnderWay[],
): Promise<string | undefined> {
  const ctx = c.get('ctx');
  const after = new Date(ctx.clock.now().getTime() - BACK_MS);
  const expected =
    personKind === 'volunteer'
      ? await sitesOfPerson(ctx.db, personId, after)
      : await sitesOfWalkUp(ctx.db, crisisId, personId);
  const at = expected.find(({ siteId }) => sites.some((site) => site.id === siteId));
  if (at) {
    return `${sitePath(crisisId, at.siteId)}?q=${shortCode(crisisId, personKind, personId)}`;
  }
  const crisis = personKind === 'walk_up' ? await crisisById(ctx.db, crisisId) : undefined;
  return crisis && mayOnCrisis(c.get('actor'), 'read_roster', crisis)
    ? `/crises/${crisisId}/desk/${personId}`
    : undefined;
}
