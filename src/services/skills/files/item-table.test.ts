import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readItemTable } from './item-table.ts';
import { InputError } from './table.ts';

const read = (...lines: string[]) =>
  readItemTable(new TextEncoder().encode(lines.join('\r\n')), 'items.csv');
const TITLES = 'id;kind;question;choices;answer;explanation;competence;level';

test('every kind of item, in a table of a French spreadsheet', () => {
  const { items, errors } = read(
    TITLES,
    'q1;single;Which hides addresses?;To|Cc|Bcc;Bcc;Bcc hides them;2.1;3',
    'q2;multiple;Which are images?;png|jpg|ods;jpg|png;;;',
    'q3;ordering;Put in order;;first|second|third;;;',
    'q4;matching;Of which kind?;sound;png = image|ods = table|jpg = image;;;',
    'q5;text typos;Name?;;pièce jointe|PJ;;;',
    'q6;number;How many?;;8 ± 5 %;;;',
    '"q7";number;"How ""much""; really?";;"3,5 +- 0,1";;;',
  );
  assert.deepEqual(errors, []);
  assert.deepEqual(
    items.map(({ key }) => key),
    [
      { kind: 'single', choices: ['a', 'b', 'c'], right: 'c' },
      { kind: 'multiple', choices: ['a', 'b', 'c'], right: ['b', 'a'] },
      { kind: 'ordering', order: ['a', 'b', 'c'] },
      { kind: 'matching', pairs: { l1: 'r1', l2: 'r2', l3: 'r1' }, extra: ['r3'] },
      { kind: 'text', accepted: ['pièce jointe', 'PJ'], level: 'typos' },
      { kind: 'number', value: 8, tolerance: { kind: 'relative', share: 0.05 } },
      { kind: 'number', value: 3.5, tolerance: { kind: 'absolute', by: 0.1 } },
    ],
  );
  assert.deepEqual([items[0]!.competence, items[0]!.level], ['2.1', 3]);
  assert.equal(items[6]!.prompt, 'How "much"; really?');
});

test('places on a picture, and what a file must hold', () => {
  const { items, errors } = read(
    `${TITLES};picture`,
    'q1;hotspot;Where is Bcc?;To = rectangle 10 5 50 20|Bcc = circle 50 75 10;Bcc;;;;mail.svg',
    'q2;file;Send the budget;;type = text/csv application/zip|name = a.csv|contains = Total|cell B12 = 340;;;;',
    'q3;hotspot;Where?;To = rectangle 10 5 50|Bcc = circle 50 75 10;Bcc;;;;mail.svg',
    'q4;hotspot;Where?;To = circle 1 1 1|Bcc = circle 50 75 10;Bcc;;;;../mail.svg',
    'q5;hotspot;Where?;To = circle 1 1 1|Bcc = circle 50 75 10;Cc;;;;mail.svg',
    'q6;file;Send;;colour = red;;;;',
  );
  assert.deepEqual(items[0]?.key, {
    kind: 'hotspot',
    places: [{ shape: 'circle', x: 0.5, y: 0.75, radius: 0.1 }],
  });
  assert.deepEqual(items[0]?.texts, { a: 'To', b: 'Bcc' });
  assert.deepEqual(items[0]?.picture?.places.a, {
    shape: 'rectangle',
    x: 0.1,
    y: 0.05,
    width: 0.5,
    height: 0.2,
  });
  assert.deepEqual(items[1]?.key, {
    kind: 'file',
    checks: [
      { what: 'type', types: ['text/csv', 'application/zip'] },
      { what: 'name', name: 'a.csv' },
      { what: 'contains', text: 'Total' },
      { what: 'cell', column: 2, row: 12, value: '340' },
    ],
  });
  assert.deepEqual(
    errors.map(({ line, code }) => `${line} ${code}`),
    ['4 place_expected', '5 picture_missing', '6 right_answer_missing', '7 check_unknown'],
  );
});

test('a wrong line is told, and the others are read', () => {
  const { items, errors } = read(
    TITLES,
    'q1;single;Which?;To|Cc;Bcc;;;',
    'q2;single;Which?;To;To;;;',
    'q3;single;Which?;To|Cc;To|Cc;;;',
    'q4;essay;Why?;;because;;;',
    'q5;text blurred;Name?;;x;;;',
    'q6;number;How many?;;many;;;',
    'q7;matching;Pairs?;;a = b|c;;;',
    'q8;text;;;x;;;',
    'q9;text;Name?;;;;;',
    'q10;text;Name?;;x;;7.1;',
    'q11;text;Name?;;x;;1.1;9',
    'q12;text;Name?;;x;;;',
    'q12;text;Name again?;;x;;;',
  );
  assert.deepEqual(
    errors.map(({ line, code }) => `${line} ${code}`),
    [
      '2 right_answer_missing',
      '3 choices_missing',
      '4 several_right_answers',
      '5 kind_unknown',
      '6 kind_unknown',
      '7 number_expected',
      '8 pair_incomplete',
      '9 question_missing',
      '10 right_answer_missing',
      '11 competence_unknown',
      '12 level_unknown',
      '14 id_twice',
    ],
  );
  assert.deepEqual(
    items.map(({ id }) => id),
    ['q12'],
  );
  assert.throws(() => read(TITLES, 'q1;single'), InputError);
});
