import { z } from '@hono/zod-openapi';
import { cursorQuery, limitQuery, paged } from '#platform/api/cursor.ts';
import type { ApiPart } from '#platform/api/index.ts';
import type { Context } from '#platform/context.ts';
import { verifyPath } from '#platform/credentials/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import type { Result } from '#platform/kernel/result.ts';
import {
  attestationBehind,
  organisationRecord,
  registerNumber,
} from '#services/associations/index.ts';
import { deliver } from './actions/deliver.ts';
import { moveOrder } from './actions/move.ts';
import { actsOf, ORDER_STATES, type OrderEvent, PRIVATE_STATES } from './domain/order.ts';
import { sellsFor } from './policy.ts';
import { linesOf, orderById, ordersServed } from './queries/orders.ts';
import type { Order } from './queries/rows.ts';

export const ORDER_SCOPES = { read: 'orders:read', write: 'orders:write' } as const;

const SEEN_STATES = ORDER_STATES.filter((state) => !PRIVATE_STATES.has(state));
/** A delivery is counted with its keys, so it has an operation of its own. */
const MOVES = [
  'accept',
  'refuse',
  'settle',
  'invoice',
  'close',
  'return',
] as const satisfies readonly OrderEvent[];

const instant = z.iso.datetime();

const summary = z.object({
  id: z.uuid(),
  reference: z.string().openapi({ example: 'C-7K3QW9ZX' }),
  state: z.enum(SEEN_STATES),
  stateSince: instant,
  createdAt: instant,
});

const order = summary
  .extend({
    association: z.object({
      name: z.string(),
      registerNumber: z.string().openapi({ description: 'RNA, else SIREN, else local register' }),
    }),
    lines: z.array(
      z.object({
        product: z.string().openapi({ description: 'Short name', example: 'slack-pro' }),
        name: z.string(),
        seats: z.int().min(1),
        delivered: z.int().min(0),
        unitPrice: z.int().openapi({ description: 'Cents without tax' }),
        vatRate: z.int().openapi({ description: 'Hundredths of a percent: 2000 is 20 %' }),
        attestation: z.object({
          code: z.string(),
          inForce: z.boolean().openapi({ description: 'false: do not deliver before asking why' }),
          url: z.url().openapi({ description: 'Where anybody checks it' }),
        }),
      }),
    ),
    invoiceReference: z.string(),
    moves: z
      .array(z.enum([...MOVES, 'deliver_part', 'deliver_all']))
      .openapi({ description: 'What you can do with it now' }),
  })
  .openapi('Order');

const params = z.object({ id: z.uuid() });
const answers = { 200: { description: 'The order as it now is', schema: order } };

/** For the software of a distributor: what its agents see on their pages, and nothing more. */
export const ordersApi: ApiPart = (api) => {
  api.add(
    {
      method: 'get',
      path: '/orders',
      id: 'listOrders',
      summary: 'List the orders of a distributor',
      description: 'Newest first, of the distributors for whom the account of the token acts.',
      access: { scope: ORDER_SCOPES.read },
      query: z.object({
        state: z.enum(SEEN_STATES).optional(),
        limit: limitQuery,
        cursor: cursorQuery.optional(),
      }),
      answers: {
        200: {
          description: 'A page of orders',
          schema: z.object({ orders: z.array(summary), next: z.string().nullable() }),
        },
      },
    },
    async ({ ctx, actor, query }) => {
      const { rows, next } = paged(
        await ordersServed(ctx.db, {
          distributorIds: sellsFor(actor),
          states: query.state ? [query.state] : SEEN_STATES,
          after: query.cursor,
          limit: query.limit + 1,
        }),
        query.limit,
      );
      return { status: 200, body: { orders: rows.map(summaryOf), next } };
    },
  );

  api.add(
    {
      method: 'get',
      path: '/orders/{id}',
      id: 'readOrder',
      summary: 'Read an order',
      description:
        'Who ordered, the attestation that says it is entitled, and for how many people. Why it is entitled is not told, and cannot be changed.',
      access: { scope: ORDER_SCOPES.read },
      params,
      answers,
      refusals: [404],
    },
    async ({ ctx, actor, params: { id } }) => answer(ctx, await served(ctx, actor, id)),
  );

  api.add(
    {
      method: 'post',
      path: '/orders/{id}/moves',
      id: 'moveOrder',
      summary: 'Accept, refuse, settle, invoice, close or take back an order',
      description:
        'The state follows from the event; none is ever sent. A refusal, a settlement and a return say why.',
      access: { scope: ORDER_SCOPES.write },
      params,
      body: {
        kind: 'json',
        schema: z.strictObject({
          event: z.enum(MOVES),
          reason: z.string().max(500).optional(),
          invoice: z
            .string()
            .max(100)
            .optional()
            .openapi({ description: 'Number of your own invoice, with the event invoice' }),
        }),
      },
      answers,
      refusals: [404, 409],
    },
    async ({ ctx, actor, params: { id }, body: { event, reason = '', invoice } }) => {
      if (!(await served(ctx, actor, id))) return answer(ctx, undefined);
      const move = { event, reason, ...(event === 'invoice' && invoice && { invoice }) };
      return changed(ctx, await moveOrder(ctx, actor, id, move));
    },
  );

  api.add(
    {
      method: 'post',
      path: '/orders/{id}/deliveries',
      id: 'deliverOrder',
      summary: 'Deliver seats of a product with their keys',
      description:
        'The content is sealed at once: the association alone reads it. Send an Idempotency-Key, so that a repeated call delivers once.',
      access: { scope: ORDER_SCOPES.write },
      params,
      body: {
        kind: 'json',
        schema: z.strictObject({
          product: z.string().openapi({ description: 'Short name of one of its lines' }),
          seats: z.int().min(1),
          content: z
            .string()
            .min(1)
            .max(20_000)
            .openapi({ description: 'Keys, references or how to get in' }),
        }),
      },
      answers,
      refusals: [404, 409],
    },
    async ({ ctx, actor, params: { id }, body: { product, seats, content } }) => {
      const found = await served(ctx, actor, id);
      if (!found) return answer(ctx, undefined);
      const lines = await linesOf(ctx.db, [id]);
      const line = lines.find(({ slug }) => slug === product);
      if (!line)
        return {
          problem: 'input_invalid',
          errors: [{ field: 'product', message: 'No line of this order has this product.' }],
        };
      const parcel = { productId: line.productId, quantity: seats, content };
      return changed(ctx, await deliver(ctx, actor, id, parcel));
    },
  );
};

/** An order that the actor serves; anything else does not exist for them. */
async function served(ctx: Context, actor: Actor, id: string): Promise<Order | undefined> {
  const found = await orderById(ctx.db, id);
  const seen = found && !PRIVATE_STATES.has(found.state);
  return seen && sellsFor(actor).includes(found.distributorId) ? found : undefined;
}

async function changed(ctx: Context, moved: Result<Order>) {
  if (moved.ok) return answer(ctx, moved.value);
  switch (moved.error) {
    case 'not_found':
      return answer(ctx, undefined);
    case 'reason_missing':
      return {
        problem: 'input_invalid',
        errors: [{ field: 'reason', message: 'Say why, in one sentence.' }],
      } as const;
    case 'content_missing':
      return {
        problem: 'input_invalid',
        errors: [{ field: 'content', message: 'Send the keys, or how to get in.' }],
      } as const;
    case 'too_many':
      return {
        problem: 'input_invalid',
        errors: [{ field: 'seats', message: `${moved.detail?.left} are left to deliver.` }],
      } as const;
    default:
      return {
        problem: 'conflict',
        detail: 'The order is in a state that does not allow it.',
      } as const;
  }
}

async function answer(ctx: Context, found: Order | undefined) {
  if (!found) return { problem: 'not_found', detail: 'You serve no order with this id.' } as const;
  return { status: 200, body: await orderBody(ctx, found) };
}

function summaryOf({ id, reference, state, stateSince, createdAt }: Order) {
  return {
    id,
    reference,
    state,
    stateSince: stateSince.toISOString(),
    createdAt: createdAt.toISOString(),
  };
}

async function orderBody(ctx: Context, found: Order) {
  const record = await organisationRecord(ctx, found.organisationId);
  const lines = await linesOf(ctx.db, [found.id]);
  const current = (await orderById(ctx.db, found.id)) ?? found;
  return {
    ...summaryOf(current),
    association: {
      name: record?.facts.name ?? '',
      registerNumber: record ? registerNumber(record.facts) : '',
    },
    lines: await Promise.all(
      lines.map(async (line) => {
        const { code, inForce } = await attestationBehind(ctx, line.attestation ?? '');
        return {
          product: line.slug,
          name: line.name,
          seats: line.quantity,
          delivered: line.delivered,
          unitPrice: line.unitPrice,
          vatRate: line.vatRate,
          attestation: { code, inForce, url: `${ctx.config.publicUrl}${verifyPath(code)}` },
        };
      }),
    ),
    invoiceReference: current.invoiceReference,
    moves: actsOf('distributor', current.state),
  };
}
