import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { DateString } from '#platform/kernel/dates.ts';

export interface QuotaAccount {
  readonly organisationId: string;
  readonly productId: string;
}

/**
 * Locks what an association has of a product until the end of the transaction, and says when its first
 * order was; the first of all begins that day. Lock several in the order of product ids.
 */
export async function lockQuota(
  db: Db,
  { organisationId, productId }: QuotaAccount,
  today: DateString,
): Promise<DateString> {
  await sql`
    INSERT INTO offers.quota_account (organisation_id, product_id, first_order_on)
    VALUES (${organisationId}, ${productId}, ${today}) ON CONFLICT DO NOTHING`.execute(db);
  const { rows } = await sql<{ firstOrderOn: DateString }>`
    SELECT first_order_on AS "firstOrderOn" FROM offers.quota_account
    WHERE organisation_id = ${organisationId} AND product_id = ${productId} FOR UPDATE`.execute(db);
  return (rows[0] as { firstOrderOn: DateString }).firstOrderOn;
}

export async function firstOrderOn(
  db: Db,
  { organisationId, productId }: QuotaAccount,
): Promise<DateString | null> {
  const { rows } = await sql<{ firstOrderOn: DateString }>`
    SELECT first_order_on AS "firstOrderOn" FROM offers.quota_account
    WHERE organisation_id = ${organisationId} AND product_id = ${productId}`.execute(db);
  return rows[0]?.firstOrderOn ?? null;
}

export async function takenIn(
  db: Db,
  { organisationId, productId }: QuotaAccount,
  startsOn: DateString,
): Promise<number> {
  const { rows } = await sql<{ taken: number }>`
    SELECT taken FROM offers.quota_cycle WHERE organisation_id = ${organisationId}
      AND product_id = ${productId} AND starts_on = ${startsOn}`.execute(db);
  return rows[0]?.taken ?? 0;
}

/** Counts seats taken (or given back, below zero) in a cycle. The caller holds the lock of the account. */
export async function addTaken(
  db: Db,
  { organisationId, productId }: QuotaAccount,
  startsOn: DateString,
  seats: number,
): Promise<void> {
  await sql`
    INSERT INTO offers.quota_cycle (organisation_id, product_id, starts_on, taken)
    VALUES (${organisationId}, ${productId}, ${startsOn}, 0) ON CONFLICT DO NOTHING`.execute(db);
  await sql`
    UPDATE offers.quota_cycle SET taken = taken + ${seats}
    WHERE organisation_id = ${organisationId} AND product_id = ${productId}
      AND starts_on = ${startsOn}`.execute(db);
}
