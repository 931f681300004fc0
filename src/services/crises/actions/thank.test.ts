import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runPendingJobs } from '#platform/jobs/index.ts';
import { chooseWanted, dispatchPending, messages, setDemo } from '#platform/messaging/index.ts';
import { type TestApp, testApp } from '#test/harness/app.ts';
import { addCrisis, addNeedTo, addPeople, callEveryone, officer, personId } from '../fixtures.ts';
import { moveCrisis } from './crisis.ts';
import { moveNeed } from './need.ts';
import { recordReply } from './reply.ts';
import { thankPeople } from './thank.ts';

const HOUR = 3_600_000;

async function close(app: TestApp, crisisId: string) {
  return moveCrisis(app.ctx, officer(), { crisisId, event: 'close' });
}

async function thanks(app: TestApp) {
  const sent = await messages(app.ctx);
  return sent
    .filter(({ key }) => key.startsWith('thanks:'))
    .map(({ channel, recipient, subject, text }) => `${channel} ${recipient} ${subject ?? text}`)
    .sort();
}

/** Five people on two needs one after the other, of which the first is over. */
async function played(t: Parameters<typeof testApp>[0]) {
  const app = await testApp(t);
  const { ctx, database, clock } = app;
  await addPeople(ctx, database, [{}, {}, { lang: 'en' }, {}, {}]);
  const crisisId = await addCrisis(ctx);
  const start = clock.now().getTime();
  const shift = (from: number) => ({
    startsAt: new Date(start + from * HOUR),
    endsAt: new Date(start + (from + 3) * HOUR),
    deadline: new Date(start + from * HOUR),
  });
  const first = await addNeedTo(ctx, crisisId, { places: 2, ...shift(1) });
  const second = await addNeedTo(ctx, crisisId, { places: 1, ...shift(4) });
  for (const key of [first, second]) {
    await database.pool.query("UPDATE volunteers.volunteer_search SET recent_alerts = '{}'");
    assert.equal(await callEveryone(ctx, key), 5);
  }
  const say = async (index: number, key: typeof first, answer: 'yes' | 'no' = 'yes') => {
    clock.advance({ seconds: 1 });
    const reply = { ...key, answer, reason: null, channel: 'link' } as const;
    return recordReply(ctx, { ...reply, volunteerId: personId(index) });
  };
  return { app, crisisId, first, second, say };
}

test('each person is thanked once, for the best of what they were', async (t) => {
  const { app, crisisId, first, second, say } = await played(t);
  assert.equal(await say(0, first), 'confirmed');
  assert.equal(await say(1, first), 'confirmed');
  assert.equal(await say(1, second), 'confirmed');
  assert.equal(await say(0, second), 'reserve');
  assert.equal(await say(2, first), 'reserve');
  assert.equal(await say(2, second), 'reserve');
  assert.equal(await say(4, first, 'no'), 'declined');
  assert.ok((await moveNeed(app.ctx, officer(), { ...first, move: 'close' })).ok);
  assert.equal(await say(3, first), 'closed');
  app.clock.advance({ hours: 8 });
  const closing = await Promise.all([close(app, crisisId), close(app, crisisId)]);
  assert.deepEqual(
    closing.map(({ ok }) => ok).sort(),
    [false, true],
    'of two officers, one ends the crisis',
  );
  await Promise.all([thankPeople(app.ctx, crisisId), thankPeople(app.ctx, crisisId)]);
  await runPendingJobs(app.ctx);
  app.clock.advance({ hours: 30 });
  await runPendingJobs(app.ctx);
  await thankPeople(app.ctx, crisisId);
  assert.deepEqual(await thanks(app), [
    'email v0@test.example Merci d’être venu : Crue des Gardons',
    'email v1@test.example Merci d’être venu : Crue des Gardons',
    'email v2@test.example Thank you for being ready: Crue des Gardons',
    'email v3@test.example Merci d’avoir dit oui : Crue des Gardons',
  ]);
  const log = await app.database.pool.query(
    "SELECT detail FROM crises.log_entry WHERE kind = 'people_thanked'",
  );
  assert.deepEqual(log.rows, [{ detail: { came: 2, reserve: 1, late: 1 } }]);
});

test('an arrival that a device brings after the end still counts; the absent hear nothing', async (t) => {
  const { app, crisisId, first, say } = await played(t);
  for (const index of [0, 1, 2]) await say(index, first);
  const arrive = (index: number) =>
    app.database.pool.query(
      `INSERT INTO crises.attendance_event (crisis_id, id, person_kind, person_id, site_id, kind, at,
         device_at, clock_doubtful, device_id, received_at, recorded_by, source)
       SELECT crisis_id, gen_random_uuid(), 'volunteer', $2, site_id, 'in', starts_at, starts_at, false,
         crisis_id, starts_at, crisis_id, 'list' FROM crises.need WHERE id = $1`,
      [first.needId, personId(index)],
    );
  const leader = await say(3, first);
  assert.equal(leader, 'reserve');
  // One of the reserve comes all the same, and is seen.
  await arrive(2);
  app.clock.advance({ hours: 8 });
  assert.ok((await close(app, crisisId)).ok);
  await runPendingJobs(app.ctx);
  const atOnce = [
    'email v2@test.example Thank you for coming: Crue des Gardons',
    'email v3@test.example Merci d’avoir été prêt : Crue des Gardons',
  ];
  assert.deepEqual(await thanks(app), atOnce);
  await arrive(0);
  app.clock.advance({ hours: 25 });
  await runPendingJobs(app.ctx);
  assert.deepEqual(await thanks(app), [
    'email v0@test.example Merci d’être venu : Crue des Gardons',
    ...atOnce,
  ]);
});

test('the end of a crisis tells those expected later not to come, and frees their time', async (t) => {
  const { app, crisisId, first, say } = await played(t);
  assert.equal(await say(0, first), 'confirmed');
  assert.ok((await close(app, crisisId)).ok);
  await runPendingJobs(app.ctx);
  const sent = await messages(app.ctx, { recipient: 'v0@test.example' });
  assert.match(sent[0]?.subject ?? '', /Annulé, ne venez pas/);
  assert.deepEqual(await thanks(app), []);
  const held = await app.database.pool.query('SELECT 1 FROM crises.booking');
  assert.equal(held.rowCount, 0);
});

test('thanks go to a telephone where there is no e-mail, and to nobody who refuses them', async (t) => {
  const { app, crisisId, first, say } = await played(t);
  await setDemo(app.ctx, true);
  await say(0, first);
  await say(1, first);
  await app.database.pool.query(
    'UPDATE volunteers.volunteer_contact SET email = NULL WHERE volunteer_id = $1',
    [personId(0)],
  );
  await chooseWanted(app.ctx, 'email', 'v1@test.example', []);
  app.clock.advance({ hours: 8 });
  assert.ok((await close(app, crisisId)).ok);
  await runPendingJobs(app.ctx);
  await dispatchPending(app.ctx);
  const written = (await messages(app.ctx)).filter(({ key }) => key.startsWith('thanks:'));
  assert.deepEqual(written.map(({ channel, state }) => [channel, state === 'muted']).sort(), [
    ['email', true],
    ['sms', false],
  ]);
});
