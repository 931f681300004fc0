import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { gatesOf, type Helper, ranked, scoreOf, type Wanted } from './matching.ts';
import { PACES, REMOTE } from './vocabularies.ts';

const today = '2026-11-24';
const wanted: Wanted = {
  remote: 'no',
  skills: [26, 25],
  required: [],
  languages: [],
  openToMinors: false,
  pace: 'once',
  effortMinutes: 120,
  endsOn: null,
};
const helper: Helper = {
  birthDate: '1958-03-02',
  abilities: new Set([26]),
  languages: ['fr'],
  radiusKm: 20,
};

test('gates at their thresholds', () => {
  assert.deepEqual(gatesOf(wanted, helper, 20, today), []);
  assert.deepEqual(gatesOf(wanted, helper, 20.1, today), ['too_far']);
  assert.deepEqual(gatesOf({ ...wanted, remote: 'possible' }, helper, 500, today), []);
  assert.deepEqual(gatesOf({ ...wanted, remote: 'local' }, helper, 500, today), ['too_far']);
  assert.deepEqual(gatesOf(wanted, { ...helper, birthDate: '2008-11-24' }, 0, today), []);
  assert.deepEqual(gatesOf(wanted, { ...helper, birthDate: '2008-11-25' }, 0, today), ['minor']);
  const forMinors = { ...wanted, openToMinors: true };
  assert.deepEqual(gatesOf(forMinors, { ...helper, birthDate: null }, 0, today), []);
  assert.deepEqual(gatesOf({ ...wanted, required: [27] }, helper, 0, today), ['ability_missing']);
  assert.deepEqual(gatesOf({ ...wanted, languages: ['es'] }, helper, 0, today), [
    'language_missing',
  ]);
  assert.deepEqual(gatesOf({ ...wanted, endsOn: today }, helper, 0, today), []);
  assert.deepEqual(gatesOf({ ...wanted, endsOn: '2026-11-23' }, helper, 0, today), ['over']);
});

const anyWanted: fc.Arbitrary<Wanted> = fc.record({
  remote: fc.constantFrom(...REMOTE),
  skills: fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { maxLength: 4 }),
  required: fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { maxLength: 2 }),
  languages: fc.subarray(['fr', 'es', 'ar']),
  openToMinors: fc.boolean(),
  pace: fc.constantFrom(...PACES),
  effortMinutes: fc.integer({ min: 0, max: 3000 }),
  endsOn: fc.constantFrom(null, '2026-11-23', '2027-01-01'),
});
const anyHelper: fc.Arbitrary<Helper> = fc.record({
  birthDate: fc.constantFrom(null, '1990-01-01', '2010-01-01'),
  abilities: fc.uniqueArray(fc.integer({ min: 1, max: 9 })).map((ids) => new Set(ids)),
  languages: fc.subarray(['fr', 'es', 'ar']),
  radiusKm: fc.integer({ min: 0, max: 100 }),
});
const anyKm = fc.option(fc.float({ min: 0, max: 200, noNaN: true }), { nil: null });

test('the score is the sum of its parts, and another skill never lowers it', () => {
  fc.assert(
    fc.property(anyWanted, anyHelper, anyKm, (mission, person, km) => {
      const { total, parts } = scoreOf(mission, person, km);
      assert.equal(
        total,
        Object.values(parts).reduce((a, b) => a + b, 0),
      );
      assert.ok(Object.values(parts).every((part) => Number.isInteger(part) && part >= 0));
      assert.ok(total <= 100);
      const more = { ...person, abilities: new Set([...person.abilities, 1, 2, 3]) };
      assert.ok(scoreOf(mission, more, km).total >= total);
    }),
  );
});

test('gates never change a rank, and the order does not depend on the order of the data', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(anyHelper, anyKm), { maxLength: 12 }),
      anyWanted,
      (people, mission) => {
        const keyed = people.map(([person, km], index) => ({ person, km, key: `p${index}` }));
        const score = ({ person, km }: (typeof keyed)[number]) =>
          gatesOf(mission, person, km, today).length > 0 ? undefined : scoreOf(mission, person, km);
        const key = (item: (typeof keyed)[number]) => item.key;
        const order = ranked(keyed, score, key, 100).map(({ item }) => item.key);
        assert.deepEqual(
          ranked(keyed.toReversed(), score, key, 100).map(({ item }) => item.key),
          order,
        );
        const everybody = ranked(keyed, (p) => scoreOf(mission, p.person, p.km), key, 100);
        assert.deepEqual(
          everybody.map(({ item }) => item.key).filter((k) => order.includes(k)),
          order,
        );
      },
    ),
  );
});
