import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messages } from '#platform/messaging/index.ts';
import { addOrganisations } from '#services/associations/fixtures.ts';
import { type SignedInClient, type TestApp, testApp } from '#test/harness/app.ts';
import { followApplications, followLabels } from './actions/clock.ts';
import { CRITERIA } from './domain/criteria.ts';
import { labelledOn } from './index.ts';
import { texts } from './messages/index.ts';

const PDF = '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';
const proof = (name: string) => new File([PDF], name, { type: 'application/pdf' });
const department = (code: string) => ({ kind: 'department' as const, code });

const FORM = {
  name: 'Espace des Arènes',
  commune: 'Nîmes',
  address: '4 rue de l’Essai',
  'services[]': ['help'],
  'languages[]': ['fr', 'xx'],
  group_places: '6',
  alone_from: '13',
};

const ANSWERS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(CRITERIA.map(({ id }) => [id, 'yes'])),
  project: 'Aider les gens du quartier',
  accessible: 'Entrée sans marche',
  trained_people: '2',
  posts: '6',
  hours: '20',
};
const FILES = {
  file_trained_people: proof('formation.pdf'),
  file_posts: proof('postes.pdf'),
  file_insurance: proof('assurance.pdf'),
};

interface Cast {
  readonly keeper: SignedInClient;
  readonly readers: readonly SignedInClient[];
  readonly space: string;
}

async function cast(app: TestApp): Promise<Cast> {
  const [holder] = await addOrganisations(app.ctx, [{ name: 'Maison', communeCode: '30189' }]);
  const scope = { kind: 'organisation' as const, id: holder?.id ?? '' };
  const keeper = await app.as({
    email: 'keeper@test.example',
    grants: [{ role: 'association_owner', scope }],
  });
  const readers = await Promise.all(
    ['one', 'two', 'three'].map((name) =>
      app.as({
        email: `${name}@test.example`,
        lang: name === 'two' ? 'en' : 'fr',
        grants: [{ role: 'reviewer', scope: department('30') }],
      }),
    ),
  );
  const added = await keeper.post('/spaces/new', FORM);
  const space = /\/spaces\/([0-9a-f-]{36})\/hours/.exec(added.headers.get('location') ?? '')?.[1];
  return { keeper, readers, space: space as string };
}

async function textOf(response: Response): Promise<string> {
  return (await response.text()).replace(/[\u00a0\u202f]/g, ' ');
}

async function send({ keeper, space }: Cast, answers = ANSWERS): Promise<Response> {
  await keeper.post(`/spaces/${space}/label/begin`);
  const { version } = await draft(keeper, space);
  return keeper.post(`/spaces/${space}/label`, { ...answers, ...FILES, version, next: 'submit' });
}

async function draft(keeper: SignedInClient, space: string): Promise<{ version: string }> {
  const html = await (await keeper.get(`/spaces/${space}/label`)).text();
  return { version: /name="version" value="(\d+)"/.exec(html)?.[1] ?? '' };
}

test('a space is added with its hours, and what is typed wrong is kept and explained', async (t) => {
  const app = await testApp(t);
  const { keeper, space } = await cast(app);
  const wrong = await keeper.post('/spaces/new', { ...FORM, commune: 'Nulleparville', email: 'x' });
  assert.equal(wrong.status, 422);
  const html = await textOf(wrong);
  const { errors } = texts('fr');
  assert.ok(html.includes(errors.commune_unknown as string) && html.includes('Nulleparville'));
  assert.ok(html.includes(errors.email_wrong as string));

  const hours = { day_2: '9h-12h30, 14h-16h j', day_3: '18h-17h' };
  const reversed = await keeper.post(`/spaces/${space}/hours`, hours);
  assert.ok((await textOf(reversed)).includes('18h-17h'));
  await keeper.post(`/spaces/${space}/hours`, { ...hours, day_3: '' });
  const christmas = { day: '2099-12-25', hours: '', note: 'Noël' };
  await keeper.post(`/spaces/${space}/hours/exceptions`, christmas);
  const page = await textOf(await app.anonymous.get(`/spaces/${space}`));
  assert.ok(page.includes('9h – 12h30, 14h – 16h (pour les 13-29 ans)'));
  assert.ok(page.includes('Noël'));
  assert.ok(page.includes('Cet espace n’a pas de label'));

  const edit = await (await keeper.get(`/spaces/${space}/edit`)).text();
  assert.ok(edit.includes('value="Nîmes 30000"'));
  const stale = await keeper.post(`/spaces/${space}/edit`, { ...FORM, version: '7' });
  assert.ok((await textOf(stale)).includes(errors.changed_meanwhile as string));
});

test('a request is read by two people, and the label holds three years to the day', async (t) => {
  const app = await testApp(t);
  const parts = await cast(app);
  const { keeper, readers, space } = parts;
  const [one, two] = readers as [SignedInClient, SignedInClient];
  await keeper.post(`/spaces/${space}/label/begin`);
  const incomplete = await keeper.post(`/spaces/${space}/label`, {
    ...(await draft(keeper, space)),
    project: 'Un début',
    next: 'submit',
  });
  assert.equal(incomplete.status, 422);
  const page = await textOf(incomplete);
  assert.ok(page.includes('Un début') && page.includes('Répondez à cette question'));
  const bad = { ...(await draft(keeper, space)), file_posts: new File(['x'], 'a.exe') };
  assert.ok((await textOf(await keeper.post(`/spaces/${space}/label`, bad))).includes('un PDF'));
  const sent = await keeper.post(`/spaces/${space}/label`, {
    ...ANSWERS,
    ...FILES,
    ...(await draft(keeper, space)),
    next: 'submit',
  });
  assert.equal(sent.headers.get('location'), `/spaces/${space}/label?said=sent`);

  assert.ok((await textOf(await one.get('/spaces/label-queue'))).includes('Espace des Arènes'));
  const early = await one.post(`/spaces/${space}/review`, { reading: 'grant' });
  assert.equal(early.status, 422, 'nobody grants before a first opinion');
  await one.post(`/spaces/${space}/review`, { reading: 'opinion_grant', note: 'Très bien' });
  const again = await one.post(`/spaces/${space}/review`, { reading: 'grant' });
  assert.ok((await textOf(again)).includes(texts('fr').errors.same_reader as string));
  const second = await textOf(
    await two.get(`/spaces/${space}/review`, { 'accept-language': 'en' }),
  );
  assert.ok(second.includes('Très bien'));
  const file = /\/spaces\/[0-9a-f-]+\/label\/files\/[0-9a-f-]+/.exec(second)?.[0] as string;
  assert.equal((await two.get(file)).headers.get('content-type'), 'application/pdf');
  assert.equal((await app.anonymous.get(file)).status, 303);
  await two.post(`/spaces/${space}/review`, { reading: 'grant', note: '' });
  assert.ok((await textOf(await app.anonymous.get('/spaces'))).includes('Espace des Arènes'));
  const told = await messages(app.ctx, { recipient: 'keeper@test.example' });
  assert.ok(told.some(({ subject }) => subject?.startsWith('Le label est accordé')));
  const { rows } = await app.database.pool.query(
    'SELECT until - day AS days FROM spaces.label_event',
  );
  assert.ok([1094, 1095].includes(rows[0].days));
});

test('a refusal is appealed to a third person, whose answer is the last', async (t) => {
  const app = await testApp(t);
  const parts = await cast(app);
  const { keeper, readers, space } = parts;
  const [one, two, three] = readers as [SignedInClient, SignedInClient, SignedInClient];
  await send(parts, { ...ANSWERS, free: 'no' });
  const review = `/spaces/${space}/review`;
  const shown = await textOf(await one.get(review));
  assert.ok(shown.includes(texts('fr').label.gaps.must_be_yes));
  const silent = await one.post(review, { reading: 'opinion_refuse', note: ' ' });
  assert.ok((await textOf(silent)).includes(texts('fr').errors.note_missing as string));
  await one.post(review, { reading: 'opinion_refuse', note: 'Payant' });
  await two.post(review, { reading: 'refuse', note: 'L’accès doit être gratuit' });
  const page = await textOf(await keeper.get(`/spaces/${space}/label`));
  assert.ok(page.includes('L’accès doit être gratuit'));
  await keeper.post(`/spaces/${space}/label/appeal`, { appeal: 'La caisse est supprimée' });
  for (const reader of [one, two]) {
    const refused = await reader.post(review, { reading: 'grant', note: 'x' });
    assert.equal(refused.status, 422);
  }
  await three.post(review, { reading: 'uphold', note: 'Demandez de nouveau après le vote' });
  const late = await keeper.post(`/spaces/${space}/label/appeal`, { appeal: 'encore' });
  assert.equal(late.status, 422);
  assert.ok((await textOf(await keeper.get(`/spaces/${space}/label`))).includes('Refus confirmé'));
});

test('an excluded association does not get the label for its space', async (t) => {
  const app = await testApp(t);
  const parts = await cast(app);
  await app.database.pool.query(
    `UPDATE associations.organisation SET object = 'exercice public du culte protestant', object_code1 = '040000', nature = 'D', grouping = 'S', position = 'A'`,
  );
  const { rows } = await app.database.pool.query('SELECT id FROM associations.organisation');
  await parts.keeper.post(`/eligibility/check/${rows[0].id}`, { pack: 'associations-1901' });
  const refused = await send(parts);
  assert.equal(refused.status, 422);
  assert.ok((await textOf(refused)).includes(texts('fr').errors.association_excluded as string));
});

test('the clock reminds before the end, expires the label the day after, and lets silence go', async (t) => {
  const app = await testApp(t);
  const parts = await cast(app);
  const { readers, space } = parts;
  const [one, two] = readers as [SignedInClient, SignedInClient];
  await send(parts);
  await one.post(`/spaces/${space}/review`, { reading: 'opinion_grant' });
  await two.post(`/spaces/${space}/review`, { reading: 'grant' });
  const { rows } = await app.database.pool.query('SELECT label_until FROM spaces.space');
  const until = rows[0].label_until as string;
  const subjects = async () =>
    (await messages(app.ctx, { recipient: 'keeper@test.example' })).map(({ subject }) => subject);
  app.clock.set(new Date(`${until}T10:00:00Z`));
  app.clock.advance({ days: -184 });
  await followLabels(app.ctx);
  assert.equal((await subjects()).length, 1, 'only the grant');
  for (const days of [1, 0, 93, 60]) {
    app.clock.advance({ days });
    await followLabels(app.ctx);
    await followLabels(app.ctx);
  }
  const ends = (await subjects()).filter((subject) => subject?.includes('se termine'));
  assert.equal(ends.length, 3, 'at 183, 90 and 30 days, once each');
  app.clock.set(new Date(`${until}T21:30:00Z`));
  await followLabels(app.ctx);
  assert.equal(await labelledOn(app.ctx, space, until), true);
  app.clock.advance({ hours: 2 });
  await followLabels(app.ctx);
  assert.ok((await subjects()).some((subject) => subject?.includes('a expiré')));
  const state = await app.database.pool.query('SELECT label_state FROM spaces.space');
  assert.equal(state.rows[0].label_state, 'expired');

  // Sessions have ended meanwhile.
  const keeper = await app.as({ email: 'keeper@test.example' });
  await send({ ...parts, keeper });
  app.clock.advance({ days: 31 });
  await followApplications(app.ctx);
  const late = await messages(app.ctx, { recipient: 'two@test.example' });
  assert.ok(late.some(({ subject }) => subject === 'A label request is late: Espace des Arènes'));
  const reader = await app.as({ email: 'one@test.example' });
  await reader.post(`/spaces/${space}/review`, { reading: 'ask_changes', note: 'Une photo' });
  app.clock.advance({ days: 46 });
  await followApplications(app.ctx);
  assert.ok((await subjects()).some((subject) => subject?.startsWith('Il reste deux semaines')));
  app.clock.advance({ days: 15 });
  await followApplications(app.ctx);
  assert.ok((await subjects()).some((subject) => subject?.includes('est retirée')));
  const back = await app.as({ email: 'keeper@test.example' });
  assert.ok((await textOf(await back.get(`/spaces/${space}/label`))).includes('Retirée'));
});

test('a reviewer suspends a label with a reason that the space reads, and gives it back', async (t) => {
  const app = await testApp(t);
  const parts = await cast(app);
  const { readers, space } = parts;
  const [one, two] = readers as [SignedInClient, SignedInClient];
  await send(parts);
  await one.post(`/spaces/${space}/review`, { reading: 'opinion_grant' });
  await two.post(`/spaces/${space}/review`, { reading: 'grant' });
  const mute = await one.post(`/spaces/${space}/review/label`, { act: 'suspend', reason: '' });
  assert.equal(mute.status, 422);
  app.clock.advance({ minutes: 5 });
  await one.post(`/spaces/${space}/review/label`, { act: 'suspend', reason: 'Accès payant' });
  assert.ok(!(await textOf(await app.anonymous.get('/spaces'))).includes('Espace des Arènes'));
  const [letter] = (await messages(app.ctx, { recipient: 'keeper@test.example' })).filter(
    ({ subject }) => subject?.startsWith('Le label est suspendu'),
  );
  assert.ok(letter?.text?.includes('Accès payant'));
  app.clock.advance({ minutes: 5 });
  await one.post(`/spaces/${space}/review/label`, { act: 'restore', reason: 'Réglé' });
  assert.ok((await textOf(await app.anonymous.get('/spaces'))).includes('Espace des Arènes'));
});

test('whoever keeps a space does not read its request', async (t) => {
  const app = await testApp(t);
  const parts = await cast(app);
  await send(parts);
  const { rows } = await app.database.pool.query('SELECT organisation_id FROM spaces.space');
  const both = await app.as({
    grants: [
      { role: 'reviewer', scope: department('30') },
      { role: 'association_owner', scope: { kind: 'organisation', id: rows[0].organisation_id } },
    ],
  });
  assert.equal((await both.get(`/spaces/${parts.space}/review`)).status, 404);
  assert.ok(!(await textOf(await both.get('/spaces/label-queue'))).includes('Espace des Arènes'));
});
