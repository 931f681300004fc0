import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bands } from './bands.ts';

test('shades grow with the value, zero has none, every range is one shade', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5000), { maxLength: 110 }), (values) => {
      const scale = bands(values);
      const sorted = [...values].sort((a, b) => a - b);
      const shades = sorted.map(scale.band);
      assert.deepEqual(
        shades,
        [...shades].sort((a, b) => a - b),
      );
      for (const value of values) assert.equal(scale.band(value) === 0, value === 0);
      for (const { band, from, to } of scale.ranges) {
        assert.deepEqual([scale.band(from), scale.band(to)], [band, band]);
        assert.ok(band >= 1 && band <= 5);
      }
    }),
  );
});

test('a hundred different values fill five shades evenly', () => {
  const values = Array.from({ length: 100 }, (_, i) => i + 1);
  const scale = bands(values);
  assert.deepEqual(
    scale.ranges.map(({ from, to }) => [from, to]),
    [
      [1, 20],
      [21, 40],
      [41, 60],
      [61, 80],
      [81, 100],
    ],
  );
});

test('two values take the lightest and the darkest shade', () => {
  const scale = bands([0, 3, 9]);
  assert.deepEqual([scale.band(3), scale.band(9)], [1, 5]);
});
