import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '#platform/kernel/dates.ts';
import { type FreshnessState, freshnessAction, stageOf } from './freshness.ts';

function timeline(lastSign: string, from: string, days: number, wakes: (day: string) => boolean) {
  let state: FreshnessState = { lastSign, stage: 0, stageOn: null };
  const done: [string, string][] = [];
  for (let n = 0; n < days; n++) {
    const day = addDays(from, n);
    if (!wakes(day)) continue;
    const step = freshnessAction(state, day);
    if (!step) continue;
    done.push([step, day]);
    state = { ...state, stage: stageOf(step), stageOn: day };
  }
  return done;
}

test('three years of silence, day by day', () => {
  assert.deepEqual(
    timeline('2026-01-15', '2026-01-15', 1200, () => true),
    [
      ['ask', '2026-12-15'],
      ['ask_again', '2026-12-29'],
      ['last_ask', '2027-01-08'],
      ['dormant', '2027-01-15'],
      ['erasure_in_a_month', '2028-12-15'],
      ['erasure_in_a_week', '2029-01-08'],
      ['erase', '2029-01-15'],
    ],
  );
});

test('a job that slept for four years still leaves people the time to answer', () => {
  const done = timeline('2026-01-15', '2026-01-15', 1700, (day) => day >= '2030-03-01');
  assert.deepEqual(done, [
    ['ask', '2030-03-01'],
    ['ask_again', '2030-03-15'],
    ['last_ask', '2030-03-22'],
    ['dormant', '2030-03-29'],
    ['erasure_in_a_month', '2030-03-30'],
    ['erasure_in_a_week', '2030-04-20'],
    ['erase', '2030-04-27'],
  ]);
});

test('nothing is due the day before', () => {
  const state = { lastSign: '2026-01-15', stage: 0, stageOn: null };
  assert.equal(freshnessAction(state, '2026-12-14'), undefined);
  assert.equal(freshnessAction(state, '2026-12-15'), 'ask');
  const terms = { dormantMonths: 6, erasureMonths: 12, draftDays: 30 };
  assert.equal(freshnessAction(state, '2026-06-14', terms), undefined);
  assert.equal(freshnessAction(state, '2026-06-15', terms), 'ask');
});
