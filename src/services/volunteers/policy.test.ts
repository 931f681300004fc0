import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccountId, Actor, Grant } from '#platform/kernel/actor.ts';
import { mayImport, mayVerify, territoryOf, visibleParts } from './policy.ts';

const person = (...grants: Grant[]): Actor => ({
  kind: 'person',
  accountId: 'a' as AccountId,
  grants,
});
const gard: Grant = { role: 'crisis_officer', scope: { kind: 'department', code: '30' } };
const nimes = { communeCode: '30189', department: '30' };
const paris = { communeCode: '75056', department: '75' };

test('nobody sees a person outside their territory, or without a role', () => {
  assert.equal(visibleParts(person(gard), paris).size, 0);
  assert.equal(visibleParts(person(), nimes).size, 0);
  assert.equal(visibleParts({ kind: 'anonymous' }, nimes).size, 0);
  assert.equal(visibleParts(person(gard), { communeCode: null, department: null }).size, 0);
  const manager: Grant = { role: 'association_manager', scope: { kind: 'national' } };
  assert.equal(visibleParts(person(manager), nimes).size, 0);
});

test('an officer sees how to reach people but not their documents; a reviewer the reverse', () => {
  const officer = visibleParts(person(gard), nimes);
  assert.ok(officer.has('contact') && officer.has('emergency') && !officer.has('evidence'));
  const reviewer = visibleParts(person({ ...gard, role: 'reviewer' }), nimes);
  assert.ok(reviewer.has('evidence') && !reviewer.has('contact') && !reviewer.has('emergency'));
});

test('a commune scope reaches that commune alone', () => {
  const scope = { kind: 'commune', code: '30189', department: '30' } as const;
  const hall = person({ role: 'crisis_officer', scope });
  assert.ok(visibleParts(hall, nimes).size > 0);
  assert.equal(visibleParts(hall, { communeCode: '30007', department: '30' }).size, 0);
  assert.deepEqual(territoryOf(hall, ['crisis_officer']), {
    kind: 'places',
    departments: [],
    communes: [{ code: '30189', department: '30' }],
  });
});

test('verifying and importing follow their own roles', () => {
  assert.equal(mayVerify(person(gard), nimes), false);
  assert.equal(mayVerify(person({ ...gard, role: 'reviewer' }), nimes), true);
  assert.equal(mayVerify(person({ ...gard, role: 'reviewer' }), paris), false);
  assert.equal(mayImport(person(gard), nimes), true);
  assert.equal(mayImport(person(gard), paris), false);
  assert.equal(mayImport(person({ ...gard, role: 'reviewer' }), nimes), false);
});
