import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { seededRandom } from '#platform/kernel/random.ts';
import { type Bank, bankOf } from '../irt/bank.ts';
import { posteriorTable } from '../irt/posterior.ts';
import { information, probability } from '../irt/response-model.ts';
import { chancesUnderLimit, figures, simulate } from '../simulation/simulate.ts';
import { recordAnswer, startTest } from './adaptive-test.ts';
import { exposureFigures, isBarred, noExposure, sympsonHetter } from './exposure.ts';
import { nextItem, type SelectionRules } from './selection.ts';
import { whyStop } from './stopping.ts';

function bankOfSize(size: number, areas = 1): Bank {
  const random = seededRandom(size);
  const made = bankOf(
    Array.from({ length: size }, (_, i) => ({
      id: `i${i}`,
      a: 0.6 + random.next(),
      b: 4 * random.next() - 2,
      area: `area ${i % areas}`,
    })),
  );
  assert.ok(made.ok);
  return made.value;
}

const BANK = bankOfSize(60, 3);
const TABLE = posteriorTable(BANK);
const THIRDS = [1 / 3, 1 / 3, 1 / 3];

/** People from -2 to 2 who succeed or fail by a seeded draw. */
function world(people: number, bank = BANK) {
  const random = seededRandom(5);
  const thetas = Float64Array.from({ length: people }, () => 4 * random.next() - 2);
  const draws = Float64Array.from({ length: people * bank.size }, () => random.next());
  const answerOf = (person: number, item: number) =>
    draws[person * bank.size + item]! < probability(bank, item, thetas[person]!) ? 1 : 0;
  return { thetas, answerOf };
}

function simulated(selection: SelectionRules, people = 60, length = 9) {
  const { thetas, answerOf } = world(people);
  const rules = { selection, stopping: { length } };
  const run = simulate(TABLE, people, answerOf, rules, seededRandom(1));
  return { run, figures: figures(run, thetas) };
}

test('without rules, the item that tells most at the ability, never twice, then none', () => {
  const cat = startTest(TABLE);
  for (let n = 0; n < BANK.size; n++) {
    const item = nextItem(cat);
    const { theta } = cat.estimate;
    for (let other = 0; other < BANK.size; other++) {
      if (cat.items.includes(other)) continue;
      assert.ok(information(BANK, other, theta) <= information(BANK, item, theta));
    }
    assert.ok(!cat.items.includes(item));
    recordAnswer(cat, item, n % 2 === 0 ? 1 : 0);
  }
  assert.equal(nextItem(cat), -1);
});

test('of equal items the first of the bank is asked', () => {
  const made = bankOf([0, 1, 2].map((i) => ({ id: `i${i}`, a: 1, b: 0 })));
  assert.ok(made.ok);
  const cat = startTest(posteriorTable(made.value), Uint8Array.of(1, 0, 0));
  assert.equal(nextItem(cat), 1);
});

test('among five: always one of the five best, and each of them some day', () => {
  const ranked = [...BANK.ids.keys()].sort(
    (i, j) => information(BANK, j, 0) - information(BANK, i, 0),
  );
  const random = seededRandom(9);
  const seen = new Set(
    Array.from({ length: 200 }, () => nextItem(startTest(TABLE), { among: 5 }, undefined, random)),
  );
  assert.deepEqual([...seen].sort(), ranked.slice(0, 5).sort());
});

test('no item passes the limit, at any time of any run', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e6 }),
      fc.constantFrom(0.2, 0.25, 0.5),
      (seed, limit) => {
        const { answerOf } = world(30);
        const rules = { selection: { limit, progressiveOver: 6 }, stopping: { length: 6 } };
        const { exposure } = simulate(TABLE, 30, answerOf, rules, seededRandom(seed));
        for (const shown of exposure.shown) assert.ok(shown <= Math.max(1, limit * exposure.tests));
      },
    ),
    { numRuns: 10 },
  );
  assert.equal(simulated({}).figures.exposure.most, 1);
});

test('a limit that the bank cannot keep gives whole tests all the same, with what was shown least', () => {
  const { run } = simulated({ limit: 0.05 });
  assert.ok(run.tests.every(({ items }) => items.length === 9));
  const { shown } = run.exposure;
  assert.ok(Math.max(...shown) - Math.min(...shown) <= 1 + 0.05 * 60);
});

test('the limit counts the test that is beginning', () => {
  const exposure = noExposure(1);
  exposure.tests = 1;
  assert.equal(isBarred(exposure, 0, 0.25), false);
  exposure.shown[0] = 1;
  for (const [tests, barred] of [
    [2, true],
    [7, true],
    [8, false],
  ] as const) {
    exposure.tests = tests;
    assert.equal(isBarred(exposure, 0, 0.25), barred, String(tests));
  }
});

test('areas are asked in equal shares, and an empty area does not stop the test', () => {
  const { run } = simulated({ areaShares: THIRDS });
  for (const { perArea } of run.tests) assert.deepEqual([...perArea], [3, 3, 3]);
  const closed = Uint8Array.from(BANK.area, (area) => (area === 0 ? 1 : 0));
  const cat = startTest(TABLE, closed);
  for (let n = 0; n < 10; n++) recordAnswer(cat, nextItem(cat, { areaShares: THIRDS }), 1);
  assert.deepEqual([...cat.perArea], [0, 5, 5]);
});

test('progressive: the bank is used, and the last item is the one that tells most', () => {
  const plain = simulated({}).figures.exposure;
  const spread = simulated({ progressiveOver: 9 }).figures.exposure;
  assert.ok(spread.neverShown < plain.neverShown / 3);
  assert.ok(spread.overlap < plain.overlap);
  const cat = startTest(TABLE);
  for (let n = 0; n < 8; n++) recordAnswer(cat, nextItem(cat), n % 2 === 0 ? 1 : 0);
  const last = nextItem(cat, { progressiveOver: 9 }, undefined, seededRandom(1));
  assert.equal(last, nextItem(cat));
});

test('Sympson-Hetter: chances found by simulation bring the most shown item near the limit', () => {
  const { answerOf } = world(150);
  const rules = { selection: {}, stopping: { length: 9 } };
  const chances = chancesUnderLimit(
    TABLE,
    150,
    answerOf,
    { ...rules, limit: 0.4, turns: 8 },
    seededRandom(3),
  );
  const selection = { askedWhenSelected: chances };
  const { exposure } = simulate(TABLE, 150, answerOf, { ...rules, selection }, seededRandom(4));
  assert.ok(exposureFigures(exposure).most < 0.55);
});

test('Sympson-Hetter leaves enough free items to end a test', () => {
  const chances = sympsonHetter(Int32Array.of(100, 90, 80, 10), 100, 0.2, 3);
  assert.deepEqual(
    [...chances].map((chance) => chance.toFixed(2)),
    ['0.20', '1.00', '1.00', '1.00'],
  );
});

test('a rate of success: items are asked where people succeed that often', () => {
  const { thetas, answerOf } = world(80);
  const rate = (selection: SelectionRules) => {
    const rules = { selection, stopping: { length: 12 } };
    const { tests } = simulate(TABLE, 80, answerOf, rules, seededRandom(1));
    const late = tests.filter((_, person) => Math.abs(thetas[person]!) < 1);
    const right = late.flatMap((cat) => cat.right.slice(4));
    return right.reduce((sum, one) => sum + one, 0) / right.length;
  };
  assert.ok(Math.abs(rate({}) - 0.5) < 0.06);
  assert.ok(Math.abs(rate({ successRate: 0.7 }) - 0.7) < 0.08);
});

test('a test stops on length, on precision and on a clear level, each at its threshold', () => {
  const cat = startTest(TABLE);
  const { se, theta } = { se: 0.5, theta: 1 };
  const at = (asked: number, rules: Parameters<typeof whyStop>[1]) => {
    const items = new Array<number>(asked).fill(0);
    return whyStop({ ...cat, items, estimate: { theta, se } }, rules);
  };
  assert.equal(at(19, { length: 20 }), undefined);
  assert.equal(at(20, { length: 20 }), 'length');
  assert.equal(at(5, { length: 20, se: 0.5 }), 'precision');
  assert.equal(at(5, { length: 20, se: 0.4999 }), undefined);
  assert.equal(at(5, { length: 20, se: 0.5, atLeast: 6 }), undefined);
  assert.equal(at(0, { length: 20, se: 9 }), undefined);
  assert.equal(at(5, { length: 20, cut: { theta: 0.01, z: 1.96 } }), 'classified');
  assert.equal(at(5, { length: 20, cut: { theta: 0.02, z: 1.96 } }), undefined);
  assert.equal(at(5, { length: 20, cut: { theta: 1.99, z: 1.96 } }), 'classified');
});

test('overlap is the share of items that two tests have in common', () => {
  const shown = Int32Array.of(2, 1, 1);
  // Two tests of two items, one of them common.
  assert.deepEqual(exposureFigures({ tests: 2, shown }), { most: 1, neverShown: 0, overlap: 0.5 });
});
