import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageChecker } from '#test/a11y/check-page.ts';
import { testApp } from '#test/harness/app.ts';
import { mailSink } from '#test/harness/message-sinks.ts';
import { dispatchPending, messages, notify } from './index.ts';

const NATIONAL = { role: 'administrator', scope: { kind: 'national' } } as const;
const PAGE = '/admin/quiet-hours';
const ADDRESSES = ['paris', 'reunion', 'vital'] as const;

test('what administrators decide holds at once, per territory, for messages that wait too', async (t) => {
  const sink = await mailSink();
  t.after(() => sink.close());
  const app = await testApp(t, { SMTP_URL: sink.url, MAIL_FROM: 'Renfort <no-reply@x.example>' });
  const admin = await app.as({ grants: [NATIONAL] });
  // 23:30 in Paris, 02:30 in La Réunion.
  app.clock.set('2026-11-24T23:30:00+01:00');
  const call = { channel: 'email', purpose: 'crisis', key: '1', lang: 'fr', text: 'x' } as const;
  await notify(app.ctx, [
    { ...call, recipient: 'paris@x.example' },
    { ...call, recipient: 'reunion@x.example', timeZone: 'Indian/Reunion' },
    { ...call, recipient: 'vital@x.example', ignoreQuietHours: true },
  ]);
  const states = async () => {
    await dispatchPending(app.ctx);
    const all = await messages(app.ctx);
    return ADDRESSES.map((name) => all.find(({ recipient }) => recipient?.startsWith(name))?.state);
  };
  const save = (place: string, from: string, until: string) =>
    admin.post(PAGE, { place, from, until });
  assert.deepEqual(await states(), ['waiting', 'waiting', 'sent']);
  await save('', '22:00', '06:00');
  const [paris] = await messages(app.ctx, { recipient: 'paris@x.example' });
  assert.deepEqual(await states(), ['waiting', 'waiting', 'sent']);
  const [later] = await messages(app.ctx, { recipient: 'paris@x.example' });
  assert.equal(later?.notBefore.toISOString(), '2026-11-25T05:00:00.000Z');
  assert.notEqual(paris?.notBefore.toISOString(), later?.notBefore.toISOString());
  await save('Indian/Reunion', '00:00', '00:00');
  assert.deepEqual(await states(), ['waiting', 'sent', 'sent']);
  const page = await (await admin.get(PAGE)).text();
  assert.match(page, /de 22:00 à 06:00/);
  assert.match(page, /La Réunion[\s\S]*?jamais[\s\S]*?décidée ici/);
  await admin.post(`${PAGE}/remove`, { place: '' });
  assert.match(await (await admin.get(PAGE)).text(), /de 21:00 à 08:00[\s\S]*?réglage/);
  await save('', '12:00', '13:00');
  assert.deepEqual(await states(), ['sent', 'sent', 'sent']);
  const { rows } = await app.database.pool.query(
    `SELECT action, subject_id, detail FROM audit.entry WHERE subject_kind = 'quiet_hours' ORDER BY seq`,
  );
  assert.deepEqual(rows, [
    { action: 'quiet_hours.changed', subject_id: 'national', detail: { from: 1320, until: 360 } },
    { action: 'quiet_hours.changed', subject_id: 'Indian/Reunion', detail: { from: 0, until: 0 } },
    { action: 'quiet_hours.removed', subject_id: 'national', detail: {} },
    { action: 'quiet_hours.changed', subject_id: 'national', detail: { from: 720, until: 780 } },
  ]);
});

test('hours that are none, and places that are none, are refused and kept in the form', async (t) => {
  const app = await testApp(t);
  const admin = await app.as({ grants: [NATIONAL] });
  const wrong = await admin.post(PAGE, { place: '', from: '25:00', until: '08:00' });
  assert.equal(wrong.status, 422);
  const page = await wrong.text();
  assert.match(page, /Donnez une heure, comme 21:00/);
  assert.match(page, /value="25:00"/);
  const nowhere = await admin.post(PAGE, { place: 'Mars/Olympus', from: '21:00', until: '08:00' });
  assert.equal(nowhere.status, 422);
  const { rows } = await app.database.pool.query('SELECT 1 FROM messaging.quiet_hours_rule');
  assert.equal(rows.length, 0);
});

test('the page of quiet hours is accessible', { timeout: 120_000 }, async (t) => {
  const app = await testApp(t);
  const admin = await app.as({ grants: [NATIONAL] });
  await admin.post(PAGE, { place: '', from: '22:00', until: '06:00' });
  const { checkEverywhere } = await pageChecker(t, admin);
  await checkEverywhere(PAGE);
});
