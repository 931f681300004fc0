import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import type { OrderState } from '../domain/order.ts';
import type { Order, OrderLine, OrderStep } from './rows.ts';

const COLUMNS = sql`o.id, o.reference, o.organisation_id AS "organisationId", o.department,
  o.distributor_id AS "distributorId", o.state, o.state_since AS "stateSince",
  o.created_at AS "createdAt", o.invoice_reference AS "invoiceReference"`;

export async function orderById(db: Db, id: string): Promise<Order | undefined> {
  const { rows } = await sql<Order>`
    SELECT ${COLUMNS} FROM offers.purchase_order o WHERE o.id = ${id}`.execute(db);
  return rows[0];
}

/** The same, locked until the end of the transaction: every change begins here. */
export async function lockOrder(db: Db, id: string): Promise<Order | undefined> {
  const { rows } = await sql<Order>`
    SELECT ${COLUMNS} FROM offers.purchase_order o WHERE o.id = ${id} FOR UPDATE`.execute(db);
  return rows[0];
}

/** The basket that an association has open with a distributor, locked. */
export async function openCart(
  db: Db,
  organisationId: string,
  distributorId: string,
): Promise<Order | undefined> {
  const { rows } = await sql<Order>`
    SELECT ${COLUMNS} FROM offers.purchase_order o
    WHERE o.organisation_id = ${organisationId} AND o.distributor_id = ${distributorId}
      AND o.state = 'cart' ORDER BY o.created_at LIMIT 1 FOR UPDATE`.execute(db);
  return rows[0];
}

export async function linesOf(db: Db, orderIds: readonly string[]) {
  const { rows } = await sql<OrderLine & { readonly orderId: string }>`
    SELECT l.order_id AS "orderId", l.product_id AS "productId", p.slug, p.name, l.seats, l.quantity,
      l.delivered, l.unit_price AS "unitPrice", l.public_price AS "publicPrice",
      l.vat_rate AS "vatRate", l.cycle_starts_on AS "cycleStartsOn",
      l.decision_id AS "decisionId", l.attestation
    FROM offers.order_line l JOIN offers.product p ON p.id = l.product_id
    WHERE l.order_id = ANY(${orderIds}::uuid[]) ORDER BY p.name, l.product_id`.execute(db);
  return rows;
}

export async function stepsOf(db: Db, orderId: string): Promise<OrderStep[]> {
  const { rows } = await sql<OrderStep>`
    SELECT seq, event, state, party, account_id AS "accountId", at, reason
    FROM offers.order_step WHERE order_id = ${orderId} ORDER BY seq`.execute(db);
  return rows;
}

export async function countSteps(db: Db, orderId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM offers.order_step WHERE order_id = ${orderId}`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function insertOrder(
  db: Db,
  order: Order & { readonly openedBy: string | null; readonly source: 'entered' | 'demo' },
): Promise<void> {
  await sql`
    INSERT INTO offers.purchase_order (id, reference, organisation_id, department, distributor_id,
      state, state_since, opened_by, created_at, source)
    VALUES (${order.id}, ${order.reference}, ${order.organisationId}, ${order.department},
      ${order.distributorId}, ${order.state}, ${order.stateSince}, ${order.openedBy},
      ${order.createdAt}, ${order.source})`.execute(db);
}

/** Puts a product in a basket with these seats, in place of what it held of it. */
export async function putLine(
  db: Db,
  orderId: string,
  line: Omit<
    OrderLine,
    'slug' | 'name' | 'delivered' | 'cycleStartsOn' | 'decisionId' | 'attestation'
  >,
): Promise<void> {
  await sql`
    INSERT INTO offers.order_line (order_id, product_id, seats, quantity, unit_price, public_price,
      vat_rate)
    VALUES (${orderId}, ${line.productId}, ${JSON.stringify(line.seats)}::jsonb, ${line.quantity},
      ${line.unitPrice}, ${line.publicPrice}, ${line.vatRate})
    ON CONFLICT (order_id, product_id) DO UPDATE SET seats = EXCLUDED.seats,
      quantity = EXCLUDED.quantity, unit_price = EXCLUDED.unit_price,
      public_price = EXCLUDED.public_price, vat_rate = EXCLUDED.vat_rate`.execute(db);
}

export async function removeLine(db: Db, orderId: string, productId: string): Promise<void> {
  await sql`DELETE FROM offers.order_line
    WHERE order_id = ${orderId} AND product_id = ${productId}`.execute(db);
}

export async function setLineCycle(
  db: Db,
  orderId: string,
  productId: string,
  startsOn: DateString | null,
): Promise<void> {
  await sql`UPDATE offers.order_line SET cycle_starts_on = ${startsOn}
    WHERE order_id = ${orderId} AND product_id = ${productId}`.execute(db);
}

/** Keeps under which decision and attestation a line is ordered. */
export async function setLineProof(
  db: Db,
  orderId: string,
  productId: string,
  proof: { readonly decisionId: string; readonly attestation: string },
): Promise<void> {
  await sql`UPDATE offers.order_line
    SET decision_id = ${proof.decisionId}, attestation = ${proof.attestation}
    WHERE order_id = ${orderId} AND product_id = ${productId}`.execute(db);
}

export async function setDelivered(
  db: Db,
  orderId: string,
  productId: string,
  delivered: number,
): Promise<void> {
  await sql`UPDATE offers.order_line SET delivered = ${delivered}
    WHERE order_id = ${orderId} AND product_id = ${productId}`.execute(db);
}

/** Keeps the new state and adds the step that led there. The caller holds the lock of the order. */
export async function saveStep(
  db: Db,
  orderId: string,
  step: Omit<OrderStep, 'seq'>,
  invoice: string | undefined,
): Promise<void> {
  await sql`
    UPDATE offers.purchase_order SET state = ${step.state}, state_since = ${step.at},
      invoice_reference = coalesce(${invoice ?? null}, invoice_reference)
    WHERE id = ${orderId}`.execute(db);
  await sql`
    INSERT INTO offers.order_step (order_id, seq, event, state, party, account_id, at, reason)
    SELECT ${orderId}, coalesce(max(seq), 0) + 1, ${step.event}, ${step.state}, ${step.party},
      ${step.accountId}::uuid, ${step.at}, ${step.reason}
    FROM offers.order_step WHERE order_id = ${orderId}`.execute(db);
}

export interface OrderRow extends Order {
  readonly distributorName: string;
  readonly products: string;
  readonly seats: number;
  readonly net: number;
}

export interface OrderFilter {
  readonly organisationIds?: readonly string[];
  readonly distributorIds?: readonly string[];
  readonly states: readonly OrderState[];
  readonly limit: number;
  readonly offset: number;
}

/** Orders of some associations, or of some distributors, the longest untouched first. */
export async function ordersOf(
  db: Db,
  { organisationIds, distributorIds, states, limit, offset }: OrderFilter,
): Promise<{ rows: OrderRow[]; total: number }> {
  const { rows } = await sql<OrderRow & { total: number }>`
    SELECT ${COLUMNS}, d.name AS "distributorName", l.products, l.seats, l.net,
      count(*) OVER () AS total
    FROM offers.purchase_order o
    JOIN offers.distributor d ON d.id = o.distributor_id
    CROSS JOIN LATERAL (
      SELECT coalesce(string_agg(p.name, ', ' ORDER BY p.name), '') AS products,
        coalesce(sum(l.quantity), 0)::int AS seats,
        coalesce(sum(l.quantity * l.unit_price), 0)::int AS net
      FROM offers.order_line l JOIN offers.product p ON p.id = l.product_id
      WHERE l.order_id = o.id) l
    WHERE o.state = ANY(${states}::text[])
      AND ${organisationIds ? sql`o.organisation_id = ANY(${organisationIds}::uuid[])` : sql`true`}
      AND ${distributorIds ? sql`o.distributor_id = ANY(${distributorIds}::uuid[])` : sql`true`}
    ORDER BY o.state_since, o.id LIMIT ${limit} OFFSET ${offset}`.execute(db);
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** Orders of some distributors in these states, the newest first. */
export async function ordersServed(
  db: Db,
  filter: {
    readonly distributorIds: readonly string[];
    readonly states: readonly OrderState[];
    readonly after: { readonly createdAt: Date; readonly id: string } | undefined;
    readonly limit: number;
  },
): Promise<Order[]> {
  const { distributorIds, states, after, limit } = filter;
  const { rows } = await sql<Order>`
    SELECT ${COLUMNS} FROM offers.purchase_order o
    WHERE o.distributor_id = ANY(${distributorIds}::uuid[]) AND o.state = ANY(${states}::text[])
      AND ${after ? sql`(o.created_at, o.id) < (${after.createdAt}, ${after.id}::uuid)` : sql`true`}
    ORDER BY o.created_at DESC, o.id DESC LIMIT ${limit}`.execute(db);
  return rows;
}

/** Orders that the clock may end: those in these states since before an instant. */
export async function waitingSince(
  db: Db,
  state: OrderState,
  before: Date,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM offers.purchase_order WHERE state = ${state} AND state_since <= ${before}
    ORDER BY state_since LIMIT ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

export interface Delivery {
  readonly id: string;
  readonly productId: string;
  readonly productName: string;
  readonly quantity: number;
  readonly sealed: Buffer;
  readonly deliveredAt: Date;
  readonly firstReadAt: Date | null;
}

export async function insertDelivery(
  db: Db,
  orderId: string,
  delivery: Omit<Delivery, 'productName' | 'firstReadAt'>,
): Promise<void> {
  await sql`
    INSERT INTO offers.delivery (order_id, id, product_id, quantity, sealed, delivered_at)
    VALUES (${orderId}, ${delivery.id}, ${delivery.productId}, ${delivery.quantity},
      ${delivery.sealed}, ${delivery.deliveredAt})`.execute(db);
}

export async function deliveriesOf(db: Db, orderId: string): Promise<Delivery[]> {
  const { rows } = await sql<Delivery>`
    SELECT d.id, d.product_id AS "productId", p.name AS "productName", d.quantity, d.sealed,
      d.delivered_at AS "deliveredAt", d.first_read_at AS "firstReadAt"
    FROM offers.delivery d JOIN offers.product p ON p.id = d.product_id
    WHERE d.order_id = ${orderId} ORDER BY d.delivered_at, d.id`.execute(db);
  return rows;
}

export async function markRead(db: Db, orderId: string, at: Date): Promise<void> {
  await sql`UPDATE offers.delivery SET first_read_at = ${at}
    WHERE order_id = ${orderId} AND first_read_at IS NULL`.execute(db);
}

export interface WaitingOrders {
  readonly state: OrderState;
  readonly count: number;
  /** Of the one that has waited longest. */
  readonly since: Date;
}

/** How many orders of these organisations stand in each of these states, the longest wait first. */
export async function waitingOrders(
  db: Db,
  side: 'buyer' | 'distributor',
  organisationIds: readonly string[],
  states: readonly OrderState[],
): Promise<WaitingOrders[]> {
  const column = side === 'buyer' ? sql`organisation_id` : sql`distributor_id`;
  const { rows } = await sql<WaitingOrders>`
    SELECT state, count(*) AS count, min(state_since) AS since FROM offers.purchase_order
    WHERE ${column} = ANY(${organisationIds}::uuid[]) AND state = ANY(${states}::text[])
    GROUP BY state ORDER BY min(state_since)`.execute(db);
  return rows;
}

/** The steps of a person who is erased stay, unsigned. */
export async function forgetAccount(db: Db, accountId: string): Promise<void> {
  await sql`UPDATE offers.order_step SET account_id = NULL
    WHERE account_id = ${accountId}`.execute(db);
  await sql`UPDATE offers.purchase_order SET opened_by = NULL
    WHERE opened_by = ${accountId}`.execute(db);
}
