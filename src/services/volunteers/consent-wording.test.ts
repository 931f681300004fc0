import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { PURPOSES, type Purpose, WORDING } from './domain/consent.ts';
import { texts } from './messages/index.ts';

/** Of both languages' sentences, by purpose and version. Add a line for a new version; change none. */
const FINGERPRINTS: Readonly<Record<Purpose, Readonly<Record<string, string>>>> = {
  crisis: { '2026-11-a': '79d19e3151fd8229' },
  missions: { '2026-11-a': 'e63e1af0710b9cda' },
  newsletter: { '2026-11-a': '059599057f155b63' },
};

test('a sentence that people agreed to does not change under its version', () => {
  for (const purpose of PURPOSES) {
    const sentences = [
      texts('fr').join.consentSentences[purpose],
      texts('en').join.consentSentences[purpose],
    ];
    const found = createHash('sha256').update(sentences.join('\n')).digest('hex').slice(0, 16);
    assert.equal(
      found,
      FINGERPRINTS[purpose][WORDING[purpose]],
      `${purpose}: give the new sentence a new version in domain/consent.ts`,
    );
  }
});
