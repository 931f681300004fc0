import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { testDatabase } from '#test/harness/database.ts';
import { mailSink, smsc } from '#test/harness/message-sinks.ts';
import { renfort } from '#test/harness/serving.ts';
import type { Finding } from './finding.ts';

async function doctor(t: TestContext, change: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'renfort-doctor-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const { url, pool } = await testDatabase(t);
  const env = { DATABASE_URL: url, RENFORT_DATA: folder, ...change };
  return {
    folder,
    pool,
    async look(more: Record<string, string> = {}) {
      const program = renfort(['doctor', '--json'], { ...env, ...more });
      const code = await program.ended;
      const findings = JSON.parse(program.said()) as Finding[];
      const of = (about: string) => findings.filter((finding) => finding.about === about);
      return { code, findings, of };
    },
  };
}

test('a deployment in order: everything answers, nothing is sent', async (t) => {
  const mail = await mailSink();
  t.after(() => mail.close());
  const centre = await smsc();
  t.after(() => centre.close());
  const site = createServer((_, response) => response.end('{"status":"ok"}'));
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  t.after(() => void site.close());
  const { look } = await doctor(t, {
    SMTP_URL: mail.url,
    MAIL_FROM: 'no-reply@test.example',
    SMS_GATEWAYS: JSON.stringify([
      {
        kind: 'smpp',
        name: 'a',
        host: '127.0.0.1',
        port: centre.port,
        systemId: 'r',
        password: 'x',
      },
    ]),
    RENFORT_URL: `http://127.0.0.1:${(site.address() as AddressInfo).port}`,
  });
  const { code, findings, of } = await look();
  // The database of the tests may lose its data, and is told so.
  assert.deepEqual(
    findings.flatMap(({ state, todo }) => (state === 'failure' ? [todo] : [])),
    ['set fsync = on', 'set full_page_writes = on'],
  );
  assert.equal(code, 1);
  for (const about of ['database', 'data folder', 'memory', 'address', 'mail', 'SMS', 'messages']) {
    assert.equal(of(about)[0]?.state, 'ok', `${about}: ${of(about)[0]?.says}`);
  }
  // Nobody serves here, the site is not encrypted, no key was made, nothing signs the mails.
  const warned = findings.filter(({ state }) => state === 'warning').map(({ about }) => about);
  assert.deepEqual(warned.sort(), ['address', 'database', 'keys', 'mail']);
  assert.ok(findings.every(({ state, todo }) => (state === 'ok') === (todo === undefined)));
  assert.equal(mail.mails.length, 0);
  assert.equal(centre.submitted.length, 0);
});

test('each thing that is broken is named, with what to do', async (t) => {
  const { folder, pool, look } = await doctor(t, {
    SMTP_URL: 'smtp://127.0.0.1:1',
    MAIL_FROM: 'no-reply@test.example',
    SMS_GATEWAYS: JSON.stringify([
      { kind: 'smpp', name: 'a', host: '127.0.0.1', port: 1, systemId: 'r', password: 'x' },
      { kind: 'http', name: 'b', url: 'http://127.0.0.1:1/send?to={{to}}' },
    ]),
    RENFORT_URL: 'http://127.0.0.1:1',
  });
  writeFileSync(join(folder, 'issuer-keys.secret'), 'x'.repeat(32));
  chmodSync(join(folder, 'issuer-keys.secret'), 0o644);
  await pool.query(`DELETE FROM platform.migration WHERE module = 'offers'`);
  await pool.query(
    `INSERT INTO credentials.key (id, purpose, algorithm, public_key, sealed_key, created_at)
     VALUES ('k', 'issuer', 'ed25519', '\\x00', decode(repeat('01', 80), 'hex'), now())`,
  );
  await pool.query(
    `INSERT INTO messaging.outbox (id, channel, recipient_hash, purpose, key, lang, text, time_zone,
       priority, not_before, created_at)
     VALUES (gen_random_uuid(), 'email', '\\x00', 'account', 'k', 'fr', '', 'Europe/Paris', 1,
       now() - interval '1 hour', now())`,
  );
  const { code, of } = await look();
  assert.equal(code, 1);
  const failed = (about: string) =>
    of(about).flatMap(({ state, says, todo }) =>
      state === 'failure' ? [`${says} -> ${todo}`] : [],
    );
  assert.match(failed('database').join(), /migrations are missing -> run "renfort migrate"/);
  assert.match(failed('data folder').join(), /others may read .* -> chmod 600/);
  assert.match(failed('keys').join(), /do not open/);
  assert.match(failed('address').join(), /ECONNREFUSED|bad port/);
  assert.match(failed('mail').join(), /127\.0\.0\.1/);
  assert.equal(failed('SMS').length, 2);
  assert.match(failed('messages').join(), /1 by email wait, the oldest for 60 minutes/);

  const away = await look({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' });
  assert.equal(away.code, 1);
  assert.match(away.of('database')[0]?.says ?? '', /does not answer/);
  assert.equal(away.of('keys').length, 0);
  assert.equal(away.of('data folder')[0]?.state, 'ok');
  // A setting that cannot be read is told beside the rest, not instead of it.
  const wrong = await look({ SMS_GATEWAYS: '[' });
  assert.match(wrong.of('SMS')[0]?.says ?? '', /not JSON/);
  assert.ok(wrong.of('database').length > 0);
});
