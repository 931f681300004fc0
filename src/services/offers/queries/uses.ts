import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

/** Associations that say that they use a product; the count alone is for everybody. */
export async function countDeclaredUses(db: Db, productId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM offers.declared_use
    WHERE product_id = ${productId}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Of those, some that let their name be read, the latest first. */
export async function shownUsers(db: Db, productId: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ organisationId: string }>`
    SELECT organisation_id AS "organisationId" FROM offers.declared_use
    WHERE product_id = ${productId} AND shown ORDER BY declared_at DESC LIMIT ${limit}`.execute(db);
  return rows.map(({ organisationId }) => organisationId);
}

export interface DeclaredUse {
  readonly organisationId: string;
  readonly shown: boolean;
}

export async function usesBy(
  db: Db,
  productId: string,
  organisationIds: readonly string[],
): Promise<DeclaredUse[]> {
  const { rows } = await sql<DeclaredUse>`
    SELECT organisation_id AS "organisationId", shown FROM offers.declared_use
    WHERE product_id = ${productId}
      AND organisation_id = ANY(${organisationIds}::uuid[])`.execute(db);
  return rows;
}

export async function saveUse(
  db: Db,
  productId: string,
  { organisationId, shown }: DeclaredUse,
  at: Date,
): Promise<void> {
  await sql`
    INSERT INTO offers.declared_use (product_id, organisation_id, shown, declared_at)
    VALUES (${productId}, ${organisationId}, ${shown}, ${at})
    ON CONFLICT (product_id, organisation_id) DO UPDATE SET shown = EXCLUDED.shown`.execute(db);
}

/** False when nothing was declared. */
export async function deleteUse(
  db: Db,
  productId: string,
  organisationId: string,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    DELETE FROM offers.declared_use
    WHERE product_id = ${productId} AND organisation_id = ${organisationId}`.execute(db);
  return (numAffectedRows ?? 0n) > 0n;
}
