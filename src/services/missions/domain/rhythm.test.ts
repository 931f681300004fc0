import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextLetter } from './rhythm.ts';

const next = (rhythm: 'daily' | 'weekly', now: string) =>
  nextLetter(rhythm, new Date(now)).toISOString();

test('a daily letter leaves at eight, of today or of tomorrow', () => {
  assert.equal(next('daily', '2026-11-24T07:59:59+01:00'), '2026-11-24T07:00:00.000Z');
  assert.equal(next('daily', '2026-11-24T08:00:00+01:00'), '2026-11-25T07:00:00.000Z');
  assert.equal(next('daily', '2026-12-31T23:00:00+01:00'), '2027-01-01T07:00:00.000Z');
});

test('a weekly letter leaves on Monday at eight, whatever the day', () => {
  assert.equal(next('weekly', '2026-11-23T07:59:00+01:00'), '2026-11-23T07:00:00.000Z');
  assert.equal(next('weekly', '2026-11-23T08:00:00+01:00'), '2026-11-30T07:00:00.000Z');
  assert.equal(next('weekly', '2026-11-24T09:00:00+01:00'), '2026-11-30T07:00:00.000Z');
  assert.equal(next('weekly', '2026-11-29T23:59:00+01:00'), '2026-11-30T07:00:00.000Z');
});

test('eight o’clock stays eight o’clock when the hour changes', () => {
  assert.equal(next('daily', '2026-10-24T09:00:00+02:00'), '2026-10-25T07:00:00.000Z');
  assert.equal(next('weekly', '2027-03-26T09:00:00+01:00'), '2027-03-29T06:00:00.000Z');
});

test('what leaves at once is looked at again in five minutes, at any hour', () => {
  const next = nextLetter('at_once', new Date('2026-11-24T03:00:00Z'));
  assert.equal(next.toISOString(), '2026-11-24T03:05:00.000Z');
});
