import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '#platform/kernel/random.ts';
import {
  chancesUnderLimit,
  figures,
  posteriorTable,
  type SelectionRules,
  simulate,
} from '#services/skills/index.ts';
import { AREAS, type Reference, reference } from '../../bench/parts/cat-reference.ts';

const LIMIT = 0.25;
const stopping = { length: 20 };
const banks = Array.from({ length: 10 }, (_, at) => reference(1000 + at));
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

function measured({ bank, thetas, answerOf }: Reference, selection: SelectionRules) {
  const rules = { selection, stopping };
  const run = simulate(posteriorTable(bank), thetas.length, answerOf, rules, seededRandom(1));
  return figures(run, thetas);
}

test('no item to more than a quarter, five areas: precise over ten banks, not on a lucky one', () => {
  const areaShares = Array.from({ length: AREAS }, () => 1 / AREAS);
  const runs = banks.map((one) => measured(one, { limit: LIMIT, areaShares }));
  const rmse = mean(runs.map(({ eap }) => eap.rmse));
  assert.ok(rmse <= 0.33, String(rmse));
  for (const { eap, exposure } of runs) {
    assert.ok(eap.rmse <= 0.345, String(eap.rmse));
    assert.ok(exposure.most <= LIMIT && exposure.overlap <= LIMIT);
    assert.ok(eap.coverage >= 0.93 && eap.coverage <= 0.98, String(eap.coverage));
  }
});

test('Sympson-Hetter holds the limit, to what chance adds, for a fifth less precision at most', () => {
  for (const one of banks.slice(0, 2)) {
    const { bank, thetas, answerOf } = one;
    const askedWhenSelected = chancesUnderLimit(
      posteriorTable(bank),
      thetas.length,
      answerOf,
      { selection: {}, stopping, limit: LIMIT, turns: 12 },
      seededRandom(2),
    );
    const free = measured(one, {});
    const held = measured(one, { askedWhenSelected });
    assert.equal(free.exposure.most, 1);
    assert.ok(held.exposure.most <= LIMIT + 0.12, String(held.exposure.most));
    assert.ok(held.eap.rmse < free.eap.rmse * 1.2);
  }
});
