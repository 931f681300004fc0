import type { Request } from '#platform/http/env.ts';
import { answerWrongToken } from '#platform/http/limits.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { alertOfToken, callOf } from '../call-lookup.ts';
import { readBadge } from '../domain/badge.ts';
import { sitesOfPerson } from '../queries/attendance.ts';
import type { LinkedAlert } from '../queries/links.ts';
import { type BadgeError, badgeFor, checkBadge, shortCode } from './badge.ts';
import { attendanceTexts } from './messages/index.ts';
import { DESK_ROLES } from './policy.ts';
import { BACK_MS } from './sheet.ts';
import { FIELD, ownSites, sitePath } from './site.ts';
import { BadgePage } from './views/badge-page.tsx';

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
    return page(c, {
      title: attendanceTexts(c.get('lang')).badge.title,
      shell: 'plain',
      mood: 'crisis',
      exercise: call.exercise,
      body: (
        <BadgePage
          call={call}
          back={`/r/${token}`}
          badge={call.state === 'confirmed' ? await ownBadge(c, alert, call.endsAt) : undefined}
        />
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

async function ownBadge(c: Request, { crisisId, volunteerId }: LinkedAlert, endsAt: Date) {
  const ctx = c.get('ctx');
  const who = { crisisId, personKind: 'volunteer', personId: volunteerId, endsAt } as const;
  const text = await badgeFor(ctx, who);
  return {
    address: `${ctx.config.publicUrl}/B/${text}`,
    code: shortCode(crisisId, 'volunteer', volunteerId),
    expires: readBadge(text)?.expires ?? endsAt,
  };
}

/** The desk where this person is expected, among those of the actor. */
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
    const { personKind, personId } = verdict.badge;
    const after = new Date(ctx.clock.now().getTime() - BACK_MS);
    const expected = await sitesOfPerson(ctx.db, personId, after);
    const at = expected.find(({ siteId }) => sites.some((site) => site.id === siteId));
    const q = shortCode(crisisId, personKind, personId);
    if (at) return { path: `${sitePath(crisisId, at.siteId)}?q=${q}` };
    errors.push('elsewhere');
  }
  // A badge is signed by one crisis; that it is not of the others says nothing.
  const telling = errors.find((error) => error !== 'forged');
  return { error: telling ?? errors[0] ?? 'elsewhere' };
}
