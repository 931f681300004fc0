import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CallLimits, stepName, widened, widenedBy, widenings } from './widening.ts';

const PLAIN: CallLimits = {
  extraKm: 20,
  alertsPerPerson: 4,
  required: [],
  effort: 'light',
  gear: [],
};

test('the next two distances and twice the alerts; nothing to soften in a plain need', () => {
  assert.deepEqual(widenings(PLAIN), [
    { kind: 'distance', extraKm: 50 },
    { kind: 'distance', extraKm: 100 },
    { kind: 'budget', alertsPerPerson: 8 },
  ]);
});

test('at the thresholds nothing wider is offered', () => {
  assert.deepEqual(
    widenings({ ...PLAIN, extraKm: 199, alertsPerPerson: 49 }).map((step) => step.kind),
    ['distance', 'budget'],
  );
  assert.deepEqual(widenings({ ...PLAIN, extraKm: 200, alertsPerPerson: 50 }), []);
});

test('each condition, the effort and the gear are softened one at a time', () => {
  const limits: CallLimits = {
    ...PLAIN,
    extraKm: 200,
    alertsPerPerson: 50,
    required: [[1001, 1002], [1060]],
    effort: 'hard',
    gear: ['boat'],
  };
  const results = widenings(limits).map((step) => widened(limits, step));
  assert.deepEqual(results, [
    { ...limits, required: [[1060]] },
    { ...limits, required: [[1001, 1002]] },
    { ...limits, effort: 'moderate' },
    { ...limits, gear: [] },
  ]);
});

test('steps taken together: the longer of two distances, whatever their order; each has a name of its own', () => {
  const limits: CallLimits = { ...PLAIN, required: [[1], [2]], effort: 'hard', gear: ['boat'] };
  const steps = widenings(limits);
  const all = { ...limits, extraKm: 100, alertsPerPerson: 8, required: [], gear: [] };
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
  ]);
});
