import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageChecker } from '#test/a11y/check-page.ts';
import { testApp } from '#test/harness/app.ts';
import { dispatchPending, messages, notify, type OutgoingMessage, setDemo } from './index.ts';

const CALL: OutgoingMessage = {
  channel: 'sms',
  recipient: '+33639981234',
  purpose: 'crisis',
  key: 'call',
  lang: 'fr',
  text: 'Renfort : on a besoin de vous. A1 oui, A2 non. https://renfort.example/r/abc',
  ignoreQuietHours: true,
};
const LETTER: OutgoingMessage = {
  channel: 'email',
  recipient: 'ana@demo.renfort.example',
  purpose: 'sign_in',
  key: 'code',
  lang: 'fr',
  subject: 'Votre code <b>123456</b>',
  text: 'Bonjour,\nvoici le code.',
};

test('a demonstration shows every message, its links, and takes answers as a telephone would', async (t) => {
  const app = await testApp(t);
  await setDemo(app.ctx, true);
  await notify(app.ctx, [CALL, LETTER]);
  await dispatchPending(app.ctx);
  assert.deepEqual(
    (await messages(app.ctx)).map(({ state }) => state),
    ['captured', 'captured'],
  );
  const read = async (path: string) => (await app.visitor().get(path)).text();
  const all = await read('/demo/outbox');
  assert.match(all, /href="https:\/\/renfort\.example\/r\/abc"/);
  assert.match(all, /Votre code &lt;b>123456&lt;\/b>|Votre code &lt;b&gt;123456&lt;\/b&gt;/);
  assert.match(all, /1 SMS facturé \(GSM-7\)/);
  assert.doesNotMatch(await read('/demo/outbox?channel=sms'), /Votre code/);
  assert.doesNotMatch(await read('/demo/outbox?recipient=06%2039%2098%2012%2034'), /Votre code/);
  assert.match(await read('/demo/outbox?recipient=Ana@demo.renfort.example'), /Votre code/);

  const telephone = '/demo/outbox/reply?to=%2B33639981234';
  assert.match(await read(telephone), /Le téléphone \+33639981234/);
  const visitor = app.visitor();
  const empty = await visitor.post('/demo/outbox/reply', { from: CALL.recipient, text: ' ' });
  assert.equal(empty.status, 422);
  const sent = await visitor.post('/demo/outbox/reply', { from: CALL.recipient, text: 'bonjour' });
  assert.equal(sent.status, 303);
  const { rows } = await app.database.pool.query('SELECT sender, text FROM messaging.incoming_sms');
  assert.deepEqual(rows, [{ sender: CALL.recipient, text: 'bonjour' }]);
});

test('elsewhere only national administrators look, at exercises only, and nobody answers for others', async (t) => {
  const app = await testApp(t);
  await notify(app.ctx, [{ ...CALL, exercise: true }, LETTER]);
  await dispatchPending(app.ctx);
  const grant = (role: 'administrator' | 'crisis_officer') =>
    app.as({ email: `${role}@x.example`, grants: [{ role, scope: { kind: 'national' } }] });
  assert.equal((await app.visitor().get('/demo/outbox')).status, 404);
  assert.equal((await (await grant('crisis_officer')).get('/demo/outbox')).status, 404);
  const administrator = await grant('administrator');
  const shown = await (await administrator.get('/demo/outbox')).text();
  assert.match(shown, /on a besoin de vous/);
  assert.doesNotMatch(shown, /Votre code|Répondre à la place/);
  const answer = { from: CALL.recipient, text: 'A1' };
  assert.equal((await administrator.post('/demo/outbox/reply', answer)).status, 404);
});

test('the demo outbox is accessible', { timeout: 120_000 }, async (t) => {
  const app = await testApp(t);
  await setDemo(app.ctx, true);
  await notify(app.ctx, [CALL, LETTER]);
  await dispatchPending(app.ctx);
  const { checkEverywhere } = await pageChecker(t, app.visitor());
  await checkEverywhere('/demo/outbox');
  await checkEverywhere('/demo/outbox/reply?to=%2B33639981234');
});
