import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retryAfterSeconds } from './retry-after.ts';

test('a number of seconds or a date; anything else says nothing', () => {
  assert.equal(retryAfterSeconds('120', 0), 120);
  assert.equal(retryAfterSeconds('Thu, 01 Jan 1970 00:01:00 GMT', 0), 60);
  assert.equal(retryAfterSeconds('soon', 0), undefined);
  assert.equal(retryAfterSeconds(undefined, 0), undefined);
});
