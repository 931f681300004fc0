import { z } from 'zod';
import type { Request } from '#platform/http/env.ts';
import { type FieldErrors, parseForm, typedTexts } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { organisationById } from '#services/associations/index.ts';
import { banAccount, banAssociation, banSeenBy, moveBan } from '../actions/ban.ts';
import { BAN_DAYS, BAN_REASONS } from '../domain/bans.ts';
import { texts } from '../messages/index.ts';
import { MODERATOR_ROLES, reviewTerritory } from '../policy.ts';
import { bansOf } from '../queries/bans.ts';
import { BanPage, BansPage } from '../views/bans.tsx';
import { namesOf, parameter, translated } from './forms.ts';

const BANS = '/missions/bans';
const ONE = `${BANS}/:ban{[0-9a-f]{8}-[0-9a-f-]{27}}`;

const banForm = z.object({
  association: z.string().optional(),
  email: z.string().max(254).default(''),
  reason: z.enum(BAN_REASONS, 'reason_missing'),
  note: z.string().trim().min(1, 'note_missing').max(2000, 'text_long'),
  days: z.coerce
    .number('days_missing')
    .refine((days) => BAN_DAYS.some((known) => known === days), 'days_missing'),
});

export function banRoutes(pages: Routes): void {
  pages.get(BANS, MODERATOR_ROLES, (c) => bansPage(c, c.req.query('association')));

  pages.post(BANS, MODERATOR_ROLES, async (c) => {
    const form = await parseForm(c, banForm);
    if (!form.ok) {
      const values = typedTexts(form.raw);
      return bansPage(c, values.association, values, form.errors);
    }
    const { association, email, ...input } = form.value;
    const made = association
      ? await banAssociation(c.get('ctx'), c.get('actor'), association, input)
      : await banAccount(c.get('ctx'), c.get('actor'), email, input);
    if (made.ok) return c.redirect(`${BANS}/${made.value}`, 303);
    if (made.error === 'not_found') return notFoundPage(c);
    const values = { email, reason: input.reason, note: input.note, days: String(input.days) };
    return bansPage(c, association, values, { email: made.error });
  });

  pages.get(ONE, 'signed_in', (c) => banPage(c));

  pages.post(ONE, 'signed_in', async (c) => {
    const form = await parseForm(
      c,
      z.object({
        event: z.enum(['appeal', 'uphold', 'lift'], 'not_possible_now'),
        text: z.string().trim().min(1, 'note_missing').max(2000, 'text_long'),
      }),
    );
    if (!form.ok) return banPage(c, form.errors);
    const { event, text } = form.value;
    const id = parameter(c, 'ban');
    const moved = await moveBan(c.get('ctx'), c.get('actor'), id, event, text);
    return moved.ok ? c.redirect(`${BANS}/${id}`, 303) : banPage(c, { text: moved.error });
  });
}

async function bansPage(
  c: Request,
  associationId = '',
  values: Readonly<Record<string, string>> = {},
  errors: FieldErrors = {},
): Promise<Response> {
  const ctx = c.get('ctx');
  const lang = c.get('lang');
  const m = texts(lang).bans;
  const bans = await bansOf(ctx.db, reviewTerritory(c.get('actor')));
  return page(c, {
    title: m.title,
    lead: m.lead,
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: [{ text: texts(lang).moderation.title, href: '/missions/moderation' }],
    body: (
      <BansPage
        bans={bans}
        names={
          await namesOf(
            c,
            bans.flatMap(({ subject, subjectId }) =>
              subject === 'association' ? [subjectId] : [],
            ),
          )
        }
        association={await organisationById(ctx, associationId)}
        values={values}
        errors={translated(lang, errors)}
      />
    ),
  });
}

async function banPage(c: Request, errors: FieldErrors = {}): Promise<Response> {
  const lang = c.get('lang');
  const seen = await banSeenBy(c.get('ctx'), c.get('actor'), parameter(c, 'ban'));
  if (!seen) return notFoundPage(c);
  return page(c, {
    title: texts(lang).bans.pageTitle,
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: [{ text: texts(lang).search.title, href: '/missions' }],
    body: <BanPage {...seen} errors={translated(lang, errors)} />,
  });
}
