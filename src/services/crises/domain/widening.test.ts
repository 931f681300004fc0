import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CallLimits, stepName, widenedBy, widenings } from './widening.ts';

const PLAIN: CallLimits = {
  extraKm: 20,
  alertsPerPerson: 4,
  required: [],
  effort: 'light',
  gear: [],
  laterHours: 0,
};
/** 1003 holds 1002, which holds 1001. */
const nearest = (ability: number) => (ability > 1001 && ability < 1060 ? [ability - 1] : []);
const LATER = [
  { kind: 'later', hours: 8 },
  { kind: 'later', hours: 24 },
] as const;

test('the next two distances, twice the alerts, two later hours; nothing to soften in a plain need', () => {
  assert.deepEqual(widenings(PLAIN, nearest), [
    { kind: 'distance', extraKm: 50 },
    { kind: 'distance', extraKm: 100 },
    { kind: 'budget', alertsPerPerson: 8 },
    ...LATER,
  ]);
});

test('at the thresholds nothing wider is offered', () => {
  assert.deepEqual(
    widenings({ ...PLAIN, extraKm: 199, alertsPerPerson: 49, laterHours: 23 }, nearest).map(
      (step) => step.kind,
    ),
    ['distance', 'budget', 'later'],
  );
  const most = { ...PLAIN, extraKm: 200, alertsPerPerson: 50, laterHours: 24 };
  assert.deepEqual(widenings(most, nearest), []);
});

test('each condition, the effort and the gear are softened one at a time', () => {
  const limits: CallLimits = {
    ...PLAIN,
    extraKm: 200,
    alertsPerPerson: 50,
    required: [[1001, 1003], [1060]],
    effort: 'hard',
    gear: ['boat'],
  };
  const results = widenings(limits, nearest).map((step) => widenedBy(limits, [step]));
  assert.deepEqual(results, [
    { ...limits, required: [[1001, 1003, 1002], [1060]] },
    { ...limits, required: [[1060]] },
    { ...limits, required: [[1001, 1003]] },
    { ...limits, effort: 'moderate' },
    { ...limits, gear: [] },
    { ...limits, laterHours: 8 },
    { ...limits, laterHours: 24 },
  ]);
});

test('steps taken together: the longer of two distances and of two delays, whatever their order; each has a name of its own', () => {
  const limits: CallLimits = { ...PLAIN, required: [[1], [2]], effort: 'hard', gear: ['boat'] };
  const steps = widenings(limits, nearest);
  const all = {
    ...limits,
    extraKm: 100,
    alertsPerPerson: 8,
    required: [],
    gear: [],
    laterHours: 24,
  };
  assert.deepEqual(widenedBy(limits, steps), { ...all, effort: 'moderate' });
  assert.deepEqual(widenedBy(limits, steps.toReversed()), { ...all, effort: 'moderate' });
  assert.deepEqual(widenedBy(limits, []), limits);
  const names = steps.map((step) => stepName(limits, step));
  assert.deepEqual(names, [
    'distance-50',
    'distance-100',
    'budget',
    'skill-0',
    'skill-1',
    'effort',
    'gear',
    'later-8',
    'later-24',
  ]);
  const two: CallLimits = { ...PLAIN, required: [[1003], [1002]] };
  const accepted = widenings(two, nearest).filter(({ kind }) => kind === 'accept');
  assert.deepEqual(
    accepted.map((step) => stepName(two, step)),
    ['accept-0-1002', 'accept-1-1001'],
  );
  assert.deepEqual(widenedBy(two, accepted).required, [
    [1003, 1002],
    [1002, 1001],
  ]);
});
