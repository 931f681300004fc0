import { communeNamed, departmentByCode } from '#platform/geo/index.ts';
import { csvResponse } from '#platform/http/csv.ts';
import type { Request } from '#platform/http/env.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { organisationById } from '#services/associations/index.ts';
import { findSpaces, type Search } from '../actions/find.ts';
import { labelToday } from '../actions/labelled.ts';
import { spacesCsv } from '../actions/open-data.ts';
import { jsonLd } from '../domain/json-ld.ts';
import type { Opening } from '../domain/opening.ts';
import { ACCESSIBILITY, SERVICES } from '../domain/vocabularies.ts';
import { texts } from '../messages/index.ts';
import { postsOf } from '../queries/bookings.ts';
import { openingOf, type Space } from '../queries/spaces.ts';
import { townOf } from '../views/parts.tsx';
import { type MapOfSpaces, SpaceList } from '../views/space-list.tsx';
import { SpacePage } from '../views/space-page.tsx';
import { SPACE, spaceAsked } from './forms.ts';

const PAGE_SIZE = 20;
const FIELDS = ['near', 'radius', 'service', 'accessibility', 'department'] as const;

export function publicRoutes(pages: Routes): void {
  pages.get('/spaces', 'public', listPage);
  pages.get('/spaces.csv', 'public', async (c) =>
    csvResponse(await spacesCsv(c.get('ctx')), 'espaces-numeriques.csv'),
  );
  pages.get(SPACE, 'public', async (c) => {
    const space = await spaceAsked(c);
    return space ? spacePage(c, space) : notFoundPage(c);
  });
}

async function listPage(c: Request): Promise<Response> {
  const m = texts(c.get('lang')).publicTexts;
  const values = Object.fromEntries(
    FIELDS.map((name) => [name, (c.req.query(name) ?? '').trim().slice(0, 80)]),
  ) as Record<(typeof FIELDS)[number], string>;
  const commune = communeNamed(values.near);
  const nearUnknown = values.near !== '' && !commune;
  const department = departmentByCode(values.department);
  const search: Search = {
    near: commune ? { communeCode: commune.code, radiusKm: radiusOf(values.radius) } : null,
    service: SERVICES.find((one) => one === values.service) ?? null,
    accessibility: ACCESSIBILITY.find((one) => one === values.accessibility) ?? null,
    department: department?.code ?? '',
  };
  const found = nearUnknown ? [] : await findSpaces(c.get('ctx'), search);
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const number = Math.min(pages, Math.max(1, Math.trunc(Number(c.req.query('page'))) || 1));
  const shown = found.slice((number - 1) * PAGE_SIZE, number * PAGE_SIZE);
  const map: MapOfSpaces = search.near
    ? { kind: 'near', ...search.near }
    : department || found.length === 0
      ? { kind: 'none' }
      : { kind: 'country', counts: countsOf(found.map(({ space }) => space)) };
  const href = (changes: Readonly<Record<string, string>>) => {
    const kept = Object.entries({ ...values, ...changes }).filter(([, value]) => value !== '');
    return kept.length > 0 ? `/spaces?${new URLSearchParams(kept)}` : '/spaces';
  };
  return page(c, {
    title: m.title,
    lead: m.lead,
    body: (
      <SpaceList
        values={values}
        nearUnknown={nearUnknown}
        found={shown}
        total={found.length}
        page={number}
        pages={pages}
        href={href}
        departmentName={department?.name}
        map={map}
      />
    ),
  });
}

function radiusOf(text: string): number {
  const radius = Number(text);
  return radius > 0 && radius <= 200 ? radius : 20;
}

function countsOf(spaces: readonly Space[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { department } of spaces) counts.set(department, (counts.get(department) ?? 0) + 1);
  return counts;
}

async function spacePage(c: Request, space: Space): Promise<Response> {
  const ctx = c.get('ctx');
  const opening = await openingOf(ctx.db, space.id);
  const posts = await postsOf(ctx.db, space.id);
  return page(c, {
    title: space.name,
    ownHeading: true,
    breadcrumbs: [{ text: texts(c.get('lang')).publicTexts.title, href: '/spaces' }],
    body: (
      <SpacePage
        space={space}
        label={await labelToday(ctx, space)}
        opening={opening}
        holder={(await organisationById(ctx, space.organisationId))?.name ?? ''}
        jsonLd={jsonLdOf(c, space, opening)}
        acts={
          posts.length > 0 ? (
            <Button href={`/spaces/${space.id}/book`}>{texts(c.get('lang')).book.link}</Button>
          ) : null
        }
      />
    ),
  });
}

function jsonLdOf(c: Request, space: Space, { week }: Opening): string {
  const { labels } = texts(c.get('lang'));
  const data = jsonLd({
    ...space,
    url: `${c.get('ctx').config.publicUrl}/spaces/${space.id}`,
    commune: townOf(space),
    week,
    features: [
      ...space.services.map((code) => labels.services[code]),
      ...space.accessibility.map((code) => labels.accessibility[code]),
    ],
  });
  // A text that closes the script would be markup.
  return JSON.stringify(data).replace(/</g, '\\u003c');
}
