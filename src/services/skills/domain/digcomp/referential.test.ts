import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  AREAS,
  areaOf,
  bandOf,
  COMPETENCES,
  CRCN_CODES,
  isCompetence,
  LEVELS,
  levelOf,
  provisionalDifficulty,
} from './referential.ts';

test('five areas of 3, 6, 4, 4 and 4 competences, each coded by its area', () => {
  const sizes = AREAS.map((area) => COMPETENCES.filter((one) => one.area === area).length);
  assert.deepEqual(sizes, [3, 6, 4, 4, 4]);
  assert.equal(new Set(COMPETENCES.map(({ code }) => code)).size, 21);
  for (const { code, area } of COMPETENCES) assert.ok(code.startsWith(`${area}.`));
  assert.deepEqual([areaOf('2.6'), areaOf('2.7'), isCompetence('5.4')], ['2', undefined, true]);
});

test('every competence of the CRCN is reached by one of DigComp', () => {
  const reached = new Set<string>(COMPETENCES.flatMap(({ crcn }) => crcn));
  assert.deepEqual(
    CRCN_CODES.filter((code) => !reached.has(code)),
    [],
  );
  assert.equal(CRCN_CODES.length, 16);
});

test('eight levels in four bands, and an ability falls in the level it was made for', () => {
  assert.deepEqual(LEVELS.map((level) => bandOf(level)[0]).join(''), 'ffiiaahh');
  for (const level of LEVELS) assert.equal(levelOf(provisionalDifficulty(level)), level);
  assert.deepEqual([levelOf(-9), levelOf(9), levelOf(0.01), levelOf(-0.01)], [1, 8, 5, 4]);
});
