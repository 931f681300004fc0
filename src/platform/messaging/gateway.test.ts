import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { listenOn, testApp } from '#test/harness/app.ts';
import { httpGateway } from '#test/harness/message-sinks.ts';
import { dispatchPending, messages, notify, type OutgoingMessage } from './index.ts';

const CALL: OutgoingMessage = {
  channel: 'sms',
  recipient: '+33639981234',
  purpose: 'crisis',
  key: '1',
  lang: 'fr',
  text: 'On a besoin de vous.',
  ignoreQuietHours: true,
};

async function site(t: TestContext, env: Record<string, string> = {}) {
  let now = () => new Date();
  const gateway = await httpGateway(() => now());
  t.after(() => gateway.close());
  const app = await testApp(t, { SMS_GATEWAYS: JSON.stringify([gateway.settings]), ...env });
  now = () => app.ctx.clock.now();
  const url = await listenOn(t, app.hono);
  const stateOf = async (key: string) =>
    (await messages(app.ctx)).find((message) => message.key === key)?.state;
  const report = (...reports: [string, string][]) =>
    JSON.stringify({
      reports: reports.map(([reference, state]) => ({ sms: { reference }, state, cause: 'off' })),
    });
  return { ...app, gateway, stateOf, report, receipts: `${url}/gateway/web/receipts`, url };
}

test('a receipt in the gateway’s own words says what became of a text, once and for all', async (t) => {
  const { ctx, gateway, receipts, report, stateOf } = await site(t);
  await notify(ctx, [CALL, { ...CALL, key: '2', recipient: '+33639981235' }]);
  await dispatchPending(ctx);
  assert.equal(gateway.taken.length, 2);
  assert.deepEqual([await stateOf('1'), await stateOf('2')], ['sent', 'sent']);
  const [first, second] = gateway.taken[0]?.to === CALL.recipient ? ['1', '2'] : ['2', '1'];
  assert.equal((await gateway.tell(receipts, report(['sms-1', 'QUEUED']))).status, 200);
  assert.equal(await stateOf(first as string), 'sent', 'not a word that concludes');
  const told = await gateway.tell(receipts, report(['sms-1', 'delivered'], ['sms-2', 'REJECTED']));
  assert.deepEqual(told, { status: 200, text: 'OK\n' });
  assert.deepEqual(
    [await stateOf(first as string), await stateOf(second as string)],
    ['delivered', 'undelivered'],
  );
  await gateway.tell(receipts, report(['sms-1', 'REJECTED']));
  assert.equal(await stateOf(first as string), 'delivered');
});

test('receipts twice, and before the answer to the sending is known, say the same once', async (t) => {
  const { ctx, database, gateway, receipts, report, stateOf } = await site(t);
  const early = report(['sms-1', 'DELIVERED'], ['sms-2', 'REJECTED']);
  for (let time = 0; time < 2; time++)
    assert.equal(
      (await gateway.tell(receipts, early)).status,
      200,
      'kept until it is known of what',
    );
  await notify(ctx, [CALL, { ...CALL, key: '2', recipient: '+33639981235' }]);
  await dispatchPending(ctx);
  const states = async () => [await stateOf('1'), await stateOf('2')].sort();
  assert.deepEqual(await states(), ['delivered', 'undelivered']);
  const failures = async () => {
    const { rows } = await database.pool.query<{ count: number }>(
      "SELECT count(*) AS count FROM jobs.job WHERE name LIKE '%contact_failed%'",
    );
    return Number(rows[0]?.count);
  };
  assert.equal(await failures(), 1);
  for (let time = 0; time < 2; time++)
    await gateway.tell(receipts, report(['sms-2', 'REJECTED'], ['sms-1', 'DELIVERED']));
  assert.deepEqual(await states(), ['delivered', 'undelivered']);
  assert.equal(await failures(), 1, 'the number is marked once');
});

test('what is not signed by the gateway, now, changes nothing and hears why', async (t) => {
  const { ctx, gateway, receipts, report, stateOf, clock, url } = await site(t);
  await notify(ctx, CALL);
  await dispatchPending(ctx);
  const body = report(['sms-1', 'DELIVERED']);
  const wrong = await gateway.tell(receipts, body, { secret: 'another secret altogether' });
  assert.equal(wrong.status, 401);
  assert.match(wrong.text, /x-gateway-time.*x-gateway-signature.*HMAC-SHA256/s);
  const sixMinutesAgo = new Date(clock.now().getTime() - 360_000);
  assert.equal((await gateway.tell(receipts, body, { at: sixMinutesAgo })).status, 401);
  const inSixMinutes = new Date(clock.now().getTime() + 360_000);
  assert.equal((await gateway.tell(receipts, body, { at: inSixMinutes })).status, 401);
  assert.equal((await fetch(receipts, { method: 'POST', body })).status, 401);
  assert.equal((await gateway.tell(`${url}/gateway/other/receipts`, body)).status, 404);
  assert.equal((await gateway.tell(receipts, body.padEnd(300_000))).status, 413);
  assert.equal(await stateOf('1'), 'sent');
  assert.equal((await gateway.tell(receipts, body)).status, 200);
  assert.equal(await stateOf('1'), 'delivered');
});

test('a reply is kept once however often it comes, as JSON or as a form', async (t) => {
  const { gateway, database, url } = await site(t);
  const replies = `${url}/gateway/web/replies`;
  const body = JSON.stringify({ ref: 7, msisdn: '33639981234', content: 'Bonjour à tous' });
  for (let time = 0; time < 3; time++)
    assert.equal((await gateway.tell(replies, body)).status, 200);
  const form = new URLSearchParams({ ref: '8', msisdn: '+33639981234', content: 'Été & co' });
  const contentType = 'application/x-www-form-urlencoded';
  assert.equal((await gateway.tell(replies, form.toString(), { contentType })).status, 200);
  const { rows } = await database.pool.query(
    'SELECT provider_id, sender, text FROM messaging.incoming_sms ORDER BY provider_id',
  );
  assert.deepEqual(rows, [
    { provider_id: '7', sender: '+33639981234', text: 'Bonjour à tous' },
    { provider_id: '8', sender: '+33639981234', text: 'Été & co' },
  ]);
});

test('what is signed but not understood names the field, and keeps what is understood', async (t) => {
  const { gateway, database, url, receipts } = await site(t);
  const replies = `${url}/gateway/web/replies`;
  const list = JSON.stringify([
    { ref: 'a', msisdn: '33639981234', content: '' },
    { ref: 'b', msisdn: '33639981234' },
    { msisdn: '33639981234', content: 'A1' },
  ]);
  assert.deepEqual(await gateway.tell(replies, list), {
    status: 422,
    text: 'Item 2 has no "content".\nItem 3 has no "ref".\n',
  });
  const { rows } = await database.pool.query('SELECT provider_id FROM messaging.incoming_sms');
  assert.deepEqual(rows, [{ provider_id: 'a' }]);
  const unlisted = await gateway.tell(receipts, '{"other":[]}');
  assert.deepEqual([unlisted.status, /at "reports"/.test(unlisted.text)], [422, true]);
  assert.equal((await gateway.tell(receipts, 'not JSON')).status, 422);
});

test('whoever guesses signatures is slowed down; the gateway never is', async (t) => {
  const { gateway, receipts, report } = await site(t, { RENFORT_PROXIES: '1' });
  const body = report(['sms-1', 'DELIVERED']);
  const guess = () =>
    gateway.tell(receipts, body, { secret: 'a guess, once more', forwardedFor: '203.0.113.9' });
  for (let time = 0; time < 60; time++) assert.equal((await guess()).status, 401);
  assert.equal((await guess()).status, 429);
  const statuses = await Promise.all(
    Array.from({ length: 100 }, () =>
      gateway.tell(receipts, body, { forwardedFor: '203.0.113.1' }),
    ),
  );
  assert.ok(statuses.every(({ status }) => status === 200));
});
