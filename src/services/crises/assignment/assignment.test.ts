import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { messages } from '#platform/messaging/index.ts';
import { idOf } from '#services/volunteers/index.ts';
import { type TestApp, testApp } from '#test/harness/app.ts';
import { recordReply } from '../actions/reply.ts';
import {
  addCrisis,
  addNeedTo,
  addPeople,
  callEveryone,
  GARD,
  officer,
  personId,
} from '../fixtures.ts';
import { needsOf } from '../queries/needs.ts';
import { verifyLog } from '../situation-log.ts';
import { applyProposal } from './apply.ts';
import { loadProposal } from './proposal.ts';

const NURSE = idOf('nurse');

async function isNurse({ database }: TestApp, volunteerId: string, expires: string | null = null) {
  await database.pool.query(
    `INSERT INTO volunteers.certificate (id, volunteer_id, kind_id, number, status, expires_on, declared_at)
     VALUES (gen_random_uuid(), $1, $2, '', 'verified', $3, now())`,
    [volunteerId, NURSE, expires],
  );
}

/** Two at the welcome desk, one of them a nurse; one in reserve; nobody at the care post. */
async function floodWithANurse(t: TestContext, exercise = false) {
  const app = await testApp(t);
  await addPeople(app.ctx, app.database, [{}, {}, {}]);
  const crisisId = await addCrisis(app.ctx, { exercise });
  const welcome = await addNeedTo(app.ctx, crisisId, { places: 2, position: 'Accueil' });
  const care = await addNeedTo(app.ctx, crisisId, {
    places: 1,
    position: 'Soins',
    requiredSkills: [[NURSE]],
  });
  await callEveryone(app.ctx, welcome);
  await isNurse(app, personId(0));
  const say = (key: typeof welcome, index: number, answer: 'yes' | 'no' = 'yes') =>
    recordReply(app.ctx, {
      ...key,
      volunteerId: personId(index),
      answer,
      reason: null,
      channel: 'link',
    });
  for (const index of [0, 1, 2]) await say(welcome, index);
  const places = async () => {
    const { rows } = await app.database.pool.query<{ line: string }>(
      `SELECT n.position || ' ' || right(p.volunteer_id::text, 1) || ' ' || p.state AS line
       FROM crises.place p JOIN crises.need n ON n.id = p.need_id ORDER BY 1`,
    );
    return rows.map(({ line }) => line);
  };
  return { ...app, crisisId, welcome, care, say, places };
}

const BEFORE = ['Accueil 0 confirmed', 'Accueil 1 confirmed', 'Accueil 2 reserve'];
const AFTER = [
  'Accueil 0 released',
  'Accueil 1 confirmed',
  'Accueil 2 confirmed',
  'Soins 0 confirmed',
];

test('the officer reads the moves, applies them in one act, and each person moved is told once', async (t) => {
  const app = await floodWithANurse(t);
  const { ctx, crisisId, places, database } = app;
  const web = await app.as({ grants: [GARD] });
  const path = `/crises/${crisisId}/roster/assignment`;
  const html = await (await web.get(path)).text();
  assert.match(html, /2 places pourvues sur 3 maintenant, 3 après/);
  assert.deepEqual(await places(), BEFORE, 'reading changes nothing');
  const digest = /name="digest" value="([^"]+)"/.exec(html)?.[1] as string;
  const applied = await web.post(path, { digest });
  assert.equal(applied.headers.get('location'), `/crises/${crisisId}/roster?moved=2`);
  assert.deepEqual(await places(), AFTER);
  const roster = await (await web.get(`/crises/${crisisId}/roster?moved=2`)).text();
  assert.match(roster, /2 personnes ont reçu leur affectation/);

  const { rows: counters } = await database.pool.query(
    'SELECT position, confirmed, offered, reserve FROM crises.need ORDER BY position',
  );
  assert.deepEqual(counters, [
    { position: 'Accueil', confirmed: 2, offered: 0, reserve: 0 },
    { position: 'Soins', confirmed: 1, offered: 0, reserve: 0 },
  ]);
  const { rows: held } = await database.pool.query<{ same: boolean; count: number }>(
    `SELECT (SELECT array_agg(volunteer_id || need_id::text ORDER BY 1) FROM crises.booking)
          = (SELECT array_agg(volunteer_id || need_id::text ORDER BY 1) FROM volunteers.engagement) AS same,
        (SELECT count(*) FROM crises.booking) AS count`,
  );
  assert.deepEqual(held, [{ same: true, count: 3 }]);
  const told = (await messages(ctx)).filter(({ key }) => key.startsWith('assigned:'));
  assert.deepEqual(told.map(({ recipient }) => recipient).sort(), [
    '+33639980000',
    '+33639980002',
    'v0@test.example',
    'v2@test.example',
  ]);
  const sms = told.find(({ recipient }) => recipient === '+33639980000')?.text ?? '';
  assert.match(sms, /CHANGEMENT, vous etes attendu ici : Soins, .* au lieu de Accueil/);
  assert.equal((await verifyLog(ctx, crisisId)).intact, true);

  // The link of the new position works, and so does its letter: it is not that of the first call.
  const link = /\/r\/[\w-]{16}/.exec(sms)?.[0] as string;
  assert.match(await (await app.visitor().get(link)).text(), /Soins/);
  assert.match(sms, /répondez B2/);
  assert.equal((await loadProposal(ctx, crisisId)).sharing.moves.length, 0);
});

test('somebody answers between the reading and the applying: nothing moves', async (t) => {
  const { ctx, crisisId, say, welcome, places } = await floodWithANurse(t);
  const { digest } = await loadProposal(ctx, crisisId);
  await say(welcome, 2, 'no');
  const applied = await applyProposal(ctx, officer(), { crisisId, digest });
  assert.deepEqual(applied, { ok: false, error: 'changed_since' });
  assert.deepEqual(await places(), [
    'Accueil 0 confirmed',
    'Accueil 1 confirmed',
    'Accueil 2 withdrawn',
  ]);
});

test('two officers apply at once, while the reserve withdraws: all the moves or none, once', async (t) => {
  for (let round = 0; round < 3; round++) {
    await t.test(`round ${round + 1}`, async (inner) => {
      const { ctx, crisisId, say, welcome, places, database } = await floodWithANurse(
        inner as TestContext,
      );
      const { digest } = await loadProposal(ctx, crisisId);
      const both = await Promise.all([
        applyProposal(ctx, officer(), { crisisId, digest }),
        say(welcome, 2, 'no'),
        applyProposal(ctx, officer(), { crisisId, digest }),
      ]);
      assert.ok([both[0], both[2]].filter((one) => typeof one === 'object' && one.ok).length <= 1);
      assert.equal(both[1], 'withdrawn');
      const { rows } = await database.pool.query(
        `SELECT n.position FROM crises.need n WHERE n.confirmed <> (SELECT count(*) FROM crises.place p
           WHERE p.need_id = n.id AND p.state = 'confirmed')`,
      );
      assert.deepEqual(rows, []);
      const now = (await places()).filter((line) => line.endsWith('confirmed'));
      const untouched = ['Accueil 0 confirmed', 'Accueil 1 confirmed'];
      const moved = ['Accueil 1 confirmed', 'Soins 0 confirmed'];
      assert.ok(
        [untouched, moved].some((one) => one.join() === now.join()),
        now.join(),
      );
    });
  }
});

test('a paper that is over or that nobody has seen, and a distance, keep people where they are', async (t) => {
  const app = await floodWithANurse(t);
  const { database, ctx, crisisId } = app;
  const moves = async () => (await loadProposal(ctx, crisisId)).sharing.moves.length;
  assert.equal(await moves(), 2);
  const yesterday = new Date(ctx.clock.now().getTime() - 86_400_000);
  await database.pool.query('UPDATE volunteers.certificate SET expires_on = $1', [yesterday]);
  assert.equal(await moves(), 0, 'expired');
  await database.pool.query(
    "UPDATE volunteers.certificate SET expires_on = NULL, status = 'declared'",
  );
  assert.equal(await moves(), 0, 'nobody has seen the diploma');
  await database.pool.query("UPDATE volunteers.certificate SET status = 'verified'");
  const far = await addNeedTo(ctx, crisisId, {
    places: 1,
    requiredSkills: [[NURSE]],
    site: { name: 'Lille', commune: '59350', address: '', accessNote: '' },
  });
  const { sharing } = await loadProposal(ctx, crisisId);
  assert.deepEqual(
    sharing.shortages.map(({ need, missing }) => [need.id, missing]),
    [[far.needId, 1]],
  );
});

test('of two places that become free too far from one another, somebody in reserve for both gets one', async (t) => {
  const app = await testApp(t);
  const { ctx, database } = app;
  await addPeople(ctx, database, [{}, {}, {}]);
  const crisisId = await addCrisis(ctx);
  const here = await addNeedTo(ctx, crisisId, { places: 1 });
  const [{ endsAt } = { endsAt: ctx.clock.now() }] = await needsOf(ctx.db, crisisId);
  const later = (minutes: number) => new Date(endsAt.getTime() + minutes * 60_000);
  const there = await addNeedTo(ctx, crisisId, {
    places: 1,
    startsAt: later(20),
    endsAt: later(260),
    site: { name: 'Salle', commune: '30007', address: '', accessNote: '' },
  });
  for (const [need, first] of [
    [here, 0],
    [there, 2],
  ] as const) {
    await callEveryone(ctx, need);
    for (const index of [first, 1]) {
      await recordReply(ctx, {
        ...need,
        volunteerId: personId(index),
        answer: 'yes',
        reason: null,
        channel: 'link',
      });
    }
  }
  await database.pool.query('UPDATE crises.need SET places = 2');
  const moves = async () =>
    (await loadProposal(ctx, crisisId)).sharing.moves.map(({ personId: id }) => id);
  assert.deepEqual(await moves(), [personId(1)]);
  await database.pool.query(
    `UPDATE crises.need SET starts_at = starts_at + interval '2 hours', ends_at = ends_at + interval '2 hours'
     WHERE id = $1`,
    [there.needId],
  );
  assert.deepEqual(await moves(), [personId(1), personId(1)], 'with time for the road, both');
});

test('in an exercise the page, the roster and the messages say so', async (t) => {
  const app = await floodWithANurse(t, true);
  const web = await app.as({ grants: [GARD] });
  const path = `/crises/${app.crisisId}/roster/assignment`;
  assert.match(await (await web.get(path)).text(), /EXERCICE/);
  const { digest } = await loadProposal(app.ctx, app.crisisId);
  await web.post(path, { digest });
  const told = (await messages(app.ctx)).filter(({ key }) => key.startsWith('assigned:'));
  assert.equal(told.length, 4);
  for (const { exercise, channel, text, subject } of told) {
    assert.ok(exercise);
    assert.match(channel === 'sms' ? text : (subject ?? ''), /EXERCICE/);
  }
});
