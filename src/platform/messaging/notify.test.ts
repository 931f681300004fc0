import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transaction } from '#platform/context.ts';
import { testContext } from '#test/harness/database.ts';
import {
  cancelUnsent,
  countSegments,
  isDemo,
  messageCounts,
  messages,
  notify,
  type OutgoingMessage,
  setDemo,
} from './index.ts';

const base: OutgoingMessage = {
  channel: 'email',
  recipient: 'Ana@Example.org ',
  purpose: 'missions',
  key: 'welcome',
  lang: 'fr',
  subject: 'Bienvenue',
  text: 'Bonjour Ana',
};

test('a message is written once per recipient, purpose and key, however the address is typed', async (t) => {
  const { ctx } = await testContext(t);
  assert.equal(await notify(ctx, base), 1);
  assert.equal(await notify(ctx, { ...base, recipient: 'ana@example.org', text: 'again' }), 0);
  assert.equal(await notify(ctx, [base, { ...base, key: 'other' }]), 1);
  assert.equal(await notify(ctx, { ...base, purpose: 'account' }), 1);
  assert.equal(await notify(ctx, { ...base, channel: 'sms', recipient: '+33612345678' }), 1);
  const all = await messages(ctx, { recipient: 'Ana@example.org' });
  assert.equal(all.length, 3);
  assert.ok(all.every((message) => message.state === 'waiting' && message.text === 'Bonjour Ana'));
});

test('a message of a transaction that rolls back is not sent', async (t) => {
  const { ctx } = await testContext(t);
  await assert.rejects(
    transaction(ctx, async (tx) => {
      await notify(tx, base);
      throw new Error('no');
    }),
  );
  assert.deepEqual(await messages(ctx), []);
});

test('cancelling a group leaves the other messages alone', async (t) => {
  const { ctx } = await testContext(t);
  const sms = (n: number, group: string): OutgoingMessage => ({
    channel: 'sms',
    recipient: `+336000000${n}`,
    purpose: 'crisis',
    key: group,
    lang: 'fr',
    text: 'A1 oui, A2 non',
    group,
  });
  await notify(ctx, [sms(10, 'one'), sms(11, 'one'), sms(10, 'two')]);
  assert.equal(await cancelUnsent(ctx, 'one'), 2);
  assert.equal(await cancelUnsent(ctx, 'one'), 0);
  assert.deepEqual(await messageCounts(ctx, 'one'), { cancelled: 2 });
  assert.deepEqual(await messageCounts(ctx, 'two'), { waiting: 1 });
});

test('20,000 messages are written in one call', async (t) => {
  const { ctx } = await testContext(t);
  const many = Array.from({ length: 20_000 }, (_, n) => ({
    ...base,
    recipient: `person${n}@example.org`,
    group: 'call-out',
  }));
  assert.equal(await notify(ctx, many), 20_000);
  assert.deepEqual(await messageCounts(ctx, 'call-out'), { waiting: 20_000 });
});

test('the hash of an address cannot be computed without the key of the installation', async (t) => {
  const { ctx, database } = await testContext(t);
  await notify(ctx, { ...base, recipient: 'ana@example.org' });
  const { rows } = await database.pool.query(`
    SELECT recipient_hash = messaging.address_hash('email', 'ana@example.org') AS known,
           recipient_hash = sha256('email:ana@example.org') AS guessable FROM messaging.outbox`);
  assert.deepEqual(rows, [{ known: true, guessable: false }]);
});

test('segments: accents of GSM-7 cost nothing, one cedilla doubles the bill', () => {
  assert.deepEqual(countSegments('Renfort : inondation à Nîmes'.replace('î', 'i')), {
    encoding: 'GSM-7',
    segments: 1,
    characters: 28,
    offending: [],
  });
  assert.equal(countSegments('à é è ù'.repeat(22)).segments, 1);
  const cedilla = countSegments(`Ça presse ! ${'a'.repeat(100)} ça`);
  assert.equal(cedilla.encoding, 'UCS-2');
  assert.equal(cedilla.segments, 2);
  assert.deepEqual(cedilla.offending, ['ç']);
  assert.equal(countSegments('€'.repeat(80)).segments, 1);
  assert.equal(countSegments('€'.repeat(81)).segments, 2);
});

test('the demo flag is off until it is set', async (t) => {
  const { ctx } = await testContext(t);
  assert.equal(await isDemo(ctx), false);
  await setDemo(ctx, true);
  assert.equal(await isDemo(ctx), true);
  await setDemo(ctx, false);
  assert.equal(await isDemo(ctx), false);
});
