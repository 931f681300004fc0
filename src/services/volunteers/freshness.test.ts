import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enqueue, runPendingJobs } from '#platform/jobs/index.ts';
import { messages } from '#platform/messaging/index.ts';
import { type SignedInClient, type TestApp, testApp } from '#test/harness/app.ts';
import { idOf } from './domain/skill-referential.ts';
import { certificatesJob, draftsJob, freshnessJob, pausesJob } from './jobs.ts';

const EMAIL = 'lea@test.example';
const WHO = {
  first_name: 'Léa',
  last_name: 'Martin',
  birth_date: '1990-05-17',
  commune: 'Nîmes',
  radius: '30',
};

async function joined(app: TestApp): Promise<SignedInClient> {
  const lea = await app.as({ email: EMAIL });
  await lea.post('/volunteer/join/1', WHO);
  await lea.post('/volunteer/join/2', { effort: 'light' });
  await lea.post('/volunteer/join/3', { consent_crisis: 'on' });
  return lea;
}

async function runDaily(app: TestApp): Promise<void> {
  for (const job of [pausesJob, certificatesJob, freshnessJob, draftsJob])
    await enqueue(app.ctx, job, {});
  await runPendingJobs(app.ctx);
}

async function passDays(app: TestApp, days: number): Promise<void> {
  for (let day = 0; day < days; day++) {
    app.clock.advance({ days: 1 });
    await runDaily(app);
  }
}

async function volunteer(app: TestApp) {
  const { rows } = await app.database.pool.query('SELECT * FROM volunteers.volunteer');
  return rows[0];
}

async function subjects(app: TestApp): Promise<string[]> {
  const sent = await messages(app.ctx, { recipient: EMAIL, purpose: 'account' });
  return sent.map((message) => message.subject ?? '').reverse();
}

async function jumpTo(app: TestApp, day: string): Promise<void> {
  app.clock.set(`${day}T08:10:00+01:00`);
  await runDaily(app);
}

test('a year of silence: asked three times, then asleep; one tap wakes', async (t) => {
  const app = await testApp(t);
  await joined(app);
  // Signed up on 24 November 2026.
  await jumpTo(app, '2027-10-23');
  assert.deepEqual(await subjects(app), ['Votre inscription est faite']);
  for (const day of ['2027-10-24', '2027-10-25', '2027-11-07', '2027-11-17', '2027-11-23'])
    await jumpTo(app, day);
  assert.equal((await volunteer(app)).status, 'active');
  await jumpTo(app, '2027-11-24');
  assert.equal((await volunteer(app)).status, 'dormant');
  assert.deepEqual((await subjects(app)).slice(1), [
    'Toujours là\u202f?',
    'Toujours là\u202f?',
    'Dernier rappel\u202f: toujours là\u202f?',
    'Votre fiche est en sommeil',
  ]);
  const { rows } = await app.database.pool.query(
    'SELECT count(*) AS n FROM volunteers.volunteer_search',
  );
  assert.equal(rows[0].n, 1);

  const [last] = await messages(app.ctx, { recipient: EMAIL, purpose: 'account' });
  const path = /\/volunteer\/still-there\/\S+/.exec(last?.text ?? '')?.[0] ?? '';
  const phone = app.visitor();
  assert.match(await (await phone.get(path)).text(), /toujours prêt/);
  assert.equal((await volunteer(app)).status, 'dormant');
  await phone.post(path);
  const awake = await volunteer(app);
  assert.equal(awake.status, 'active');
  assert.equal(awake.freshness_stage, 0);
  assert.equal((await phone.post(path)).status, 303);
  assert.equal((await phone.get('/volunteer/still-there/guessed')).status, 410);
});

test('three years of silence: two warnings, then nothing is left but figures', async (t) => {
  const app = await testApp(t);
  await joined(app);
  for (const day of ['2027-10-24', '2027-11-07', '2027-11-17', '2027-11-24', '2029-10-23'])
    await jumpTo(app, day);
  const before = (await subjects(app)).length;
  for (const day of ['2029-10-24', '2029-11-17', '2029-11-23']) await jumpTo(app, day);
  const warned = (await subjects(app)).slice(before);
  assert.deepEqual(warned, [
    'Votre fiche sera effacée le 24 novembre 2029',
    'Votre fiche sera effacée le 24 novembre 2029',
  ]);
  assert.equal((await volunteer(app)).first_name, 'Léa');
  await jumpTo(app, '2029-11-24');
  const gone = await volunteer(app);
  assert.equal(gone.status, 'erased');
  assert.equal(gone.first_name, null);
  const { rows } = await app.database.pool.query(
    "SELECT event, detail, count FROM volunteers.anonymous_count WHERE event = 'left'",
  );
  assert.deepEqual(rows, [{ event: 'left', detail: 'inactivity', count: 1 }]);
});

test('a pause ends by itself, the day after its last day', async (t) => {
  const app = await testApp(t);
  const lea = await joined(app);
  await lea.post('/volunteer/pause', { until: '2026-11-26' });
  await passDays(app, 2);
  assert.equal((await volunteer(app)).status, 'paused');
  await passDays(app, 1);
  assert.equal((await volunteer(app)).status, 'active');
  assert.equal((await volunteer(app)).paused_until, null);
  assert.equal((await subjects(app)).at(-1), 'Votre pause est finie');
  assert.equal((await lea.post('/volunteer/pause', { until: '2026-11-01' })).status, 422);
});

test('a certificate: 60, 30 and 7 days before, then expired, each told once', async (t) => {
  const app = await testApp(t);
  const lea = await joined(app);
  await lea.post('/volunteer/certificates/new', {
    kind: String(idOf('pse1')),
    issued_on: '2026-06-01',
    expires_on: '2027-01-31',
  });
  const state = async () =>
    (await app.database.pool.query('SELECT status FROM volunteers.certificate')).rows[0].status;
  const told = async () =>
    (await subjects(app)).filter((subject) => subject.includes('PSE1')).length;
  const days: readonly [string, number, string][] = [
    ['2026-12-01', 0, 'declared'],
    ['2026-12-02', 1, 'declared'],
    ['2026-12-31', 1, 'declared'],
    ['2027-01-01', 2, 'declared'],
    ['2027-01-24', 3, 'declared'],
    ['2027-01-31', 3, 'declared'],
    ['2027-02-01', 4, 'expired'],
    ['2027-02-02', 4, 'expired'],
  ];
  for (const [day, count, status] of days) {
    await jumpTo(app, day);
    assert.deepEqual([day, await told(), await state()], [day, count, status]);
  }
});

test('a sign-up left half-way: one reminder, then erased after a month', async (t) => {
  const app = await testApp(t);
  const lea = await app.as({ email: EMAIL });
  await lea.post('/volunteer/join/1', WHO);
  await runDaily(app);
  assert.deepEqual(await subjects(app), []);
  await passDays(app, 29);
  assert.deepEqual(await subjects(app), ['Votre inscription est presque finie']);
  assert.equal((await volunteer(app)).first_name, 'Léa');
  await passDays(app, 2);
  assert.equal((await volunteer(app)).status, 'erased');
});
