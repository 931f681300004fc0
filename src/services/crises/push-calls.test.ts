import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messages } from '#platform/messaging/index.ts';
import { testApp } from '#test/harness/app.ts';
import { addCrisis, addNeedTo, addPeople, callEveryone } from './fixtures.ts';

test('a call also goes to the devices of whoever subscribed one, beside text and e-mail', async (t) => {
  const app = await testApp(t);
  const ids = await addPeople(app.ctx, app.database, [{}, {}, {}]);
  const [ana, bea] = [await app.as(), await app.as()];
  for (const [index, { accountId }] of [ana, bea].entries()) {
    await app.database.pool.query('UPDATE volunteers.volunteer SET account_id = $1 WHERE id = $2', [
      accountId,
      ids[index],
    ]);
  }
  await ana.post('/account/notifications/push', {
    endpoint: 'https://push.example.org/ana',
    p256dh: Buffer.alloc(65, 4).toString('base64url'),
    auth: Buffer.alloc(16, 1).toString('base64url'),
  });
  const crisis = await addCrisis(app.ctx, { exercise: true });
  await callEveryone(app.ctx, await addNeedTo(app.ctx, crisis));
  const sent = await messages(app.ctx);
  const pushed = sent.filter(({ channel }) => channel === 'push');
  assert.deepEqual(
    pushed.map(({ recipient, exercise }) => [recipient, exercise]),
    [[ana.accountId, true]],
  );
  assert.match(pushed[0]?.subject ?? '', /^\[EXERCICE\] Besoin de vous/);
  assert.match(pushed[0]?.text ?? '', /^Préfecture du Gard\n.*\n.*\nhttps?:\/\/\S+\/r\/\S+$/);
  for (const channel of ['email', 'sms']) {
    assert.equal(sent.filter((message) => message.channel === channel).length, 3);
  }
});
