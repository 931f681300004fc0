import { z } from 'zod';
import type { Request } from '#platform/http/env.ts';
import { parseForm, readForm, typedTexts } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { COLON } from '#platform/i18n/typography.ts';
import { addDays, instantOf, localDate } from '#platform/kernel/dates.ts';
import { bundle, script } from '#platform/ui/assets.ts';
import { namesOf } from '../actions/names.ts';
import { type DeskVisit, dayCode, recordBatch, recordVisit } from '../actions/visit.ts';
import { BANDS, PURPOSES } from '../domain/vocabularies.ts';
import { texts } from '../messages/index.ts';
import { DESK_ROLES } from '../policy.ts';
import { bookingsBetween } from '../queries/bookings.ts';
import type { Space } from '../queries/spaces.ts';
import { deleteVisit, visitsOfDay } from '../queries/visits.ts';
import { DeskPage } from '../views/desk.tsx';
import { breadcrumbsOf, hostedSpace, SPACE } from './forms.ts';

const SCRIPT = script('space-desk.js', new URL('../device/desk.client.ts', import.meta.url));
const WORKER = bundle(new URL('../../../platform/offline/worker.client.ts', import.meta.url));

export function deskRoutes(pages: Routes): void {
  // Below /spaces, so that it speaks for these pages alone.
  pages.get('/spaces/worker.js', 'public', (c) =>
    c.body(WORKER(), 200, {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
    }),
  );

  pages.get(`${SPACE}/desk`, DESK_ROLES, async (c) => {
    const space = await hostedSpace(c);
    return space ? deskPage(c, space) : notFoundPage(c);
  });

  pages.post(`${SPACE}/desk/visit`, DESK_ROLES, async (c) => {
    const space = await hostedSpace(c);
    if (!space) return notFoundPage(c);
    const ctx = c.get('ctx');
    const form = await parseForm(c, visitForm);
    if (!form.ok) return deskPage(c, space, typedTexts(form.raw), form.errors);
    const { event, ...rest } = form.value;
    const visit: DeskVisit = { ...rest, id: event, at: ctx.clock.now() };
    const recorded = await recordVisit(ctx, c.get('actor'), space, visit);
    if (!recorded.ok) {
      return deskPage(c, space, typedTexts(await readForm(c)), { card: recorded.error });
    }
    const done = recorded.value === 'new' ? event : 'again';
    return c.redirect(`/spaces/${space.id}/desk?done=${done}`, 303);
  });

  pages.post(`${SPACE}/desk/undo`, DESK_ROLES, async (c) => {
    const space = await hostedSpace(c);
    if (!space) return notFoundPage(c);
    const { event = '' } = typedTexts(await readForm(c));
    if (z.uuid().safeParse(event).success) await deleteVisit(c.get('ctx').db, space.id, event);
    return c.redirect(`/spaces/${space.id}/desk?done=undone`, 303);
  });

  pages.get(`${SPACE}/desk/token.json`, DESK_ROLES, async (c) => {
    const space = await hostedSpace(c);
    // The token of the page's form, renewed: the page itself may be of yesterday.
    return space ? c.json({ csrf: c.get('csrf')() }) : notFoundPage(c);
  });

  pages.post(`${SPACE}/desk/events`, DESK_ROLES, async (c) => {
    const space = await hostedSpace(c);
    if (!space) return notFoundPage(c);
    const parsed = await parseForm(c, z.object({ batch: batchText }));
    if (!parsed.ok) return c.json({ error: 'batch_unreadable' }, 422);
    const { sentAt, visits } = parsed.value.batch;
    return c.json(await recordBatch(c.get('ctx'), c.get('actor'), space, sentAt, visits));
  });
}

const people = z.coerce
  .number('people_wrong')
  .int('people_wrong')
  .min(1, 'people_wrong')
  .max(100, 'people_wrong')
  .default(1);

const visitFields = {
  band: z.enum(BANDS).nullable().default(null),
  purpose: z.enum(PURPOSES, 'purpose_missing'),
  people,
  card: z.string().trim().max(20, 'card_unknown').default(''),
};

/** The age is asked of whoever has no card. */
const visitForm = z
  .object({ event: z.uuid(), ...visitFields })
  .refine(({ band, card }) => band !== null || card !== '', {
    path: ['band'],
    error: 'band_missing',
  });

const batch = z.object({
  sentAt: z.coerce.date(),
  visits: z.array(z.object({ id: z.uuid(), at: z.coerce.date(), ...visitFields })).max(200),
});

const batchText = z.string().transform((text, check) => {
  try {
    const parsed = batch.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
  } catch {
    // Said below.
  }
  check.addIssue({ code: 'custom', message: 'batch_unreadable' });
  return z.NEVER;
});

async function deskPage(
  c: Request,
  space: Space,
  values: Readonly<Record<string, string>> = {},
  codes: Readonly<Record<string, string | undefined>> = {},
): Promise<Response> {
  const ctx = c.get('ctx');
  const m = texts(c.get('lang')).desk;
  const today = localDate(ctx.clock.now(), space.timeZone);
  const bookings = await bookingsBetween(
    ctx.db,
    space.id,
    instantOf(today, 0, space.timeZone),
    instantOf(addDays(today, 1), 0, space.timeZone),
  );
  return page(c, {
    title: m.title + COLON[c.get('lang')] + space.name,
    lead: m.lead,
    status: Object.keys(codes).length > 0 ? 422 : 200,
    breadcrumbs: breadcrumbsOf(c, space),
    body: (
      <DeskPage
        space={space}
        visits={await visitsOfDay(ctx.db, space.id, today)}
        bookings={bookings}
        nameOf={await namesOf(ctx, bookings, texts(c.get('lang')).bookings.anonymous)}
        dayCode={dayCode(space, today)}
        eventId={ctx.ids.next()}
        values={values}
        errors={Object.fromEntries(
          Object.entries(codes).map(([field, code]) => [
            field,
            m.problem[code ?? ''] ?? code ?? '',
          ]),
        )}
        done={c.req.query('done')}
        script={SCRIPT()}
      />
    ),
  });
}
