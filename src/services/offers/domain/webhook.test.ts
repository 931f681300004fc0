import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CALL, CALL_STATES, nextTry, RETRY_MINUTES } from './webhook.ts';

test('a call is tried at growing distance, seven times within a day, then given up', () => {
  let at = new Date('2026-11-24T09:00:00Z');
  const begun = at.getTime();
  let tries = 1;
  for (let next = nextTry(tries, at); next; next = nextTry(tries, at)) {
    assert.ok(next > at);
    at = next;
    tries += 1;
  }
  assert.equal(tries, RETRY_MINUTES.length + 1);
  const hours = (at.getTime() - begun) / 3_600_000;
  assert.ok(hours > 12 && hours < 24, `${hours} hours`);
  assert.deepEqual(
    RETRY_MINUTES.toSorted((a, b) => a - b),
    [...RETRY_MINUTES],
  );
});

test('whatever ended can be sent again, and nothing else moves it', () => {
  for (const state of CALL_STATES) {
    const again = CALL[state].send_again;
    assert.equal(again, state === 'waiting' ? undefined : 'waiting');
  }
  assert.deepEqual(Object.keys(CALL.delivered), ['send_again']);
});
