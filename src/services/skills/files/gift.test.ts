import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scoreResponse } from '../domain/items/score-response.ts';
import { readGift } from './gift.ts';

const one = (text: string) => {
  const { items, errors } = readGift(text);
  assert.deepEqual(errors, []);
  assert.equal(items.length, 1);
  return items[0]!;
};
const codes = (text: string) => readGift(text).errors.map(({ line, code }) => `${line} ${code}`);

test('a choice, with its title, comment, format, feedback and explanation', () => {
  const item =
    one(`\uFEFF// written by Jeanne\r\n$CATEGORY: e-mail\r\n::Copies:: [html]Who reads the addresses in Bcc?{
  =Nobody#Right, they are hidden
  ~Everybody
  ~Those in To####Bcc hides its addresses.\r\n}`);
  assert.equal(item.id, 'Copies');
  assert.equal(item.prompt, 'Who reads the addresses in Bcc?');
  assert.deepEqual(item.texts, { a: 'Nobody', b: 'Everybody', c: 'Those in To' });
  assert.deepEqual(item.key, { kind: 'single', choices: ['a', 'b', 'c'], right: 'a' });
  assert.equal(item.explanation, 'Bcc hides its addresses.');
});

test('several right choices by weights, true or false, a word that is missing', () => {
  assert.deepEqual(one('Which are images?{~%50%png ~%50%jpg ~%-100%ods}').key, {
    kind: 'multiple',
    choices: ['a', 'b', 'c'],
    right: ['a', 'b'],
  });
  const truth = one('A password may be shared with a colleague.{FALSE#Never}');
  assert.deepEqual(truth.key, { kind: 'single', choices: ['true', 'false'], right: 'false' });
  assert.equal(truth.explanation, 'Never');
  assert.equal(one('Press {=Ctrl ~Shift} and C.').prompt, 'Press _____ and C.');
});

test('short answers, matching with a right that serves twice, numbers with tolerance and range', () => {
  const text = one('What is the sign in an address?{=@ =at sign}');
  assert.deepEqual(text.key, { kind: 'text', accepted: ['@', 'at sign'], level: 'spelling' });
  const match = one('Of which kind?{=png -> image =ods -> table =jpg -> image}');
  assert.deepEqual(match.key, {
    kind: 'matching',
    pairs: { l1: 'r1', l2: 'r2', l3: 'r1' },
    extra: [],
  });
  const scored = (gift: string, text: string) => {
    const result = scoreResponse(one(gift).key, { kind: 'number', text });
    return result.ok && result.value.right;
  };
  assert.deepEqual(
    ['3,2', '3,3'].map((given) => scored('How much?{#3:0.2}', given)),
    [true, false],
  );
  assert.deepEqual(
    ['5', '1', '5.1'].map((given) => scored('How much?{#1..5}', given)),
    [true, true, false],
  );
  assert.deepEqual(
    ['8', '9'].map((given) => scored('Bits?{#8}', given)),
    [true, false],
  );
});

test('escaped signs are read as they are', () => {
  const item = one('Which is a formula?{=\\=A1+B1 ~A1\\~B1 ~\\{A1\\} ~\\#A1}');
  assert.deepEqual(Object.values(item.texts), ['=A1+B1', 'A1~B1', '{A1}', '#A1']);
});

test('mistakes are told with their line, and the other questions are read', () => {
  const text = [
    'First?{=yes ~no}',
    '',
    '// a comment',
    'Not closed?{=yes ~no',
    '',
    'No answer at all.',
    '',
    '::t::',
    'Two right ones?{=a =b ~c}',
    '',
    'None right?{~a ~b}',
    '',
    'Essay?{}',
    '',
    'Pair?{=a -> =b -> c}',
    '',
    'Number?{#many}',
    '',
    '::t2::{=a ~b}',
    '',
    '::same::Once?{T}',
    '',
    '::same::Twice?{T}',
    'Signs?{yes, no}',
  ].join('\n');
  assert.deepEqual(codes(text), [
    '4 brace_not_closed',
    '6 answer_missing',
    '8 several_right_answers',
    '11 right_answer_missing',
    '13 not_supported',
    '15 pair_incomplete',
    '17 number_expected',
    '19 question_missing',
    '23 brace_not_closed',
  ]);
  assert.deepEqual(
    readGift(text).items.map(({ prompt }) => prompt),
    ['First?', 'Once?'],
  );
  assert.deepEqual(codes('::same::Once?{T}\n\n::same::Twice?{T}'), ['3 id_twice']);
  assert.deepEqual(codes('Signs?{yes, no}'), ['1 answer_missing']);
  assert.deepEqual(readGift('  \n\n// nothing\n'), { items: [], errors: [] });
});
