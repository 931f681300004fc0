import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type SignedInClient, type TestApp, testApp } from '#test/harness/app.ts';
import { addApplicant, addAssociation, addMission, needOf } from '#test/harness/missions.ts';

const PDF = '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';
const PROGRAM = Buffer.from('MZ\u0090\u0000\u0003\u0000\u0000\u0000', 'latin1');

interface Scene {
  readonly app: TestApp;
  readonly manager: SignedInClient;
  readonly reviewer: SignedInClient;
  readonly second: SignedInClient;
  readonly ana: SignedInClient;
  readonly lea: SignedInClient;
  readonly bank: string;
}

async function scene(t: Parameters<typeof testApp>[0]): Promise<Scene> {
  const app = await testApp(t);
  const bank = await addAssociation(app.ctx, 'Banque');
  const here = { role: 'reviewer', scope: { kind: 'department', code: '30' } } as const;
  for (const name of ['ana', 'lea']) await addApplicant(app.ctx, `${name}@test.example`);
  return {
    app,
    bank,
    manager: await app.as({
      email: 'manager@test.example',
      grants: [{ role: 'association_manager', scope: { kind: 'organisation', id: bank } }],
    }),
    reviewer: await app.as({ email: 'r1@test.example', grants: [here] }),
    second: await app.as({ email: 'r2@test.example', grants: [here] }),
    ana: await app.as({ email: 'ana@test.example' }),
    lea: await app.as({ email: 'lea@test.example' }),
  };
}

async function write(
  client: SignedInClient,
  mission: string,
  fields: Record<string, string>,
): Promise<string> {
  const sent = await client.post(`${mission}/apply`, fields);
  assert.equal(sent.status, 303, await sent.text());
  return (sent.headers.get('location') as string).replace('?saved=1', '');
}

const stateOf = async ({ app }: Scene, own: string) => {
  const { rows } = await app.database.pool.query<{ state: string }>(
    'SELECT state FROM missions.application WHERE id = $1',
    [own.split('/').at(-1)],
  );
  return rows[0]?.state;
};

test('a question holds no place, whoever answers it, and becomes an application when she wants', async (t) => {
  const place = await scene(t);
  const { app, ana, lea, manager, bank } = place;
  const id = await addMission(app.ctx, bank, needOf('letters', { firstCome: true }));
  const own = await write(ana, `/missions/${id}`, { kind: 'ask', question: 'Combien de pages ?' });
  assert.equal(await stateOf(place, own), 'interested');
  await manager.post(`${own}/messages`, { message: 'Deux pages.' });
  assert.equal(await stateOf(place, own), 'interested');
  for (const refused of ['accept', 'decline', 'discuss', 'miss']) {
    assert.equal((await manager.post(`${own}/move`, { ask: refused })).status, 422, refused);
  }
  // The only place is still free for somebody else.
  const other = await write(lea, `/missions/${id}`, { kind: 'apply', motivation: '' });
  assert.equal(await stateOf(place, other), 'accepted');
  assert.equal((await ana.post(`${own}/move`, { ask: 'apply' })).status, 303);
  assert.equal(await stateOf(place, own), 'waiting');
});

test('a document comes with a message: looked at before it is kept, read by both sides only', async (t) => {
  const place = await scene(t);
  const { app, ana, lea, manager, bank } = place;
  const id = await addMission(app.ctx, bank, needOf('letters'));
  const own = await write(ana, `/missions/${id}`, { kind: 'apply', motivation: '' });
  const piece = (name: string, content: BlobPart, type = 'application/pdf') =>
    new File([content], name, { type });
  const empty = await ana.post(`${own}/messages`, { message: ' ' });
  assert.equal(empty.status, 422);
  // What it is decides, not what it says it is; the words typed with it are not lost.
  const program = { message: 'Mon essai', piece: piece('lettre.pdf', PROGRAM) };
  const refused = await ana.post(`${own}/messages`, program);
  assert.equal(refused.status, 422);
  assert.ok((await refused.text()).includes('Mon essai'));
  const sent = { message: '', piece: piece('lettre.pdf', PDF) };
  assert.equal((await ana.post(`${own}/messages`, sent)).status, 303);
  const page = await (await manager.get(own)).text();
  const href = /href="([^"]+\/messages\/[0-9a-f-]{36}\/file)"[^>]*>\s*lettre\.pdf/.exec(page)?.[1];
  assert.ok(href);
  assert.equal((await manager.get(href)).headers.get('content-type'), 'application/pdf');
  assert.equal((await ana.get(href)).status, 200);
  assert.equal((await lea.get(href)).status, 404);
  assert.equal((await app.visitor().get(href)).status, 303);
  const { rows } = await app.database.pool.query<{ count: number }>(
    'SELECT count(*)::int FROM missions.message',
  );
  assert.deepEqual(rows, [{ count: 1 }], 'what was refused left nothing');
});

test('a task that one may do is done by one; given back, it is free for the next', async (t) => {
  const place = await scene(t);
  const { app, ana, lea, manager, bank } = place;
  const tasks = [{ title: 'Saisir A à M', effortMinutes: 60, volunteers: 1 }];
  const need = needOf('administration', { places: 2, firstCome: true, tasks });
  const mission = `/missions/${await addMission(app.ctx, bank, need)}`;
  const own = await write(ana, mission, { kind: 'apply', motivation: '' });
  const other = await write(lea, mission, { kind: 'apply', motivation: '' });
  const page = await (await ana.get(own)).text();
  const task = /\/tasks\/[0-9a-f-]{36}/.exec(page)?.[0] as string;
  const move = (client: SignedInClient, at: string, event: string) =>
    client.post(at + task, { event }).then(({ status }) => status);
  const both = await Promise.all([move(ana, own, 'claim'), move(lea, other, 'claim')]);
  assert.deepEqual([...both].sort(), [303, 422], 'at the same moment, one of them');
  const [first, its, next, nexts] =
    both[0] === 303 ? ([ana, own, lea, other] as const) : ([lea, other, ana, own] as const);
  assert.equal(await move(next, nexts, 'start'), 422);
  assert.equal(await move(first, its, 'give_back'), 303);
  assert.equal(await move(next, nexts, 'claim'), 303);
  assert.equal(await move(manager, nexts, 'claim'), 422, 'the association does not claim');
  const handIn = { [`text-${task.slice('/tasks/'.length)}`]: 'Fait.' };
  assert.equal((await next.post(`${nexts}${task}/hand-in`, handIn)).status, 303);
  const judge = { verdict: 'changes_asked' };
  assert.equal((await manager.post(`${nexts}${task}/judge`, judge)).status, 422, 'says which');
  assert.equal(
    (await next.post(`${nexts}${task}/judge`, { verdict: 'accepted' })).status,
    422,
    'nobody accepts their own work',
  );
  assert.equal((await manager.post(`${nexts}${task}/judge`, { verdict: 'accepted' })).status, 303);
});

test('a refusal says what to change, and another moderator hears the appeal', async (t) => {
  const place = await scene(t);
  const { manager, reviewer, second, bank, app } = place;
  const fields = {
    family: 'letters',
    title: 'Rédiger notre lettre de décembre',
    description: 'Nous avons les nouvelles et les photos, il manque la plume. '.repeat(6),
    deliverable: 'La lettre',
    remote: 'full',
    pace: 'once',
    effort: '4 h',
    places: '1',
  };
  const written = await manager.post(`/missions/new?organisation=${bank}`, fields);
  const mission = (written.headers.get('location') as string).replace('/manage', '');
  const review = mission.replace('/missions/', '/missions/moderation/');
  const visible = async () => (await app.visitor().get(mission)).status;
  await manager.post(`${mission}/move`, { event: 'submit' });
  const no = { verdict: 'refuse', reason: 'unclear', note: 'Dites combien de pages.' };
  assert.equal((await reviewer.post(review, { ...no, note: '' })).status, 422);
  assert.equal((await reviewer.post(review, no)).status, 303);
  assert.equal(await visible(), 404);
  const back = await (await manager.get(`${mission}/manage`)).text();
  assert.ok(back.includes('Dites combien de pages.'));
  assert.equal((await manager.post(`${mission}/move`, { event: 'appeal' })).status, 303);
  assert.equal((await reviewer.post(review, { verdict: 'publish' })).status, 422, 'not the same');
  assert.equal(await visible(), 404);
  assert.equal((await second.post(review, { verdict: 'publish' })).status, 303);
  assert.equal(await visible(), 200);
});
