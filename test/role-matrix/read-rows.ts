import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { Row, Rows } from './row.ts';

const NOT_ROWS = new Set(['row.ts', 'read-rows.ts']);

/** The matrix: every route with who may call it. */
export async function readRows(): Promise<Map<string, Row>> {
  const all = new Map<string, Row>();
  for (const file of globSync('*.ts', { cwd: import.meta.dirname }).sort()) {
    if (NOT_ROWS.has(file)) continue;
    const { rows } = (await import(join(import.meta.dirname, file))) as { readonly rows: Rows };
    for (const [route, row] of Object.entries(rows)) {
      assert.ok(!all.has(route), `${route} is listed twice`);
      const isRow = typeof row === 'object' && 'allowed' in row;
      all.set(route, isRow ? row : { allowed: row });
    }
  }
  return all;
}
