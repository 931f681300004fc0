import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { service as credentials, shownCode } from '#platform/credentials/index.ts';
import { writtenTime } from '#platform/ui/time/written-time.ts';
import { testApp } from '#test/harness/app.ts';
import { runCommand } from '#test/harness/cli.ts';
import { addOrganisations } from '../fixtures.ts';
import { followDecisions } from './actions.ts';

const CLUB = {
  communeCode: '30189',
  name: 'Échiquier du Pont',
  rna: 'W302001234',
  facts: { nature: 'D', position: 'A', object: 'jeu d’échecs', objectCode1: '007005' },
} as const;

test('an attestation says who, which programme, how many seats, until when, and goes with its decision', async (t) => {
  const app = await testApp(t);
  // "renfort verify" reads the clock of the machine.
  app.clock.set(new Date().toISOString());
  const { pool } = app.database;
  const [club] = await addOrganisations(app.ctx, [CLUB]);
  const treasurer = await app.as();
  const asked = await treasurer.post(`/eligibility/check/${club?.id}`, {
    pack: 'associations-1901',
  });
  const path = asked.headers.get('location') as string;
  for (const seats of ['', '0', '-1', '10001', '2,5', 'dix']) {
    const refused = await treasurer.post(`${path}/attestation`, { seats });
    assert.equal(refused.status, 422, seats);
    const html = await refused.text();
    assert.match(html, /de 1 à 10 000/);
    assert.ok(seats === '' || html.includes(`value="${seats}"`), 'what was typed is kept');
  }
  assert.equal((await treasurer.get(`${path}/attestation.pdf`)).status, 404);
  const stranger = await app.as();
  assert.equal((await stranger.post(`${path}/attestation`, { seats: '5' })).status, 404);

  assert.equal((await treasurer.post(`${path}/attestation`, { seats: '5' })).status, 303);
  assert.equal((await treasurer.post(`${path}/attestation`, { seats: '5' })).status, 303);
  assert.equal((await treasurer.post(`${path}/attestation`, { seats: '12' })).status, 303);
  const { rows } = await pool.query(
    `SELECT code, revoked_reason AS reason, holder_id AS holder, valid_until AS until
     FROM credentials.issued ORDER BY revoked_at NULLS LAST`,
  );
  assert.deepEqual(
    rows.map(({ reason, holder }) => [reason, holder]),
    [
      ['replaced', club?.id],
      ['', club?.id],
    ],
  );
  const { expires } = (
    await pool.query('SELECT expires_on AS expires FROM associations.eligibility_decision')
  ).rows[0];
  const inTwoYears = new Date(Date.now());
  inTwoYears.setFullYear(inTwoYears.getFullYear() + 2);
  assert.ok(Math.abs(rows[1].until - inTwoYears.getTime()) < 3 * 86_400_000);
  const code = shownCode(rows[1].code);
  assert.ok((await (await treasurer.get(path)).text()).includes(`/verify/${code}`));

  const proof = await (await app.visitor().get(`/verify/${code}`)).text();
  for (const said of [/Valable/, /Échiquier du Pont/, /W302001234/, />12</, /associations/i])
    assert.match(proof, said);
  const lastDay = writtenTime('fr', new Date(`${expires}T12:00:00Z`), 'UTC', 'date');
  assert.ok(proof.includes(`>${lastDay}</time>`), lastDay);
  assert.doesNotMatch(proof, /badge\.png/);
  assert.equal((await app.visitor().get(`/verify/${code}/badge.png`)).status, 404);
  const paper = await treasurer.get(`${path}/attestation.pdf`);
  const bytes = Buffer.from(await paper.arrayBuffer());
  if (!spawnSync('pdftotext', ['-v']).error) {
    const text = execFileSync('pdftotext', ['-layout', '-', '-'], {
      input: bytes,
      encoding: 'utf8',
    });
    for (const said of ['Échiquier du Pont', 'W302001234', '12', code])
      assert.ok(text.includes(said), said);
    assert.ok(text.includes(lastDay));
  }

  const folder = mkdtempSync(join(tmpdir(), 'renfort-attestation-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const save = async (name: string, address: string) => {
    const text = await (await app.visitor().get(address)).text();
    writeFileSync(join(folder, name), text);
    return text;
  };
  const text = await save('attestation.json', `/verify/${code}/credential.json`);
  await save('did.json', '/.well-known/did.json');
  const check = async (file: string) => {
    await save('list.json', '/credentials/status/1');
    const files = ['--issuer', join(folder, 'did.json'), '--status', join(folder, 'list.json')];
    return runCommand(app.ctx, credentials.commands ?? [], [
      'verify',
      join(folder, file),
      ...files,
    ]);
  };
  const valid = await check('attestation.json');
  assert.equal(valid.code, 0, valid.err);
  assert.match(valid.out, /^valid\n[\s\S]*name: Échiquier du Pont\n[\s\S]*seats: 12\n/);
  writeFileSync(join(folder, 'more.json'), text.replace('"seats": "12"', '"seats": "120"'));
  assert.equal((await check('more.json')).code, 5);
  // Two words that exchange their meaning.
  const swapped = text
    .replace('#seats"', '#x"')
    .replace('#programme"', '#seats"')
    .replace('#x"', '#programme"');
  writeFileSync(join(folder, 'swapped.json'), swapped);
  assert.equal((await check('swapped.json')).code, 5);

  await pool.query("UPDATE associations.organisation SET position = 'D' WHERE id = $1", [club?.id]);
  assert.deepEqual((await followDecisions(app.ctx)).revoked, 1);
  assert.equal((await check('attestation.json')).code, 3);
  assert.match(await (await app.visitor().get(`/verify/${code}`)).text(), /Révoquée/);
  const late = await treasurer.post(`${path}/attestation`, { seats: '5' });
  assert.equal(late.status, 422);
  assert.match(await late.text(), /ne donne pas droit/);
});
