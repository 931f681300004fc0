import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays } from '#platform/kernel/dates.ts';
import { allows } from '#platform/kernel/transitions.ts';
import {
  APPLICATION,
  type ApplicationEvent,
  type ApplicationState,
  type DatedLabelEvent,
  IN_REVIEW,
  LABEL,
  type LabelEvent,
  labelOn,
  lastDayOfLabel,
  lastDayOfRenewal,
  mayRead,
  mayRenew,
  reminderDue,
  WRITABLE,
} from './label.ts';

const granted: DatedLabelEvent = { event: 'grant', day: '2026-03-01', until: '2029-02-28' };

test('a label lasts three years, to the eve of the same date', () => {
  for (const [day, last] of [
    ['2026-11-24', '2029-11-23'],
    ['2026-01-01', '2028-12-31'],
    ['2024-02-29', '2027-02-28'],
    ['2025-03-01', '2028-02-29'],
  ] as const) {
    assert.equal(lastDayOfLabel(day), last);
  }
  assert.equal(lastDayOfRenewal('2029-02-28'), '2032-02-29');
});

test('what a label was on a day follows from its events', () => {
  const suspended: DatedLabelEvent = { event: 'suspend', day: '2027-05-10', until: null };
  const restored: DatedLabelEvent = { event: 'restore', day: '2027-06-01', until: null };
  const events = [granted, suspended, restored];
  for (const [day, state] of [
    ['2026-02-28', 'none'],
    ['2026-03-01', 'labelled'],
    ['2027-05-09', 'labelled'],
    ['2027-05-10', 'suspended'],
    ['2027-05-31', 'suspended'],
    ['2027-06-01', 'labelled'],
    ['2029-02-28', 'labelled'],
    ['2029-03-01', 'expired'],
  ] as const) {
    assert.equal(labelOn(events, day).state, state, day);
  }
});

test('a suspended label expires like another, and a renewal prolongs it from its last day', () => {
  const suspended: DatedLabelEvent = { event: 'suspend', day: '2028-01-01', until: null };
  assert.equal(labelOn([granted, suspended], '2029-03-01').state, 'expired');
  const renewed: DatedLabelEvent = { event: 'renew', day: '2028-12-01', until: '2032-02-29' };
  assert.deepEqual(labelOn([granted, renewed], '2030-01-01'), {
    state: 'labelled',
    until: '2032-02-29',
  });
});

test('a label is granted again after its end, whether or not the clock wrote that end', () => {
  const again: DatedLabelEvent = { event: 'grant', day: '2029-04-01', until: '2032-03-31' };
  const written: DatedLabelEvent = { event: 'expire', day: '2029-03-01', until: null };
  for (const events of [
    [granted, again],
    [granted, written, again],
  ]) {
    assert.equal(labelOn(events, '2029-03-15').state, 'expired');
    assert.equal(labelOn(events, '2029-04-01').state, 'labelled');
  }
});

test('no sequence of events labels a space without a grant, or past its last day', () => {
  const events = ['grant', 'renew', 'suspend', 'restore', 'expire', 'withdraw'] as const;
  const steps = fc.array(fc.tuple(fc.constantFrom(...events), fc.nat(900)), { maxLength: 12 });
  fc.assert(
    fc.property(steps, fc.nat(4000), (drawn, wait) => {
      let day = '2026-01-01';
      const history = drawn.map(([event, gap]: readonly [LabelEvent, number]): DatedLabelEvent => {
        day = addDays(day, gap);
        const isDated = event === 'grant' || event === 'renew';
        return { event, day, until: isDated ? lastDayOfLabel(day) : null };
      });
      const asked = addDays('2026-01-01', wait);
      const label = labelOn(history, asked);
      const past = history.filter((one) => one.day <= asked);
      if (label.state !== 'labelled') return;
      assert.ok(past.some(({ event }) => event === 'grant'));
      assert.ok(label.until !== null && label.until >= asked);
    }),
  );
});

test('renewal opens six months before the end, reminders come at 183, 90 and 30 days', () => {
  const label = labelOn([granted], '2028-01-01');
  assert.equal(mayRenew(label, addDays('2029-02-28', -184)), false);
  assert.equal(mayRenew(label, addDays('2029-02-28', -183)), true);
  assert.equal(mayRenew({ state: 'expired', until: '2029-02-28' }, '2029-03-02'), false);
  const due = [184, 183, 91, 90, 31, 30, 0, -1].map(reminderDue);
  assert.deepEqual(due, [undefined, 183, 183, 90, 90, 30, 30, undefined]);
});

test('every event of a label leads somewhere, and a withdrawal is only undone by a new grant', () => {
  assert.deepEqual(Object.keys(LABEL.withdrawn), ['grant']);
  assert.ok(!allows(LABEL, 'suspended', 'renew'));
});

test('nobody reads an application twice, whatever the order of events', () => {
  const events: readonly ApplicationEvent[] = [
    'submit',
    'ask_changes',
    'give_opinion',
    'grant',
    'refuse',
    'appeal',
    'uphold',
    'withdraw',
  ];
  const readers = ['ana', 'ben', 'cleo'];
  const act = fc.tuple(fc.constantFrom(...events), fc.constantFrom(...readers));
  fc.assert(
    fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
      let state: ApplicationState = 'draft';
      let firstReader: string | null = null;
      let secondReader: string | null = null;
      const deciders: string[] = [];
      for (const [event, reader] of acts) {
        const next: ApplicationState | undefined = APPLICATION[state][event];
        if (!next) continue;
        const isReading = IN_REVIEW.has(state) && event !== 'withdraw';
        if (isReading && !mayRead(state, { firstReader, secondReader }, reader)) continue;
        if (event === 'give_opinion') firstReader = reader;
        if (state === 'second_reading' && (event === 'grant' || event === 'refuse')) {
          secondReader = reader;
        }
        if (event === 'grant' || event === 'refuse' || event === 'uphold') deciders.push(reader);
        state = next;
      }
      assert.equal(new Set(deciders).size, deciders.length);
      if (deciders.length > 0) assert.ok(!deciders.includes(firstReader ?? ''));
      assert.ok(!(WRITABLE.has(state) && IN_REVIEW.has(state)));
    }),
  );
});
