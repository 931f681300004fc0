import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transaction } from '#platform/context.ts';
import { mergePerson } from '#platform/merging.ts';
import { testApp } from '#test/harness/app.ts';
import { DEFAULT_PARAMETERS, startCallOut } from './actions/call-out.ts';
import { recordReply } from './actions/reply.ts';
import { sendWave } from './actions/wave.ts';
import { eraseCrisesPart } from './erase.ts';
import { addCrisis, addNeedTo, addPeople, officer, personId } from './fixtures.ts';

const [FROM, INTO] = [personId(0), personId(1)];

test('alerts, answers, places and bookings follow the record that stays', async (t) => {
  const app = await testApp(t);
  const { ctx, database } = app;
  // The second person is of elsewhere: called for neither need.
  await addPeople(ctx, database, [{}, { commune: '59350', department: '59' }]);
  const keys = [];
  const crisis = await addCrisis(ctx);
  for (const day of [0, 1]) {
    const shift = (hours: number) =>
      new Date(ctx.clock.now().getTime() + (hours + 24 * day) * 3_600_000);
    const key = await addNeedTo(ctx, crisis, { places: 1, startsAt: shift(4), endsAt: shift(8) });
    const start = { ...key, policy: 'adaptive', parameters: DEFAULT_PARAMETERS, justification: '' };
    assert.ok((await startCallOut(ctx, officer(), start as never)).ok);
    await sendWave(ctx, key);
    const yes = { ...key, answer: 'yes', reason: null, channel: 'link' } as const;
    assert.equal(await recordReply(ctx, { ...yes, volunteerId: FROM }), 'confirmed');
    keys.push(key);
  }
  await database.pool.query(
    `INSERT INTO crises.hours (crisis_id, person_kind, person_id, state, minutes, days, reason, corrected_at)
     VALUES ($1, 'volunteer', $2, 'corrected', 240, '{2026-11-24}', 'Seen by Test1 at the gate', now())`,
    [crisis, FROM],
  );
  const moved = await transaction(ctx, (tx) => mergePerson(tx, { from: FROM, into: INTO }));
  assert.partialDeepStrictEqual(moved, { alerts: 2, replies: 2, places: 2 });
  const hours = await database.pool.query('SELECT person_id, minutes FROM crises.hours');
  assert.deepEqual(hours.rows, [{ person_id: INTO, minutes: 240 }]);
  for (const table of ['alert', 'reply_link', 'reply', 'place', 'booking']) {
    const { rows } = await database.pool.query(`SELECT DISTINCT volunteer_id FROM crises.${table}`);
    assert.deepEqual(rows, [{ volunteer_id: INTO }], table);
  }
  const { rows } = await database.pool.query('SELECT confirmed FROM crises.need');
  assert.deepEqual(rows, [{ confirmed: 1 }, { confirmed: 1 }]);
  const no = { ...keys[0], answer: 'no', reason: null, channel: 'link' } as never as {
    crisisId: string;
    needId: string;
  };
  await recordReply(ctx, { ...no, volunteerId: INTO } as never);
  const after = await database.pool.query('SELECT confirmed FROM crises.need ORDER BY starts_at');
  assert.deepEqual(after.rows, [{ confirmed: 0 }, { confirmed: 1 }]);
  await transaction(ctx, (tx) =>
    eraseCrisesPart(tx, { volunteerId: INTO, emails: [], phones: [], fileIds: [] }),
  );
  const left = await database.pool.query('SELECT minutes, reason FROM crises.hours');
  assert.deepEqual(left.rows, [{ minutes: 240, reason: '-' }]);
});

test('where both hold a place, one stays behind and is given back by the erasure that follows', async (t) => {
  const app = await testApp(t);
  const { ctx, database } = app;
  await addPeople(ctx, database, [{}, {}, {}]);
  const key = await addNeedTo(ctx, await addCrisis(ctx), { places: 2 });
  const start = {
    ...key,
    policy: 'everyone',
    parameters: DEFAULT_PARAMETERS,
    justification: 'test of everybody',
  };
  assert.ok((await startCallOut(ctx, officer(), start as never)).ok);
  await sendWave(ctx, key);
  for (const index of [0, 1, 2])
    await recordReply(ctx, {
      ...key,
      volunteerId: personId(index),
      answer: 'yes',
      reason: null,
      channel: 'link',
    });
  const moved = await transaction(ctx, (tx) => mergePerson(tx, { from: FROM, into: INTO }));
  assert.partialDeepStrictEqual(moved, { alerts: 0, replies: 1, places: 0 });
  const { rows } = await database.pool.query(
    'SELECT volunteer_id, state FROM crises.place ORDER BY rank',
  );
  assert.deepEqual(
    rows.map(({ volunteer_id, state }) => [volunteer_id, state]),
    [
      [FROM, 'confirmed'],
      [INTO, 'confirmed'],
      [personId(2), 'reserve'],
    ],
  );
  const links = await database.pool.query(
    'SELECT count(*) AS n FROM crises.reply_link WHERE volunteer_id = $1',
    [FROM],
  );
  assert.equal(links.rows[0].n, 0, 'both links lead to the one who stays');
});
