import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dueState } from './due-state.ts';

const now = new Date('2026-11-24T09:00:00Z');

test('late the second after, soon up to 48 hours before', () => {
  assert.equal(dueState(new Date('2026-11-24T08:59:59Z'), now), 'late');
  assert.equal(dueState(now, now), 'soon');
  assert.equal(dueState(new Date('2026-11-26T09:00:00Z'), now), 'soon');
  assert.equal(dueState(new Date('2026-11-26T09:00:01Z'), now), 'later');
});
