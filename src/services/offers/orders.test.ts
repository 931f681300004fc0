import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messages } from '#platform/messaging/index.ts';
import type { TestApp } from '#test/harness/app.ts';
import { act, basket, entitle, market } from '#test/harness/market.ts';
import { clockJob } from './jobs.ts';

const KEYS = 'ABCDE-12345\nFGHIJ-67890';

async function taken({ database }: TestApp): Promise<number> {
  const { rows } = await database.pool.query(
    'SELECT coalesce(sum(taken), 0)::int AS taken FROM offers.quota_cycle',
  );
  return rows[0].taken;
}

async function stateOf({ database }: TestApp, order: string): Promise<string> {
  const { rows } = await database.pool.query(
    'SELECT state FROM offers.purchase_order WHERE id = $1',
    [order.split('/').at(-1)],
  );
  return rows[0].state;
}

test('from a product to a key that the association alone reads, each step with who and when', async (t) => {
  const { app, club, here, treasurer, agent } = await market(t);
  const page = await (await treasurer.get('/offers/zoom-pro/order')).text();
  assert.match(page, /n’est pas reconnue pour ce programme/, 'told before the basket, not after');
  assert.doesNotMatch(page, /Mettre au panier/);
  const early = await treasurer.post('/offers/zoom-pro/order', {
    association: club.id,
    distributor: here,
    employee: '1',
  });
  assert.equal(early.status, 422);

  await entitle(treasurer, club.id);
  const form = await (await treasurer.get('/offers/zoom-pro/order')).text();
  assert.match(form, /5 places possibles/);
  assert.match(form, /Sud Logiciels/);
  assert.doesNotMatch(form, /Nord Logiciels|Ancien/, 'only those who may sell here today');
  assert.doesNotMatch(form, /Adhérents/, 'roles that the publisher leaves out are not offered');

  const order = await basket(treasurer, club.id, here, { employee: '1', officer: '1' });
  assert.equal((await agent.get(order)).status, 404, 'a basket is nobody else’s');
  assert.equal((await act(treasurer, order, 'quote')).status, 303);
  assert.equal((await agent.get(order)).status, 404, 'nor is a quote');
  const pdf = await treasurer.get(`${order}/quote.pdf`);
  assert.equal(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
    '%PDF-',
  );
  assert.match(
    await (await treasurer.get(order)).text(),
    /25,00[\s\S]*TVA 20[\s\S]*5,00[\s\S]*30,00/,
  );
  assert.equal(await taken(app), 0, 'a quote takes no seat');

  assert.equal((await act(treasurer, order, 'order')).status, 303);
  assert.equal(await taken(app), 2);
  assert.equal((await act(treasurer, order, 'accept')).status, 422, 'a buyer accepts nothing');
  assert.equal((await act(agent, order, 'accept')).status, 303);
  assert.equal((await act(agent, order, 'accept')).status, 422, 'nor does anybody accept twice');
  assert.equal((await act(agent, order, 'deliver_all')).status, 422, 'keys are counted, not said');
  const product = /name="product"[\s\S]*?value="([0-9a-f-]{36})"/.exec(
    await (await agent.get(order)).text(),
  )?.[1] as string;
  const tooMany = await agent.post(`${order}/deliver`, { product, seats: '3', content: KEYS });
  assert.equal(tooMany.status, 422);
  assert.match(await tooMany.text(), /ABCDE-12345/, 'what was typed is not lost');
  await agent.post(`${order}/deliver`, { product, seats: '1', content: KEYS });
  assert.equal(await stateOf(app, order), 'partly_fulfilled');
  assert.equal((await act(treasurer, order, 'cancel')).status, 422, 'keys were seen');
  await agent.post(`${order}/deliver`, { product, seats: '1', content: 'KLMNO-11111' });
  assert.equal(await stateOf(app, order), 'fulfilled');

  assert.equal(
    (await agent.get(`${order}/keys`)).status,
    404,
    'a distributor cannot read them back',
  );
  const keys = await (await treasurer.get(`${order}/keys`)).text();
  for (const key of ['ABCDE-12345', 'FGHIJ-67890', 'KLMNO-11111'])
    assert.ok(keys.includes(key), key);
  const { rows } = await app.database.pool.query(
    "SELECT string_agg(encode(sealed, 'escape'), '') AS sealed FROM offers.delivery",
  );
  assert.doesNotMatch(rows[0].sealed, /ABCDE|KLMNO/, 'sealed in the database');

  assert.equal((await act(agent, order, 'invoice', 'F-2026-118')).status, 303);
  app.clock.advance({ days: 29 });
  await clockJob.run(app.ctx, {});
  assert.equal(await stateOf(app, order), 'invoiced');
  app.clock.advance({ days: 1 });
  await clockJob.run(app.ctx, {});
  assert.equal(await stateOf(app, order), 'closed');
  // Their sessions ended in these thirty days.
  const [later, seller] = await Promise.all(
    ['treasurer', 'agent'].map((name) => app.as({ email: `${name}@test.example` })),
  );
  assert.ok(later && seller);
  assert.match(
    await (await later.get(order)).text(),
    /devis établi[\s\S]*commande acceptée[\s\S]*livraison partielle[\s\S]*commande terminée/,
  );
  assert.match(await (await seller.get('/orders?show=ended')).text(), /Échiquier du Pont/);
  const told = (await messages(app.ctx, {})).map(
    ({ recipient, subject }) => `${recipient} ${subject}`,
  );
  assert.equal(told.filter((line) => line.startsWith('sud@test.example')).length, 1);
  assert.ok(told.some((line) => /^treasurer@.*livraison complète/.test(line)));
});

test('the last seats go to as many orders as there are, and come back with what is not delivered', async (t) => {
  const { app, club, here, treasurer, agent, of } = await market(t);
  await entitle(treasurer, club.id);
  const orders: string[] = [];
  for (let i = 0; i < 6; i++) {
    const order = await basket(treasurer, club.id, here, { employee: '2' });
    assert.equal((await act(treasurer, order, 'quote')).status, 303);
    orders.push(order);
  }
  const statuses = await Promise.all(
    orders.map(async (order) => (await act(treasurer, order, 'order')).status),
  );
  assert.equal(
    statuses.filter((status) => status === 303).length,
    2,
    'two of two seats, out of five',
  );
  assert.equal(await taken(app), 4);
  const won = orders.filter((_, index) => statuses[index] === 303);
  const lost = orders.find((_, index) => statuses[index] !== 303) as string;
  assert.equal(await stateOf(app, lost), 'quoted', 'who lost keeps the quote');

  // Twice the same click, from two people of the association: once.
  const second = await app.as({
    email: 'second@test.example',
    grants: [{ role: 'association_manager', scope: of(club.id) }],
  });
  const twice = await Promise.all([
    act(treasurer, won[0] as string, 'cancel'),
    act(second, won[0] as string, 'cancel'),
  ]);
  assert.deepEqual(twice.map(({ status }) => status).sort(), [303, 422]);
  assert.equal(await taken(app), 2);
  assert.equal((await act(treasurer, lost, 'order')).status, 303, 'the seats are free again');

  assert.equal((await act(agent, lost, 'refuse')).status, 422, 'a refusal says why');
  assert.equal((await act(agent, lost, 'refuse', 'Plus en stock.')).status, 303);
  assert.equal(await taken(app), 2);
  app.clock.advance({ days: 14 });
  await clockJob.run(app.ctx, {});
  assert.equal(await stateOf(app, won[1] as string), 'expired');
  assert.equal(await taken(app), 0);
});

test('what was not delivered comes back when both give it up; a return keeps what was seen', async (t) => {
  const { app, club, here, treasurer, agent } = await market(t);
  await entitle(treasurer, club.id);
  const order = await basket(treasurer, club.id, here, { employee: '4' });
  await act(treasurer, order, 'quote');
  await act(treasurer, order, 'order');
  await act(agent, order, 'accept');
  const product = /name="product"[\s\S]*?value="([0-9a-f-]{36})"/.exec(
    await (await agent.get(order)).text(),
  )?.[1] as string;
  await agent.post(`${order}/deliver`, { product, seats: '1', content: KEYS });
  assert.equal((await act(agent, order, 'settle', 'Le produit n’est plus vendu.')).status, 303);
  assert.equal(await taken(app), 1);
  assert.equal((await act(agent, order, 'return', 'Clé refusée par l’éditeur.')).status, 303);
  assert.equal(await taken(app), 1);
  assert.equal(await stateOf(app, order), 'returned');
});

test('outside its products, places and dates a distributor sells nothing, whoever asks', async (t) => {
  const { app, club, other, here, elsewhere, over, treasurer, of } = await market(t);
  await entitle(treasurer, club.id);
  const asked = (distributor: string, seats: Record<string, string>, slug = 'zoom-pro') =>
    treasurer.post(`/offers/${slug}/order`, { association: club.id, distributor, ...seats });
  const refusal = async (response: Promise<Response>) => {
    const { status } = await response;
    return [status, await (await response).text()] as const;
  };
  for (const [distributor, seats, words] of [
    [elsewhere, { employee: '1' }, /pas habilité dans votre département/],
    [over, { employee: '1' }, /habilitation de ce distributeur est terminée/],
    [here, { member: '1' }, /ne l’accorde pas à ces personnes/],
    [here, { employee: '6' }, /n’accorde pas autant de places/],
    [here, { employee: 'deux' }, /combien de personnes/],
    [here, {}, /combien de personnes/],
    [app.ctx.ids.next(), { employee: '1' }, /ne vend plus/],
  ] as const) {
    const [status, html] = await refusal(asked(distributor, seats));
    assert.equal(status, 422);
    assert.match(html, words);
  }
  assert.equal((await asked(here, { employee: '1' }, 'acrobat')).status, 404);
  assert.equal((await asked(here, { employee: '1' }, 'adobe-acrobat-pro')).status, 422);
  const foreign = await treasurer.post('/offers/zoom-pro/order', {
    association: other.id,
    distributor: here,
    employee: '1',
  });
  assert.equal(foreign.status, 404, 'only for one’s own association');

  // Withdrawn between the quote and the order: told, and nothing is taken.
  const order = await basket(treasurer, club.id, here, { employee: '1' });
  await act(treasurer, order, 'quote');
  await app.database.pool.query("UPDATE offers.authorisation SET withdrawn_on = '2026-11-24'");
  const late = await act(treasurer, order, 'order');
  assert.equal(late.status, 422);
  assert.match(await late.text(), /habilitation de ce distributeur a été retirée/);
  assert.equal(await taken(app), 0);

  const rival = await app.as({
    email: 'rival@test.example',
    grants: [{ role: 'distributor_agent', scope: of(elsewhere) }],
  });
  assert.equal((await rival.get(order)).status, 404);
});
