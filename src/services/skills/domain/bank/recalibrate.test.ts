import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '#platform/kernel/random.ts';
import type { Responses } from '../calibration/responses.ts';
import { standardNormal } from '../simulation/people.ts';
import { type PresentItem, recalibrate } from './recalibrate.ts';

const ITEMS = 40;
/** Where levels were intended and where items really are, in logits; half of them can be guessed. */
const random = seededRandom(20261124);
const normal = () => standardNormal(random, 1)[0]!;
const truths = Array.from({ length: ITEMS }, (_, at) => ({
  a: 0.7 + random.next() * 1.2,
  b: -2 + (4 * at) / (ITEMS - 1),
  c: at % 2 === 0 ? 0.25 : 0,
}));
const present: readonly PresentItem[] = truths.map(({ b, c }, at) => ({
  id: `item-${at}`,
  a: 1,
  b: b + 0.8 * normal(),
  c,
  seB: null,
  status: at >= 36 ? 'pilot' : 'provisional',
}));

/** Each person is asked half of the items; `few` people meet the last one. */
function answers(people: number, few: number): Responses {
  const values = new Int8Array(people * ITEMS).fill(-1);
  for (let person = 0; person < people; person++) {
    const theta = normal();
    for (const [item, { a, b, c }] of truths.entries()) {
      const asked = item === ITEMS - 1 ? person < few : random.next() < 0.5;
      if (!asked) continue;
      const chance = c + (1 - c) / (1 + Math.exp(-a * (theta - b)));
      values[person * ITEMS + item] = random.next() < chance ? 1 : 0;
    }
  }
  return { items: present.map(({ id }) => id), people, values };
}

test('answers bring difficulties nearer to the truth, on the scale there was', () => {
  const measured = recalibrate(present, answers(3000, 150));
  assert.ok(measured.ok, measured.ok ? '' : measured.error);
  const changed = measured.value.filter(({ lacks }) => lacks.length === 0);
  assert.ok(changed.length >= 30, String(changed.length));
  const distance = (items: readonly PresentItem[]) => {
    const errors = items.map((item) => item.b - truths[Number(item.id.slice(5))]!.b);
    const mean = errors.reduce((sum, e) => sum + e, 0) / errors.length;
    return Math.sqrt(errors.reduce((sum, e) => sum + (e - mean) ** 2, 0) / errors.length);
  };
  const before = distance(present.filter(({ id }) => changed.some(({ item }) => item.id === id)));
  const after = distance(changed.map(({ item }) => item));
  assert.ok(after < before / 2, `${after} against ${before}`);
  for (const { item } of changed) {
    assert.equal(item.status, 'calibrated');
    assert.equal(item.c, present.find(({ id }) => id === item.id)!.c, 'guessing stays');
    assert.ok(item.seB! > 0 && item.seB! < 0.5);
  }
  const mean = (items: readonly PresentItem[]) =>
    items.reduce((sum, { b }) => sum + b, 0) / items.length;
  assert.ok(Math.abs(mean(measured.value.map(({ item }) => item)) - mean(present)) < 0.25);
});

test('too few answers to an item leave it as it is; to all of them, the bank', () => {
  const measured = recalibrate(present, answers(1500, 150));
  assert.ok(measured.ok, measured.ok ? '' : measured.error);
  const last = measured.value.at(-1)!;
  assert.equal(last.item, present.at(-1));
  assert.ok(last.lacks.includes('too_few_answers'));
  const none = recalibrate(present, { items: ['item-0'], people: 1, values: Int8Array.of(-1) });
  assert.equal(none.ok ? '' : none.error, 'no_answers');
  const few = recalibrate(present, answers(100, 10));
  assert.equal(few.ok ? '' : few.error, 'too_few_common_items');
});
