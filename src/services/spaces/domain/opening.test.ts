import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  isOpenAt,
  type Period,
  periodsOn,
  readHours,
  weeklyMinutes,
  writeHours,
} from './opening.ts';

const week = [
  { weekday: 2, starts: 840, ends: 1080, audience: 'all' as const },
  { weekday: 2, starts: 540, ends: 720, audience: 'all' as const },
];
const exceptions = [
  { day: '2026-12-29', starts: null, ends: null, note: 'congés' },
  { day: '2026-12-22', starts: 600, ends: 660, note: '' },
  { day: '2026-12-27', starts: 600, ends: 660, note: 'dimanche ouvert' },
];
const opening = { week, exceptions };

test('a day follows its week, unless it differs', () => {
  const hours = (day: string) => periodsOn(opening, day).map(({ starts, ends }) => [starts, ends]);
  assert.deepEqual(hours('2026-12-15'), [
    [540, 720],
    [840, 1080],
  ]);
  assert.deepEqual(hours('2026-12-16'), []);
  assert.deepEqual(hours('2026-12-22'), [[600, 660]]);
  assert.deepEqual(hours('2026-12-27'), [[600, 660]]);
  assert.deepEqual(hours('2026-12-29'), []);
});

test('open from the first minute to the one before the last', () => {
  const at = (minute: number) => isOpenAt(opening, '2026-12-15', minute);
  assert.deepEqual([539, 540, 719, 720, 840].map(at), [false, true, true, false, true]);
  assert.equal(weeklyMinutes(opening), 420);
});

test('hours are read as people write them', () => {
  const read = (text: string) => {
    const found = readHours(text);
    return typeof found === 'string'
      ? found
      : found.map(({ starts, ends, audience }) => `${starts} ${ends} ${audience}`).join(' | ');
  };
  for (const [text, meant] of [
    ['', ''],
    ['9h-12h30', '540 750 all'],
    ['14:00 - 18:00, 9h–12h', '540 720 all | 840 1080 all'],
    ['9h à 10h j; 20.30-24h a', '540 600 young | 1230 1440 workshop'],
    ['9-12', '540 720 all'],
    ['9h-9h', 'hours_reversed'],
    ['12h-9h', 'hours_reversed'],
    ['9h-12h, 11h-13h', 'hours_overlap'],
    ['9h-12h, 12h-13h', '540 720 all | 720 780 all'],
    ['9h75-12h', 'hours_unreadable'],
    ['9h-25h', 'hours_unreadable'],
    ['le matin', 'hours_unreadable'],
  ] as const) {
    assert.equal(read(text), meant, text);
  }
});

test('what is written is read again the same, in both languages', () => {
  const minute = fc.integer({ min: 0, max: 1439 });
  const audience = fc.constantFrom('all', 'young', 'workshop') as fc.Arbitrary<Period['audience']>;
  const cuts = fc.uniqueArray(minute, { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(cuts, fc.array(audience, { minLength: 3, maxLength: 3 }), (drawn, audiences) => {
      const sorted = drawn.sort((a, b) => a - b);
      const periods = audiences.flatMap((one, index): Period[] => {
        const [starts, ends] = sorted.slice(2 * index, 2 * index + 2);
        return starts === undefined || ends === undefined ? [] : [{ starts, ends, audience: one }];
      });
      for (const lang of ['fr', 'en'] as const) {
        assert.deepEqual(readHours(writeHours(periods, lang)), periods);
      }
    }),
  );
});
