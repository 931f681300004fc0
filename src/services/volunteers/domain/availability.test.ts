import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instantOf } from '#platform/kernel/dates.ts';
import {
  ALWAYS,
  type Availability,
  daysOfShift,
  slotBit,
  slotsOfShift,
  slotsOfWeekly,
  weeklyFromSlots,
  whyUnavailable,
} from './availability.ts';

const at = (day: string, hour: number, minute = 0) => instantOf(day, hour * 60 + minute);
const names = (start: Date, end: Date) =>
  slotsOfShift({ start, end }).map(({ day, part }) => `${day} ${part}`);
// 2026-11-24 is a Tuesday.
const free: Availability = { weekly: ALWAYS, exceptions: [], pausedUntil: null, crisisOnly: false };

test('a shift touches the slots it overlaps; a slot ends where the next begins', () => {
  assert.deepEqual(names(at('2026-11-24', 6), at('2026-11-24', 14)), ['2026-11-24 morning']);
  assert.deepEqual(names(at('2026-11-24', 13, 59), at('2026-11-24', 14, 1)), [
    '2026-11-24 morning',
    '2026-11-24 afternoon',
  ]);
  assert.deepEqual(names(at('2026-11-24', 20), at('2026-11-25', 7)), [
    '2026-11-24 afternoon',
    '2026-11-24 night',
    '2026-11-25 morning',
  ]);
});

test('the small hours belong to the night of the day before', () => {
  assert.deepEqual(names(at('2026-11-24', 2), at('2026-11-24', 5)), ['2026-11-23 night']);
  const mondayNight = { ...free, weekly: slotBit(1, 'night') };
  const tuesdayNight = { ...free, weekly: slotBit(2, 'night') };
  const shift = { start: at('2026-11-24', 2), end: at('2026-11-24', 5) };
  assert.equal(whyUnavailable(mondayNight, shift), undefined);
  assert.equal(whyUnavailable(tuesdayNight, shift), 'weekly');
});

test('the night of a clock change is still one night', () => {
  assert.deepEqual(names(at('2026-10-25', 1), at('2026-10-25', 5)), ['2026-10-24 night']);
  assert.deepEqual(names(at('2026-03-29', 1), at('2026-03-29', 5)), ['2026-03-28 night']);
});

test('the zone of the shift decides the slot', () => {
  const shift = {
    start: new Date('2026-11-24T10:00:00Z'),
    end: new Date('2026-11-24T12:00:00Z'),
    timeZone: 'Indian/Reunion',
  };
  assert.deepEqual(
    slotsOfShift(shift).map(({ part }) => part),
    ['afternoon'],
  );
});

test('every slot of the week has its own bit and its own name', () => {
  assert.equal(slotsOfWeekly(ALWAYS).length, 21);
  assert.equal(weeklyFromSlots(slotsOfWeekly(ALWAYS)), ALWAYS);
  assert.equal(weeklyFromSlots(['1-morning', '7-night', 'nonsense']), 1 + 2 ** 20);
});

test('exceptions and pauses are dates with both ends included', () => {
  const shift = { start: at('2026-11-24', 8), end: at('2026-11-24', 12) };
  const away = (firstDay: string, lastDay: string): Availability => ({
    ...free,
    exceptions: [{ firstDay, lastDay, kind: 'unavailable' }],
  });
  assert.equal(whyUnavailable(free, shift), undefined);
  assert.equal(whyUnavailable(away('2026-11-20', '2026-11-23'), shift), undefined);
  assert.equal(whyUnavailable(away('2026-11-20', '2026-11-24'), shift), 'exception');
  assert.equal(whyUnavailable(away('2026-11-24', '2026-11-30'), shift), 'exception');
  assert.equal(whyUnavailable({ ...free, pausedUntil: '2026-11-23' }, shift), undefined);
  assert.equal(whyUnavailable({ ...free, pausedUntil: '2026-11-24' }, shift), 'paused');
});

test('a day opened by exception counts even when the week says no', () => {
  const shift = { start: at('2026-11-24', 8), end: at('2026-11-24', 12) };
  const closed = { ...free, weekly: 0 };
  assert.equal(whyUnavailable(closed, shift), 'weekly');
  const opened: Availability = {
    ...closed,
    exceptions: [{ firstDay: '2026-11-24', lastDay: '2026-11-24', kind: 'available' }],
  };
  assert.equal(whyUnavailable(opened, shift), undefined);
});

test('crisis-only people are not offered missions', () => {
  const shift = { start: at('2026-11-24', 8), end: at('2026-11-24', 12) };
  assert.equal(whyUnavailable({ ...free, crisisOnly: true }, shift), undefined);
  assert.equal(whyUnavailable({ ...free, crisisOnly: true }, shift, 'mission'), 'crisis_only');
});

test('the days of a shift that ends at midnight stop the day before', () => {
  assert.deepEqual(daysOfShift({ start: at('2026-11-24', 20), end: at('2026-11-25', 0) }), [
    '2026-11-24',
  ]);
});
