import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { Responses } from '../domain/calibration/responses.ts';

/**
 * Right and wrong of every test that ended, to the items as they are written in this version: a text
 * that has changed since is another question. One row a test, of nobody.
 */
export async function answersTo(db: Db, bank: number): Promise<Responses> {
  const { rows } = await sql<{ test: string; item: string; right: boolean }>`
    SELECT i.attempt_id AS test, i.item, i.is_right AS right
    FROM skills.attempt_item i
    JOIN skills.attempt t ON t.id = i.attempt_id AND t.state = 'ended'
    JOIN skills.bank_item asked ON asked.bank = t.bank AND asked.item = i.item
    JOIN skills.bank_item b ON b.bank = ${bank} AND b.item = i.item
      AND b.item_version = asked.item_version
    WHERE i.is_right IS NOT NULL AND i.replaced_for IS NULL`.execute(db);
  const items = [...new Set(rows.map(({ item }) => item))].sort();
  const columns = new Map(items.map((item, column) => [item, column]));
  const tests = new Map<string, number>();
  for (const { test } of rows) if (!tests.has(test)) tests.set(test, tests.size);
  const values = new Int8Array(tests.size * items.length).fill(-1);
  for (const { test, item, right } of rows) {
    values[tests.get(test)! * items.length + columns.get(item)!] = right ? 1 : 0;
  }
  return { items, people: tests.size, values };
}

/** How an item does in a version. */
export interface ItemHealth {
  readonly id: string;
  readonly status: 'provisional' | 'calibrated' | 'pilot';
  readonly shown: number;
  readonly answered: number;
  readonly right: number;
  /** How far answers are from the curve, for the abilities that tests found; 1 under the model. */
  readonly infit: number | null;
  readonly flags: number;
  readonly quarantined: 'flags' | 'staff' | null;
}

export async function itemsHealth(db: Db, bank: number): Promise<ItemHealth[]> {
  const { rows } = await sql<ItemHealth>`
    WITH answer AS (
      SELECT i.item, i.is_right::int AS x, b.c + (1 - b.c) / (1 + exp(-b.a * (t.theta - b.b))) AS p
      FROM skills.attempt_item i
      JOIN skills.attempt t ON t.id = i.attempt_id AND t.state = 'ended' AND t.theta IS NOT NULL
      JOIN skills.bank_item b ON b.bank = t.bank AND b.item = i.item
      WHERE t.bank = ${bank} AND i.is_right IS NOT NULL AND i.replaced_for IS NULL
    ), fit AS (
      SELECT item, count(*) AS answered, sum(x) AS "right",
        sum((x - p) ^ 2) / sum(p * (1 - p)) AS infit
      FROM answer GROUP BY item
    ), flag AS (
      SELECT item, count(*) AS flags FROM skills.attempt_item
      WHERE replaced_for IS NOT NULL GROUP BY item
    )
    SELECT b.item AS id, b.status, COALESCE(e.shown, 0) AS shown,
      COALESCE(f.answered, 0) AS answered, COALESCE(f."right", 0) AS "right", f.infit,
      COALESCE(g.flags, 0) AS flags, q.reason AS quarantined
    FROM skills.bank_item b
    LEFT JOIN skills.exposure e ON e.bank = b.bank AND e.item = b.item
    LEFT JOIN fit f ON f.item = b.item
    LEFT JOIN flag g ON g.item = b.item
    LEFT JOIN skills.quarantine q ON q.item = b.item AND q.released_at IS NULL
    WHERE b.bank = ${bank} ORDER BY b.item`.execute(db);
  return rows;
}
