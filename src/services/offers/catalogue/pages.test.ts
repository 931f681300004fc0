import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '#test/harness/app.ts';
import { formatCatalogue } from './file.ts';
import { catalogueEntries, loadCatalogue, loadShippedCatalogue } from './load.ts';

test('the catalogue is read again without repeating anything, and a hand-made price stays', async (t) => {
  const app = await testApp(t);
  const read = await loadShippedCatalogue(app.ctx);
  const before = await catalogueEntries(app.ctx);
  assert.equal(before.length, read);
  await loadShippedCatalogue(app.ctx);
  assert.deepEqual(await catalogueEntries(app.ctx), before);

  const changed = before.map((one) =>
    one.slug === 'zoom-pro' ? { ...one, associationPrice: 7_550 } : one,
  );
  const zoom = changed.filter(({ slug }) => slug === 'zoom-pro');
  assert.deepEqual(await loadCatalogue(app.ctx, formatCatalogue(zoom), 'entered'), {
    ok: true,
    products: 1,
  });
  assert.equal(await loadShippedCatalogue(app.ctx), read - 1);
  assert.deepEqual(await catalogueEntries(app.ctx), changed);

  const refused = await loadCatalogue(
    app.ctx,
    formatCatalogue(changed).replace('"75,50"', '"75,505"'),
    'entered',
  );
  assert.equal(refused.ok, false);
  assert.deepEqual(await catalogueEntries(app.ctx), changed, 'nothing of a wrong file is kept');

  const visitor = app.visitor();
  const compare = await (await visitor.get('/offers/zoom-pro/compare?seats=4')).text();
  assert.match(compare, /226,50/, 'three years of 75.50 for the association, whatever the seats');
  assert.match(compare, /Jitsi Meet/);
  assert.match(compare, /inconnu/, 'a server of one’s own has no price that we know');
  const wrong = await visitor.get('/offers/zoom-pro/compare?seats=many');
  assert.equal(wrong.status, 422);
  assert.match(await wrong.text(), /entre 1 et 10/);

  const search = async (query: string) => (await visitor.get(`/offers?${query}`)).text();
  assert.match(await search('q=comptabilite'), /Paheko/);
  assert.doesNotMatch(await search('q=comptabilite'), /Slack/);
  assert.doesNotMatch(await search('libre=yes'), /Slack/);
  assert.match(await search('q=zzzz'), /Aucun produit/);
});
