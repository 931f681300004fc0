import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { Hosting, Product } from './rows.ts';

const COLUMNS = sql`p.id, p.slug, p.name, p.publisher, p.kind, p.category, p.libre, p.licence,
  p.summary_fr AS "summaryFr", p.summary_en AS "summaryEn", p.website,
  p.public_price AS "publicPrice", p.association_price AS "associationPrice",
  p.price_unit AS "priceUnit", p.entry_fee AS "entryFee", p.vat_rate AS "vatRate",
  p.price_source AS "priceSource", p.price_checked_on AS "priceCheckedOn",
  p.seat_roles AS "seatRoles", p.quota_seats AS "quotaSeats", p.quota_months AS "quotaMonths",
  p.pack, p.state, p.withdrawn_reason AS "withdrawnReason"`;

export interface CatalogueFilter {
  /** Empty for all. */
  readonly category: string;
  readonly libre: boolean;
}

/** What is listed, by name. A catalogue is hundreds of products, not thousands. */
export async function listedProducts(db: Db, filter: CatalogueFilter): Promise<Product[]> {
  const { rows } = await sql<Product>`
    SELECT ${COLUMNS} FROM offers.product p
    WHERE p.state = 'listed'
      AND ${filter.category === '' ? sql`true` : sql`p.category = ${filter.category}`}
      AND ${filter.libre ? sql`p.libre` : sql`true`}
    ORDER BY lower(p.name)`.execute(db);
  return rows;
}

/** Every product in whatever state, with the short names of its libre alternatives. */
export async function storedProducts(
  db: Db,
): Promise<(Product & Pick<StoredProduct, 'alternatives' | 'source'>)[]> {
  const { rows } = await sql<Product & Pick<StoredProduct, 'alternatives' | 'source'>>`
    SELECT ${COLUMNS}, p.source, ARRAY(
      SELECT l.slug FROM offers.alternative a JOIN offers.product l ON l.id = a.libre_id
      WHERE a.product_id = p.id ORDER BY l.slug) AS alternatives
    FROM offers.product p ORDER BY p.slug`.execute(db);
  return rows;
}

export async function productBySlug(db: Db, slug: string): Promise<Product | undefined> {
  const { rows } = await sql<Product>`
    SELECT ${COLUMNS} FROM offers.product p WHERE p.slug = ${slug} AND p.state <> 'draft'`.execute(
    db,
  );
  return rows[0];
}

export async function productsByIds(db: Db, ids: readonly string[]): Promise<Product[]> {
  const { rows } = await sql<Product>`
    SELECT ${COLUMNS} FROM offers.product p WHERE p.id = ANY(${ids}::uuid[]) ORDER BY p.name`.execute(
    db,
  );
  return rows;
}

/** Libre products that replace this one. */
export async function alternativesTo(db: Db, productId: string): Promise<Product[]> {
  const { rows } = await sql<Product>`
    SELECT ${COLUMNS} FROM offers.product p
    JOIN offers.alternative a ON a.libre_id = p.id
    WHERE a.product_id = ${productId} AND p.state = 'listed' AND p.libre
    ORDER BY p.name`.execute(db);
  return rows;
}

/** Products that this libre one replaces. */
export async function replacedBy(db: Db, libreId: string): Promise<Product[]> {
  const { rows } = await sql<Product>`
    SELECT ${COLUMNS} FROM offers.product p
    JOIN offers.alternative a ON a.product_id = p.id
    WHERE a.libre_id = ${libreId} AND p.state = 'listed' ORDER BY p.name`.execute(db);
  return rows;
}

export async function hostingsOf(
  db: Db,
  productIds: readonly string[],
): Promise<(Hosting & { readonly productId: string })[]> {
  const { rows } = await sql<Hosting & { productId: string }>`
    SELECT product_id AS "productId", id, kind, provider, website, price, price_unit AS "priceUnit"
    FROM offers.hosting WHERE product_id = ANY(${productIds}::uuid[])
    ORDER BY kind, provider`.execute(db);
  return rows;
}

export async function countListed(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM offers.product WHERE state = 'listed'`.execute(db);
  return rows[0]?.count ?? 0;
}

export interface StoredProduct extends Product {
  readonly source: 'catalogue' | 'entered' | 'demo';
  /** Slugs of libre products. */
  readonly alternatives: readonly string[];
  readonly hostings: readonly Hosting[];
}

/** Adds products or brings them up to date by slug, then their alternatives and hostings, whole. */
export async function saveProducts(
  db: Db,
  products: readonly StoredProduct[],
  at: Date,
): Promise<void> {
  const rows = products.map((one) => ({
    id: one.id,
    slug: one.slug,
    name: one.name,
    publisher: one.publisher,
    kind: one.kind,
    category: one.category,
    libre: one.libre,
    licence: one.licence,
    summary_fr: one.summaryFr,
    summary_en: one.summaryEn,
    website: one.website,
    public_price: one.publicPrice,
    association_price: one.associationPrice,
    price_unit: one.priceUnit,
    entry_fee: one.entryFee,
    vat_rate: one.vatRate,
    price_source: one.priceSource,
    price_checked_on: one.priceCheckedOn,
    seat_roles: one.seatRoles,
    quota_seats: one.quotaSeats,
    quota_months: one.quotaMonths,
    pack: one.pack,
    state: one.state,
    withdrawn_reason: one.withdrawnReason,
    source: one.source,
    changed_at: at,
  }));
  await sql`
    INSERT INTO offers.product
    SELECT * FROM jsonb_populate_recordset(NULL::offers.product, ${JSON.stringify(rows)}::jsonb)
    ON CONFLICT (slug) DO UPDATE SET name = EXCLUDED.name, publisher = EXCLUDED.publisher,
      kind = EXCLUDED.kind, category = EXCLUDED.category, libre = EXCLUDED.libre,
      licence = EXCLUDED.licence, summary_fr = EXCLUDED.summary_fr,
      summary_en = EXCLUDED.summary_en, website = EXCLUDED.website,
      public_price = EXCLUDED.public_price, association_price = EXCLUDED.association_price,
      price_unit = EXCLUDED.price_unit, entry_fee = EXCLUDED.entry_fee,
      vat_rate = EXCLUDED.vat_rate, price_source = EXCLUDED.price_source,
      price_checked_on = EXCLUDED.price_checked_on, seat_roles = EXCLUDED.seat_roles,
      quota_seats = EXCLUDED.quota_seats, quota_months = EXCLUDED.quota_months,
      pack = EXCLUDED.pack, state = EXCLUDED.state,
      withdrawn_reason = EXCLUDED.withdrawn_reason, source = EXCLUDED.source,
      changed_at = EXCLUDED.changed_at`.execute(db);
  const slugs = products.map(({ slug }) => slug);
  await sql`
    DELETE FROM offers.alternative a USING offers.product p
    WHERE p.id = a.product_id AND p.slug = ANY(${slugs}::text[])`.execute(db);
  const pairs = products.flatMap(({ slug, alternatives }) =>
    alternatives.map((libre) => ({ slug, libre })),
  );
  await sql`
    INSERT INTO offers.alternative (product_id, libre_id)
    SELECT p.id, l.id FROM jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb)
      AS pair (slug text, libre text)
    JOIN offers.product p ON p.slug = pair.slug
    JOIN offers.product l ON l.slug = pair.libre AND l.libre`.execute(db);
  await sql`
    DELETE FROM offers.hosting h USING offers.product p
    WHERE p.id = h.product_id AND p.slug = ANY(${slugs}::text[])`.execute(db);
  const hostings = products.flatMap(({ slug, hostings: list }) =>
    list.map((hosting) => ({ slug, ...hosting })),
  );
  await sql`
    INSERT INTO offers.hosting (product_id, id, kind, provider, website, price, price_unit)
    SELECT p.id, h.id, h.kind, h.provider, h.website, h.price, h."priceUnit"
    FROM jsonb_to_recordset(${JSON.stringify(hostings)}::jsonb) AS h (slug text, id uuid,
      kind text, provider text, website text, price integer, "priceUnit" text)
    JOIN offers.product p ON p.slug = h.slug`.execute(db);
}
