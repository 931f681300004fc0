import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '#platform/kernel/random.ts';
import { bankOf } from '../irt/bank.ts';
import { estimate } from '../irt/estimate.ts';
import { posteriorTable } from '../irt/posterior.ts';
import { logistic } from '../irt/response-model.ts';
import { simulatedAnswers, standardNormal } from '../simulation/people.ts';
import { calibrate } from './calibrate.ts';
import { chiSquareTail } from './chi-square.ts';
import { groupDifferences } from './group-difference.ts';
import { itemFit, scoreDistribution } from './item-fit.ts';
import { link, onScale } from './linking.ts';
import { personFit } from './person-fit.ts';
import { PILOT_ANSWERS, pilotLacks, pilotPositions } from './pilot.ts';

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const near = (actual: number, expected: number, within: number) =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected}`);

test('chi-square: the tables of a textbook, and exact where there is a formula', () => {
  near(chiSquareTail(3.841459, 1), 0.05, 1e-7);
  near(chiSquareTail(9.21034, 2), 0.01, 1e-7);
  near(chiSquareTail(18.307038, 10), 0.05, 1e-7);
  near(chiSquareTail(124.342113, 100), 0.05, 1e-7);
  for (const x of [0.1, 1, 5, 40]) near(chiSquareTail(x, 2), Math.exp(-x / 2), 1e-12);
  assert.equal(chiSquareTail(0, 3), 1);
});

test('scores of three items: the sums of all eight sets of answers', () => {
  const chances = [0.2, 0.5, 0.9].map((p) => new Float64Array(61).fill(p));
  const scores = scoreDistribution(chances).map((row) => row[7]!);
  near(scores[0]!, 0.8 * 0.5 * 0.1, 1e-15);
  near(scores[3]!, 0.2 * 0.5 * 0.9, 1e-15);
  near(
    scores.reduce((a, b) => a + b),
    1,
    1e-15,
  );
});

test('items that follow the model fit; one answered by chance and one with two bends do not', () => {
  const random = seededRandom(21);
  const items = Array.from({ length: 12 }, (_, i) => ({ a: 1.2, b: -1.5 + i / 4, c: 0 }));
  const people = standardNormal(random, 1_500);
  const responses = simulatedAnswers(random, people, items);
  for (let row = 0; row < 1_500; row++) {
    // Weak people succeed as often as strong ones: no 2PL has this shape.
    const p = Math.abs(people[row]!) > 1 ? 0.9 : 0.15;
    responses.values[row * 12 + 5] = Number(random.next() < p);
  }
  const fit = calibrate(responses, { model: '2pl' });
  assert.ok(fit.ok);
  const found = itemFit(fit.value);
  assert.ok(found[5]!.sx2!.p < 1e-6);
  const others = found.filter((_, at) => at !== 5);
  assert.ok(others.filter(({ sx2 }) => sx2!.p < 0.01).length <= 1);
  for (const { infit, outfit } of others) {
    near(infit, 1, 0.05);
    near(outfit, 1, 0.08);
  }
  const rasch = calibrate(responses, { model: 'rasch' });
  assert.ok(rasch.ok);
  assert.ok(itemFit(rasch.value)[5]!.infit > 1.1);
});

test('person fit: standard normal for those who answer as the model says, low for those who do not', () => {
  const random = seededRandom(22);
  const items = Array.from({ length: 30 }, (_, i) => ({
    id: `${i}`,
    a: 1.3,
    b: -2 + (4 * i) / 29,
    c: 0,
  }));
  const made = bankOf(items);
  assert.ok(made.ok);
  const bank = made.value;
  const table = posteriorTable(bank);
  const all = [...bank.ids.keys()];
  const statistic = (right: number[], method: 'wle' | 'map') => {
    const answers = { items: all, right };
    const { theta } = estimate(table, answers, method)!;
    return personFit(bank, answers, theta, method === 'wle' ? 'wle' : { priorSd: 1 })!;
  };
  for (const method of ['wle', 'map'] as const) {
    const honest = Array.from({ length: 300 }, () => {
      const [theta] = standardNormal(random, 1);
      return statistic(
        items.map(({ a, b }) => Number(random.next() < logistic(a * (theta! - b)))),
        method,
      );
    });
    near(mean(honest), 0, 0.2);
    near(mean(honest.map((value) => value ** 2)), 1, 0.25);
    assert.ok(honest.filter((value) => value < -2).length < 25);
  }
  // Knows the fifteen hardest and none of the easiest.
  assert.ok(
    statistic(
      items.map((_, i) => Number(i >= 15)),
      'wle',
    ) < -4,
  );
  assert.equal(personFit(bank, { items: [0, 1], right: [1, 0] }, 0, 'wle'), undefined);
});

test('two scales are linked exactly when the items are the same', () => {
  const to = Array.from({ length: 8 }, (_, i) => ({
    a: 0.7 + i / 8,
    b: -1.4 + i * 0.4,
    c: i % 2 ? 0.2 : 0,
  }));
  const truth = { slope: 0.8, shift: 0.6 };
  const from = to.map(({ a, b, c }) => ({ a: a * 0.8, b: (b - 0.6) / 0.8, c }));
  const found = link(from, to);
  near(found.slope, truth.slope, 1e-6);
  near(found.shift, truth.shift, 1e-6);
  near(onScale(from[3]!, found).b, to[3]!.b, 1e-6);
});

test('an item that is harder for one group is found, the others are not, though the group is weaker', () => {
  const random = seededRandom(23);
  const items = Array.from({ length: 12 }, (_, i) => ({ a: 1.2, b: -1.1 + i / 5, c: 0 }));
  const unfair = items.map((item, i) => (i === 4 ? { ...item, b: item.b + 0.9 } : item));
  const many = 1_200;
  const outside = simulatedAnswers(random, standardNormal(random, many), items);
  const weaker = standardNormal(random, many).map((theta) => theta - 0.5);
  const inside = simulatedAnswers(random, weaker, unfair);
  const responses = {
    items: outside.items,
    people: 2 * many,
    values: Int8Array.from([...outside.values, ...inside.values]),
  };
  const groups = Array.from({ length: 2 * many }, (_, row) => Number(row >= many));
  const result = groupDifferences(responses, groups, { model: '2pl' });
  assert.ok(result.ok);
  assert.deepEqual(
    result.value.filter(({ verdict }) => verdict !== 'none').map(({ id }) => id),
    ['i5'],
  );
  near(result.value[4]!.harderBy, 0.9, 0.3);
  assert.equal(result.value[4]!.verdict, 'large');
  const few = groupDifferences(
    responses,
    groups.map((group, row) => (group === 1 && row > many + 150 ? 2 : group)),
    {
      model: '2pl',
    },
  );
  assert.deepEqual(few.ok ? undefined : few.error, 'group_too_small');
});

test('a pilot item is ready at its thresholds, and says what it lacks', () => {
  const ready = { answered: PILOT_ANSWERS, a: 0.4, seB: 0.3, infit: 1.3 };
  assert.deepEqual(pilotLacks(ready), []);
  assert.deepEqual(pilotLacks({ ...ready, answered: PILOT_ANSWERS - 1 }), ['too_few_answers']);
  assert.deepEqual(pilotLacks({ ...ready, seB: 0.301 }), ['difficulty_uncertain']);
  assert.deepEqual(pilotLacks({ ...ready, seB: undefined, a: 0.39 }), [
    'difficulty_uncertain',
    'tells_little',
  ]);
  assert.deepEqual(pilotLacks({ ...ready, infit: 1.31 }), ['fits_badly']);
});

test('pilot items never stand among the first three, nor last', () => {
  const random = seededRandom(24);
  const seen = new Set<number>();
  for (let turn = 0; turn < 300; turn++) {
    const positions = pilotPositions(random, 10, 3);
    assert.equal(new Set(positions).size, 3);
    for (const position of positions) seen.add(position);
  }
  assert.deepEqual(
    [...seen].sort((a, b) => a - b),
    [3, 4, 5, 6, 7, 8, 9, 10, 11],
  );
});
