import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concernsOf, type ItemFigures } from './health.ts';

const FINE: ItemFigures = {
  shown: 25,
  answered: 30,
  right: 18,
  infit: 1,
  flags: 0,
  quarantined: null,
  status: 'provisional',
};
const of = (change: Partial<ItemFigures>, tests = 100) => concernsOf({ ...FINE, ...change }, tests);

test('an item is looked at for a reason, at each threshold', () => {
  assert.deepEqual(of({}), []);
  assert.deepEqual(of({ shown: 26 }), []);
  assert.deepEqual(of({ shown: 27 }), ['overexposed']);
  assert.deepEqual(of({ shown: 27 }, 39), [], 'with few tests chance alone passes the limit');
  assert.deepEqual(of({ infit: 1.31 }), ['fits_badly']);
  assert.deepEqual(of({ infit: 0.74 }), ['fits_badly']);
  assert.deepEqual(of({ infit: 9, answered: 29 }), [], 'too few answers to tell');
  assert.deepEqual(of({ answered: 100, right: 96 }), ['too_easy']);
  assert.deepEqual(of({ answered: 100, right: 95 }), []);
  assert.deepEqual(of({ answered: 100, right: 4 }), ['too_hard']);
  assert.deepEqual(of({ flags: 1 }), ['flagged']);
  assert.deepEqual(of({ flags: 3, quarantined: 'flags' }), ['quarantined']);
  assert.deepEqual(of({ status: 'pilot', answered: 200, right: 100 }), ['ready']);
  assert.deepEqual(of({ status: 'pilot', answered: 199, right: 100 }), []);
});
