import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import {
  checkIdentifier,
  courtEntry,
  identifierText,
  identifierType,
  isRna,
  isSiren,
} from './identifiers.ts';

test('RNA numbers: metropolitan, overseas and Corsican forms', () => {
  for (const rna of ['W302001234', 'W9R1001234', 'W2A1000015']) assert.equal(isRna(rna), true, rna);
  for (const text of [
    '302001234',
    'W30200123',
    'W3020012345',
    'w302001234',
    'WA02001234',
    'W30200I234',
  ]) {
    assert.equal(isRna(text), false, text);
  }
});

test('SIREN numbers carry the Luhn key', () => {
  // 775672272: Croix-Rouge française; 356000000: La Poste.
  for (const siren of ['775672272', '356000000']) assert.equal(isSiren(siren), true, siren);
  for (const text of ['775672273', '77567227', '7756722720', '77567227A']) {
    assert.equal(isSiren(text), false, text);
  }
});

test('identifiers are read as people type them', () => {
  assert.equal(identifierText(' w302 001 234'), 'W302001234');
  assert.equal(identifierText('775\u202f672.272'), '775672272');
});

test('verdicts: what a number is, and why', () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    ['rna', 'w751 245 606', 'valid', 'well_formed'],
    ['rna', 'W9C1001234', 'valid', 'well_formed'],
    ['rna', 'W2C1001234', 'warn', 'greffe_unknown'],
    ['rna', '2B1P02B1013100', 'warn', 'legacy_number'],
    ['rna', '0653005592', 'warn', 'legacy_number'],
    ['rna', 'W7512456061', 'invalid', 'length'],
    ['rna', 'WA02001234', 'invalid', 'letter_place'],
    ['rna', '', 'invalid', 'empty'],
    ['siret', '356 000 000 18723', 'valid', 'la_poste'],
    ['siret', '35600000000000', 'warn', 'la_poste_unchecked'],
    ['siret', '00000000000000', 'invalid', 'format'],
    ['siren', '889742876', 'invalid', 'check_digit'],
    ['rid', '123456', 'valid', 'well_formed'],
    ['rid', '1234567', 'valid', 'well_formed'],
    ['rid', '12345', 'invalid', 'format'],
    ['tahiti', 'a12345', 'valid', 'well_formed'],
    ['tahiti', 'A1234', 'invalid', 'format'],
    [
      'alsace_moselle',
      'Tribunal judiciaire de Sélestat, volume 12, folio n° 34',
      'valid',
      'well_formed',
    ],
    ['alsace_moselle', 'TJ de de Thionville vol. XXII fol. 7', 'valid', 'well_formed'],
    ['alsace_moselle', 'St-Avold 12/34', 'valid', 'well_formed'],
    ['alsace_moselle', 'Nancy vol. 1 folio 2', 'invalid', 'court_unknown'],
    ['alsace_moselle', 'Colmar, folio 2', 'invalid', 'volume_missing'],
    ['alsace_moselle', 'Colmar vol. 2', 'invalid', 'folio_missing'],
  ];
  for (const [type, value, verdict, why] of cases) {
    const kind = identifierType(type);
    assert.ok(kind);
    const found = checkIdentifier(kind, value);
    assert.deepEqual([found.verdict, found.why], [verdict, why], `${type} ${value}`);
  }
  assert.equal(checkIdentifier('siren', '889742876', () => true).verdict, 'warn');
  assert.equal(identifierType('Alsace-Moselle'), 'alsace_moselle');
  assert.equal(identifierType('passport'), undefined);
  assert.deepEqual(courtEntry('Metz; vol 3; n° 12'), { court: 'Metz', volume: '3', folio: '12' });
});

const data = process.env.RENFORT_TEST_DATA;

test('public test vectors', { skip: !data && 'RENFORT_TEST_DATA is not set' }, () => {
  const rows = parse(readFileSync(join(data as string, 'rna', 'identifiers.csv')), {
    columns: true,
  }) as { type: string; value: string; verdict: string }[];
  // Of our three words: a number of before 2009 can be used with a doubt, spaces do no harm.
  const ours: Readonly<Record<string, string>> = { legacy: 'warn', normalise: 'valid' };
  for (const { type, value, verdict } of rows) {
    const kind = identifierType(type);
    assert.ok(kind, type);
    assert.equal(checkIdentifier(kind, value).verdict, ours[verdict] ?? verdict, value);
  }
});
