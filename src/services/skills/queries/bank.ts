import { type Selectable, sql } from 'kysely';
import type { Db, Tables } from '#platform/db/index.ts';
import type { BankVersion, VersionState } from '../domain/bank/version.ts';
import type { ItemSource } from '../files/item-source.ts';

export type ItemStatus = 'provisional' | 'calibrated' | 'pilot';
export type Origin = 'content' | 'answers';

export interface BankItem {
  readonly id: string;
  readonly itemVersion: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly seB: number | null;
  readonly area: string;
  readonly status: ItemStatus;
}

/** An item of a version with what is asked, in both languages. */
export interface WrittenItem extends BankItem {
  readonly fr: ItemSource;
  readonly en: ItemSource;
}

export interface VersionFacts extends Pick<BankVersion, 'number' | 'state'> {
  readonly origin: Origin;
  readonly createdAt: Date;
  readonly adoptedAt: Date | null;
  readonly tests: number;
}

/** One at a time makes, adopts or recalibrates versions; until the transaction ends. */
export async function lockBank(db: Db): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('skills.bank'))`.execute(db);
}

/** Keeps the items whose text is new or has changed, as their next version. */
export async function keepChangedItems(
  db: Db,
  items: readonly { readonly id: string; readonly fr: ItemSource; readonly en: ItemSource }[],
  at: Date,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    WITH given AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(items)}::jsonb) AS g(id text, fr jsonb, en jsonb)
    ), latest AS (
      SELECT DISTINCT ON (id) id, version, fr, en FROM skills.item ORDER BY id, version DESC
    )
    INSERT INTO skills.item (id, version, fr, en, written_at)
    SELECT g.id, COALESCE(l.version, 0) + 1, g.fr, g.en, ${at}
    FROM given g LEFT JOIN latest l USING (id)
    WHERE l.id IS NULL OR l.fr <> g.fr OR l.en <> g.en
    RETURNING id`.execute(db);
  return rows.map(({ id }) => id);
}

export async function latestVersions(db: Db): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('skills.item')
    .select(({ fn }) => ['id', fn.max('version').as('version')])
    .groupBy('id')
    .execute();
  return new Map(rows.map(({ id, version }) => [id, version]));
}

export async function bankVersions(db: Db): Promise<VersionFacts[]> {
  const rows = await db
    .selectFrom('skills.bank_version')
    .selectAll()
    .orderBy('number', 'desc')
    .execute();
  return rows.map((row) => ({
    number: row.number,
    state: row.state as VersionState,
    origin: row.origin as Origin,
    createdAt: row.created_at,
    adoptedAt: row.adopted_at,
    tests: row.tests,
  }));
}

export async function activeVersion(db: Db): Promise<number | undefined> {
  const row = await db
    .selectFrom('skills.bank_version')
    .select('number')
    .where('state', '=', 'active')
    .executeTakeFirst();
  return row?.number;
}

/** In the order of their ids, which is the order of the engine's columns. */
export async function itemsOfBank(db: Db, bank: number): Promise<WrittenItem[]> {
  const rows = await db
    .selectFrom('skills.bank_item as b')
    .innerJoin('skills.item as i', (join) =>
      join.onRef('i.id', '=', 'b.item').onRef('i.version', '=', 'b.item_version'),
    )
    .selectAll('b')
    .select(['i.fr', 'i.en'])
    .where('b.bank', '=', bank)
    .orderBy('b.item')
    .execute();
  return rows.map((row) => ({
    ...bankItemOf(row),
    fr: row.fr as unknown as ItemSource,
    en: row.en as unknown as ItemSource,
  }));
}

function bankItemOf(row: Selectable<Tables['skills.bank_item']>): BankItem {
  const { item, item_version, a, b, c, se_b, area, status } = row;
  return {
    id: item,
    itemVersion: item_version,
    a,
    b,
    c,
    seB: se_b,
    area,
    status: status as ItemStatus,
  };
}

export async function insertVersion(
  db: Db,
  version: { readonly number: number; readonly origin: Origin; readonly at: Date },
  items: readonly BankItem[],
): Promise<void> {
  const { number, origin, at } = version;
  await db
    .insertInto('skills.bank_version')
    .values({ number, state: 'draft', origin, created_at: at, adopted_at: null })
    .execute();
  await db
    .insertInto('skills.bank_item')
    .values(
      items.map(({ id, itemVersion, a, b, c, seB, area, status }) => ({
        bank: number,
        item: id,
        item_version: itemVersion,
        a,
        b,
        c,
        se_b: seB,
        area,
        status,
      })),
    )
    .execute();
}

export async function setVersionState(
  db: Db,
  number: number,
  state: VersionState,
  adoptedAt?: Date,
): Promise<void> {
  await db
    .updateTable('skills.bank_version')
    .set({ state, ...(adoptedAt ? { adopted_at: adoptedAt } : {}) })
    .where('number', '=', number)
    .execute();
}
