import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { AnswerKey, FileFacts, Response } from './answer-key.ts';
import { LONGEST_TEXT, readNumber, scoreResponse } from './score-response.ts';
import { explainLevels, isAccepted, mistakes } from './short-text.ts';

function credit(key: AnswerKey, response: Response): number | string {
  const result = scoreResponse(key, response);
  if (!result.ok) return result.error;
  assert.equal(result.value.right, result.value.credit === 1);
  return Math.round(result.value.credit * 1000) / 1000;
}

test('single choice: the right one, a wrong one, one that is not there, none', () => {
  const key: AnswerKey = { kind: 'single', choices: ['a', 'b', 'c'], right: 'b' };
  assert.equal(credit(key, { kind: 'single', choice: 'b' }), 1);
  assert.equal(credit(key, { kind: 'single', choice: 'a' }), 0);
  assert.equal(credit(key, { kind: 'single', choice: 'z' }), 'not_a_choice');
  assert.equal(credit(key, { kind: 'skipped' }), 0);
  assert.equal(credit(key, { kind: 'text', text: 'b' }), 'not_an_answer_to_this');
});

test('several choices: a wrong one takes away what a right one gives', () => {
  const key: AnswerKey = { kind: 'multiple', choices: ['a', 'b', 'c', 'd'], right: ['a', 'c'] };
  for (const [choices, expected] of [
    [['c', 'a'], 1],
    [['a'], 0.5],
    [['a', 'b'], 0],
    [['a', 'c', 'd'], 0.5],
    [['a', 'b', 'c', 'd'], 0],
    [[], 0],
    [['a', 'a'], 'not_a_choice'],
    [['a', 'z'], 'not_a_choice'],
  ] as const) {
    assert.equal(credit(key, { kind: 'multiple', choices }), expected, choices.join());
  }
});

test('ordering: pairs in order, nothing for what chance gives', () => {
  const key: AnswerKey = { kind: 'ordering', order: ['1', '2', '3', '4'] };
  for (const [order, expected] of [
    ['1234', 1],
    ['2134', 0.667],
    ['4321', 0],
    ['2143', 0.333],
    ['123', 'not_a_choice'],
    ['1233', 'not_a_choice'],
    ['12345', 'not_a_choice'],
  ] as const) {
    assert.equal(credit(key, { kind: 'ordering', order: [...order] }), expected, order);
  }
});

test('matching: share of the lefts, a right twice is allowed, an unknown one is not', () => {
  const key: AnswerKey = {
    kind: 'matching',
    pairs: { png: 'image', ods: 'table', jpg: 'image' },
    extra: ['sound'],
  };
  assert.equal(
    credit(key, { kind: 'matching', pairs: { png: 'image', jpg: 'image', ods: 'table' } }),
    1,
  );
  assert.equal(credit(key, { kind: 'matching', pairs: { png: 'image', ods: 'sound' } }), 0.333);
  assert.equal(credit(key, { kind: 'matching', pairs: { png: 'film' } }), 'not_a_choice');
  assert.equal(credit(key, { kind: 'matching', pairs: { toString: 'image' } }), 'not_a_choice');
});

test('short text: each level accepts what the one before does, and a little more', () => {
  const accepted = ['Pièce jointe'];
  for (const [text, levels] of [
    ['Pièce jointe', 'exact spelling loose typos'],
    ['  pièce  JOINTE ', 'spelling loose typos'],
    ['Pie\u0300ce jointe', 'exact spelling loose typos'],
    ['piece-jointe.', 'loose typos'],
    ['piece joitne', 'typos'],
    ['piece joitn', 'typos'],
    ['pice joitn', ''],
    ['', ''],
    ['...', ''],
  ] as const) {
    const found = explainLevels(text, accepted).filter((one) => one.accepted);
    assert.equal(found.map(({ level }) => level).join(' '), levels, text);
  }
  assert.equal(isAccepted('coeur', ['cœur'], 'loose'), true);
  assert.equal(isAccepted('l\u2019adresse', ["l'adresse"], 'spelling'), true);
  // Four letters leave no room for a mistake, five leave one.
  assert.equal(isAccepted('mial', ['mail'], 'typos'), false);
  assert.equal(isAccepted('mials', ['mails'], 'typos'), true);
});

test('mistakes: added, left out, changed, swapped; the same both ways', () => {
  assert.deepEqual(
    ['ab', 'abcd', 'abx', 'acb'].map((text) => mistakes(text, 'abc')),
    [1, 1, 1, 1],
  );
  fc.assert(
    fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
      assert.equal(mistakes(a, b), mistakes(b, a));
      assert.equal(mistakes(a, b) === 0, a === b);
    }),
  );
});

test('numbers as people write them', () => {
  for (const [text, value] of [
    ['3,5', 3.5],
    ['3.5', 3.5],
    ['1 234,5', 1234.5],
    ['1\u202f234 €', 1234],
    ['-12 Mo', -12],
    ['\u221212', -12],
    ['20 %', 20],
    ['1,234.5', undefined],
    ['douze', undefined],
    ['', undefined],
    ['12 13 x 4', undefined],
  ] as const) {
    assert.equal(readNumber(text), value, text);
  }
});

test('a number is right up to its tolerance, included', () => {
  const absolute: AnswerKey = {
    kind: 'number',
    value: 0.3,
    tolerance: { kind: 'absolute', by: 0.1 },
  };
  const relative: AnswerKey = {
    kind: 'number',
    value: 200,
    tolerance: { kind: 'relative', share: 0.05 },
  };
  for (const [key, text, expected] of [
    [absolute, '0,4', 1],
    [absolute, '0,41', 0],
    [absolute, '0,2', 1],
    [relative, '210', 1],
    [relative, '211', 0],
    [relative, 'beaucoup', 0],
  ] as const) {
    assert.equal(credit(key, { kind: 'number', text }), expected, text);
  }
});

test('hotspot: every place hit, nothing beside; edges count', () => {
  const key: AnswerKey = {
    kind: 'hotspot',
    places: [
      { shape: 'rectangle', x: 0.1, y: 0.1, width: 0.2, height: 0.1 },
      { shape: 'circle', x: 0.7, y: 0.7, radius: 0.1 },
      {
        shape: 'polygon',
        points: [
          { x: 0, y: 0.9 },
          { x: 0.1, y: 0.9 },
          { x: 0, y: 1 },
        ],
      },
    ],
  };
  const at = (...points: [number, number][]) =>
    credit(key, { kind: 'hotspot', points: points.map(([x, y]) => ({ x, y })) });
  assert.equal(at([0.3, 0.2], [0.7, 0.6], [0.02, 0.92]), 1);
  assert.equal(at([0.3, 0.2], [0.7, 0.6]), 0.667);
  assert.equal(at([0.3, 0.2], [0.5, 0.5]), 0);
  assert.equal(at([0.3, 0.2], [0.09, 0.99]), 0);
  assert.equal(
    at(...Array.from({ length: 21 }, () => [0.2, 0.15] as [number, number])),
    'too_many_points',
  );
});

test('file: each check counts, cells compare as numbers when they are', () => {
  const key: AnswerKey = {
    kind: 'file',
    checks: [
      { what: 'type', types: ['application/vnd.oasis.opendocument.spreadsheet'] },
      { what: 'name', name: 'Budget 2026.ods' },
      { what: 'cell', row: 2, column: 2, value: '1234.50' },
      { what: 'contains', text: 'Total général' },
    ],
  };
  const file: FileFacts = {
    name: 'budget 2026.ods',
    type: 'application/vnd.oasis.opendocument.spreadsheet',
    text: 'Poste\nTOTAL GENERAL 1 234,5',
    cells: [
      ['Poste', 'Somme'],
      ['Total général', '1 234,5'],
    ],
  };
  assert.equal(credit(key, { kind: 'file', file }), 1);
  assert.equal(credit(key, { kind: 'file', file: { ...file, name: 'x.ods', cells: [] } }), 0.5);
});

test('ten thousand characters are refused, with how many are allowed', () => {
  const key: AnswerKey = { kind: 'text', accepted: ['a'], level: 'typos' };
  const result = scoreResponse(key, { kind: 'text', text: 'a'.repeat(10_000) });
  assert.deepEqual(result, { ok: false, error: 'too_long', detail: { most: LONGEST_TEXT } });
});
