import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { transition } from '#platform/kernel/transitions.ts';
import {
  ACTS,
  ORDER,
  type OrderEvent,
  type Party,
  PRIVATE_STATES,
  seatsInQuota,
} from '../domain/order.ts';
import { cycleOn, seatsLeft } from '../domain/quota.ts';
import { buysFor, sellsFor } from '../policy.ts';
import { linesOf, lockOrder, saveStep, setDelivered, setLineCycle } from '../queries/orders.ts';
import { productsByIds } from '../queries/products.ts';
import { addTaken, lockQuota, takenIn } from '../queries/quotas.ts';
import type { Order, OrderLine, Product } from '../queries/rows.ts';
import { dayThere } from './basket.ts';
import { checkSale, type SaleRefusal } from './sale.ts';
import { tellOrder } from './tell.ts';

export type MoveRefusal =
  | 'not_found'
  | 'transition_not_allowed'
  | 'reason_missing'
  | 'empty_basket'
  | 'quota_exceeded'
  | SaleRefusal;

export interface Move {
  readonly event: OrderEvent;
  /** Why; needed for a refusal, a cancellation of what was accepted, a return. */
  readonly reason?: string;
  /** The number of the distributor's own invoice. */
  readonly invoice?: string;
  /** Seats delivered now, by product. */
  readonly delivered?: ReadonlyMap<string, number>;
}

const DELIVERS: ReadonlySet<OrderEvent> = new Set(['deliver_part', 'deliver_all']);
const NEEDS_REASON: ReadonlySet<OrderEvent> = new Set(['refuse', 'return', 'settle']);

/** Which side of an order a person is on; undefined: neither, and it does not exist for them. */
export function partyOf(actor: Actor, order: Order): Party | undefined {
  if (buysFor(actor).includes(order.organisationId)) return 'buyer';
  if (PRIVATE_STATES.has(order.state)) return undefined;
  return sellsFor(actor).includes(order.distributorId) ? 'distributor' : undefined;
}

/** Moves an order on, for somebody who is a party to it. */
export async function moveOrder(
  ctx: Context,
  actor: Actor,
  orderId: string,
  move: Move,
): Promise<Result<Order, MoveRefusal>> {
  return transaction(ctx, async (tx) => {
    const order = await lockOrder(tx.db, orderId);
    const party = order && partyOf(actor, order);
    if (!order || !party) return refuse('not_found');
    return applyMove(tx, actor, order, party, move);
  });
}

/**
 * The only way an order changes, for pages, API and clock alike, in the caller's transaction, which
 * holds the lock of the order. Seats are taken from the quotas, or come back, with the state.
 */
export async function applyMove(
  tx: Context,
  actor: Actor,
  order: Order,
  party: Party,
  move: Move,
): Promise<Result<Order, MoveRefusal>> {
  const { event, reason = '', delivered } = move;
  const next = transition(ORDER, order.state, event);
  if (!next.ok || !ACTS[event].includes(party)) return refuse('transition_not_allowed');
  // A delivery comes with what it brings: nobody says that all is delivered, it is counted.
  if (DELIVERS.has(event) !== (delivered !== undefined)) return refuse('transition_not_allowed');
  if (NEEDS_REASON.has(event) && reason.trim() === '') return refuse('reason_missing');
  const lines = await linesOf(tx.db, [order.id]);
  if (lines.length === 0 && event !== 'cancel') return refuse('empty_basket');

  if (event === 'quote' || event === 'order') {
    const sale = await checkSale(tx, order, lines, event);
    if (!sale.ok) return sale;
  }
  const after = lines.map((line) => ({
    ...line,
    delivered: line.delivered + (delivered?.get(line.productId) ?? 0),
  }));
  const counted = await count(tx, order, lines, after, next.value);
  if (!counted.ok) return counted;
  for (const [index, line] of after.entries())
    if (line.delivered !== lines[index]?.delivered)
      await setDelivered(tx.db, order.id, line.productId, line.delivered);

  const at = tx.clock.now();
  const step = {
    event,
    state: next.value,
    party,
    accountId: actor.kind === 'person' || actor.kind === 'token' ? actor.accountId : null,
    at,
    reason: reason.trim(),
  };
  await saveStep(tx.db, order.id, step, move.invoice);
  await recordAudit(tx, actor, {
    action: `order.${event}`,
    subject: { kind: 'order', id: order.id },
    detail: { state: next.value, party },
  });
  const moved = { ...order, state: next.value, stateSince: at };
  await tellOrder(tx, order.state, moved, event);
  return ok(moved);
}

/**
 * Takes or gives back what each line changes in its quota, accounts locked in one order for everybody.
 * Nothing is written before every line has its seats.
 */
async function count(
  tx: Context,
  order: Order,
  before: readonly OrderLine[],
  after: readonly OrderLine[],
  state: Order['state'],
): Promise<Result<undefined, 'quota_exceeded'>> {
  const today = dayThere(tx, order.department);
  const changes: QuotaChange[] = [];
  for (const product of await productsByIds(tx.db, productIdsOf(before))) {
    const line = before.find(({ productId }) => productId === product.id) as OrderLine;
    const then = after.find(({ productId }) => productId === product.id) as OrderLine;
    const seats =
      seatsInQuota(state, { seats: then.quantity, delivered: then.delivered }) -
      seatsInQuota(order.state, { seats: line.quantity, delivered: line.delivered });
    // What was taken comes back to the cycle it was taken from, whatever the publisher changed since.
    const counts = seats > 0 ? product.quotaSeats !== null : line.cycleStartsOn !== null;
    if (seats !== 0 && counts) changes.push({ product, seats, startsOn: line.cycleStartsOn });
  }
  changes.sort((a, b) => (a.product.id < b.product.id ? -1 : 1));
  const accountOf = ({ product }: QuotaChange) => ({
    organisationId: order.organisationId,
    productId: product.id,
  });
  const writes: QuotaChange[] = [];
  for (const change of changes) {
    const first = await lockQuota(tx.db, accountOf(change), today);
    const { quotaSeats, quotaMonths } = change.product;
    if (change.seats < 0 || quotaSeats === null || quotaMonths === null) {
      writes.push(change);
      continue;
    }
    const rule = { seats: quotaSeats, months: quotaMonths };
    const { startsOn } = cycleOn(rule, first, today);
    const left = seatsLeft(rule, await takenIn(tx.db, accountOf(change), startsOn));
    if (change.seats > left)
      return refuse('quota_exceeded', { left, product: change.product.name });
    writes.push({ ...change, startsOn });
  }
  for (const change of writes) {
    if (change.startsOn === null) continue;
    await addTaken(tx.db, accountOf(change), change.startsOn, change.seats);
    await setLineCycle(tx.db, order.id, change.product.id, change.startsOn);
  }
  return ok();
}

interface QuotaChange {
  readonly product: Product;
  /** Below zero: given back. */
  readonly seats: number;
  readonly startsOn: DateString | null;
}

function productIdsOf(lines: readonly OrderLine[]): string[] {
  return lines.map(({ productId }) => productId);
}
