import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Fact } from './evidence.ts';
import { registerChange } from './facts-of-record.ts';
import {
  addMonths,
  countsAsEligible,
  DUE_DAYS,
  LIFE,
  LIFE_EVENTS,
  LIFE_STATES,
  type LifeState,
  mayRenew,
  type Parts,
  REVIEW_EVENTS,
  reviewMove,
  secondReviewerAmong,
} from './life.ts';

const nobody: Parts = {
  state: 'needs_review',
  askedBy: 'asker',
  reviewer: null,
  secondReviewer: null,
  proposedBy: null,
};

test('whatever happens, one person alone never turns a decision of the rules or of a reviewer round', () => {
  const people = ['asker', 'one', 'two', 'three'];
  const step = fc.record({
    event: fc.constantFrom(...REVIEW_EVENTS, 'appeal', 'answer'),
    by: fc.constantFrom(...people),
  });
  const start = fc.constantFrom<LifeState>('auto_eligible', 'auto_excluded', 'needs_review');
  fc.assert(
    fc.property(start, fc.array(step, { maxLength: 12 }), (state, steps) => {
      let parts: Parts = { ...nobody, state };
      for (const { event, by } of steps) {
        const before = parts;
        if (event === 'appeal' || event === 'answer') {
          const next = LIFE[parts.state][event];
          if (next) parts = { ...parts, state: next };
          continue;
        }
        const next = reviewMove(parts, event, by);
        if (!next.ok) continue;
        assert.notEqual(by, 'asker');
        parts = {
          ...parts,
          state: next.value,
          reviewer: ['admit', 'exclude', 'confirm'].includes(event) ? by : parts.reviewer,
          proposedBy: event === 'propose' ? by : parts.proposedBy,
        };
        const turned = countsAsEligible(before.state) !== countsAsEligible(parts.state);
        if (turned && before.state !== 'needs_review') {
          assert.notEqual(by, before.state === 'appealed' ? before.reviewer : before.proposedBy);
          assert.ok(['confirm', 'reverse'].includes(event), `${before.state} ${event}`);
        }
      }
    }),
  );
});

test('every state can be reached, ends or has a way on, and what waits for a person has a due date', () => {
  const reached = new Set<LifeState>(['auto_eligible', 'auto_excluded', 'needs_review']);
  for (let size = 0; size < reached.size; ) {
    size = reached.size;
    for (const state of reached) for (const next of Object.values(LIFE[state])) reached.add(next);
  }
  assert.deepEqual([...reached].sort(), [...LIFE_STATES].sort());
  for (const state of [
    'needs_review',
    'more_information',
    'to_admit',
    'to_exclude',
    'appealed',
  ] as const) {
    assert.ok(DUE_DAYS[state], state);
  }
  // What counts can always be taken away, and always ends.
  for (const state of LIFE_STATES.filter(countsAsEligible)) {
    assert.equal(LIFE[state].revoke, 'revoked', state);
  }
  assert.ok(LIFE_EVENTS.every((event) => LIFE_STATES.some((state) => LIFE[state][event])));
});

test('an appeal goes to the named second reviewer, and to nobody who has acted before', () => {
  const appealed: Parts = { ...nobody, state: 'appealed', reviewer: 'one', secondReviewer: 'two' };
  const error = (parts: Parts, by: string) => {
    const move = reviewMove(parts, 'reverse', by);
    return move.ok ? null : move.error;
  };
  assert.equal(error(appealed, 'one'), 'second_person');
  assert.equal(error(appealed, 'three'), 'other_reviewer');
  assert.equal(error(appealed, 'asker'), 'own_request');
  assert.equal(error(appealed, 'two'), null);
  assert.equal(error({ ...appealed, secondReviewer: null }, 'three'), null);
  assert.equal(
    error({ ...appealed, secondReviewer: null, proposedBy: 'three' }, 'three'),
    'second_person',
  );
  const candidates = ['one', 'two', 'three', 'four'].map((accountId) => ({
    accountId,
    open: accountId === 'two' ? 3 : 1,
  }));
  assert.equal(secondReviewerAmong(candidates, { ...nobody, reviewer: 'one' }), 'four');
  assert.equal(secondReviewerAmong(candidates.slice(0, 1), { ...nobody, reviewer: 'one' }), null);
});

test('terms: months keep the day, renewals open sixty days before the end', () => {
  assert.equal(addMonths('2026-11-24', 24), '2028-11-24');
  assert.equal(addMonths('2024-02-29', 24), '2026-02-28');
  assert.equal(addMonths('2026-08-31', 1), '2026-09-30');
  assert.equal(mayRenew('eligible', '2028-11-24', '2028-09-24'), false);
  assert.equal(mayRenew('eligible', '2028-11-24', '2028-09-25'), true);
  assert.equal(mayRenew('excluded', null, '2026-11-24'), true);
  assert.equal(mayRenew('needs_review', null, '2026-11-24'), false);
});

test('the register is compared by what counts: its end, its purpose, not its spelling of a date', () => {
  const facts = (...values: [Fact['kind'], string][]): Fact[] =>
    values.map(([kind, value]) => ({
      kind,
      value,
      source: 'rna_waldec',
      sourceDate: '2026-01-01',
    }));
  const then = facts(['name', 'CLUB'], ['object_text', 'échecs'], ['position', 'A']);
  assert.equal(
    registerChange(
      then,
      then.map((fact) => ({ ...fact, sourceDate: '2026-02-02' })),
    ),
    undefined,
  );
  assert.equal(
    registerChange(then, facts(['name', 'CLUB DU VAL'], ['object_text', 'échecs'])),
    undefined,
  );
  assert.equal(
    registerChange(then, facts(['object_text', 'culte'], ['position', 'A'])),
    'new_object',
  );
  assert.equal(registerChange(then, [...then, ...facts(['object_code', '040000'])]), 'new_object');
  assert.equal(
    registerChange(then, facts(['object_text', 'culte'], ['position', 'D'])),
    'dissolved',
  );
  assert.equal(
    registerChange(then, [...then, ...facts(['dissolved_on', '2026-10-01'])]),
    'dissolved',
  );
  assert.equal(registerChange(then, undefined), 'gone');
});
