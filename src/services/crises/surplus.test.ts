import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { messages } from '#platform/messaging/index.ts';
import { testApp } from '#test/harness/app.ts';
import { addAssociation, addMission, needOf } from '#test/harness/missions.ts';
import { addCrisis, addNeedTo, addPeople, callEveryone } from './fixtures.ts';

test('whom a call cannot take is shown what can be done from home, when there is something', async (t) => {
  const app = await testApp(t);
  await addPeople(app.ctx, app.database, [{}, {}]);
  await callEveryone(app.ctx, await addNeedTo(app.ctx, await addCrisis(app.ctx), { places: 1 }));
  const links = (await messages(app.ctx))
    .filter(({ channel }) => channel === 'email')
    .map(({ text }) => /\/r\/[\w-]{16}/.exec(text)?.[0] as string);
  for (const link of links) await app.visitor().post(link, { answer: 'yes' });
  const [confirmed, reserve] = links as [string, string];
  const show = async (link: string) => (await app.visitor().get(link)).text();
  assert.doesNotMatch(await show(reserve), /de chez soi/);

  const organisation = await addAssociation(app.ctx, 'Banque alimentaire du Gard');
  const add = (title: string, change = {}) =>
    addMission(app.ctx, organisation, needOf('letters', { title, ...change }));
  const remote = await add('Relire notre lettre');
  await add('Trier les dons', { remote: 'no', communeCode: '30189' });
  await add('Traduire hier', { endsOn: '2026-11-24' });
  app.clock.advance({ days: 1 });
  const full = await add('Compter les adhérents');
  await app.database.pool.query('UPDATE missions.mission SET held = places WHERE id = $1', [full]);

  const page = await show(reserve);
  assert.match(page, new RegExp(`<a href="/missions/${remote}">Relire notre lettre</a>`));
  assert.doesNotMatch(page, /Trier|Traduire|Compter/);
  assert.ok(gzipSync(page).length < 10_000);
  assert.doesNotMatch(await show(confirmed), /de chez soi/);
});
