import assert from 'node:assert/strict';
import { test } from 'node:test';
import type pg from 'pg';
import type { Context } from '#platform/context.ts';
import { uuidv7Ids } from '#platform/kernel/ids.ts';
import { seededRandom } from '#platform/kernel/random.ts';
import { isDemo } from '#platform/messaging/index.ts';
import { audienceFunnel, EQUIPMENT, idOf } from '#services/volunteers/index.ts';
import { testApp } from '#test/harness/app.ts';
import { runCommand } from '#test/harness/cli.ts';
import { DEMO_ACCOUNTS } from './accounts.ts';
import { demoClear, demoLoad } from './commands.ts';
import { loadDemo } from './country.ts';
import { demoPeople } from './volunteers.ts';

const SMALL = { seed: 7, volunteers: 600, associations: 40 };
const silent = { update: () => {}, finish: () => {} };
const load = (ctx: Context) => loadDemo(ctx, silent, SMALL);

/** Rows of every table that a person or an organisation may be in; the audit trail is for ever. */
async function rowCounts(pool: pg.Pool): Promise<Record<string, number>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname IN ('volunteers', 'associations', 'auth', 'messaging', 'crises', 'missions', 'demo')
     ORDER BY 1`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await pool.query<{ count: number }>(`SELECT count(*) FROM ${name}`);
    if (rows[0]?.count) counts[name] = rows[0].count;
  }
  return counts;
}

test('the demo is the same for a seed and a day, and looks like a country', () => {
  const now = new Date('2026-11-24T08:00:00Z');
  const draw = (seed: number) => {
    const random = seededRandom(seed);
    return demoPeople(random, uuidv7Ids({ now: () => now }, random), now, 3_000);
  };
  const people = draw(1);
  assert.deepEqual(people, draw(1));
  assert.notDeepEqual(people[0], draw(2)[0]);
  assert.equal(new Set(people.map(({ email }) => email)).size, people.length);
  const phones = people.flatMap(({ phone }) => phone ?? []);
  assert.equal(new Set(phones).size, phones.length);
  assert.ok(phones.every((phone) => /^\+3363998\d{4}$/.test(phone)));
  assert.ok(people.every(({ email }) => email.endsWith('@demo.renfort.example')));
  assert.ok(new Set(people.map(({ department }) => department)).size > 80);
  const share = (has: (person: (typeof people)[number]) => boolean) =>
    people.filter(has).length / people.length;
  assert.ok(share(({ guardian }) => guardian !== null) > 0.005);
  assert.ok(share(({ certificates }) => certificates.some((c) => c.status === 'expired')) > 0.01);
  assert.ok(
    share(({ certificates }) => certificates.some((c) => c.kindId === idOf('pse1'))) > 0.02,
  );
  assert.ok(people.every(({ equipment }) => equipment.every((item) => EQUIPMENT.includes(item))));
  assert.ok(people.every((p) => p.confirmedAt >= p.createdAt && p.confirmedAt < now));
});

test('clearing removes exactly what loading added', async (t) => {
  const { ctx, database } = await testApp(t);
  const before = await rowCounts(database.pool);
  assert.deepEqual(await load(ctx), { ok: true, value: 'loaded' });
  assert.deepEqual(await load(ctx), { ok: true, value: 'already_there' });
  assert.equal(await isDemo(ctx), true);
  const loaded = await rowCounts(database.pool);
  assert.equal(loaded['volunteers.volunteer'], SMALL.volunteers);
  assert.equal(loaded['associations.organisation'], SMALL.associations + 4);
  assert.equal(loaded['auth.account'], DEMO_ACCOUNTS.length);

  const told = await database.pool.query(
    'SELECT status, exercise FROM crises.crisis ORDER BY created_at',
  );
  assert.deepEqual(told.rows, [
    { status: 'closed', exercise: false },
    { status: 'active', exercise: true },
  ]);
  const waiting = await database.pool.query('SELECT state, department FROM crises.proposal');
  assert.deepEqual(waiting.rows, [{ state: 'waiting', department: '30' }]);
  assert.ok((loaded['crises.place'] ?? 0) > 0);

  const real = '0192f000-0000-7000-8000-000000000001';
  await database.pool.query(
    `INSERT INTO volunteers.volunteer (id, status, source, created_at, updated_at)
     VALUES ($1, 'active', 'sign_up', now(), now())`,
    [real],
  );
  const cleared = await runCommand(ctx, [demoClear], ['demo', 'clear']);
  assert.equal(cleared.code, 0);
  assert.match(cleared.out, /Removed 600 volunteers and 14 accounts/);
  assert.deepEqual(await rowCounts(database.pool), { ...before, 'volunteers.volunteer': 1 });
  const sellers = await database.pool.query('SELECT FROM offers.distributor');
  assert.equal(sellers.rowCount, 0);
  assert.equal(await isDemo(ctx), false);
  assert.equal((await runCommand(ctx, [demoClear], ['demo', 'clear'])).code, 0);

  const refused = await runCommand(ctx, [demoLoad], ['demo', 'load', '--volunteers', '10']);
  assert.equal(refused.code, 1);
  assert.match(refused.err, /Real people are registered here/);
  assert.equal(await isDemo(ctx), false);
});

test('a load that was interrupted is done again from nothing', async (t) => {
  const { ctx, database } = await testApp(t);
  await load(ctx);
  await database.pool.query('UPDATE demo.load SET completed_at = NULL');
  await database.pool.query('DELETE FROM volunteers.volunteer_skill');
  assert.deepEqual(await load(ctx), { ok: true, value: 'loaded' });
  const counts = await rowCounts(database.pool);
  assert.equal(counts['volunteers.volunteer'], SMALL.volunteers);
  assert.ok((counts['volunteers.volunteer_skill'] ?? 0) > SMALL.volunteers);
  assert.equal((await runCommand(ctx, [demoLoad], ['demo', 'load', '--seed', 'x'])).code, 2);
});

test('an officer finds people in the demo, and each exclusion has its cause', async (t) => {
  const { ctx } = await testApp(t);
  await load(ctx);
  const funnel = await audienceFunnel(ctx, {
    zone: { kind: 'departments', codes: ['30'] },
    required: [[idOf('psc1')]],
    shift: {
      start: new Date('2026-11-25T08:00:00+01:00'),
      end: new Date('2026-11-25T12:00:00+01:00'),
      timeZone: 'Europe/Paris',
    },
    now: ctx.clock.now(),
  });
  assert.ok(funnel.inReach > 10, `${funnel.inReach}`);
  assert.ok(funnel.eligible >= 1);
  assert.ok(funnel.excluded.some(({ reason }) => reason === 'skill_missing'));
});

test('one click signs in as a person of the demo, in the demo only', async (t) => {
  const app = await testApp(t);
  const email = 'officer-gard@demo.renfort.example';
  assert.equal((await app.anonymous.get('/demo')).status, 404);
  assert.equal((await app.anonymous.post('/demo/sign-in', { email })).status, 404);
  await load(app.ctx);
  await new Promise((resolve) => setTimeout(resolve, 2_100));
  const page = await (await app.anonymous.get('/demo')).text();
  for (const { name } of DEMO_ACCOUNTS) assert.ok(page.includes(name), name);
  const someone = app.visitor();
  const unknown = await someone.post('/demo/sign-in', { email: 'person@test.example' });
  assert.equal(unknown.status, 404);
  const answer = await someone.post('/demo/sign-in', { email });
  assert.equal(answer.status, 303);
  const home = await (await someone.get('/')).text();
  assert.ok(home.includes('Hélène Roussel'));
});
