import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { runPendingJobs } from '#platform/jobs/index.ts';
import { messages } from '#platform/messaging/index.ts';
import { pageChecker } from '#test/a11y/check-page.ts';
import { testApp } from '#test/harness/app.ts';
import { addCrisis, addNeedTo, addPeople, callEveryone, GARD } from '../fixtures.ts';

const LINK = /\/r\/[\w-]{16}/;

test('the pages of officers', { timeout: 280_000 }, async (t) => {
  const app = await testApp(t);
  await addPeople(
    app.ctx,
    app.database,
    Array.from({ length: 12 }, () => ({})),
  );
  const crisisId = await addCrisis(app.ctx, { exercise: true });
  const key = await addNeedTo(app.ctx, crisisId, { places: 2 });
  await callEveryone(app.ctx, key);
  const second = await addNeedTo(app.ctx, crisisId, { position: 'Pose de sacs de sable' });
  await runPendingJobs(app.ctx);
  const link = (await messages(app.ctx)).map(({ text }) => LINK.exec(text)?.[0]).find(Boolean);
  await app.visitor().post(link as string, { answer: 'yes' });
  const officer = await app.as({ grants: [GARD] });
  const checker = await pageChecker(t, {
    // A stream that never ends would keep the browser waiting for its answer.
    get: async (path, headers) =>
      path.includes('/events')
        ? new Response('retry: 60000\n\n', { headers: { 'content-type': 'text/event-stream' } })
        : officer.get(path, headers),
  });
  const crisis = `/crises/${crisisId}`;
  await checker.checkEverywhere(
    '/crises/new',
    crisis,
    `${crisis}?wall`,
    `${crisis}/needs/new`,
    `${crisis}/needs/${second.needId}/edit`,
    `${crisis}/needs/${second.needId}/call`,
    `${crisis}/roster`,
    `${crisis}/log`,
  );
});

test('the reply page: every standing, without script, in less than 10 KB in all', async (t) => {
  const app = await testApp(t);
  await addPeople(app.ctx, app.database, [{}, {}, {}, { lang: 'en' }]);
  const key = await addNeedTo(app.ctx, await addCrisis(app.ctx), { places: 1 });
  await callEveryone(app.ctx, key);
  const links = (await messages(app.ctx))
    .filter(({ channel }) => channel === 'email')
    .sort((a, b) => ((a.recipient ?? '') < (b.recipient ?? '') ? -1 : 1))
    .map(({ text }) => LINK.exec(text)?.[0] as string);
  const [first, second, third, fourth] = links as [string, string, string, string];
  const show = async (link: string) => (await app.visitor().get(link)).text();
  const say = (link: string, answer: string) => app.visitor().post(link, { answer });

  const asked = await show(first);
  assert.match(asked, /Oui, je viens/);
  assert.doesNotMatch(asked, /<script/);
  assert.doesNotMatch(asked, /<link rel="stylesheet"/);
  assert.ok(gzipSync(asked).length < 10_000 && asked.length < 15_000, `${asked.length} bytes`);
  const { rows } = await app.database.pool.query('SELECT 1 FROM crises.reply');
  assert.equal(rows.length, 0, 'looking answers nothing');

  await say(first, 'yes');
  assert.match(await show(first), /vous êtes attendu/);
  assert.match(await show(second), /C’est complet, merci/);
  await say(second, 'yes');
  assert.match(await show(second), /en réserve \(rang 1\)/);
  await say(third, 'no');
  assert.match(await show(third), /Voulez-vous dire pourquoi/);
  await say(first, 'no');
  assert.match(await show(first), /vous ne venez pas/);
  assert.match(await show(second), /Une place s’est libérée/);
  const english = await app.visitor().get(`${fourth}?lang=en`);
  assert.match(await english.text(), /All places are taken/);

  const never = await app.visitor().post(third, { answer: 'never', reason: 'too_many' });
  assert.match(await show(never.headers.get('location') as string), /plus d’appel/);
  const consent = await app.database.pool.query<{ crisis_consent: boolean }>(
    'SELECT crisis_consent FROM volunteers.volunteer ORDER BY id OFFSET 2 LIMIT 1',
  );
  assert.deepEqual(consent.rows, [{ crisis_consent: false }]);

  assert.equal((await app.visitor().get('/r/AAAAAAAAAAAAAAAA')).status, 404);
  assert.equal((await app.visitor().get('/r/..%2f..%2fetc')).status, 404);
  app.clock.advance({ days: 9 });
  assert.equal((await app.visitor().get(first)).status, 410);
});

test('who guesses links is stopped for a while; a real link works from the same network', async (t) => {
  const app = await testApp(t, { RENFORT_PROXIES: '1' });
  await addPeople(app.ctx, app.database, [{}]);
  await callEveryone(app.ctx, await addNeedTo(app.ctx, await addCrisis(app.ctx)));
  const [sent] = (await messages(app.ctx)).filter(({ channel }) => channel === 'email');
  const link = LINK.exec(sent?.text ?? '')?.[0] as string;
  const network = { 'x-forwarded-for': '3.3.3.3' };
  const guess = async (n: number) =>
    (await app.visitor().get(`/r/${String(n).padStart(16, 'A')}`, network)).status;
  const answers = [];
  for (let n = 0; n < 32; n++) answers.push(await guess(n));
  assert.deepEqual(answers.slice(0, 30), Array(30).fill(404));
  assert.deepEqual(answers.slice(30), [429, 429]);
  assert.equal((await app.visitor().get(link, network)).status, 200);
});

test('the reply page is accessible', { timeout: 120_000 }, async (t) => {
  const app = await testApp(t);
  await addPeople(app.ctx, app.database, [{}, {}]);
  const key = await addNeedTo(app.ctx, await addCrisis(app.ctx), { places: 1 });
  await callEveryone(app.ctx, key);
  const [first, second] = (await messages(app.ctx))
    .filter(({ channel }) => channel === 'email')
    .map(({ text }) => LINK.exec(text)?.[0] as string) as [string, string];
  await app.visitor().post(first, { answer: 'yes' });
  const checker = await pageChecker(t, app.anonymous);
  await checker.checkEverywhere(first, second);
});
