import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dispatchPending, messages } from '#platform/messaging/index.ts';
import { listenOn, testApp } from '#test/harness/app.ts';
import { httpGateway } from '#test/harness/message-sinks.ts';
import { addCrisis, addNeedTo, addPeople, callEveryone, phoneOf } from './fixtures.ts';

test('a call goes out by an HTTP gateway, which brings back its receipt, "A1" and "STOP"', async (t) => {
  let now = () => new Date();
  const gateway = await httpGateway(() => now());
  t.after(() => gateway.close());
  const app = await testApp(t, { SMS_GATEWAYS: JSON.stringify([gateway.settings]) });
  now = () => app.ctx.clock.now();
  const url = await listenOn(t, app.hono);
  await addPeople(app.ctx, app.database, [{}, {}]);
  const key = await addNeedTo(app.ctx, await addCrisis(app.ctx), { places: 2 });
  await callEveryone(app.ctx, key);
  await dispatchPending(app.ctx);
  assert.equal(gateway.taken.length, 2);

  const index = gateway.taken.findIndex(({ to }) => to === phoneOf(0));
  const receipt = { sms: { reference: `sms-${index + 1}` }, state: 'DELIVERED' };
  await gateway.tell(`${url}/gateway/web/receipts`, JSON.stringify({ reports: [receipt] }));
  const [called] = await messages(app.ctx, { channel: 'sms', recipient: phoneOf(0) });
  assert.equal(called?.state, 'delivered');

  const reply = (ref: string, person: number, content: string) =>
    gateway.tell(
      `${url}/gateway/web/replies`,
      JSON.stringify({ ref, msisdn: phoneOf(person).slice(1), content }),
    );
  assert.equal((await reply('mo-1', 0, 'A1')).status, 200);
  assert.equal((await reply('mo-1', 0, 'A2')).status, 200, 'the same identifier is the same text');
  const { rows } = await app.database.pool.query('SELECT state FROM crises.place');
  assert.deepEqual(rows, [{ state: 'confirmed' }]);
  await dispatchPending(app.ctx);
  assert.match(gateway.taken.at(-1)?.message ?? '', /attendu/);

  await reply('mo-2', 1, 'STOP');
  await dispatchPending(app.ctx);
  assert.match(gateway.taken.at(-1)?.message ?? '', /START/);
  await callEveryone(app.ctx, await addNeedTo(app.ctx, key.crisisId, { places: 2 }));
  await dispatchPending(app.ctx);
  const [after] = await messages(app.ctx, { channel: 'sms', recipient: phoneOf(1) });
  assert.equal(after?.state, 'muted');
});
