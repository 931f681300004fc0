import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { consequence } from './attempt.ts';
import { afterFailure, condition, HEALTHY, preferred } from './gateway-health.ts';
import { judge } from './judge.ts';
import { MESSAGE_EVENTS, type MESSAGE_STATES, nextState, statesBefore } from './message-state.ts';
import { isQuiet, parseQuietHours, whenAwake } from './quiet-hours.ts';

const PARIS = 'Europe/Paris';

test('an event leads to one state, whatever the state before', () => {
  for (const event of MESSAGE_EVENTS) {
    const after = new Set(statesBefore(event).map((state) => nextState(state, event)));
    assert.equal(after.size, 1, event);
  }
});

test('in any order of events, what is settled as delivered or never to be sent stays so', () => {
  const final = ['delivered', 'undelivered', 'cancelled', 'muted', 'expired', 'captured'];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...MESSAGE_EVENTS), { maxLength: 30 }), (events) => {
      let state = 'waiting' as (typeof MESSAGE_STATES)[number];
      for (const event of events) {
        const next: typeof state = nextState(state, event) ?? state;
        if (final.includes(state)) assert.equal(next, state);
        // Accepted once, it can never be begun again.
        if (state === 'sent') assert.ok(['sent', 'delivered', 'undelivered'].includes(next));
        state = next;
      }
    }),
  );
});

test('an answer that never came is begun again only where that cannot reach twice', () => {
  const unknown = { kind: 'unknown', reason: 'timeout' } as const;
  const sms = { channel: 'sms', attempts: 1, idempotent: false } as const;
  assert.deepEqual(consequence(sms, unknown), { event: 'lose' });
  const again = consequence({ ...sms, idempotent: true }, unknown);
  assert.ok(again.event === 'postpone' && again.pinned && again.counts);
  const down = consequence(sms, { kind: 'gateway_down', reason: 'refused' });
  assert.ok(down.event === 'postpone' && !down.pinned && !down.counts);
  const full = { kind: 'later', reason: '452' } as const;
  assert.deepEqual(consequence({ ...sms, channel: 'email', attempts: 10 }, full), {
    event: 'refuse',
  });
});

test('quiet hours end at the wall-clock hour, also when the clocks change', () => {
  const night = parseQuietHours('22:00-08:00')!;
  const until = (instant: string) => whenAwake(night, new Date(instant), PARIS).toISOString();
  assert.equal(until('2026-10-24T21:00:00Z'), '2026-10-25T07:00:00.000Z');
  assert.equal(until('2026-03-28T22:00:00Z'), '2026-03-29T06:00:00.000Z');
  assert.equal(until('2026-11-24T12:00:00Z'), '2026-11-24T12:00:00.000Z');
  const andWeekends = { ...night, weekends: true };
  const friday = whenAwake(andWeekends, new Date('2026-11-27T21:30:00Z'), PARIS);
  assert.equal(friday.toISOString(), '2026-11-30T07:00:00.000Z');
  assert.equal(parseQuietHours('24:00-08:00'), undefined);
});

test('awake means not quiet, and never earlier, for any hours, instant and zone', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1439 }),
      fc.integer({ min: 0, max: 1439 }),
      fc.boolean(),
      fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
      fc.constantFrom(PARIS, 'Indian/Reunion', 'America/Guadeloupe', 'Pacific/Noumea'),
      (from, until, weekends, at, zone) => {
        const hours = { from, until, weekends };
        const awake = whenAwake(hours, at, zone);
        assert.ok(awake >= at);
        assert.equal(isQuiet(hours, awake, zone), false);
        assert.ok(awake.getTime() - at.getTime() < 4 * 86_400_000);
      },
    ),
    { numRuns: 500 },
  );
});

test('a sign-in code is never muted nor delayed; a call-out is, unless it says otherwise', () => {
  const message = {
    purpose: 'crisis',
    ignoreQuietHours: false,
    timeZone: PARIS,
    expiresAt: null,
    muted: false,
    personalQuietHours: null,
  } as const;
  const night = {
    now: new Date('2026-11-24T23:00:00Z'),
    capture: false,
    installationQuietHours: { from: 1260, until: 480 },
  };
  assert.equal(judge(message, night).event, 'postpone');
  assert.equal(judge({ ...message, ignoreQuietHours: true }, night).event, 'begin');
  assert.equal(judge({ ...message, muted: true }, night).event, 'mute');
  assert.equal(judge({ ...message, purpose: 'sign_in', muted: true }, night).event, 'begin');
  assert.equal(judge({ ...message, expiresAt: night.now }, night).event, 'expire');
  assert.equal(judge(message, { ...night, capture: true }).event, 'capture');
});

test('three doubts or one certainty send the traffic to the second gateway, and back', () => {
  let health = HEALTHY;
  health = afterFailure(afterFailure(health, 0, false), 0, false);
  assert.equal(condition(health, 1), 'healthy');
  health = afterFailure(health, 10, false);
  assert.equal(condition(health, 11), 'resting');
  const pair = [
    { name: 'a', open: true, health },
    { name: 'b', open: true, health: HEALTHY },
  ];
  assert.equal(preferred(pair, 11), 'b');
  assert.equal(condition(health, 10 + 5_000), 'probing');
  assert.equal(preferred([pair[0]!, { ...pair[1]!, open: false }], 11), undefined);
  assert.equal(preferred([{ ...pair[0]!, health: HEALTHY }, pair[1]!], 11), 'a');
});
