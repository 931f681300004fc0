import assert from 'node:assert/strict';
import { test } from 'node:test';
import { politicalCases, unionCases } from './cases/civic.ts';
import { everydayCases } from './cases/everyday.ts';
import { formCases } from './cases/forms.ts';
import { religiousCases } from './cases/religious.ts';
import { decide, factsOfRow, packVersion } from './index.ts';
import { LEXICONS } from './lexicon/index.ts';
import type { Pack } from './pack.ts';
import { comparable } from './words.ts';

const pack = packVersion('associations-1901', '2026-11-24') as Pack;

for (const [title, cases] of Object.entries({
  'worship and what looks like it': religiousCases,
  'parties and what looks like them': politicalCases,
  'unions and what looks like them': unionCases,
  'forms, states and gaps': formCases,
  'purposes near the excluded ones': everydayCases,
})) {
  test(`${title}: ${cases.length} invented organisations`, () => {
    const wrong = cases.flatMap(({ row, outcome, reason }) => {
      const decision = decide(pack, factsOfRow(row));
      const codes = decision.reasons.map(({ code }) => code);
      const right = decision.outcome === outcome && (!reason || codes.includes(reason));
      const why = decision.reasons.map(
        ({ code, strength, value }) => `${code} ${strength} [${value}]`,
      );
      return right
        ? []
        : [`${row.name}: ${decision.outcome}, not ${outcome} ${reason ?? ''}: ${why}`];
    });
    assert.deepEqual(wrong, []);
  });
}

test('the words that a pattern needs are in everything that it matches', () => {
  const texts = [
    ...religiousCases,
    ...politicalCases,
    ...unionCases,
    ...formCases,
    ...everydayCases,
  ].flatMap(({ row }) => [comparable(row.name).folded, comparable(row.object_text).folded]);
  for (const { id, pattern, needs } of LEXICONS['fr-1']) {
    if (!needs) continue;
    const found = texts.flatMap((text) => text.match(new RegExp(pattern, 'g')) ?? []);
    const missed = found.filter((match) => !needs.some((word) => match.includes(word)));
    assert.deepEqual(missed, [], id);
  }
});
