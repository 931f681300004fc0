import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { seededRandom } from '#platform/kernel/random.ts';
import { forecastCurve } from './forecast.ts';
import { NOTHING_LEARNED } from './past-answers.ts';
import { POLICIES } from './policies.ts';
import { answerDelay, answeredBy } from './response.ts';
import { NINE, simulate, simulateMany } from './simulation.ts';
import { outlookOf, planWave, waveSize } from './wave.ts';

/** Alerts per place not to exceed in the nine scenarios, in their order. */
const ALERTS_PER_PLACE = [31, 12, 6, 37, 15, 8, 25, 9, 5];

for (const [i, scenario] of NINE.entries()) {
  const name = `${scenario.places} places, ${scenario.deadline} min, ${scenario.accept * 100} %`;
  test(`the places are filled with few alerts: ${name}`, () => {
    const play = (policy: (typeof POLICIES)['adaptive']) =>
      simulateMany(scenario, policy, { runs: 200, random: seededRandom(42) });
    const waves = play(POLICIES.adaptive);
    assert.ok(waves.fillRate >= 0.99, `filled in ${waves.fillRate} of the runs`);
    assert.ok(waves.alertsPerPlace <= (ALERTS_PER_PLACE[i] as number), `${waves.alertsPerPlace}`);
    assert.ok(waves.mostConfirmed <= scenario.places);
    assert.ok(waves.turnedAway < play(POLICIES.broadcast).turnedAway);
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
    if (simulate({ ...scenario, accept: Math.min(accept, 0.45) }, POLICIES.adaptive, random).filled)
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
          assert.deepEqual([plan.send, plan.needed, plan.expectedMissing], [0, 0, 0]);
        }
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

test('the list is short when it holds one person fewer than are needed, not before', () => {
  const base = { now: 0, deadline: 120, places: 20, invitations: [] };
  const { needed } = planWave({ ...base, eligible: 5000 });
  assert.equal(planWave({ ...base, eligible: needed }).exhausted, false);
  const short = planWave({ ...base, eligible: needed - 1 });
  assert.equal(short.exhausted, true);
  assert.ok(short.send <= needed - 1);
});

test('few are called while a later wave can put things right, more when time is short', () => {
  const base = { now: 0, places: 20, eligible: 5000, invitations: [] };
  const waves = [240, 45, 20, 10].map((deadline) => planWave({ ...base, deadline }).send);
  assert.deepEqual(
    waves,
    [...waves].sort((a, b) => a - b),
  );
  assert.ok((waves[0] as number) < planWave({ ...base, deadline: 240 }).needed / 2);
  const urgent = planWave({ ...base, deadline: 10 });
  assert.ok(urgent.send >= urgent.needed);
});

test('nobody left to call: the places that stay empty are those that the silent will not take', () => {
  const base = { now: 0, deadline: 120, places: 20, eligible: 0 };
  const none = planWave({ ...base, invitations: [] });
  assert.equal(Math.round(none.expectedMissing * 1e9) / 1e9, 20);
  assert.equal(none.fillProbability, 0);
  assert.ok(none.exhausted);
  const asked = Array.from({ length: 40 }, () => ({ sentAt: 0 }));
  const waiting = planWave({ ...base, invitations: asked });
  assert.ok(
    waiting.expectedMissing > 12 && waiting.expectedMissing < 16,
    `${waiting.expectedMissing}`,
  );
  const over = planWave({ ...base, now: 2000, deadline: 2000, invitations: asked });
  assert.equal(Math.round(over.expectedMissing * 1e9) / 1e9, 20);
  assert.equal(over.exhausted, false, 'too late is not too few');
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
  const curve = forecastCurve(outlookOf(input));
  assert.deepEqual(curve[0], { at: 0, expected: 6, cautious: 6 });
  assert.equal(curve.at(-1)?.at, 120);
  for (const [i, point] of curve.entries()) {
    assert.ok(point.expected >= (curve[i - 1]?.expected ?? 0) && point.expected <= 18);
    assert.ok(point.cautious <= point.expected);
  }
  assert.ok((curve.at(-1)?.expected ?? 0) > 17, 'calling goes on until the places are filled');
  const alone = forecastCurve(outlookOf({ ...input, eligible: 0 })).at(-1);
  assert.ok((alone?.expected ?? 0) < 14, 'nobody is left to call');
  assert.ok((alone?.cautious ?? 18) < (alone?.expected ?? 0));
});

test('the alerts that are expected are those that the rule ends up sending', () => {
  const scenario = { places: 20, eligible: 2000, deadline: 120, decline: 0.1 };
  const expected = { ...NOTHING_LEARNED, prior: { yes: 60, other: 340 } };
  const { expectedAlerts } = planWave({ ...scenario, now: 0, invitations: [], expected });
  const { alertsPerPlace } = simulateMany(
    { ...scenario, accept: 0.15 },
    (state) => waveSize({ ...state, expected }),
    { runs: 100, random: seededRandom(5) },
  );
  assert.ok(
    Math.abs(alertsPerPlace * scenario.places - expectedAlerts) < 0.2 * expectedAlerts,
    `${alertsPerPlace * scenario.places} sent, ${expectedAlerts} expected`,
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
