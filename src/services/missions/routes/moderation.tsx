import { z } from 'zod';
import { auditOf } from '#platform/audit/index.ts';
import type { Request } from '#platform/http/env.ts';
import { type FieldErrors, parseForm, typedTexts } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { type Decision, decideReview, REVIEW_REASONS } from '../actions/moderate.ts';
import { checksOf } from '../checks.ts';
import { texts } from '../messages/index.ts';
import { MODERATOR_ROLES, mayModerate, reviewTerritory } from '../policy.ts';
import { type Mission, missionById, missionsToReview } from '../queries/missions.ts';
import { openReports } from '../queries/reports.ts';
import { delaysOf } from '../settings.ts';
import { ModerationQueue, ReviewPage } from '../views/moderation.tsx';
import { missionView, namesOf, parameter, translated } from './forms.ts';

const REVIEW = '/missions/moderation/:id{[0-9a-f]{8}-[0-9a-f-]{27}}';

export function moderationRoutes(pages: Routes): void {
  pages.get('/missions/moderation', MODERATOR_ROLES, async (c) => {
    const ctx = c.get('ctx');
    const m = texts(c.get('lang')).moderation;
    const missions = await missionsToReview(ctx.db, reviewTerritory(c.get('actor')));
    const names = await namesOf(
      c,
      missions.map(({ organisationId }) => organisationId),
    );
    const body = (
      <>
        <ModerationQueue
          missions={missions.map((mission) => ({
            ...mission,
            association: names.get(mission.organisationId) ?? '',
          }))}
          reviewDays={delaysOf(ctx).reviewDays}
        />
        <p class="govuk-body">
          <a class="govuk-link" href="/missions/bans">
            {texts(c.get('lang')).bans.title}
          </a>
        </p>
      </>
    );
    return page(c, { title: m.title, lead: m.lead, wide: true, body });
  });

  pages.get(REVIEW, MODERATOR_ROLES, async (c) => {
    const mission = await moderated(c);
    return mission ? reviewPage(c, mission) : notFoundPage(c);
  });

  pages.post(REVIEW, MODERATOR_ROLES, async (c) => {
    const mission = await moderated(c);
    if (!mission) return notFoundPage(c);
    const form = await parseForm(
      c,
      z.object({
        verdict: z.enum(['publish', 'refuse', 'flag', 'clear', 'keep'], 'not_possible_now'),
        reason: z.enum(REVIEW_REASONS).optional().catch(undefined),
        note: z.string().trim().max(2000, 'text_long').default(''),
      }),
    );
    if (!form.ok) return reviewPage(c, mission, typedTexts(form.raw), form.errors);
    const { reason, ...rest } = form.value;
    const decision: Decision = reason ? { ...rest, reason } : rest;
    const decided = await decideReview(c.get('ctx'), c.get('actor'), mission.id, decision);
    if (decided.ok) return c.redirect('/missions/moderation', 303);
    const field = decided.error !== 'note_missing' ? '' : reason ? 'note' : 'reason';
    const error = field === 'reason' ? 'reason_missing' : decided.error;
    return reviewPage(c, mission, { reason: reason ?? '', note: rest.note }, { [field]: error });
  });
}

async function moderated(c: Request): Promise<Mission | undefined> {
  const mission = await missionById(c.get('ctx').db, parameter(c, 'id'));
  return mission && mission.state !== 'draft' && mayModerate(c.get('actor'), mission)
    ? mission
    : undefined;
}

const VERDICTS: Readonly<Record<Mission['state'], readonly Decision['verdict'][]>> = {
  draft: [],
  pending_review: ['publish', 'refuse', 'flag'],
  published: ['keep', 'flag'],
  paused: ['keep', 'flag'],
  flagged: ['clear'],
  closed: ['keep'],
  cancelled: [],
};

async function reviewPage(
  c: Request,
  mission: Mission,
  values: Readonly<Record<string, string>> = {},
  errors: FieldErrors = {},
): Promise<Response> {
  const ctx = c.get('ctx');
  const lang = c.get('lang');
  const view = await missionView(c, mission);
  const today = localDate(ctx.clock.now());
  return page(c, {
    title: mission.title,
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: [{ text: texts(lang).moderation.title, href: '/missions/moderation' }],
    body: (
      <ReviewPage
        {...view}
        checks={checksOf(mission, view.association, ctx.config.publicUrl, today)}
        reports={await openReports(ctx.db, mission.id)}
        history={await auditOf(ctx, { kind: 'mission', id: mission.id })}
        verdicts={VERDICTS[mission.state]}
        values={values}
        errors={translated(lang, errors)}
      />
    ),
  });
}
