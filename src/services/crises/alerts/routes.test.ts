import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Grant } from '#platform/kernel/actor.ts';
import { type SignedInClient, testApp } from '#test/harness/app.ts';
import { GARD, HERAULT, type MeteoFranceAlert, meteoFranceAlert } from './fixtures.ts';
import { listProposals } from './queries/proposals.ts';
import { receiveAlert } from './receive.ts';

const officer = (code: string): Grant => ({
  role: 'crisis_officer',
  scope: { kind: 'department', code },
});
const FEED = { kind: 'system', name: 'feed' } as const;

function alert(change: Partial<MeteoFranceAlert> = {}): string {
  return meteoFranceAlert({
    identifier: 'one',
    sent: '2026-11-24T06:01:07+01:00',
    level: 'orange',
    type: 12,
    areas: [GARD, HERAULT],
    onset: '2026-11-24T06:00:00+01:00',
    expires: '2026-11-25T00:00:00+01:00',
    ...change,
  });
}

async function setUp(t: TestContext) {
  const app = await testApp(t);
  const { ctx } = app;
  return {
    ...app,
    receive: (text: string) => receiveAlert(ctx, FEED, new TextEncoder().encode(text), 'feed'),
    async proposal(department: string) {
      const [found] = await listProposals(ctx.db, { departments: [department] }, 1);
      assert.ok(found);
      return found;
    },
  };
}

async function html(client: SignedInClient, path: string): Promise<string> {
  const response = await client.get(path);
  assert.equal(response.status, 200, path);
  return response.text();
}

test('the list shows the territory of the officer only, in words', async (t) => {
  const app = await setUp(t);
  const gard = await app.as({ grants: [officer('30')] });
  assert.match(await html(gard, '/crises/alerts'), /Aucune alerte n’attend/);
  await app.receive(alert());
  const page = await html(gard, '/crises/alerts');
  assert.match(page, /Gard/);
  assert.match(page, /Orange/);
  assert.match(page, /crues/);
  assert.match(page, /Sans signature/);
  assert.doesNotMatch(page.replace(/<figure[\s\S]*?<\/figure>/, ''), /Hérault/);
  const elsewhere = await app.as({ grants: [officer('75')] });
  assert.match(await html(elsewhere, '/crises/alerts'), /Aucune alerte n’attend/);
  const { id } = await app.proposal('30');
  assert.equal((await elsewhere.get(`/crises/alerts/${id}`)).status, 404);
  const refused = await elsewhere.post(`/crises/alerts/${id}/dismiss`, { reason: 'non' });
  assert.equal(refused.status, 404);
  assert.equal((await app.proposal('30')).state, 'waiting');
});

test('opening a crisis, for one department or for several of the same danger', async (t) => {
  const app = await setUp(t);
  await app.receive(alert());
  const both = await app.as({ grants: [officer('30'), officer('34')] });
  const [gard, herault] = [await app.proposal('30'), await app.proposal('34')];
  const record = await html(both, `/crises/alerts/${gard.id}`);
  assert.match(record, /Ouvrir une crise/);
  assert.ok(record.includes(herault.id), 'the neighbour is offered');
  const none = await both.post(`/crises/alerts/${gard.id}/accept`, { title: 'Crues' });
  assert.equal(none.status, 422);
  assert.match(await none.text(), /Cochez au moins un département/);
  const opened = await both.post(`/crises/alerts/${gard.id}/accept`, {
    title: 'Crues de novembre',
    'ids[]': [gard.id, herault.id],
  });
  assert.equal(opened.status, 303);
  const { rows } = await app.database.pool.query(
    'SELECT id, title, hazard, departments, exercise FROM crises.crisis',
  );
  assert.equal(rows.length, 1);
  assert.deepEqual(
    [rows[0].title, rows[0].hazard, rows[0].departments, rows[0].exercise],
    ['Crues de novembre', 'flood', ['30', '34'], false],
  );
  assert.equal(opened.headers.get('location'), `/crises/${rows[0].id}`);
  for (const code of ['30', '34']) {
    const { state, crisisId } = await app.proposal(code);
    assert.deepEqual([state, crisisId], ['accepted', rows[0].id]);
  }
  const again = await both.post(`/crises/alerts/${gard.id}/accept`, {
    title: 'Encore',
    'ids[]': [gard.id],
  });
  assert.equal(again.status, 422);
  assert.match(await again.text(), /déjà été décidée/);
});

test('two officers decide at once: one crisis', async (t) => {
  const app = await setUp(t);
  await app.receive(alert({ areas: [GARD] }));
  const { id } = await app.proposal('30');
  const officers = [
    await app.as({ grants: [officer('30')] }),
    await app.as({ grants: [officer('30')] }),
  ];
  const answers = await Promise.all(
    officers.map((one) =>
      one.post(`/crises/alerts/${id}/accept`, { title: 'Crue', 'ids[]': [id] }),
    ),
  );
  assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422]);
  const { rows } = await app.database.pool.query('SELECT count(*) FROM crises.crisis');
  assert.equal(rows[0].count, 1);
});

test('the officer of one department cannot slip in another one', async (t) => {
  const app = await setUp(t);
  await app.receive(alert());
  const [gard, herault] = [await app.proposal('30'), await app.proposal('34')];
  const one = await app.as({ grants: [officer('30')] });
  const answer = await one.post(`/crises/alerts/${gard.id}/accept`, {
    title: 'Crues',
    'ids[]': [gard.id, herault.id],
  });
  assert.equal(answer.status, 404);
  assert.equal((await app.proposal('34')).state, 'waiting');
});

test('an exercise opens an exercise', async (t) => {
  const app = await setUp(t);
  await app.receive(alert({ status: 'Exercise', areas: [GARD] }));
  const { id } = await app.proposal('30');
  const gard = await app.as({ grants: [officer('30')] });
  assert.match(await html(gard, `/crises/alerts/${id}`), /EXERCICE/);
  await gard.post(`/crises/alerts/${id}/accept`, { title: 'Exercice crue', 'ids[]': [id] });
  const { rows } = await app.database.pool.query('SELECT exercise FROM crises.crisis');
  assert.deepEqual(rows, [{ exercise: true }]);
});

test('dismissing needs a reason, which stays; a graver alert asks again', async (t) => {
  const app = await setUp(t);
  await app.receive(alert({ areas: [GARD] }));
  const { id } = await app.proposal('30');
  const gard = await app.as({ grants: [officer('30')] });
  const silent = await gard.post(`/crises/alerts/${id}/dismiss`, { reason: ' ' });
  assert.equal(silent.status, 422);
  assert.equal(
    (await gard.post(`/crises/alerts/${id}/dismiss`, { reason: 'Cours d’eau bas' })).status,
    303,
  );
  assert.match(await html(gard, `/crises/alerts/${id}`), /Cours d’eau bas/);
  await app.receive(
    alert({ areas: [GARD], identifier: 'same', sent: '2026-11-24T07:00:00+01:00' }),
  );
  assert.equal((await app.proposal('30')).state, 'dismissed');
  await app.receive(
    alert({ areas: [GARD], identifier: 'red', level: 'red', sent: '2026-11-24T08:00:00+01:00' }),
  );
  assert.equal((await app.proposal('30')).state, 'updated');
});

test('a file is uploaded, kept, shown escaped, and given back as bytes', async (t) => {
  const app = await setUp(t);
  const gard = await app.as({ grants: [officer('30')] });
  const hostile = alert({ event: 'Crue &lt;script&gt;alert(1)&lt;/script&gt;' });
  const upload = (text: string) =>
    gard.post('/crises/alerts/upload', { file: new File([text], 'alert.xml') });
  const first = await upload(hostile);
  assert.equal(first.status, 303);
  const path = first.headers.get('location') ?? '';
  assert.match(path, /^\/crises\/alerts\/messages\/[0-9a-f-]{36}\?arrival=new$/);
  const page = await html(gard, path);
  assert.doesNotMatch(page, /<script>alert/);
  assert.match(page, /&lt;script/);
  const original = await gard.get(path.replace(/\?.*/, '/original'));
  assert.equal(original.headers.get('content-type'), 'application/octet-stream');
  assert.match(original.headers.get('content-disposition') ?? '', /^attachment/);
  assert.equal(await original.text(), hostile);
  assert.match((await upload(hostile)).headers.get('location') ?? '', /arrival=repeated$/);
  const evil = await upload('<!DOCTYPE a>\n<a/>');
  assert.match(await html(gard, evil.headers.get('location') ?? ''), /DOCTYPE interdite/);
  assert.equal((await gard.post('/crises/alerts/upload', {})).status, 422);
  const elsewhere = await app.as({ grants: [officer('75')] });
  assert.equal((await elsewhere.get(path)).status, 404);
  assert.match(await html(gard, '/crises/alerts/messages'), /Refusé/);
});

test('what is over can no longer be decided', async (t) => {
  const app = await setUp(t);
  await app.receive(alert({ areas: [GARD] }));
  const { id } = await app.proposal('30');
  app.clock.advance({ days: 2 });
  const gard = await app.as({ grants: [officer('30')] });
  assert.doesNotMatch(await html(gard, `/crises/alerts/${id}`), /<textarea/);
  const late = await gard.post(`/crises/alerts/${id}/accept`, { title: 'Tard', 'ids[]': [id] });
  assert.equal(late.status, 422);
});

test('a town hall sees its department and does not decide for it', async (t) => {
  const app = await setUp(t);
  await app.receive(alert({ areas: [GARD] }));
  const { id } = await app.proposal('30');
  const town = await app.as({
    grants: [
      { role: 'crisis_officer', scope: { kind: 'commune', code: '30189', department: '30' } },
    ],
  });
  assert.match(await html(town, `/crises/alerts/${id}`), /revient aux responsables du département/);
  const tried = await town.post(`/crises/alerts/${id}/dismiss`, { reason: 'non' });
  assert.equal(tried.status, 422);
  assert.equal((await app.proposal('30')).state, 'waiting');
});

test('an administrator sees alerts and brings them in, and does not decide', async (t) => {
  const app = await setUp(t);
  await app.receive(alert({ areas: [GARD] }));
  const { id } = await app.proposal('30');
  const administrator = await app.as({
    grants: [{ role: 'administrator', scope: { kind: 'national' } }],
  });
  assert.doesNotMatch(await html(administrator, `/crises/alerts/${id}`), /<textarea/);
  const tried = await administrator.post(`/crises/alerts/${id}/dismiss`, { reason: 'non' });
  assert.equal(tried.status, 422);
  assert.equal((await app.proposal('30')).state, 'waiting');
  const file = new File([alert({ identifier: 'other', type: 1 })], 'alert.xml');
  assert.equal((await administrator.post('/crises/alerts/upload', { file })).status, 303);
  const volunteer = await app.as();
  assert.equal((await volunteer.get('/crises/alerts')).status, 403);
});
