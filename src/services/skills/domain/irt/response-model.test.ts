import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bankOf, type Item } from './bank.ts';
import { estimate } from './estimate.ts';
import { posteriorTable } from './posterior.ts';
import { information, logChance, mostInformativeTheta, probability } from './response-model.ts';

function bank(...items: Omit<Item, 'id'>[]) {
  const made = bankOf(items.map((item, at) => ({ ...item, id: `i${at}` })));
  assert.ok(made.ok);
  return made.value;
}
const close = (actual: number | undefined, expected: number, within: number) =>
  assert.ok(Math.abs(actual! - expected) <= within, `${actual} is not ${expected}`);

test('half of those at the difficulty succeed, and guessing lifts them', () => {
  const two = bank({ a: 1.7, b: 0.4 }, { a: 1.7, b: 0.4, c: 0.2 });
  close(probability(two, 0, 0.4), 0.5, 1e-15);
  close(probability(two, 1, 0.4), 0.6, 1e-15);
  close(logChance(two, 1, 0.4, false), Math.log(0.4), 1e-15);
});

test('the logarithm of a chance stays exact where the chance vanishes', () => {
  const one = bank({ a: 2, b: 0 });
  close(logChance(one, 0, -400, true), -800, 1e-9);
  close(logChance(one, 0, 400, false), -800, 1e-9);
});

test('information is P squared prime over P Q, to the derivative', () => {
  const items = bank({ a: 0.6, b: -1 }, { a: 1.4, b: 0.3, c: 0.25 }, { a: -0.8, b: 1, c: 0.1 });
  for (let item = 0; item < 3; item++) {
    for (const theta of [-3, -0.5, 0, 1.2, 4]) {
      const h = 1e-5;
      const slope =
        (probability(items, item, theta + h) - probability(items, item, theta - h)) / (2 * h);
      const p = probability(items, item, theta);
      close(information(items, item, theta), slope ** 2 / (p * (1 - p)), 1e-8);
    }
  }
});

test('an item that can be guessed tells most above its difficulty', () => {
  const items = bank({ a: 1.4, b: 0.3, c: 0.25 }, { a: 1.4, b: 0.3 });
  const top = mostInformativeTheta(items, 0);
  assert.ok(top > 0.3);
  for (const aside of [-0.01, 0.01]) {
    assert.ok(information(items, 0, top) > information(items, 0, top + aside));
  }
  close(mostInformativeTheta(items, 1), 0.3, 1e-15);
});

test('one right, one wrong, symmetric: the middle, where jsCAT finds .48738', () => {
  const items = bank({ a: 1, b: 0 }, { a: 1, b: 1 });
  const table = posteriorTable(items, 100);
  const answers = { items: [0, 1], right: [1, 0] };
  close(estimate(table, answers, 'wle')?.theta, 0.5, 1e-9);
  close(estimate(table, answers, 'map')?.theta, 0.5, 1e-3);
});

test('one item answered: Warm puts right at three chances in four and wrong at one in four', () => {
  const items = bank({ a: 1.3, b: 0.7 });
  const table = posteriorTable(items);
  const right = estimate(table, { items: [0], right: [1] }, 'wle')!.theta;
  const wrong = estimate(table, { items: [0], right: [0] }, 'wle')!.theta;
  close(probability(items, 0, right), 0.75, 1e-9);
  close(probability(items, 0, wrong), 0.25, 1e-9);
});

test('without an answer: the prior, or nothing for Warm', () => {
  const items = bank({ a: 1, b: 0 });
  const none = { items: [], right: [] };
  const table = posteriorTable(items, 2);
  for (const method of ['eap', 'map'] as const) {
    const found = estimate(table, none, method);
    close(found?.theta, 0, 1e-9);
    close(found?.se, 2, 1e-4);
  }
  assert.equal(estimate(table, none, 'wle'), undefined);
});

test('all right and all wrong stay finite, guessing or not, for 1 to 300 answers', () => {
  for (const c of [0, 0.2]) {
    for (const count of [1, 20, 300]) {
      const items = bank(
        ...Array.from({ length: count }, (_, i) => ({
          a: 0.5 + (i % 5) / 4,
          b: (i % 13) / 3 - 2,
          c,
        })),
      );
      const all = (right: number) => ({
        items: [...items.ids.keys()],
        right: new Array<number>(count).fill(right),
      });
      for (const method of ['eap', 'map', 'wle'] as const) {
        const low = estimate(posteriorTable(items), all(0), method)!;
        const high = estimate(posteriorTable(items), all(1), method)!;
        assert.ok(Number.isFinite(low.theta) && Number.isFinite(high.theta), `${method} ${count}`);
        assert.ok(low.theta < high.theta && low.se > 0 && high.se > 0, `${method} ${count}`);
      }
    }
  }
});

test('of two tops, the higher one is taken', () => {
  // Right on a hard steep item, wrong on many easy ones: guessing explains it better.
  const items = bank({ a: 4, b: 3, c: 0.3 }, ...Array.from({ length: 6 }, () => ({ a: 2, b: -1 })));
  const answers = { items: [0, 1, 2, 3, 4, 5, 6], right: [1, 0, 0, 0, 0, 0, 0] };
  const table = posteriorTable(items);
  const mode = estimate(table, answers, 'map')!.theta;
  const height = (theta: number) =>
    answers.items.reduce(
      (sum, item, i) => sum + logChance(items, item, theta, answers.right[i] === 1),
      -(theta ** 2) / 2,
    );
  for (let theta = -6; theta <= 6; theta += 0.01) assert.ok(height(theta) <= height(mode) + 1e-9);
});

test('a bank refuses what it could not measure with', () => {
  const refused = (items: Item[]) => {
    const made = bankOf(items);
    return made.ok ? undefined : made.error;
  };
  assert.equal(refused([]), 'bank_empty');
  assert.equal(
    refused([
      { id: 'x', a: 1, b: 0 },
      { id: 'x', a: 1, b: 1 },
    ]),
    'item_twice',
  );
  assert.equal(refused([{ id: '', a: 1, b: 0 }]), 'item_without_id');
  assert.equal(refused([{ id: 'x', a: Number.NaN, b: 0 }]), 'parameter_impossible');
  assert.equal(refused([{ id: 'x', a: 1, b: 0, c: 1 }]), 'parameter_impossible');
  assert.equal(refused([{ id: 'x', a: 1, b: 0, c: 0.99 }]), undefined);
});
