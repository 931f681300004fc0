import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { progressIn } from './course.ts';

test('a course is begun with its first answer and done with its last step', () => {
  const steps = ['a', 'b', 'practice'];
  const kept = (...done: boolean[]) => done.map((one, at) => ({ id: steps[at]!, done: one }));
  assert.deepEqual(progressIn(steps, []), { state: 'not_begun', done: 0, of: 3 });
  assert.deepEqual(progressIn(steps, kept(false)), { state: 'begun', done: 0, of: 3 });
  assert.deepEqual(progressIn(steps, kept(true, true)), { state: 'begun', done: 2, of: 3 });
  assert.deepEqual(progressIn(steps, kept(true, false, true)).state, 'begun');
  assert.deepEqual(progressIn(steps, kept(true, true, true)).state, 'done');
});

test('steps that a course no longer has count for nothing', () => {
  const gone = [{ id: 'gone', done: true }];
  assert.deepEqual(progressIn(['a'], gone), { state: 'not_begun', done: 0, of: 1 });
  const step = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'gone'), done: fc.boolean() });
  const kept = fc.uniqueArray(step, { selector: ({ id }) => id });
  fc.assert(
    fc.property(kept, (steps) => {
      const { done, of, state } = progressIn(['a', 'b', 'c'], steps);
      assert.ok(done <= of);
      assert.equal(state === 'done', done === of);
    }),
  );
});
