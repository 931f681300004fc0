import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { testDatabase } from '#test/harness/database.ts';
import { eventually } from '#test/harness/eventually.ts';
import { httpSink, mailSink, smsc } from '#test/harness/message-sinks.ts';
import { readConfig } from '../config.ts';
import { createContext } from '../context.ts';
import {
  type Dispatcher,
  messageCounts,
  messages,
  notify,
  type OutgoingMessage,
  startDispatcher,
} from './index.ts';

/** `docs/guide/messages.md` promises it: the other gateway takes over within this time. */
const FAIL_OVER_MS = 3_000;

const GROUP = 'call-out';
const call = {
  purpose: 'crisis',
  key: 'k',
  lang: 'fr',
  text: 'A1 oui, A2 non',
  group: GROUP,
} as const;

function calls(count: number, channel: 'email' | 'sms'): OutgoingMessage[] {
  return Array.from({ length: count }, (_, n) => ({
    ...call,
    channel,
    recipient: channel === 'sms' ? `+3363998${1_000 + n}` : `person-${n}@example.org`,
    ...(channel === 'email' ? { subject: 'Appel' } : {}),
  }));
}

const smpp = (name: string, port: number) => ({
  name,
  kind: 'smpp',
  host: '127.0.0.1',
  port,
  systemId: 'renfort',
  password: 'x',
  perSecond: 500,
  timeoutSeconds: 2,
});
const http = (name: string, url: string) => ({
  name,
  kind: 'http',
  url,
  perSecond: 500,
  timeoutSeconds: 1,
});

/** The dispatcher on the real clock, as these faults take real time. */
async function running(t: TestContext, env: Record<string, string>) {
  let dispatcher: Dispatcher | undefined;
  t.after(() => dispatcher?.stop());
  const { db } = await testDatabase(t);
  const config = readConfig({ MAIL_FROM: 'no-reply@renfort.example', QUIET_HOURS: 'none', ...env });
  const ctx = createContext({ config, db, log: pino({ level: 'silent' }) });
  return {
    ctx,
    count: () => messageCounts(ctx, GROUP),
    start: async () => {
      dispatcher = await startDispatcher(ctx);
    },
  };
}

test('while the mail server is away e-mails wait; when it is back each goes once', async (t) => {
  const before = await mailSink();
  const { ctx, count, start } = await running(t, { SMTP_URL: before.url, MAIL_PER_SECOND: '1000' });
  await start();
  await notify(ctx, calls(20, 'email'));
  await eventually(async () => (await count()).sent === 20, 'the first are sent');
  await before.close();

  await notify(
    ctx,
    calls(60, 'email').map((message) => ({ ...message, key: 'second' })),
  );
  await eventually(async () => {
    const [one] = (await messages(ctx, { group: GROUP, state: 'waiting' })).filter(
      ({ error }) => error !== null,
    );
    return one !== undefined;
  }, 'the fault is noted');
  await sleep(300);
  const { sent, waiting = 0, sending = 0 } = await count();
  assert.deepEqual([sent, waiting + sending], [20, 60], 'nothing is lost, refused or in doubt');

  const after = await mailSink(undefined, before.port);
  t.after(() => after.close());
  await eventually(async () => (await count()).sent === 80, 'the rest is sent');
  assert.equal(after.mails.length, 60);
  assert.equal(new Set(after.mails.map(({ to }) => to)).size, 60);
  const attempts = new Set((await messages(ctx, { group: GROUP })).map((one) => one.attempts));
  assert.deepEqual(
    attempts,
    new Set([1]),
    'a server that is away does not count against a message',
  );
});

test('a mail server that takes an e-mail and hangs up before its answer gets it again after a minute, not at once', async (t) => {
  const sink = await mailSink(() => 'hang_up');
  t.after(() => sink.close());
  const { ctx, start } = await running(t, { SMTP_URL: sink.url });
  await notify(ctx, calls(1, 'email'));
  await start();
  await eventually(() => sink.mails.length === 1, 'taken');
  await sleep(1_500);
  assert.equal(sink.mails.length, 1, 'not again at once');
  const [one] = await messages(ctx, { group: GROUP });
  assert.deepEqual([one?.state, one?.attempts, one?.gateway], ['waiting', 1, 'smtp']);
  assert.ok((one?.notBefore.getTime() ?? 0) > Date.now() + 50_000);
});

test('two gateways, the first refuses connections: the second takes over in time, nobody is written to twice', async (t) => {
  const [refusing, second] = [await httpSink(), await smsc()];
  t.after(() => second.close());
  await refusing.close();
  const { ctx, count, start } = await running(t, {
    SMS_GATEWAYS: JSON.stringify([http('first', refusing.url), smpp('second', second.port)]),
  });
  await start();
  await eventually(() => second.bound() === 1, 'the second is bound');
  await notify(ctx, calls(50, 'sms'));
  await eventually(async () => (await count()).sent === 50, 'all went out', FAIL_OVER_MS);
  assert.equal(second.submitted.length, 50);
  assert.equal(new Set(second.submitted.map((pdu) => pdu.destination_addr)).size, 50);
});

for (const kind of ['SMPP', 'HTTP']) {
  test(`an ${kind} gateway takes a text and never answers: the text is uncertain, and no other gateway sends it`, async (t) => {
    const [silentHttp, silentSmsc] = [await httpSink(() => 'silence'), await smsc(() => 'silence')];
    const second = await smsc();
    t.after(() => Promise.all([silentHttp.close(), silentSmsc.close(), second.close()]));
    const { ctx, count, start } = await running(t, {
      SMS_GATEWAYS: JSON.stringify([
        kind === 'HTTP' ? http('silent', silentHttp.url) : smpp('silent', silentSmsc.port),
        smpp('second', second.port),
      ]),
    });
    await start();
    await eventually(() => second.bound() === 1, 'the second gateway is ready');
    await notify(ctx, calls(1, 'sms'));
    await eventually(async () => (await count()).uncertain === 1, 'uncertain');
    // Long enough for a message that were to be begun again.
    await sleep(1_500);
    assert.deepEqual(await count(), { uncertain: 1 });
    assert.equal(second.submitted.length, 0);
    if (kind === 'HTTP') assert.equal(silentHttp.requests.length, 1);
  });
}

test('a gateway slow to open its connection is waited for, not taken for broken', async (t) => {
  const centre = await smsc(undefined, { bindDelayMs: 400 });
  t.after(() => centre.close());
  const { ctx, count, start } = await running(t, {
    SMS_GATEWAYS: JSON.stringify([smpp('slow', centre.port)]),
  });
  await notify(ctx, calls(5, 'sms'));
  await start();
  await eventually(async () => (await count()).sent === 5, 'sent', 2_500);
});
