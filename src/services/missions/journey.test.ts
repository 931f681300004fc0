import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messages } from '#platform/messaging/index.ts';
import { addOrganisations } from '#services/associations/fixtures.ts';
import { idOf } from '#services/volunteers/index.ts';
import { type SignedInClient, type TestApp, testApp } from '#test/harness/app.ts';
import { texts } from './messages/index.ts';

const WORD = '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';

async function association(app: TestApp, name: string): Promise<string> {
  const [one] = await addOrganisations(app.ctx, [{ name, communeCode: '30189' }]);
  return one?.id as string;
}

async function volunteer(app: TestApp, name: string): Promise<SignedInClient> {
  const client = await app.as({ email: `${name}@test.example`, displayName: name });
  await client.post('/volunteer/join/1', {
    first_name: name,
    last_name: 'Essai',
    birth_date: '1958-05-17',
    commune: 'Nîmes',
    radius: '20',
  });
  await client.post('/volunteer/join/2', {
    'skills_support[]': [String(idOf('writing')), String(idOf('accounting'))],
    'languages[]': ['fr'],
    effort: 'light',
  });
  await client.post('/volunteer/join/3', { consent_missions: 'on', phone: '' });
  return client;
}

const need = {
  family: 'letters',
  title: 'Rédiger notre lettre de décembre',
  description: 'Nous avons les nouvelles et les photos, il manque la plume. '.repeat(6),
  deliverable: 'La lettre prête à envoyer',
  remote: 'full',
  commune: '',
  pace: 'once',
  effort: '4 h',
  places: '1',
  'skills[]': [String(idOf('writing'))],
};

test('a need is written, moderated, found, applied for, delivered, and its hours confirmed', async (t) => {
  const app = await testApp(t);
  const bank = await association(app, 'Banque alimentaire du Gard');
  const manager = await app.as({
    email: 'president@test.example',
    grants: [{ role: 'association_manager', scope: { kind: 'organisation', id: bank } }],
  });
  const stranger = await app.as({
    grants: [
      {
        role: 'association_owner',
        scope: { kind: 'organisation', id: await association(app, 'Autre') },
      },
    ],
  });
  const reviewer = await app.as({
    grants: [{ role: 'reviewer', scope: { kind: 'department', code: '30' } }],
  });
  const paul = await volunteer(app, 'Paul');
  const lea = await volunteer(app, 'Lea');

  const wrong = await manager.post(`/missions/new?organisation=${bank}`, {
    ...need,
    title: 'Lettre',
    places: '0',
    effort: 'beaucoup',
    remote: 'no',
  });
  assert.equal(wrong.status, 422);
  const page = (await wrong.text()).replace(/[\u00a0\u202f]/g, ' ');
  const { errors } = texts('fr');
  for (const code of ['title_one_word', 'places_wrong'])
    assert.ok(page.includes(errors[code] as string), code);
  assert.ok(page.includes('il manque la plume'));
  assert.equal((await stranger.post(`/missions/new?organisation=${bank}`, need)).status, 404);

  const written = await manager.post(`/missions/new?organisation=${bank}`, need);
  assert.equal(written.status, 303);
  const manage = written.headers.get('location') as string;
  const mission = manage.replace('/manage', '');
  // The client names an event; a state of its own changes nothing.
  assert.equal((await paul.get(mission)).status, 404);
  await manager.post(`${mission}/move`, { event: 'submit', state: 'published' });
  assert.equal((await paul.get(mission)).status, 404);
  assert.equal((await stranger.get(manage)).status, 404);
  assert.ok((await (await reviewer.get('/missions/moderation')).text()).includes(need.title));
  const decision = mission.replace('/missions/', '/missions/moderation/');
  assert.equal((await reviewer.post(decision, { verdict: 'refuse' })).status, 422);
  assert.equal((await reviewer.post(decision, { verdict: 'publish' })).status, 303);

  // Found with a typing mistake, without an account, among the default results.
  const found = await (await app.visitor().get('/missions?q=redijer+letre')).text();
  assert.ok(found.includes(need.title));
  assert.ok((await (await app.visitor().get('/missions')).text()).includes(need.title));
  assert.ok(
    !(await (await app.visitor().get('/missions?q=comptabilite')).text()).includes(need.title),
  );
  assert.ok((await (await paul.get('/missions')).text()).includes('Vous savez'));

  const applied = await paul.post(`${mission}/apply`, {
    kind: 'apply',
    motivation: 'J’ai tenu un journal de quartier.',
    state: 'accepted',
  });
  const own = (applied.headers.get('location') as string).replace('?saved=1', '');
  const twice = await paul.post(`${mission}/apply`, { kind: 'apply', motivation: '' });
  assert.equal(twice.status, 422);
  await lea.post(`${mission}/apply`, { kind: 'ask', question: 'Combien de pages ?' });
  assert.equal((await lea.get(own)).status, 404);
  assert.equal((await lea.post(`${own}/move`, { ask: 'withdraw' })).status, 404);
  // The volunteer cannot accept herself.
  assert.equal((await paul.post(`${own}/move`, { ask: 'accept' })).status, 422);
  assert.equal((await paul.post(`${own}/complete`, { thanks: '' })).status, 422);

  const shown = await (await manager.get(own)).text();
  assert.ok(shown.includes('journal de quartier') && shown.includes('Paul'));
  assert.ok(!shown.includes('paul@') && !shown.includes('Essai'));
  assert.equal((await manager.post(`${own}/move`, { ask: 'accept' })).status, 303);
  const told = await messages(app.ctx, { recipient: 'paul@test.example' });
  assert.ok(told.some(({ subject }) => subject?.startsWith('C’est oui')));

  assert.equal((await paul.post(`${own}/hand-in`, { text: '', link: '', hours: '' })).status, 422);
  assert.equal(
    (await paul.post(`${own}/hand-in`, { text: 'x', link: 'javascript:alert(1)', hours: '2h30' }))
      .status,
    422,
  );
  const handed = await paul.post(`${own}/hand-in`, {
    text: 'Voici la lettre.',
    link: 'https://example.org/lettre',
    hours: '3 h 30',
    day: '2026-11-24',
    file: new File([WORD], 'lettre.pdf', { type: 'application/pdf' }),
  });
  assert.equal(handed.status, 303);
  assert.equal(
    (await manager.post(`${own}/judge`, { verdict: 'changes_asked', note: '' })).status,
    422,
  );
  await manager.post(`${own}/judge`, { verdict: 'changes_asked', note: 'Ajoutez la date.' });
  await paul.post(`${own}/hand-in`, { text: 'Avec la date.', link: '', hours: '' });
  const ready = await (await manager.get(own)).text();
  const entry = /name="(minutes-[0-9a-f-]+)"/.exec(ready)?.[1] as string;
  const file = /href="([^"]+\/pieces\/[0-9a-f-]+\/file)"/.exec(ready)?.[1] as string;
  assert.equal((await manager.get(file)).headers.get('content-type'), 'application/pdf');
  assert.equal((await lea.get(file)).status, 404);
  assert.equal(
    (await manager.post(`${own}/complete`, { [entry]: '3 h', thanks: 'Merci !' })).status,
    303,
  );

  const mine = await (await paul.get('/missions/mine')).text();
  assert.ok(/3\s*h/.test(mine) && mine.includes('Terminée'));
  const { rows } = await app.database.pool.query(
    'SELECT minutes, confirmed_minutes FROM missions.hours',
  );
  assert.deepEqual(rows, [{ minutes: 210, confirmed_minutes: 180 }]);
  const places = await app.database.pool.query(
    'SELECT held, offered, waiting FROM missions.mission',
  );
  assert.deepEqual(places.rows, [{ held: 1, offered: 0, waiting: 0 }]);
});
