import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Presence } from './attendance.ts';
import { presencesFor, standingAt } from './headcount.ts';

const at = (minute: number) => new Date(Date.parse('2026-11-24T08:00:00Z') + minute * 60_000);
const shift = {
  personKind: 'volunteer' as const,
  personId: 'ana',
  startsAt: at(0),
  endsAt: at(240),
};
const presence = (from: number, to?: number, over: Partial<Presence> = {}): Presence => ({
  personKind: 'volunteer',
  personId: 'ana',
  siteId: 'hall',
  from: at(from),
  ...(to === undefined ? {} : { to: at(to) }),
  ...over,
});

test('somebody is late a quarter of an hour after the beginning, absent from the end on', () => {
  assert.equal(standingAt(shift, [], at(15)), 'to_come');
  assert.equal(standingAt(shift, [], at(15.1)), 'late');
  assert.equal(standingAt(shift, [], at(239)), 'late');
  assert.equal(standingAt(shift, [], at(240)), 'absent');
});

test('somebody still there a quarter of an hour after the end must be asked for', () => {
  assert.equal(standingAt(shift, [presence(5)], at(255)), 'here');
  assert.equal(standingAt(shift, [presence(5)], at(255.1)), 'stayed');
  assert.equal(standingAt(shift, [presence(5, 250)], at(300)), 'gone');
  assert.equal(standingAt(shift, [presence(5, 60), presence(70)], at(100)), 'here');
});

test('only presences of that person, at that site, around that shift count', () => {
  const found = [
    presence(-360, -359),
    presence(-1000, -361),
    presence(240),
    presence(239),
    presence(5, 6, { siteId: 'school' }),
    presence(5, 6, { personId: 'bob' }),
    presence(5, 6, { personKind: 'walk_up' }),
  ];
  assert.deepEqual(presencesFor(shift, 'hall', found), [presence(-360, -359), presence(239)]);
});
