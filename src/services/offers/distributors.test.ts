import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messages } from '#platform/messaging/index.ts';
import type { Client, TestApp } from '#test/harness/app.ts';
import { act, basket, entitle, market } from '#test/harness/market.ts';

async function administrator(app: TestApp): Promise<Client> {
  return app.as({
    email: 'admin@test.example',
    grants: [{ role: 'administrator', scope: { kind: 'national' } }],
  });
}

test('from a new distributor to an order it may take, and to the end of its authorisation', async (t) => {
  const { app, club, treasurer } = await market(t);
  await entitle(treasurer, club.id);
  const admin = await administrator(app);
  const added = await admin.post('/distributors', {
    name: 'Garrigue Informatique',
    email: 'Ventes@Garrigue.example ',
    siren: '123 456 782',
    website: '',
  });
  assert.equal(added.status, 303);
  const path = (added.headers.get('location') as string).split('?')[0] as string;
  const id = path.split('/').at(-1) as string;
  const form = async () => (await treasurer.get('/offers/zoom-pro/order')).text();
  assert.doesNotMatch(await form(), /Garrigue/, 'it sells nothing yet');

  const authorise = (fields: Record<string, string>) =>
    admin.post(`${path}/authorisations`, {
      product: 'zoom-pro',
      departments: '',
      from: '2026-11-24',
      until: '2026-12-31',
      ...fields,
    });
  for (const [fields, words] of [
    [{ until: '2026-11-23', from: '2026-11-01' }, /déjà passé/],
    [{ until: '2026-11-25', from: '2026-11-26' }, /avant le premier/],
    [{ until: '' }, /Choisissez une date/],
    [{ departments: '30, 99' }, /numéros de département/],
    [{ product: 'jitsi-meet' }, /produit payant/],
    [{ product: 'nothing' }, /produit payant/],
  ] as const) {
    const refused = await authorise(fields);
    assert.equal(refused.status, 422);
    const html = await refused.text();
    assert.match(html, words);
    if ('departments' in fields) assert.match(html, /value="30, 99"/, 'what was typed is kept');
  }
  assert.equal((await authorise({ departments: '34; 2a' })).status, 303);
  assert.doesNotMatch(await form(), /Garrigue/, 'elsewhere is not here');
  assert.equal((await authorise({ departments: '30' })).status, 303);
  assert.match(await form(), /Garrigue/);

  assert.equal((await admin.post(`${path}/agents`, { email: 'not an address' })).status, 422);
  assert.equal((await admin.post(`${path}/agents`, { email: 'lea@garrigue.example' })).status, 303);
  const [invitation] = await messages(app.ctx, { recipient: 'lea@garrigue.example' });
  assert.match(invitation?.text ?? '', /servir les commandes de Garrigue Informatique/);
  const english = await app.as({
    email: 'english-admin@test.example',
    lang: 'en',
    grants: [{ role: 'administrator', scope: { kind: 'national' } }],
  });
  await english.post(`${path}/agents`, { email: 'kim@garrigue.example' });
  const [invited] = await messages(app.ctx, { recipient: 'kim@garrigue.example' });
  assert.match(invited?.text ?? '', /You can now serve the orders of Garrigue Informatique/);
  const agent = await app.as({ email: 'lea@garrigue.example' });
  const order = await basket(treasurer, club.id, id, { employee: '1' });
  await act(treasurer, order, 'quote');
  assert.equal((await act(treasurer, order, 'order')).status, 303);
  assert.equal((await act(agent, order, 'accept')).status, 303);
  const own = await agent.get('/distributors');
  assert.equal(own.headers.get('location'), path, 'an agent comes to its own distributor');
  const read = await (await agent.get(path)).text();
  assert.match(read, /34, 2A/);
  assert.doesNotMatch(read, /Retirer|Habiliter|Suspendre/, 'and only reads');
  for (const [act, fields] of [
    ['state', { event: 'suspend' }],
    ['authorisations', {}],
    ['agents', { email: 'x@y.example' }],
  ] as const)
    assert.equal((await agent.post(`${path}/${act}`, fields)).status, 403);

  // Suspended: no new order, those it has go on. Once only, whoever clicks.
  const suspended = await Promise.all(
    [1, 2].map(() => admin.post(`${path}/state`, { event: 'suspend' })),
  );
  assert.deepEqual(suspended.map(({ status }) => status).sort(), [303, 422]);
  assert.doesNotMatch(await form(), /Garrigue/);
  assert.equal((await agent.get(order)).status, 200);
  assert.equal((await admin.post(`${path}/state`, { event: 'resume' })).status, 303);
  assert.match(await form(), /Garrigue/);

  const page = await (await admin.get(path)).text();
  const withdrawals = [...page.matchAll(/action="([^"]+\/withdraw)"/g)].map(([, action]) => action);
  assert.equal(withdrawals.length, 2);
  for (const action of withdrawals) assert.equal((await admin.post(action as string)).status, 303);
  assert.equal((await admin.post(withdrawals[0] as string)).status, 422, 'it has ended');
  assert.doesNotMatch(await form(), /Garrigue/);
  const late = await treasurer.post('/offers/zoom-pro/order', {
    association: club.id,
    distributor: id,
    employee: '1',
  });
  assert.equal(late.status, 422);
  assert.match(await late.text(), /habilitation de ce distributeur a été retirée/);

  const grant = /agents\/([0-9a-f-]{36})\/remove/.exec(page)?.[1];
  assert.equal((await admin.post(`${path}/agents/${grant}/remove`)).status, 303);
  assert.equal((await agent.get(order)).status, 403, 'no role, no order');
  const { rows } = await app.database.pool.query(
    `SELECT action FROM audit.entry WHERE subject_kind = 'distributor' AND subject_id = $1 ORDER BY seq`,
    [id],
  );
  assert.deepEqual(
    rows.map(({ action }) => action.replace('distributor.', '')),
    [
      'created',
      'authorised',
      'authorised',
      'agent_invited',
      'agent_invited',
      'suspend',
      'resume',
      'authorisation_withdrawn',
      'authorisation_withdrawn',
      'agent_removed',
    ],
  );
});

test('a distributor is entered with what can be checked, and by the national administration alone', async (t) => {
  const { app, here } = await market(t);
  const admin = await administrator(app);
  const wrong = await admin.post('/distributors', {
    name: ' ',
    email: 'nobody',
    siren: '123 456 783',
    website: 'garrigue.example',
  });
  assert.equal(wrong.status, 422);
  const html = await wrong.text();
  for (const words of [
    /le nom du distributeur/,
    /adresse e-mail complète/,
    /SIREN\s: neuf/,
    /https:/,
  ])
    assert.match(html, words);
  assert.match(html, /value="123 456 783"/);
  const local = await app.as({
    grants: [{ role: 'administrator', scope: { kind: 'department', code: '30' } }],
  });
  assert.equal((await local.get('/distributors')).status, 403);
  assert.equal((await local.get(`/distributors/${here}`)).status, 404);
  const fields = { name: 'X', email: 'x@y.example', siren: '', website: '' };
  assert.equal((await local.post('/distributors', fields)).status, 403);
  assert.equal((await local.post(`/distributors/${here}/state`, { event: 'suspend' })).status, 404);
});
