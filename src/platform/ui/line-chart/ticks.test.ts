import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ticks } from './ticks.ts';

test('round steps around the data', () => {
  assert.deepEqual(ticks(0, 1, 4), [0, 0.25, 0.5, 0.75, 1]);
  assert.deepEqual(ticks(0, 84, 4), [0, 25, 50, 75, 100]);
  assert.deepEqual(ticks(0, 0, 4), [0, 1]);
  assert.deepEqual(ticks(0, 7, 4), [0, 2, 4, 6, 8]);
});

test('the steps hold the data and are never many', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
      (from, width) => {
        const steps = ticks(from, from + width, 5);
        const slack = width * 1e-6;
        assert.ok(steps[0]! <= from + slack && steps.at(-1)! >= from + width - slack);
        assert.ok(steps.length >= 2 && steps.length <= 9, String(steps.length));
      },
    ),
  );
});
