import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import { testDatabase } from './harness/database.ts';
import { eventually } from './harness/eventually.ts';
import { mailSink } from './harness/message-sinks.ts';
import { renfort, serve } from './harness/serving.ts';

/** Somebody's browser at one address: keeps cookies, sends the form token of the page. */
function visitor(address: string) {
  const cookies = new Map<string, string>();
  const ask = async (path: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(address + path, {
      redirect: 'manual',
      ...init,
      headers: { cookie, ...init.headers },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name, value] = (line.split(';')[0] as string).split(/=(.*)/s);
      cookies.set(name as string, value as string);
    }
    return answer;
  };
  return {
    ask,
    async send(path: string, fields: Record<string, string>) {
      const page = await (await ask(path)).text();
      const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] as string;
      return ask(path, { method: 'POST', body: new URLSearchParams({ csrf, ...fields }) });
    },
  };
}

test('the site and the jobs run as programs of their own on one database', async (t) => {
  const { url } = await testDatabase(t);
  const folder = mkdtempSync(join(tmpdir(), 'renfort-split-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const sink = await mailSink();
  t.after(() => sink.close());
  const env = {
    DATABASE_URL: url,
    RENFORT_DATA: folder,
    RENFORT_KEYS_PASSPHRASE: 'nothing is secret in a test',
    SMTP_URL: sink.url,
    MAIL_FROM: 'no-reply@test.example',
  };
  const [first, second] = await Promise.all([
    serve(t, env, ['--web-only']),
    serve(t, env, ['--web-only']),
  ]);
  const ada = visitor(first.address);
  const asked = await ada.send('/sign-in', { email: 'ada@test.example' });
  assert.equal(asked.headers.get('location'), '/sign-in/code');
  await sleep(1_500);
  assert.equal(sink.mails.length, 0, 'nobody sends yet');

  const worker = await serve(t, env, ['--jobs-only']);
  await eventually(() => sink.mails.length === 1, 'the mail leaves');
  assert.equal((await fetch(`${worker.address}/healthz`)).status, 200);
  assert.equal((await (await fetch(`${worker.address}/readyz`)).json()).status, 'ready');
  assert.equal((await fetch(`${worker.address}/sign-in`)).status, 404);

  const { text } = await simpleParser(sink.mails[0]?.source ?? '');
  const code = /^\d{6}$/m.exec(text ?? '')?.[0] as string;
  const signedIn = await ada.send('/sign-in/code', { code });
  assert.equal(signedIn.status, 303);
  // The session is in the database: the other program knows it.
  const elsewhere = await fetch(`${second.address}/account`, {
    redirect: 'manual',
    headers: {
      cookie: signedIn.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; '),
    },
  });
  assert.equal(elsewhere.status, 200);
});

test('one program alone may use the embedded database, and has something to do', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'renfort-split-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const options of [['--web-only'], ['--web-only', '--jobs-only']]) {
    const program = renfort(['serve', '--port', '0', ...options], { RENFORT_DATA: folder });
    assert.equal(await program.ended, 2, program.said());
    assert.match(program.said(), /DATABASE_URL|one of them/);
  }
});
