import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import { seal, unseal } from '#platform/credentials/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { deliveryEvent } from '../domain/order.ts';
import { deliveriesOf, insertDelivery, linesOf, lockOrder, markRead } from '../queries/orders.ts';
import type { Order } from '../queries/rows.ts';
import { applyMove, type MoveRefusal, partyOf } from './move.ts';

export interface Parcel {
  readonly productId: string;
  readonly quantity: number;
  /** Keys, references or how to get in: what the buyer alone will read. */
  readonly content: string;
}

/**
 * Delivers seats of one product. The content is sealed with the step that counts it: there is neither
 * a delivery that nobody counted nor a count without its keys. `too_many` carries what is left.
 */
export async function deliver(
  ctx: Context,
  actor: Actor,
  orderId: string,
  parcel: Parcel,
): Promise<Result<Order, MoveRefusal | 'too_many' | 'content_missing'>> {
  if (parcel.content.trim() === '') return refuse('content_missing');
  return transaction(ctx, async (tx) => {
    const order = await lockOrder(tx.db, orderId);
    if (!order || partyOf(actor, order) !== 'distributor') return refuse('not_found');
    const lines = await linesOf(tx.db, [orderId]);
    const line = lines.find(({ productId }) => productId === parcel.productId);
    if (!line) return refuse('not_found');
    const event = deliveryEvent(
      lines.map((one) => ({
        seats: one.quantity,
        delivered: one.delivered + (one === line ? parcel.quantity : 0),
      })),
    );
    if (event === 'too_many') return refuse('too_many', { left: line.quantity - line.delivered });
    const moved = await applyMove(tx, actor, order, 'distributor', {
      event,
      delivered: new Map([[line.productId, parcel.quantity]]),
    });
    if (!moved.ok) return moved;
    const id = tx.ids.next<'delivery'>();
    await insertDelivery(tx.db, orderId, {
      id,
      productId: line.productId,
      quantity: parcel.quantity,
      sealed: seal(tx.config, sealName(orderId, id), Buffer.from(parcel.content.trim())),
      deliveredAt: tx.clock.now(),
    });
    return moved;
  });
}

export interface OpenedDelivery {
  readonly id: string;
  readonly productName: string;
  readonly quantity: number;
  readonly content: string;
  readonly deliveredAt: Date;
}

/** What was delivered, in clear: for the association alone. Each reading is in the audit trail. */
export async function readDeliveries(
  ctx: Context,
  actor: Actor,
  order: Order,
): Promise<Result<OpenedDelivery[], 'not_found'>> {
  if (partyOf(actor, order) !== 'buyer') return refuse('not_found');
  return transaction(ctx, async (tx) => {
    const deliveries = await deliveriesOf(tx.db, order.id);
    await markRead(tx.db, order.id, tx.clock.now());
    await recordAudit(tx, actor, {
      action: 'order.keys_read',
      subject: { kind: 'order', id: order.id },
      detail: { deliveries: deliveries.length },
    });
    return ok(
      deliveries.map(({ id, productName, quantity, sealed, deliveredAt }) => ({
        id,
        productName,
        quantity,
        content: unseal(tx.config, sealName(order.id, id), sealed).toString('utf8'),
        deliveredAt,
      })),
    );
  });
}

/** A sealed delivery put in another's place does not open. */
function sealName(orderId: string, deliveryId: string): string {
  return `delivery:${orderId}:${deliveryId}`;
}
