import { z } from '@hono/zod-openapi';
import type { ApiPart } from '#platform/api/index.ts';
import { answerCall } from './actions/answer.ts';
import { alertOfToken } from './call-lookup.ts';
import { NEVER_REASONS, NO_REASONS } from './domain/reasons.ts';
import { callView } from './queries/links.ts';

const OUTCOMES = [
  'confirmed',
  'reserve',
  'declined',
  'withdrawn',
  'busy',
  'closed',
  'released',
] as const;

const answered = z
  .object({
    outcome: z.enum(OUTCOMES).openapi({
      description:
        'busy: held by another shift at that time; closed: nobody more is taken; released: no longer needed',
    }),
    reservePosition: z.number().int().nullable().openapi({ description: 'From 1, in reserve' }),
    exercise: z.boolean().openapi({ description: 'true: nobody goes anywhere; say so' }),
    position: z.string(),
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
  })
  .openapi('CallAnswer');

/** An application that shows a call to its user answers with the token of that person's own link. */
export const replyApi: ApiPart = (api) => {
  api.add(
    {
      method: 'post',
      path: '/replies',
      id: 'answerCall',
      summary: 'Answer a call for the person who received it',
      description:
        'With the token of the person’s own link, the last part of https://…/r/TOKEN. Answers may be given again, in any order and by any channel: the last one counts, and the same one changes nothing.',
      access: { scope: 'replies:write' },
      body: {
        kind: 'json',
        schema: z.object({
          link: z.string().regex(/^[\w-]{16}$/),
          answer: z.enum(['yes', 'no', 'never']).openapi({
            description: 'never: not me any more; withdraws the consent to be called',
          }),
          reason: z.enum([...NO_REASONS, ...NEVER_REASONS]).optional(),
        }),
      },
      answers: { 200: { description: 'What came of it', schema: answered } },
      refusals: [404, 409],
    },
    async ({ ctx, body }) => {
      const alert = await alertOfToken(ctx, body.link);
      if (!alert) return { problem: 'not_found', detail: 'No call has this link.' };
      if (alert.expiresAt <= ctx.clock.now()) {
        return { problem: 'conflict', detail: 'This link has expired: the shift is long over.' };
      }
      const outcome = await answerCall(ctx, {
        ...alert,
        answer: body.answer,
        reason: body.reason ?? null,
        channel: 'api',
      });
      const call = await callView(ctx.db, alert);
      if (!call) return { problem: 'not_found', detail: 'No call has this link.' };
      return {
        status: 200,
        body: {
          outcome,
          reservePosition: call.reservePosition,
          exercise: call.exercise,
          position: call.position,
          startsAt: call.startsAt.toISOString(),
          endsAt: call.endsAt.toISOString(),
        },
      };
    },
  );
};
