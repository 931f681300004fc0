import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transition } from '#platform/kernel/transitions.ts';
import { BAN, type BanEvent, type BanState, isInForce } from './bans.ts';

test('a ban ends by the clock, at its last moment', () => {
  const untilAt = new Date('2026-12-24T09:00:00Z');
  const at = (instant: string, state: BanState = 'in_force') =>
    isInForce({ state, untilAt }, new Date(instant));
  assert.equal(at('2026-12-24T08:59:59.999Z'), true);
  assert.equal(at('2026-12-24T09:00:00Z'), false);
  assert.equal(at('2026-12-01T09:00:00Z', 'appealed'), true);
  assert.equal(at('2026-12-01T09:00:00Z', 'upheld'), true);
  assert.equal(at('2026-12-01T09:00:00Z', 'lifted'), false);
});

test('one appeal is decided once; what is lifted stays lifted', () => {
  const after = (...events: BanEvent[]) =>
    events.reduce<BanState | undefined>((state, event) => {
      const next = state && transition(BAN, state, event);
      return next?.ok ? next.value : undefined;
    }, 'in_force');
  assert.equal(after('appeal', 'uphold'), 'upheld');
  assert.equal(after('appeal', 'uphold', 'appeal'), undefined);
  assert.equal(after('appeal', 'appeal'), undefined);
  assert.equal(after('uphold'), undefined);
  assert.equal(after('appeal', 'uphold', 'lift'), 'lifted');
  assert.equal(after('lift', 'appeal'), undefined);
});
