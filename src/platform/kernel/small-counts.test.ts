import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { publicCount, publicTable } from './small-counts.ts';

test('five is published, four is not, nor is nobody', () => {
  assert.deepEqual(
    [5, 4, 1, 0].map((n) => publicCount(n)),
    [5, undefined, undefined, undefined],
  );
});

test('a single withheld cell cannot be found by subtraction', () => {
  const { cells, total } = publicTable({ '30': 100, '34': 40, '48': 2, '11': 7 });
  assert.deepEqual(cells, { '30': 100, '34': 40, '48': undefined, '11': undefined });
  assert.equal(total, 149);
  assert.deepEqual(publicTable({ '30': 2 }), { cells: { '30': undefined }, total: undefined });
  assert.deepEqual(publicTable({ '30': 9, '34': 8 }).cells, { '30': 9, '34': 8 });
});

test('no published table tells that fewer than five people are somewhere', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(60), { minLength: 1, maxLength: 12 }), (counts) => {
      const table = publicTable(Object.fromEntries(counts.map((n, at) => [`d${at}`, n])));
      const shown = Object.values(table.cells).filter((n) => n !== undefined);
      assert.ok(shown.every((n) => n >= 5));
      const withheld = counts.length - shown.length;
      if (withheld === 0 || table.total === undefined) return;
      const left = table.total - shown.reduce((sum, n) => sum + n, 0);
      assert.ok(left >= 5 && withheld > 1, `${withheld} cells share ${left}`);
    }),
  );
});
