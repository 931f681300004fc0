import { z } from 'zod';
import { communeNamed } from '#platform/geo/index.ts';
import type { Request } from '#platform/http/env.ts';
import {
  type FieldErrors,
  parseForm,
  type RawForm,
  readForm,
  typedTexts,
} from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { isDateString, localDate } from '#platform/kernel/dates.ts';
import { organisationById } from '#services/associations/index.ts';
import { removeException, setException, setWeek } from '../actions/hours.ts';
import { addSpace, editSpace, type SpaceInput } from '../actions/space.ts';
import { readHours, type WeeklyPeriod, writeHours } from '../domain/opening.ts';
import { ACCESSIBILITY, EQUIPMENT, LANGUAGES, SERVICES } from '../domain/vocabularies.ts';
import { texts } from '../messages/index.ts';
import {
  DESK_ROLES,
  HOLDER_ROLES,
  HOST_ROLES,
  heldOrganisations,
  mayKeep,
  reachedBy,
} from '../policy.ts';
import { openingOf, type Space, spacesOf } from '../queries/spaces.ts';
import {
  type FormValues,
  HoursForm,
  ManageList,
  SpaceDashboard,
  SpaceForm,
} from '../views/manage.tsx';
import { townOf } from '../views/parts.tsx';
import { breadcrumbsOf, hostedSpace, keptSpace, SPACE, translated } from './forms.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7] as const;

export function manageRoutes(pages: Routes): void {
  pages.get('/spaces/manage', DESK_ROLES, async (c) => {
    const ctx = c.get('ctx');
    const actor = c.get('actor');
    const held = heldOrganisations(actor);
    const spaces = await spacesOf(ctx.db, held, reachedBy(actor, HOST_ROLES));
    const holders = await Promise.all(held.map((id) => organisationById(ctx, id)));
    const m = texts(c.get('lang')).manage;
    return page(c, {
      title: m.title,
      lead: m.lead,
      body: (
        <ManageList
          spaces={spaces}
          holders={holders.flatMap((one) => (one ? [{ id: one.id, name: one.name }] : []))}
        />
      ),
    });
  });

  pages.get(`${SPACE}/manage`, DESK_ROLES, async (c) => {
    const space = await hostedSpace(c);
    if (!space) return notFoundPage(c);
    const m = texts(c.get('lang')).manage;
    return page(c, {
      title: space.name,
      ownHeading: true,
      breadcrumbs: [{ text: m.title, href: '/spaces/manage' }],
      body: (
        <SpaceDashboard
          space={space}
          keeps={mayKeep(c.get('actor'), space)}
          saved={c.req.query('saved') !== undefined}
        />
      ),
    });
  });

  pages.get('/spaces/new', HOLDER_ROLES, async (c) =>
    (await newFor(c)) ? formPage(c, undefined, EMPTY) : notFoundPage(c),
  );

  pages.post('/spaces/new', HOLDER_ROLES, async (c) => {
    const organisationId = await newFor(c);
    if (!organisationId) return notFoundPage(c);
    const form = await parseSpace(c);
    if (!form.ok) return formPage(c, undefined, typedOf(form.raw), form.errors);
    const added = await addSpace(c.get('ctx'), c.get('actor'), organisationId, form.value);
    if (!added.ok) return notFoundPage(c);
    return c.redirect(`/spaces/${added.value}/hours`, 303);
  });

  pages.get(`${SPACE}/edit`, DESK_ROLES, async (c) => {
    const space = await keptSpace(c);
    return space ? formPage(c, space, valuesOf(space)) : notFoundPage(c);
  });

  pages.post(`${SPACE}/edit`, DESK_ROLES, async (c) => {
    const space = await keptSpace(c);
    if (!space) return notFoundPage(c);
    const form = await parseSpace(c);
    const version = Number(typedTexts(await readForm(c)).version);
    if (!form.ok) return formPage(c, space, typedOf(form.raw), form.errors);
    const edited = await editSpace(c.get('ctx'), c.get('actor'), space.id, version, form.value);
    if (edited.ok) return c.redirect(`/spaces/${space.id}/manage?saved=1`, 303);
    return formPage(c, space, typedOf(await readForm(c)), { name: edited.error });
  });

  pages.get(`${SPACE}/hours`, DESK_ROLES, async (c) => {
    const space = await keptSpace(c);
    return space ? hoursPage(c, space) : notFoundPage(c);
  });

  pages.post(`${SPACE}/hours`, DESK_ROLES, async (c) => {
    const space = await keptSpace(c);
    if (!space) return notFoundPage(c);
    const typed = typedTexts(await readForm(c));
    const errors: Record<string, string> = {};
    const week = EVERY_DAY.flatMap((weekday): WeeklyPeriod[] => {
      const read = readHours(typed[`day_${weekday}`] ?? '');
      if (typeof read !== 'string') return read.map((period) => ({ ...period, weekday }));
      errors[`day_${weekday}`] = read;
      return [];
    });
    if (Object.keys(errors).length > 0) return hoursPage(c, space, typed, errors);
    await setWeek(c.get('ctx'), c.get('actor'), space, week);
    return c.redirect(`/spaces/${space.id}/hours?saved=1`, 303);
  });

  pages.post(`${SPACE}/hours/exceptions`, DESK_ROLES, async (c) => {
    const space = await keptSpace(c);
    if (!space) return notFoundPage(c);
    const ctx = c.get('ctx');
    const typed = typedTexts(await readForm(c));
    const { remove = '', day = '', hours = '', note = '' } = typed;
    if (isDateString(remove)) {
      await removeException(ctx, c.get('actor'), space, remove);
      return c.redirect(`/spaces/${space.id}/hours?saved=1`, 303);
    }
    const read = readHours(hours);
    const errors: Record<string, string> = {};
    if (!isDateString(day)) errors.day = 'day_wrong';
    else if (day < localDate(ctx.clock.now(), space.timeZone)) errors.day = 'day_past';
    if (typeof read === 'string') errors.hours = read;
    else if (read.length > 1) errors.hours = 'one_period';
    if (typeof read === 'string' || Object.keys(errors).length > 0) {
      return hoursPage(c, space, typed, errors);
    }
    const [period] = read;
    const { starts = null, ends = null } = period ?? {};
    const exception = { day, starts, ends, note: note.slice(0, 120) };
    await setException(ctx, c.get('actor'), space, exception);
    return c.redirect(`/spaces/${space.id}/hours?saved=1`, 303);
  });
}

/** The organisation for which a space is added, if this person acts for it. */
async function newFor(c: Request): Promise<string | undefined> {
  const held = heldOrganisations(c.get('actor'));
  const asked = c.req.query('organisation') ?? held[0];
  return held.find((id) => id === asked);
}

const among = <Code extends string>(codes: readonly Code[]) =>
  z
    .array(z.string())
    .default([])
    .transform((ticked) => codes.filter((code) => ticked.includes(code)));

const text = (most: number) => z.string().trim().max(most, 'text_long').default('');

const number = (least: number, most: number, error: string) =>
  z.coerce.number(error).int(error).min(least, error).max(most, error);

const spaceForm = z.object({
  name: z.string().trim().min(1, 'name_missing').max(120, 'text_long'),
  presentation: text(1000),
  commune: z.string().transform((typed, check) => {
    const commune = communeNamed(typed);
    if (commune) return commune.code;
    check.addIssue({ code: 'custom', message: 'commune_unknown' });
    return z.NEVER;
  }),
  address: z.string().trim().min(1, 'address_missing').max(200, 'text_long'),
  phone: text(30),
  email: z.union([z.literal(''), z.email('email_wrong')], 'email_wrong').default(''),
  website: z
    .string()
    .trim()
    .max(300, 'text_long')
    .refine((address) => address === '' || /^https?:\/\/\S+\.\S+$/.test(address), 'website_wrong')
    .default(''),
  services: among(SERVICES),
  equipment: among(EQUIPMENT),
  accessibility: among(ACCESSIBILITY),
  languages: among(LANGUAGES),
  group_places: number(1, 100, 'places_wrong'),
  alone_from: number(6, 18, 'age_wrong'),
});

async function parseSpace(c: Request) {
  const form = await parseForm(c, spaceForm);
  if (!form.ok) return form;
  const { commune, group_places, alone_from, ...rest } = form.value;
  const value: SpaceInput = {
    ...rest,
    communeCode: commune,
    groupPlaces: group_places,
    aloneFrom: alone_from,
  };
  return { ok: true as const, value };
}

const EMPTY: FormValues = {
  services: ['free_use', 'help'],
  equipment: ['computers'],
  languages: ['fr'],
  group_places: '6',
  alone_from: '13',
};

function valuesOf(space: Space): FormValues {
  const { name, presentation, address, phone, email, website } = space;
  const { services, equipment, accessibility, languages } = space;
  return {
    ...{ name, presentation, address, phone, email, website },
    ...{ services, equipment, accessibility, languages },
    version: String(space.version),
    commune: `${townOf(space)} ${communeNamed(space.communeCode)?.postalCodes[0] ?? ''}`.trim(),
    group_places: String(space.groupPlaces),
    alone_from: String(space.aloneFrom),
  };
}

function typedOf(raw: RawForm): FormValues {
  return Object.fromEntries(
    Object.entries(raw).filter(
      (entry): entry is [string, string | readonly string[]] => !(entry[1] instanceof File),
    ),
  );
}

function formPage(
  c: Request,
  space: Space | undefined,
  values: FormValues,
  errors: FieldErrors = {},
): Response {
  const m = texts(c.get('lang')).manage;
  return page(c, {
    title: space ? m.editTitle : m.add,
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: space ? breadcrumbsOf(c, space) : [{ text: m.title, href: '/spaces/manage' }],
    body: <SpaceForm values={values} errors={translated(c.get('lang'), errors)} />,
  });
}

async function hoursPage(
  c: Request,
  space: Space,
  typed: Readonly<Record<string, string>> = {},
  errors: FieldErrors = {},
): Promise<Response> {
  const ctx = c.get('ctx');
  const lang = c.get('lang');
  const m = texts(lang).manage;
  const { week, exceptions } = await openingOf(ctx.db, space.id);
  const today = localDate(ctx.clock.now(), space.timeZone);
  return page(c, {
    title: m.hoursTitle,
    lead: m.hoursLead,
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: breadcrumbsOf(c, space),
    body: (
      <HoursForm
        week={EVERY_DAY.map(
          (weekday) =>
            typed[`day_${weekday}`] ??
            writeHours(
              week.filter((one) => one.weekday === weekday),
              lang,
            ),
        )}
        exceptions={exceptions.filter(({ day }) => day >= today)}
        values={typed}
        errors={translated(lang, errors)}
        saved={c.req.query('saved') !== undefined}
        path={`/spaces/${space.id}/hours`}
      />
    ),
  });
}
