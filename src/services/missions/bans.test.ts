import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { messages } from '#platform/messaging/index.ts';
import { testApp } from '#test/harness/app.ts';
import { addApplicant, addAssociation, addMission, needOf } from '#test/harness/missions.ts';
import { draftMission } from './actions/write.ts';

const SYSTEM = { kind: 'system', name: 'test' } as const;
const WHY = { reason: 'advertising', note: 'Trois annonces pour un produit.', days: '30' };

async function house(t: TestContext) {
  const app = await testApp(t);
  const association = await addAssociation(app.ctx, 'Banque alimentaire du Gard');
  const manager = await app.as({
    email: 'president@test.example',
    grants: [{ role: 'association_manager', scope: { kind: 'organisation', id: association } }],
  });
  const reviewer = (email: string, code = '30') =>
    app.as({ email, grants: [{ role: 'reviewer', scope: { kind: 'department', code } }] });
  const first = await reviewer('first@test.example');
  const second = await reviewer('second@test.example');
  const far = await reviewer('far@test.example', '75');
  return { ...app, association, manager, first, second, far };
}

test('a banned association publishes nothing, reads why, appeals to somebody else, and is let back', async (t) => {
  const { ctx, association, manager, first, second, far, database } = await house(t);
  const drafted = await draftMission(ctx, SYSTEM, association, needOf('letters'));
  assert.ok(drafted.ok);
  const submit = () => manager.post(`/missions/${drafted.value}/move`, { event: 'submit' });
  assert.equal((await first.post('/missions/bans', { association, ...WHY, note: '' })).status, 422);
  assert.equal((await far.post('/missions/bans', { association, ...WHY })).status, 404);
  const made = await first.post('/missions/bans', { association, ...WHY });
  const page = made.headers.get('location') as string;
  assert.match(page, /^\/missions\/bans\//);
  assert.equal((await submit()).status, 422);
  assert.ok((await (await manager.get(`/missions/${drafted.value}/manage`)).text()).includes(page));
  assert.ok((await (await manager.get(page)).text()).includes(WHY.note));
  assert.equal((await far.get(page)).status, 404);

  assert.equal((await manager.post(page, { event: 'lift', text: 'Si' })).status, 422);
  assert.equal((await manager.post(page, { event: 'appeal', text: '' })).status, 422);
  assert.equal(
    (await manager.post(page, { event: 'appeal', text: 'C’était un autre.' })).status,
    303,
  );
  assert.equal((await manager.post(page, { event: 'appeal', text: 'Encore' })).status, 422);
  assert.equal((await submit()).status, 422);
  // An appeal goes to another moderator than the first.
  assert.equal((await first.post(page, { event: 'uphold', text: 'Non' })).status, 422);
  assert.equal((await second.post(page, { event: 'lift', text: 'Vous avez raison.' })).status, 303);
  assert.equal((await submit()).status, 303);
  const told = await messages(ctx, { recipient: 'president@test.example' });
  const subjects = told.map(({ subject }) => subject);
  assert.ok(subjects.includes('Votre accès aux missions est suspendu'));
  assert.ok(subjects.includes('Votre suspension est levée'));
  const { rows } = await database.pool.query(
    "SELECT action FROM audit.entry WHERE action LIKE 'mission.ban%' ORDER BY action",
  );
  assert.deepEqual(
    rows.map(({ action }) => action),
    ['mission.ban_appeal', 'mission.ban_lift', 'mission.banned'],
  );
});

test('a banned account neither applies nor asks; the ban ends by the clock', async (t) => {
  const { ctx, clock, association, first, as, database } = await house(t);
  const mission = await addMission(ctx, association, needOf('letters', { places: 5 }));
  await addApplicant(ctx, 'ana@test.example');
  const ana = await as({ email: 'ana@test.example' });
  const apply = async (kind: 'apply' | 'ask') =>
    (await ana.post(`/missions/${mission}/apply`, { kind, question: 'Où ?' })).status;
  const ban = (email: string) => first.post('/missions/bans', { email, ...WHY });
  assert.equal((await ban('nobody@test.example')).status, 422);
  assert.equal((await ban('first@test.example')).status, 422);
  const page = (await ban('ana@test.example')).headers.get('location') as string;
  assert.equal(await apply('apply'), 422);
  assert.equal(await apply('ask'), 422);
  const { rows } = await database.pool.query('SELECT id FROM missions.application');
  assert.equal(rows.length, 0);
  assert.ok((await (await ana.get(`/missions/${mission}`)).text()).includes(page));
  clock.set('2026-12-24T08:59:59+01:00');
  assert.equal(await apply('apply'), 422);
  clock.set('2026-12-24T09:00:00+01:00');
  assert.equal((await ana.post(page, { event: 'appeal', text: 'Trop tard' })).status, 422);
  assert.equal(await apply('apply'), 303);
});
