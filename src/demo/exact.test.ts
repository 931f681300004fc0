import assert from 'node:assert/strict';
import { test } from 'node:test';
import type pg from 'pg';
import { type Context, systemRandom } from '#platform/context.ts';
import { uuidv7Ids } from '#platform/kernel/ids.ts';
import { seededRandom } from '#platform/kernel/random.ts';
import { notify } from '#platform/messaging/index.ts';
import {
  addNeed,
  createCrisis,
  DEFAULT_PARAMETERS,
  recordReply,
  sendWave,
  startCallOut,
} from '#services/crises/index.ts';
import { refreshSearch } from '#services/volunteers/index.ts';
import { type TestApp, testApp } from '#test/harness/app.ts';
import { clearDemo, loadDemo } from './country.ts';

const SMALL = { seed: 11, volunteers: 500, associations: 30 };
const silent = { update: () => {}, finish: () => {} };

/** What differs from one database to another without any demo, each with its reason. */
const NOT_COMPARED: ReadonlyMap<string, string> = new Map([
  ['platform.migration', 'the time at which each migration was applied'],
  [
    'messaging.installation',
    'the keys and birth of this installation; setDemo is checked elsewhere',
  ],
]);
/** The job queue names its own rows and times them by the database's clock. */
const QUEUE = 'jobs.';

async function digests(pool: pg.Pool): Promise<Record<string, string>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    if (NOT_COMPARED.has(name) || name.startsWith(QUEUE)) continue;
    const { rows } = await pool.query(
      `SELECT count(*) AS rows, md5(coalesce(string_agg(r::text, E'\\n' ORDER BY r::text), '')) AS digest
       FROM ${name} r`,
    );
    found[name] = `${rows[0].rows} ${rows[0].digest}`;
  }
  return found;
}

test('two loads from one seed write the same rows in every table, whatever chance surrounds them', async (t) => {
  const first = await testApp(t);
  const second = await testApp(t);
  await loadDemo(first.ctx, silent, SMALL);
  const elsewhere: Context = {
    ...second.ctx,
    random: systemRandom,
    ids: uuidv7Ids(second.ctx.clock, systemRandom),
  };
  await loadDemo(elsewhere, silent, SMALL);
  const one = await digests(first.database.pool);
  assert.deepEqual(await digests(second.database.pool), one);
  const filled = Object.entries(one).filter(([, text]) => !text.startsWith('0 '));
  assert.ok(filled.length > 25, `${filled.length} tables hold rows`);
  const third = await testApp(t);
  await loadDemo(third.ctx, silent, { ...SMALL, seed: 12 });
  assert.notDeepEqual(await digests(third.database.pool), one);
});

/** A volunteer, a crisis with a call and an answer, a message: none of them the demo's. */
async function realWork(app: TestApp, commune: string): Promise<void> {
  const random = seededRandom(99);
  const ctx: Context = { ...app.ctx, random, ids: uuidv7Ids(app.ctx.clock, random) };
  const id = ctx.ids.next<'volunteer'>();
  const now = ctx.clock.now();
  await app.database.pool.query(
    `INSERT INTO volunteers.volunteer (id, status, signup_step, first_name, last_name, birth_date,
       commune_code, department, radius_km, effort, weekly, crisis_consent, confirmed_at, source,
       created_at, updated_at)
     VALUES ($1, 'active', 3, 'Ana', 'Vraie', '1980-01-01', $2, '30', 50, 'hard', 2097151, true, $3,
       'sign_up', $3, $3)`,
    [id, commune, now],
  );
  await app.database.pool.query(
    `INSERT INTO volunteers.volunteer_contact (volunteer_id, email, email_verified_at)
     VALUES ($1, 'ana@real.example', $2)`,
    [id, now],
  );
  await ctx.db.transaction().execute((db) => refreshSearch({ ...ctx, db }, [id]));
  const actor = {
    kind: 'person',
    accountId: ctx.ids.next<'account'>(),
    grants: [{ role: 'crisis_officer', scope: { kind: 'department', code: '30' } }],
  } as const;
  const crisis = await createCrisis(ctx, actor, {
    title: 'Vraie crue',
    hazard: 'flood',
    zone: { kind: 'departments', codes: ['30'] },
    summary: '',
    agencies: [],
    exercise: false,
  } as never);
  assert.ok(crisis.ok, JSON.stringify(crisis));
  const at = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
  const need = await addNeed(ctx, actor, crisis.value, {
    position: 'Accueil',
    tasks: '',
    bring: '',
    places: 30,
    requiredSkills: [],
    preferredSkills: [],
    minimumAge: 18,
    effort: 'light',
    gear: [],
    startsAt: at(20),
    endsAt: at(24),
    timeZone: 'Europe/Paris',
    deadline: at(10),
    holderId: null,
    site: { name: 'Mairie', commune, address: '', accessNote: '' },
  });
  assert.ok(need.ok, JSON.stringify(need));
  const key = { crisisId: crisis.value, needId: need.value };
  const call = { policy: 'everyone', parameters: DEFAULT_PARAMETERS } as const;
  const started = await startCallOut(ctx, actor, {
    ...key,
    ...call,
    justification: 'test of clearing',
  });
  assert.ok(started.ok, JSON.stringify(started));
  await sendWave(ctx, key);
  const { rows } = await app.database.pool.query(
    'SELECT volunteer_id AS id FROM crises.alert WHERE crisis_id = $1 ORDER BY volunteer_id',
    [key.crisisId],
  );
  for (const called of rows)
    await recordReply(ctx, {
      ...key,
      volunteerId: called.id,
      answer: 'yes',
      reason: null,
      channel: 'link',
    });
  await notify(ctx, {
    channel: 'email',
    recipient: 'ana@real.example',
    purpose: 'account',
    key: 'real',
    lang: 'fr',
    subject: 'Vrai message',
    text: 'Bonjour',
  });
}

const KEPT = ['crises.', 'volunteers.', 'associations.', 'auth.', 'messaging.', 'files.'];

test('clearing takes the demo and leaves a real crisis, volunteer and message as they were', async (t) => {
  const beside = await testApp(t);
  const alone = await testApp(t);
  await loadDemo(beside.ctx, silent, SMALL);
  await realWork(beside, '30074');
  await realWork(alone, '30074');
  const called = await beside.database.pool.query(
    `SELECT count(*) AS n FROM crises.alert a JOIN crises.crisis c ON c.id = a.crisis_id
     WHERE c.title = 'Vraie crue'`,
  );
  assert.ok(called.rows[0].n > 1, 'people of the demo were called for the real crisis too');
  await clearDemo(beside.ctx);
  const { rows: left } = await beside.database.pool.query(
    `SELECT (SELECT count(*) FROM volunteers.volunteer) AS people,
       (SELECT count(*) FROM crises.crisis) AS crises,
       (SELECT string_agg(recipient, ' ' ORDER BY recipient) FROM messaging.outbox WHERE channel = 'email') AS mail,
       (SELECT string_agg(state, ' ') FROM crises.place p WHERE EXISTS (
         SELECT FROM volunteers.volunteer v WHERE v.id = p.volunteer_id)) AS kept,
       (SELECT count(*) FROM crises.place p WHERE state IN ('confirmed', 'offered', 'reserve')
         AND NOT EXISTS (SELECT FROM volunteers.volunteer v WHERE v.id = p.volunteer_id)) AS ghosts,
       (SELECT confirmed FROM crises.need) AS confirmed`,
  );
  assert.deepEqual(left, [
    { people: 1, crises: 1, mail: left.at(0)?.mail, kept: 'confirmed', ghosts: 0, confirmed: 1 },
  ]);
  assert.match(left.at(0)?.mail, /^(ana@real\.example ?)+$/);
  const [one, other] = [await digests(beside.database.pool), await digests(alone.database.pool)];
  // What the real crisis remembers of the demo's people (that they were called, and left) is its history.
  const history = /^crises\.(alert|reply|place|need|wave|log_\w+|crisis)$/;
  // Their links were drawn after those of the demo's people: as many, but other letters.
  const drawn = /^(crises\.reply_link|messaging\.outbox)$/;
  const mine = (all: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(all)
        .filter(([name]) => KEPT.some((start) => name.startsWith(start)) && !history.test(name))
        .map(([name, text]) => [name, drawn.test(name) ? text.split(' ')[0] : text]),
    );
  assert.deepEqual(mine(one), mine(other));
});
