import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '#platform/kernel/random.ts';
import { meanOf, PRIOR } from './belief.ts';
import {
  bandOf,
  expectedFrom,
  FASTEST,
  habitsOf,
  learnPast,
  MOST_STRENGTH,
  NOTHING_LEARNED,
  type PastAnswers,
  SLOWEST,
  STRENGTH,
  wayOf,
} from './past-answers.ts';
import { answerDelay } from './response.ts';
import { NINE, simulateMany } from './simulation.ts';
import { planWave, waveSize } from './wave.ts';

/** One call-out of `count` people by SMS in the day, of whom a share says yes. */
function callOut(id: string, count: number, yes: number, over: Partial<PastAnswers> = {}) {
  const base = { callOut: id, way: 'sms', band: 'day', window: 600, ...over } as const;
  return [
    { ...base, count: yes, reply: 'yes', delay: 12 },
    { ...base, count: count - yes },
  ] satisfies PastAnswers[];
}

const general = meanOf(PRIOR);
const rateFrom = (past: readonly PastAnswers[], band: 'night' | 'day' | 'evening' = 'day') =>
  meanOf(expectedFrom(habitsOf(learnPast(past), band), []).prior);

test('hours of the day begin at 7, 18 and 22, where the people are', () => {
  const at = (time: string, zone = 'Europe/Paris') => bandOf(new Date(`2026-11-24T${time}Z`), zone);
  // Paris is one hour ahead in November.
  assert.deepEqual(
    ['05:59', '06:00', '16:59', '17:00', '20:59', '21:00'].map((time) => at(time)),
    ['night', 'day', 'day', 'evening', 'evening', 'night'],
  );
  assert.equal(at('06:00', 'Indian/Reunion'), 'day');
  assert.equal(at('02:59', 'Indian/Reunion'), 'night');
  assert.equal(at('03:00', 'Indian/Reunion'), 'day');
});

test('the way of a call', () => {
  assert.deepEqual([['email'], ['sms'], ['email', 'sms']].map(wayOf), ['email', 'sms', 'both']);
});

test('nothing known: the general prior, unchanged', () => {
  assert.deepEqual(expectedFrom(habitsOf([], 'night'), []), NOTHING_LEARNED);
  const facts = { now: 0, deadline: 120, places: 20, eligible: 900, invitations: [] };
  assert.deepEqual(planWave({ ...facts, expected: NOTHING_LEARNED }), planWave(facts));
});

test('one call-out moves the rate a little whatever its size, many move it to what they say', () => {
  const one = rateFrom(callOut('a', 100, 5));
  assert.ok(one < general && one > 0.11, `${one}`);
  assert.ok(Math.abs(one - rateFrom(callOut('a', 10_000, 500))) < 0.002, 'size counts in part');
  const many = rateFrom(Array.from({ length: 40 }, (_, i) => callOut(`c${i}`, 100, 5)).flat());
  assert.ok(Math.abs(many - 0.05) < 0.012, `${many}`);
  const few = rateFrom(callOut('a', 3, 0));
  assert.ok(few > 0.13 && few < general, `${few}`);
});

test('an hour without history leans on the other hours, an hour with one keeps its own', () => {
  const past = Array.from({ length: 30 }, (_, i) => [
    ...callOut(`d${i}`, 100, 30),
    ...callOut(`n${i}`, 100, 4, { band: 'night' }),
  ]).flat();
  const [day, night, evening] = [
    rateFrom(past),
    rateFrom(past, 'night'),
    rateFrom(past, 'evening'),
  ];
  assert.ok(day > 0.27 && night < 0.06, `${day} ${night}`);
  assert.ok(evening > night && evening < day, `${evening}`);
});

test('people whom a full need left no time to answer do not lower the rate', () => {
  const quick = (window: number) => rateFrom(callOut('a', 28, 2, { window }));
  assert.ok(quick(3) > quick(600) + 0.02, `${quick(3)} ${quick(600)}`);
});

test('the strength is bounded, and the rate stays within the bounds whatever is read', () => {
  for (const rate of [0, 0.01, 0.05, 0.15, 0.3, 0.9, 1]) {
    const { prior } = expectedFrom([{ way: 'sms', rate, pace: 9, called: 5 }], []);
    const strength = prior.yes + prior.other;
    assert.ok(strength >= STRENGTH - 1e-9 && strength <= MOST_STRENGTH + 1e-9, `${strength}`);
    assert.ok(meanOf(prior) >= 0.02 && meanOf(prior) <= 0.5);
  }
  const { pace, paceOf } = expectedFrom([{ way: 'sms', rate: 0.1, pace: 9, called: 5 }], []);
  assert.deepEqual([pace, paceOf.sms], [SLOWEST, SLOWEST]);
});

for (const real of [0.8, 1, 1.3]) {
  test(`a pace of ${real} is found from delays, cut short or not`, () => {
    const random = seededRandom(11);
    for (const window of [25, 600]) {
      const past = Array.from({ length: 1500 }, (_, i): PastAnswers => {
        const delay = Math.round(real * answerDelay(random.next() * 0.999));
        const base = { callOut: `${i % 9}`, way: 'sms', band: 'day', window, count: 1 } as const;
        return delay < window ? { ...base, reply: 'yes', delay } : base;
      });
      const { pace } = learnPast(past)[0]!;
      assert.ok(Math.abs(Math.log(pace / real)) < 0.16, `${pace} within ${window} minutes`);
    }
  });
}

test('a few slow answers change no pace, many do no more than the bounds allow', () => {
  const slow = (count: number) =>
    learnPast([
      { callOut: 'a', way: 'sms', band: 'day', window: 900, count, reply: 'no', delay: 120 },
    ])[0]!.pace;
  assert.ok(slow(1) < 1.15, `${slow(1)}`);
  assert.ok(Math.abs(slow(500) - SLOWEST) < 1e-9);
  assert.ok(FASTEST < 1 && SLOWEST > 1);
});

test('the rate follows the ways by which people are called now', () => {
  const habits = [
    { way: 'sms', rate: 0.3, pace: 0.8, called: 10 },
    { way: 'email', rate: 0.05, pace: 1.4, called: 10 },
  ] as const;
  const mails = Array.from({ length: 200 }, () => ({ sentAt: 0, channel: 'email' }));
  const before = expectedFrom(habits, []);
  const after = expectedFrom(habits, mails);
  assert.ok(Math.abs(meanOf(before.prior) - 0.175) < 1e-9);
  assert.ok(meanOf(after.prior) < 0.07 && after.pace > 1.3);
});

test('the silence of those who answer slowly says less', () => {
  const expected = expectedFrom(
    [
      { way: 'sms', rate: 0.15, pace: FASTEST, called: 500 },
      { way: 'email', rate: 0.15, pace: SLOWEST, called: 500 },
    ],
    [],
  );
  const send = (channel: string) =>
    planWave({
      now: 30,
      deadline: 120,
      places: 20,
      eligible: 2000,
      expected,
      invitations: Array.from({ length: 100 }, () => ({ sentAt: 0, channel })),
    }).send;
  assert.ok(send('sms') > send('email'), `${send('sms')} ${send('email')}`);
});

for (const scenario of NINE) {
  const { places, deadline, accept } = scenario;
  test(`wrong by three either way, the places are filled: ${places}, ${deadline} min, ${accept * 100} %`, () => {
    for (const [factor, pace, real] of [
      [1 / 3, 1, 1],
      [3, 1, 1],
      [3, FASTEST, SLOWEST],
      [1 / 3, SLOWEST, 1],
    ] as const) {
      const habit = { way: 'sms', rate: accept * factor, pace, called: 100 } as const;
      const expected = expectedFrom([habit], []);
      const { fillRate, mostConfirmed } = simulateMany(
        { ...scenario, pace: real },
        (state) => waveSize({ ...state, expected }),
        { runs: 100, random: seededRandom(3) },
      );
      assert.ok(fillRate >= 0.99, `${factor} ${pace}: filled in ${fillRate} of the runs`);
      assert.ok(mostConfirmed <= places);
    }
  });
}
