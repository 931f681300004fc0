import { holdersOfOrganisation } from '#platform/auth/index.ts';
import type { Context } from '#platform/context.ts';
import { notify } from '#platform/messaging/index.ts';
import type { OrderEvent, OrderState } from '../domain/order.ts';
import { orderTexts } from '../messages/orders/index.ts';
import { BUYER_ROLES } from '../policy.ts';
import { distributorById } from '../queries/distributors.ts';
import { countSteps } from '../queries/orders.ts';
import type { Order } from '../queries/rows.ts';
import { callDistributor } from '../webhooks/calls.ts';

type Side = 'buyer' | 'distributor';

/** Who is told of each step. A basket and a quote are the buyer's own. */
const TOLD: Readonly<Record<OrderEvent, readonly Side[]>> = {
  quote: [],
  revise: [],
  order: ['buyer', 'distributor'],
  accept: ['buyer'],
  refuse: ['buyer'],
  cancel: ['buyer', 'distributor'],
  expire: ['buyer', 'distributor'],
  deliver_part: ['buyer'],
  deliver_all: ['buyer'],
  settle: ['buyer', 'distributor'],
  invoice: ['buyer'],
  close: [],
  return: ['buyer'],
};

/** Writes to both sides of an order about its last step, after it was saved. */
export async function tellOrder(
  tx: Context,
  before: OrderState,
  order: Order,
  event: OrderEvent,
): Promise<void> {
  const distributor = await distributorById(tx.db, order.distributorId);
  const seq = await countSteps(tx.db, order.id);
  const messageTo = (side: Side, recipient: string, lang: 'fr' | 'en') => {
    const m = orderTexts(lang);
    return {
      channel: 'email' as const,
      recipient,
      purpose: 'account' as const,
      key: `order:${order.id}:${seq}:${side}`,
      lang,
      subject: m.mailSubject(order.reference, m.events[event]),
      text: m.mailText({
        reference: order.reference,
        what: m.events[event],
        next: m.next[side][order.state],
        distributor: distributor?.name ?? '',
        url: `${tx.config.publicUrl}/orders/${order.id}`,
      }),
    };
  };
  // What a distributor never saw ends without a word to it.
  const seen = event === 'order' || (before !== 'cart' && before !== 'quoted');
  if (seen) await callDistributor(tx, order, seq, event);
  if (TOLD[event].includes('distributor') && seen && distributor)
    await notify(tx, messageTo('distributor', distributor.email, 'fr'));
  if (!TOLD[event].includes('buyer')) return;
  const now = tx.clock.now();
  const people = await holdersOfOrganisation(tx.db, order.organisationId, BUYER_ROLES, now);
  await notify(
    tx,
    people.map(({ email, lang }) => messageTo('buyer', email, lang)),
  );
}
