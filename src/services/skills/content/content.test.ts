import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AREAS, COMPETENCES } from '../domain/digcomp/referential.ts';
import type { AnswerKey, FileFacts, Response } from '../domain/items/answer-key.ts';
import { chanceOfGuessing, provisionalItem } from '../domain/items/provisional.ts';
import { scoreResponse } from '../domain/items/score-response.ts';
import type { ItemSource } from '../files/item-source.ts';
import { bundledItems, itemPicture } from './index.ts';

const french = bundledItems('fr');
const english = bundledItems('en');
const KINDS = [
  'single',
  'multiple',
  'ordering',
  'matching',
  'text',
  'number',
  'hotspot',
  'file',
] as const satisfies readonly AnswerKey['kind'][];

test('every item is there in both languages, with the same key, and explains itself', () => {
  assert.ok(french.length >= 150);
  assert.equal(english.length, french.length);
  for (const [at, item] of french.entries()) {
    const other = english[at]!;
    const same = ({ id, competence, level }: typeof item) => [id, competence, level];
    assert.deepEqual(same(item), same(other));
    // What is typed, and what is written in a file, is in the language of the reader.
    if (item.key.kind === 'text') assert.equal(other.key.kind, 'text', item.id);
    else if (item.key.kind === 'file') {
      assert.ok(other.key.kind === 'file' && other.key.checks.length === item.key.checks.length);
    } else assert.deepEqual(item.key, other.key, item.id);
    for (const one of [item, other]) {
      assert.ok(one.explanation.length > 30, one.id);
      assert.notEqual(one.level, undefined);
      assert.notEqual(one.prompt, (one === item ? other : item).prompt);
    }
  }
});

test('nothing is asked twice', () => {
  for (const items of [french, english]) {
    const stems = items.map(({ prompt }) => prompt.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' '));
    assert.equal(new Set(stems).size, stems.length);
    for (const { id, texts } of items) {
      const choices = Object.values(texts);
      assert.equal(new Set(choices).size, choices.length, id);
    }
  }
});

test('competences, levels and kinds are spread', () => {
  const count = (of: (item: ItemSource) => unknown) => {
    const counts = new Map<unknown, number>();
    for (const item of french) counts.set(of(item), (counts.get(of(item)) ?? 0) + 1);
    return counts;
  };
  const competences = count(({ competence }) => competence);
  for (const { code } of COMPETENCES) assert.ok((competences.get(code) ?? 0) >= 6, code);
  const areas = count(({ competence }) => competence![0]);
  for (const area of AREAS) {
    const share = (areas.get(area) ?? 0) / french.length;
    assert.ok(share > 0.13 && share < 0.28, `${area}: ${share}`);
  }
  const levels = count(({ level }) => level);
  for (const level of [1, 2, 3, 4, 5, 6]) assert.ok((levels.get(level) ?? 0) >= 15, `${level}`);
  const kinds = count(({ key }) => key.kind);
  for (const kind of KINDS) assert.ok((kinds.get(kind) ?? 0) >= 2, kind);
});

test('neither the place nor the length of a choice tells that it is right', () => {
  for (const items of [french, english]) {
    const choices = items.flatMap(({ key, texts }) =>
      key.kind === 'single' ? [{ ...key, texts }] : [],
    );
    for (const place of [0, 1, 2]) {
      const there = choices.filter(({ choices, right }) => choices.indexOf(right) === place);
      const share = there.length / choices.length;
      assert.ok(share > 0.2 && share < 0.5, `${place}: ${share}`);
    }
    const longest = choices.filter(({ choices, right, texts }) =>
      choices.every((one) => texts[one]!.length <= texts[right]!.length),
    );
    const share = longest.length / choices.length;
    assert.ok(share < 0.45, `${share}`);
  }
});

test('the right answer of every key is right, and its picture is there with every place on it', () => {
  for (const item of [...french, ...english]) {
    const score = scoreResponse(item.key, rightAnswer(item.key));
    assert.ok(score.ok && score.value.right, item.id);
    const nothing = scoreResponse(item.key, { kind: 'skipped' });
    assert.ok(nothing.ok && !nothing.value.right, item.id);
    assert.equal(item.key.kind === 'hotspot', item.picture !== undefined, item.id);
    if (!item.picture) continue;
    assert.match(itemPicture(item.picture.file)?.toString('utf8') ?? '', /<title>/, item.id);
    for (const place of Object.values(item.picture.places)) {
      assert.ok(place.shape === 'rectangle', item.id);
      assert.ok(place.x >= 0 && place.x + place.width <= 1, item.id);
      assert.ok(place.y >= 0 && place.y + place.height <= 1, item.id);
    }
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

function rightAnswer(key: AnswerKey): Response {
  switch (key.kind) {
    case 'single':
      return { kind: key.kind, choice: key.right };
    case 'multiple':
      return { kind: key.kind, choices: key.right };
    case 'ordering':
      return { kind: key.kind, order: key.order };
    case 'matching':
      return { kind: key.kind, pairs: key.pairs };
    case 'text':
      return { kind: key.kind, text: key.accepted[0]! };
    case 'number':
      return { kind: key.kind, text: String(key.value) };
    case 'hotspot': {
      const middle = (place: (typeof key.places)[number]) => {
        assert.ok(place.shape === 'rectangle');
        return { x: place.x + place.width / 2, y: place.y + place.height / 2 };
      };
      return { kind: key.kind, points: key.places.map(middle) };
    }
    case 'file':
      return { kind: key.kind, file: fileFor(key.checks) };
  }
}

/** A file with exactly what is looked for. */
function fileFor(checks: Extract<AnswerKey, { kind: 'file' }>['checks']): FileFacts {
  const cells: string[][] = Array.from({ length: 10 }, () => Array.from({ length: 10 }, () => ''));
  let name = 'any.csv';
  for (const check of checks) {
    if (check.what === 'name') name = check.name;
    if (check.what === 'cell') cells[check.row - 1]![check.column - 1] = check.value;
  }
  return { name, type: 'text/csv', text: '', cells };
}
