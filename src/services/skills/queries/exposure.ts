import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

/** Tests begun with a version, and how often each of its items was shown. */
export async function exposureOf(
  db: Db,
  bank: number,
): Promise<{ readonly tests: number; readonly shown: ReadonlyMap<string, number> }> {
  const rows = await db
    .selectFrom('skills.bank_version as v')
    .leftJoin('skills.exposure as e', 'e.bank', 'v.number')
    .select(['v.tests', 'e.item', 'e.shown'])
    .where('v.number', '=', bank)
    .execute();
  return {
    tests: rows[0]?.tests ?? 0,
    shown: new Map(rows.flatMap(({ item, shown }) => (item ? [[item, shown ?? 0]] : []))),
  };
}

export async function countTestBegun(db: Db, bank: number): Promise<void> {
  await db
    .updateTable('skills.bank_version')
    .set({ tests: sql`tests + 1` })
    .where('number', '=', bank)
    .execute();
}

export async function countItemShown(db: Db, bank: number, item: string): Promise<void> {
  await sql`
    INSERT INTO skills.exposure (bank, item, shown) VALUES (${bank}, ${item}, 1)
    ON CONFLICT (bank, item) DO UPDATE SET shown = exposure.shown + 1`.execute(db);
}

export interface Quarantine {
  readonly item: string;
  readonly since: Date;
  readonly reason: 'flags' | 'staff';
}

export async function quarantinedItems(db: Db): Promise<readonly Quarantine[]> {
  const rows = await db
    .selectFrom('skills.quarantine')
    .select(['item', 'since', 'reason'])
    .where('released_at', 'is', null)
    .orderBy('item')
    .execute();
  return rows.map((row) => ({ ...row, reason: row.reason as Quarantine['reason'] }));
}

export async function putInQuarantine(
  db: Db,
  item: string,
  reason: Quarantine['reason'],
  at: Date,
): Promise<void> {
  await sql`
    INSERT INTO skills.quarantine (item, since, reason) VALUES (${item}, ${at}, ${reason})
    ON CONFLICT (item) DO UPDATE
      SET since = excluded.since, reason = excluded.reason, released_at = NULL
      WHERE quarantine.released_at IS NOT NULL`.execute(db);
}

export async function releaseItem(db: Db, item: string, at: Date): Promise<void> {
  await db
    .updateTable('skills.quarantine')
    .set({ released_at: at })
    .where('item', '=', item)
    .where('released_at', 'is', null)
    .execute();
}

/** In how many tests somebody said that the item is faulty, since it was last given back. */
export async function timesFlagged(db: Db, item: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*) AS n FROM skills.attempt_item a
    WHERE a.item = ${item} AND a.replaced_for IS NOT NULL AND NOT EXISTS (
      SELECT FROM skills.quarantine q WHERE q.item = a.item AND q.released_at > a.asked_at
    )`.execute(db);
  return rows[0]!.n;
}
