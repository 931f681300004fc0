import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CRITERIA, CRITERION_IDS, gapsOf, maySubmit } from './criteria.ts';

const ALL_YES = {
  ...Object.fromEntries(CRITERIA.map(({ id }) => [id, 'yes'])),
  trained_people: '1',
  posts: '1',
  hours: '6',
};
const EVIDENCE = new Set(['trained_people', 'posts', 'insurance']);

test('every criterion is asked once, and the whole of the answers leaves no gap', () => {
  assert.deepEqual(
    CRITERIA.map(({ id }) => id),
    [...CRITERION_IDS],
  );
  assert.deepEqual(gapsOf(ALL_YES, EVIDENCE), {});
});

test('a hole or a missing document stops the sending, a "no" or too few does not', () => {
  const cases = [
    [{ ...ALL_YES, free: '' }, EVIDENCE, { free: 'unanswered' }, false],
    [{ ...ALL_YES, project: '  ' }, EVIDENCE, { project: 'unanswered' }, false],
    [ALL_YES, new Set(['posts', 'insurance']), { trained_people: 'evidence_missing' }, false],
    [{ ...ALL_YES, free: 'no' }, EVIDENCE, { free: 'must_be_yes' }, true],
    [{ ...ALL_YES, hours: '5.9' }, EVIDENCE, { hours: 'too_few' }, true],
    [{ ...ALL_YES, hours: 'beaucoup' }, EVIDENCE, { hours: 'too_few' }, true],
    [{ ...ALL_YES, posts: '0' }, EVIDENCE, { posts: 'too_few' }, true],
    [{ ...ALL_YES, confidential: 'no' }, EVIDENCE, {}, true],
  ] as const;
  for (const [answers, evidence, gaps, sendable] of cases) {
    assert.deepEqual(gapsOf(answers, evidence), gaps);
    assert.equal(maySubmit(gapsOf(answers, evidence)), sendable);
  }
});
