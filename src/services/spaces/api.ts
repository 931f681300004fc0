import { z } from '@hono/zod-openapi';
import type { ApiPart } from '#platform/api/index.ts';
import { communeByCode, communeNamed } from '#platform/geo/index.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import { findSpaces } from './actions/find.ts';
import { labelToday } from './actions/labelled.ts';
import { ACCESSIBILITY, AUDIENCES, EQUIPMENT, LANGUAGES, SERVICES } from './domain/vocabularies.ts';
import { openingOf, type Space, selectSpace } from './queries/spaces.ts';

const summary = z.object({
  id: z.uuid(),
  name: z.string(),
  address: z.string(),
  communeCode: z.string().openapi({ description: 'INSEE code' }),
  commune: z.string(),
  department: z.string(),
  services: z.array(z.enum(SERVICES)),
  accessibility: z.array(z.enum(ACCESSIBILITY)),
  labelledUntil: z.string().nullable().openapi({ description: 'Last day of the label' }),
  km: z.int().nullable().openapi({ description: 'From the middle of the commune asked for' }),
});

const minutes = z.int().openapi({ description: 'Minutes since local midnight' });

const record = summary
  .omit({ km: true })
  .extend({
    label: z.enum(['none', 'labelled', 'suspended', 'expired', 'withdrawn']),
    presentation: z.string(),
    phone: z.string(),
    email: z.string(),
    website: z.string(),
    timeZone: z.string(),
    equipment: z.array(z.enum(EQUIPMENT)),
    languages: z.array(z.enum(LANGUAGES)),
    aloneFrom: z.int().openapi({ description: 'Age from which one comes without an adult' }),
    groupPlaces: z.int(),
    week: z.array(
      z.object({
        weekday: z.int().openapi({ description: '1 = Monday ... 7 = Sunday' }),
        starts: minutes,
        ends: minutes,
        audience: z.enum(AUDIENCES),
      }),
    ),
    exceptions: z.array(
      z.object({
        day: z.string(),
        starts: minutes.nullable().openapi({ description: 'Null: closed all day' }),
        ends: minutes.nullable(),
        note: z.string(),
      }),
    ),
  })
  .openapi('DigitalSpace');

export const spacesApi: ApiPart = (api) => {
  api.add(
    {
      method: 'get',
      path: '/spaces',
      id: 'searchSpaces',
      summary: 'Labelled digital spaces',
      description: 'The nearest first when a commune is given, else by name.',
      access: 'public',
      query: z.object({
        near: z.string().max(80).default('').openapi({ example: '30189' }),
        radiusKm: z.coerce.number().min(1).max(200).default(20),
        service: z.union([z.enum(SERVICES), z.literal('')]).default(''),
        accessibility: z.union([z.enum(ACCESSIBILITY), z.literal('')]).default(''),
        department: z.string().max(3).default(''),
        limit: z.coerce.number().int().min(1).max(500).default(100),
        offset: z.coerce.number().int().min(0).default(0),
      }),
      answers: {
        200: {
          description: 'Found',
          schema: z.object({ total: z.int(), spaces: z.array(summary) }),
        },
      },
      refusals: [404],
    },
    async ({ ctx, query }) => {
      const commune = communeNamed(query.near);
      if (query.near !== '' && !commune) {
        return { problem: 'not_found', detail: 'No commune, or several, has this name or code.' };
      }
      const found = await findSpaces(ctx, {
        near: commune ? { communeCode: commune.code, radiusKm: query.radiusKm } : null,
        service: query.service || null,
        accessibility: query.accessibility || null,
        department: query.department,
      });
      return {
        status: 200,
        body: {
          total: found.length,
          spaces: found
            .slice(query.offset, query.offset + query.limit)
            .map(({ space, km }) => ({ ...summaryOf(space), km })),
        },
      };
    },
  );
  api.add(
    {
      method: 'get',
      path: '/spaces/{id}',
      id: 'getSpace',
      summary: 'One digital space with its hours and the state of its label',
      access: 'public',
      params: z.object({ id: z.uuid() }),
      answers: { 200: { description: 'The space', schema: record } },
      refusals: [404],
    },
    async ({ ctx, params }) => {
      const space = isUuid(params.id) ? await selectSpace(ctx.db, params.id) : undefined;
      if (!space || space.closedAt) {
        return { problem: 'not_found', detail: 'No digital space has this id.' };
      }
      const label = await labelToday(ctx, space);
      const { presentation, phone, email, website, timeZone } = space;
      const { equipment, languages, aloneFrom, groupPlaces } = space;
      return {
        status: 200,
        body: {
          ...summaryOf(space),
          label: label.state,
          labelledUntil: label.until,
          ...{ presentation, phone, email, website, timeZone },
          ...{ equipment, languages, aloneFrom, groupPlaces },
          ...(await openingOf(ctx.db, space.id)),
        },
      };
    },
  );
};

function summaryOf(space: Space) {
  const { id, name, address, communeCode, department, services, accessibility } = space;
  return {
    ...{ id, name, address, communeCode, department, services, accessibility },
    commune: communeByCode(communeCode)?.name ?? '',
    labelledUntil: space.labelUntil,
  };
}
