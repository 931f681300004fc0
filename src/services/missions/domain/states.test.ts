import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { transition } from '#platform/kernel/transitions.ts';
import { type Applicant, type Ask, decidePlaces, type MissionPlaces } from './places.ts';
import {
  APPLICATION,
  APPLICATION_STATES,
  CLAIM,
  HOLDING,
  MISSION,
  MISSION_STATES,
} from './states.ts';

test('every state is reachable, and the ends are the ones we say', () => {
  const reach = (table: Readonly<Record<string, object>>, from: string) => {
    const seen = new Set([from]);
    for (const state of seen)
      for (const next of Object.values(table[state] ?? {})) seen.add(next as string);
    return seen;
  };
  assert.deepEqual(reach(MISSION, 'draft'), new Set(MISSION_STATES).add('draft'));
  assert.deepEqual([...reach(APPLICATION, 'none')].sort(), ['none', ...APPLICATION_STATES].sort());
  const ends = (table: Readonly<Record<string, object>>) =>
    Object.keys(table).filter((state) => Object.keys(table[state] as object).length === 0);
  assert.deepEqual(ends(MISSION), ['cancelled']);
  assert.deepEqual(ends(APPLICATION).sort(), ['completed', 'declined', 'no_show']);
  assert.deepEqual(ends(CLAIM), ['accepted']);
});

test('nothing is delivered or completed that was not accepted', () => {
  for (const from of [
    'none',
    'interested',
    'applied',
    'in_discussion',
    'waiting',
    'offered',
  ] as const)
    for (const event of ['deliver', 'complete', 'miss'] as const)
      assert.equal(transition(APPLICATION, from, event).ok, false, `${from} ${event}`);
  assert.equal(transition(MISSION, 'cancelled', 'publish').ok, false);
  assert.equal(transition(MISSION, 'flagged', 'publish').ok, false);
});

const asks: Ask[] = [
  'ask',
  'apply',
  'discuss',
  'accept',
  'take_offer',
  'lapse',
  'deliver',
  'ask_changes',
  'complete',
  'miss',
  'decline',
  'withdraw',
  'give_up_waiting',
];

const scripts = fc.record({
  places: fc.integer({ min: 1, max: 4 }),
  firstCome: fc.boolean(),
  batches: fc.array(
    fc.array(
      fc.record({ volunteerId: fc.constantFrom(...'abcdefgh'), ask: fc.constantFrom(...asks) }),
      {
        maxLength: 6,
      },
    ),
    { maxLength: 12 },
  ),
});

test('whatever is asked in whatever order: places exact, counters true, nobody jumps the list', () => {
  fc.assert(
    fc.property(scripts, ({ places, firstCome, batches }) => {
      let mission: MissionPlaces = {
        places,
        held: 0,
        offered: 0,
        waiting: 0,
        nextRank: 1,
        open: true,
        firstCome,
      };
      const people = new Map<string, Applicant>();
      for (const batch of batches) {
        const waitingBefore = [...people.values()]
          .filter(({ state }) => state === 'waiting')
          .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
        const decision = decidePlaces(mission, [...people.values()], batch);
        for (const person of decision.changed) people.set(person.volunteerId, person);
        mission = decision.mission;
        const all = [...people.values()];
        const inState = (state: string) => all.filter((p) => p.state === state).length;
        assert.ok(mission.held + mission.offered <= places);
        assert.equal(
          mission.held,
          inState('accepted') + inState('delivered') + inState('completed'),
        );
        assert.equal(mission.offered, inState('offered'));
        assert.equal(mission.waiting, inState('waiting'));
        assert.equal(
          all.filter(({ state }) => HOLDING.has(state)).length,
          mission.held + mission.offered,
        );
        // A free place and somebody waiting never stand together.
        assert.ok(mission.waiting === 0 || mission.held + mission.offered === places);
        // Among those who waited before and wait or are offered now, the offered come first.
        const still = waitingBefore
          .map(({ volunteerId }) => people.get(volunteerId) as Applicant)
          .filter((p) => p.rank !== null && (p.state === 'waiting' || p.state === 'offered'))
          .filter((p) =>
            waitingBefore.some((w) => w.volunteerId === p.volunteerId && w.rank === p.rank),
          );
        const firstStillWaiting = still.findIndex(({ state }) => state === 'waiting');
        if (firstStillWaiting >= 0)
          assert.ok(still.slice(firstStillWaiting).every(({ state }) => state === 'waiting'));
      }
    }),
    { numRuns: 500 },
  );
});

test('a pending application holds no place, and a closed mission takes nobody', () => {
  const mission = {
    places: 1,
    held: 0,
    offered: 0,
    waiting: 0,
    nextRank: 1,
    open: true,
    firstCome: false,
  };
  const three = decidePlaces(
    mission,
    [],
    ['a', 'b', 'c'].map((volunteerId) => ({ volunteerId, ask: 'apply' as const })),
  );
  assert.equal(three.mission.held, 0);
  const yes = decidePlaces(three.mission, three.changed, [
    { volunteerId: 'c', ask: 'accept' },
    { volunteerId: 'a', ask: 'accept' },
    { volunteerId: 'b', ask: 'accept' },
  ]);
  assert.deepEqual(
    yes.verdicts.map((v) => v.ok && [v.state, v.rank]),
    [
      ['accepted', null],
      ['waiting', 1],
      ['waiting', 2],
    ],
  );
  const left = decidePlaces(yes.mission, yes.changed, [{ volunteerId: 'c', ask: 'withdraw' }]);
  assert.deepEqual(left.offers, ['a']);
  const closed = decidePlaces({ ...left.mission, open: false }, left.changed, [
    { volunteerId: 'z', ask: 'apply' },
    { volunteerId: 'a', ask: 'withdraw' },
  ]);
  assert.deepEqual(closed.verdicts[0], { ok: false, error: 'mission_closed' });
  assert.deepEqual(closed.offers, []);
});
