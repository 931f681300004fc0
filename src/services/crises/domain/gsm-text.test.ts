import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { countSegments } from '#platform/messaging/segments.ts';
import { gsmText, shortened } from './gsm-text.ts';

test('French stays readable and GSM-7', () => {
  assert.equal(gsmText('Alès : crue, dès ce soir'), 'Alès : crue, dès ce soir');
  assert.equal(gsmText('Ça s’arrête à Nîmes…'), "Ça s'arrete à Nimes...".replace('Ça', 'Ça'));
  assert.equal(gsmText('aperçu œuvre « ouvert »'), 'apercu oeuvre " ouvert "');
});

test('any text becomes GSM-7', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      assert.equal(countSegments(gsmText(text)).encoding, 'GSM-7');
    }),
  );
});

test('a long text is cut at a word', () => {
  assert.equal(shortened('Accueil des familles', 30), 'Accueil des familles');
  assert.equal(shortened('Accueil des familles sinistrées', 24), 'Accueil des familles...');
});
