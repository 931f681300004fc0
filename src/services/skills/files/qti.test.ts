import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnswerKey } from '../domain/items/answer-key.ts';
import type { ItemSource } from './item-source.ts';
import { readQti } from './qti-read.ts';
import { writeQti } from './qti-write.ts';

const item = (key: AnswerKey, texts: Record<string, string> = {}): ItemSource => ({
  id: 'q-1',
  prompt: 'What of <this> & "that"?',
  texts,
  key,
  explanation: 'Because of l\u2019usage.',
  competence: '2.1',
  level: 3,
});
const written = (source: ItemSource) => {
  const result = writeQti(source);
  assert.ok(result.ok);
  return result.value;
};
const errorOf = (text: string) => {
  const { items, errors } = readQti(text);
  assert.deepEqual(items, []);
  return `${errors[0]?.line} ${errors[0]?.code}`;
};

test('what is written is read again, for every kind that QTI has', () => {
  const letters = { a: 'A & B', b: '<b>', c: 'é' };
  const choices = ['a', 'b', 'c'];
  for (const source of [
    item({ kind: 'single', choices, right: 'b' }, letters),
    item({ kind: 'multiple', choices, right: ['a', 'c'] }, letters),
    item({ kind: 'ordering', order: ['c', 'a', 'b'] }, letters),
    item(
      { kind: 'matching', pairs: { a: 'x', b: 'x' }, extra: ['y'] },
      { a: '1', b: '2', x: '3', y: '4' },
    ),
    item({ kind: 'text', accepted: ['pièce jointe', 'PJ'], level: 'typos' }),
    item({ kind: 'text', accepted: ['Bcc'], level: 'exact' }),
    item({ kind: 'number', value: 3.5, tolerance: { kind: 'absolute', by: 0.1 } }),
    item({ kind: 'number', value: 200, tolerance: { kind: 'relative', share: 0.05 } }),
    {
      ...item({ kind: 'single', choices, right: 'a' }, letters),
      competence: undefined,
      level: undefined,
      explanation: '',
    },
  ]) {
    const { items, errors } = readQti(written(source));
    assert.deepEqual(errors, []);
    const [read] = items;
    assert.deepEqual(read, source);
  }
});

test('pictures to point at and files to hand in are not written', () => {
  assert.equal(writeQti(item({ kind: 'hotspot', places: [] })).ok, false);
  assert.equal(writeQti(item({ kind: 'file', checks: [] })).ok, false);
});

test('an item of another tool: prefixes, cdata, prose around, no mark of ours', () => {
  const { items, errors } = readQti(`\uFEFF<?xml version="1.0"?>
<q:qti-assessment-item xmlns:q="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="x">
 <q:qti-response-declaration identifier="R" cardinality="single" base-type="string">
  <q:qti-correct-response><q:qti-value>York</q:qti-value></q:qti-correct-response>
  <q:qti-mapping><q:qti-map-entry map-key="york" mapped-value="0.5"/><q:qti-map-entry map-key="Leeds" mapped-value="0"/></q:qti-mapping>
 </q:qti-response-declaration>
 <q:qti-item-body><p>Son of</p><p><![CDATA[<this>]]> <q:qti-text-entry-interaction response-identifier="R"/> it is.</p></q:qti-item-body>
</q:qti-assessment-item>`);
  assert.deepEqual(errors, []);
  assert.equal(items[0]!.prompt, 'Son of<this> _____ it is.');
  assert.deepEqual(items[0]!.key, { kind: 'text', accepted: ['York', 'york'], level: 'spelling' });
});

test('a DOCTYPE is refused, with what it declares', () => {
  const attack = `<?xml version="1.0"?>
<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
<qti-assessment-item identifier="&f;">&b;</qti-assessment-item>`;
  assert.equal(errorOf(attack), '2 doctype_refused');
});

test('what is wrong is told with its line', () => {
  const good = written(
    item({ kind: 'single', choices: ['a', 'b'], right: 'b' }, { a: '1', b: '2' }),
  );
  const lineOf = (part: string) => good.slice(0, good.indexOf(part)).split('\n').length;
  for (const [from, to, at, code] of [
    ['<qti-value>b<', '<qti-value>z<', '<qti-choice', 'right_answer_missing'],
    ['<qti-value>b</qti-value>', '', '<qti-response-declaration', 'right_answer_missing'],
    ['identifier="b"', 'identifier="a"', '<qti-choice', 'id_twice'],
    ['data-competence="2.1"', 'data-competence="9.1"', '<qti-item-body', 'competence_unknown'],
    ['data-level="3"', 'data-level="9"', '<qti-item-body', 'level_unknown'],
  ] as const) {
    assert.ok(good.includes(from), from);
    assert.equal(errorOf(good.replace(from, to)), `${lineOf(at)} ${code}`);
  }
  assert.equal(
    errorOf(good.replaceAll('qti-choice-interaction', 'qti-hottext-interaction')),
    `${lineOf('<qti-choice')} not_supported`,
  );
  assert.match(errorOf(good.replace('</qti-item-body>', '')), /xml_malformed/);
  assert.match(errorOf('<assessmentItem/>'), /1 not_supported/);
  assert.match(errorOf('not xml'), /xml_malformed/);
  assert.match(errorOf(''), /xml_malformed/);
  assert.equal(errorOf(' '.repeat(1_000_001)), '1 too_large');
  assert.match(errorOf(`<a>${'<b>'.repeat(100)}`), /too_large/);
});
