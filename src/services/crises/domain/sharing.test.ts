import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { overlaps, type Shift } from './assignment.ts';
import { type Candidate, type Sharing, type Standing, shareOut } from './sharing.ts';
import { travelMinutes } from './travel.ts';

interface Need extends Shift {
  readonly town: number;
}
const need = (id: string, places: number, startsAt = 8, endsAt = 12, town = 0): Need => ({
  id,
  places,
  startsAt,
  endsAt,
  town,
});
/** Two hours from one town to the other. */
const excludes = (a: Need, b: Need) =>
  overlaps(a, b) ||
  (a.town !== b.town && Math.max(b.startsAt - a.endsAt, a.startsAt - b.endsAt) < 2);
const share = (needs: readonly Need[], people: readonly Candidate[]) =>
  shareOut(needs, people, excludes);
const at = (needId: string, state: Standing['state'] = 'confirmed', rank = 1): Standing => ({
  needId,
  state,
  rank,
});
const who = (id: string, standings: Standing[], fits: string[]): Candidate => ({
  id,
  standings,
  fits: new Map(fits.map((one) => [one, { preferred: true, km: 5 }])),
});
const words = ({ moves }: Sharing<Need>) =>
  moves.map(({ personId, from, to }) => `${personId} ${from?.id ?? 'reserve'}>${to.id}`);

test('a nurse at the welcome desk goes to the care post; the reserve takes her seat', () => {
  const result = share(
    [need('welcome', 1), need('care', 1)],
    [
      who('nurse', [at('welcome')], ['welcome', 'care']),
      who('bob', [at('welcome', 'reserve', 2)], ['welcome']),
    ],
  );
  assert.deepEqual(words(result), ['bob reserve>welcome', 'nurse welcome>care']);
  assert.deepEqual([result.before, result.after, result.shortages.length], [1, 2, 0]);
});

test('nothing to gain, nobody moves; the reserve of a need comes in its order', () => {
  const full = share(
    [need('a', 1), need('b', 1)],
    [who('x', [at('a')], ['a', 'b']), who('y', [at('b')], ['a', 'b'])],
  );
  assert.deepEqual(words(full), []);
  const queue = [3, 1, 2].map((rank) => who(`r${rank}`, [at('a', 'reserve', rank)], ['a']));
  assert.deepEqual(words(share([need('a', 2)], queue)), ['r1 reserve>a', 'r2 reserve>a']);
});

test('only within hours that the person agreed to', () => {
  const inReserve = [at('morning', 'reserve')];
  const needs = [need('morning', 1, 8, 12), need('early', 1, 7, 9), need('within', 1, 9, 11)];
  const fits = ['early', 'within'];
  assert.deepEqual(words(share(needs, [who('x', inReserve, fits)])), ['x reserve>within']);
});

test('two new places for one person leave time for the road; the fuller of the ways is taken', () => {
  const needs = [need('here', 1, 8, 12), need('there', 1, 13, 17, 1), need('evening', 1, 15, 19)];
  const all = ['here', 'there', 'evening'];
  const alone = who(
    'x',
    all.map((id) => at(id, 'reserve')),
    all,
  );
  assert.deepEqual(words(share(needs, [alone])), ['x reserve>here', 'x reserve>evening']);
  const both = share(needs, [alone, who('y', [at('there', 'reserve')], ['there'])]);
  assert.deepEqual([both.after, both.atMost], [3, 3]);
});

test('somebody moved to another town is not given, there and then, a shift too far from it', () => {
  const needs = [need('desk', 1, 8, 12), need('care', 1, 8, 12, 1), need('noon', 1, 13, 17)];
  const nurse = who('n', [at('desk'), at('noon', 'reserve')], ['desk', 'care', 'noon']);
  const other = who('o', [at('desk', 'reserve', 2)], ['desk']);
  const result = share(needs, [nurse, other]);
  assert.equal(result.after, 2);
  const ofNurse = result.moves.filter(({ personId }) => personId === 'n').map(({ to }) => to.id);
  assert.ok(['care', 'noon'].includes(ofNurse.join()), ofNurse.join());
});

test('somebody already expected at two places too far apart is left there for the officer', () => {
  const needs = [need('here', 1, 8, 12), need('there', 1, 13, 17, 1), need('near', 1, 8, 12)];
  const torn = who('t', [at('here'), at('there')], ['here', 'there', 'near']);
  const result = share(needs, [torn, who('w', [at('here', 'reserve', 2)], ['here', 'near'])]);
  assert.deepEqual(words(result), ['w reserve>near']);
  assert.deepEqual([result.before, result.after], [2, 3]);
});

test('whoever is expected keeps a place, and no assignment is worse than the present', () => {
  const ids = ['0', '1', '2', '3'];
  const shift = fc.tuple(
    fc.integer({ min: 1, max: 2 }),
    fc.integer({ min: 0, max: 4 }),
    fc.integer({ min: 1, max: 4 }),
  );
  const people = fc.array(
    fc.tuple(
      fc.subarray(ids),
      fc.subarray(ids, { maxLength: 2 }),
      fc.subarray(ids, { maxLength: 2 }),
    ),
    { maxLength: 6 },
  );
  let moved = 0;
  fc.assert(
    fc.property(fc.array(shift, { minLength: 4, maxLength: 4 }), people, (shifts, given) => {
      const needs = shifts.map(([places, from, length], index) =>
        need(String(index), places, from, from + length, index % 2),
      );
      const left = new Map(needs.map(({ id, places }) => [id, places]));
      const candidates = given.map(([fits, wants, waits], index) => {
        const standings: Standing[] = [];
        for (const id of wants) {
          const one = needs[Number(id)] as Need;
          const clash = standings.some((s) => overlaps(needs[Number(s.needId)] as Need, one));
          if (clash || left.get(id) === 0) continue;
          left.set(id, (left.get(id) as number) - 1);
          standings.push(at(id));
        }
        for (const id of waits) {
          if (!standings.some(({ needId }) => needId === id))
            standings.push(at(id, 'reserve', index + 1));
        }
        return who(String(index), standings, fits);
      });
      const result = share(needs, candidates);
      moved += result.moves.length;
      assert.ok(result.after >= result.before && result.after <= result.atMost);
      const seats = new Map(
        candidates.map(({ id, standings }) => [
          id,
          new Set(
            standings.filter(({ state }) => state === 'confirmed').map(({ needId }) => needId),
          ),
        ]),
      );
      for (const { personId, from } of result.moves) if (from) seats.get(personId)?.delete(from.id);
      for (const { personId, to } of result.moves) seats.get(personId)?.add(to.id);
      const all = [...seats.values()].flatMap((held) => [...held]);
      assert.equal(all.length, result.after);
      for (const one of needs) {
        assert.ok(all.filter((id) => id === one.id).length <= one.places);
      }
      for (const { id, standings } of candidates) {
        const held = (needId: string) =>
          standings.some((one) => one.needId === needId && one.state === 'confirmed');
        const own = [...(seats.get(id) ?? [])].map((one) => needs[Number(one)] as Need);
        own.forEach((one, i) => {
          for (const other of own.slice(i + 1)) {
            assert.ok(!overlaps(one, other), 'twice at once');
            assert.ok(!excludes(one, other) || (held(one.id) && held(other.id)), 'no time to go');
          }
        });
      }
    }),
    { numRuns: 1_000, seed: 4 },
  );
  assert.ok(moved > 300, `${moved} moves: the cases say little`);
});

test('travel: nothing within a place, an hour and a half for fifty kilometres', () => {
  assert.equal(travelMinutes(0), 0);
  assert.equal(travelMinutes(50), 88);
});
