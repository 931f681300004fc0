// Adaptive tests: our engine beside @bdelab/jscat on the same bank, the same people and the same answers
// in the same run; then exposure, areas, stopping, the tails over ten banks, guessing, and calibration.
import { seededRandom } from '#platform/kernel/random.ts';
import {
  type Accuracy,
  type Bank,
  calibrate,
  chancesUnderLimit,
  figures,
  nextItem,
  posteriorTable,
  recordAnswer,
  type SelectionRules,
  type StoppingRules,
  simulate,
  simulatedAnswers,
  standardNormal,
  startTest,
} from '#services/skills/index.ts';
import { AREAS, type Reference, reference } from './parts/cat-reference.ts';
import { jsCatTest } from './parts/jscat.ts';
import { printTable } from './parts/table.ts';

const LENGTH = 20;
const JSCAT_PEOPLE = 100;
const main = reference(20061);
const cpuMs = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e3;
};
const fixed = (value: number | undefined, digits = 4) => (value ?? Number.NaN).toFixed(digits);

function besideJsCat(): void {
  const { bank, thetas, answerOf } = main;
  const table = posteriorTable(bank);
  const theirs: ReturnType<typeof jsCatTest>[] = [];
  const theirMs = cpuMs(() => {
    for (let person = 0; person < JSCAT_PEOPLE; person++) {
      theirs.push(jsCatTest(bank, LENGTH, (item) => answerOf(person, item)));
    }
  });
  let apart = 0;
  let sameItems = 0;
  const ours: number[] = [];
  const oneTest = (person: number, check: boolean) => {
    const test = startTest(table);
    for (let n = 0; n < LENGTH; n++) {
      const item = nextItem(test);
      recordAnswer(test, item, answerOf(person, item));
      if (!check) continue;
      apart = Math.max(apart, Math.abs(test.estimate.theta - theirs[person]!.thetas[n]!));
      if (item === theirs[person]!.items[n]) sameItems++;
    }
    return test.estimate.theta;
  };
  for (let person = 0; person < JSCAT_PEOPLE; person++) ours.push(oneTest(person, true));
  const rounds = 10;
  const ourMs = cpuMs(() => {
    for (let round = 0; round < rounds; round++) {
      for (let person = 0; person < JSCAT_PEOPLE; person++) oneTest(person, false);
    }
  });
  const rmse = (estimates: readonly number[]) =>
    Math.sqrt(estimates.reduce((s, e, i) => s + (e - thetas[i]!) ** 2, 0) / estimates.length);
  const asked = JSCAT_PEOPLE * LENGTH;
  const theirPerItem = theirMs / asked;
  const ourPerItem = ourMs / rounds / asked;
  process.stdout.write(
    `EAP, maximum information, ${LENGTH} items of 300, ${JSCAT_PEOPLE} people\n`,
  );
  printTable(
    ['engine', 'RMSE', 'CPU ms an item', 'times faster'],
    [
      [
        '@bdelab/jscat',
        fixed(rmse(theirs.map((one) => one.thetas.at(-1)!)), 6),
        fixed(theirPerItem),
        '1',
      ],
      ['Renfort', fixed(rmse(ours), 6), fixed(ourPerItem), fixed(theirPerItem / ourPerItem, 0)],
    ],
  );
  process.stdout.write(
    `same item ${sameItems} times of ${asked}; abilities at most ${apart.toExponential(1)} apart\n`,
  );
}

function rules(): void {
  const { bank, thetas, answerOf } = main;
  const table = posteriorTable(bank);
  const areaShares = bank.areas.map(() => 1 / AREAS);
  const limit = 0.25;
  const length: StoppingRules = { length: LENGTH };
  const askedWhenSelected = chancesUnderLimit(
    table,
    thetas.length,
    answerOf,
    { selection: {}, stopping: length, limit, turns: 12 },
    seededRandom(2),
  );
  const cases: [string, SelectionRules, StoppingRules][] = [
    ['maximum information', {}, length],
    ['among the 5 best', { among: 5 }, length],
    ['5 areas', { areaShares }, length],
    ['at most 25 %', { limit }, length],
    ['at most 25 %, 5 areas', { limit, areaShares }, length],
    ['at most 25 %, progressive', { limit, progressiveOver: LENGTH }, length],
    ['the same, 5 areas', { limit, progressiveOver: LENGTH, areaShares }, length],
    ['Sympson-Hetter, 25 %', { askedWhenSelected }, length],
    ['65 % of success', { successRate: 0.65 }, length],
    ['until SE .32', {}, { length: 60, se: 0.32 }],
    ['until SE .40', {}, { length: 60, se: 0.4 }],
  ];
  const rows = cases.map(([label, selection, stopping]) => {
    let run: ReturnType<typeof simulate> | undefined;
    const ms = cpuMs(() => {
      run = simulate(table, thetas.length, answerOf, { selection, stopping }, seededRandom(1));
    });
    const { eap, meanLength, p95Length, exposure } = figures(run!, thetas);
    const asked = meanLength * thetas.length;
    return [
      label,
      fixed(eap.rmse),
      fixed(eap.bias),
      fixed(eap.coverage, 3),
      fixed(meanLength, 1),
      p95Length,
      fixed(exposure.most, 3),
      exposure.neverShown,
      fixed(exposure.overlap, 3),
      fixed(ms / asked),
    ];
  });
  process.stdout.write(`\n${thetas.length} people\n`);
  printTable(
    [
      'rule',
      'RMSE',
      'bias',
      'cover 95',
      'length',
      'p95',
      'most shown',
      'never',
      'overlap',
      'CPU ms an item',
    ],
    rows,
  );
}

function tails(): void {
  const runs = Array.from({ length: 10 }, (_, at) => scored(reference(1000 + at), 20));
  const mean = (value: (one: { eap: Accuracy; wle: Accuracy }) => number) =>
    runs.reduce((sum, run) => sum + value(run), 0) / runs.length;
  process.stdout.write('\nTen banks of 300 items, among the 5 best, 20 items\n');
  printTable(
    ['score', 'RMSE', 'bias below -1.5', 'bias above 1.5', 'cover 95'],
    (['eap', 'wle'] as const).map((score) => [
      score,
      fixed(mean((run) => run[score].rmse)),
      fixed(mean((run) => run[score].biasLow ?? 0)),
      fixed(mean((run) => run[score].biasHigh ?? 0)),
      fixed(
        mean((run) => run[score].coverage),
        3,
      ),
    ]),
  );
}

function scored({ bank, thetas, answerOf }: Reference, length: number) {
  const selection = { among: 5 };
  const run = simulate(
    posteriorTable(bank),
    thetas.length,
    answerOf,
    { selection, stopping: { length } },
    seededRandom(3),
  );
  return figures(run, thetas);
}

/** Items that can be guessed one time in five, scored as what they are and as if nobody guessed. */
function guessing(): void {
  const world = reference(20061, 0.2);
  const naive: Bank = { ...world.bank, c: new Float64Array(world.bank.size) };
  process.stdout.write('\nA choice among five (c = .2), 20 items\n');
  printTable(
    ['modelled as', 'RMSE', 'bias', 'cover 95'],
    [['3PL', world.bank] as const, ['2PL', naive] as const].map(([label, bank]) => {
      const { eap } = scored({ ...world, bank }, LENGTH);
      return [label, fixed(eap.rmse), fixed(eap.bias), fixed(eap.coverage, 3)];
    }),
  );
}

function calibration(): void {
  const rows = (
    [
      ['300 x 30, all asked', 300, 30, 0],
      ['2,000 x 40, all asked', 2_000, 40, 0],
      ['4,000 x 60, 15 asked of each', 4_000, 60, 0.75],
    ] as const
  ).flatMap(([label, people, items, missing]) =>
    (['2pl', '3pl', 'rasch'] as const).map((model) => {
      const random = seededRandom(7);
      const slopes = standardNormal(random, items);
      const truth = [...standardNormal(random, items)].map((b, i) => ({
        a: model === 'rasch' ? 1 : Math.exp(0.3 * slopes[i]!),
        b,
        c: model === '3pl' ? 0.2 : 0,
      }));
      const responses = simulatedAnswers(random, standardNormal(random, people), truth, missing);
      let result: ReturnType<typeof calibrate> | undefined;
      const ms = cpuMs(() => {
        result = calibrate(responses, { model });
      });
      if (!result?.ok) throw new Error(result?.error);
      const fit = result.value;
      const rmse = (value: (i: number) => number) =>
        Math.sqrt(truth.reduce((sum, _, i) => sum + value(i) ** 2, 0) / items);
      return [
        label,
        model,
        fixed(
          rmse((i) => fit.items[i]!.a - truth[i]!.a),
          3,
        ),
        fixed(
          rmse((i) => fit.items[i]!.b - truth[i]!.b),
          3,
        ),
        fit.cycles,
        Math.round(ms),
      ];
    }),
  );
  process.stdout.write('\nCalibration with standard errors\n');
  printTable(['answers', 'model', 'RMSE of a', 'RMSE of b', 'EM cycles', 'CPU ms'], rows);
}

besideJsCat();
rules();
tails();
guessing();
calibration();
