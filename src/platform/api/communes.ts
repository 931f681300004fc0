import { z } from '@hono/zod-openapi';
import { searchCommunes } from '../geo/index.ts';
import type { ApiPart } from './endpoint.ts';

const commune = z
  .object({
    code: z.string().openapi({ description: 'INSEE code', example: '30189' }),
    name: z.string().openapi({ example: 'Nîmes' }),
    department: z.string().openapi({ example: '30' }),
    postalCodes: z.array(z.string()),
    population: z.int(),
    latitude: z.number(),
    longitude: z.number(),
    precision: z.string().openapi({ description: 'How exact the coordinates are' }),
  })
  .openapi('Commune');

const query = z.object({
  q: z.string().trim().min(1).max(100).openapi({ description: 'Name, postal or INSEE code' }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(50)
    .default(10)
    .openapi({ description: 'How many, at most 50' }),
});

/** Reference data that every partner needs: the communes by name or code. */
export const communesApi: ApiPart = (api) => {
  api.add(
    {
      method: 'get',
      path: '/communes',
      id: 'searchCommunes',
      summary: 'Search communes',
      description: 'Best first; accents, hyphens and St for Saint do not matter.',
      access: 'public',
      query,
      answers: { 200: { description: 'Found', schema: z.object({ communes: z.array(commune) }) } },
    },
    async ({ query: { q, limit } }) => ({
      status: 200,
      headers: { 'cache-control': 'public, max-age=3600' },
      body: {
        communes: searchCommunes(q, limit).map((one) => ({
          code: one.code,
          name: one.name,
          department: one.department,
          postalCodes: one.postalCodes,
          population: one.population,
          latitude: one.latitude,
          longitude: one.longitude,
          precision: one.precision,
        })),
      },
    }),
  );
};
