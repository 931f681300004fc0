import { z } from 'zod';
import type { Request } from '#platform/http/env.ts';
import { type FieldErrors, parseForm, readForm, typedTexts } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { COLON } from '#platform/i18n/typography.ts';
import {
  addDays,
  type DateString,
  instantOf,
  isDateString,
  localDate,
} from '#platform/kernel/dates.ts';
import type { Result } from '#platform/kernel/result.ts';
import {
  type BookingAsk,
  type BookRefusal,
  bookSlot,
  moveBooking,
  offeredSlots,
  setPosts,
} from '../actions/book.ts';
import { namesOf } from '../actions/names.ts';
import { DAYS_AHEAD } from '../domain/slots.ts';
import { BANDS } from '../domain/vocabularies.ts';
import { texts } from '../messages/index.ts';
import { DESK_ROLES, mayHost, mayKeep } from '../policy.ts';
import { bookingsBetween, postsOf } from '../queries/bookings.ts';
import type { Space } from '../queries/spaces.ts';
import { BookPage } from '../views/book.tsx';
import { BookingsPage } from '../views/bookings.tsx';
import {
  breadcrumbsOf,
  hostedSpace,
  keptSpace,
  parameter,
  SPACE,
  spaceAsked,
  UUID,
} from './forms.ts';

export function bookingRoutes(pages: Routes): void {
  pages.get(`${SPACE}/book`, 'public', async (c) => {
    const space = await spaceAsked(c);
    return space ? bookPage(c, space) : notFoundPage(c);
  });

  pages.post(`${SPACE}/book`, 'signed_in', async (c) => {
    const space = await spaceAsked(c);
    if (!space) return notFoundPage(c);
    const form = await parseForm(c, slotForm);
    if (!form.ok) return bookPage(c, space, typedTexts(form.raw), form.errors);
    const booked = await bookSlot(c.get('ctx'), c.get('actor'), space.id, askOf(form.value));
    if (booked.ok) return c.redirect('/spaces/mine?said=booked', 303);
    const errors = errorOf(booked);
    return bookPage(c, space, typedTexts(await readForm(c)), errors);
  });

  pages.get(`${SPACE}/bookings`, DESK_ROLES, async (c) => {
    const space = await hostedSpace(c);
    return space ? bookingsPage(c, space) : notFoundPage(c);
  });

  pages.post(`${SPACE}/bookings`, DESK_ROLES, async (c) => {
    const space = await hostedSpace(c);
    if (!space) return notFoundPage(c);
    const form = await parseForm(c, slotForm.extend({ first_name: firstName }));
    if (!form.ok) return bookingsPage(c, space, typedTexts(form.raw), form.errors);
    const ask = { ...askOf(form.value), firstName: form.value.first_name };
    const booked = await bookSlot(c.get('ctx'), c.get('actor'), space.id, ask);
    if (booked.ok) return c.redirect(`/spaces/${space.id}/bookings?day=${ask.day}`, 303);
    return bookingsPage(c, space, typedTexts(await readForm(c)), errorOf(booked));
  });

  // One address for the person who cancels and the host who marks: the action knows who may.
  pages.post(`${SPACE}/bookings/:booking{${UUID}}`, 'signed_in', async (c) => {
    const space = await spaceAsked(c);
    if (!space) return notFoundPage(c);
    const { event, back = 'mine' } = typedTexts(await readForm(c));
    const asked = z.enum(['arrive', 'miss', 'cancel', 'undo']).safeParse(event);
    const moved =
      asked.success &&
      (await moveBooking(
        c.get('ctx'),
        c.get('actor'),
        space.id,
        parameter(c, 'booking'),
        asked.data,
      ));
    if (!moved || (!moved.ok && moved.error === 'not_found')) return notFoundPage(c);
    if (back === 'mine') return c.redirect(`/spaces/mine${moved.ok ? '?said=cancelled' : ''}`, 303);
    if (!mayHost(c.get('actor'), space)) return notFoundPage(c);
    if (back === 'desk') return c.redirect(`/spaces/${space.id}/desk`, 303);
    const day = moved.ok ? `?day=${localDate(moved.value.startsAt, space.timeZone)}` : '';
    return c.redirect(`/spaces/${space.id}/bookings${day}`, 303);
  });

  pages.post(`${SPACE}/posts`, DESK_ROLES, async (c) => {
    const space = await keptSpace(c);
    if (!space) return notFoundPage(c);
    const count = z.coerce.number('count_wrong').int('count_wrong').min(0, 'count_wrong');
    const form = await parseForm(
      c,
      z
        .object({ count: count.max(200, 'count_wrong'), accessible_count: count })
        .refine((one) => one.accessible_count <= one.count, {
          path: ['accessible_count'],
          error: 'accessible_wrong',
        }),
    );
    if (!form.ok) return bookingsPage(c, space, typedTexts(form.raw), form.errors);
    const { count: posts, accessible_count } = form.value;
    const set = await setPosts(c.get('ctx'), c.get('actor'), space.id, posts, accessible_count);
    if (set.ok) return c.redirect(`/spaces/${space.id}/bookings`, 303);
    return bookingsPage(c, space, typedTexts(await readForm(c)), { count: set.error });
  });
}

const firstName = z.string().trim().min(1, 'first_name_missing').max(40, 'first_name_missing');

const slotForm = z.object({
  day: z.string().refine(isDateString, 'slot_unknown'),
  starts: z.coerce.number('slot_missing').int('slot_missing').min(0, 'slot_missing'),
  band: z.enum(BANDS, 'band_missing'),
  with_adult: z.string().optional(),
  accessible: z.string().optional(),
});

function askOf(form: z.output<typeof slotForm>): BookingAsk {
  return {
    day: form.day,
    starts: form.starts,
    band: form.band,
    withAdult: form.with_adult === 'on',
    needsAccessible: form.accessible === 'on',
  };
}

/** A refusal, at the field where it can be mended. */
function errorOf(refused: Result<unknown, BookRefusal>): FieldErrors {
  if (refused.ok) return {};
  const { error } = refused;
  const field =
    error === 'adult_needed' ? 'with_adult' : error === 'young_only' ? 'band' : 'starts';
  return { [field]: error };
}

function worded(c: Request, errors: FieldErrors): Record<string, string> {
  const { refusals } = texts(c.get('lang')).book;
  return Object.fromEntries(
    Object.entries(errors).map(([field, code]) => [field, refusals[code ?? ''] ?? code ?? '']),
  );
}

function dayAsked(c: Request, space: Space, typed: Readonly<Record<string, string>>): DateString {
  const asked = typed.day ?? c.req.query('day') ?? '';
  return isDateString(asked) ? asked : localDate(c.get('ctx').clock.now(), space.timeZone);
}

async function bookPage(
  c: Request,
  space: Space,
  values: Readonly<Record<string, string>> = {},
  errors: FieldErrors = {},
): Promise<Response> {
  const ctx = c.get('ctx');
  const m = texts(c.get('lang')).book;
  const today = localDate(ctx.clock.now(), space.timeZone);
  const all = Array.from({ length: DAYS_AHEAD + 1 }, (_, ahead) => addDays(today, ahead));
  const offered = new Map<DateString, Awaited<ReturnType<typeof offeredSlots>>>();
  for (const day of all) offered.set(day, await offeredSlots(ctx, space, day));
  const days = all.filter((day) => (offered.get(day) ?? []).length > 0);
  const asked = dayAsked(c, space, values);
  const day = days.includes(asked) ? asked : (days[0] ?? today);
  const path = `/spaces/${space.id}/book`;
  return page(c, {
    title: m.title(space.name),
    lead: m.lead,
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: [
      { text: texts(c.get('lang')).publicTexts.title, href: '/spaces' },
      { text: space.name, href: `/spaces/${space.id}` },
    ],
    body: (
      <BookPage
        path={path}
        action={path}
        days={days}
        day={day}
        slots={offered.get(day) ?? []}
        values={values}
        errors={worded(c, errors)}
        forAnother={false}
        signedIn={c.get('actor').kind === 'person'}
      />
    ),
  });
}

async function bookingsPage(
  c: Request,
  space: Space,
  values: Readonly<Record<string, string>> = {},
  errors: FieldErrors = {},
): Promise<Response> {
  const ctx = c.get('ctx');
  const { bookings: m } = texts(c.get('lang'));
  const day = dayAsked(c, space, values);
  const bookings = await bookingsBetween(
    ctx.db,
    space.id,
    instantOf(day, 0, space.timeZone),
    instantOf(addDays(day, 1), 0, space.timeZone),
  );
  return page(c, {
    title: m.title + COLON[c.get('lang')] + space.name,
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: breadcrumbsOf(c, space),
    body: (
      <BookingsPage
        space={space}
        day={day}
        bookings={bookings}
        nameOf={await namesOf(ctx, bookings, m.anonymous)}
        back="bookings"
        posts={await postsOf(ctx.db, space.id)}
        keeps={mayKeep(c.get('actor'), space)}
        form={{
          action: `/spaces/${space.id}/bookings`,
          day,
          slots: await offeredSlots(ctx, space, day),
          values,
          errors: worded(c, errors),
          forAnother: true,
        }}
      />
    ),
  });
}
