import { z } from '@hono/zod-openapi';
import { cursorQuery, limitQuery, paged } from '#platform/api/cursor.ts';
import type { ApiPart } from '#platform/api/index.ts';
import { HAZARDS } from '../domain/proposal/hazard.ts';
import type { Decision } from '../domain/proposal/judge.ts';
import { LEVELS } from '../domain/proposal/level.ts';
import { PROPOSAL_STATES } from '../domain/proposal/states.ts';
import { MAX_BYTES } from './cap-xml.ts';
import { ALERT_SCOPES, alertDepartments } from './policy.ts';
import { listProposals } from './queries/proposals.ts';
import { receiveAlert } from './receive.ts';

const instant = z.iso.datetime();
const signature = z.enum(['none', 'valid', 'invalid', 'unverified']);

const decision = z
  .object({
    action: z.enum(['propose', 'update', 'merge', 'cancel', 'exercise', 'ignore', 'refuse']),
    reason: z.string().openapi({ example: 'new_alert' }),
    level: z.enum(LEVELS).nullable(),
    hazard: z.enum(HAZARDS).nullable(),
    departments: z.array(z.string()).openapi({ description: 'INSEE codes', example: ['30', '34'] }),
    onset: instant.nullable(),
    expires: instant.nullable(),
  })
  .openapi('Decision');

const receipt = z
  .object({
    id: z.uuid(),
    outcome: z.enum(['alert', 'feed']),
    repeated: z.boolean().openapi({ description: 'The same bytes had been received before' }),
    signature,
    alerts: z.array(
      z.object({
        sender: z.string().nullable(),
        identifier: z.string().nullable(),
        decisions: z.array(decision),
      }),
    ),
  })
  .openapi('AlertReceipt');

const proposal = z
  .object({
    id: z.uuid(),
    state: z.enum(PROPOSAL_STATES),
    level: z.enum(LEVELS),
    hazard: z.enum(HAZARDS),
    department: z.string().openapi({ description: 'INSEE code', example: '30' }),
    exercise: z.boolean(),
    event: z.string(),
    sender: z.string(),
    senderName: z.string(),
    signature,
    onset: instant,
    expires: instant,
    createdAt: instant,
    updatedAt: instant,
    crisisId: z.uuid().nullable(),
  })
  .openapi('Proposal');

export const alertsApi: ApiPart = (api) => {
  api.add(
    {
      method: 'post',
      path: '/alerts',
      id: 'deliverAlert',
      summary: 'Deliver an official alert or a feed',
      description:
        'The bytes of a CAP message (1.0 to 1.2), an Atom or RSS feed, an EDXL-DE envelope or MeteoAlarm JSON. Delivering the same bytes again does nothing. Bytes that cannot be read are kept and answered with alert_unreadable, whose “error” says why and “line” where.',
      access: { scope: ALERT_SCOPES.write },
      body: {
        kind: 'raw',
        maxBytes: MAX_BYTES,
        mediaTypes: ['application/cap+xml', 'application/xml', 'application/json'],
      },
      answers: {
        200: { description: 'Received before', schema: receipt },
        201: { description: 'Received', schema: receipt },
      },
    },
    async ({ ctx, actor, bytes }) => {
      const received = await receiveAlert(ctx, actor, bytes, 'api');
      if (!received.ok) return { problem: 'not_allowed' };
      const { message, entries, repeated } = received.value;
      if (message.error !== null) {
        const extra = { ...message.errorDetail, message: message.id, error: message.error };
        return { problem: 'alert_unreadable', detail: `Refused: ${message.error}.`, extra };
      }
      return {
        status: repeated ? 200 : 201,
        body: {
          id: message.id,
          outcome: message.outcome,
          repeated,
          signature: message.signature,
          alerts: entries.map(({ sender, identifier, decisions }) => ({
            sender,
            identifier,
            decisions: decisions.map(shown),
          })),
        },
      };
    },
  );

  api.add(
    {
      method: 'get',
      path: '/proposals',
      id: 'listProposals',
      summary: 'List what alerts propose',
      description: 'Newest first, within the territory of the officer whose token it is.',
      access: { scope: ALERT_SCOPES.read },
      query: z.object({
        open: z
          .enum(['true', 'false'])
          .default('false')
          .openapi({ description: 'true: only those that await a decision' }),
        limit: limitQuery,
        cursor: cursorQuery.optional(),
      }),
      answers: {
        200: {
          description: 'A page of proposals',
          schema: z.object({ proposals: z.array(proposal), next: z.string().nullable() }),
        },
      },
    },
    async ({ ctx, actor, query }) => {
      const filter = {
        departments: alertDepartments(actor),
        openAt: query.open === 'true' ? ctx.clock.now() : undefined,
        after: query.cursor,
      };
      const { rows, next } = paged(
        await listProposals(ctx.db, filter, query.limit + 1),
        query.limit,
      );
      return {
        status: 200,
        body: {
          proposals: rows.map(({ episode, ...one }) => ({
            id: one.id,
            state: one.state,
            level: one.level,
            hazard: episode.hazard,
            department: episode.department,
            exercise: episode.exercise,
            event: one.event,
            sender: episode.sender,
            senderName: one.senderName,
            signature: one.signature,
            onset: one.onset.toISOString(),
            expires: one.expires.toISOString(),
            createdAt: one.createdAt.toISOString(),
            updatedAt: one.updatedAt.toISOString(),
            crisisId: one.crisisId,
          })),
          next,
        },
      };
    },
  );
};

function shown({ action, reason, level, hazard, departments, onset, expires }: Decision) {
  const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
  return { action, reason, level, hazard, departments, onset: iso(onset), expires: iso(expires) };
}
