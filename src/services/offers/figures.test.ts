import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { addOrganisations } from '#services/associations/fixtures.ts';
import type { SignedInClient, TestApp } from '#test/harness/app.ts';
import { act, basket, entitle, market } from '#test/harness/market.ts';

const facts = { nature: 'D', position: 'A', object: 'jeu d’échecs', objectCode1: '007005' };

/** A treasurer of a new association of Nîmes that is entitled. */
async function treasurerOf(app: TestApp, number: number) {
  const [club] = await addOrganisations(app.ctx, [
    { name: `Club ${number}`, communeCode: '30189', rna: `W30200700${number}`, facts },
  ]);
  const id = club?.id as string;
  const client = await app.as({
    grants: [{ role: 'association_owner', scope: { kind: 'organisation', id } }],
  });
  await entitle(client, id);
  return { id, client };
}

async function figures(app: TestApp): Promise<Record<string, string>> {
  const csv = await (await app.anonymous.get('/offers/figures.csv')).text();
  const lines: Record<string, string>[] = parse(csv, { columns: true });
  return Object.fromEntries(
    lines.map(({ indicator, group, value }) => [`${indicator} ${group}`.trim(), value ?? '']),
  );
}

async function productIn(agent: SignedInClient, order: string): Promise<string> {
  const html = await (await agent.get(order)).text();
  return /name="product"[\s\S]*?value="([0-9a-f-]{36})"/.exec(html)?.[1] as string;
}

test('figures of five orders, a return and a declared use, computed by hand', async (t) => {
  const { app, here, agent } = await market(t);
  const orders: string[] = [];
  const clubs = [];
  for (let number = 1; number <= 6; number++) clubs.push(await treasurerOf(app, number));
  for (const { id, client } of clubs) {
    const order = await basket(client, id, here, { employee: '2' });
    for (const event of ['quote', 'order']) await act(client, order, event);
    orders.push(order);
  }
  app.clock.advance({ hours: 6 });
  for (const order of orders) assert.equal((await act(agent, order, 'accept')).status, 303);
  app.clock.advance({ hours: 6 });
  const product = await productIn(agent, orders[0] as string);
  for (const [index, order] of orders.entries()) {
    if (index === 4) {
      const early = await figures(app);
      assert.equal(early.savings, '', 'four associations are too few to be told');
      assert.equal(early.libre_share, '');
      assert.equal(early.delivery_delay_median, '');
      assert.equal(early.accept_delay_median, '0.25');
    }
    const sent = await agent.post(`${order}/deliver`, { product, seats: '2', content: 'KEY' });
    assert.equal(sent.status, 303);
  }
  const returned = await act(agent, orders[5] as string, 'return', 'Clé refusée.');
  assert.equal(returned.status, 303);
  const [first] = clubs;
  assert.ok(first);
  for (const slug of ['jitsi-meet', 'nextcloud', 'zoom-pro'])
    await first.client.post(`/offers/${slug}/use`, { association: first.id, say: 'yes' });

  const told = await figures(app);
  assert.equal(told.savings, String(5 * 2 * (5_000 - 1_250)), 'the sixth was returned');
  assert.equal(told.libre_share, '29', 'two of seven: five bought, of which one is declared too');
  assert.equal(told['quota_use zoom-pro'], '40', '12 of 6 times 5: a return stays used');
  assert.equal(told.accept_delay_median, '0.25', 'six hours');
  assert.equal(told.delivery_delay_median, '0.5', 'twelve');
  assert.equal(told['decisions_by_standing eligible'], '6');
  assert.equal(told['decisions_by_department 30'], '6');
  assert.equal(told.decisions_at_once, '100');
  assert.equal(told.review_delay_median, '', 'nobody had to look');

  const page = await (await app.anonymous.get('/offers/figures')).text();
  assert.match(page, /375,00/);
  assert.match(page, /29\s%/);
  assert.match(page, /Gard/);
  const english = await (await app.anonymous.get('/offers/figures?lang=en')).text();
  assert.match(english, /€375\.00[\s\S]*of known uses are libre/);
});
