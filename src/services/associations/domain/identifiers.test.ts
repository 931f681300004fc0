import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identifierText, isRna, isSiren } from './identifiers.ts';

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
