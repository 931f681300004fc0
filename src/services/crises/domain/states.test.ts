import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allows, type Transitions, transition } from '#platform/kernel/transitions.ts';
import { CALL_OUT, CRISIS, NEED, PLACE } from './states.ts';

const tables: Readonly<Record<string, Transitions<string, string>>> = {
  crisis: CRISIS,
  need: NEED,
  callOut: CALL_OUT,
  place: PLACE,
};

test('every transition leads to a state of its table, and the rest is refused', () => {
  for (const [name, table] of Object.entries(tables)) {
    const events = [...new Set(Object.values(table).flatMap((row) => Object.keys(row)))];
    for (const state of Object.keys(table)) {
      for (const event of events) {
        const result = transition(table, state, event);
        assert.equal(result.ok, allows(table, state, event));
        if (result.ok) assert.ok(result.value in table, `${name}: ${state} -${event}->`);
        else assert.equal(result.error, 'transition_not_allowed');
      }
    }
  }
});

test('whatever happens, a closed crisis stays closed and a stopped call-out sends no more', () => {
  const walk = (table: Transitions<string, string>, start: string, final: readonly string[]) => {
    const events = [...new Set(Object.values(table).flatMap((row) => Object.keys(row)))];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events), { maxLength: 30 }), (path) => {
        let state = start;
        for (const event of path) {
          const result = transition(table, state, event);
          if (final.includes(state)) assert.equal(result.ok, false);
          if (result.ok) state = result.value;
        }
      }),
    );
  };
  walk(CRISIS, 'draft', ['closed', 'cancelled']);
  walk(CALL_OUT, 'running', ['stopped', 'expired']);
  walk(NEED, 'open', ['cancelled']);
});

test('somebody released comes back by the decision of an officer alone', () => {
  assert.deepEqual(Object.keys(PLACE.released), ['assign']);
});

test('an officer assigns nobody who has said no', () => {
  assert.deepEqual(
    (['declined', 'withdrawn'] as const).map((state) => allows(PLACE, state, 'assign')),
    [false, false],
  );
});

test('an offered place is the only one that a time limit can take back', () => {
  const lapsing = Object.entries(PLACE).filter(([, row]) => 'lapse' in row);
  assert.deepEqual(
    lapsing.map(([state]) => state),
    ['offered'],
  );
});
