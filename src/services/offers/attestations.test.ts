import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shownCode } from '#platform/credentials/index.ts';
import type { TestApp } from '#test/harness/app.ts';
import { act, basket, entitle, market } from '#test/harness/market.ts';

async function codes({ database }: TestApp): Promise<string[]> {
  const { rows } = await database.pool.query(
    'SELECT code FROM credentials.issued WHERE revoked_at IS NULL',
  );
  return rows.map(({ code }) => code);
}

test('an order carries the attestation of its buyer, which both sides and anybody can check', async (t) => {
  const { app, club, here, treasurer, agent } = await market(t);
  await entitle(treasurer, club.id);
  const first = await basket(treasurer, club.id, here, { employee: '1' });
  await act(treasurer, first, 'quote');
  assert.deepEqual(await codes(app), [], 'a quote needs none');
  await act(treasurer, first, 'order');
  const [code] = await codes(app);
  assert.ok(code);
  const page = await (await agent.get(first)).text();
  assert.ok(page.includes(shownCode(code)));
  assert.match(page, /en vigueur/);
  assert.match(await (await app.anonymous.get(`/verify/${shownCode(code)}`)).text(), /Échiquier/);

  // More people than it says: a larger one replaces it, and the first order shows the new one.
  const second = await basket(treasurer, club.id, here, { employee: '3' });
  await act(treasurer, second, 'quote');
  assert.equal((await act(treasurer, second, 'order')).status, 303);
  const [larger] = await codes(app);
  assert.ok(larger && larger !== code);
  for (const order of [first, second]) {
    const html = await (await agent.get(order)).text();
    assert.ok(html.includes(shownCode(larger)));
    assert.doesNotMatch(html, /plus en vigueur/);
  }
});

for (const [what, change, words] of [
  [
    'altered',
    `UPDATE credentials.issued SET document = replace(document, '"seats": "1"', '"seats": "9"')`,
    /n’est plus celle qui a été signée/,
  ],
  [
    'forged: another signature',
    `UPDATE credentials.issued SET document = regexp_replace(document,
      '"proofValue": "z.{8}', '"proofValue": "z12345678')`,
    /n’est plus celle qui a été signée/,
  ],
  [
    'revoked',
    `UPDATE credentials.issued SET revoked_at = '2026-11-24', revoked_reason = 'fraude'`,
    /a été révoquée/,
  ],
] as const) {
  test(`an attestation that is ${what} stops the basket, the quote and the order`, async (t) => {
    const { app, club, here, treasurer, agent } = await market(t);
    await entitle(treasurer, club.id);
    const begin = () => basket(treasurer, club.id, here, { employee: '1' });
    const ordered = await begin();
    for (const event of ['quote', 'order']) await act(treasurer, ordered, event);
    const quoted = await begin();
    await act(treasurer, quoted, 'quote');
    const cart = await begin();
    const { rowCount } = await app.database.pool.query(change);
    assert.equal(rowCount, 1);

    for (const [order, event] of [
      [quoted, 'order'],
      [cart, 'quote'],
    ] as const) {
      const refused = await act(treasurer, order, event);
      assert.equal(refused.status, 422);
      assert.match(await refused.text(), words);
    }
    const form = await (await treasurer.get('/offers/zoom-pro/order')).text();
    assert.match(form, words, 'told before the basket');
    assert.doesNotMatch(form, /Mettre au panier/);
    const put = await treasurer.post('/offers/zoom-pro/order', {
      association: club.id,
      distributor: here,
      employee: '1',
    });
    assert.equal(put.status, 422);
    assert.match(await (await agent.get(ordered)).text(), /ne livrez pas avant/);
  });
}

test('each product asks for the decision of its own programme', async (t) => {
  const { app, club, here, treasurer } = await market(t);
  await entitle(treasurer, club.id);
  await app.database.pool.query(
    "UPDATE offers.product SET association_price = 100, quota_seats = NULL, quota_months = NULL WHERE slug = 'slack-pro'",
  );
  const form = await (await treasurer.get('/offers/slack-pro/order')).text();
  assert.match(form, new RegExp(`/eligibility/check/${club.id}\\?pack=slack`));
  const kept = await treasurer.post(`/eligibility/check/${club.id}`, { pack: 'slack' });
  assert.equal(kept.status, 303);
  const order = await basket(treasurer, club.id, here, { employee: '1' });
  const put = await treasurer.post('/offers/slack-pro/order', {
    association: club.id,
    distributor: here,
    employee: '2',
  });
  assert.equal(put.headers.get('location'), order, 'one basket for both');
  await act(treasurer, order, 'quote');
  assert.equal((await act(treasurer, order, 'order')).status, 303);
  const { rows } = await app.database.pool.query(
    `SELECT d.pack, i.document::jsonb #>> '{credentialSubject,programme}' AS programme
     FROM offers.order_line l JOIN associations.eligibility_decision d ON d.id = l.decision_id
     JOIN credentials.issued i ON i.code = l.attestation ORDER BY 1`,
  );
  assert.deepEqual(
    rows.map(({ pack, programme }) => [pack, programme]),
    [
      ['associations-1901', 'associations-1901'],
      ['slack', 'slack'],
    ],
  );
});
