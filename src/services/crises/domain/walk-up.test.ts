import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allows, transition } from '#platform/kernel/transitions.ts';
import { allot, cutDay, isUseful, LEAST_MINUTES, type Party, type Slot } from './slots.ts';
import { ageProblem, HOLDS_SLOT, INTAKE, WALK_UP } from './walk-up.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const hours = (count: number) => new Date(NOW.getTime() + count * 3_600_000);
const slot = (id: string, start: number, places: number, taken = 0): Slot => ({
  id,
  startsAt: hours(start),
  endsAt: hours(start + 2),
  places,
  taken,
});
const party = (size: number, over: Partial<Party> = {}): Party => ({
  size,
  from: null,
  maySplit: false,
  ...over,
});

test('nobody is sent to work before they have come, and who was refused must come again', () => {
  for (const state of ['none', 'waiting', 'convened', 'withdrawn', 'released', 'refused'] as const)
    assert.equal(allows(WALK_UP, state, 'send'), false, state);
  assert.deepEqual(transition(WALK_UP, 'arrived', 'send'), { ok: true, value: 'on_site' });
  assert.deepEqual(transition(WALK_UP, 'refused', 'arrive'), { ok: true, value: 'arrived' });
  assert.equal(allows(WALK_UP, 'refused', 'convene'), false);
});

test('after the stop signal nobody who has not come yet keeps a place', () => {
  for (const state of ['waiting', 'convened'] as const) {
    const next = transition(WALK_UP, state, 'release');
    assert.ok(next.ok && !HOLDS_SLOT.has(next.value));
  }
  for (const state of ['arrived', 'on_site'] as const)
    assert.equal(allows(WALK_UP, state, 'release'), false, state);
  assert.equal(allows(INTAKE, 'stopped', 'stop'), false);
});

test('at 18 a word is enough, above it a birth date is, and a minor is refused to the day', () => {
  const today = '2026-11-24';
  const of = (minimum: number, adult: boolean, birthDate: string | null) =>
    ageProblem(minimum, { adult, birthDate }, today);
  assert.equal(of(18, true, null), undefined);
  assert.equal(of(18, false, null), 'adult_missing');
  assert.equal(of(21, true, null), 'birth_date_missing');
  assert.equal(of(18, true, '2008-11-24'), undefined);
  assert.equal(of(18, true, '2008-11-25'), 'too_young', 'the birth date goes before the word');
  assert.equal(of(21, true, '2005-11-25'), 'too_young');
  assert.equal(of(21, true, '2005-11-24'), undefined);
  assert.equal(of(16, true, '2009-01-01'), 'too_young', 'a lower rule than the law does not count');
  for (const wrong of ['2027-01-01', '1890-01-01', 'hier'])
    assert.equal(of(18, true, wrong), 'birth_date_wrong', wrong);
});

test('a party goes whole to the first slot with room, and is split only when it agrees', () => {
  const slots = [slot('b', 4, 5), slot('a', 2, 3, 1)];
  assert.deepEqual(allot(slots, [party(2)], NOW), [['a', 'a']]);
  assert.deepEqual(allot(slots, [party(3)], NOW), [['b', 'b', 'b']]);
  assert.deepEqual(allot(slots, [party(6)], NOW), [undefined]);
  assert.deepEqual(allot(slots, [party(6, { maySplit: true })], NOW), [
    ['a', 'a', 'b', 'b', 'b', 'b'],
  ]);
  assert.deepEqual(allot(slots, [party(8, { maySplit: true })], NOW), [undefined]);
  // A group too large for what is left keeps nobody else out.
  assert.deepEqual(allot(slots, [party(8), party(1)], NOW), [undefined, ['a']]);
});

test('a slot is of use while an hour of it is left when the person is free', () => {
  const one = slot('a', -1, 5);
  assert.equal(isUseful(one, null, NOW), true, `${LEAST_MINUTES} minutes are left`);
  assert.equal(isUseful(one, null, new Date(NOW.getTime() + 1)), false);
  assert.equal(isUseful(slot('b', 2, 5), hours(3), NOW), true);
  assert.equal(isUseful(slot('b', 2, 5), hours(3.1), NOW), false);
});

test('whatever arrives, a slot never has more than its places and a party never part of its own', () => {
  const anySlot = fc.record({
    start: fc.integer({ min: -3, max: 30 }),
    places: fc.integer({ min: 0, max: 12 }),
  });
  const anyParty = fc.record({
    size: fc.integer({ min: 1, max: 6 }),
    from: fc.option(fc.integer({ min: 0, max: 30 }).map(hours), { nil: null }),
    maySplit: fc.boolean(),
  });
  fc.assert(
    fc.property(
      fc.array(anySlot, { maxLength: 6 }),
      fc.array(anyParty, { maxLength: 30 }),
      (raw, parties) => {
        const slots = raw.map(({ start, places }, index) => slot(`s${index}`, start, places));
        const allotted = allot(slots, parties, NOW);
        const counts = new Map<string, number>();
        allotted.forEach((seats, index) => {
          if (!seats) return;
          assert.equal(seats.length, parties[index]?.size);
          if (!parties[index]?.maySplit) assert.equal(new Set(seats).size, 1);
          for (const id of seats) counts.set(id, (counts.get(id) ?? 0) + 1);
        });
        for (const { id, places } of slots) assert.ok((counts.get(id) ?? 0) <= places);
        // Nobody alone waits while a place they could use is left.
        parties.forEach((one, index) => {
          if (one.size !== 1 || allotted[index]) return;
          for (const open of slots)
            if (isUseful(open, one.from, NOW)) assert.equal(counts.get(open.id) ?? 0, open.places);
        });
      },
    ),
  );
});

test('a day is cut into slots that follow one another, over midnight too', () => {
  const zone = 'Europe/Paris';
  const cut = (from: number, to: number, minutes: number) =>
    cutDay({ date: '2026-11-24', from, to, minutes, timeZone: zone }).map(({ startsAt, endsAt }) =>
      [startsAt, endsAt].map((at) => at.toISOString().slice(5, 16)).join(' '),
    );
  assert.deepEqual(cut(8 * 60, 12 * 60, 120), [
    '11-24T07:00 11-24T09:00',
    '11-24T09:00 11-24T11:00',
  ]);
  assert.deepEqual(cut(8 * 60, 12 * 60 + 30, 120), [
    '11-24T07:00 11-24T09:00',
    '11-24T09:00 11-24T11:30',
  ]);
  assert.deepEqual(cut(22 * 60, 2 * 60, 240), ['11-24T21:00 11-25T01:00']);
});
