import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Counts, indicatorsOf, NO_COUNTS, publicIndicators } from './figures.ts';

const SOME: Counts = {
  missions: 8,
  remote: 6,
  places: 40,
  held: 10,
  applications: 30,
  answered: 20,
  unanswered: 5,
  medianAnswerMinutes: 2_000,
  completed: 15,
  noShows: 5,
  confirmedMinutes: 754,
  people: 9,
};

test('each indicator is what its definition says', () => {
  assert.deepEqual(indicatorsOf(SOME), {
    missions: 8,
    applications: 30,
    unanswered_rate: 20,
    median_answer_hours: 33.3,
    fill_rate: 25,
    no_show_rate: 25,
    hours: 12.6,
    remote_share: 75,
  });
});

test('nothing to divide by is no rate, not zero', () => {
  const { missions, applications, hours, ...rates } = indicatorsOf(NO_COUNTS);
  assert.deepEqual([missions, applications, hours], [0, 0, 0]);
  assert.ok(Object.values(rates).every((rate) => rate === null));
});

test('four people are not told, five are; a rate of one to four neither', () => {
  const told = (change: Partial<Counts>) =>
    publicIndicators({ a: { ...SOME, ...change }, b: SOME, c: SOME }).a;
  assert.equal(told({ applications: 5 })?.applications, 5);
  const few = told({ applications: 4 });
  assert.deepEqual(
    [few?.applications, few?.unanswered_rate, few?.median_answer_hours, few?.fill_rate],
    [null, null, null, null],
  );
  assert.equal(few?.missions, 8);
  assert.equal(told({ people: 4 })?.hours, null);
  assert.equal(told({ people: 5 })?.hours, 12.6);
  assert.equal(told({ noShows: 4 })?.no_show_rate, null);
  assert.equal(told({ noShows: 0 })?.no_show_rate, 0);
  assert.equal(told({ completed: 1 })?.no_show_rate, null);
  assert.equal(told({ unanswered: 1 })?.unanswered_rate, null);
  assert.equal(told({ answered: 4 })?.median_answer_hours, null);
});

test('a single hidden cell hides another, or the total would give it away', () => {
  const cells = publicIndicators({
    a: { ...SOME, applications: 3 },
    b: { ...SOME, applications: 50 },
    c: { ...SOME, applications: 9 },
  });
  assert.deepEqual(
    [cells.a.applications, cells.b.applications, cells.c.applications],
    [null, 50, null],
  );
});
