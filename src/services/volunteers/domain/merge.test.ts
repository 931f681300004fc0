import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { differences } from './list-differences.ts';
import {
  isDuplicate,
  latestConsents,
  MERGE_EVENTS,
  MERGE_STATES,
  maySamePerson,
  mergeDirection,
  nextMergeState,
} from './merge.ts';

const person = (
  nameKey: string,
  birthDate: string | null = null,
  communeCode: string | null = null,
) => ({
  nameKey,
  birthDate,
  communeCode,
});

test('a decision is taken once: nothing leaves a settled state', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...MERGE_EVENTS), { maxLength: 6 }), (events) => {
      let state: (typeof MERGE_STATES)[number] = 'proposed';
      let changes = 0;
      for (const event of events) {
        const next = nextMergeState(state, event);
        if (!next.ok) continue;
        state = next.value;
        changes += 1;
      }
      assert.equal(changes, Math.min(1, events.length));
    }),
  );
  for (const state of MERGE_STATES)
    for (const event of MERGE_EVENTS)
      assert.equal(nextMergeState(state, event).ok, state === 'proposed');
});

test('an address shared in a family does not make two people one', () => {
  const cases: readonly [string, string | null, string, string | null, boolean][] = [
    ['martin lea', null, 'martin lea', null, true],
    ['lea martin', null, 'martin lea', '1990-01-01', true],
    ['martin lea', null, 'martin durand lea', null, true],
    ['martin max', null, 'martin lea', null, false],
    ['durand lea', null, 'martin lea', null, false],
    ['martin lea', '1960-01-01', 'martin lea', '1990-01-01', false],
    ['martin lea', '1990-01-01', 'martin lea', '1990-01-01', true],
    ['', null, 'martin lea', null, true],
    ['martin', null, 'martin lea', null, true],
  ];
  for (const [one, birth, other, otherBirth, same] of cases) {
    assert.equal(maySamePerson(person(one, birth), person(other, otherBirth)), same, one);
    assert.equal(maySamePerson(person(other, otherBirth), person(one, birth)), same, other);
  }
});

test('a resemblance needs name, birth date and commune, all known', () => {
  const lea = person('martin lea', '1990-01-01', '30189');
  assert.equal(isDuplicate(lea, { ...lea }), true);
  for (const change of [
    { nameKey: 'martin leo' },
    { nameKey: '' },
    { birthDate: '1990-01-02' },
    { birthDate: null },
    { communeCode: '30007' },
    { communeCode: null },
  ]) {
    assert.equal(isDuplicate(lea, { ...lea, ...change }), false);
    assert.equal(isDuplicate({ ...lea, ...change }, lea), false);
  }
});

test('two unknowns are no resemblance', () => {
  const lea = person('martin lea', '1990-01-01', '30189');
  for (const unknown of [{ nameKey: '' }, { birthDate: null }, { communeCode: null }])
    assert.equal(isDuplicate({ ...lea, ...unknown }, { ...lea, ...unknown }), false);
});

test('the record with an account stays, else the one heard of last', () => {
  const at = (id: string, accountId: string | null, day: number) => ({
    id,
    accountId,
    confirmedAt: new Date(Date.UTC(2026, 0, day)),
  });
  const into = (a: ReturnType<typeof at>, b: ReturnType<typeof at>) => {
    const found = mergeDirection(a, b);
    return found.ok ? found.value.into.id : found.error;
  };
  for (const [a, b, stays] of [
    [at('a', 'x', 1), at('b', null, 9), 'a'],
    [at('a', null, 1), at('b', 'x', 1), 'b'],
    [at('a', null, 1), at('b', null, 9), 'b'],
    [at('a', null, 5), at('b', null, 5), 'a'],
    [at('a', 'x', 1), at('b', 'y', 1), 'two_accounts'],
  ] as const) {
    assert.equal(into(a, b), stays);
    assert.equal(into(b, a), stays, 'whoever is named first');
  }
});

test('of two histories, what was said last about each purpose; at the same instant, no', () => {
  const said = (purpose: 'crisis' | 'missions', given: boolean, day: number) => ({
    purpose,
    given,
    at: new Date(Date.UTC(2026, 0, day)),
  });
  assert.deepEqual(
    latestConsents([
      said('crisis', true, 1),
      said('crisis', false, 2),
      said('missions', false, 1),
      said('missions', true, 3),
    ]),
    { crisis: false, missions: true },
  );
  assert.deepEqual(latestConsents([said('crisis', true, 1), said('crisis', false, 1)]), {
    crisis: false,
  });
  assert.deepEqual(latestConsents([]), {});
});

test('a list differs where it says something else; what it leaves empty says nothing', () => {
  const known = {
    firstName: 'Léa',
    lastName: 'Martin',
    birthDate: '1990-01-01',
    communeCode: '30189',
    radiusKm: 20,
    email: 'a@test.example',
    phone: null,
    skillIds: [1, 2],
    certificateKindIds: [],
    languages: ['fr'],
  };
  assert.deepEqual(differences(known, known), []);
  const empty = {
    ...known,
    birthDate: null,
    communeCode: null,
    radiusKm: null,
    email: null,
    skillIds: [],
    languages: [],
  };
  assert.deepEqual(differences(known, empty), []);
  assert.deepEqual(differences(known, { ...known, firstName: 'LEA', lastName: 'MARTIN' }), []);
  const other = { ...known, lastName: 'Durand', phone: '+33639980001', skillIds: [2, 3] };
  assert.deepEqual(differences(known, other), ['last_name', 'phone', 'skills']);
});
