import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDaysTo, DEFAULT_DELAYS, dueFollowUp, type FollowUpStage } from './follow-up.ts';
import { APPLICATION_STATES } from './states.ts';

const since = new Date('2026-11-01T10:00:00Z');
const at = (days: number, ms = 0) => new Date(addDaysTo(since, days).getTime() + ms);
const due = (days: number, stage: FollowUpStage, ms = 0) =>
  dueFollowUp({ state: 'applied', since, stage }, at(days, ms), DEFAULT_DELAYS);

test('reminder at day 2, everybody at day 5, release at day 10: to the millisecond', () => {
  assert.equal(due(2, 0, -1), undefined);
  assert.equal(due(2, 0), 'remind');
  assert.equal(due(2, 1), undefined);
  assert.equal(due(5, 1, -1), undefined);
  assert.equal(due(5, 1), 'escalate');
  assert.equal(due(5, 0), 'escalate');
  assert.equal(due(9.99, 2), undefined);
  for (const stage of [0, 1, 2] as const) assert.equal(due(10, stage), 'release');
});

test('only an application that waits for an answer is followed', () => {
  const followed = APPLICATION_STATES.filter(
    (state) => dueFollowUp({ state, since, stage: 0 }, at(30), DEFAULT_DELAYS) !== undefined,
  );
  assert.deepEqual(followed, ['applied', 'in_discussion']);
});
