import type { Transitions } from '#platform/kernel/transitions.ts';

export const ORDER_STATES = [
  'cart',
  'quoted',
  'ordered',
  'accepted',
  'partly_fulfilled',
  'fulfilled',
  'invoiced',
  'closed',
  'refused',
  'cancelled',
  'expired',
  'returned',
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/** Between the association and itself: nobody else knows of them. */
export const PRIVATE_STATES: ReadonlySet<OrderState> = new Set(['cart', 'quoted']);

export const ORDER_EVENTS = [
  'quote',
  'revise',
  'order',
  'accept',
  'refuse',
  'cancel',
  'expire',
  'deliver_part',
  'deliver_all',
  'settle',
  'invoice',
  'close',
  'return',
] as const;
export type OrderEvent = (typeof ORDER_EVENTS)[number];

/** `settle` ends an order that was delivered in part: what was not delivered is given up by both. */
export const ORDER: Transitions<OrderState, OrderEvent> = {
  cart: { quote: 'quoted', cancel: 'cancelled' },
  quoted: { revise: 'cart', order: 'ordered', cancel: 'cancelled', expire: 'expired' },
  ordered: { accept: 'accepted', refuse: 'refused', cancel: 'cancelled', expire: 'expired' },
  accepted: {
    refuse: 'refused',
    cancel: 'cancelled',
    deliver_part: 'partly_fulfilled',
    deliver_all: 'fulfilled',
  },
  partly_fulfilled: {
    deliver_part: 'partly_fulfilled',
    deliver_all: 'fulfilled',
    settle: 'fulfilled',
  },
  fulfilled: { invoice: 'invoiced', return: 'returned' },
  invoiced: { close: 'closed', return: 'returned' },
  closed: {},
  refused: {},
  cancelled: {},
  expired: {},
  returned: {},
};

export const PARTIES = ['buyer', 'distributor', 'clock'] as const;
export type Party = (typeof PARTIES)[number];

/** Whose act each event is. Nobody does another's: a distributor never orders, a buyer never accepts. */
export const ACTS: Readonly<Record<OrderEvent, readonly Party[]>> = {
  quote: ['buyer'],
  revise: ['buyer'],
  order: ['buyer'],
  accept: ['distributor'],
  refuse: ['distributor'],
  cancel: ['buyer'],
  expire: ['clock'],
  deliver_part: ['distributor'],
  deliver_all: ['distributor'],
  settle: ['buyer', 'distributor'],
  invoice: ['distributor'],
  close: ['distributor', 'clock'],
  return: ['distributor'],
};

/** What `party` can do with an order in this state, in the order in which the events are listed. */
export function actsOf(party: Party, state: OrderState): OrderEvent[] {
  return ORDER_EVENTS.filter(
    (event) => ACTS[event].includes(party) && ORDER[state][event] !== undefined,
  );
}

/** States in which a distributor has something to do. */
export const SERVED_STATES = ORDER_STATES.filter(
  (state) => state !== 'invoiced' && actsOf('distributor', state).length > 0,
);

/** States in which seats of the order count against the buyer's quota. */
export const COUNTS_IN_QUOTA: ReadonlySet<OrderState> = new Set([
  'ordered',
  'accepted',
  'partly_fulfilled',
  'fulfilled',
  'invoiced',
  'closed',
  'returned',
]);

export interface LineCount {
  /** Seats ordered. */
  readonly seats: number;
  readonly delivered: number;
}

/**
 * Seats of one line that count against the quota. A return keeps the quota used: the keys were seen,
 * and publishers count them as given. What was never delivered comes back.
 */
export function seatsInQuota(state: OrderState, line: LineCount): number {
  if (!COUNTS_IN_QUOTA.has(state)) return 0;
  const open = state === 'ordered' || state === 'accepted' || state === 'partly_fulfilled';
  return open ? line.seats : line.delivered;
}

/** Days after which the clock ends what nobody moved. */
export const QUOTE_DAYS = 30;
export const ACCEPT_DAYS = 14;
export const CLOSE_DAYS = 30;

/** What the clock does to an order that has been in this state since then, if anything. */
export function clockEvent(
  state: OrderState,
  since: Date,
  now: Date,
): Extract<OrderEvent, 'expire' | 'close'> | undefined {
  const days = (now.getTime() - since.getTime()) / 86_400_000;
  if (state === 'quoted' && days >= QUOTE_DAYS) return 'expire';
  if (state === 'ordered' && days >= ACCEPT_DAYS) return 'expire';
  if (state === 'invoiced' && days >= CLOSE_DAYS) return 'close';
  return undefined;
}

/** The event that a delivery is, by what it leaves open; refused when it brings more than was ordered. */
export function deliveryEvent(
  lines: readonly LineCount[],
): Extract<OrderEvent, 'deliver_part' | 'deliver_all'> | 'too_many' {
  if (lines.some((line) => line.delivered > line.seats)) return 'too_many';
  return lines.every((line) => line.delivered === line.seats) ? 'deliver_all' : 'deliver_part';
}
