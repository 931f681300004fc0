import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COMPETENCES } from '../domain/digcomp/referential.ts';
import type { AnswerKey } from '../domain/items/answer-key.ts';
import { chanceOfGuessing, provisionalItem } from '../domain/items/provisional.ts';
import { scoreResponse } from '../domain/items/score-response.ts';
import { bundledItems } from './index.ts';

const french = bundledItems('fr');
const english = bundledItems('en');

test('every item is there in both languages, with the same key, and explains itself', () => {
  assert.ok(french.length >= 50);
  assert.equal(english.length, french.length);
  for (const [at, item] of french.entries()) {
    const other = english[at]!;
    const same = ({ id, competence, level }: typeof item) => [id, competence, level];
    assert.deepEqual(same(item), same(other));
    if (item.key.kind === 'text') assert.equal(other.key.kind, 'text', item.id);
    else assert.deepEqual(item.key, other.key, item.id);
    for (const one of [item, other]) {
      assert.ok(one.explanation.length > 30, one.id);
      assert.notEqual(one.level, undefined);
      assert.notEqual(one.prompt, (one === item ? other : item).prompt);
    }
  }
});

test('every competence of DigComp is asked about, and the right choice is not always at one place', () => {
  const asked = new Set(french.map(({ competence }) => competence));
  assert.deepEqual(
    COMPETENCES.filter(({ code }) => !asked.has(code)),
    [],
  );
  const places = french.flatMap(({ key }) =>
    key.kind === 'single' ? [key.choices.indexOf(key.right)] : [],
  );
  for (const place of [0, 1, 2]) {
    const share = places.filter((one) => one === place).length / places.length;
    assert.ok(share > 0.15 && share < 0.6, `${place}: ${share}`);
  }
});

test('parameters are set from the level, with the chance of guessing of the kind', () => {
  for (const source of french) {
    const item = provisionalItem(source);
    assert.ok(item && item.c! <= 0.5 && Math.abs(item.b) <= 2.1, source.id);
    assert.equal(item.area, source.competence![0]);
  }
  const bcc = french.find(({ id }) => id === 'bcc')!;
  const expected = { id: 'bcc', a: 1, b: -1.5 * 0.6, c: 1 / 3, area: '2' };
  assert.deepEqual(provisionalItem(bcc), expected);
  assert.equal(provisionalItem({ ...bcc, level: undefined }), undefined);
});

test('the chance of guessing is the share of the answers that are right, counted one by one', () => {
  const count = (key: AnswerKey, answers: Parameters<typeof scoreResponse>[1][]) => {
    const right = answers.filter((answer) => {
      const result = scoreResponse(key, answer);
      return result.ok && result.value.right;
    });
    assert.equal(chanceOfGuessing(key), right.length / answers.length);
  };
  const choices = ['a', 'b', 'c'];
  count(
    { kind: 'single', choices, right: 'b' },
    choices.map((choice) => ({ kind: 'single', choice })),
  );
  const sets = [['a'], ['b'], ['c'], ['a', 'b'], ['a', 'c'], ['b', 'c'], choices];
  count(
    { kind: 'multiple', choices, right: ['a', 'c'] },
    sets.map((set) => ({ kind: 'multiple', choices: set })),
  );
  const orders = ['abc', 'acb', 'bac', 'bca', 'cab', 'cba'].map((order) => [...order]);
  count(
    { kind: 'ordering', order: choices },
    orders.map((order) => ({ kind: 'ordering', order })),
  );
  count(
    { kind: 'matching', pairs: { l: 'x', m: 'y' }, extra: [] },
    ['xx', 'xy', 'yx', 'yy'].map(([l, m]) => ({ kind: 'matching', pairs: { l: l!, m: m! } })),
  );
});
