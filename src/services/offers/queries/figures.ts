import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import type { RawFigures } from '../domain/figures.ts';

/** What was returned was not kept. */
const KEPT = sql`o.state <> 'returned' AND l.delivered > 0`;

/** Public price minus price paid, over delivered seats whose public price was known. */
export async function savedByOrders(db: Db): Promise<RawFigures['savings']> {
  const { rows } = await sql<RawFigures['savings']>`
    SELECT coalesce(sum(l.delivered::bigint * (l.public_price - l.unit_price)), 0)::bigint AS cents,
      count(DISTINCT o.organisation_id) FILTER (WHERE l.public_price IS NOT NULL) AS associations,
      coalesce(sum(l.delivered) FILTER (WHERE l.public_price IS NULL), 0) AS "unknownSeats"
    FROM offers.order_line l JOIN offers.purchase_order o ON o.id = l.order_id
    WHERE ${KEPT}`.execute(db);
  return rows[0] as RawFigures['savings'];
}

/** Pairs of an association and a product that it says it uses, or was delivered. */
export async function knownUses(db: Db): Promise<RawFigures['uses']> {
  const { rows } = await sql<RawFigures['uses']>`
    WITH used AS (
      SELECT product_id, organisation_id FROM offers.declared_use
      UNION
      SELECT l.product_id, o.organisation_id
      FROM offers.order_line l JOIN offers.purchase_order o ON o.id = l.order_id WHERE ${KEPT})
    SELECT count(*) FILTER (WHERE p.libre) AS libre, count(*) AS total,
      count(DISTINCT used.organisation_id) AS associations
    FROM used JOIN offers.product p ON p.id = used.product_id`.execute(db);
  return rows[0] as RawFigures['uses'];
}

/** Median days from an order to its acceptance, and to its last delivery. */
export async function orderDelays(db: Db): Promise<RawFigures['delays']> {
  const { rows } = await sql<RawFigures['delays']>`
    WITH served AS (
      SELECT min(at) FILTER (WHERE event = 'order') AS ordered,
        min(at) FILTER (WHERE event = 'accept') AS accepted,
        min(at) FILTER (WHERE event = 'deliver_all') AS delivered
      FROM offers.order_step GROUP BY order_id),
    days AS (
      SELECT extract(epoch FROM accepted - ordered)::float8 / 86400 AS accept,
        extract(epoch FROM delivered - ordered)::float8 / 86400 AS deliver FROM served)
    SELECT count(accept) AS accepted, count(deliver) AS delivered,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY accept) AS "medianAcceptDays",
      percentile_cont(0.5) WITHIN GROUP (ORDER BY deliver) AS "medianDeliverDays"
    FROM days`.execute(db);
  return rows[0] as RawFigures['delays'];
}

/** Of each product with a quota, what its associations have taken in their cycles of this day. */
export async function quotaUse(db: Db, today: DateString): Promise<RawFigures['quotas']> {
  const { rows } = await sql<RawFigures['quotas'][number]>`
    SELECT p.slug, p.name, p.quota_seats AS seats, count(*) AS associations,
      coalesce(sum(c.taken), 0) AS taken
    FROM offers.quota_account a
    JOIN offers.product p ON p.id = a.product_id AND p.quota_seats IS NOT NULL
    CROSS JOIN LATERAL (
      SELECT max((a.first_order_on + make_interval(months => k * p.quota_months))::date) AS starts_on
      FROM generate_series(0, 1200) k
      WHERE (a.first_order_on + make_interval(months => k * p.quota_months))::date
        <= ${today}::date) cycle
    JOIN offers.quota_cycle c ON c.organisation_id = a.organisation_id
      AND c.product_id = a.product_id AND c.starts_on = cycle.starts_on AND c.taken > 0
    GROUP BY p.id ORDER BY p.name`.execute(db);
  return rows;
}
