import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transaction } from '#platform/context.ts';
import { erasePerson } from '#platform/erasure.ts';
import type { Grant } from '#platform/kernel/actor.ts';
import { pageChecker } from '#test/a11y/check-page.ts';
import { testApp } from '#test/harness/app.ts';
import { sweep } from './jobs.ts';
import { covers, mayGive } from './policy.ts';
import { scopeOfFields } from './scope-form.ts';

const NATIONAL = { kind: 'national' } as const;
const GARD = { kind: 'department', code: '30' } as const;
const PARIS = { kind: 'department', code: '75' } as const;
const NIMES = { kind: 'commune', code: '30189', department: '30' } as const;
const admin = (scope: Grant['scope']) =>
  ({
    kind: 'person',
    accountId: 'x' as never,
    grants: [{ role: 'administrator', scope }],
  }) as const;

test('nobody gives more than they reach', () => {
  const table: readonly [Grant['scope'], Grant, boolean][] = [
    [NATIONAL, { role: 'administrator', scope: NATIONAL }, true],
    [NATIONAL, { role: 'association_owner', scope: { kind: 'organisation', id: 'o' } }, true],
    [GARD, { role: 'crisis_officer', scope: GARD }, true],
    [GARD, { role: 'crisis_officer', scope: NIMES }, true],
    [GARD, { role: 'crisis_officer', scope: PARIS }, false],
    [GARD, { role: 'crisis_officer', scope: NATIONAL }, false],
    [GARD, { role: 'administrator', scope: GARD }, false],
    [GARD, { role: 'association_owner', scope: { kind: 'organisation', id: 'o' } }, false],
    [NIMES, { role: 'space_host', scope: NIMES }, true],
    [NIMES, { role: 'space_host', scope: GARD }, false],
  ];
  for (const [scope, grant, expected] of table) {
    assert.equal(mayGive(admin(scope), grant), expected, JSON.stringify([scope, grant]));
  }
  assert.equal(covers(GARD, { kind: 'commune', code: '75056', department: '75' }), false);
});

test('an administrator gives and takes a role, which the person has at once', async (t) => {
  const app = await testApp(t);
  const boss = await app.as({ grants: [{ role: 'administrator', scope: NATIONAL }] });
  const ana = await app.as({ email: 'ana@exemple.fr' });
  app.clock.advance({ minutes: 1 });
  assert.equal((await ana.get('/admin/accounts')).status, 403);
  const found = await (await boss.get('/admin/accounts?q=ana')).text();
  assert.match(found, new RegExp(`/admin/accounts/${ana.accountId}`));
  const record = `/admin/accounts/${ana.accountId}`;
  const wrong = await boss.post(`${record}/grants`, {
    role: 'king',
    scope: 'x',
    expires: '2020-01-01',
  });
  assert.equal(wrong.status, 422);
  assert.equal((await wrong.text()).match(/govuk-error-message/g)?.length, 3);
  const fields = {
    role: 'administrator',
    scope: 'department',
    scope_department: '30',
    expires: '2026-11-30',
  };
  assert.equal((await boss.post(`${record}/grants`, fields)).status, 303);
  assert.equal((await ana.get('/admin/accounts')).status, 200);

  const beyond = await ana.post(`/admin/accounts/${boss.accountId}/grants`, {
    role: 'reviewer',
    scope: 'department',
    scope_department: '75',
  });
  assert.equal(beyond.status, 403);
  const listed = await (await ana.get('/admin/accounts?q=')).text();
  assert.doesNotMatch(listed, /test\.example/, 'a local administrator has no list of the country');

  const page = await (await boss.get(record)).text();
  assert.match(page, /rôle donné, Administration, Gard.\(30\)/);
  const revoke = /\/grants\/[\w-]+\/revoke/.exec(page)?.[0];
  assert.equal((await boss.post(record + revoke)).status, 303);
  assert.equal((await ana.get('/admin/accounts')).status, 403);
  assert.equal((await boss.post(record + revoke)).status, 404);
  const own = await (await boss.get(`/admin/accounts/${boss.accountId}`)).text();
  const ownRevoke = /\/grants\/[\w-]+\/revoke/.exec(own)?.[0];
  const kept = await boss.post(`/admin/accounts/${boss.accountId}${ownRevoke}`);
  assert.equal(kept.status, 422, 'not one’s own');
});

test('a place is chosen: a commune by its name or code, never a name that several bear', () => {
  const of = (scope: string, value: string) =>
    scopeOfFields({
      scope,
      scope_department: value,
      scope_commune: value,
      scope_organisation: value,
    });
  assert.deepEqual(of('national', ''), { kind: 'national' });
  assert.deepEqual(of('department', '2A'), { kind: 'department', code: '2A' });
  const nimes = { kind: 'commune', code: '30189', department: '30' };
  assert.deepEqual(of('commune', 'nimes'), nimes);
  assert.deepEqual(of('commune', ' 30189 '), nimes);
  assert.equal(of('commune', 'Sainte-Colombe'), undefined);
  assert.equal(of('department', '99x'), undefined);
  assert.equal(of('everywhere', '30'), undefined);
});

test('the pages of sign-in and of accounts are accessible', { timeout: 200_000 }, async (t) => {
  const app = await testApp(t);
  const boss = await app.as({ grants: [{ role: 'administrator', scope: NATIONAL }] });
  const visitor = await pageChecker(t, app.visitor());
  await visitor.checkEverywhere('/sign-in');
  const { checkEverywhere } = await pageChecker(t, boss);
  await checkEverywhere('/account', '/admin/accounts', `/admin/accounts/${boss.accountId}`);
});

test('a role given until a day ends by itself after that day', async (t) => {
  const app = await testApp(t);
  const boss = await app.as({ grants: [{ role: 'administrator', scope: NATIONAL }] });
  const ana = await app.as({ email: 'ana@exemple.fr' });
  const fields = { role: 'administrator', scope: 'national', expires: '2026-11-24' };
  assert.equal((await boss.post(`/admin/accounts/${ana.accountId}/grants`, fields)).status, 303);
  app.clock.set('2026-11-24T23:59:00+01:00');
  assert.equal((await ana.get('/admin/accounts')).status, 200);
  app.clock.set('2026-11-25T00:00:00+01:00');
  assert.equal((await ana.get('/admin/accounts')).status, 403);
});

test('a closed account is out at once and cannot come back until it is reopened', async (t) => {
  const app = await testApp(t);
  const boss = await app.as({ grants: [{ role: 'administrator', scope: NATIONAL }] });
  const ana = await app.as({ email: 'ana@exemple.fr' });
  const record = `/admin/accounts/${ana.accountId}`;
  assert.equal((await boss.post(`${record}/close`)).status, 303);
  assert.equal((await ana.get('/account')).status, 303);
  assert.equal((await (await app.as({ email: 'ana@exemple.fr' })).get('/account')).status, 303);
  assert.equal((await boss.post(`${record}/reopen`)).status, 303);
  assert.equal((await (await app.as({ email: 'ana@exemple.fr' })).get('/account')).status, 200);
});

test('an erased account keeps its id and nothing of the person; the address is free again', async (t) => {
  const app = await testApp(t);
  const ana = await app.as({ email: 'ana@exemple.fr', displayName: 'Ana Leroux' });
  await ana.post('/account/email', { email: 'ana.new@exemple.fr' });
  const emails = ['ana@exemple.fr', 'ana.new@exemple.fr'];
  await transaction(app.ctx, (tx) =>
    erasePerson(tx, { accountId: ana.accountId, emails, phones: [], fileIds: [] }),
  );
  assert.equal((await ana.get('/account')).status, 303);
  const { rows } = await app.database.pool.query(
    "SELECT (SELECT json_agg(a) FROM auth.account a)::text || coalesce((SELECT json_agg(c) FROM auth.sign_in_code c)::text, '') AS all",
  );
  assert.doesNotMatch(rows[0].all, /ana|leroux/i);
  const again = await app.as({ email: 'ana@exemple.fr' });
  assert.notEqual(again.accountId, ana.accountId);
});

test('what has ended by the clock is swept away', async (t) => {
  const app = await testApp(t);
  await app.visitor().post('/sign-in', { email: 'ana@exemple.fr' });
  await app.as();
  const count = async () => {
    const { rows } = await app.database.pool.query(
      'SELECT (SELECT count(*) FROM auth.session) AS s, (SELECT count(*) FROM auth.sign_in_code) AS c, (SELECT count(*) FROM auth.rate_limit) AS r',
    );
    return Object.values(rows[0]);
  };
  await sweep.run(app.ctx, {});
  assert.deepEqual(await count(), [1, 1, 2]);
  app.clock.advance({ days: 31 });
  await sweep.run(app.ctx, {});
  assert.deepEqual(await count(), [0, 0, 0]);
});
