import { z } from '@hono/zod-openapi';
import type { ApiPart } from '#platform/api/index.ts';
import type { Context } from '#platform/context.ts';
import { exchanged } from './actions/exchange.ts';
import { EVERY_MISSION, findMissions, PAGE_SIZE } from './actions/find.ts';
import { EXCHANGE_FIELDS, type FieldKind } from './domain/exchange.ts';
import { DOMAINS, FAMILIES, PACES, REMOTE } from './domain/vocabularies.ts';
import { exchangeFieldsOf } from './queries/exchange.ts';
import { type Mission, missionById } from './queries/missions.ts';

const address = z.object({
  street: z.string(),
  postalCode: z.string(),
  city: z.string(),
  departmentCode: z.string(),
  departmentName: z.string(),
  region: z.string(),
  country: z.string(),
  location: z.object({ lat: z.number(), lon: z.number() }),
});

const KINDS: Readonly<Record<FieldKind, z.ZodType>> = {
  text: z.string(),
  list: z.array(z.string()),
  number: z.number(),
  boolean: z.boolean(),
  date: z.iso.datetime(),
  addresses: z.array(address.partial()),
};

/** The fields of API Engagement v2; what is unknown is left out. */
const mission = z
  .object(
    Object.fromEntries(
      Object.entries(EXCHANGE_FIELDS).map(([field, { kind }]) => [field, KINDS[kind].optional()]),
    ),
  )
  .extend({ id: z.uuid(), clientId: z.string(), title: z.string() })
  .openapi('Mission', { description: 'A mission with the field names of API Engagement v2' });

async function written(ctx: Context, missions: readonly Mission[]) {
  const ids = missions.map(({ id }) => id);
  const fields = await exchangeFieldsOf(ctx.db, ids);
  return Promise.all(
    missions.map(async (one) => ({
      id: one.id,
      ...(await exchanged(ctx, one, fields.get(one.id) ?? null)),
    })),
  );
}

const oneOf = <const T extends readonly string[]>(values: T) => z.enum(values).optional();
const asList = <T>(value: T | undefined): T[] => (value === undefined ? [] : [value]);

export const missionsApi: ApiPart = (api) => {
  api.add(
    {
      method: 'get',
      path: '/missions',
      id: 'searchMissions',
      summary: 'Search published missions',
      description: `By words, whose accents, endings and typing errors do not matter; ${PAGE_SIZE} a page, best or newest first. Remote missions are within everybody's reach.`,
      access: 'public',
      query: z.object({
        q: z.string().trim().max(100).default(''),
        communeCode: z.string().max(5).optional().openapi({ example: '30189' }),
        radiusKm: z.coerce.number().min(1).max(200).default(35),
        remote: oneOf(REMOTE),
        family: oneOf(FAMILIES),
        domain: oneOf(DOMAINS),
        pace: oneOf(PACES),
        openToMinors: z.stringbool().default(false),
        reducedMobilityAccessible: z.stringbool().default(false),
        page: z.coerce.number().int().min(1).max(100).default(1),
      }),
      answers: {
        200: {
          description: 'Found',
          schema: z.object({ total: z.int(), missions: z.array(mission) }),
        },
      },
    },
    async ({ ctx, query }) => {
      const search = {
        ...EVERY_MISSION,
        q: query.q,
        remote: asList(query.remote),
        families: asList(query.family),
        domains: asList(query.domain),
        paces: asList(query.pace),
        minors: query.openToMinors,
        accessible: query.reducedMobilityAccessible,
        commune: query.communeCode ?? null,
        radiusKm: query.radiusKm,
      };
      const { total, found } = await findMissions(ctx, search, query.page);
      const missions = await written(
        ctx,
        found.map(({ mission: one }) => one),
      );
      return { status: 200, body: { total, missions } };
    },
  );

  api.add(
    {
      method: 'get',
      path: '/missions/{id}',
      id: 'getMission',
      summary: 'One published mission',
      description: 'A mission that is paused, over or hidden is not found.',
      access: 'public',
      params: z.object({ id: z.uuid() }),
      answers: { 200: { description: 'The mission', schema: mission } },
      refusals: [404],
    },
    async ({ ctx, params }) => {
      const one = await missionById(ctx.db, params.id);
      if (one?.state !== 'published') {
        return { problem: 'not_found', detail: 'No published mission has this id.' };
      }
      const [body] = await written(ctx, [one]);
      return { status: 200, body };
    },
  );
};
