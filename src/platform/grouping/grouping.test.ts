import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGrouping } from './grouping.ts';

function recorder(fail = false) {
  const groups: { key: string; items: readonly number[] }[] = [];
  let running = 0;
  const submit = createGrouping<number, number>({
    delayMs: 2,
    maxItems: 4,
    async decide(key, items) {
      assert.equal(running, 0, 'one group of a key at a time');
      running++;
      groups.push({ key, items });
      await new Promise((resolve) => setTimeout(resolve, 5));
      running--;
      if (fail && items.includes(1)) throw new Error('no database');
      return items.map((item) => item * 10);
    },
  });
  return { groups, submit };
}

test('those who arrive together are decided together, in their order, each with their own answer', async () => {
  const { groups, submit } = recorder();
  const answers = await Promise.all([1, 2, 3, 4, 5, 6].map((item) => submit('need', item)));
  assert.deepEqual(answers, [10, 20, 30, 40, 50, 60]);
  assert.deepEqual(
    groups.map(({ items }) => items),
    [
      [1, 2, 3, 4],
      [5, 6],
    ],
  );
});

test('a failure reaches those of its group only, and the next group goes on', async () => {
  const { submit } = recorder(true);
  const answers = await Promise.allSettled([1, 2, 3, 4, 5].map((item) => submit('need', item)));
  assert.deepEqual(
    answers.map(({ status }) => status),
    ['rejected', 'rejected', 'rejected', 'rejected', 'fulfilled'],
  );
  assert.equal(await submit('need', 7), 70);
});

test('who arrives while a group is under way joins the next one', async () => {
  const { groups, submit } = recorder();
  const first = submit('need', 1);
  await new Promise((resolve) => setTimeout(resolve, 4));
  const second = submit('need', 2);
  assert.deepEqual(await Promise.all([first, second]), [10, 20]);
  assert.equal(groups.length, 2);
});
