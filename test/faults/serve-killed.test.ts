import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setDemo } from '#platform/messaging/index.ts';
import { addCrisis, addNeedTo, addPeople, officer } from '#services/crises/fixtures.ts';
import { DEFAULT_PARAMETERS, startCallOut } from '#services/crises/index.ts';
import { testDatabase } from '#test/harness/database.ts';
import { eventually } from '#test/harness/eventually.ts';
import { serve } from '#test/harness/serving.ts';
import { systemContext } from './answering.ts';
import { killWhilePeopleAnswer } from './kill-rounds.ts';

test('killed five times while people answer, the program starts again and has lost nothing confirmed', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'renfort-killed-'));
  const { rounds, call } = await killWhilePeopleAnswer(t, {
    folder,
    rounds: 5,
    people: 700,
    places: 90,
    clients: 12,
  });
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const sum = (of: (round: (typeof rounds)[number]) => number) =>
    rounds.reduce((total, round) => total + of(round), 0);
  assert.ok(sum(({ taken }) => taken) >= 200, JSON.stringify(rounds));
  assert.ok(
    sum(({ unknown }) => unknown) > 0,
    'no answer was under way at any kill: the test proves nothing',
  );
  const { pool } = call.database;
  const { rows } = await pool.query<{ confirmed: number; places: number }>(
    'SELECT confirmed, places FROM crises.need WHERE id = $1',
    [call.key.needId],
  );
  assert.ok(rows[0]!.confirmed > 60, `${rows[0]!.confirmed} of ${rows[0]!.places} places held`);
  await eventually(async () => {
    const left = await pool.query(
      "SELECT 1 FROM messaging.outbox WHERE state IN ('waiting', 'sending')",
    );
    return left.rowCount === 0;
  }, 'what was written to people before and after the kills leaves the outbox');
  const twice = await pool.query(
    `SELECT recipient, key FROM messaging.outbox WHERE key LIKE 'called:%'
     GROUP BY recipient, key HAVING count(*) > 1`,
  );
  assert.deepEqual(twice.rows, []);
});

test('killed in the middle of a wave, nobody was called; the next program runs the job again and calls everybody once', async (t) => {
  const { url, pool, db } = await testDatabase(t);
  const ctx = systemContext({ db });
  const env = { DATABASE_URL: url };
  await setDemo(ctx, true);
  await addPeople(
    ctx,
    { pool },
    Array.from({ length: 300 }, () => ({})),
  );
  const key = await addNeedTo(ctx, await addCrisis(ctx), { places: 3 });
  const started = await startCallOut(ctx, officer(), {
    ...key,
    policy: 'adaptive',
    parameters: DEFAULT_PARAMETERS,
    justification: '',
  });
  assert.ok(started.ok);
  // A wave seals the situation log last: whoever holds its head stops a wave that wrote all else.
  const holder = await pool.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT 1 FROM crises.log_head WHERE crisis_id = $1 FOR UPDATE', [
    key.crisisId,
  ]);
  const dying = await serve(t, env);
  const jobIs = async (state: string) => {
    const { rows } = await pool.query<{ runs: number }>(
      "SELECT retry_count + 1 AS runs FROM jobs.job WHERE name = 'crises.wave' AND state::text = $1",
      [state],
    );
    return rows[0]?.runs ?? 0;
  };
  const stuck = () =>
    pool.query(
      `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%log_head%'
         AND datname = current_database()`,
    );
  await eventually(
    async () => (await stuck()).rowCount === 1,
    'the wave has written all but the log',
  );
  assert.equal(await jobIs('active'), 1);
  dying.child.kill('SIGKILL');
  assert.equal(await dying.ended, 'SIGKILL');
  await holder.query('COMMIT');
  holder.release();
  await eventually(async () => (await stuck()).rowCount === 0, 'the transaction of the dead ends');
  const called = async () =>
    (
      await pool.query<{ people: number; messages: number; waves: number }>(
        `SELECT (SELECT count(*) FROM crises.alert) AS people, (SELECT count(*) FROM crises.wave) AS waves,
           (SELECT count(*) FROM messaging.outbox WHERE channel = 'email') AS messages`,
      )
    ).rows[0]!;
  assert.deepEqual(await called(), { people: 0, waves: 0, messages: 0 });

  // As if the program had been dead for a minute.
  await pool.query(
    "UPDATE jobs.job SET heartbeat_on = heartbeat_on - interval '1 minute' WHERE state = 'active'",
  );
  await serve(t, env);
  await eventually(async () => (await jobIs('completed')) > 0, 'the job runs again', 40_000);
  assert.equal(await jobIs('completed'), 2);
  const { people, messages, waves } = await called();
  assert.equal(waves, 1);
  assert.ok(people > 0);
  assert.equal(messages, people);
});
