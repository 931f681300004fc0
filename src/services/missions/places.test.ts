import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildApp } from '#app';
import { createContext, transaction } from '#platform/context.ts';
import { connect } from '#platform/db/index.ts';
import { erasePerson } from '#platform/erasure.ts';
import { runPendingJobs } from '#platform/jobs/index.ts';
import { mergePerson } from '#platform/merging.ts';
import { messages } from '#platform/messaging/index.ts';
import { type SignedInClient, type TestApp, testApp } from '#test/harness/app.ts';
import { addApplicant, addAssociation, addMission, needOf } from '#test/harness/missions.ts';
import { followApplications, lapseOffers } from './actions/follow-up.ts';

async function people(app: TestApp, count: number): Promise<SignedInClient[]> {
  const clients: SignedInClient[] = [];
  for (let index = 0; index < count; index++) {
    const email = `v${index}@test.example`;
    await addApplicant(app.ctx, email);
    clients.push(await app.as({ email }));
  }
  return clients;
}

const bank = (app: TestApp) => addAssociation(app.ctx, 'Banque');

async function statesOf(app: TestApp, missionId: string): Promise<Record<string, number>> {
  const { rows } = await app.database.pool.query<{ state: string; count: number }>(
    'SELECT state, count(*) FROM missions.application WHERE mission_id = $1 GROUP BY state',
    [missionId],
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

test('parallel applications on two processes: places exact, the others in order, nobody twice', async (t) => {
  const app = await testApp(t);
  const other = connect(app.database.url, { max: 5 });
  t.after(() => other.close());
  // Another process has its own groups and its own connections: the database alone arbitrates.
  const second = buildApp(createContext({ ...app.ctx, db: other.db }));
  const clients = await people(app, 40);
  const mission = await addMission(
    app.ctx,
    await bank(app),
    needOf('other', { places: 7, firstCome: true, remote: 'full' }),
  );
  const path = `/missions/${mission}/apply`;
  const sends = clients.flatMap((client, index) => {
    const viaSecond = () =>
      second.request(app.ctx.config.publicUrl + path, {
        method: 'POST',
        headers: {
          cookie: [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          origin: app.ctx.config.publicUrl,
          'sec-fetch-site': 'same-origin',
        },
        body: new URLSearchParams({ kind: 'apply', csrf: tokens[index] as string }),
      });
    const viaFirst = () => client.post(path, { kind: 'apply' });
    // Everybody presses twice, once on each process.
    return [viaFirst, viaSecond];
  });
  const tokens = await Promise.all(
    clients.map(async (client) => {
      const page = await (await client.get(`/missions/${mission}`)).text();
      return /name="csrf" value="([^"]+)"/.exec(page)?.[1];
    }),
  );
  const answers = await Promise.all(sends.map((send) => send()));
  const statuses = answers.map(({ status }) => status);
  assert.equal(statuses.filter((status) => status === 303).length, 40);
  assert.equal(statuses.filter((status) => status === 422).length, 40);
  assert.deepEqual(await statesOf(app, mission), { accepted: 7, waiting: 33 });
  const { rows: ranks } = await app.database.pool.query<{ rank: number }>(
    `SELECT rank FROM missions.application WHERE state = 'waiting' ORDER BY rank`,
  );
  assert.deepEqual(
    ranks.map(({ rank }) => rank),
    Array.from({ length: 33 }, (_, index) => index + 1),
  );
  const { rows } = await app.database.pool.query(
    'SELECT held, offered, waiting, next_rank FROM missions.mission',
  );
  assert.deepEqual(rows, [{ held: 7, offered: 0, waiting: 33, next_rank: 34 }]);

  // Three leave at once: the first three of the list are offered their places, and no one else.
  const { rows: held } = await app.database.pool.query<{ id: string; email: string }>(
    `SELECT a.id, c.email FROM missions.application a JOIN volunteers.volunteer_contact c USING (volunteer_id)
     WHERE a.state = 'accepted' LIMIT 3`,
  );
  await Promise.all(
    held.map(({ id, email }) => {
      const client = clients.find((one) => one.email === email) as SignedInClient;
      return client.post(`/missions/${mission}/applications/${id}/move`, { ask: 'withdraw' });
    }),
  );
  const offered = await app.database.pool.query(
    `SELECT rank FROM missions.application WHERE state = 'offered' ORDER BY 1`,
  );
  assert.deepEqual(
    offered.rows.map(({ rank }) => rank),
    [1, 2, 3],
  );
  // Not taken in time: they go to the next three, at the third day to the millisecond.
  app.clock.advance({ days: 3, seconds: -0.001 });
  await lapseOffers(app.ctx);
  assert.equal((await statesOf(app, mission)).offered, 3);
  app.clock.advance({ seconds: 0.001 });
  await lapseOffers(app.ctx);
  const next = await app.database.pool.query(
    `SELECT rank FROM missions.application WHERE state = 'offered' ORDER BY 1`,
  );
  assert.deepEqual(
    next.rows.map(({ rank }) => rank),
    [4, 5, 6],
  );
});

test('no application stays unanswered: author at day 2, everybody at day 5, other missions at day 10', async (t) => {
  const app = await testApp(t);
  const association = await bank(app);
  const scope = { kind: 'organisation', id: association } as const;
  const author = await app.as({
    email: 'author@test.example',
    grants: [{ role: 'association_manager', scope }],
  });
  await app.as({ email: 'owner@test.example', grants: [{ role: 'association_owner', scope }] });
  const by = {
    kind: 'person',
    accountId: author.accountId,
    grants: [{ role: 'association_manager', scope }],
  } as const;
  const mission = await addMission(app.ctx, association, needOf('letters'), { by });
  const others = await Promise.all(
    [1, 2, 3, 4].map((n) =>
      addMission(app.ctx, association, needOf('research', { title: `Autre mission ${n}` })),
    ),
  );
  const [paul] = (await people(app, 1)) as [SignedInClient];
  await paul.post(`/missions/${mission}/apply`, { kind: 'apply' });
  const told = async (recipient: string, subject: string) =>
    (await messages(app.ctx, { recipient })).filter((message) =>
      message.subject?.startsWith(subject),
    ).length;
  const wait = async (days: number) => {
    app.clock.advance({ days });
    await runPendingJobs(app.ctx);
    await followApplications(app.ctx);
    await followApplications(app.ctx);
  };
  await wait(1.99);
  assert.equal(await told('author@test.example', 'Une réponse est attendue'), 0);
  await wait(0.01);
  assert.equal(await told('author@test.example', 'Une réponse est attendue'), 1);
  assert.equal(await told('owner@test.example', 'Une réponse est attendue'), 0);
  await wait(3);
  assert.equal(await told('owner@test.example', 'Une réponse est attendue'), 1);
  await wait(4.9);
  assert.deepEqual(await statesOf(app, mission), { applied: 1 });
  await wait(0.1);
  assert.deepEqual(await statesOf(app, mission), { unanswered: 1 });
  const letters = await messages(app.ctx, { recipient: paul.email });
  const proposal = letters.find(({ subject }) => subject === 'D’autres missions pour vous');
  assert.equal(others.filter((id) => proposal?.text?.includes(id)).length, 3);
  assert.ok(!proposal?.text?.includes(mission));
});

test('who is erased leaves the place to the next and no word behind; two records become one', async (t) => {
  const app = await testApp(t);
  const mission = await addMission(
    app.ctx,
    await bank(app),
    needOf('other', { places: 1, firstCome: true, remote: 'full' }),
  );
  const [gone, next, twin] = (await people(app, 3)) as [
    SignedInClient,
    SignedInClient,
    SignedInClient,
  ];
  for (const client of [gone, next, twin]) {
    await client.post(`/missions/${mission}/apply`, { kind: 'apply', motivation: 'quetzalcoatl' });
  }
  const idOf = async ({ email }: SignedInClient) =>
    (
      await app.database.pool.query(
        'SELECT volunteer_id AS id FROM volunteers.volunteer_contact WHERE email = $1',
        [email],
      )
    ).rows[0].id as string;
  const [goneId, nextId, twinId] = [await idOf(gone), await idOf(next), await idOf(twin)];
  const standing = async () =>
    Object.fromEntries(
      (
        await app.database.pool.query('SELECT volunteer_id, state FROM missions.application')
      ).rows.map((row) => [row.volunteer_id, row.state]),
    );
  assert.deepEqual(await standing(), {
    [goneId]: 'accepted',
    [nextId]: 'waiting',
    [twinId]: 'waiting',
  });
  await transaction(app.ctx, (tx) =>
    erasePerson(tx, {
      volunteerId: goneId,
      accountId: gone.accountId,
      emails: [gone.email],
      phones: [],
      fileIds: [],
    }),
  );
  assert.deepEqual(await standing(), {
    [goneId]: 'withdrawn',
    [nextId]: 'offered',
    [twinId]: 'waiting',
  });
  const words = await app.database.pool.query(
    `SELECT motivation FROM missions.application WHERE volunteer_id = $1 UNION ALL
     SELECT m.text FROM missions.message m JOIN missions.application a ON a.id = m.application_id
     WHERE a.volunteer_id = $1`,
    [goneId],
  );
  assert.deepEqual(words.rows, [{ motivation: '' }]);
  await transaction(app.ctx, (tx) => mergePerson(tx, { from: nextId, into: twinId }));
  assert.deepEqual(await standing(), {
    [goneId]: 'withdrawn',
    [nextId]: 'withdrawn',
    [twinId]: 'offered',
  });
});
