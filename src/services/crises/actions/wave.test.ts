import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type Context, createContext, transaction } from '#platform/context.ts';
import { connect } from '#platform/db/index.ts';
import { erasePerson } from '#platform/erasure.ts';
import { messages } from '#platform/messaging/index.ts';
import { testApp } from '#test/harness/app.ts';
import { POLICY_VERSION } from '../domain/wave.ts';
import { addCrisis, addNeedTo, addPeople, officer, personId } from '../fixtures.ts';
import { DEFAULT_PARAMETERS, moveCallOut, startCallOut } from './call-out.ts';
import { moveCrisis } from './crisis.ts';
import { recordReply } from './reply.ts';
import { sendWave } from './wave.ts';

async function started(t: TestContext, people: number, places: number) {
  const app = await testApp(t);
  await addPeople(
    app.ctx,
    app.database,
    Array.from({ length: people }, () => ({})),
  );
  const key = await addNeedTo(app.ctx, await addCrisis(app.ctx), { places });
  const start = await startCallOut(app.ctx, officer(), {
    ...key,
    policy: 'adaptive',
    parameters: DEFAULT_PARAMETERS,
    justification: '',
  });
  assert.ok(start.ok);
  const count = async (table: string) => {
    const { rows } = await app.database.pool.query<{ count: number }>(
      `SELECT count(*) FROM ${table}`,
    );
    return rows[0]?.count ?? -1;
  };
  return { ...app, key, count };
}

test('a program that dies in the middle of a wave has called nobody; the next calls everybody once', async (t) => {
  const { ctx, key, count, database } = await started(t, 120, 3);
  const dying: Context = {
    ...ctx,
    ids: {
      next() {
        // The ids of messages are the last thing made before the commit.
        throw new Error('killed');
      },
    },
  };
  await assert.rejects(sendWave(dying, key), /killed/);
  assert.equal(await count('crises.alert'), 0);
  assert.equal((await messages(ctx)).length, 0);

  const sent = await sendWave(ctx, key);
  assert.ok(sent > 0);
  assert.equal(await sendWave(ctx, key), 0, 'nothing new was learnt: no second wave');
  assert.equal(await count('crises.alert'), sent);
  const { rows } = await database.pool.query(
    'SELECT recipient FROM messaging.outbox GROUP BY recipient HAVING count(*) > 1',
  );
  assert.deepEqual(rows, [], 'somebody was sent the call twice');
});

test('two programs that plan the same wave at once send it once', async (t) => {
  const { ctx, key, count, database } = await started(t, 120, 3);
  const second = connect(database.url, { max: 3 });
  t.after(() => second.close());
  const other = createContext({ ...ctx, db: second.db });
  const sizes = await Promise.all([sendWave(ctx, key), sendWave(other, key)]);
  assert.equal(sizes.filter((size) => size > 0).length, 1);
  assert.equal(await count('crises.wave'), 1);
  assert.equal(await count('crises.alert'), Math.max(...sizes));
});

test('silence brings another wave, answers that suffice do not, and each wave keeps its figures', async (t) => {
  const { ctx, key, clock, database } = await started(t, 200, 4);
  const first = await sendWave(ctx, key);
  clock.advance({ minutes: 40 });
  const second = await sendWave(ctx, key);
  assert.ok(second > 0, 'nobody answered');
  for (const { volunteer_id } of (
    await database.pool.query<{ volunteer_id: string }>(
      'SELECT volunteer_id FROM crises.alert ORDER BY sent_at, position LIMIT 4',
    )
  ).rows) {
    await recordReply(ctx, {
      ...key,
      volunteerId: volunteer_id,
      answer: 'yes',
      reason: null,
      channel: 'link',
    });
  }
  clock.advance({ minutes: 5 });
  assert.equal(await sendWave(ctx, key), 0, 'full');
  const { rows } = await database.pool.query(
    'SELECT number, size, eligible, policy, policy_version FROM crises.wave ORDER BY number',
  );
  const rule = { policy: 'adaptive', policy_version: POLICY_VERSION };
  assert.deepEqual(rows, [
    { number: 1, size: first, eligible: 200, ...rule },
    { number: 2, size: second, eligible: 200 - first, ...rule },
  ]);
  const propensity = await database.pool.query<{ p: number }>(
    'SELECT DISTINCT wave, propensity AS p FROM crises.alert ORDER BY wave',
  );
  // All are equals here, and the second wave draws among those the first left.
  const chances = [first / 200, second / (200 - first)];
  assert.equal(propensity.rows.length, 2);
  for (const [i, { p }] of propensity.rows.entries())
    assert.ok(Math.abs(p - (chances[i] as number)) < 1e-6, `wave ${i + 1}: ${p}`);
});

test('a paused, stopped or stood-down call-out sends nothing', async (t) => {
  const { ctx, key, crisisIdOf } = await started(t, 50, 3).then((s) => ({
    ...s,
    crisisIdOf: () => s.key.crisisId,
  }));
  assert.ok((await moveCallOut(ctx, officer(), { ...key, move: 'pause' })).ok);
  assert.equal(await sendWave(ctx, key), 0);
  assert.ok((await moveCallOut(ctx, officer(), { ...key, move: 'resume' })).ok);
  assert.ok((await sendWave(ctx, key)) > 0);
  assert.ok((await moveCrisis(ctx, officer(), { crisisId: crisisIdOf(), event: 'stand_down' })).ok);
  const states = new Set((await messages(ctx)).map(({ state }) => state));
  assert.deepEqual([...states], ['cancelled']);
  assert.equal(await sendWave(ctx, key), 0);
});

test('somebody called for two needs at once has two letters', async (t) => {
  const { ctx, key, database } = await started(t, 1, 1);
  await sendWave(ctx, key);
  const other = await addNeedTo(ctx, key.crisisId, {
    places: 1,
    startsAt: new Date(ctx.clock.now().getTime() + 30 * 3_600_000),
    endsAt: new Date(ctx.clock.now().getTime() + 34 * 3_600_000),
  });
  await startCallOut(ctx, officer(), {
    ...other,
    policy: 'adaptive',
    parameters: DEFAULT_PARAMETERS,
    justification: '',
  });
  await sendWave(ctx, other);
  const { rows } = await database.pool.query<{ letter: string }>(
    'SELECT sms_letter AS letter FROM crises.alert ORDER BY sent_at, sms_letter',
  );
  assert.deepEqual(
    rows.map(({ letter }) => letter),
    ['A', 'B'],
  );
});

test('an erased person leaves their place to the reserve', async (t) => {
  const { ctx, key, database } = await started(t, 2, 1);
  await sendWave(ctx, key);
  for (const index of [0, 1]) {
    await recordReply(ctx, {
      ...key,
      volunteerId: personId(index),
      answer: 'yes',
      reason: null,
      channel: 'link',
    });
  }
  await transaction(ctx, (tx) =>
    erasePerson(tx, { volunteerId: personId(0), emails: [], phones: [], fileIds: [] }),
  );
  const { rows } = await database.pool.query(
    'SELECT state FROM crises.place ORDER BY volunteer_id',
  );
  assert.deepEqual(rows, [{ state: 'withdrawn' }, { state: 'offered' }]);
  const links = await database.pool.query(
    'SELECT 1 FROM crises.reply_link WHERE volunteer_id = $1',
    [personId(0)],
  );
  assert.equal(links.rowCount, 0);
});
