import { z } from '@hono/zod-openapi';
import type { ApiPart } from '#platform/api/index.ts';
import { REASON_CODES, type ReasonCode, sentence } from '../domain/eligibility/index.ts';
import { checkNow } from './actions.ts';

const answer = z
  .object({
    organisationId: z.uuid(),
    outcome: z.enum(['eligible', 'excluded', 'manual_review']),
    pack: z.string(),
    version: z.string(),
    reasons: z.array(
      z.object({
        code: z.enum(REASON_CODES as [ReasonCode, ...ReasonCode[]]),
        strength: z.enum(['hard', 'strong', 'soft', 'review', 'cancelled', 'info']),
        source: z.string(),
        sourceDate: z.string().nullable(),
        value: z.string(),
        sentenceFr: z.string(),
        sentenceEn: z.string(),
      }),
    ),
  })
  .openapi('Eligibility');

export const eligibilityApi: ApiPart = (api) => {
  api.add(
    {
      method: 'get',
      path: '/associations/{id}/eligibility',
      id: 'checkEligibility',
      summary: 'Is an association entitled to a programme? With the reasons',
      description: 'What the rules in force say of the register as it is now. Nothing is kept.',
      access: 'public',
      params: z.object({ id: z.uuid() }),
      query: z.object({ pack: z.string().max(100).default('associations-1901') }),
      answers: { 200: { description: 'The answer', schema: answer } },
      refusals: [404],
    },
    async ({ ctx, params, query }) => {
      const checked = await checkNow(ctx, params.id, query.pack);
      if (!checked.ok) return { problem: 'not_found', detail: DETAILS[checked.error] };
      const { outcome, pack, version, reasons } = checked.value.decision;
      return {
        status: 200,
        body: {
          organisationId: params.id,
          outcome: outcome === 'review' ? 'manual_review' : outcome,
          pack,
          version,
          reasons: reasons.map(({ code, strength, source, sourceDate, value }) => ({
            code,
            strength,
            source,
            sourceDate,
            value,
            sentenceFr: sentence('fr', code, value),
            sentenceEn: sentence('en', code, value),
          })),
        },
      };
    },
  );
};

const DETAILS = {
  not_found: 'No organisation has this id.',
  unknown_pack: 'There is no such pack in force.',
  not_an_association: 'This organisation is a public body.',
} as const;
