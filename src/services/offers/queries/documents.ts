import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

export interface ProductDocument {
  readonly id: string;
  readonly productId: string;
  readonly title: string;
  readonly fileId: string;
}

export async function documentsOf(db: Db, productId: string): Promise<ProductDocument[]> {
  const { rows } = await sql<ProductDocument>`
    SELECT id, product_id AS "productId", title, file_id AS "fileId" FROM offers.product_document
    WHERE product_id = ${productId} ORDER BY lower(title), id`.execute(db);
  return rows;
}

export async function insertDocument(db: Db, document: ProductDocument, at: Date): Promise<void> {
  await sql`
    INSERT INTO offers.product_document (product_id, id, title, file_id, added_at)
    VALUES (${document.productId}, ${document.id}, ${document.title}, ${document.fileId},
      ${at})`.execute(db);
}

export async function deleteDocument(
  db: Db,
  productId: string,
  id: string,
): Promise<ProductDocument | undefined> {
  const { rows } = await sql<ProductDocument>`
    DELETE FROM offers.product_document WHERE product_id = ${productId} AND id = ${id}
    RETURNING id, product_id AS "productId", title, file_id AS "fileId"`.execute(db);
  return rows[0];
}
