import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCommand } from '#test/harness/cli.ts';
import { testContext } from '#test/harness/database.ts';
import { accountByEmail } from './accounts.ts';
import { authenticateToken, hasScope } from './api-tokens.ts';
import { commands } from './commands.ts';
import { parseScope, scopeText } from './domain/scope.ts';
import { resumeSession, startSession } from './sessions.ts';

test('scopes are written and read the same', () => {
  for (const text of [
    'national',
    'department:2A',
    'department:974',
    'commune:30189',
    'organisation:o-1',
  ]) {
    assert.equal(scopeText(parseScope(text)!), text);
  }
  assert.deepEqual(parseScope('commune:97411'), {
    kind: 'commune',
    code: '97411',
    department: '974',
  });
  assert.deepEqual(parseScope('commune:2a004'), {
    kind: 'commune',
    code: '2A004',
    department: '2A',
  });
  for (const text of [
    '',
    'department',
    'department:3',
    'commune:30',
    'national:30',
    'organisation:',
    'department:30:1',
    'x:1',
  ]) {
    assert.equal(parseScope(text), undefined, text);
  }
});

test('the first administrator is made on the command line', async (t) => {
  const { ctx } = await testContext(t);
  const run = (...line: string[]) => runCommand(ctx, commands, ['admin', ...line]);
  const granted = await run('grant', ' Admin@Exemple.FR ', 'administrator', 'national');
  assert.equal(granted.code, 0, granted.err);
  const account = await accountByEmail(ctx, 'admin@exemple.fr');
  const token = await startSession(ctx, account!.id, 'email_code');
  assert.deepEqual((await resumeSession(ctx, token))?.actor.grants, [
    { role: 'administrator', scope: { kind: 'national' } },
  ]);
  assert.equal((await run('grant', 'admin@exemple.fr', 'administrator', 'national')).code, 0);
  const { out } = await run('roles', 'admin@exemple.fr');
  assert.deepEqual(out.match(/in force|revoked/g), ['in force', 'revoked'], 'given anew');
  const id = /^(\S+).*in force$/m.exec(out)?.[1] as string;
  assert.equal((await run('revoke', 'admin@exemple.fr', id)).code, 0);
  assert.equal((await run('revoke', 'admin@exemple.fr', id)).code, 1);
  assert.deepEqual((await resumeSession(ctx, token))?.actor.grants, []);

  for (const wrong of [
    ['grant', 'nobody', 'administrator', 'national'],
    ['grant', 'a@exemple.fr', 'king', 'national'],
    ['grant', 'a@exemple.fr', 'reviewer', 'department:xx'],
    ['grant', 'a@exemple.fr', 'reviewer', 'national', '--expires', 'soon'],
    ['grant', 'a@exemple.fr', 'reviewer', 'national', '--wrong'],
    ['revoke', 'a@exemple.fr', 'x'],
  ]) {
    const outcome = await run(...wrong);
    assert.equal(outcome.code, 2, wrong.join(' '));
    assert.notEqual(outcome.err, '');
  }
  assert.equal(await accountByEmail(ctx, 'a@exemple.fr'), undefined, 'nothing was made');
});

test('an API token is shown once, acts within its scopes, and ends', async (t) => {
  const { ctx, clock, database } = await testContext(t);
  const run = (...line: string[]) => runCommand(ctx, commands, line);
  await run('admin', 'grant', 'feed@exemple.fr', 'crisis_officer', 'department:30');
  const options = ['--account', 'feed@exemple.fr', '--scopes', 'alerts:write,proposals:read'];
  const made = await run('token', 'create', ...options, '--expires', '90d', '--name', 'Alert feed');
  assert.equal(made.code, 0, made.err);
  const token = made.out.trim();
  assert.match(token, /^rnft_[\w-]{43}$/);
  const { rows } = await database.pool.query('SELECT * FROM auth.api_token');
  assert.ok(!JSON.stringify(rows).includes(token.slice(5, -4)));

  const who = await authenticateToken(ctx, token);
  assert.ok(who.ok);
  assert.deepEqual(who.value.grants, [
    { role: 'crisis_officer', scope: { kind: 'department', code: '30' } },
  ]);
  assert.equal(hasScope(who.value, 'alerts:write'), true);
  assert.equal(hasScope(who.value, 'alerts:read'), false);
  for (const other of [`${token.slice(0, -1)}_`, token.slice(5), '', 'rnft_']) {
    assert.deepEqual(await authenticateToken(ctx, other), { ok: false, error: 'token_unknown' });
  }

  const list = await run('token', 'list');
  assert.match(list.out, /…\S{4} {2}feed@exemple\.fr {2}alerts:write,proposals:read {2}in force/);
  assert.ok(!list.out.includes(token));
  clock.advance({ days: 90 });
  assert.deepEqual(await authenticateToken(ctx, token), { ok: false, error: 'token_expired' });

  const other = (await run('token', 'create', ...options, '--name', 'Again')).out.trim();
  const id = /^(\S+).*in force/m.exec((await run('token', 'list')).out)?.[1] as string;
  assert.equal((await run('token', 'revoke', id)).code, 0);
  assert.deepEqual(await authenticateToken(ctx, other), { ok: false, error: 'token_revoked' });
  assert.equal((await run('token', 'revoke', id)).code, 1);

  assert.equal(
    (
      await run(
        'token',
        'create',
        '--account',
        'no@exemple.fr',
        '--scopes',
        'a:read',
        '--name',
        'x',
      )
    ).code,
    2,
  );
  assert.equal(
    (
      await run(
        'token',
        'create',
        '--account',
        'no@exemple.fr',
        '--scopes',
        'alerts:read',
        '--name',
        'x',
      )
    ).code,
    1,
  );
  assert.equal((await run('token', 'create', ...options)).code, 2);
});
