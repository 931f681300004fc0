import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { seededRandom } from '#platform/kernel/random.ts';
import { answerDelay, answeredBy } from './response.ts';
import { adaptive, broadcast, type Policy, type Scenario, simulate } from './simulation.ts';
import { forecastCurve, planWave, poolExhausted } from './wave.ts';

const RUNS = 300;

/** Three of the nine published scenarios, and the alerts per place not to exceed in each. */
const SCENARIOS: readonly (Scenario & { alertsPerPlace: number })[] = [
  { places: 20, eligible: 1000, deadline: 120, accept: 0.05, decline: 0.06, alertsPerPlace: 34 },
  { places: 20, eligible: 1000, deadline: 45, accept: 0.15, decline: 0.12, alertsPerPlace: 17 },
  { places: 100, eligible: 5000, deadline: 240, accept: 0.15, decline: 0.12, alertsPerPlace: 10 },
];

function play(scenario: Scenario, policy: Policy, runs = RUNS) {
  const random = seededRandom(42);
  const results = Array.from({ length: runs }, () => simulate(scenario, policy, random));
  const mean = (value: (run: (typeof results)[number]) => number) =>
    results.reduce((sum, run) => sum + value(run), 0) / runs;
  return {
    fill: mean((run) => (run.filled ? 1 : 0)),
    alertsPerPlace: mean((run) => run.alerts) / scenario.places,
    turnedAway: mean((run) => run.turnedAway),
    most: Math.max(...results.map((run) => run.confirmed)),
  };
}

for (const scenario of SCENARIOS) {
  const name = `${scenario.places} places, ${scenario.deadline} min, ${scenario.accept * 100} %`;
  test(`adaptive waves fill the places with fewer alerts than calling everyone: ${name}`, () => {
    const waves = play(scenario, adaptive);
    const everyone = play(scenario, broadcast);
    assert.ok(waves.fill >= 0.99, `filled in ${waves.fill} of the runs`);
    assert.ok(waves.alertsPerPlace <= scenario.alertsPerPlace, `${waves.alertsPerPlace} per place`);
    assert.ok(waves.alertsPerPlace < everyone.alertsPerPlace * 0.8);
    assert.ok(waves.turnedAway < everyone.turnedAway);
    assert.ok(waves.most <= scenario.places);
  });
}

test('the forecast is right on average when the rate is as uncertain as the rule believes', () => {
  const random = seededRandom(7);
  const scenario = { places: 20, eligible: 200, deadline: 90, decline: 0.05 };
  const { fillProbability } = planWave({ ...scenario, now: 0, invitations: [] });
  let filled = 0;
  const runs = 400;
  for (let i = 0; i < runs; i++) {
    // A Beta(1.5, 8.5) draw, by rejection.
    let accept = 0;
    do accept = random.next();
    while (random.next() > (Math.sqrt(accept) * (1 - accept) ** 7.5) / 0.149);
    if (simulate({ ...scenario, accept: Math.min(accept, 0.45) }, adaptive, random).filled)
      filled++;
  }
  assert.ok(
    Math.abs(filled / runs - fillProbability) < 0.12,
    `${filled / runs} / ${fillProbability}`,
  );
});

test('a plan never asks for more people than can be called, and stops when the places are taken', () => {
  const invitation = fc.record(
    {
      sentAt: fc.integer({ min: 0, max: 60 }),
      reply: fc.constantFrom('yes' as const, 'no' as const),
    },
    { requiredKeys: ['sentAt'] },
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 0, max: 5000 }),
      fc.array(invitation, { maxLength: 200 }),
      fc.integer({ min: -30, max: 300 }),
      (places, eligible, invitations, left) => {
        const input = { now: 60, deadline: 60 + left, places, eligible, invitations };
        const plan = planWave(input);
        assert.ok(Number.isInteger(plan.send) && plan.send >= 0 && plan.send <= eligible);
        assert.ok(plan.fillProbability >= 0 && plan.fillProbability <= 1);
        assert.ok(plan.expectedAlerts >= 0 && plan.expectedAlerts <= eligible);
        const yes = invitations.filter(({ reply }) => reply === 'yes').length;
        if (yes >= places) {
          assert.equal(plan.fillProbability, 1);
          assert.deepEqual([plan.send, plan.wish, plan.expectedMissing], [0, 0, 0]);
        }
        assert.ok(plan.wish >= plan.send);
        assert.ok(plan.expectedMissing >= 0 && plan.expectedMissing <= places);
        if (left <= 0) assert.equal(plan.send, 0);
        assert.deepEqual(planWave(input), plan);
      },
    ),
  );
});

test('replies lower or raise the next wave', () => {
  const at = (reply?: 'yes' | 'no') => (reply ? { sentAt: 0, reply } : { sentAt: 0 });
  const plan = (invitations: readonly { sentAt: number; reply?: 'yes' | 'no' }[]) =>
    planWave({ now: 30, deadline: 120, places: 20, eligible: 1000, invitations }).send;
  const silent = Array.from({ length: 150 }, () => at());
  const eager = [...silent.slice(15), ...Array.from({ length: 15 }, () => at('yes'))];
  assert.ok(plan(silent) > 100, 'nobody answers: call many more');
  assert.ok(plan(eager) < 20, 'nearly full: call few');
});

test('the pool is exhausted when it holds one person fewer than the wave wants, not before', () => {
  const base = { now: 0, deadline: 120, places: 20, invitations: [] };
  const { wish } = planWave({ ...base, eligible: 5000 });
  const enough = planWave({ ...base, eligible: wish });
  const short = planWave({ ...base, eligible: wish - 1 });
  assert.equal(poolExhausted(enough), false);
  assert.equal(poolExhausted(short), true);
  assert.deepEqual([short.send, short.wish], [wish - 1, wish]);
});

test('nobody left to call: the places that stay empty are those that the silent will not take', () => {
  const base = { now: 0, deadline: 120, places: 20, eligible: 0 };
  const none = planWave({ ...base, invitations: [] });
  assert.equal(Math.round(none.expectedMissing * 1e9) / 1e9, 20);
  assert.equal(none.fillProbability, 0);
  assert.ok(poolExhausted(none));
  const asked = Array.from({ length: 40 }, () => ({ sentAt: 0 }));
  const waiting = planWave({ ...base, invitations: asked });
  assert.ok(
    waiting.expectedMissing > 12 && waiting.expectedMissing < 16,
    `${waiting.expectedMissing}`,
  );
  const over = planWave({ ...base, now: 2000, deadline: 2000, invitations: asked });
  assert.equal(Math.round(over.expectedMissing * 1e9) / 1e9, 20);
  assert.equal(poolExhausted(over), false, 'too late is not too few');
});

test('absences are expected in the number called, not in the chance to fill the places', () => {
  const base = { now: 0, deadline: 120, places: 20, eligible: 150, invitations: [] };
  const plan = planWave({ ...base, noShow: 0.3 });
  assert.equal(plan.fillProbability, planWave(base).fillProbability);
  assert.equal(plan.expectedMissing, planWave(base).expectedMissing);
});

test('the curve starts at the yes there are, rises, stays under the places, and caution is below', () => {
  const invitations = [
    ...Array.from({ length: 6 }, () => ({ sentAt: 0, reply: 'yes' as const })),
    ...Array.from({ length: 30 }, () => ({ sentAt: 0 })),
  ];
  const input = { now: 20, deadline: 140, places: 18, eligible: 500, invitations };
  const curve = forecastCurve(input, 40);
  assert.deepEqual(curve[0], { at: 20, expected: 6, cautious: 6 });
  assert.equal(curve.at(-1)?.at, 140);
  for (const [i, point] of curve.entries()) {
    assert.ok(point.expected >= (curve[i - 1]?.expected ?? 0) && point.expected <= 18);
    assert.ok(point.cautious <= point.expected);
  }
  assert.ok((curve.at(-1)?.cautious ?? 18) < (curve.at(-1)?.expected ?? 0));
  const more = forecastCurve({ ...input, places: 100 }, 80).at(-1);
  assert.ok(
    (more?.expected ?? 0) >
      (forecastCurve({ ...input, places: 100 }, 0).at(-1)?.expected ?? 0) + 10,
  );
});

test('expected absences ask for more people', () => {
  const base = { now: 0, deadline: 120, places: 20, eligible: 5000, invitations: [] };
  assert.ok(planWave({ ...base, noShow: 0.3 }).send > planWave(base).send * 1.3);
});

test('the latency curve and its inverse agree', () => {
  assert.ok(Math.abs(answeredBy(12.5) - 0.5) < 0.01);
  assert.ok(Math.abs(answeredBy(60) - 0.82) < 0.01);
  for (const share of [0.05, 0.3, 0.7, 0.95]) {
    assert.ok(Math.abs(answeredBy(answerDelay(share)) - share) < 0.001);
  }
});
