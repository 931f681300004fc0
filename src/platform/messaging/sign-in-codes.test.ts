import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testContext } from '#test/harness/database.ts';
import { httpGateway, mailSink } from '#test/harness/message-sinks.ts';
import { dispatchPending, messages, notify, setDemo } from './index.ts';

test('a sign-in code leaves the outbox with its message; other words stay', async (t) => {
  const sink = await mailSink((to) => (to.startsWith('gone') ? 550 : undefined));
  const gateway = await httpGateway();
  t.after(() => Promise.all([sink.close(), gateway.close()]));
  const { ctx } = await testContext(t, {
    SMTP_URL: sink.url,
    MAIL_FROM: 'Renfort <no-reply@renfort.example>',
    SMS_GATEWAYS: JSON.stringify([gateway.settings]),
  });
  const code = {
    channel: 'email',
    recipient: 'ana@x.example',
    purpose: 'sign_in',
    key: 'code',
    lang: 'fr',
    subject: '424242 est votre code',
    text: 'Votre code : 424242',
    html: '<p>424242</p>',
  } as const;
  await notify(ctx, [
    code,
    { ...code, recipient: 'gone@x.example' },
    { ...code, channel: 'sms', recipient: '+33639981234' },
    { ...code, purpose: 'account', text: 'Bienvenue' },
    { ...code, key: 'old', expiresAt: new Date(0) },
  ]);
  await dispatchPending(ctx);
  assert.match(sink.mails.map(({ source }) => source).join(), /424242/);
  assert.match(gateway.taken[0]?.message ?? '', /424242/);
  const kept = (await messages(ctx)).map(({ purpose, state, subject, text, html }) => ({
    purpose,
    state,
    holds: `${subject}${text}${html}`.includes('424242'),
  }));
  const states = kept.filter(({ purpose }) => purpose === 'sign_in').map(({ state }) => state);
  assert.deepEqual(states.sort(), ['expired', 'failed', 'sent', 'sent']);
  assert.deepEqual(
    kept.filter(({ holds }) => holds).map(({ purpose }) => purpose),
    ['account'],
  );
  await setDemo(ctx, true);
  await notify(ctx, { ...code, key: 'demo' });
  await dispatchPending(ctx);
  const [captured] = await messages(ctx, { state: 'captured' });
  assert.equal(captured?.text, code.text, 'a demonstration shows it');
});
