import assert from 'node:assert/strict';
import { test } from 'node:test';
import { erasePerson } from '#platform/erasure.ts';
import { dispatchPending, messages } from '#platform/messaging/index.ts';
import { type SignedInClient, type TestApp, testApp } from '#test/harness/app.ts';
import { mailSink } from '#test/harness/message-sinks.ts';
import { addApplicant, addAssociation, addMission, needOf } from '#test/harness/missions.ts';
import { remindMeetings } from './remind.ts';

interface Scene {
  readonly app: TestApp;
  readonly manager: SignedInClient;
  readonly stranger: SignedInClient;
  readonly ana: SignedInClient;
  readonly bank: string;
  readonly mission: string;
}

async function scene(
  t: Parameters<typeof testApp>[0],
  env: Readonly<Record<string, string>> = {},
): Promise<Scene> {
  const app = await testApp(t, env);
  const bank = await addAssociation(app.ctx, 'Banque');
  const role = 'association_manager';
  const manager = await app.as({
    email: 'manager@test.example',
    grants: [{ role, scope: { kind: 'organisation', id: bank } }],
  });
  const other = await addAssociation(app.ctx, 'Autre');
  const stranger = await app.as({
    grants: [{ role, scope: { kind: 'organisation', id: other } }],
  });
  await addApplicant(app.ctx, 'ana@test.example');
  const ana = await app.as({ email: 'ana@test.example' });
  const id = await addMission(app.ctx, bank, needOf('other', { communeCode: '30189', places: 5 }));
  return { app, manager, stranger, ana, bank, mission: `/missions/${id}` };
}

async function accepted({ ana, manager }: Scene, mission: string): Promise<string> {
  const applied = await ana.post(`${mission}/apply`, { kind: 'apply', motivation: '' });
  const own = (applied.headers.get('location') as string).replace('?saved=1', '');
  assert.equal((await manager.post(`${own}/move`, { ask: 'accept' })).status, 303);
  return own;
}

/** Days after the start of the test, in the time of Paris (one hour ahead in winter). */
function moment({ app }: Scene, days: number, hour: string): string {
  const at = new Date(app.clock.now().getTime() + days * 86_400_000);
  return `${at.toISOString().slice(0, 10)}T${hour}`;
}

async function meet(place: Scene, mission: string, days: number, from: string, to: string) {
  const { manager } = place;
  const fields = {
    starts: moment(place, days, from),
    ends: moment(place, days, to),
    place: 'Salle',
  };
  const made = await manager.post(`${mission}/meetings`, fields);
  assert.equal(made.status, 303, await made.text());
  const list = await (await manager.get(`${mission}/meetings`)).text();
  const all = [...list.matchAll(/href="([^"]+\/meetings\/[0-9a-f-]{36})"/g)];
  return all.at(-1)?.[1] as string;
}

const subjects = async (app: TestApp, email: string) =>
  (await messages(app.ctx, { recipient: email })).map(({ subject }) => subject);

test('a meeting is set, moved, cancelled: calendars follow, strangers see nothing', async (t) => {
  const place = await scene(t);
  const { app, manager, stranger, ana, mission } = place;
  await accepted(place, mission);
  for (const [starts, ends, said] of [
    ['', moment(place, 3, '16:00'), 'Choisissez un jour et une heure'],
    [moment(place, 3, '16:00'), moment(place, 3, '14:00'), 'La fin vient après'],
    [moment(place, -3, '14:00'), moment(place, -3, '16:00'), 'moment à venir'],
    [moment(place, 3, '14:00'), moment(place, 5, '16:00'), '24 heures au plus'],
  ] as const) {
    const refused = await manager.post(`${mission}/meetings`, { starts, ends, place: 'Ici même' });
    assert.equal(refused.status, 422);
    const html = (await refused.text()).replaceAll('\u00a0', ' ');
    assert.ok(html.includes(said) && html.includes('Ici même'), said);
  }
  const meeting = await meet(place, mission, 3, '14:00', '16:30');
  assert.equal((await stranger.get(meeting)).status, 404);
  assert.equal((await stranger.post(`${meeting}/cancel`)).status, 404);
  assert.equal((await stranger.get(`${mission}/calendar.ics`)).status, 404);

  const made = await (await ana.post('/missions/mine/calendar', { act: 'renew' })).text();
  const address = /\/missions\/calendar\/[A-Za-z0-9_-]{43}\.ics/.exec(made)?.[0] as string;
  const feed = async (path = address) => app.visitor().get(path);
  const first = await (await feed()).text();
  const uid = /UID:(meeting-[^\r]+)/.exec(first)?.[1] as string;
  assert.match(first, /DTSTART;TZID=Europe\/Paris:\d{8}T140000\r\n[\s\S]*LOCATION:Salle/);
  assert.ok((await (await ana.get(`${mission}/calendar.ics`)).text()).includes(uid));
  assert.ok((await (await manager.get(`${mission}/calendar.ics`)).text()).includes(uid));

  await manager.post(meeting, {
    starts: moment(place, 4, '09:00'),
    ends: moment(place, 4, '10:00'),
    place: 'Salle',
  });
  const moved = await (await feed()).text();
  assert.match(moved, /SEQUENCE:1\r\nSTATUS:CONFIRMED\r\nDTSTART;TZID=Europe\/Paris:\d{8}T090000/);
  assert.equal((await manager.post(`${meeting}/cancel`)).status, 303);
  assert.equal((await manager.post(`${meeting}/cancel`)).status, 422, 'once');
  const cancelled = await (await feed()).text();
  assert.ok(cancelled.includes(`UID:${uid}`));
  assert.match(cancelled, /SEQUENCE:2\r\nSTATUS:CANCELLED/);
  const told = await subjects(app, 'ana@test.example');
  assert.equal(told.filter((one) => one?.startsWith('Rendez-vous :')).length, 2);
  assert.equal(told.filter((one) => one?.startsWith('Rendez-vous annulé')).length, 1);

  // Only the hash is kept; a renewed address ends the one before.
  const { rows } = await app.database.pool.query('SELECT * FROM missions.calendar_feed');
  assert.ok(!JSON.stringify(rows).includes(address.slice(-47, -4)));
  await ana.post('/missions/mine/calendar', { act: 'renew' });
  assert.equal((await feed()).status, 404);
  const guessed = `/missions/calendar/${'A'.repeat(43)}.ics`;
  assert.equal((await feed(guessed)).status, 404);
});

test('whoever leaves a mission has its meetings struck out; an erased person has no calendar', async (t) => {
  const place = await scene(t);
  const { app, ana, mission } = place;
  const own = await accepted(place, mission);
  await meet(place, mission, 3, '14:00', '16:00');
  const made = await (await ana.post('/missions/mine/calendar', { act: 'renew' })).text();
  const address = /\/missions\/calendar\/[A-Za-z0-9_-]{43}\.ics/.exec(made)?.[0] as string;
  await ana.post(`${own}/move`, { ask: 'withdraw', reason: 'not_available' });
  assert.match(await (await app.visitor().get(address)).text(), /STATUS:CANCELLED/);
  const { rows } = await app.database.pool.query<{ id: string }>(
    'SELECT volunteer_id AS id FROM missions.calendar_feed',
  );
  await app.ctx.db
    .transaction()
    .execute((db) =>
      erasePerson(
        { ...app.ctx, db },
        { volunteerId: rows[0]?.id as string, emails: [], phones: [], fileIds: [] },
      ),
    );
  assert.equal((await app.visitor().get(address)).status, 404);
});

test('reminded one day and one hour before, once each, never after the beginning', async (t) => {
  const place = await scene(t);
  const { app, mission } = place;
  await accepted(place, mission);
  await meet(place, mission, 3, '14:00', '16:00');
  const start = await startOf(app);
  const reminders = async () =>
    (await subjects(app, 'ana@test.example')).filter((one) => one?.startsWith('C’est')).sort();
  const runAt = async (minutesBefore: number) => {
    goTo(app, new Date(start.getTime() - minutesBefore * 60_000));
    await remindMeetings(app.ctx);
  };
  await runAt(24 * 60 + 1);
  const yes = await reminders();
  await runAt(24 * 60);
  await runAt(23 * 60);
  const day = (await reminders()).filter((one) => !yes.includes(one));
  assert.deepEqual(day.length, 1);
  await runAt(60);
  await runAt(30);
  await runAt(-1);
  assert.equal((await reminders()).length, yes.length + 2);
});

function goTo(app: TestApp, at: Date): void {
  app.clock.advance({ seconds: (at.getTime() - app.clock.now().getTime()) / 1000 });
}

async function startOf(app: TestApp): Promise<Date> {
  const { rows } = await app.database.pool.query<{ at: Date }>(
    'SELECT starts_at AS at FROM missions.meeting',
  );
  return rows[0]?.at as Date;
}

test('the same hour promised twice is told to the volunteer, missions and crises alike', async (t) => {
  const place = await scene(t);
  const { app, ana, manager, mission, bank } = place;
  const other = `/missions/${await addMission(
    app.ctx,
    bank,
    needOf('other', { communeCode: '30189', title: 'Trier les vêtements reçus' }),
  )}`;
  const own = await accepted(place, mission);
  const second = await accepted(place, other);
  await meet(place, mission, 3, '14:00', '16:00');
  await meet(place, other, 3, '16:00', '18:00');
  const warned = async (path: string, who = ana) =>
    (await (await who.get(path)).text()).includes('attend déjà ailleurs');
  assert.equal(await warned(own), false, 'they touch');
  await meet(place, other, 3, '15:00', '17:00');
  assert.equal(await warned(own), true);
  assert.equal(await warned(second), true);
  assert.equal(await warned(own, manager), false, 'her own business');

  const third = `/missions/${await addMission(
    app.ctx,
    bank,
    needOf('other', { communeCode: '30189', title: 'Tenir la buvette du marché' }),
  )}`;
  const alone = await accepted(place, third);
  await meet(place, third, 5, '09:00', '10:00');
  assert.equal(await warned(alone), false);
  const crisis = app.ctx.ids.next();
  await app.database.pool.query(
    `INSERT INTO crises.crisis (id, title, hazard, zone, departments, status, exercise, created_at)
     VALUES ($1, 'Crue', 'flood', '{}', '{30}', 'active', false, now())`,
    [crisis],
  );
  await app.database.pool.query(
    `INSERT INTO crises.booking (volunteer_id, need_id, crisis_id, starts_at, ends_at)
     SELECT a.volunteer_id, gen_random_uuid(), $1, m.starts_at, m.ends_at
     FROM missions.meeting m JOIN missions.application a ON a.mission_id = m.mission_id
     WHERE m.mission_id = $2`,
    [crisis, third.replace('/missions/', '')],
  );
  assert.equal(await warned(alone), true);
});

test('who came has the hours of the meeting, said once, and only once it has begun', async (t) => {
  const place = await scene(t);
  const { app, ana, manager, mission } = place;
  const own = await accepted(place, mission);
  const meeting = await meet(place, mission, 0, '22:00', '23:30');
  const field = `came-${own.split('/').at(-1)}`;
  assert.equal((await manager.post(`${meeting}/presence`, { [field]: 'yes' })).status, 422);
  const start = await startOf(app);
  goTo(app, start);
  assert.ok((await (await manager.get(meeting)).text()).includes(field));
  assert.equal((await ana.post(`${meeting}/presence`, { [field]: 'yes' })).status, 404);
  assert.equal((await manager.post(`${meeting}/presence`, { [field]: 'yes' })).status, 303);
  assert.equal((await manager.post(`${meeting}/presence`, { [field]: 'no' })).status, 422);
  const { rows } = await app.database.pool.query(
    'SELECT minutes, confirmed_minutes AS confirmed FROM missions.hours',
  );
  assert.deepEqual(rows, [{ minutes: 90, confirmed: 90 }]);
  assert.equal((await ana.get(`${own}/certificate.pdf`)).status, 200);
});

test('in quiet hours a reminder waits, and one that would come too late is not sent', async (t) => {
  const sink = await mailSink();
  t.after(() => sink.close());
  const place = await scene(t, { SMTP_URL: sink.url, MAIL_FROM: 'Renfort <no-reply@x.example>' });
  const { app, mission } = place;
  await accepted(place, mission);
  await meet(place, mission, 2, '07:30', '09:00');
  const start = await startOf(app);
  const reminderAt = async (from: string, to: string) => {
    goTo(app, new Date(`${from}Z`));
    await remindMeetings(app.ctx);
    goTo(app, new Date(`${to}Z`));
    await dispatchPending(app.ctx);
    const all = await messages(app.ctx, { recipient: 'ana@test.example' });
    const of = (begin: string) => all.find(({ subject }) => subject?.startsWith(begin))?.state;
    return [of('C’est bientôt'), of('C’est dans')];
  };
  const at = (hoursBefore: number) =>
    new Date(start.getTime() - hoursBefore * 3_600_000).toISOString().slice(0, 19);
  // 08:00 in Paris is the end of quiet hours: half an hour after the beginning.
  assert.deepEqual(await reminderAt(at(24), at(23.9)), ['waiting', undefined]);
  assert.deepEqual(await reminderAt(at(23.8), at(23.4)), ['sent', undefined]);
  assert.deepEqual(await reminderAt(at(1), at(0.5)), ['sent', 'waiting']);
  assert.deepEqual(await reminderAt(at(-1), at(-1.5)), ['sent', 'expired']);
});
