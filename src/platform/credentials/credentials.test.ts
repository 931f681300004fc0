import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type Context, transaction } from '#platform/context.ts';
import { erasePerson } from '#platform/erasure.ts';
import { mergePerson } from '#platform/merging.ts';
import { type TestApp, testApp } from '#test/harness/app.ts';
import { runCommand } from '#test/harness/cli.ts';
import { readConfig } from '../config.ts';
import { commands } from './commands.ts';
import { readCode, shownCode } from './domain/code.ts';
import { BADGE } from './fixtures.ts';
import { issue, type NewCredential, onCredentialKind, revoke } from './index.ts';
import { KEY_FILE, SealError, seal, unseal } from './keys/seal.ts';

const SYSTEM = { kind: 'system', name: 'test' } as const;
const HOLDER = '0197f3a0-0000-7000-8000-000000000001';
const TWIN = '0197f3a0-0000-7000-8000-000000000002';
const NAME = 'Zoé Quetzalcoatl';

onCredentialKind({
  ...BADGE,
  show: ({ credentialSubject }) => ({
    title: 'Badge d’essai',
    facts: [
      { label: 'Personne', value: String(Object(credentialSubject).identifier?.[0]?.identityHash) },
    ],
  }),
});

const badge = (changes: Partial<NewCredential> = {}): NewCredential => ({
  kind: BADGE.name,
  about: 'one',
  holder: { kind: 'person', id: HOLDER },
  name: 'Badge',
  subject: {
    identifier: [
      { type: 'IdentityObject', hashed: false, identityType: 'name', identityHash: NAME },
    ],
    achievement: {
      id: 'urn:x:1',
      type: ['Achievement'],
      name: 'Aider',
      description: 'A aidé.',
      criteria: { narrative: 'Aider.' },
    },
  },
  ...changes,
});

const give = (ctx: Context, changes: Partial<NewCredential> = {}) =>
  transaction(ctx, (tx) => issue(tx, badge(changes)));

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'renfort-credentials-'));
  t.after(() => rmSync(path, { recursive: true }));
  return path;
}

/** "renfort verify" reads the clock of the machine. */
async function appOfNow(t: TestContext, env: Record<string, string> = {}): Promise<TestApp> {
  const app = await testApp(t, { RENFORT_DATA: folder(t), ...env });
  app.clock.set(new Date().toISOString());
  return app;
}

test('issued once, in force or replaced, whoever asks at the same moment', async (t) => {
  const { ctx, database } = await testApp(t);
  const all = await Promise.all(Array.from({ length: 5 }, () => give(ctx)));
  assert.equal(new Set(all.map(({ code }) => code)).size, 1);
  const [first] = all as [(typeof all)[0]];
  assert.ok(readCode(shownCode(first.code)).ok);
  const replaced = await give(ctx, { name: 'Badge corrigé' });
  assert.notEqual(replaced.code, first.code);
  const { rows } = await database.pool.query(
    'SELECT code, revoked_reason AS reason FROM credentials.issued ORDER BY issued_at, code',
  );
  assert.deepEqual(
    rows.map(({ code, reason }) => [code, reason]).sort(),
    [
      [first.code, 'replaced'],
      [replaced.code, ''],
    ].sort(),
  );
  await assert.rejects(issue(ctx, badge()), /in a transaction/);
  await assert.rejects(give(ctx, { kind: 'nobody.knows' }), /No service/);
  const rolled = transaction(ctx, async (tx) => {
    await issue(tx, badge({ about: 'rolled back' }));
    throw new Error('no');
  });
  await assert.rejects(rolled, /^Error: no$/);
  const kept = await database.pool.query('SELECT 1 FROM credentials.issued');
  assert.equal(kept.rowCount, 2);
  // Where every place that is drawn is taken, the next list is opened.
  const stubborn: Context = {
    ...ctx,
    random: { ...ctx.random, bytes: (n) => (n === 8 ? ctx.random.bytes(n) : new Uint8Array(n)) },
  };
  const lists: number[] = [];
  for (const about of ['a', 'b', 'c']) lists.push((await give(stubborn, { about })).status.list);
  assert.deepEqual(lists, [1, 2, 3]);
});

test('a credential in the hands of anybody: pages, files, the command, revoked at once', async (t) => {
  const app = await appOfNow(t);
  const { ctx } = app;
  const issued = await give(ctx, { validUntil: new Date(Date.now() + 86_400_000) });
  const path = `/verify/${shownCode(issued.code)}`;
  const text = async (address: string) => {
    const response = await app.anonymous.get(address);
    assert.equal(response.status, 200, address);
    return response.text();
  };
  const shown = await text(path);
  assert.match(shown, /Valable[\s\S]*Badge d’essai|Badge d’essai[\s\S]*Valable/);
  assert.ok(shown.includes(NAME));
  const english = await app.visitor().get(`/verify/${issued.code.toLowerCase()}?lang=en`);
  assert.match(await english.text(), /Genuine, and in force/);

  const home = folder(t);
  const save = async (name: string, address: string) => {
    const response = await app.anonymous.get(address);
    assert.equal(response.status, 200, address);
    writeFileSync(join(home, name), Buffer.from(await response.arrayBuffer()));
    return response;
  };
  const did = await save('did.json', '/.well-known/did.json');
  assert.equal(did.headers.get('access-control-allow-origin'), '*');
  assert.match(did.headers.get('cache-control') ?? '', /public/);
  const files = ['credential.json', 'credential.jwt', 'badge.png', 'badge.svg'];
  for (const file of files) {
    const { headers } = await save(file, `${path}/${file}`);
    assert.match(headers.get('content-disposition') ?? '', /^attachment; filename="[0-9A-Z-]+\./);
  }
  const list = `/credentials/status/${issued.status.list}`;
  await save('list.json', list);
  const verify = (file: string, ...more: string[]) =>
    runCommand(ctx, commands, ['verify', join(home, file), ...more]);
  const by = ['--issuer', join(home, 'did.json')];
  const and = ['--status', join(home, 'list.json')];
  for (const file of files) {
    const { code, out, err } = await verify(file, ...by, ...and);
    assert.equal(code, 0, file + out + err);
    assert.match(out, /^valid\n[\s\S]*revocation: not revoked/);
  }
  const unchecked = await verify('credential.json', ...by);
  assert.ok(unchecked.code === 0 && /NOT CHECKED: fetch http/.test(unchecked.out));
  assert.equal((await verify('credential.json')).code, 6, 'nobody is trusted by itself');
  const altered = readFileSync(join(home, 'credential.json'), 'utf8').replace(NAME, 'Max');
  writeFileSync(join(home, 'altered.json'), altered);
  const seen = await verify('altered.json', ...by, ...and);
  assert.ok(seen.code === 5 && !seen.out.includes('Max'), seen.out);
  for (const [args, said] of [
    [['nothing.json'], /cannot be opened: ENOENT/],
    [['did.json'], /is not a credential: it is JSON/],
    [['credential.json', '--issuer', join(home, 'list.json')], /does not say who an issuer is/],
    [['credential.json', ...by, '--status', join(home, 'credential.json')], /not a status list/],
  ] as const) {
    const { code, out, err } = await verify(args[0], ...args.slice(1));
    assert.deepEqual([code, out], [2, ''], err);
    assert.match(err, said);
    assert.doesNotMatch(err, /\n.*\n|at .*:\d+/);
  }

  const upload = async (name: string) => {
    const file = new File([readFileSync(join(home, name))], name);
    const response = await app.visitor().post('/verify', { file });
    return { status: response.status, html: await response.text() };
  };
  for (const file of files) assert.match((await upload(file)).html, /Authentique, et en vigueur/);
  assert.match((await upload('altered.json')).html, /Altérée/);
  writeFileSync(join(home, 'x.pdf'), '%PDF-1.7');
  for (const [name, said] of [
    ['x.pdf', /Un PDF se vérifie par le code/],
    ['did.json', /n’est pas une attestation vérifiable/],
  ] as const) {
    const { status, html } = await upload(name);
    assert.equal(status, 422);
    assert.match(html, said);
  }

  assert.deepEqual(await revoke(ctx, SYSTEM, issued.code, ' '), {
    ok: false,
    error: 'reason_missing',
  });
  const cli = (...args: string[]) => runCommand(ctx, commands, ['credentials', 'revoke', ...args]);
  assert.equal((await cli(issued.code)).code, 2);
  assert.equal((await cli('0000', '--reason', 'x')).code, 2);
  assert.equal((await cli(shownCode(issued.code), '--reason', 'Erreur')).code, 0);
  assert.match((await cli(issued.code, '--reason', 'x')).err, /already/);
  assert.match(await text(path), /Révoquée/);
  assert.doesNotMatch(await text(path), /Erreur/);
  assert.match((await upload('badge.png')).html, /Révoquée/);
  await save('list.json', list);
  for (const file of files) assert.equal((await verify(file, ...by, ...and)).code, 3);

  const later = await give(ctx, {
    about: 'short',
    validFrom: new Date(Date.now() - 7_200_000),
    validUntil: new Date(Date.now() - 3_600_000),
  });
  await save('short.json', `/verify/${later.code}/credential.json`);
  assert.equal((await verify('short.json', ...by)).code, 4);
  assert.match(await text(`/verify/${later.code}`), /Expirée/);
  const soon = await give(ctx, { about: 'soon', validFrom: new Date(Date.now() + 3_600_000) });
  await save('soon.json', `/verify/${soon.code}/credential.json`);
  const early = await verify('soon.json', ...by);
  assert.ok(early.code === 4 && early.out.startsWith('not yet\n'));
});

test('a wrong sign is told at once; codes that are guessed are counted', async (t) => {
  const app = await testApp(t);
  const issued = await give(app.ctx);
  const other = issued.code[3] === '7' ? '8' : '7';
  const wrong = issued.code.slice(0, 3) + other + issued.code.slice(4);
  const from = { 'x-forwarded-for': '203.0.113.9' };
  for (const address of [
    `/verify/${wrong}`,
    `/verify?code=${wrong}`,
    `/verify/${wrong}/badge.png`,
  ]) {
    const response = await app.anonymous.get(address, from);
    assert.equal(response.status, 404);
    const html = await response.text();
    assert.match(html, /faute de frappe/);
    assert.ok(html.includes(wrong), 'what was typed is kept');
  }
  const counted = await app.database.pool.query(
    "SELECT 1 FROM auth.rate_limit WHERE key LIKE 'wrong_token%'",
  );
  assert.equal(counted.rowCount, 0);
  assert.match(await (await app.anonymous.get('/verify/7K3F')).text(), /pas complet/);
  assert.match(await (await app.anonymous.get('/verify/7K3F-9QRT-2MXBU')).text(), /sans U/);
  const asked = await app.anonymous.get(`/verify?code=${issued.code.toLowerCase()}`);
  assert.equal(asked.headers.get('location'), `/verify/${shownCode(issued.code)}`);
  const unknown = await app.anonymous.get('/verify/0000000000000');
  assert.equal(unknown.status, 404);
  assert.match(await unknown.text(), /Code inconnu/);
  assert.equal((await app.anonymous.get('/credentials/status/99')).status, 404);
});

test('keys are sealed in the database, rotate, and what the old ones signed stays valid', async (t) => {
  const app = await appOfNow(t);
  const { ctx, database } = app;
  const before = await give(ctx);
  const jwt = await (await app.anonymous.get(`/verify/${before.code}/credential.jwt`)).text();
  const stored = await database.pool.query('SELECT * FROM credentials.key ORDER BY algorithm');
  assert.deepEqual(
    stored.rows.map(({ algorithm }) => algorithm),
    ['ed25519', 'rs256'],
  );
  for (const { sealed_key, public_key } of stored.rows) {
    createPublicKey({ key: public_key, type: 'spki', format: 'der' });
    assert.ok(!sealed_key.includes(Buffer.from('06032b6570', 'hex')), 'no PKCS #8 in the clear');
  }
  const rotated = await runCommand(ctx, commands, ['keys', 'rotate']);
  assert.equal(rotated.code, 0);
  const { out } = await runCommand(ctx, commands, ['keys', 'list']);
  assert.equal(out.match(/^in use/gm)?.length, 2);
  assert.equal(out.match(/^retired/gm)?.length, 2);
  const gone = await database.pool.query(
    'SELECT count(sealed_key) AS sealed, count(*) AS keys FROM credentials.key',
  );
  assert.deepEqual(gone.rows, [{ sealed: 2, keys: 4 }]);
  const after = await give(ctx, { about: 'after' });
  const home = folder(t);
  // Without --issuer: this Renfort itself, from the file that the rotation wrote.
  for (const [name, text] of [
    ['before.json', before.document],
    ['after.json', after.document],
    ['before.jwt', jwt],
  ] as const) {
    writeFileSync(join(home, name), text as string);
    const { code, out: said } = await runCommand(ctx, commands, ['verify', join(home, name)]);
    assert.equal(code, 0, said);
  }
  const [, was] = /#(z6Mk\w+)"/.exec(before.document as string) as RegExpExecArray;
  const [, is] = /#(z6Mk\w+)"/.exec(after.document as string) as RegExpExecArray;
  assert.notEqual(was, is);
  assert.match(await (await app.anonymous.get(`/verify/${before.code}`)).text(), /Valable/);

  // Another passphrase: nothing new is signed, everything else goes on.
  const lost: Context = {
    ...ctx,
    config: readConfig({ RENFORT_KEYS_PASSPHRASE: 'another passphrase', RENFORT_LOG: 'silent' }),
  };
  await assert.rejects(give(lost, { about: 'lost' }), SealError);
  assert.equal((await runCommand(lost, commands, ['keys', 'rotate'])).code, 0);
  await give(lost, { about: 'found' });
});

test('a seal: by key file or passphrase, bound to its key, and never half', (t) => {
  const path = folder(t);
  const byFile = readConfig({ RENFORT_DATA: path });
  const byWords = readConfig({ RENFORT_DATA: path, RENFORT_KEYS_PASSPHRASE: 'long enough words' });
  const plain = Buffer.from('a private key');
  for (const config of [byFile, byWords]) {
    const sealed = seal(config, 'z6Mk1', plain);
    assert.ok(!sealed.includes(plain));
    assert.deepEqual(unseal(config, 'z6Mk1', sealed), plain);
    assert.throws(() => unseal(config, 'z6Mk2', sealed), SealError);
    const changed = Buffer.from(sealed);
    changed[sealed.length - 1]! ^= 1;
    assert.throws(() => unseal(config, 'z6Mk1', changed), SealError);
  }
  // What was sealed by the file is still opened once a passphrase is set.
  assert.deepEqual(unseal(byWords, 'a', seal(byFile, 'a', plain)), plain);
  assert.throws(() => unseal(byFile, 'a', seal(byWords, 'a', plain)), /PASSPHRASE is not set/);
  assert.equal(statSync(join(path, KEY_FILE)).mode & 0o777, 0o600);
  const short = readConfig({ RENFORT_KEYS_PASSPHRASE: 'short' });
  assert.throws(() => seal(short, 'a', plain), /too short/);
});

test('an erased person leaves no name behind; two records of one person become one holder', async (t) => {
  const app = await testApp(t);
  const { ctx, database } = app;
  const one = await give(ctx);
  await give(ctx, { about: 'two' });
  const twin = await give(ctx, { holder: { kind: 'person', id: TWIN } });
  const moved = await transaction(ctx, (tx) => mergePerson(tx, { from: TWIN, into: HOLDER }));
  assert.equal(moved.credentials, 1);
  const { rows } = await database.pool.query(
    'SELECT revoked_reason AS reason, holder_id AS holder FROM credentials.issued WHERE code = $1',
    [twin.code],
  );
  assert.deepEqual(rows, [{ reason: 'merged', holder: HOLDER }]);
  await transaction(ctx, (tx) =>
    erasePerson(tx, { volunteerId: HOLDER, emails: [], phones: [], fileIds: [] }),
  );
  const page = await app.anonymous.get(`/verify/${one.code}`);
  const html = await page.text();
  assert.match(html, /Effacée/);
  assert.ok(!html.includes(NAME));
  assert.equal((await app.anonymous.get(`/verify/${one.code}/credential.json`)).status, 404);
  const left = await database.pool.query(
    `SELECT count(*) AS rows, count(holder_id) + count(document) AS known FROM credentials.issued
     WHERE NOT (issued::text LIKE '%Quetzalcoatl%')`,
  );
  assert.deepEqual(left.rows, [{ rows: 3, known: 0 }]);
  // Her own file is still what was signed, and not revoked.
  const kept = new File([one.document as string], 'x.json');
  assert.match(await (await app.visitor().post('/verify', { file: kept })).text(), /Authentique/);
});
