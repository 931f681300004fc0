import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decideReplies, type NeedPlaces, type Place, vacate } from './places.ts';

const need = (places: number, over: Partial<NeedPlaces> = {}): NeedPlaces => ({
  places,
  confirmed: 0,
  offered: 0,
  reserve: 0,
  nextRank: 1,
  open: true,
  ...over,
});
const NOBODY = new Set<string>();
const yes = (volunteerId: string) => ({ volunteerId, answer: 'yes' as const });
const no = (volunteerId: string) => ({ volunteerId, answer: 'no' as const });

test('the last place has one holder, the others are in the reserve in their order', () => {
  const decision = decideReplies(need(1), [], NOBODY, [yes('a'), yes('b'), yes('c'), yes('a')]);
  assert.deepEqual(
    decision.outcomes.map(({ outcome, rank }) => [outcome, rank]),
    [
      ['confirmed', 1],
      ['reserve', 2],
      ['reserve', 3],
      ['confirmed', 1],
    ],
  );
  assert.deepEqual([decision.need.confirmed, decision.need.reserve], [1, 2]);
});

test('a withdrawal offers the place to the first of the reserve, before a newcomer', () => {
  const known: Place[] = [
    { volunteerId: 'a', state: 'confirmed', rank: 1 },
    { volunteerId: 'b', state: 'reserve', rank: 2 },
  ];
  const before = need(1, { confirmed: 1, reserve: 1, nextRank: 3 });
  const decision = decideReplies(before, known, NOBODY, [no('a'), yes('z')]);
  assert.deepEqual(decision.offers, ['b']);
  assert.deepEqual(
    decision.outcomes.map(({ outcome }) => outcome),
    ['withdrawn', 'reserve'],
  );
  assert.deepEqual(
    [decision.need.confirmed, decision.need.offered, decision.need.reserve],
    [0, 1, 1],
  );
});

test('a place nobody in the reserve can take goes to the next who says yes', () => {
  const known: Place[] = [{ volunteerId: 'b', state: 'reserve', rank: 2 }];
  const before = need(1, { reserve: 1, nextRank: 3 });
  const decision = decideReplies(before, known, new Set(['b']), [yes('z')]);
  assert.equal(decision.outcomes[0]?.outcome, 'confirmed');
  assert.deepEqual(decision.offers, []);
});

test('an offer that lapses goes to the next; who let it lapse may come back at the end', () => {
  const known: Place[] = [
    { volunteerId: 'b', state: 'offered', rank: 2 },
    { volunteerId: 'c', state: 'reserve', rank: 3 },
    { volunteerId: 'd', state: 'reserve', rank: 4 },
  ];
  const before = need(1, { offered: 1, reserve: 2, nextRank: 5 });
  const decision = vacate(before, known, NOBODY, ['b'], 'lapse');
  assert.deepEqual(decision.offers, ['c']);
  const after = decideReplies(decision.need, decision.changed, NOBODY, [yes('b'), yes('c')]);
  assert.deepEqual(
    after.outcomes.map(({ outcome, rank }) => [outcome, rank]),
    [
      ['reserve', 5],
      ['confirmed', 3],
    ],
  );
});

test('held by another shift: told so, and no place taken', () => {
  const decision = decideReplies(need(1), [], new Set(['a']), [yes('a'), yes('b')]);
  assert.deepEqual(
    decision.outcomes.map(({ outcome }) => outcome),
    ['busy', 'confirmed'],
  );
});

test('after closing, a yes takes nothing and a withdrawal is still heard', () => {
  const known: Place[] = [
    { volunteerId: 'a', state: 'confirmed', rank: 1 },
    { volunteerId: 'b', state: 'reserve', rank: 2 },
  ];
  const closed = need(3, { confirmed: 1, reserve: 1, nextRank: 3, open: false });
  const decision = decideReplies(closed, known, NOBODY, [yes('z'), no('a')]);
  assert.deepEqual(
    decision.outcomes.map(({ outcome }) => outcome),
    ['closed', 'withdrawn'],
  );
  assert.deepEqual(decision.offers, []);
});

test('whatever people answer, in whatever batches, the places are exact', () => {
  const person = fc.integer({ min: 0, max: 12 }).map((n) => `p${n}`);
  const reply = fc.record({
    volunteerId: person,
    answer: fc.constantFrom('yes' as const, 'yes' as const, 'no' as const, 'never' as const),
  });
  const busyPeople = fc.array(person, { maxLength: 3 });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.tuple(fc.array(reply, { maxLength: 12 }), busyPeople), { maxLength: 12 }),
      (places, batches) => {
        let state = need(places);
        const people = new Map<string, Place>();
        for (const [batch, busy] of batches) {
          const known = [...people.values()];
          const decision = decideReplies(state, known, new Set(busy), batch);
          assert.equal(decision.outcomes.length, batch.length);
          for (const place of decision.changed) people.set(place.volunteerId, place);
          state = decision.need;
          const all = [...people.values()];
          const count = (s: string) => all.filter((place) => place.state === s).length;
          assert.equal(state.confirmed, count('confirmed'));
          assert.equal(state.offered, count('offered'));
          assert.equal(state.reserve, count('reserve'));
          assert.ok(state.confirmed + state.offered <= places, 'one too many');
          const ranks = all.flatMap(({ rank }) => (rank === null ? [] : [rank]));
          assert.equal(new Set(ranks).size, ranks.length, 'two people with the same rank');
          if (state.confirmed + state.offered < places) {
            const able = all.filter((p) => p.state === 'reserve' && !busy.includes(p.volunteerId));
            assert.deepEqual(able, [], 'a place is free and somebody waits for it');
          }
          // A last answer said twice changes nothing and is told the same.
          const last = batch.at(-1);
          if (last && decision.offers.length === 0) {
            const again = decideReplies(state, [...people.values()], new Set(busy), [last]);
            assert.deepEqual(again.changed, []);
            assert.equal(again.outcomes[0]?.outcome, decision.outcomes.at(-1)?.outcome);
          }
        }
      },
    ),
  );
});
