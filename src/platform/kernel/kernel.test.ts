import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ageOn, instantOf, isDateString, localDate, localMinutes } from './dates.ts';
import { isUuid, uuidv7 } from './ids.ts';
import { seededRandom, shuffled } from './random.ts';

test('an age changes on the birthday, not before', () => {
  assert.equal(ageOn('2008-11-24', '2026-11-23'), 17);
  assert.equal(ageOn('2008-11-24', '2026-11-24'), 18);
  assert.equal(ageOn('2008-02-29', '2026-02-28'), 17);
  assert.equal(ageOn('2008-02-29', '2026-03-01'), 18);
});

test('a date string must be a real day', () => {
  assert.equal(isDateString('2026-02-29'), false);
  assert.equal(isDateString('2028-02-29'), true);
  assert.equal(isDateString('2026-2-1'), false);
});

test('local time follows the clock changes of autumn and spring', () => {
  assert.equal(instantOf('2026-07-01', 600).toISOString(), '2026-07-01T08:00:00.000Z');
  assert.equal(instantOf('2026-12-01', 600).toISOString(), '2026-12-01T09:00:00.000Z');
  assert.equal(localMinutes(instantOf('2026-10-25', 2 * 60 + 30)), 150);
  assert.equal(localMinutes(instantOf('2026-03-29', 2 * 60 + 30)), 3 * 60 + 30);
  assert.equal(localDate(new Date('2026-12-31T23:30:00Z')), '2027-01-01');
});

test('uuidv7 has the version, the variant and the time', () => {
  const id = uuidv7(new Date(1_700_000_000_000), seededRandom(7).bytes(10));
  assert.ok(isUuid(id));
  assert.equal(id[14], '7');
  assert.match(id[19] as string, /[89ab]/);
  assert.equal(parseInt(id.slice(0, 13).replace('-', ''), 16), 1_700_000_000_000);
});

test('a seeded shuffle is a permutation, and the same each time', () => {
  const items = Array.from({ length: 50 }, (_, i) => i);
  const once = shuffled(seededRandom(3), items);
  assert.deepEqual(once, shuffled(seededRandom(3), items));
  assert.notDeepEqual(once, items);
  assert.deepEqual(
    [...once].sort((a, b) => a - b),
    items,
  );
});
