import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CEILING_MINUTES, nextPoll } from './feed-schedule.ts';

const wait = (failures: number, chance = 0.999999, everyMinutes = 5, retryAfter?: number) =>
  Math.round(nextPoll({ now: 0, everyMinutes, failures, chance, retryAfter }) / 60_000);

test('a good feed is asked at its pace, give or take a tenth', () => {
  assert.equal(nextPoll({ now: 1000, everyMinutes: 10, failures: 0, chance: 0.5 }), 601_000);
  assert.equal(nextPoll({ now: 0, everyMinutes: 10, failures: 0, chance: 0 }), 540_000);
});

test('a failing feed is asked twice as late each time, up to the ceiling, with jitter', () => {
  assert.deepEqual(
    [1, 2, 3, 4, 1000].map((failures) => wait(failures)),
    [10, 20, CEILING_MINUTES, CEILING_MINUTES, CEILING_MINUTES],
  );
  assert.deepEqual(
    [1, 2, 3].map((failures) => wait(failures, 0)),
    [5, 10, 15],
  );
  assert.equal(wait(3, 0.999999, 120), 120, 'never slower than its own pace');
});

test('a server that asks for time gets it, up to the ceiling', () => {
  assert.equal(wait(1, 0, 5, 1200), 20);
  assert.equal(wait(1, 0, 5, 999_999), CEILING_MINUTES);
});
