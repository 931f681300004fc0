import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { citizenAccount, minutesFrom, minutesText } from './hours.ts';

test('hours as people write them, in minutes', () => {
  const cases: [string, number | undefined][] = [
    ['2', 120],
    ['2h', 120],
    ['2 h 30', 150],
    ['2h5', 125],
    ['1:30', 90],
    ['1,5', 90],
    ['0.25', 15],
    ['45 min', 45],
    ['24', 1440],
    ['24h01', undefined],
    ['0', undefined],
    ['4 min', undefined],
    ['2h60', undefined],
    ['deux heures', undefined],
    ['', undefined],
    ['-2', undefined],
  ];
  for (const [text, minutes] of cases) assert.equal(minutesFrom(text), minutes, text);
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 1440 }), (n) => minutesFrom(minutesText(n)) === n),
  );
});

test('the citizen account: 200 hours, of which 100 in one association, to the minute', () => {
  const year = (...minutes: number[]) => ({
    total: minutes.reduce((a, b) => a + b, 0),
    byOrganisation: new Map(minutes.map((n, i) => [String(i), n])),
  });
  assert.equal(citizenAccount(year(6000, 6000)).reached, true);
  assert.deepEqual(citizenAccount(year(5999, 6001)).reached, true);
  assert.deepEqual(citizenAccount(year(5999, 5999, 2)), {
    reached: false,
    missingInTotal: 0,
    missingInOne: 1,
  });
  assert.deepEqual(citizenAccount(year(6000, 5999)), {
    reached: false,
    missingInTotal: 1,
    missingInOne: 0,
  });
  assert.deepEqual(citizenAccount(year()).missingInTotal, 12_000);
});
