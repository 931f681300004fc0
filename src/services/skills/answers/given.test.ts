import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGS } from '#platform/i18n/index.ts';
import { bundledCourses } from '../content/courses.ts';
import { bundledItems } from '../content/index.ts';
import { exercisesOf } from '../courses/course-file.ts';
import { scoreResponse } from '../domain/items/score-response.ts';
import type { ItemSource } from '../files/item-source.ts';
import { answerGiven, fieldsGiven, type GivenFields, rightFields } from './given.ts';

const ALL = LANGS.flatMap((lang) => [
  ...bundledItems(lang),
  ...bundledCourses(lang).flatMap(exercisesOf),
]).filter(({ key }) => key.kind !== 'file');

function isRight(item: ItemSource, given: GivenFields): boolean {
  const response = answerGiven(item, given);
  assert.ok(response.ok, `${item.id}: ${response.ok ? '' : response.error}`);
  const score = scoreResponse(item.key, response.value);
  return score.ok && score.value.right;
}
const byKind = (kind: ItemSource['key']['kind']) =>
  ALL.find(({ key }) => key.kind === kind) as ItemSource;

test('the fields of the right answer to every item and exercise are right', () => {
  for (const item of ALL) assert.ok(isRight(item, rightFields(item)), item.id);
});

test('each other choice is wrong, and each other place too', () => {
  for (const item of ALL) {
    const { key, picture } = item;
    const right = [rightFields(item).answer ?? []].flat();
    const offered = key.kind === 'single' ? key.choices : Object.keys(picture?.places ?? {});
    for (const choice of offered.filter((one) => !right.includes(one))) {
      assert.ok(!isRight(item, { answer: choice }), `${item.id}: ${choice}`);
    }
  }
});

test('fields of an item are told from those of another, and a file is none', () => {
  const item = byKind('single');
  const form = {
    [`${item.id}-answer`]: 'a',
    'other-answer': 'b',
    [`${item.id}-file`]: new File(['x'], 'x.csv'),
  };
  assert.deepEqual(fieldsGiven(item, form), { answer: 'a' });
});

test('what is left out is told by what it is', () => {
  const refused = (kind: ItemSource['key']['kind'], given: GivenFields) => {
    const result = answerGiven(byKind(kind), given);
    return result.ok ? 'taken' : result.error;
  };
  for (const kind of ['single', 'multiple', 'text', 'number', 'hotspot'] as const) {
    assert.equal(refused(kind, {}), 'answer_missing', kind);
  }
  assert.equal(refused('text', { answer: '   ' }), 'answer_missing');
  assert.equal(refused('number', { answer: 'many' }), 'number_unreadable');
  assert.equal(refused('hotspot', { answer: 'zzz' }), 'not_a_choice');
  assert.equal(refused('matching', { l1: 'r1' }), 'pair_missing');
  const order = rightFields(byKind('ordering'));
  assert.equal(refused('ordering', { ...order, a: '2' }), 'order_incomplete');
});
