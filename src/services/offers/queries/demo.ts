import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

const DISTRIBUTORS = sql`(SELECT id FROM offers.distributor WHERE source = 'demo')`;
const ORDERS = sql`(SELECT id FROM offers.purchase_order WHERE distributor_id IN ${DISTRIBUTORS})`;
const PRODUCTS = sql`(SELECT id FROM offers.product WHERE source = 'demo')`;

/** Removes demo distributors and products with all that hangs on them; the catalogue that ships stays. */
export async function deleteDemoOffers(db: Db): Promise<void> {
  const buyers = await sql<{ organisationId: string }>`
    SELECT DISTINCT organisation_id AS "organisationId" FROM offers.purchase_order
    WHERE distributor_id IN ${DISTRIBUTORS}`.execute(db);
  const organisations = buyers.rows.map(({ organisationId }) => organisationId);
  await sql`DELETE FROM offers.webhook_call WHERE distributor_id IN ${DISTRIBUTORS}`.execute(db);
  await sql`DELETE FROM offers.delivery WHERE order_id IN ${ORDERS}`.execute(db);
  await sql`DELETE FROM offers.order_step WHERE order_id IN ${ORDERS}`.execute(db);
  await sql`DELETE FROM offers.order_line WHERE order_id IN ${ORDERS}`.execute(db);
  await sql`DELETE FROM offers.purchase_order WHERE distributor_id IN ${DISTRIBUTORS}`.execute(db);
  for (const table of ['quota_cycle', 'quota_account'])
    await sql`DELETE FROM ${sql.table(`offers.${table}`)}
      WHERE organisation_id = ANY(${organisations}::uuid[]) OR product_id IN ${PRODUCTS}`.execute(
      db,
    );
  await sql`DELETE FROM offers.authorisation
    WHERE distributor_id IN ${DISTRIBUTORS} OR product_id IN ${PRODUCTS}`.execute(db);
  await sql`DELETE FROM offers.distributor WHERE source = 'demo'`.execute(db);
  await sql`DELETE FROM offers.alternative WHERE product_id IN ${PRODUCTS}`.execute(db);
  await sql`DELETE FROM offers.hosting WHERE product_id IN ${PRODUCTS}`.execute(db);
  await sql`DELETE FROM offers.product_document WHERE product_id IN ${PRODUCTS}`.execute(db);
  await sql`DELETE FROM offers.declared_use WHERE product_id IN ${PRODUCTS}`.execute(db);
  await sql`DELETE FROM offers.product WHERE source = 'demo'`.execute(db);
}
