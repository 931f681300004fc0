import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import {
  addCrisis,
  addNeedTo,
  addPeople,
  callEveryone,
  phoneOf,
} from '#services/crises/fixtures.ts';
import { pageChecker } from '#test/a11y/check-page.ts';
import { testApp } from '#test/harness/app.ts';
import { mailSink } from '#test/harness/message-sinks.ts';
import { dispatchPending, messages, notify, type OutgoingMessage, setDemo } from './index.ts';

const LETTER: OutgoingMessage = {
  channel: 'email',
  recipient: 'anastasia@x.example',
  purpose: 'account',
  key: '1',
  lang: 'fr',
  subject: 'Bonjour',
  text: 'un secret de polichinelle',
};
const TEXT: OutgoingMessage = { ...LETTER, channel: 'sms', recipient: '+33639981234' };
const NATIONAL = { role: 'administrator', scope: { kind: 'national' } } as const;

/** One letter that a server refuses, one text whose fate a gateway does not know. */
async function troubled(t: TestContext) {
  let refusing = true;
  let status = 502;
  const sink = await mailSink(() => (refusing ? 550 : undefined));
  let texts = 0;
  const gateway = createServer((_request, response) => {
    texts += 1;
    response.writeHead(status).end('{}');
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  t.after(() => Promise.all([sink.close(), gateway.close(), gateway.closeAllConnections()]));
  const { port } = gateway.address() as AddressInfo;
  const app = await testApp(t, {
    SMTP_URL: sink.url,
    MAIL_FROM: 'Renfort <no-reply@renfort.example>',
    SMS_GATEWAYS: JSON.stringify([
      { name: 'web', kind: 'http', url: `http://127.0.0.1:${port}/`, perSecond: 500 },
    ]),
  });
  await notify(app.ctx, [LETTER, TEXT]);
  await dispatchPending(app.ctx);
  const idOf = async (channel: 'email' | 'sms') =>
    (await messages(app.ctx, { channel }))[0]?.id as string;
  const stateOf = async (channel: 'email' | 'sms') =>
    (await messages(app.ctx, { channel }))[0]?.state;
  const mend = () => {
    refusing = false;
    status = 200;
  };
  return { app, sink, idOf, stateOf, mend, texts: () => texts };
}

test('administrators see what failed and why, without addresses nor texts', async (t) => {
  const { app } = await troubled(t);
  const admin = await app.as({ grants: [NATIONAL] });
  const page = await (await admin.get('/admin/messages')).text();
  assert.match(page, /a…@x\.example/);
  assert.match(page, /\+33 … 34/);
  assert.match(page, /HTTP 502/);
  assert.match(page, /5\.1\.1 refused by the test/);
  assert.match(page, /envoi incertain/);
  assert.doesNotMatch(page, /anastasia|639981234|polichinelle/);
  assert.match(page, /<a class="rf-menu__link" href="\/admin\/messages"/);
  const local = await app.as({
    grants: [{ role: 'administrator', scope: { kind: 'department', code: '30' } }],
  });
  const elsewhere = await (await local.get('/admin/accounts')).text();
  assert.doesNotMatch(elsewhere, /\/admin\/messages/, 'no door to what one may not open');
  const texts = await (await admin.get('/admin/messages?channel=sms')).text();
  assert.doesNotMatch(texts, /a…@x\.example/);
  assert.match(await (await admin.get('/admin/messages?state=sent')).text(), /Aucun message/);
});

test('what is tried again leaves, once; what is given up never does', async (t) => {
  const { app, sink, idOf, stateOf, mend, texts } = await troubled(t);
  const admin = await app.as({ grants: [NATIONAL] });
  const [letter, text] = [await idOf('email'), await idOf('sms')];
  assert.deepEqual([await stateOf('email'), await stateOf('sms')], ['failed', 'uncertain']);
  const nothing = await admin.post('/admin/messages', { act: 'retry' });
  assert.equal(nothing.status, 422);
  assert.match(await nothing.text(), /Choisissez au moins un message/);

  mend();
  const retried = await admin.post('/admin/messages', { act: 'retry', 'ids[]': [letter] });
  assert.equal(retried.headers.get('location'), '/admin/messages?retry=1&left=0');
  await admin.post('/admin/messages', { act: 'give_up', 'ids[]': [text, letter] });
  assert.deepEqual([await stateOf('email'), await stateOf('sms')], ['waiting', 'abandoned']);
  await dispatchPending(app.ctx);
  assert.deepEqual([await stateOf('email'), await stateOf('sms')], ['sent', 'abandoned']);
  assert.deepEqual([sink.mails.length, texts()], [1, 1]);

  const late = await admin.post('/admin/messages', { act: 'retry', 'ids[]': [letter, text] });
  assert.equal(late.headers.get('location'), '/admin/messages?retry=0&left=2');
  await dispatchPending(app.ctx);
  assert.deepEqual([sink.mails.length, texts()], [1, 1]);
  const { rows } = await app.database.pool.query(
    `SELECT action, subject_id FROM audit.entry WHERE subject_kind = 'message' ORDER BY seq`,
  );
  assert.deepEqual(rows, [
    { action: 'message.retried', subject_id: letter },
    { action: 'message.given_up', subject_id: text },
  ]);
});

test('an uncertain text may be tried again by a person; a code or an erased message may not', async (t) => {
  const { app, idOf, stateOf, mend, texts } = await troubled(t);
  const admin = await app.as({ grants: [NATIONAL] });
  mend();
  await admin.post('/admin/messages', { act: 'retry', 'ids[]': [await idOf('sms')] });
  await dispatchPending(app.ctx);
  assert.deepEqual([await stateOf('sms'), texts()], ['sent', 2]);
  await app.database.pool.query(
    "UPDATE messaging.outbox SET recipient = NULL, text = '' WHERE channel = 'email'",
  );
  const asked = await admin.post('/admin/messages', {
    act: 'retry',
    'ids[]': [await idOf('email')],
  });
  assert.equal(asked.headers.get('location'), '/admin/messages?retry=0&left=1');
});

test('both lists of messages are narrowed to one call, by the name people give it', async (t) => {
  const app = await testApp(t);
  await setDemo(app.ctx, true);
  await addPeople(app.ctx, app.database, [{}]);
  const crisis = await addCrisis(app.ctx);
  await callEveryone(app.ctx, await addNeedTo(app.ctx, crisis));
  await notify(app.ctx, { ...LETTER, purpose: 'missions' });
  await dispatchPending(app.ctx);
  const group = (await messages(app.ctx, { recipient: phoneOf(0) }))[0]?.group ?? '';
  const admin = await app.as({ grants: [NATIONAL] });
  for (const path of ['/admin/messages?state=all', '/demo/outbox?']) {
    const all = await (await admin.get(path)).text();
    assert.match(all, new RegExp(`<option value="${group}"[^>]*>Crue des Gardons\\s: Accueil`));
    assert.match(all, /<strong>3<\/strong>/);
    const one = await (await admin.get(`${path}&group=${group}`)).text();
    assert.match(one, /<strong>2<\/strong>/);
  }
});

test('the page of messages is accessible', { timeout: 120_000 }, async (t) => {
  const { app } = await troubled(t);
  const { checkEverywhere } = await pageChecker(t, await app.as({ grants: [NATIONAL] }));
  await checkEverywhere('/admin/messages', '/admin/messages?state=sent');
});
