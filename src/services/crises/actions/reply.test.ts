import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { buildApp } from '#app';
import { createContext, transaction } from '#platform/context.ts';
import { connect } from '#platform/db/index.ts';
import { runPendingJobs } from '#platform/jobs/index.ts';
import { messages } from '#platform/messaging/index.ts';
import { testApp } from '#test/harness/app.ts';
import { addCrisis, addNeedTo, addPeople, callEveryone, officer, personId } from '../fixtures.ts';
import { jobs } from '../jobs.ts';
import { glanceAt, saveQueued } from '../queries/queueing.ts';
import { verifyLog } from '../situation-log.ts';
import { moveCrisis } from './crisis.ts';
import { moveNeed } from './need.ts';
import { recordReply } from './reply.ts';

async function calledNeed(t: TestContext, people: number, places: number, exercise = false) {
  const app = await testApp(t);
  await addPeople(
    app.ctx,
    app.database,
    Array.from({ length: people }, () => ({})),
  );
  const crisisId = await addCrisis(app.ctx, { exercise });
  const key = await addNeedTo(app.ctx, crisisId, { places });
  assert.equal(await callEveryone(app.ctx, key), people);
  const yes = (volunteerId: string) =>
    recordReply(app.ctx, { ...key, volunteerId, answer: 'yes', reason: null, channel: 'link' });
  const no = (volunteerId: string) =>
    recordReply(app.ctx, { ...key, volunteerId, answer: 'no', reason: null, channel: 'link' });
  const states = async () => {
    const { rows } = await app.database.pool.query<{ state: string; count: number }>(
      'SELECT state, count(*) FROM crises.place WHERE need_id = $1 GROUP BY state',
      [key.needId],
    );
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  };
  return { ...app, key, crisisId, yes, no, states };
}

/** Links as people received them, by e-mail address. */
async function linksSent(ctx: Parameters<typeof messages>[0]): Promise<Map<string, string>> {
  const sent = await messages(ctx, { purpose: 'crisis', channel: 'email' });
  return new Map(
    sent
      .filter(({ key }) => key.startsWith('called:'))
      .map(({ recipient, text }) => [
        recipient as string,
        /\/r\/[\w-]{16}/.exec(text)?.[0] as string,
      ]),
  );
}

test('64 people answer yes at once on the last place, by two programs: one holder, a ranked reserve', async (t) => {
  const { ctx, database, hono, key, states } = await calledNeed(t, 64, 1);
  const second = connect(database.url, { max: 10 });
  t.after(() => second.close());
  const other = buildApp(createContext({ ...ctx, db: second.db }));
  const links = [...(await linksSent(ctx)).values()];
  assert.equal(links.length, 64);
  const answers = await Promise.all(
    links.map(async (link, index) => {
      const web = index % 2 === 0 ? hono : other;
      const page = await web.request(ctx.config.publicUrl + link);
      const cookie = page.headers.getSetCookie().map((line) => line.split(';')[0]);
      const csrf = /name="csrf" value="([^"]+)"/.exec(await page.text())?.[1] as string;
      return web.request(ctx.config.publicUrl + link, {
        method: 'POST',
        headers: {
          cookie: cookie.join('; '),
          origin: ctx.config.publicUrl,
          'sec-fetch-site': 'same-origin',
        },
        body: new URLSearchParams({ csrf, answer: 'yes' }),
      });
    }),
  );
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [303]);
  assert.deepEqual(await states(), { confirmed: 1, reserve: 63 });
  const { rows } = await database.pool.query<{ rank: number }>(
    'SELECT rank FROM crises.place WHERE need_id = $1 ORDER BY rank',
    [key.needId],
  );
  assert.deepEqual(
    rows.map(({ rank }) => rank),
    Array.from({ length: 64 }, (_, index) => index + 1),
  );
});

test('after the last place, two programs queue exactly, whatever crosses them', async (t) => {
  const { ctx, database, key, yes, states } = await calledNeed(t, 90, 2);
  const second = connect(database.url, { max: 10 });
  t.after(() => second.close());
  const other = createContext({ ...ctx, db: second.db });
  await Promise.all([yes(personId(0)), yes(personId(1))]);
  const answers = Array.from({ length: 120 }, (_, index) => {
    const answer = index === 40 ? ('no' as const) : ('yes' as const);
    const volunteerId = personId(index === 40 ? 0 : 2 + (index % 80));
    const reply = { ...key, volunteerId, answer, reason: null, channel: 'link' as const };
    return recordReply(index % 2 === 0 ? ctx : other, reply);
  });
  await Promise.all(answers);
  assert.deepEqual(await states(), { confirmed: 1, offered: 1, reserve: 78, withdrawn: 1 });
  const { rows } = await database.pool.query(
    `SELECT n.confirmed, n.offered, n.reserve, n.next_rank,
       (SELECT count(DISTINCT rank) FROM crises.place p WHERE p.need_id = n.id) AS ranks,
       (SELECT count(*) FROM crises.reply r WHERE r.need_id = n.id) AS said
     FROM crises.need n WHERE n.id = $1`,
    [key.needId],
  );
  assert.deepEqual(rows, [
    { confirmed: 1, offered: 1, reserve: 78, next_rank: 82, ranks: 80, said: 122 },
  ]);
});

test('what was decided at a glance is not written when the need has changed since', async (t) => {
  const { ctx, database, key, yes, states } = await calledNeed(t, 4, 1);
  await yes(personId(0));
  const glance = await glanceAt(ctx.db, key.crisisId, key.needId, [personId(1), personId(2)]);
  assert.ok(glance);
  const queue = (index: number, nextRank: number) =>
    saveQueued(ctx.db, glance, {
      now: ctx.clock.now(),
      counters: { reserve: 1, nextRank },
      joining: [{ volunteerId: personId(index), state: 'reserve', rank: nextRank - 1 }],
      replies: [
        {
          id: ctx.ids.next<'reply'>(),
          volunteerId: personId(index),
          answer: 'yes',
          reason: null,
          channel: 'link',
          outcome: 'reserve',
        },
      ],
    });
  assert.equal(await queue(1, 3), true);
  assert.equal(await queue(2, 3), false);
  assert.deepEqual(await states(), { confirmed: 1, reserve: 1 });
  const { rows } = await database.pool.query('SELECT count(*) FROM crises.reply');
  assert.deepEqual(rows, [{ count: 2 }]);
});

test('answers given together inside one transaction count one after the other', async (t) => {
  const { ctx, key, states } = await calledNeed(t, 12, 5);
  await transaction(ctx, (tx) =>
    Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        recordReply(tx, {
          ...key,
          volunteerId: personId(index),
          answer: 'yes',
          reason: null,
          channel: 'link',
        }),
      ),
    ),
  );
  assert.deepEqual(await states(), { confirmed: 5, reserve: 7 });
});

test('the same yes ten times, and yes then no then yes, leave one place', async (t) => {
  const { yes, no, states } = await calledNeed(t, 3, 2);
  assert.deepEqual(
    new Set(await Promise.all(Array.from({ length: 10 }, () => yes(personId(0))))),
    new Set(['confirmed']),
  );
  assert.equal(await no(personId(0)), 'withdrawn');
  assert.equal(await yes(personId(0)), 'confirmed');
  assert.deepEqual(await states(), { confirmed: 1 });
});

test('nobody is held by two shifts at once, whichever answers come first', async (t) => {
  const { ctx, database, key, crisisId } = await calledNeed(t, 20, 20);
  await database.pool.query(
    "UPDATE volunteers.volunteer_search SET recent_alerts = '{}', engaged = '{}'",
  );
  const second = await addNeedTo(ctx, crisisId, { places: 20, position: 'Pose de sacs' });
  assert.equal(await callEveryone(ctx, second), 20);
  const answer = (need: typeof key, index: number) =>
    recordReply(ctx, {
      ...need,
      volunteerId: personId(index),
      answer: 'yes',
      reason: null,
      channel: 'link',
    });
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, index) => [answer(key, index), answer(second, index)]).flat(),
  );
  assert.equal(outcomes.filter((outcome) => outcome === 'confirmed').length, 20);
  assert.equal(outcomes.filter((outcome) => outcome === 'busy').length, 20);
  const { rows } = await database.pool.query(
    'SELECT volunteer_id FROM crises.booking GROUP BY volunteer_id HAVING count(*) > 1',
  );
  assert.deepEqual(rows, []);
});

test('a withdrawal offers the place to the first of the reserve, with a time limit', async (t) => {
  const { ctx, clock, yes, no, states, key } = await calledNeed(t, 4, 1);
  for (const index of [0, 1, 2]) await yes(personId(index));
  assert.equal(await no(personId(0)), 'withdrawn');
  assert.deepEqual(await states(), { withdrawn: 1, offered: 1, reserve: 1 });
  const offers = (await messages(ctx)).filter(({ key: k }) => k.startsWith('offered:'));
  assert.deepEqual(offers.map(({ channel, recipient }) => [channel, recipient]).sort(), [
    ['email', 'v1@test.example'],
    ['sms', '+33639980001'],
  ]);
  // Somebody new does not pass in front of those who wait.
  assert.equal(await yes(personId(3)), 'reserve');
  clock.advance({ minutes: 31 });
  await jobs[0]?.run(ctx, {});
  assert.deepEqual(await states(), { withdrawn: 1, lapsed: 1, offered: 1, reserve: 1 });
  assert.equal(await yes(personId(2)), 'confirmed');
  assert.deepEqual(await states(), { withdrawn: 1, lapsed: 1, confirmed: 1, reserve: 1 });
  assert.deepEqual((await verifyLog(ctx, key.crisisId)).intact, true);
});

test('when the places are taken, what was not sent is withdrawn and the call-out ends', async (t) => {
  const { ctx, database, yes } = await calledNeed(t, 10, 1);
  await yes(personId(4));
  const calls = (await messages(ctx)).filter(({ key }) => key.startsWith('called:'));
  assert.deepEqual([...new Set(calls.map(({ state }) => state))], ['cancelled']);
  const { rows } = await database.pool.query('SELECT state FROM crises.call_out');
  assert.deepEqual(rows, [{ state: 'filled' }]);
});

test('those who were called in vain are told that it is complete; those never reached are not', async (t) => {
  const { ctx, clock, database, yes } = await calledNeed(t, 6, 1);
  await database.pool.query(
    `UPDATE messaging.outbox SET state = 'sent'
     WHERE recipient IN ('v0@test.example', 'v1@test.example', 'v2@test.example')`,
  );
  await yes(personId(0));
  clock.advance({ minutes: 3 });
  await runPendingJobs(ctx);
  const told = (await messages(ctx)).filter(({ key }) => key.startsWith('filled:'));
  assert.deepEqual(told.map(({ recipient, channel }) => [recipient, channel]).sort(), [
    ['v1@test.example', 'email'],
    ['v2@test.example', 'email'],
  ]);
});

test('a closed need takes nobody, still hears a withdrawal, and thanks its reserve', async (t) => {
  const { ctx, yes, no, key, states } = await calledNeed(t, 4, 1);
  await yes(personId(0));
  await yes(personId(1));
  assert.ok((await moveNeed(ctx, officer(), { ...key, move: 'close' })).ok);
  assert.deepEqual(await states(), { confirmed: 1, released: 1 });
  assert.equal(await yes(personId(2)), 'closed');
  assert.equal(await yes(personId(1)), 'released');
  assert.equal(await no(personId(0)), 'withdrawn');
  const told = (await messages(ctx)).filter(({ key: k }) => k.startsWith('released:'));
  assert.deepEqual(
    told.map(({ recipient }) => recipient),
    ['v1@test.example'],
  );
});

test('cancelling a crisis tells everybody expected not to come', async (t) => {
  const { ctx, yes, crisisId, states } = await calledNeed(t, 3, 1);
  await yes(personId(0));
  await yes(personId(1));
  assert.ok((await moveCrisis(ctx, officer(), { crisisId, event: 'cancel' })).ok);
  assert.deepEqual(await states(), { released: 2 });
  const told = (await messages(ctx)).filter(({ key: k }) => k.startsWith('cancelled:'));
  assert.equal(told.length, 4, 'two people, by e-mail and SMS');
  assert.match(told.find(({ channel }) => channel === 'sms')?.text ?? '', /ne venez pas/);
});

test('in an exercise every message is marked, so that none leaves', async (t) => {
  const { ctx, yes, no } = await calledNeed(t, 3, 1, true);
  await yes(personId(0));
  await yes(personId(1));
  await no(personId(0));
  const all = await messages(ctx);
  assert.ok(all.length >= 8);
  assert.deepEqual([...new Set(all.map(({ exercise }) => exercise))], [true]);
  for (const { channel, text, subject } of all) {
    assert.match(channel === 'sms' ? text : (subject ?? ''), /EXERCICE/);
  }
});
