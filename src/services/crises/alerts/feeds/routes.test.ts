import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Grant } from '#platform/kernel/actor.ts';
import { type SignedInClient, testApp } from '#test/harness/app.ts';
import { feedServer } from '#test/harness/feed-server.ts';
import { GARD, meteoFranceAlert } from '../fixtures.ts';
import { listFeeds } from '../queries/feeds.ts';
import { pollDueFeeds } from './job.ts';

const PATH = '/crises/alerts/feeds';
const NATIONAL: Grant = { role: 'crisis_officer', scope: { kind: 'national' } };
const DEPARTMENT: Grant = { role: 'crisis_officer', scope: { kind: 'department', code: '30' } };

async function setUp(t: TestContext) {
  const server = await feedServer(t);
  const app = await testApp(t, { RENFORT_FEED_LOCAL_HOSTS: server.host });
  return { ...app, server, national: await app.as({ grants: [NATIONAL] }) };
}

async function html(client: SignedInClient, path = PATH): Promise<string> {
  return (await client.get(path)).text();
}

const form = (url: string, change: Record<string, string> = {}) => ({
  name: 'Vigilance',
  url,
  every: '5',
  ...change,
});

test('a feed is added, asked at once by hand, paused, resumed and removed, in plain words', async (t) => {
  const { server, national, ctx } = await setUp(t);
  assert.match(await html(national), /Aucun flux/);
  const added = await national.post(PATH, form(server.url('/feed')));
  assert.equal(added.headers.get('location'), `${PATH}?done=added`);
  const [feed] = await listFeeds(ctx.db);
  const act = (name: string) => national.post(`${PATH}/${feed?.id}/${name}`);
  assert.equal((await act('test')).headers.get('location'), `${PATH}?done=tested`);
  assert.match(await html(national), /En panne<\/strong> Le serveur répond par l’erreur 404\./);
  server.set('/feed', '<html/>');
  await act('test');
  const unreadable = await html(national);
  assert.match(unreadable, /Réponse illisible, ni une alerte, ni un flux d’alertes\./);
  assert.match(unreadable, /href="\/crises\/alerts\/messages\/[0-9a-f-]{36}"/);
  const alert = meteoFranceAlert({
    identifier: 'one',
    sent: '2026-11-24T06:01:07+01:00',
    level: 'orange',
    type: 12,
    areas: [GARD],
    onset: '2026-11-24T06:00:00+01:00',
    expires: '2026-11-25T00:00:00+01:00',
  });
  server.set('/feed', alert);
  await act('test');
  assert.match(await html(national), /Fonctionne<\/strong> Lu, 1 alerte nouvelle\./);
  assert.match(await html(national, '/crises/alerts'), /Gard/);
  await act('pause');
  assert.match(await html(national), /En pause/);
  assert.equal(await pollDueFeeds(ctx), 0);
  await act('resume');
  assert.equal(await pollDueFeeds(ctx), 1);
  await act('pause');
  await act('remove');
  assert.match(await html(national), /Aucun flux/);
  assert.match(await html(national, '/crises/alerts'), /Gard/, 'what it brought stays');
});

test('a bad address says why and loses nothing of what was typed', async (t) => {
  const { server, national } = await setUp(t);
  for (const url of [
    'http://example.org/feed',
    'https://192.168.1.1/feed',
    'https://localhost/feed',
    'ftp://example.org',
    'meteo',
    'https://user:secret@example.org/',
  ]) {
    const refused = await national.post(PATH, form(url, { name: 'Mon flux' }));
    assert.equal(refused.status, 422, url);
    const page = await refused.text();
    assert.match(page, /doit commencer par https/);
    assert.match(page, /value="Mon flux"/);
  }
  const every = await national.post(PATH, form(server.url('/a'), { every: '0' }));
  assert.match(await every.text(), /de 1 à 1440/);
  assert.match(await (await national.post(PATH, form('', { name: '' }))).text(), /Donnez un nom/);
  await national.post(PATH, form(server.url('/a')));
  const twice = await national.post(PATH, form(server.url('/a').toUpperCase().replace('/A', '/a')));
  assert.equal(twice.status, 422);
  assert.match(await twice.text(), /déjà dans la liste/);
});

test('the officer of a department sees and tests feeds, and does not silence the country', async (t) => {
  const { server, national, ctx, as } = await setUp(t);
  await national.post(PATH, form(server.url('/feed')));
  const [feed] = await listFeeds(ctx.db);
  const gard = await as({ grants: [DEPARTMENT] });
  const page = await html(gard);
  assert.match(page, /Interroger maintenant/);
  assert.doesNotMatch(page, /Mettre en pause<span|Ajouter ce flux/);
  for (const act of ['pause', 'resume', 'remove']) {
    assert.equal((await gard.post(`${PATH}/${feed?.id}/${act}`)).status, 403, act);
  }
  assert.equal((await gard.post(PATH, form(server.url('/b')))).status, 403);
  assert.equal((await gard.post(`${PATH}/${feed?.id}/test`)).status, 303);
  assert.equal((await gard.post(`${PATH}/nothing/test`)).status, 404);
  const [after] = await listFeeds(ctx.db);
  assert.equal(after?.pausedAt, null);
});

test('a feed that stays silent is among the things to do of an officer', async (t) => {
  const { server, national, ctx, clock } = await setUp(t);
  await national.post(PATH, form(server.url('/feed')));
  for (let i = 0; i < 3; i++) {
    assert.doesNotMatch(await html(national, '/'), /flux d’alertes en panne/);
    assert.equal(await pollDueFeeds(ctx), 1);
    clock.advance({ hours: 1 });
  }
  assert.match(await html(national, '/'), /1 flux d’alertes en panne/);
});
