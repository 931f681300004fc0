import type { TodoItem, TodoSource } from '#platform/ui/navigation.ts';
import { ACCEPT_DAYS, ORDER_STATES, type OrderState, QUOTE_DAYS } from '../domain/order.ts';
import { orderTexts } from '../messages/orders/index.ts';
import { buysFor, sellsFor } from '../policy.ts';
import { waitingOrders } from '../queries/orders.ts';

/** Days before the calendar ends what waits; without: it waits as long as it takes. */
const LIMITS: Readonly<Partial<Record<OrderState, number>>> = {
  quoted: QUOTE_DAYS,
  ordered: ACCEPT_DAYS,
};

/** For both sides: how many orders wait for them in each state, and by when the first. */
export const ordersTodo: TodoSource = async (ctx, actor, lang) => {
  const items: TodoItem[] = [];
  for (const [side, ids] of [
    ['buyer', buysFor(actor)],
    ['distributor', sellsFor(actor)],
  ] as const) {
    const words = orderTexts(lang).todo[side];
    const states = ORDER_STATES.filter((state) => words[state] !== undefined);
    for (const { state, count, since } of await waitingOrders(ctx.db, side, ids, states)) {
      const days = LIMITS[state];
      items.push({
        text: words[state]?.(count) ?? '',
        href: '/orders',
        due: days === undefined ? undefined : new Date(since.getTime() + days * 86_400_000),
      });
    }
  }
  return items;
};
