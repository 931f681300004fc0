import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Ask, choosePost, judgeBooking, slotsOn } from './slots.ts';

const opening = {
  week: [
    { weekday: 2, starts: 540, ends: 720, audience: 'all' as const },
    { weekday: 2, starts: 840, ends: 929, audience: 'young' as const },
    { weekday: 2, starts: 1000, ends: 1200, audience: 'workshop' as const },
  ],
  exceptions: [],
};

test('as many slots of 45 minutes as fit, none in a workshop', () => {
  assert.deepEqual(
    slotsOn(opening, '2026-12-15').map(({ starts, audience }) => `${starts} ${audience}`),
    ['540 all', '585 all', '630 all', '675 all', '840 young'],
  );
  assert.deepEqual(slotsOn(opening, '2026-12-16'), []);
});

const ask: Ask = {
  slot: { starts: 540, audience: 'all' },
  minutesBefore: 60,
  daysAhead: 1,
  band: '18_25',
  withAdult: false,
  aloneFrom: 13,
  sameDay: 0,
  toCome: 0,
};

test('who may take a slot, at each threshold', () => {
  const young = { starts: 840, audience: 'young' as const };
  for (const [change, refusal] of [
    [{}, undefined],
    [{ slot: undefined }, 'slot_unknown'],
    [{ minutesBefore: -15 }, undefined],
    [{ minutesBefore: -16 }, 'slot_past'],
    [{ daysAhead: 14 }, undefined],
    [{ daysAhead: 15 }, 'too_far'],
    [{ slot: young, band: '26_29' }, undefined],
    [{ slot: young, band: '30_59' }, 'young_only'],
    [{ slot: young, band: 'under_13', withAdult: true }, 'young_only'],
    [{ band: '13_17' }, undefined],
    [{ band: '13_17', aloneFrom: 14 }, 'adult_needed'],
    [{ band: 'under_13' }, 'adult_needed'],
    [{ band: 'under_13', withAdult: true }, undefined],
    [{ sameDay: 1 }, 'one_a_day'],
    [{ toCome: 2 }, undefined],
    [{ toCome: 3 }, 'three_at_most'],
  ] as const) {
    assert.equal(judgeBooking({ ...ask, ...change }), refusal, JSON.stringify(change));
  }
});

const posts = [
  { number: 1, accessible: true },
  { number: 2, accessible: false },
  { number: 3, accessible: false },
];

test('an accessible post is kept for who needs it until the last hour', () => {
  const pick = (taken: number[], needs: boolean, minutes: number) =>
    choosePost(posts, new Set(taken), needs, minutes);
  assert.equal(pick([], false, 600), 2);
  assert.equal(pick([2], false, 600), 3);
  assert.equal(pick([2, 3], false, 61), undefined);
  assert.equal(pick([2, 3], false, 60), 1);
  assert.equal(pick([], true, 600), 1);
  assert.equal(pick([1], true, 10), undefined, 'another post would not serve');
});

test('no post is given twice, and none stays empty that somebody may have', () => {
  const number = fc.integer({ min: 1, max: 8 });
  const post = fc.record({ number, accessible: fc.boolean() });
  const some = fc.uniqueArray(post, { selector: (one) => one.number, maxLength: 8 });
  fc.assert(
    fc.property(
      some,
      fc.array(fc.boolean(), { maxLength: 12 }),
      fc.nat(120),
      (all, asks, minutes) => {
        const taken = new Set<number>();
        for (const needs of asks) {
          const got = choosePost(all, taken, needs, minutes);
          const left = all.filter((one) => !taken.has(one.number));
          if (got === undefined) {
            assert.ok(!left.some(({ accessible }) => accessible === needs));
            if (minutes <= 60 && !needs) assert.equal(left.length, 0);
          } else {
            assert.ok(left.some((one) => one.number === got));
            if (needs) assert.ok(left.find((one) => one.number === got)?.accessible);
            taken.add(got);
          }
        }
      },
    ),
  );
});
