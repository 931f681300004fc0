import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  hoursOf,
  presenceFigures,
  type ReportNeed,
  type ReportPresence,
  type ReportRows,
  reportOf,
} from './report.ts';

const START = Date.UTC(2026, 10, 24, 8);
const at = (minutes: number) => new Date(START + minutes * 60_000);
const NOW = at(24 * 60);

const need = (id: string, over: Partial<ReportNeed> = {}): ReportNeed => ({
  id,
  position: id,
  siteId: 'gym',
  places: 2,
  startsAt: at(120),
  endsAt: at(240),
  timeZone: 'Europe/Paris',
  status: 'open',
  ...over,
});
const here = (personId: string, from: number, to?: number, siteId = 'gym'): ReportPresence => ({
  personKind: 'volunteer',
  personId,
  siteId,
  from: at(from),
  ...(to === undefined ? {} : { to: at(to) }),
});
const NOTHING: ReportRows = {
  needs: [],
  alerts: [],
  replies: [],
  places: [],
  presences: [],
  log: [],
};

/** Two places; five called; a and b get them, c waits, b gives back, c comes, d is told no place, e is silent. */
const STORY: ReportRows = {
  needs: [need('n')],
  alerts: ['a', 'b', 'c', 'd', 'e'].map((personId) => ({ needId: 'n', personId, at: at(0) })),
  replies: (
    [
      ['a', 4, 'yes', 'confirmed'],
      ['b', 10, 'yes', 'confirmed'],
      ['c', 12, 'yes', 'reserve'],
      ['d', 20, 'yes', 'reserve'],
      ['b', 30, 'no', 'withdrawn'],
      ['c', 35, 'yes', 'confirmed'],
    ] as const
  ).map(([personId, minutes, answer, outcome]) => ({
    needId: 'n',
    personId,
    answer,
    outcome,
    at: at(minutes),
  })),
  places: [
    { needId: 'n', personId: 'a', state: 'confirmed' },
    { needId: 'n', personId: 'b', state: 'withdrawn' },
    { needId: 'n', personId: 'c', state: 'confirmed' },
    { needId: 'n', personId: 'd', state: 'reserve' },
  ],
  presences: [here('a', 115, 245)],
  log: [
    {
      number: 1,
      at: at(0),
      kind: 'call_started',
      author: 'x',
      detail: { need: 'n', excluded: { minor: 3 } },
    },
    { number: 2, at: at(10), kind: 'need_filled', author: null, detail: { need: 'n' } },
    { number: 3, at: at(35), kind: 'need_filled', author: null, detail: { need: 'n' } },
    {
      number: 4,
      at: at(50),
      kind: 'call_everyone',
      author: 'x',
      detail: { need: 'n', excluded: { minor: 2, out_of_radius: 5 } },
    },
  ],
};

test('a call-out, figure by figure', () => {
  const report = reportOf(STORY, NOW);
  assert.deepEqual(report.total, {
    places: 2,
    called: 5,
    answered: 4,
    yes: 4,
    confirmed: 2,
    turnedAway: 1,
    reserveUsed: 1,
    withdrew: 1,
    noShows: 1,
  });
  assert.equal(report.needs[0]?.minutesToFill, 10);
  assert.equal(report.peopleCalled, 5);
  // First answers after 4, 10, 12 and 20 minutes.
  assert.equal(report.medianMinutes, 11);
  const share = (minutes: number) => report.latency.find((one) => one.minutes === minutes)?.share;
  assert.deepEqual([2, 5, 10, 15, 20, 1440].map(share), [0, 0.25, 0.5, 0.75, 1, 1]);
  assert.deepEqual(report.exclusions, [
    { reason: 'out_of_radius', count: 5 },
    { reason: 'minor', count: 2 },
  ]);
  assert.deepEqual(
    report.decisions.map(({ number }) => number),
    [1, 4],
  );
});

test('absence is counted only where arrivals were recorded, and after the shift', () => {
  const shows = (rows: Partial<ReportRows>, now = NOW) =>
    reportOf({ ...STORY, ...rows }, now).needs[0]?.noShows;
  assert.equal(shows({ presences: [] }), null);
  assert.equal(reportOf({ ...STORY, presences: [] }, NOW).total.noShows, null);
  assert.equal(shows({}, at(239)), 0);
  assert.equal(shows({}, at(240)), 1);
  // Two hours around the shift count, no more; another site of the crisis counts too.
  assert.equal(shows({ presences: [here('a', 120), here('c', -60, 0)] }), 0);
  assert.equal(shows({ presences: [here('a', 120), here('c', -60, -1)] }), 1);
  assert.equal(shows({ presences: [here('a', 120), here('c', 361, 400)] }), 1);
  assert.equal(shows({ presences: [here('a', 120), here('c', 130, 140, 'school')] }), 0);
  assert.equal(shows({ presences: [here('c', 130, 140, 'school')] }), null);
  const walkUp = { ...here('c', 130), personKind: 'walk_up' as const };
  assert.equal(shows({ presences: [here('a', 120), walkUp] }), 1);
});

test('a cancelled need has no place to fill and nobody is absent from it', () => {
  const report = reportOf({ ...STORY, needs: [need('n', { status: 'cancelled' })] }, NOW);
  assert.equal(report.total.places, 0);
  assert.equal(report.total.called, 5);
  assert.equal(report.total.noShows, null);
  assert.equal(report.needs[0]?.noShows, 0);
});

test('a crisis with nothing has figures too', () => {
  const report = reportOf(NOTHING, NOW);
  assert.equal(report.total.called, 0);
  assert.equal(report.medianMinutes, null);
  assert.deepEqual(report.presence, {
    volunteers: 0,
    walkUps: 0,
    hours: 0,
    hoursConfirmed: false,
    open: 0,
    peak: 0,
    curve: [],
  });
  assert.ok(report.latency.every(({ share }) => share === 0));
});

test('confirmed hours stand in place of those counted from arrivals and departures', () => {
  const counted = reportOf(STORY, NOW).presence;
  const { hours, hoursConfirmed, ...rest } = reportOf(
    { ...STORY, confirmedMinutes: 90 },
    NOW,
  ).presence;
  assert.deepEqual([counted.hoursConfirmed, hours, hoursConfirmed], [false, 1.5, true]);
  const { hours: _, hoursConfirmed: __, ...before } = counted;
  assert.deepEqual(rest, before, 'who was there when is what was seen');
});

test('an answer to a need that did not call the person is no answer to a call', () => {
  const replies = [{ ...STORY.replies[0], personId: 'z' }] as ReportRows['replies'];
  const { total, medianMinutes } = reportOf({ ...STORY, replies }, NOW);
  assert.deepEqual([total.answered, total.yes, medianMinutes], [0, 1, null]);
});

test('an hour at two sites is one hour, and who was not seen leaving has none', () => {
  assert.equal(hoursOf([here('a', 0, 60), here('a', 30, 120, 'school')]), 2);
  assert.equal(hoursOf([here('a', 0, 60), here('a', 90, 120)]), 1.5);
  assert.equal(hoursOf([here('a', 0)]), 0);
  const figures = presenceFigures(
    [here('a', 0, 60), here('a', 30, 120, 'school'), here('b', 60, 90), here('c', 100)],
    at(180),
  );
  assert.deepEqual([figures.volunteers, figures.hours, figures.open, figures.peak], [3, 2.5, 1, 2]);
  assert.deepEqual(
    figures.curve.map(({ at: moment, people }) => [(moment.getTime() - START) / 60_000, people]),
    [
      [0, 1],
      [60, 2],
      [120, 1],
      [180, 0],
    ],
  );
});
