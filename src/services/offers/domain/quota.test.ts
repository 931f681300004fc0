import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays } from '#platform/kernel/dates.ts';
import { cycleOn, seatsLeft } from './quota.ts';

const RULE = { seats: 50, months: 24 };

test('a cycle starts at the first order and the next one the day it ends', () => {
  assert.deepEqual(cycleOn(RULE, null, '2026-11-24'), {
    startsOn: '2026-11-24',
    endsBefore: '2028-11-24',
  });
  assert.equal(cycleOn(RULE, '2026-11-24', '2028-11-23').startsOn, '2026-11-24');
  assert.equal(cycleOn(RULE, '2026-11-24', '2028-11-24').startsOn, '2028-11-24');
});

test('a cycle begun on the last day of a long month keeps that day', () => {
  const rule = { seats: 1, months: 1 };
  assert.deepEqual(cycleOn(rule, '2027-01-31', '2027-03-05'), {
    startsOn: '2027-02-28',
    endsBefore: '2027-03-31',
  });
});

test('every day is in exactly one cycle', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 36 }),
      fc.integer({ min: 0, max: 3_000 }),
      (months, days) => {
        const day = addDays('2026-01-31', days);
        const cycle = cycleOn({ seats: 1, months }, '2026-01-31', day);
        assert.ok(cycle.startsOn <= day && day < cycle.endsBefore);
        assert.deepEqual(cycleOn({ seats: 1, months }, '2026-01-31', cycle.startsOn), cycle);
      },
    ),
  );
});

test('what is left is never below nothing', () => {
  assert.equal(seatsLeft(RULE, 49), 1);
  assert.equal(seatsLeft(RULE, 50), 0);
  assert.equal(seatsLeft(RULE, 60), 0);
});
