import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '#platform/kernel/random.ts';
import { simulatedAnswers, standardNormal } from '../simulation/people.ts';
import { type CalibrationOptions, calibrate } from './calibrate.ts';
import { expectation } from './expectation.ts';
import { curvature } from './observed-information.ts';
import { type Design, fromVector, layoutOf, logPrior, toVector } from './parameters.ts';
import { patternsOf, type Responses } from './responses.ts';

function fitted(responses: Responses, options: CalibrationOptions) {
  const result = calibrate(responses, options);
  assert.ok(result.ok);
  assert.ok(result.value.converged);
  return result.value;
}

function responsesOf(rows: string[]): Responses {
  const items = [...rows[0]!].map((_, at) => `i${at + 1}`);
  const values = Int8Array.from(rows.join(''), (mark) => (mark === '.' ? -1 : Number(mark)));
  return { items, people: rows.length, values };
}

/** Root of the mean of the squares. */
const rms = (values: number[]) =>
  Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);

test('gradient and observed information are the derivatives of the log-posterior', () => {
  const random = seededRandom(7);
  const items = [-1, 0, 1, 0.5].map((b) => ({ a: 1.5, b, c: 0.2 }));
  const responses = simulatedAnswers(random, standardNormal(random, 150), items, 0.1);
  const patterns = patternsOf(responses, [0, 1, 2, 3]);
  const all = new Uint8Array(4).fill(1);
  const design: Design = {
    size: 4,
    freeSlope: all,
    freeIntercept: all,
    freeGuess: all,
    freeMean: true,
    freeSd: true,
    slopePrior: { mean: 0, sd: 0.5 },
    guessPrior: { alpha: 5, beta: 17 },
    interceptPriorSd: 3,
  };
  const layout = layoutOf(design);
  const p = {
    slope: new Float64Array([1, 1.5, 2, 3]),
    intercept: new Float64Array([1, 0, -1, 0.5]),
    guess: new Float64Array([-1.5, -1, -2, -4]),
    mean: 0.2,
    logSd: 0.1,
  };
  const vector = toVector(p, layout);
  const at = (v: Float64Array) => {
    const moved = fromVector(v, p, layout);
    const expected = expectation(patterns, moved);
    return {
      height: expected.logLikelihood + logPrior(moved, design),
      ...curvature(patterns, expected, moved, design, layout),
    };
  };
  const here = at(vector);
  const h = 1e-5;
  for (let i = 0; i < layout.length; i++) {
    const up = at(vector.map((value, j) => (i === j ? value + h : value)));
    const down = at(vector.map((value, j) => (i === j ? value - h : value)));
    assert.ok(Math.abs((up.height - down.height) / (2 * h) - here.gradient[i]!) < 1e-4);
    for (let j = 0; j < layout.length; j++) {
      const slope = -(up.gradient[j]! - down.gradient[j]!) / (2 * h);
      const information = here.information[i * layout.length + j]!;
      assert.ok(Math.abs(slope - information) < 1e-4 * (1 + Math.abs(information)), `${i} ${j}`);
    }
  }
});

test('a fit cannot be bettered by moving any parameter', () => {
  const random = seededRandom(3);
  const items = [-1, -0.3, 0.2, 0.8, 1.5].map((b, i) => ({ a: 0.7 + i / 4, b, c: 0 }));
  const responses = simulatedAnswers(random, standardNormal(random, 400), items, 0.2);
  const fit = fitted(responses, { model: '2pl' });
  const p = {
    slope: Float64Array.from(fit.items, (item) => item!.a),
    intercept: Float64Array.from(fit.items, (item) => -item!.a * item!.b),
    guess: new Float64Array(5).fill(Number.NEGATIVE_INFINITY),
    mean: 0,
    logSd: 0,
  };
  for (const name of ['slope', 'intercept'] as const) {
    for (let item = 0; item < 5; item++) {
      for (const by of [-1e-3, 1e-3]) {
        const moved = { ...p, [name]: p[name].map((v, i) => (i === item ? v + by : v)) };
        assert.ok(expectation(fit.patterns, moved).logLikelihood < fit.logLikelihood);
      }
    }
  }
});

test('true parameters are found again, within their standard errors, items asked of a quarter', () => {
  const random = seededRandom(11);
  const items = Array.from({ length: 40 }, (_, i) => ({
    a: 0.6 + (i % 5) * 0.3,
    b: -2 + i / 10,
    c: 0,
  }));
  const fit = fitted(simulatedAnswers(random, standardNormal(random, 2_500), items, 0.6), {
    model: '2pl',
  });
  const errors = fit.items.map((item, i) => (item!.b - items[i]!.b) / item!.seB!);
  assert.ok(rms(errors) > 0.7 && rms(errors) < 1.3, `errors over se ${rms(errors)}`);
  assert.ok(rms(fit.items.map((item, i) => item!.a - items[i]!.a)) < 0.15);
  assert.equal(fit.people, 2_500);
});

test('guessing that is there is found, and difficulty is not taken for it', () => {
  const random = seededRandom(12);
  const items = Array.from({ length: 20 }, (_, i) => ({ a: 1.3, b: -2 + i / 5, c: 0.2 }));
  const responses = simulatedAnswers(random, standardNormal(random, 1_500), items);
  const error = (options: CalibrationOptions) =>
    rms(fitted(responses, options).items.map((item, i) => item!.b - items[i]!.b));
  const free = fitted(responses, { model: '3pl' }).items;
  assert.ok(rms(free.map((item, i) => item!.b - items[i]!.b)) < 0.25);
  assert.ok(error({ model: '3pl', fixedGuess: 0.2 }) < 0.15);
  assert.ok(error({ model: '2pl' }) > 0.3);
  const hard = free.slice(10).map((item) => item!.c - 0.2);
  assert.ok(rms(hard) < 0.07);
});

test('anchors carry their scale to new items and to stronger people', () => {
  const random = seededRandom(13);
  const items = Array.from({ length: 20 }, (_, i) => ({ a: 1 + (i % 3) / 4, b: -2 + i / 5, c: 0 }));
  const people = standardNormal(random, 3_000).map((theta) => 0.8 + 0.7 * theta);
  const responses = simulatedAnswers(random, people, items);
  const anchors = new Map(items.slice(0, 12).map((item, i) => [responses.items[i]!, item]));
  const fit = fitted(responses, { model: '2pl', anchors });
  assert.ok(Math.abs(fit.mean - 0.8) < 0.05 && Math.abs(fit.sd - 0.7) < 0.05);
  fit.items.forEach((item, i) => {
    assert.equal(item!.anchored, i < 12);
    if (i < 12) assert.ok(item!.a === items[i]!.a && Math.abs(item!.b - items[i]!.b) < 1e-12);
    else assert.ok(Math.abs(item!.b - items[i]!.b) < 4 * item!.seB!);
  });
});

test('rasch: all discriminations are one, and the people have the spread', () => {
  const random = seededRandom(14);
  const items = Array.from({ length: 15 }, (_, i) => ({ a: 1, b: -1.5 + i / 5, c: 0 }));
  const people = standardNormal(random, 2_000).map((theta) => 1.6 * theta);
  const fit = fitted(simulatedAnswers(random, people, items), { model: 'rasch' });
  assert.ok(Math.abs(fit.sd - 1.6) < 0.1);
  assert.ok(fit.items.every((item) => item!.a === 1 && item!.seA === undefined));
  assert.ok(rms(fit.items.map((item, i) => item!.b - items[i]!.b)) < 0.12);
});

test('an item that everybody got right is left out, rows without an answer count for nothing', () => {
  const rows = ['1111', '1111', '1110', '1000', '1000', '1000', '1100', '1111', '1011', '....'];
  const fit = fitted(responsesOf(rows), { model: 'rasch' });
  assert.equal(fit.items[0], undefined);
  assert.deepEqual(fit.tallies[0], { answered: 9, right: 9 });
  assert.equal(fit.people, 9);
  assert.ok(fit.items.slice(1).every((item) => item !== undefined));
});

test('people who are counted twice are two people', () => {
  const rows = ['111', '111', '110', '000', '001', '111', '000', '000', '101', '100'];
  const once = fitted(responsesOf(rows), { model: 'rasch' });
  const twice = fitted(responsesOf([...rows, ...rows]), { model: 'rasch' });
  assert.ok(Math.abs(twice.logLikelihood - 2 * once.logLikelihood) < 1e-6);
});

test('a copied item and a reversed one do not stop the others', () => {
  const random = seededRandom(15);
  const items = [-1, -0.5, 0, 0.5, 1, 1.5].map((b, i) => ({ a: i === 5 ? -1.2 : 1.2, b, c: 0 }));
  const responses = simulatedAnswers(random, standardNormal(random, 600), items);
  const reversed = fitted(responses, { model: '2pl' });
  assert.ok(reversed.items[5]!.a < -0.7);
  for (let row = 0; row < 600; row++) responses.values[row * 6 + 1] = responses.values[row * 6]!;
  const copied = fitted(responses, { model: '2pl' });
  const runaways = copied.items.flatMap((item) => (item!.runaway ? [item!.id] : []));
  assert.deepEqual(runaways, ['i1', 'i2']);
  assert.ok(copied.items.slice(2).every((item) => item!.seA! > 0 && item!.seB! > 0));
});

test('people who cannot be told apart have no spread, and the items are still placed', () => {
  const rows = ['101', '011', '110', '100', '001', '010', '101', '100', '011', '110'];
  const fit = fitted(responsesOf(rows), { model: 'rasch' });
  assert.ok(fit.sd < 0.05);
  // Six of ten got the first item right.
  assert.ok(Math.abs(fit.items[0]!.b + Math.log(6 / 4)) < 0.01);
});

test('too little is refused', () => {
  const refused = (rows: string[], model: '2pl' | 'rasch') => {
    const result = calibrate(responsesOf(rows), { model });
    return result.ok ? undefined : result.error;
  };
  assert.equal(refused(['..', '..'], 'rasch'), 'no_answers');
  assert.equal(refused(['10', '01'], '2pl'), 'too_few_items');
  assert.equal(refused(['11', '10'], 'rasch'), 'too_few_items');
});
