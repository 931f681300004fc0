import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import type { Authorisation } from '../domain/authorisation.ts';
import type { DistributorState } from '../domain/distributor.ts';
import type { OrderState } from '../domain/order.ts';
import type { Distributor } from './rows.ts';

const COLUMNS = sql`d.id, d.name, d.siren, d.email, d.website, d.state`;

export interface HeldAuthorisation extends Authorisation {
  readonly id: string;
  readonly distributorId: string;
  readonly productName: string;
}

export async function distributorById(db: Db, id: string): Promise<Distributor | undefined> {
  const { rows } = await sql<Distributor>`
    SELECT ${COLUMNS} FROM offers.distributor d WHERE d.id = ${id}`.execute(db);
  return rows[0];
}

/** The same, locked until the end of the transaction. */
export async function lockDistributor(db: Db, id: string): Promise<Distributor | undefined> {
  const { rows } = await sql<Distributor>`
    SELECT ${COLUMNS} FROM offers.distributor d WHERE d.id = ${id} FOR UPDATE`.execute(db);
  return rows[0];
}

export interface DistributorRow extends Distributor {
  /** Products that it may sell somewhere today. */
  readonly products: number;
  readonly openOrders: number;
}

/** By name, with what each may sell on this day and has to serve. */
export async function distributorRows(
  db: Db,
  on: DateString,
  serving: readonly OrderState[],
): Promise<DistributorRow[]> {
  const { rows } = await sql<DistributorRow>`
    SELECT ${COLUMNS},
      (SELECT count(DISTINCT a.product_id) FROM offers.authorisation a
        WHERE a.distributor_id = d.id AND ${on}::date BETWEEN a.valid_from AND a.valid_until
          AND (a.withdrawn_on IS NULL OR a.withdrawn_on > ${on}::date)) AS products,
      (SELECT count(*) FROM offers.purchase_order o
        WHERE o.distributor_id = d.id AND o.state = ANY(${serving}::text[])) AS "openOrders"
    FROM offers.distributor d ORDER BY lower(d.name), d.id`.execute(db);
  return rows;
}

export async function setDistributorState(
  db: Db,
  id: string,
  state: DistributorState,
): Promise<void> {
  await sql`UPDATE offers.distributor SET state = ${state} WHERE id = ${id}`.execute(db);
}

export async function setWithdrawn(
  db: Db,
  { distributorId, id }: Pick<HeldAuthorisation, 'distributorId' | 'id'>,
  on: DateString,
): Promise<void> {
  await sql`UPDATE offers.authorisation SET withdrawn_on = ${on}
    WHERE distributor_id = ${distributorId} AND id = ${id}`.execute(db);
}

/** Those who may sell this product in this department on this day, by name. */
export async function distributorsFor(
  db: Db,
  sale: { readonly productId: string; readonly department: string; readonly on: DateString },
): Promise<Distributor[]> {
  const { rows } = await sql<Distributor>`
    SELECT ${COLUMNS} FROM offers.distributor d
    WHERE d.state = 'active' AND EXISTS (SELECT FROM offers.authorisation a
      WHERE a.distributor_id = d.id AND a.product_id = ${sale.productId}
        AND (cardinality(a.departments) = 0 OR ${sale.department} = ANY(a.departments))
        AND ${sale.on}::date BETWEEN a.valid_from AND a.valid_until
        AND (a.withdrawn_on IS NULL OR a.withdrawn_on > ${sale.on}::date))
    ORDER BY d.name`.execute(db);
  return rows;
}

export async function authorisationsOf(
  db: Db,
  distributorId: string,
): Promise<HeldAuthorisation[]> {
  const { rows } = await sql<HeldAuthorisation>`
    SELECT a.distributor_id AS "distributorId", a.id, a.product_id AS "productId",
      p.name AS "productName", a.departments, a.valid_from AS "validFrom",
      a.valid_until AS "validUntil", a.withdrawn_on AS "withdrawnOn"
    FROM offers.authorisation a JOIN offers.product p ON p.id = a.product_id
    WHERE a.distributor_id = ${distributorId}
    ORDER BY p.name, a.valid_from`.execute(db);
  return rows;
}

export async function insertDistributor(
  db: Db,
  distributor: Distributor & { readonly source: 'entered' | 'demo' },
  at: Date,
): Promise<void> {
  await sql`
    INSERT INTO offers.distributor (id, name, siren, email, website, state, source, created_at)
    VALUES (${distributor.id}, ${distributor.name}, ${distributor.siren}, ${distributor.email},
      ${distributor.website}, ${distributor.state}, ${distributor.source}, ${at})`.execute(db);
}

export async function insertAuthorisation(
  db: Db,
  authorisation: Omit<HeldAuthorisation, 'productName'>,
  at: Date,
): Promise<void> {
  await sql`
    INSERT INTO offers.authorisation (distributor_id, id, product_id, departments, valid_from,
      valid_until, withdrawn_on, created_at)
    VALUES (${authorisation.distributorId}, ${authorisation.id}, ${authorisation.productId},
      ${authorisation.departments}::text[], ${authorisation.validFrom},
      ${authorisation.validUntil}, ${authorisation.withdrawnOn}, ${at})`.execute(db);
}
