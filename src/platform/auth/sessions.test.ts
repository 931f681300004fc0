import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testContext } from '#test/harness/database.ts';
import { accountForEmail } from './accounts.ts';
import { giveRole } from './grants.ts';
import { sha256 } from './hash.ts';
import { updateAccount } from './queries/accounts.ts';
import { resumeSession, startSession } from './sessions.ts';

const SYSTEM = { kind: 'system', name: 'test' } as const;

test('one address is one account, also when asked for in parallel', async (t) => {
  const { ctx, database } = await testContext(t);
  const made = await Promise.all(
    Array.from({ length: 8 }, () => accountForEmail(ctx, 'a@exemple.fr', 'fr')),
  );
  assert.equal(new Set(made.map(({ account }) => account.id)).size, 1);
  assert.equal(made.filter(({ created }) => created).length, 1);
  const { rows } = await database.pool.query('SELECT count(*) AS n FROM auth.account');
  assert.deepEqual(rows, [{ n: 1 }]);
});

test('a session is found by its token, whose hash alone is stored', async (t) => {
  const { ctx, database } = await testContext(t);
  const { account } = await accountForEmail(ctx, 'a@exemple.fr', 'en', 'Ana');
  const token = await startSession(
    ctx,
    account.id,
    'email_code',
    'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  );
  const session = await resumeSession(ctx, token);
  assert.equal(session?.actor.accountId, account.id);
  assert.equal(session.label, 'Ana');
  assert.equal(session.newToken, undefined);
  assert.equal(await resumeSession(ctx, `${token.slice(0, -1)}_`), undefined);
  const { rows } = await database.pool.query('SELECT * FROM auth.session');
  assert.equal(rows.length, 1);
  assert.deepEqual(rows[0].token_hash, sha256(token));
  assert.equal(rows[0].browser, 'Firefox');
  assert.equal(rows[0].system, 'Linux');
  assert.ok(!JSON.stringify(rows[0]).includes(token));
});

test('a session ends when idle, and sooner for somebody who holds a role', async (t) => {
  const { ctx, clock } = await testContext(t);
  const { account } = await accountForEmail(ctx, 'a@exemple.fr', 'fr');
  const ordinary = await startSession(ctx, account.id, 'email_code');
  clock.advance({ days: 29 });
  assert.ok(await resumeSession(ctx, ordinary));
  clock.advance({ days: 29 });
  assert.ok(await resumeSession(ctx, ordinary), 'each visit prolongs it');
  clock.advance({ days: 30 });
  assert.equal(await resumeSession(ctx, ordinary), undefined);

  await giveRole(ctx, SYSTEM, account.id, { role: 'reviewer', scope: { kind: 'national' } });
  const privileged = await startSession(ctx, account.id, 'email_code');
  clock.advance({ hours: 23 });
  assert.ok(await resumeSession(ctx, privileged));
  clock.advance({ hours: 25 });
  assert.equal(await resumeSession(ctx, privileged), undefined);
});

test('a visit every day does not keep a privileged session beyond two weeks', async (t) => {
  const { ctx, clock } = await testContext(t);
  const { account } = await accountForEmail(ctx, 'a@exemple.fr', 'fr');
  await giveRole(ctx, SYSTEM, account.id, { role: 'reviewer', scope: { kind: 'national' } });
  const token = await startSession(ctx, account.id, 'email_code');
  for (let hour = 0; hour < 14 * 24 - 12; hour += 12) {
    assert.ok(await resumeSession(ctx, token), `after ${hour} h`);
    clock.advance({ hours: 12 });
  }
  clock.advance({ hours: 12 });
  assert.equal(await resumeSession(ctx, token), undefined);
});

test('a new role gives the session a new token, and the old one is worth nothing', async (t) => {
  const { ctx, clock } = await testContext(t);
  const { account } = await accountForEmail(ctx, 'a@exemple.fr', 'fr');
  const stolen = await startSession(ctx, account.id, 'email_code');
  clock.advance({ minutes: 1 });
  await giveRole(ctx, SYSTEM, account.id, {
    role: 'crisis_officer',
    scope: { kind: 'department', code: '30' },
  });
  const session = await resumeSession(ctx, stolen);
  assert.ok(session?.newToken);
  assert.deepEqual(session.actor.grants, [
    { role: 'crisis_officer', scope: { kind: 'department', code: '30' } },
  ]);
  const after = await resumeSession(ctx, session.newToken);
  assert.equal(after?.id, session.id, 'the same session for the list of devices');
  assert.equal(after.newToken, undefined);
  assert.equal(await resumeSession(ctx, stolen), undefined);
});

test('an answer that is lost with its new token signs nobody out, nor do requests that cross', async (t) => {
  const { ctx, clock } = await testContext(t);
  const { account } = await accountForEmail(ctx, 'a@exemple.fr', 'fr');
  const old = await startSession(ctx, account.id, 'email_code');
  clock.advance({ minutes: 1 });
  await giveRole(ctx, SYSTEM, account.id, { role: 'reviewer', scope: { kind: 'national' } });
  const crossing = await Promise.all(Array.from({ length: 5 }, () => resumeSession(ctx, old)));
  assert.ok(crossing.every((session) => session?.actor.accountId === account.id));
  const given = crossing.flatMap((session) => session?.newToken ?? []);
  assert.equal(given.length, 1, 'one new token, whichever request was first');

  clock.advance({ seconds: 29 });
  assert.equal((await resumeSession(ctx, old))?.newToken, undefined, 'it may still come');
  clock.advance({ seconds: 1 });
  const again = await resumeSession(ctx, old);
  assert.ok(again?.newToken, 'it never came: another one');
  assert.equal(await resumeSession(ctx, given[0] as string), undefined);
  assert.ok(await resumeSession(ctx, again.newToken));
  assert.equal(
    await resumeSession(ctx, old),
    undefined,
    'it came back: the old one is worth nothing',
  );

  await giveRole(ctx, SYSTEM, account.id, {
    role: 'reviewer',
    scope: { kind: 'department', code: '30' },
  });
  clock.advance({ minutes: 1 });
  await giveRole(ctx, SYSTEM, account.id, {
    role: 'reviewer',
    scope: { kind: 'department', code: '34' },
  });
  assert.ok((await resumeSession(ctx, again.newToken))?.newToken);
  clock.advance({ minutes: 10 });
  assert.equal(await resumeSession(ctx, again.newToken), undefined, 'nobody came for ten minutes');
});

test('a role past its end is not held, and a disabled account has no session', async (t) => {
  const { ctx, clock } = await testContext(t);
  const { account } = await accountForEmail(ctx, 'a@exemple.fr', 'fr');
  const end = new Date(clock.now().getTime() + 60_000);
  await giveRole(ctx, SYSTEM, account.id, { role: 'reviewer', scope: { kind: 'national' } }, end);
  const token = await startSession(ctx, account.id, 'email_code');
  assert.equal((await resumeSession(ctx, token))?.actor.grants.length, 1);
  clock.advance({ minutes: 1 });
  assert.equal((await resumeSession(ctx, token))?.actor.grants.length, 0);
  await updateAccount(ctx.db, account.id, { disabled_at: clock.now() });
  assert.equal(await resumeSession(ctx, token), undefined);
});
