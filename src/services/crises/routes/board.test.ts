import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { serve } from '@hono/node-server';
import { testApp } from '#test/harness/app.ts';
import { launchBrowser } from '#test/harness/browser.ts';
import { addNote } from '../actions/crisis.ts';
import { recordReply } from '../actions/reply.ts';
import {
  addCrisis,
  addNeedTo,
  addPeople,
  callEveryone,
  GARD,
  officer,
  personId,
} from '../fixtures.ts';

test('in a browser the board follows what happens without being reloaded', {
  timeout: 90_000,
}, async (t) => {
  const app = await testApp(t);
  await addPeople(app.ctx, app.database, [{}, {}, {}]);
  const crisisId = await addCrisis(app.ctx);
  const key = await addNeedTo(app.ctx, crisisId, { places: 3 });
  await callEveryone(app.ctx, key);
  const viewer = await app.as({ grants: [GARD] });
  const server = serve({ fetch: app.hono.fetch, port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await launchBrowser();
  t.after(async () => {
    await browser.close();
    await new Promise((resolve) => {
      server.close(resolve);
      if ('closeAllConnections' in server) server.closeAllConnections();
    });
  });
  const context = await browser.newContext();
  await context.addCookies(
    [...viewer.cookies].map(([name, value]) => ({ name, value, url: origin })),
  );
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(`${origin}/crises/${crisisId}`);
  await page.getByText('Mise à jour en direct').waitFor({ timeout: 15_000 });
  await addNote(app.ctx, officer(), { crisisId, text: 'La passerelle est coupée' });
  await page.getByText('La passerelle est coupée').waitFor({ timeout: 15_000 });
  await recordReply(app.ctx, {
    ...key,
    volunteerId: personId(0),
    answer: 'yes',
    reason: null,
    channel: 'link',
  });
  await page.getByText('il manque 2 personnes').waitFor({ timeout: 15_000 });
  assert.ok(await page.getByText('ne se met pas à jour seule').isHidden());

  // Somebody on a link of the board with the keyboard sees the change too, and stays on that link.
  const link = page.locator('.rf-need__acts a').first();
  await link.focus();
  await recordReply(app.ctx, {
    ...key,
    volunteerId: personId(1),
    answer: 'yes',
    reason: null,
    channel: 'link',
  });
  await page.getByText('il manque 1 personne').waitFor({ timeout: 15_000 });
  assert.ok(await link.evaluate((element) => element === document.activeElement));

  // On a wall, more needs than a screen holds, without a script: nothing is cut, all is large.
  for (let n = 1; n < 20; n++)
    await addNeedTo(app.ctx, crisisId, { position: `Équipe de nettoyage du quartier ${n}` });
  const wall = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 1920, height: 1080 },
  });
  await wall.addCookies([...viewer.cookies].map(([name, value]) => ({ name, value, url: origin })));
  const screen = await wall.newPage();
  const shown: string[] = [];
  for (const number of [1, 2]) {
    const response = await screen.goto(`${origin}/crises/${crisisId}?wall=${number}`);
    const next = number === 1 ? 2 : 1;
    assert.equal(response?.headers().refresh, `20; url=/crises/${crisisId}?wall=${next}`);
    const cards = await screen.locator('.rf-need').all();
    assert.equal(cards.length, 10);
    for (const card of cards) {
      const box = await card.boundingBox();
      assert.ok(box && box.y + box.height <= 1080, `screen ${number}: ${JSON.stringify(box)}`);
      const label = card.locator('.rf-fill__label');
      shown.push((await label.textContent()) ?? '');
      const size = await label.evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize));
      assert.ok(size >= 24, `${size} px`);
    }
  }
  assert.equal(new Set(shown).size, 20, 'every need is on one of the screens');
  await screen.getByRole('link', { name: 'Rester sur cet écran' }).click();
  const stays = await screen.goto(screen.url());
  assert.match(screen.url(), /\?wall=2&still$/);
  assert.equal(stays?.headers().refresh, undefined, 'until somebody starts them again');
  await screen.getByRole('link', { name: 'Faire défiler les écrans' }).click();
  assert.match(screen.url(), /\?wall=2$/);
  assert.deepEqual(problems, []);
});
