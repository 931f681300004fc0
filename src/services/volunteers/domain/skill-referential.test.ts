import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CERTIFICATE_CODES,
  CERTIFICATE_KINDS,
  codeOf,
  expand,
  idOf,
  SKILLS,
  satisfies,
  whatSatisfies,
} from './skill-referential.ts';

test('numbers and codes are unique, skills below 1000 and certificates above', () => {
  const all = [...SKILLS, ...CERTIFICATE_KINDS];
  assert.equal(new Set(all.map((item) => item.id)).size, all.length);
  assert.equal(new Set(all.map((item) => item.code)).size, all.length);
  assert.ok(SKILLS.every((skill) => skill.id < 1000));
  assert.ok(CERTIFICATE_KINDS.every((kind) => kind.id > 1000));
  assert.deepEqual(
    CERTIFICATE_KINDS.map((kind) => kind.code),
    [...CERTIFICATE_CODES],
  );
  assert.ok(CERTIFICATE_KINDS.every((kind) => kind.implies.every((code) => idOf(code) > 0)));
});

test('a higher certificate counts as the lower ones, never the other way', () => {
  const cases: readonly [held: string, required: string, counts: boolean][] = [
    ['pse2', 'pse1', true],
    ['pse2', 'psc1', true],
    ['pse1', 'psc1', true],
    ['psc1', 'pse1', false],
    ['pse1', 'pse2', false],
    ['nurse', 'first_aid', true],
    ['nurse', 'psc1', true],
    ['nurse', 'pse1', false],
    ['nurse', 'care_assistant', true],
    ['care_assistant', 'nurse', false],
    ['licence_c', 'licence_b', true],
    ['licence_ce', 'licence_be', true],
    ['licence_ce', 'licence_d', false],
    ['licence_de', 'licence_b', true],
    ['licence_b', 'licence_c', false],
    ['bafd', 'bafa', true],
    ['bnssa', 'pse1', false],
    ['first_aid', 'psc1', false],
  ];
  for (const [held, required, counts] of cases) {
    const ids = [idOf(held as 'pse1')];
    assert.equal(satisfies(ids, idOf(required as 'pse1')), counts, `${held} for ${required}`);
    assert.equal(expand(ids).includes(idOf(required as 'pse1')), counts);
    assert.equal(whatSatisfies(idOf(required as 'pse1')).includes(ids[0] as number), counts);
  }
});

test('a declared skill never counts as a certificate', () => {
  for (const skill of SKILLS) assert.deepEqual(expand([skill.id]), [skill.id]);
});

test('an unknown number is kept as it is and satisfies only itself', () => {
  assert.deepEqual(expand([999]), [999]);
  assert.equal(satisfies([999], 1), false);
  assert.equal(codeOf(999), undefined);
});
