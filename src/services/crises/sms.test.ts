import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { transaction } from '#platform/context.ts';
import { countSegments, messages } from '#platform/messaging/index.ts';
import { testApp } from '#test/harness/app.ts';
import { addCrisis, addNeedTo, addPeople, callEveryone, phoneOf } from './fixtures.ts';
import { answerSms } from './sms.ts';

async function called(t: TestContext, people: number, places: number, exercise = false) {
  const app = await testApp(t);
  await addPeople(
    app.ctx,
    app.database,
    Array.from({ length: people }, () => ({})),
  );
  const key = await addNeedTo(app.ctx, await addCrisis(app.ctx, { exercise }), { places });
  await callEveryone(app.ctx, key);
  const text = async (index: number, words: string) =>
    (await transaction(app.ctx, (tx) => answerSms(tx, { from: phoneOf(index), text: words })))
      ?.text;
  return { ...app, key, text };
}

test('answers by SMS take the same places as links, with a clear reply', async (t) => {
  const { text, database } = await called(t, 4, 1);
  assert.match((await text(0, 'A1')) ?? '', /vous êtes attendu|vous etes attendu/);
  assert.match((await text(1, 'oui merci')) ?? '', /rang 1/);
  assert.match((await text(1, 'OUI')) ?? '', /rang 1/, 'twice changes nothing');
  assert.match((await text(2, 'a 2')) ?? '', /merci d'avoir répondu/);
  assert.match((await text(0, 'A2')) ?? '', /vous ne venez pas/);
  assert.match((await text(1, 'A1')) ?? '', /attendu/, 'the offered place is confirmed');
  const { rows } = await database.pool.query(
    'SELECT state FROM crises.place ORDER BY volunteer_id',
  );
  assert.deepEqual(
    rows.map(({ state }) => state),
    ['withdrawn', 'confirmed', 'declined'],
  );
});

test('a text that is not clear changes nothing and explains', async (t) => {
  const { text, database } = await called(t, 2, 1);
  assert.match((await text(0, 'oui mais pas avant 14h')) ?? '', /A1 pour oui, A2 pour non/);
  assert.match((await text(0, 'B1')) ?? '', /A1 pour oui/);
  assert.equal(await text(0, 'STOP'), undefined);
  assert.equal(await text(99, 'A1'), undefined, 'a number nobody holds');
  const { rows } = await database.pool.query('SELECT 1 FROM crises.reply');
  assert.equal(rows.length, 0);
});

test('every SMS is GSM-7 in two segments at most', async (t) => {
  const { ctx, text } = await called(t, 3, 1, true);
  await text(0, 'A1');
  await text(1, 'A1');
  await text(0, 'A2');
  const sms = (await messages(ctx)).filter(({ channel }) => channel === 'sms');
  assert.ok(sms.length >= 4);
  for (const { text: words } of sms) {
    const { encoding, segments } = countSegments(words);
    assert.deepEqual([encoding, segments <= 2], ['GSM-7', true], words);
    assert.match(words, /^EXERCICE/);
  }
});
