import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { messages } from '#platform/messaging/index.ts';
import { idOf } from '#services/volunteers/index.ts';
import { type SignedInClient, testApp } from '#test/harness/app.ts';
import { addApplicant, addAssociation, addMission, needOf } from '#test/harness/missions.ts';
import { sendNews } from './actions/news.ts';
import type { MissionInput } from './actions/write.ts';
import { texts } from './messages/index.ts';

const MONDAY = '2026-11-30T08:00:00+01:00';

async function house(t: TestContext) {
  const app = await testApp(t);
  const organisation = await addAssociation(app.ctx, 'Banque alimentaire du Gard');
  const add = (title: string, change: Partial<MissionInput> = {}) => {
    app.clock.advance({ seconds: 1 });
    return addMission(app.ctx, organisation, needOf('letters', { title, ...change }));
  };
  const reader = async (name: string): Promise<SignedInClient> => {
    const email = `${name}@test.example`;
    await addApplicant(app.ctx, email);
    return app.as({ email });
  };
  const letters = async (name: string) =>
    (await messages(app.ctx, { recipient: `${name}@test.example` })).filter(
      ({ purpose }) => purpose === 'missions',
    );
  const at = async (instant: string) => {
    app.clock.set(instant);
    await sendNews(app.ctx);
  };
  return { ...app, add, reader, letters, at };
}

async function signUp(client: SignedInClient, consent: boolean): Promise<string> {
  await client.post('/volunteer/join/1', {
    first_name: 'Paul',
    last_name: 'Essai',
    birth_date: '1958-05-17',
    commune: 'Nîmes',
    radius: '20',
  });
  await client.post('/volunteer/join/2', {
    'skills_support[]': [String(idOf('writing'))],
    'languages[]': ['fr'],
    effort: 'light',
  });
  const consents: Record<string, string> = consent ? { consent_missions: 'on' } : {};
  await client.post('/volunteer/join/3', { phone: '', ...consents });
  return (await client.get('/volunteer/join/done')).text();
}

test('a daily search is written about in the morning, of what is new only, and never twice', async (t) => {
  const { add, reader, letters, at } = await house(t);
  await add('Rédiger la lettre d’avant');
  const ana = await reader('ana');
  await ana.post('/missions/searches', { query: 'q=lettre', rhythm: 'daily' });
  const fresh = await add('Rédiger la lettre de décembre');
  await add('Compter les chaises', {
    description: 'Il faut les compter toutes. '.repeat(12),
    deliverable: '',
  });
  await at('2026-11-25T07:59:00+01:00');
  assert.equal((await letters('ana')).length, 0);
  await at('2026-11-25T08:00:00+01:00');
  const [letter, ...others] = await letters('ana');
  assert.equal(others.length, 0);
  assert.match(letter?.text ?? '', new RegExp(`/missions/${fresh}\n`));
  assert.doesNotMatch(letter?.text ?? '', /avant|chaises/);
  assert.match(letter?.text ?? '', /\(«\slettre\s»\)/);
  await at('2026-11-26T08:00:00+01:00');
  assert.equal((await letters('ana')).length, 1);
});

test('what goes at once waits for nothing, and tells each mission once whatever finds it', async (t) => {
  const { ctx, clock, add, reader, letters } = await house(t);
  const ana = await reader('ana');
  await ana.post('/missions/searches', { query: 'q=lettre', rhythm: 'at_once' });
  await ana.post('/missions/searches', { query: 'family=letters', rhythm: 'at_once' });
  await add('Rédiger la lettre de décembre');
  clock.advance({ minutes: 6 });
  // Several workers at once: PostgreSQL gives each search, and each mission, to one of them.
  await Promise.all(Array.from({ length: 4 }, () => sendNews(ctx)));
  assert.equal((await letters('ana')).length, 1);
  clock.advance({ minutes: 10 });
  await sendNews(ctx);
  assert.equal((await letters('ana')).length, 1);
  const second = await add('Rédiger la lettre de janvier');
  clock.advance({ minutes: 10 });
  await sendNews(ctx);
  const all = await letters('ana');
  assert.equal(all.length, 2);
  assert.equal(all.filter(({ text }) => text.includes(second)).length, 1);
});

test('a letter lists eight missions and says how many more there are, in the reader’s language', async (t) => {
  const { ctx, clock, add, reader, letters, database } = await house(t);
  const ana = await reader('ana');
  await ana.post('/missions/searches', { query: 'q=lettre', rhythm: 'at_once' });
  await database.pool.query("UPDATE volunteers.volunteer SET lang = 'en'");
  for (let month = 1; month <= 10; month++) await add(`Rédiger la lettre ${month}`);
  clock.advance({ minutes: 6 });
  await sendNews(ctx);
  const [letter] = await letters('ana');
  assert.equal(letter?.subject, '10 new missions for you');
  assert.equal(letter?.text.match(/\/missions\/[0-9a-f-]{36}\n/g)?.length, 8);
  assert.match(letter?.text ?? '', /And 2 more:\n\S+\/missions\?q=lettre/);
});

test('a link in each letter ends it without signing in; opening the link alone ends nothing', async (t) => {
  const { add, reader, letters, at, visitor } = await house(t);
  const ana = await reader('ana');
  await ana.post('/missions/searches', { query: 'q=lettre', rhythm: 'daily' });
  await add('Rédiger la lettre de décembre');
  await at('2026-11-25T08:00:00+01:00');
  const stop = /\/missions\/searches\/stop\/\S+/.exec((await letters('ana'))[0]?.text ?? '')?.[0];
  assert.ok(stop);
  assert.match(await (await visitor().get(stop)).text(), /«\slettre\s»/);
  await add('Rédiger la lettre de janvier');
  await at('2026-11-26T08:00:00+01:00');
  assert.equal((await letters('ana')).length, 2);
  assert.equal((await visitor().post(stop)).status, 200);
  await add('Rédiger la lettre de février');
  await at('2026-11-27T08:00:00+01:00');
  assert.equal((await letters('ana')).length, 2);
  const unknown = stop.replace(/[^/]{22}$/, 'A'.repeat(22));
  assert.equal((await visitor().post(unknown)).status, 404);
});

test('twenty searches are kept; the same one again changes its rhythm; another’s cannot be touched', async (t) => {
  const { reader, database } = await house(t);
  const ana = await reader('ana');
  const keep = (query: string, rhythm = 'daily') =>
    ana.post('/missions/searches', { query, rhythm });
  for (let n = 1; n <= 20; n++) assert.equal((await keep(`q=mot${n}`)).status, 303);
  assert.equal((await keep('q=mot21')).status, 422);
  assert.equal((await keep('q=mot1&page=3&unknown=1', 'weekly')).status, 303);
  assert.equal((await keep('q=mot1', 'hourly')).status, 422);
  const { rows } = await database.pool.query(
    "SELECT id, rhythm FROM missions.saved_search WHERE query = 'q=mot1'",
  );
  assert.equal(rows[0].rhythm, 'weekly');
  const lea = await reader('lea');
  await lea.post(`/missions/searches/${rows[0].id}`, { act: 'forget' });
  await lea.post(`/missions/searches/${rows[0].id}`, { [`rhythm-${rows[0].id}`]: 'never' });
  const count = async () =>
    (await database.pool.query("SELECT id FROM missions.saved_search WHERE rhythm <> 'never'")).rows
      .length;
  assert.equal(await count(), 20);
  await ana.post(`/missions/searches/${rows[0].id}`, { act: 'forget' });
  assert.equal(await count(), 19);
});

test('somebody for whom nothing fits is told so, kept, and written to when something comes', async (t) => {
  const { as, add, letters, at } = await house(t);
  const paul = await as({ email: 'paul@test.example', displayName: 'Paul' });
  const done = await signUp(paul, true);
  assert.ok(done.includes(texts('fr').news.nothingFits.slice(0, 40)), done);
  await add('Traduire une notice', { languages: ['fr', 'uk'] });
  await at(MONDAY);
  assert.equal((await letters('paul')).length, 0);
  const fit = await add('Rédiger la lettre de décembre', { skills: [idOf('writing')] });
  await at('2026-12-07T07:59:00+01:00');
  assert.equal((await letters('paul')).length, 0);
  await at('2026-12-07T08:00:00+01:00');
  const [letter] = await letters('paul');
  assert.ok(letter?.text.includes(fit));
  await at('2026-12-14T08:00:00+01:00');
  assert.equal((await letters('paul')).length, 1);
});

test('no consent, no letter; a consent withdrawn ends them', async (t) => {
  const { as, add, letters, at, database } = await house(t);
  await add('Rédiger la lettre de novembre');
  const paul = await as({ email: 'paul@test.example', displayName: 'Paul' });
  const done = await signUp(paul, false);
  const { nothingFits, seeFitting } = texts('fr').news;
  assert.ok(!done.includes(nothingFits.slice(0, 40)) && !done.includes(seeFitting));
  await at(MONDAY);
  assert.equal((await letters('paul')).length, 0);
  await paul.post('/volunteer/consents', { consent_missions: 'on' });
  await at('2026-12-07T08:00:00+01:00');
  assert.equal((await letters('paul')).length, 1);
  await paul.post('/volunteer/consents', {});
  await add('Rédiger la lettre de décembre');
  await at('2026-12-14T08:00:00+01:00');
  assert.equal((await letters('paul')).length, 1);
  const { rows } = await database.pool.query('SELECT rhythm FROM missions.saved_search');
  assert.deepEqual(rows, [{ rhythm: 'never' }]);
});
