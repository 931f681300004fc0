import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { testApp } from '#test/harness/app.ts';
import { engagementServer as serverOf } from '#test/harness/engagement-server.ts';
import { addApplicant, addAssociation, addMission, needOf } from '#test/harness/missions.ts';
import { EVERY_MISSION, findMissions } from '../actions/find.ts';
import { moveMission } from '../actions/moderate.ts';
import { changeMission } from '../actions/write.ts';
import { missionById } from '../queries/missions.ts';
import { pushedOf } from '../queries/syndication.ts';
import { EngagementError } from './engagement-server.ts';
import { engagementOf } from './settings.ts';
import { pull, push } from './sync.ts';

const MANAGER = { kind: 'system', name: 'test' } as const;
async function setUp(t: TestContext, directions = 'pull,push') {
  const server = await serverOf(t);
  const app = await testApp(t, { ...server.settings, RENFORT_API_ENGAGEMENT: directions });
  const { ctx } = app;
  const organisationId = await addAssociation(ctx, 'Banque du Gard');
  const waits: number[] = [];
  const wait = async (ms: number) => void waits.push(ms);
  const changes = () => server.asked.splice(0).filter((line) => !line.startsWith('GET'));
  return {
    app,
    ctx,
    server,
    organisationId,
    waits,
    changes,
    push: () => push(ctx, wait),
    pull: () => pull(ctx, wait),
    add: (change = {}) => addMission(ctx, organisationId, needOf('letters', change)),
    later: () => app.clock.advance({ minutes: 10 }),
  };
}

test('a published mission is sent once, again when it changes, and taken back when it ends', async (t) => {
  const { ctx, server, add, push, later, changes } = await setUp(t, 'push');
  const id = await add();
  assert.deepEqual(await push(), { sent: 1, refused: 0, removed: 0 });
  assert.deepEqual(changes(), ['POST /v2/mission']);
  const there = server.own.get(id);
  assert.equal(there?.applicationUrl, `${ctx.config.publicUrl}/missions/${id}`);
  // The association's town stands for remote work: without a town JeVeuxAider refuses.
  assert.equal((there as { addresses: { city: string }[] }).addresses[0]?.city, 'Nîmes');
  later();
  assert.deepEqual(await push(), { sent: 0, refused: 0, removed: 0 });
  assert.deepEqual(changes(), []);

  const version = (await missionById(ctx.db, id))?.version as number;
  await changeMission(ctx, MANAGER, id, version, needOf('letters', { title: 'Écrire la lettre' }));
  await push();
  assert.deepEqual(changes(), [`PUT /v2/mission/${id}`]);
  assert.equal(server.own.get(id)?.title, 'Écrire la lettre');

  later();
  await moveMission(ctx, MANAGER, id, 'close');
  assert.deepEqual(await push(), { sent: 0, refused: 0, removed: 1 });
  assert.equal(server.own.size, 0);
  later();
  await moveMission(ctx, MANAGER, id, 'reopen');
  await push();
  assert.deepEqual(changes(), [`DELETE /v2/mission/${id}`, 'POST /v2/mission']);
});

test('missions of the demonstration and drafts are never sent', async (t) => {
  const { ctx, organisationId, push, changes } = await setUp(t, 'push');
  await addMission(ctx, organisationId, needOf('advice'), { source: 'demo' });
  assert.deepEqual(await push(), { sent: 0, refused: 0, removed: 0 });
  assert.deepEqual(changes(), []);
});

test('a refusal there is read by the association, and does not hold up the others', async (t) => {
  const { app, ctx, server, organisationId, add, push, later } = await setUp(t, 'push');
  const manager = await app.as({
    grants: [{ role: 'association_manager', scope: { kind: 'organisation', id: organisationId } }],
  });
  // The server forgets a mission, and knows another already.
  const forgotten = await add({ title: 'Classer les photos' });
  await push();
  server.own.clear();
  later();
  const version = (await missionById(ctx.db, forgotten))?.version as number;
  const again = needOf('letters', { title: 'Classer nos photos' });
  await changeMission(ctx, MANAGER, forgotten, version, again);
  const known = await add();
  server.own.set(known, { clientId: known, title: 'Ancien titre' });
  server.troubles.push({ status: 404 });
  assert.deepEqual(await push(), { sent: 2, refused: 0, removed: 0 });
  assert.deepEqual(
    new Set([...server.own.values()].map(({ title }) => title)),
    new Set(['Classer nos photos', 'Rédiger notre lettre de décembre']),
  );

  later();
  const refused = await add({ title: 'Une autre lettre' });
  server.troubles.push({ status: 400 });
  assert.deepEqual(await push(), { sent: 1, refused: 1, removed: 0 });
  assert.deepEqual(await pushedOf(ctx.db, refused), { status: 'REFUSED', comment: 'TROUBLE' });
  const page = await (await manager.get(`/missions/${refused}/manage`)).text();
  assert.ok(page.includes('API Engagement') && page.includes('TROUBLE'));
});

test('too many requests: it waits as long as asked, then goes on; too long, and the next run does', async (t) => {
  const { server, add, push, waits, changes } = await setUp(t, 'push');
  await add();
  server.troubles.push({ status: 429, headers: { 'retry-after': '7' } }, { status: 503 });
  assert.deepEqual(await push(), { sent: 1, refused: 0, removed: 0 });
  assert.deepEqual(
    waits.filter((ms) => ms >= 1000),
    [7000, 2000],
  );
  assert.equal(changes().length, 3);

  await add({ title: 'Une deuxième lettre' });
  await add({ title: 'Une troisième lettre' });
  server.troubles.push({ status: 429, headers: { 'retry-after': '3600' } });
  await assert.rejects(push(), EngagementError);
  assert.deepEqual(await push(), { sent: 2, refused: 0, removed: 0 });
});

test('a key that is refused stops everything at once; wrong settings stop the start', async (t) => {
  const server = await serverOf(t);
  const { ctx } = await testApp(t, {
    ...server.settings,
    RENFORT_API_ENGAGEMENT: 'pull',
    RENFORT_API_ENGAGEMENT_KEY: 'wrong',
  });
  await assert.rejects(
    pull(ctx, async () => {}),
    /the key was refused \(401\)/,
  );
  assert.equal(server.asked.length, 1);
  const set = (settings: Record<string, string>) => () =>
    engagementOf({
      config: { secret: () => 'k', setting: (name: string) => settings[name] } as never,
    });
  assert.equal(set({})(), undefined);
  assert.throws(set({ RENFORT_API_ENGAGEMENT: 'pul' }), /pull, push or both/);
  assert.throws(set({ RENFORT_API_ENGAGEMENT: 'pull' }), /RENFORT_API_ENGAGEMENT_URL/);
});

test('missions of others are taken in by page, our own are not, and what is no longer shown closes', async (t) => {
  const { ctx, server, add, push, pull } = await setUp(t);
  const own = await add();
  await push();
  for (let i = 0; i < 1003; i++) {
    server.others.push({
      id: `m${i}`,
      clientId: 'same-everywhere',
      publisherName: 'Partenaire',
      title: `Trier des dons ${i}`,
      description: 'Trier, ranger<script>alert(1)</script>, accueillir. '.repeat(10),
      domain: 'solidarite-insertion',
      activity: 'Logistique, Collecte de produits',
      remote: 'no',
      openToMinors: 'yes',
      applicationUrl: `https://api.example/r/m${i}/ours`,
      addresses: [{ city: 'Nîmes', postalCode: '30000', departmentCode: '30', country: 'FR' }],
      organizationName: 'Le Relais',
    });
  }
  const first = await pull();
  assert.deepEqual([first?.read, first?.added, first?.rejected.length], [1003, 1003, 0]);
  assert.equal(server.asked.filter((line) => line === 'GET /v0/mission').length, 2);
  const all = await findMissions(ctx, EVERY_MISSION, 1);
  assert.equal(all.total, 1004);
  assert.ok(!all.found.some(({ mission }) => mission.description.includes('script')));
  assert.equal((await missionById(ctx.db, own))?.source, 'entered');

  server.others.splice(0, 3);
  const second = await pull();
  assert.deepEqual([second?.same, second?.removed, second?.kept], [1000, 3, 0]);
  // A list that cannot be read to its end closes nothing.
  server.others.splice(0, 900);
  server.troubles.push({ status: 400 });
  await assert.rejects(pull(), EngagementError);
  assert.equal((await findMissions(ctx, EVERY_MISSION, 1)).total, 1001);
});

test('what became of somebody whom the server sent is told, by the click alone', async (t) => {
  const { app, ctx, server, organisationId, add, push, later } = await setUp(t, 'push');
  const manager = await app.as({
    grants: [{ role: 'association_manager', scope: { kind: 'organisation', id: organisationId } }],
  });
  const mission = await add({ places: 3 });
  const comesFrom = async (email: string, click: string) => {
    await addApplicant(ctx, email);
    const person = await app.as({ email });
    const applied = await person.post(`/missions/${mission}/apply`, {
      kind: 'apply',
      motivation: '',
      apiengagement_id: click,
    });
    assert.equal(applied.status, 303);
    return applied.headers.get('location')?.replace('?saved=1', '') as string;
  };
  const application = await comesFrom('ada@test.example', 'click-1');
  await comesFrom('bea@test.example', 'forgotten');
  await push();
  assert.deepEqual(
    [...server.activities.values()],
    [
      {
        _id: 'activity-1',
        status: 'PENDING',
        type: 'apply',
        clickId: 'click-1',
        missionClientId: mission,
      },
    ],
  );
  later();
  const accepted = await manager.post(`${application}/move`, { ask: 'accept' });
  assert.equal(accepted.status, 303);
  server.asked.length = 0;
  await push();
  later();
  await push();
  const told = server.asked.filter((line) => line.includes('activity'));
  assert.deepEqual(told, ['PUT /v2/activity/activity-1']);
  assert.equal(server.activities.get('activity-1')?.status, 'VALIDATED');

  // The identifier of the address comes back with the form, through the sign-in too.
  const visited = `/missions/${mission}?apiengagement_id=click-2`;
  const anonymous = await (await app.visitor().get(visited)).text();
  assert.ok(anonymous.includes(`next=${encodeURIComponent(visited)}`));
  await addApplicant(ctx, 'cleo@test.example');
  const cleo = await app.as({ email: 'cleo@test.example' });
  const hidden = 'name="apiengagement_id" value="click-2"';
  assert.ok((await (await cleo.get(visited)).text()).includes(hidden));
  assert.ok(
    !(await (await cleo.get(`${visited}"><b>`)).text()).includes('name="apiengagement_id"'),
  );
});
