import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DEPARTMENTS, departmentsOfGeocode } from './french-areas.ts';

const of = (valueName: string, value: string) => departmentsOfGeocode({ valueName, value });

test('96 metropolitan and 5 overseas departments, each once', () => {
  assert.equal(DEPARTMENTS.length, 101);
  assert.equal(new Set(DEPARTMENTS).size, 101);
  assert.equal(DEPARTMENTS.filter((code) => code.length === 2).length, 96);
});

test('codes seen in alerts', () => {
  assert.deepEqual(of('NUTS3', 'FR101'), ['75']);
  assert.deepEqual(of('NUTS3', 'FR811'), ['11']);
  assert.deepEqual(of('NUTS3', 'FRJ12'), ['30']);
  assert.deepEqual(of('EMMA_ID', 'FR001'), []);
  assert.deepEqual(of('EMMA_ID', 'FR003'), ['65']);
  assert.deepEqual(of('EMMA_ID', 'FR067'), ['75', '92', '93', '94']);
  assert.deepEqual(of('', 'FR825'), ['83']);
  assert.deepEqual(of('EMMA_ID', 'AT001'), []);
  assert.deepEqual(of('FIPS6', '30'), []);
  assert.deepEqual(of('ISO3166-2', 'FR-2A'), ['2A']);
});

const NAMES: Readonly<Record<string, string>> = {
  '30': 'Gard',
  '2A': 'Corse du Sud',
  '65': 'Hautes Pyrénées',
  '05': 'Hautes Alpes',
  '90': 'Territoire de Belfort',
};

test('the table agrees with the published list', (t) => {
  const data = process.env.RENFORT_TEST_DATA;
  if (!data) return t.skip('RENFORT_TEST_DATA is unset: the list of codes was not compared');
  const lines = readFileSync(join(data, 'cap/fr-geocodes-nuts3-emma.csv'), 'utf8')
    .trim()
    .split('\n');
  const rows = lines.slice(1).map((line) => line.split(','));
  assert.equal(rows.length, 98);
  const seen = new Set<string>();
  for (const [emma = '', nuts3 = '', name = ''] of rows) {
    const byEmma = of('EMMA_ID', emma);
    if (name.startsWith('Andorre')) assert.deepEqual(byEmma, []);
    else if (nuts3 === '') assert.deepEqual(byEmma, ['75', '92', '93', '94']);
    else {
      assert.equal(byEmma.length, 1, `${emma} ${name}`);
      assert.deepEqual(byEmma, of('NUTS3', nuts3), `${emma} ${nuts3} ${name}`);
      seen.add(byEmma[0] as string);
      const expected = NAMES[byEmma[0] as string];
      if (expected) assert.equal(name.trim(), expected);
    }
  }
  assert.equal(seen.size, 96);
});
