import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestApp, testApp } from '#test/harness/app.ts';
import { recordReply } from '../actions/reply.ts';
import { addCrisis, addNeedTo, addPeople, callEveryone, GARD, personId } from '../fixtures.ts';
import { presencesOf } from '../queries/attendance.ts';
import { latestEntries } from '../queries/log.ts';
import { verifyLog } from '../situation-log.ts';
import { badgeFor, checkBadge, shortCode } from './badge.ts';
import { tellMovements } from './digest.ts';
import { type Recorded, rightTime } from './record.ts';

const LEADER = {
  role: 'site_leader',
  scope: { kind: 'commune', code: '30189', department: '30' },
} as const;

/** Three people who said yes to one shift that has begun, and the leader of its site. */
async function atTheDoor(app: TestApp, exercise = false) {
  const { ctx, database } = app;
  await addPeople(ctx, database, [{}, {}, {}]);
  const crisisId = await addCrisis(ctx, { exercise });
  const key = await addNeedTo(ctx, crisisId);
  await callEveryone(ctx, key);
  for (const index of [0, 1, 2]) {
    const yes = { ...key, answer: 'yes', reason: null, channel: 'link' } as const;
    await recordReply(ctx, { ...yes, volunteerId: personId(index) });
  }
  const { rows } = await database.pool.query('SELECT id FROM crises.site');
  const path = `/field/${crisisId}/${rows[0].id}`;
  app.clock.advance({ hours: 4 });
  const leader = await app.as({ grants: [LEADER] });
  const read = async (rest = '') => (await leader.get(path + rest)).text();
  const mark = async (words: string, event: string = crypto.randomUUID()) => {
    const answer = await leader.post(`${path}/mark`, { event, mark: words });
    assert.equal(answer.status, 303);
    return (await leader.get(answer.headers.get('location') as string)).text();
  };
  return { crisisId, path, leader, read, mark };
}

test('a batch sent twice is kept once; what the crisis does not know comes back by name', async (t) => {
  const app = await testApp(t);
  const { crisisId, path, leader } = await atTheDoor(app);
  const event = (kind: 'in' | 'out', id: string, minutes: number) => ({
    id: crypto.randomUUID(),
    personKind: 'volunteer',
    personId: id,
    kind,
    undoes: null,
    at: new Date(app.clock.now().getTime() - minutes * 60_000),
    source: 'list',
  });
  const stranger = event('in', crypto.randomUUID(), 5);
  const events = [event('out', personId(0), 5), event('in', personId(0), 65), stranger];
  const batch = { deviceId: crypto.randomUUID(), sentAt: app.clock.now(), events };
  for (const _ of [1, 2]) {
    const answer = await leader.post(`${path}/events`, { batch: JSON.stringify(batch) });
    const told = (await answer.json()) as Recorded;
    assert.deepEqual(new Set(told.kept), new Set([events[0]?.id, events[1]?.id]));
    assert.deepEqual(told.refused, [{ id: stranger.id, error: 'unknown_person' }]);
  }
  const presences = await presencesOf(app.ctx.db, crisisId);
  assert.deepEqual(
    presences.map(({ from, to, doubtful }) => [to && to.getTime() - from.getTime(), doubtful]),
    [[3_600_000, undefined]],
  );
});

test('the clock of a device is put right within reason, and marked beyond', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  const earliest = new Date('2026-11-24T06:00:00Z');
  const minutes = (n: number) => new Date(now.getTime() + n * 60_000);
  const right = (at: Date, sentAt: Date, source: 'list' | 'paper' = 'list') => {
    const time = rightTime(at, { sentAt, now, earliest, source });
    return [(time.at.getTime() - now.getTime()) / 60_000, time.clockDoubtful];
  };
  assert.deepEqual(right(minutes(-90), minutes(0)), [-90, false]);
  assert.deepEqual(right(minutes(-90.4), minutes(-0.4)), [-90.4, false], 'the time of a message');
  assert.deepEqual(right(minutes(-270), minutes(-180)), [-90, false], 'three hours behind');
  assert.deepEqual(right(minutes(525_510), minutes(525_600)), [-90, false], 'a year ahead');
  assert.deepEqual(right(minutes(10), minutes(0)), [0, true], 'after it was sent');
  assert.deepEqual(right(minutes(0.4), minutes(0)), [0, false]);
  assert.deepEqual(right(new Date(0), minutes(0)), [0, true], 'a battery was changed meanwhile');
  assert.deepEqual(right(minutes(-360 - 1440), minutes(0)), [-1800, false]);
  assert.deepEqual(right(minutes(-361 - 1440), minutes(0)), [0, true]);
  assert.deepEqual(right(minutes(-90), minutes(-180), 'paper'), [-90, false]);
});

const here = (html: string) => Number(/data-count="here">(\d+)</.exec(html)?.[1]);

test('without a script: in, out, twice, undone; the page says who is there', async (t) => {
  const app = await testApp(t);
  const { crisisId, read, mark } = await atTheDoor(app);
  const first = await read();
  assert.equal(first.match(/name="mark"/g)?.length, 3);
  assert.equal(here(first), 0);
  const event = crypto.randomUUID();
  const words = `in volunteer ${personId(0)}`;
  assert.match(await mark(words, event), /Arrivée notée[^<]*TEST1 Camille/);
  assert.equal(here(await mark(words, event)), 1, 'the same form twice is one arrival');
  app.clock.advance({ minutes: 1 });
  assert.equal(here(await mark(`in volunteer ${personId(1)}`)), 2);
  app.clock.advance({ hours: 1 });
  const left = await mark(`out volunteer ${personId(0)}`);
  assert.equal(here(left), 1);
  const undo = /value="(undo [0-9a-f-]{36})"/.exec(left)?.[1] as string;
  assert.equal(here(await mark(undo)), 2);
  await mark(`out volunteer ${personId(0)}`);
  app.clock.advance({ hours: 5 });
  const late = await read();
  assert.match(late, /Toujours là, depuis/, 'the second never left');
  assert.match(late, /Pas venu/, 'the third never came');
  const presences = await presencesOf(app.ctx.db, crisisId);
  assert.deepEqual(
    presences.map(({ personId: id, to, doubtful }) => [id, to !== undefined, doubtful]),
    [
      [personId(0), true, undefined],
      [personId(1), false, undefined],
    ],
  );
});

test('the board shows who is where, the log tells arrivals once, in one entry for each site', async (t) => {
  const app = await testApp(t);
  const { crisisId, mark } = await atTheDoor(app);
  const officer = await app.as({ grants: [GARD] });
  const board = async () => (await officer.get(`/crises/${crisisId}`)).text();
  assert.doesNotMatch(await board(), /sur place/);
  for (const index of [0, 1]) await mark(`in volunteer ${personId(index)}`);
  assert.match(await board(), /2 personnes sur place/);
  await tellMovements(app.ctx);
  const told = async () =>
    (await latestEntries(app.ctx.db, crisisId, 50))
      .filter(({ kind }) => kind === 'attendance')
      .map(({ detail }) => detail as Record<string, unknown>)
      .map(({ name, arrivals, departures, here: there }) => [name, arrivals, departures, there]);
  assert.deepEqual(await told(), [], 'not before it has settled');
  app.clock.advance({ minutes: 2 });
  await mark(`out volunteer ${personId(1)}`);
  await Promise.all([tellMovements(app.ctx), tellMovements(app.ctx)]);
  const first = ['Gymnase Pablo-Neruda', 2, 0, 1];
  assert.deepEqual(await told(), [first]);
  app.clock.advance({ minutes: 2 });
  await tellMovements(app.ctx);
  await tellMovements(app.ctx);
  assert.deepEqual(await told(), [['Gymnase Pablo-Neruda', 0, 1, 1], first]);
  assert.match(await board(), /Pablo-Neruda\s: 2 arrivées, 0 départ, 1 sur place/);
  const log = await verifyLog(app.ctx, crisisId);
  assert.ok(log.intact);
});

test('a spontaneous volunteer sent here is on the list, and marked like the others', async (t) => {
  const app = await testApp(t);
  const { crisisId, path, read, mark } = await atTheDoor(app);
  const [slot, walkUp] = [crypto.randomUUID(), crypto.randomUUID()];
  const siteId = path.split('/').at(-1);
  const now = app.clock.now();
  const { pool } = app.database;
  await pool.query(
    `INSERT INTO crises.intake (crisis_id, code, state, tasks, minimum_age, holder_organisation_id,
       reception_site_id, opens, closes, time_zone, opened_at, changed_at)
     VALUES ($1, 'ABCD', 'open', '{}', 18, $1, $2, '08:00', '18:00', 'Europe/Paris', $3, $3)`,
    [crisisId, siteId, now],
  );
  await pool.query(
    `INSERT INTO crises.intake_slot (crisis_id, id, site_id, starts_at, ends_at, places)
     VALUES ($1, $2, $3, $4, $5, 5)`,
    [crisisId, slot, siteId, now, new Date(now.getTime() + 7_200_000)],
  );
  await pool.query(
    `INSERT INTO crises.walk_up (crisis_id, id, group_id, group_rank, first_name, last_name, name_key,
       lang, channel, state, slot_id, terms_version, agreed_at, created_at, updated_at)
     VALUES ($1, $2, $2, 0, 'Zoé', 'Nouvel', 'nouvel zoe', 'fr', 'public', 'on_site', $3, '1', $4, $4, $4)`,
    [crisisId, walkUp, slot, now],
  );
  assert.match(await read(), /NOUVEL Zoé/);
  assert.equal(here(await mark(`in walk_up ${walkUp}`)), 1);
  const presences = await presencesOf(app.ctx.db, crisisId);
  assert.deepEqual(
    presences.map((one) => [one.personKind, one.personId]),
    [['walk_up', walkUp]],
  );
  assert.match(await mark(`in volunteer ${walkUp}`), /n’est pas connue/);
});

test('bad marks are refused with a sentence, and nothing is recorded', async (t) => {
  const app = await testApp(t);
  const { mark, leader, path } = await atTheDoor(app);
  assert.match(await mark(`in volunteer ${crypto.randomUUID()}`), /n’est pas connue/);
  assert.match(await mark('in volunteer nobody'), /n’a pas été comprise/);
  assert.match(await mark(`undo ${crypto.randomUUID()}`), /n’a pas été comprise/);
  for (const batch of [
    '',
    '{',
    '{"events":[]}',
    JSON.stringify({ deviceId: 'x', sentAt: 'never', events: [] }),
  ]) {
    const answer = await leader.post(`${path}/events`, { batch });
    assert.equal(answer.status, 422);
    assert.deepEqual(await answer.json(), { error: 'batch_unreadable' });
  }
  const { rows } = await app.database.pool.query('SELECT FROM crises.attendance_event');
  assert.equal(rows.length, 0);
});

test('the leader of another town does not see the desk; the badge tells where to go', async (t) => {
  const app = await testApp(t);
  const { crisisId, path, leader, read } = await atTheDoor(app);
  const other = await app.as({
    grants: [{ role: 'site_leader', scope: { kind: 'commune', code: '30007', department: '30' } }],
  });
  assert.equal((await other.get(path)).status, 403);
  assert.doesNotMatch(await (await other.get('/field')).text(), /Pablo-Neruda/);
  assert.match(await (await leader.get('/field')).text(), /Pablo-Neruda/);
  const endsAt = new Date(app.clock.now().getTime() + 3_600_000);
  const who = { personKind: 'volunteer', personId: personId(1) } as const;
  const badge = await badgeFor(app.ctx, { crisisId, ...who, endsAt });
  const code = shortCode(crisisId, 'volunteer', personId(1));
  const scanned = await leader.get(`/B/${badge}`);
  assert.equal(scanned.headers.get('location'), `${path}?q=${code}`);
  assert.equal((await read(`?q=${code}`)).match(/name="mark"/g)?.length, 1);
  const lookAlike = code.toLowerCase().replaceAll('o', '0').replaceAll('i', '1');
  assert.equal((await read(`?q=${lookAlike}`)).match(/name="mark"/g)?.length, 1);
  assert.equal((await read('?q=test2')).match(/name="mark"/g)?.length, 1);
  assert.equal((await read('?q=nobody')).match(/name="mark"/g), null);
  assert.match(
    await (await other.get(`/B/${badge}`)).text(),
    /n’est pas d’une mobilisation|attendue/,
  );
  const forged = badge.slice(0, 30) + (badge[30] === 'A' ? 'B' : 'A') + badge.slice(31);
  assert.deepEqual(await checkBadge(app.ctx, crisisId, forged), { ok: false, error: 'forged' });
  assert.deepEqual(await checkBadge(app.ctx, await addCrisis(app.ctx), badge), {
    ok: false,
    error: 'forged',
  });
  assert.deepEqual(await checkBadge(app.ctx, crisisId, 'hello'), {
    ok: false,
    error: 'unreadable',
  });
  app.clock.advance({ hours: 3, minutes: 2 });
  assert.deepEqual(await checkBadge(app.ctx, crisisId, badge), { ok: false, error: 'expired' });
  assert.match(await (await leader.get(`/B/${badge}`)).text(), /n’est plus valable/);
});

test('a filled sheet is entered once, whoever types it again', async (t) => {
  const app = await testApp(t);
  const { crisisId, path, leader, read } = await atTheDoor(app);
  assert.match(await read('/paper'), /TEST1 Camille/);
  const local = app.clock.now().toLocaleString('fr-FR', { timeZone: 'Europe/Paris' });
  const [d, m, y] = (local.split(' ')[0] as string).split('/');
  const day = `${y}-${m}-${d}`;
  app.clock.advance({ hours: 6 });
  const name = (kind: string, index: number) => `${kind} volunteer ${personId(index)}`;
  const wrong = { day, [name('in', 0)]: '25:00', [name('in', 1)]: '14h' };
  const refused = await leader.post(`${path}/from-paper`, wrong);
  assert.equal(refused.status, 422);
  const html = await refused.text();
  assert.match(html, /value="25:00"/);
  assert.match(html, /value="14h"/, 'nothing has to be typed twice');
  const hour = (shift: number) => {
    const at = new Date(app.clock.now().getTime() + shift * 3_600_000);
    return at.toLocaleTimeString('fr-FR', {
      timeZone: 'Europe/Paris',
      hour: '2-digit',
      minute: '2-digit',
    });
  };
  const filled = {
    day,
    [name('in', 0)]: hour(-6),
    [name('out', 0)]: hour(-2),
    [name('in', 1)]: hour(-5),
  };
  for (const _ of [1, 2]) {
    const saved = await leader.post(`${path}/from-paper`, filled);
    assert.equal(saved.headers.get('location'), `${path}/from-paper?saved=3`);
  }
  const presences = await presencesOf(app.ctx.db, crisisId);
  assert.deepEqual(
    presences.map(({ from, to }) => to && to.getTime() - from.getTime()),
    [4 * 3_600_000, undefined],
  );
  const { rows } = await app.database.pool.query(
    'SELECT DISTINCT source FROM crises.attendance_event',
  );
  assert.deepEqual(rows, [{ source: 'paper' }]);
  const tomorrow = { day: `${Number(y) + 1}-01-01`, [name('in', 2)]: '08:00' };
  assert.equal((await leader.post(`${path}/from-paper`, tomorrow)).status, 422);
});
