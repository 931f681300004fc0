import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runPendingJobs } from '#platform/jobs/index.ts';
import { messages } from '#platform/messaging/index.ts';
import { type SignedInClient, testApp } from '#test/harness/app.ts';
import { addCrisis, addNeedTo, addPeople, callEveryone, GARD } from '../fixtures.ts';

const CRISIS = {
  title: 'Crue des Gardons',
  hazard: 'flood',
  agency: 'Préfecture du Gard',
  zone_kind: 'departments',
  departments: '30',
};
const NEED = {
  position: 'Accueil des familles',
  places: '2',
  site: 'new',
  site_name: 'Gymnase Pablo-Neruda',
  site_commune: 'Nîmes',
  date: '2026-11-24',
  starts: '18:00',
  ends: '22:00',
  deadline: '120',
};

async function opened(officer: SignedInClient, over: Record<string, string> = {}): Promise<string> {
  const answer = await officer.post('/crises/new', { ...CRISIS, ...over });
  assert.equal(answer.status, 303, await answer.text());
  return (answer.headers.get('location') ?? '').replace(/\?.*/, '');
}

test('a zone that is wrong is said at its field at once, beside the other errors, with what was typed', async (t) => {
  const app = await testApp(t);
  const officer = await app.as({ grants: [GARD] });
  const wrong = { ...CRISIS, title: '', zone_kind: 'circle', centre: 'Nulleville', radius: '900' };
  const answer = await officer.post('/crises/new', wrong);
  const html = await answer.text();
  assert.equal(answer.status, 422);
  for (const field of ['title', 'centre', 'radius'])
    assert.match(html, new RegExp(`href="#${field}"`), field);
  assert.match(html, /value="Nulleville"/);
  assert.match(html, /value="900"/);
  const elsewhere = { ...CRISIS, zone_kind: 'communes', communes: 'Lille' };
  const refused = await (await officer.post('/crises/new', elsewhere)).text();
  assert.match(refused, /href="#communes"/);
  assert.match(refused, />Lille</);
});

test('from an empty list to a filled roster, without JavaScript', async (t) => {
  const app = await testApp(t);
  const minors = [{ birthDate: '2010-01-01' }, { birthDate: '2008-11-25' }];
  await addPeople(app.ctx, app.database, [
    ...Array.from({ length: 30 }, () => ({})),
    ...minors,
    { crisisConsent: false },
  ]);
  const officer = await app.as({ grants: [GARD] });
  assert.match(await (await officer.get('/crises')).text(), /Ouvrir une crise/);

  const crisis = await opened(officer);
  const need = await officer.post(`${crisis}/needs/new`, NEED);
  assert.equal(need.status, 303, await need.text());
  const call = need.headers.get('location') as string;

  const preview = await (await officer.get(call)).text();
  const send = Number(/Alerter (\d+) personnes maintenant/.exec(preview)?.[1]);
  assert.ok(send >= 10 && send <= 30, `${send} people`);
  assert.match(preview, /Mineurs/);
  assert.equal((await messages(app.ctx)).length, 0, 'nothing is sent by looking');

  assert.equal((await officer.post(call, { policy: 'adaptive' })).status, 303);
  await runPendingJobs(app.ctx);
  const called = (await messages(app.ctx)).filter(({ channel }) => channel === 'email');
  assert.equal(called.length, send);
  for (const index of [30, 31, 32]) {
    assert.ok(
      !called.some(({ recipient }) => recipient === `v${index}@test.example`),
      'a minor or somebody who did not consent was called',
    );
  }

  for (const message of called.slice(0, 3)) {
    const link = /\/r\/[\w-]{16}/.exec(message.text)?.[0] as string;
    const visitor = app.visitor();
    assert.match(await (await visitor.get(link)).text(), /Oui, je viens|en réserve/);
    assert.equal((await visitor.post(link, { answer: 'yes' })).status, 303);
  }
  const board = await (await officer.get(crisis)).text();
  assert.match(board, /Complet/);
  const roster = await (await officer.get(`${crisis}/roster`)).text();
  assert.equal(roster.match(/TEST\d+ Camille/g)?.length, 3);
  const csv = await (await officer.get(`${crisis}/roster.csv`)).text();
  assert.equal(csv.trim().split('\n').length, 4);
  assert.match(await (await officer.get(`${crisis}/log`)).text(), /Registre intact/);
});

test('forms give back what was typed and say what is wrong', async (t) => {
  const app = await testApp(t);
  const officer = await app.as({ grants: [GARD] });
  const empty = await officer.post('/crises/new', { ...CRISIS, title: '', departments: '99x' });
  assert.equal(empty.status, 422);
  const text = await empty.text();
  assert.match(text, /Donnez un nom à la crise/);
  const crisis = await opened(officer);
  for (const [field, value, message] of [
    ['places', '0', /Un nombre de 1 à 5/],
    ['site_commune', 'Nulle-Part-sur-Rien', /Cette commune n’est pas connue/],
    ['date', '2026-11-01', /déjà passé/],
    ['minimum_age', '16', /De 18 à 99 ans/],
    ['starts', '25:00', /Donnez une heure/],
  ] as const) {
    const answer = await officer.post(`${crisis}/needs/new`, { ...NEED, [field]: value });
    assert.equal(answer.status, 422, field);
    const html = await answer.text();
    assert.match(html, message, field);
    assert.match(html, /Gymnase Pablo-Neruda/, 'what was typed is kept');
  }
});

test('an officer of another territory sees and does nothing', async (t) => {
  const app = await testApp(t);
  const crisisId = await addCrisis(app.ctx);
  const { needId } = await addNeedTo(app.ctx, crisisId);
  const paris = await app.as({
    grants: [{ role: 'crisis_officer', scope: { kind: 'department', code: '75' } }],
  });
  const crisis = `/crises/${crisisId}`;
  const need = `${crisis}/needs/${needId}`;
  for (const path of [
    crisis,
    `${crisis}/events`,
    `${crisis}/log`,
    `${crisis}/roster`,
    `${crisis}/roster.csv`,
    `${crisis}/needs/new`,
    `${need}/edit`,
    `${need}/call`,
  ]) {
    assert.equal((await paris.get(path)).status, 403, path);
  }
  for (const [path, fields] of [
    [`${crisis}/move`, { event: 'cancel' }],
    [`${crisis}/notes`, { text: 'x' }],
    [`${crisis}/needs/new`, NEED],
    [`${need}/edit`, NEED],
    [`${need}/move`, { move: 'cancel' }],
    [`${need}/call`, { policy: 'adaptive' }],
    [`${need}/call/move`, { move: 'stop' }],
  ] as const) {
    assert.equal((await paris.post(path, fields)).status, 403, path);
  }
  assert.equal((await paris.post('/crises/new', CRISIS)).status, 422);
  // The band above every page names a real mobilisation to everybody; the list does not.
  assert.ok(!(await (await paris.get('/crises')).text()).includes(crisisId));
});

test('everyone now needs a justification, written in the log', async (t) => {
  const app = await testApp(t);
  await addPeople(app.ctx, app.database, [{}, {}]);
  const officer = await app.as({ grants: [GARD] });
  const crisisId = await addCrisis(app.ctx);
  const key = await addNeedTo(app.ctx, crisisId);
  const call = `/crises/${crisisId}/needs/${key.needId}/call`;
  const refused = await officer.post(call, { policy: 'everyone', justification: 'vite' });
  assert.equal(refused.status, 422);
  const started = await officer.post(call, {
    policy: 'everyone',
    justification: 'La digue cède, chaque minute compte',
  });
  assert.equal(started.status, 303);
  await runPendingJobs(app.ctx);
  assert.match(await (await officer.get(`/crises/${crisisId}/log`)).text(), /La digue cède/);
});

test('a shift already called does not move, and places do not go below those confirmed', async (t) => {
  const app = await testApp(t);
  await addPeople(app.ctx, app.database, [{}, {}, {}]);
  const officer = await app.as({ grants: [GARD] });
  const crisis = await opened(officer);
  const added = await officer.post(`${crisis}/needs/new`, NEED);
  const need = (added.headers.get('location') as string).replace(/\/call$/, '');
  const [crisisId, needId] = need.match(/[0-9a-f-]{36}/g) as [string, string];
  await callEveryone(app.ctx, { crisisId, needId });
  const link = (await messages(app.ctx))
    .map(({ text }) => /\/r\/[\w-]{16}/.exec(text)?.[0])
    .find(Boolean) as string;
  await app.visitor().post(link, { answer: 'yes' });
  const moved = await officer.post(`${need}/edit`, { ...NEED, starts: '17:00' });
  assert.match(await moved.text(), /il ne change plus/);
  const { rows } = await app.database.pool.query<{ id: string }>('SELECT id FROM crises.site');
  const same = { ...NEED, site: rows[0]?.id as string, deadline: '' };
  assert.equal((await officer.post(`${need}/edit`, { ...same, places: '1' })).status, 303);
  assert.equal((await officer.post(`${need}/edit`, { ...same, places: '3' })).status, 303);
});
