import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestApp, testApp } from '#test/harness/app.ts';
import { contactFailed } from './actions/contact-failure.ts';
import { keepFresh } from './actions/freshness.ts';
import { importVolunteers } from './actions/import.ts';
import { audienceFunnel } from './search/index.ts';

const SYSTEM = { kind: 'system', name: 'test' } as const;

async function list(app: TestApp, text: string): Promise<void> {
  const open = async function* () {
    yield Buffer.from(text);
  };
  await importVolunteers(app.ctx, SYSTEM, open, { dryRun: false, contactsVerified: true });
}

async function called(app: TestApp, minimumAge?: number) {
  const funnel = await audienceFunnel(app.ctx, {
    zone: { kind: 'departments', codes: ['30'] },
    required: [],
    shift: {
      start: new Date('2026-11-27T08:00:00Z'),
      end: new Date('2026-11-27T12:00:00Z'),
      timeZone: 'Europe/Paris',
    },
    now: app.clock.now(),
    ...(minimumAge === undefined ? {} : { minimumAge }),
  });
  const why = funnel.excluded.filter(({ count }) => count > 0).map(({ reason }) => reason);
  return { eligible: funnel.eligible, why };
}

test('a birthday during the crisis: called from midnight of that day where the crisis is, not before', async (t) => {
  const app = await testApp(t);
  await list(
    app,
    'nom complet;mail;commune;né le;accord crise\nLéa A;a@test.example;Nîmes;01/01/1990;oui\n',
  );
  const born = (day: string) =>
    app.database.pool.query(
      `WITH v AS (UPDATE volunteers.volunteer SET birth_date = '${day}')
       UPDATE volunteers.volunteer_search SET birth_date = '${day}'`,
    );
  await born('2008-11-26');
  app.clock.set('2026-11-25T22:59:59Z');
  // The shift is after the birthday; the call would reach a minor today.
  assert.deepEqual(await called(app), { eligible: 0, why: ['minor'] });
  app.clock.set('2026-11-25T23:00:00Z');
  assert.deepEqual(await called(app), { eligible: 1, why: [] });
  assert.deepEqual(await called(app, 21), { eligible: 0, why: ['below_minimum_age'] });
  await born('2005-11-26');
  assert.deepEqual(await called(app, 21), { eligible: 1, why: [] });
  await born('2005-11-27');
  assert.deepEqual(await called(app, 21), { eligible: 0, why: ['below_minimum_age'] });
});

test('a sign-up is refused the day before the sixteenth birthday, and taken on it', async (t) => {
  const app = await testApp(t);
  const young = await app.as();
  const who = { first_name: 'Zoé', last_name: 'Martin', commune: 'Nîmes', radius: '20' };
  const first = (day: string) => young.post('/volunteer/join/1', { ...who, birth_date: day });
  assert.equal((await first('2010-11-25')).status, 422);
  assert.equal((await first('2010-11-24')).status, 303);
});

test('silence for a year: not called the day it falls asleep', async (t) => {
  const app = await testApp(t);
  await list(
    app,
    'nom complet;mail;commune;né le;accord crise\nLéa A;a@test.example;Nîmes;01/01/1990;oui\n',
  );
  const days = ['2026-11-25', '2027-10-24', '2027-11-07', '2027-11-17', '2027-11-23'];
  for (const day of days) {
    app.clock.set(`${day}T09:00:00Z`);
    await keepFresh(app.ctx);
    const { rows } = await app.database.pool.query('SELECT status FROM volunteers.volunteer');
    assert.deepEqual(rows, [{ status: 'active' }], day);
  }
  app.clock.set('2027-11-24T09:00:00Z');
  await keepFresh(app.ctx);
  assert.deepEqual((await called(app)).why, ['paused_or_dormant']);
});

test('an address that bounces: no longer called, and asked for another on one’s page', async (t) => {
  const app = await testApp(t);
  const lea = await app.as({ email: 'lea@test.example' });
  await lea.post('/volunteer/join/1', {
    first_name: 'Léa',
    last_name: 'Martin',
    birth_date: '1990-05-17',
    commune: 'Nîmes',
    radius: '30',
  });
  await lea.post('/volunteer/join/2', { effort: 'light' });
  await lea.post('/volunteer/join/3', { consent_crisis: 'on' });
  const channels = async () =>
    (await app.database.pool.query('SELECT channels FROM volunteers.volunteer_search')).rows;
  assert.deepEqual(await channels(), [{ channels: 1 }]);
  await contactFailed(app.ctx, { channel: 'email', recipient: 'lea@test.example' });
  assert.match(await (await lea.get('/')).text(), /href="\/account"/);
  assert.deepEqual(await channels(), [{ channels: 0 }]);
});
