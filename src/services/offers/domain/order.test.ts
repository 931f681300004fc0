import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Result } from '#platform/kernel/result.ts';
import { transition } from '#platform/kernel/transitions.ts';
import {
  ACTS,
  actsOf,
  COUNTS_IN_QUOTA,
  clockEvent,
  deliveryEvent,
  ORDER,
  ORDER_EVENTS,
  ORDER_STATES,
  type OrderState,
  seatsInQuota,
} from './order.ts';

const FINAL: readonly OrderState[] = ['closed', 'refused', 'cancelled', 'expired', 'returned'];

test('from every state an end can be reached, and an end is left by nothing', () => {
  for (const state of ORDER_STATES) {
    const seen = new Set<OrderState>([state]);
    for (const one of seen) for (const next of Object.values(ORDER[one])) seen.add(next);
    assert.ok(
      FINAL.some((end) => seen.has(end)),
      state,
    );
    assert.equal(Object.keys(ORDER[state]).length === 0, FINAL.includes(state), state);
  }
});

test('every event belongs to somebody, and each party is offered only its own', () => {
  for (const event of ORDER_EVENTS) assert.ok(ACTS[event].length > 0, event);
  assert.deepEqual(actsOf('buyer', 'ordered'), ['cancel']);
  assert.deepEqual(actsOf('distributor', 'ordered'), ['accept', 'refuse']);
  assert.deepEqual(actsOf('clock', 'ordered'), ['expire']);
  assert.deepEqual(actsOf('distributor', 'quoted'), []);
  assert.deepEqual(actsOf('buyer', 'closed'), []);
});

test('along any walk, seats leave the quota only by what was never delivered', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...ORDER_EVENTS), { maxLength: 25 }),
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 0, max: 50 }),
      (events, seats, wish) => {
        let state: OrderState = 'cart';
        const line = { seats, delivered: 0 };
        for (const event of events) {
          const before = seatsInQuota(state, line);
          const next: Result<OrderState, string> = transition(ORDER, state, event);
          if (!next.ok) continue;
          if (event === 'deliver_part')
            line.delivered = Math.min(seats - 1, Math.max(line.delivered, wish));
          if (event === 'deliver_all') line.delivered = seats;
          state = next.value;
          const counted = seatsInQuota(state, line);
          assert.ok(counted >= line.delivered, 'what was delivered always counts');
          assert.ok(counted <= seats);
          if (event === 'order') assert.equal(counted - before, seats);
          else assert.ok(counted <= before, 'only an order takes seats');
          if (state === 'cancelled' || state === 'refused' || state === 'expired')
            assert.equal(counted, 0);
        }
        assert.equal(
          seatsInQuota(state, line) > 0,
          COUNTS_IN_QUOTA.has(state) && counts(line, state),
        );
      },
    ),
  );
});

function counts(line: { seats: number; delivered: number }, state: OrderState): boolean {
  return ['ordered', 'accepted', 'partly_fulfilled'].includes(state) || line.delivered > 0;
}

test('the clock ends what nobody moves, at the day and not before', () => {
  const since = new Date('2026-11-01T10:00:00Z');
  const after = (days: number, minutes = 0) =>
    new Date(since.getTime() + days * 86_400_000 + minutes * 60_000);
  assert.equal(clockEvent('quoted', since, after(30, -1)), undefined);
  assert.equal(clockEvent('quoted', since, after(30)), 'expire');
  assert.equal(clockEvent('ordered', since, after(14, -1)), undefined);
  assert.equal(clockEvent('ordered', since, after(14)), 'expire');
  assert.equal(clockEvent('invoiced', since, after(30)), 'close');
  assert.equal(clockEvent('accepted', since, after(400)), undefined);
});

test('a delivery is whole when no line is short, and never more than was ordered', () => {
  assert.equal(deliveryEvent([{ seats: 2, delivered: 2 }]), 'deliver_all');
  assert.equal(
    deliveryEvent([
      { seats: 2, delivered: 2 },
      { seats: 1, delivered: 0 },
    ]),
    'deliver_part',
  );
  assert.equal(deliveryEvent([{ seats: 2, delivered: 3 }]), 'too_many');
});
