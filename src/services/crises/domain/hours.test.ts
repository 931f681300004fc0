import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localDate } from '#platform/kernel/dates.ts';
import { daysOf, hoursSheet, missingDepartures } from './hours.ts';
import type { ReportPresence } from './report.ts';

const utcDate = (instant: Date) => instant.toISOString().slice(0, 10);
const stay = (personId: string, from: string, to?: string): ReportPresence => ({
  personKind: 'volunteer',
  personId,
  siteId: 'gym',
  from: new Date(from),
  ...(to ? { to: new Date(to) } : {}),
});
const NIGHT = stay('a', '2026-11-24T22:00:00Z', '2026-11-25T04:30:00Z');

test('a night is two days, leaving at midnight is one', () => {
  assert.deepEqual(daysOf([NIGHT], utcDate), ['2026-11-24', '2026-11-25']);
  const until = stay('a', '2026-11-24T22:00:00Z', '2026-11-25T00:00:00Z');
  assert.deepEqual(daysOf([until], utcDate), ['2026-11-24']);
  assert.deepEqual(daysOf([stay('a', '2026-11-24T22:00:00Z')], utcDate), ['2026-11-24']);
});

test('the night the clocks go back has an hour more, on the two days that it touches', () => {
  const paris = (instant: Date) => localDate(instant, 'Europe/Paris');
  const shift = stay('a', '2026-10-24T22:00:00+02:00', '2026-10-25T06:00:00+01:00');
  const [line] = hoursSheet([shift], [], paris);
  assert.deepEqual([line?.minutes, line?.days], [9 * 60, ['2026-10-24', '2026-10-25']]);
  // From 02:30 in summer time to 02:30 in winter time: an hour, not none.
  const twice = stay('a', '2026-10-25T02:30:00+02:00', '2026-10-25T02:30:00+01:00');
  assert.equal(hoursSheet([twice], [], paris)[0]?.minutes, 60);
  const spring = stay('a', '2027-03-27T22:00:00+01:00', '2027-03-28T06:00:00+02:00');
  assert.equal(hoursSheet([spring], [], paris)[0]?.minutes, 7 * 60);
});

test('what was corrected stands in place of what was counted', () => {
  const kept = {
    personKind: 'volunteer',
    personId: 'a',
    state: 'corrected',
    minutes: 420,
    days: [],
    reason: 'Parti à 5 h',
  } as const;
  const [line] = hoursSheet([NIGHT], [kept], utcDate);
  assert.deepEqual([line?.counted, line?.minutes, line?.state], [390, 420, 'corrected']);
  const confirmed = { ...kept, state: 'confirmed', days: ['2026-11-24'] } as const;
  assert.deepEqual(hoursSheet([NIGHT], [confirmed], utcDate)[0]?.days, ['2026-11-24']);
});

test('a departure that nobody saw must be settled by a correction', () => {
  const open = stay('b', '2026-11-24T10:00:00Z');
  const sheet = hoursSheet([NIGHT, open], [], utcDate);
  assert.deepEqual(
    sheet.map(({ minutes }) => minutes),
    [390, 0],
  );
  assert.equal(missingDepartures(sheet), 1);
  const settled = { ...sheet[1], state: 'corrected', minutes: 60, reason: 'x' } as const;
  assert.equal(missingDepartures(hoursSheet([open], [settled as never], utcDate)), 0);
});
