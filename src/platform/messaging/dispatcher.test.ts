import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import { testContext } from '#test/harness/database.ts';
import { eventually } from '#test/harness/eventually.ts';
import { mailSink, smsc } from '#test/harness/message-sinks.ts';
import { runPendingJobs } from '../jobs/index.ts';
import {
  cancelUnsent,
  type Dispatcher,
  messageCounts,
  messages,
  notify,
  type OutgoingMessage,
  onContactFailed,
  onIncomingSms,
  setDemo,
  startDispatcher,
} from './index.ts';

const mail: OutgoingMessage = {
  channel: 'email',
  recipient: 'ana@example.org',
  purpose: 'missions',
  key: 'k',
  lang: 'fr',
  subject: 'Été à Nîmes : « besoin d’aide »',
  text: `Bonjour ç ê œ €\n${'long '.repeat(400)}`,
};
const sms: OutgoingMessage = {
  channel: 'sms',
  recipient: '+33612345678',
  purpose: 'crisis',
  key: 'k',
  lang: 'fr',
  text: 'Renfort: A1 oui, A2 non',
  group: 'call-out',
};

const smppGateway = (port: number, more = {}) => ({
  name: `g${port}`,
  kind: 'smpp',
  host: '127.0.0.1',
  port,
  systemId: 'renfort',
  password: 'x',
  perSecond: 500,
  timeoutSeconds: 2,
  sender: 'RENFORT',
  ...more,
});

async function running(t: TestContext, env: Record<string, string>) {
  // Hooks run in the order they are given: the dispatcher stops before its database goes away.
  let dispatcher: Dispatcher | undefined;
  t.after(() => dispatcher?.stop());
  const parts = await testContext(t, { MAIL_FROM: 'Renfort <no-reply@renfort.example>', ...env });
  dispatcher = await startDispatcher(parts.ctx);
  return parts;
}

test('an e-mail arrives whole, once, with its one-click way out; a sign-in code has none', async (t) => {
  const sink = await mailSink();
  t.after(() => sink.close());
  const { ctx } = await running(t, { SMTP_URL: sink.url });
  await notify(ctx, [mail, { ...mail, purpose: 'sign_in', key: 'code' }]);
  await eventually(() => sink.mails.length === 2, 'two mails');
  await eventually(
    async () => (await messages(ctx, { state: 'sent' })).length === 2,
    'both marked',
  );
  const parsed = await Promise.all(sink.mails.map(({ source }) => simpleParser(source)));
  const listed = parsed.filter((one) => one.headers.has('list'));
  assert.equal(listed.length, 1);
  assert.equal(listed[0]?.subject, mail.subject);
  assert.ok(listed[0]?.text?.startsWith(mail.text));
  assert.match(
    sink.mails.map((one) => one.source).join(),
    /List-Unsubscribe-Post: List-Unsubscribe=One-Click/,
  );
  await sleep(200);
  assert.equal(sink.mails.length, 2);
});

test('nothing reaches real servers in a demo or an exercise', async (t) => {
  const [sink, centre] = [await mailSink(), await smsc()];
  t.after(() => Promise.all([sink.close(), centre.close()]));
  const { ctx } = await running(t, {
    SMTP_URL: sink.url,
    SMS_GATEWAYS: JSON.stringify([smppGateway(centre.port)]),
  });
  await setDemo(ctx, true);
  await notify(ctx, [mail, sms]);
  await eventually(
    async () => (await messages(ctx, { state: 'captured' })).length === 2,
    'captured',
  );
  await setDemo(ctx, false);
  await notify(ctx, [
    { ...mail, key: 'x', exercise: true },
    { ...sms, key: 'x', exercise: true },
  ]);
  await eventually(
    async () => (await messages(ctx, { state: 'captured' })).length === 4,
    'captured',
  );
  assert.deepEqual([sink.mails.length, centre.submitted.length], [0, 0]);
  // The same servers do get what is real, so the silence above was the rule and not a fault.
  await notify(ctx, [
    { ...mail, key: 'real' },
    { ...sms, key: 'real' },
  ]);
  await eventually(() => sink.mails.length === 1 && centre.submitted.length === 1, 'the real ones');
});

test('a long text goes in joined pieces, and is delivered when all of them are', async (t) => {
  const centre = await smsc();
  t.after(() => centre.close());
  const { ctx } = await running(t, { SMS_GATEWAYS: JSON.stringify([smppGateway(centre.port)]) });
  await notify(ctx, { ...sms, text: 'à é è '.repeat(40) });
  await eventually(async () => (await messages(ctx, { state: 'sent' })).length === 1, 'sent');
  assert.equal(centre.submitted.length, 2);
  assert.equal(
    centre.submitted.map((pdu) => pdu.short_message?.message).join(''),
    'à é è '.repeat(40),
  );
  const receipt = (id: string, stat: string) =>
    centre.deliver({ esm_class: 4, short_message: `id:${id} sub:001 stat:${stat} err:000 text:` });
  assert.equal(await receipt('m1', 'DELIVRD'), 0);
  assert.deepEqual(await messageCounts(ctx, 'call-out'), { sent: 1 });
  await receipt('m2', 'DELIVRD');
  assert.deepEqual(await messageCounts(ctx, 'call-out'), { delivered: 1 });
  await receipt('m2', 'UNDELIV');
  assert.deepEqual(await messageCounts(ctx, 'call-out'), { delivered: 1 });
});

test('an address refused for good is told to whoever keeps addresses, a full mailbox is not', async (t) => {
  const sink = await mailSink((to) =>
    to.startsWith('gone') ? 550 : to.startsWith('full') ? 452 : undefined,
  );
  t.after(() => sink.close());
  const told: string[] = [];
  onContactFailed(async (_ctx, { recipient }) => {
    told.push(recipient);
  });
  const { ctx } = await running(t, { SMTP_URL: sink.url });
  await notify(ctx, [
    { ...mail, recipient: 'gone@example.org' },
    { ...mail, recipient: 'full@example.org' },
  ]);
  await eventually(async () => (await messages(ctx, { state: 'failed' })).length === 1, 'failed');
  await eventually(async () => {
    const [full] = await messages(ctx, { recipient: 'full@example.org' });
    return full?.state === 'waiting' && full.attempts === 1;
  }, 'full mailbox waits');
  await runPendingJobs(ctx);
  assert.deepEqual(told, ['gone@example.org']);
});

test('a text from a telephone is stored once, handled once, and answered', async (t) => {
  const centre = await smsc();
  t.after(() => centre.close());
  const { ctx } = await running(t, { SMS_GATEWAYS: JSON.stringify([smppGateway(centre.port)]) });
  const heard: string[] = [];
  onIncomingSms('test', async (_tx, { from, text }) => {
    heard.push(`${from} ${text}`);
    return { text: 'Merci, vous êtes attendu.', lang: 'fr' };
  });
  await notify(ctx, sms);
  await eventually(() => centre.submitted.length === 1, 'call sent');
  const a1 = { source_addr: '33612345678', short_message: 'A1' };
  assert.deepEqual([await centre.deliver(a1), await centre.deliver(a1)], [0, 0]);
  await eventually(() => centre.submitted.length === 2, 'answered');
  assert.deepEqual(heard, ['+33612345678 A1']);
});

test('what is cancelled before its turn does not go; quiet hours wait for the morning', async (t) => {
  const centre = await smsc();
  t.after(() => centre.close());
  let dispatcher: Dispatcher | undefined;
  t.after(() => dispatcher?.stop());
  const { ctx, clock } = await testContext(t, {
    SMS_GATEWAYS: JSON.stringify([smppGateway(centre.port)]),
  });
  clock.set('2026-11-24T23:30:00+01:00');
  dispatcher = await startDispatcher(ctx);
  await notify(ctx, [
    sms,
    { ...sms, recipient: '+33612345679', group: 'night', ignoreQuietHours: true },
  ]);
  await eventually(() => centre.submitted.length === 1, 'the urgent one');
  const [waiting] = await messages(ctx, { group: 'call-out' });
  assert.equal(waiting?.state, 'waiting');
  assert.equal(waiting?.notBefore.toISOString(), '2026-11-25T07:00:00.000Z');
  assert.equal(await cancelUnsent(ctx, 'call-out'), 1);
  clock.set('2026-11-25T08:00:00+01:00');
  await sleep(1_300);
  assert.equal(centre.submitted.length, 1);
});
