import { z } from '@hono/zod-openapi';
import type { ApiPart } from '#platform/api/index.ts';
import { communeByCode } from '#platform/geo/index.ts';
import { organisationRecord, standingOf } from './actions/record.ts';
import { searchAssociations } from './actions/search.ts';
import { THEMES } from './domain/themes.ts';

const summary = z.object({
  id: z.uuid(),
  name: z.string(),
  shortName: z.string(),
  rna: z.string().nullable().openapi({ example: 'W302001234' }),
  siren: z.string().nullable(),
  legacyNumber: z.string().nullable().openapi({ description: 'Number of before 2009' }),
  localRegister: z.string().nullable().openapi({ description: 'Court entry of Alsace-Moselle' }),
  communeCode: z.string().openapi({ description: 'INSEE code, or empty' }),
  commune: z.string(),
  department: z.string(),
  ended: z.boolean().openapi({ description: 'Dissolved, suppressed, or gone from the register' }),
});

const record = z
  .object({
    id: z.uuid(),
    kind: z.enum(['association', 'prefecture', 'town_hall', 'ministry']),
    name: z.string(),
    shortName: z.string(),
    object: z.string(),
    objectCodes: z.array(z.string()).openapi({ description: 'RNA nomenclature, six digits' }),
    rna: z.string().nullable(),
    siren: z.string().nullable(),
    siret: z.string().nullable(),
    legacyNumber: z.string().nullable(),
    localRegister: z.string().nullable(),
    nature: z.string().openapi({ description: 'Letter of the RNA: D, R, U...' }),
    position: z.string().openapi({ description: 'Letter of the RNA: A, D, S, R' }),
    standing: z.enum(['active', 'dissolved', 'suppressed', 'taken_over', 'gone', 'ceased']),
    createdOn: z.string().nullable(),
    declaredOn: z.string().nullable(),
    publishedOn: z.string().nullable(),
    dissolvedOn: z.string().nullable(),
    goneSince: z.string().nullable().openapi({ description: 'First day not in the register' }),
    address: z.string(),
    postalCode: z.string(),
    communeCode: z.string(),
    commune: z.string(),
    department: z.string(),
    website: z.string(),
    legalCategory: z.string().nullable().openapi({ description: 'SIRENE' }),
    naf: z.string().nullable().openapi({ description: 'SIRENE' }),
    successorId: z.uuid().nullable().openapi({ description: 'The record that took it over' }),
    sources: z.array(
      z.object({
        source: z.enum(['entered', 'demo', 'waldec', 'legacy', 'sirene']),
        file: z.string().nullable(),
        readAt: z.iso.datetime().nullable(),
        updatedAt: z.string().nullable().openapi({ description: 'By the register itself' }),
      }),
    ),
  })
  .openapi('Association');

const LONGEST_PAGE = 100;

export const associationsApi: ApiPart = (api) => {
  api.add(
    {
      method: 'get',
      path: '/associations',
      id: 'searchAssociations',
      summary: 'Search the register of associations',
      description:
        'By number (RNA, SIREN, SIRET), or by the words of the name: their order, accents, plurals and typing errors do not matter. Best first, 500 at most.',
      access: 'public',
      query: z.object({
        q: z.string().trim().max(200).default(''),
        department: z.string().max(3).default('').openapi({ example: '30' }),
        communeCode: z.string().max(5).default('').openapi({ example: '30189' }),
        theme: z
          .union([z.enum(THEMES), z.literal('')])
          .default('')
          .openapi({ description: 'First three digits of an object code of the RNA' }),
        limit: z.coerce.number().int().min(1).max(LONGEST_PAGE).default(25),
        offset: z.coerce.number().int().min(0).max(500).default(0),
      }),
      answers: {
        200: {
          description: 'Found',
          schema: z.object({
            total: z.int(),
            more: z.boolean().openapi({ description: 'There are more than the total' }),
            associations: z.array(summary),
          }),
        },
      },
    },
    async ({ ctx, query }) => {
      const { rows, more } = await searchAssociations(ctx, query);
      return {
        status: 200,
        body: {
          total: rows.length,
          more,
          associations: rows.slice(query.offset, query.offset + query.limit).map((row) => ({
            id: row.id,
            name: row.name,
            shortName: row.shortName,
            rna: row.rna,
            siren: row.siren,
            legacyNumber: row.legacyNumber,
            localRegister: row.localRegister,
            communeCode: row.communeCode,
            commune: communeByCode(row.communeCode)?.name ?? row.communeName,
            department: row.department,
            ended: row.ended,
          })),
        },
      };
    },
  );
  api.add(
    {
      method: 'get',
      path: '/associations/{id}',
      id: 'getAssociation',
      summary: 'One organisation, with where and when each part was read',
      access: 'public',
      params: z.object({ id: z.uuid() }),
      answers: { 200: { description: 'The record', schema: record } },
      refusals: [404],
    },
    async ({ ctx, params }) => {
      const found = await organisationRecord(ctx, params.id);
      if (!found) return { problem: 'not_found', detail: 'No organisation has this id.' };
      const { facts, unit, source, unitSource, commune } = found;
      return {
        status: 200,
        body: {
          id: facts.id,
          kind: facts.kind,
          name: facts.name,
          shortName: facts.shortName,
          object: facts.object,
          objectCodes: [facts.objectCode1, facts.objectCode2].filter((code) => code !== ''),
          rna: facts.rna,
          siren: facts.siren ?? unit?.siren ?? null,
          siret: facts.siret ?? unit?.siret ?? null,
          legacyNumber: facts.legacyNumber,
          localRegister: facts.localRegister,
          nature: facts.nature,
          position: facts.position,
          standing: standingOf(found),
          createdOn: facts.createdOn,
          declaredOn: facts.declaredOn,
          publishedOn: facts.publishedOn,
          dissolvedOn: facts.dissolvedOn,
          goneSince: facts.goneSince,
          address: facts.address,
          postalCode: facts.postalCode,
          communeCode: facts.communeCode,
          commune,
          department: facts.department,
          website: facts.website,
          legalCategory: unit?.legalCategory ?? null,
          naf: unit?.naf ?? null,
          successorId: facts.successorId,
          sources: [
            {
              source: facts.source,
              file: source?.file ?? null,
              readAt: source?.readAt.toISOString() ?? null,
              updatedAt: facts.registerUpdatedAt,
            },
            ...(unit
              ? [
                  {
                    source: 'sirene' as const,
                    file: unitSource?.file ?? null,
                    readAt: unitSource?.readAt.toISOString() ?? null,
                    updatedAt: unit.updatedOn,
                  },
                ]
              : []),
          ],
        },
      };
    },
  );
};
