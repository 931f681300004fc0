import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runPendingJobs } from '#platform/jobs/index.ts';
import { playCrisis } from '#test/exercise/played-crisis.ts';
import { type TestApp, testApp } from '#test/harness/app.ts';
import { addCrisis, addNeedTo, callEveryone, officer, personId } from '../fixtures.ts';
import { crisisById } from '../queries/crises.ts';
import { loadReport } from '../report/load.ts';
import { verifyLog } from '../situation-log.ts';
import { eraseOldWalkUps } from '../walkups/erase.ts';
import { moveCrisis } from './crisis.ts';
import { forgetPeopleOfOldCrises } from './retention.ts';

/** Columns of mobilisation that hold the id of one of the volunteers. */
async function whereFound({ database }: TestApp, crisisId: string): Promise<string[]> {
  const ids = [0, 1, 2, 3].map(personId);
  const { rows: columns } = await database.pool.query<{ name: string; column: string }>(
    `SELECT table_name AS name, column_name AS column FROM information_schema.columns c
     WHERE table_schema = 'crises' AND data_type IN ('uuid', 'jsonb', 'text', 'ARRAY')
       AND EXISTS (SELECT FROM information_schema.columns k
         WHERE k.table_schema = 'crises' AND k.table_name = c.table_name
           AND k.column_name = 'crisis_id')`,
  );
  const found: string[] = [];
  for (const { name, column } of columns) {
    const { rowCount } = await database.pool.query(
      `SELECT 1 FROM crises."${name}" WHERE crisis_id = $1 AND "${column}"::text LIKE ANY($2) LIMIT 1`,
      [crisisId, ids.map((id) => `%${id}%`)],
    );
    if (rowCount) found.push(`${name}.${column}`);
  }
  return found.sort();
}

async function figures({ ctx }: TestApp, crisisId: string) {
  const crisis = await crisisById(ctx.db, crisisId);
  assert.ok(crisis);
  return (await loadReport(ctx, crisis)).report;
}

test('a year after the end the rows lead to nobody, and the report says the same', async (t) => {
  const app = await testApp(t);
  const { ctx, clock, database } = app;
  const { crisisId, needId } = await playCrisis(app, false);
  /** Signed in for the occasion: sessions do not last a year. */
  const read = async (who: 'officer' | 'comes', path: string) => {
    const response = await (await app.as({ email: `${who}@test.example` })).get(path);
    assert.equal(response.status, 200, path);
    return response.text();
  };
  await database.pool.query(
    "UPDATE crises.hours SET reason = 'Camille Test1 left early', corrected_at = now()",
  );
  assert.ok((await moveCrisis(ctx, officer(), { crisisId, event: 'close' })).ok);
  await runPendingJobs(ctx);
  clock.advance({ hours: 1 });
  const running = await addNeedTo(ctx, await addCrisis(ctx));
  await database.pool.query("UPDATE volunteers.volunteer_search SET recent_alerts = '{}'");
  assert.ok((await callEveryone(ctx, running)) > 0);
  clock.advance({ days: 364 });
  await eraseOldWalkUps(ctx);
  const before = await figures(app, crisisId);
  const csv = await read('officer', `/crises/${crisisId}/ics211.csv`);
  assert.match(csv, /TEST1 Camille/);
  assert.equal(await forgetPeopleOfOldCrises(ctx), 0, 'not before the day');
  const places = await whereFound(app, crisisId);
  for (const column of ['alert.volunteer_id', 'hours.person_id', 'place.volunteer_id'])
    assert.ok(places.includes(column), `${column} in ${places.join(' ')}`);

  assert.match(await read('comes', '/crises/mine'), /certificate\.pdf/);

  clock.advance({ days: 1 });
  const done = await Promise.all([forgetPeopleOfOldCrises(ctx), forgetPeopleOfOldCrises(ctx)]);
  assert.deepEqual(done.sort(), [0, 1], 'done once');
  assert.deepEqual(await whereFound(app, crisisId), ['log_entry.detail']);
  const after = await figures(app, crisisId);
  assert.deepEqual(after, before);
  assert.ok(before.total.called > 0 && before.total.confirmed === 2 && before.presence.hours > 0);
  assert.ok((await verifyLog(ctx, crisisId)).intact);
  const { rows } = await database.pool.query(
    'SELECT minutes, reason, state FROM crises.hours WHERE crisis_id = $1',
    [crisisId],
  );
  assert.deepEqual(rows, [{ minutes: 180, reason: '-', state: 'confirmed' }]);
  const nobody = await read('officer', `/crises/${crisisId}/ics211.csv`);
  assert.doesNotMatch(nobody, /TEST1/);
  for (const page of ['report', 'log', 'roster', 'hours', 'report.pdf', `needs/${needId}/edit`])
    await read('officer', `/crises/${crisisId}/${page}`);
  assert.doesNotMatch(await read('comes', '/crises/mine'), /certificate\.pdf/);

  // The crisis under way keeps its people.
  assert.ok((await whereFound(app, running.crisisId)).includes('alert.volunteer_id'));
});
