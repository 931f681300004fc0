import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextItem, posteriorTable, recordAnswer, startTest } from '#services/skills/index.ts';
import { reference } from '../../bench/parts/cat-reference.ts';
import { jsCatTest } from '../../bench/parts/jscat.ts';

test('the same items and the same abilities as @bdelab/jscat, with and without guessing', () => {
  for (const guess of [0, 0.2]) {
    const { bank, answerOf } = reference(20061, guess);
    const table = posteriorTable(bank);
    for (const person of guess === 0 ? [0] : [1]) {
      const theirs = jsCatTest(bank, 20, (item) => answerOf(person, item));
      const ours = startTest(table);
      for (const [n, theta] of theirs.thetas.entries()) {
        const item = nextItem(ours);
        assert.equal(item, theirs.items[n]);
        recordAnswer(ours, item, answerOf(person, item));
        assert.ok(Math.abs(ours.estimate.theta - theta) < 1e-9);
      }
    }
  }
});
