import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageChecker } from '#test/a11y/check-page.ts';
import { testApp } from '#test/harness/app.ts';
import { readStopWord } from './domain/stop-word.ts';
import {
  dispatchPending,
  messages,
  notify,
  type OutgoingMessage,
  receiveSms,
  setDemo,
} from './index.ts';
import { selectPepper } from './queries/installation.ts';
import { addressHash } from './queries/preference.ts';
import { unsubscribeToken } from './unsubscribe.ts';

const CALL: OutgoingMessage = {
  channel: 'sms',
  recipient: '+33639981234',
  purpose: 'crisis',
  key: '1',
  lang: 'fr',
  text: 'On a besoin de vous.',
  ignoreQuietHours: true,
};

test('STOP is a text of its own, never a word in a sentence', () => {
  for (const text of ['STOP', ' stop ', 'Stop SMS', 'arrêt svp', 'STOP STOP']) {
    assert.equal(readStopWord(text), 'stop', text);
  }
  for (const text of ['', 'merci', 'A1', 'je ne peux pas stop', 'stop ou encore', 'on y va']) {
    assert.equal(readStopWord(text), undefined, text);
  }
  assert.equal(readStopWord('start'), 'start');
});

test('STOP by SMS closes the number, is answered, and START opens it again', async (t) => {
  const app = await testApp(t);
  await setDemo(app.ctx, true);
  const hear = (providerId: string, text: string) =>
    receiveSms(app.ctx, { gateway: 'g', providerId, from: CALL.recipient, text });
  const stateOf = async (key: string) => {
    await notify(app.ctx, { ...CALL, key });
    await dispatchPending(app.ctx);
    return (await messages(app.ctx)).find((message) => message.key === key)?.state;
  };
  assert.equal(await stateOf('1'), 'captured');
  await hear('a', 'Stop');
  assert.equal(await stateOf('2'), 'muted');
  assert.ok(
    (await messages(app.ctx)).some(({ text, state }) => /START/.test(text) && state === 'captured'),
  );
  await hear('b', 'START');
  assert.equal(await stateOf('3'), 'captured');
});

test('STOP is answered in the language of the conversation, and marked in an exercise', async (t) => {
  const app = await testApp(t);
  const answerTo = async (providerId: string, from: string) => {
    await receiveSms(app.ctx, { gateway: 'g', providerId, from, text: 'STOP' });
    const sent = await messages(app.ctx, { recipient: from });
    return sent.find(({ key }) => key === `answer:g:${providerId}`);
  };
  const english = '+33639981235';
  await notify(app.ctx, [
    { ...CALL, exercise: true },
    { ...CALL, recipient: english, lang: 'en' },
  ]);
  const unseen = await answerTo('a', CALL.recipient);
  assert.match(unseen?.text ?? '', /^C'est noté/, 'an exercise that never left is no conversation');
  assert.equal(unseen?.exercise, false);
  assert.match((await answerTo('b', english))?.text ?? '', /^Noted:/);
  await setDemo(app.ctx, true);
  await notify(app.ctx, { ...CALL, key: '2', exercise: true });
  app.clock.advance({ seconds: 1 });
  await notify(app.ctx, { ...CALL, key: '3', exercise: true, lang: 'en' });
  const drill = await answerTo('c', CALL.recipient);
  assert.match(drill?.text ?? '', /^\[Exercise\] Noted:/);
  assert.equal(drill?.exercise, true);
});

test('the link at the foot of an e-mail stops that subject alone, in one click too', async (t) => {
  const app = await testApp(t);
  await setDemo(app.ctx, true);
  const letter = { ...CALL, channel: 'email', recipient: 'ana@x.example', subject: 's' } as const;
  const pepper = await selectPepper(app.ctx.db);
  const hash = await addressHash(app.ctx.db, 'email', letter.recipient);
  const link = `/unsubscribe/${unsubscribeToken(pepper, hash, 'crisis')}`;
  const states = async (key: string) => {
    await notify(app.ctx, [
      { ...letter, key },
      { ...letter, key, purpose: 'missions' },
    ]);
    await dispatchPending(app.ctx);
    const sent = (await messages(app.ctx)).filter((message) => message.key === key);
    return Object.fromEntries(sent.map(({ purpose, state }) => [purpose, state]));
  };
  assert.match(await (await app.visitor().get(link)).text(), /Confirmer/);
  assert.deepEqual(await states('looked'), { crisis: 'captured', missions: 'captured' });
  // As a mail program does it: no cookie, no token of a form.
  const oneClick = await app.hono.request(app.ctx.config.publicUrl + link, {
    method: 'POST',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
  });
  assert.equal(oneClick.status, 200, 'a mail program follows no redirect');
  assert.deepEqual(await states('stopped'), { crisis: 'muted', missions: 'captured' });
  await app.visitor().post(link, { undo: 'on' });
  assert.deepEqual(await states('again'), { crisis: 'captured', missions: 'captured' });
  const forged = link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  assert.equal((await app.visitor().post(forged)).status, 404);
  assert.equal((await app.visitor().get(link.replace('.crisis.', '.sign_in.'))).status, 404);
});

test('one page says what comes to one’s address; sign-in codes always do', async (t) => {
  const app = await testApp(t);
  await setDemo(app.ctx, true);
  const ana = await app.as({ email: 'ana@x.example' });
  assert.match(await (await ana.get('/account/notifications')).text(), /à ana@x\.example/);
  assert.equal((await ana.post('/account/notifications', { 'wanted[]': ['crisis'] })).status, 303);
  const page = await (await ana.get('/account/notifications')).text();
  assert.equal(page.match(/\schecked/g)?.length, 1);
  const letter = { ...CALL, channel: 'email', recipient: 'Ana@x.example', subject: 's' } as const;
  await notify(app.ctx, [
    letter,
    { ...letter, purpose: 'missions' },
    { ...letter, purpose: 'sign_in' },
  ]);
  await dispatchPending(app.ctx);
  const states = (await messages(app.ctx)).map(({ purpose, state }) => [purpose, state]);
  assert.deepEqual(Object.fromEntries(states), {
    crisis: 'captured',
    missions: 'muted',
    sign_in: 'captured',
  });
  const { checkEverywhere } = await pageChecker(t, ana);
  await checkEverywhere('/account/notifications');
});

test('the unsubscribe page is accessible', { timeout: 120_000 }, async (t) => {
  const app = await testApp(t);
  const pepper = await selectPepper(app.ctx.db);
  const hash = await addressHash(app.ctx.db, 'email', 'ana@x.example');
  const { checkEverywhere } = await pageChecker(t, app.visitor());
  await checkEverywhere(`/unsubscribe/${unsubscribeToken(pepper, hash, 'crisis')}`);
});
