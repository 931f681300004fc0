import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '#test/harness/app.ts';
import { addCrisis, addNeedTo, addPeople, officer, personId } from '../fixtures.ts';
import { DEFAULT_PARAMETERS, moveCallOut, previewAudience, startCallOut } from './call-out.ts';
import { expectedAnswers, learnFromPast } from './learn.ts';
import { recordReply } from './reply.ts';
import { sendWave } from './wave.ts';

async function called(t: Parameters<typeof testApp>[0], exercise: boolean) {
  const app = await testApp(t);
  await addPeople(
    app.ctx,
    app.database,
    Array.from({ length: 300 }, () => ({})),
  );
  const key = await addNeedTo(app.ctx, await addCrisis(app.ctx, { exercise }), { places: 20 });
  const started = await startCallOut(app.ctx, officer(), {
    ...key,
    policy: 'everyone',
    parameters: DEFAULT_PARAMETERS,
    justification: 'to learn from a large call',
  });
  assert.ok(started.ok);
  await sendWave(app.ctx, key);
  const call = () => ({ exercise, timeZone: 'Europe/Paris', now: app.clock.now() });
  return { ...app, key, call };
}

test('the next call-out starts from what the last ones taught; exercises teach exercises only', async (t) => {
  const { ctx, clock, key, call, database } = await called(t, false);
  await learnFromPast(ctx);
  const untold = await expectedAnswers(ctx, call(), []);
  clock.advance({ minutes: 15 });
  for (let i = 0; i < 9; i++) {
    await recordReply(ctx, {
      ...key,
      volunteerId: personId(i),
      answer: 'yes',
      reason: null,
      channel: 'link',
    });
  }
  await recordReply(ctx, {
    ...key,
    volunteerId: personId(9),
    answer: 'no',
    reason: null,
    channel: 'link',
  });
  // Changing one's mind is no second answer.
  await recordReply(ctx, {
    ...key,
    volunteerId: personId(0),
    answer: 'no',
    reason: null,
    channel: 'link',
  });
  clock.advance({ hours: 2 });
  await learnFromPast(ctx);
  assert.equal((await expectedAnswers(ctx, call(), [])).callOuts, 0, 'it hears its own answers');
  assert.ok((await moveCallOut(ctx, officer(), { ...key, move: 'stop' })).ok);
  await learnFromPast(ctx);
  const { rows } = await database.pool.query(
    `SELECT way, band, call_outs, called, yes, no FROM crises.response_rate
     WHERE NOT exercise AND way = 'any' AND band = 'any'`,
  );
  assert.deepEqual(rows, [{ way: 'any', band: 'any', call_outs: 1, called: 300, yes: 9, no: 1 }]);
  const told = await expectedAnswers(ctx, call(), []);
  assert.ok(told.rate < untold.rate && told.rate > 0.06, `${untold.rate} ${told.rate}`);
  assert.equal((await expectedAnswers(ctx, { ...call(), exercise: true }, [])).callOuts, 0);

  const next = await addNeedTo(ctx, await addCrisis(ctx), { places: 5 });
  const preview = await previewAudience(ctx, officer(), next, DEFAULT_PARAMETERS);
  assert.ok(preview.ok);
  assert.deepEqual(preview.value.expected, told);
  await database.pool.query('DELETE FROM crises.response_rate');
  const before = await previewAudience(ctx, officer(), next, DEFAULT_PARAMETERS);
  assert.ok(before.ok && before.value.plan.needed < preview.value.plan.needed);
});

test('a need that filled in minutes is read up to that minute', async (t) => {
  const { ctx, clock, key, database } = await called(t, true);
  clock.advance({ minutes: 4 });
  for (let i = 0; i < 20; i++) {
    await recordReply(ctx, {
      ...key,
      volunteerId: personId(i),
      answer: 'yes',
      reason: null,
      channel: 'link',
    });
  }
  clock.advance({ hours: 1 });
  await recordReply(ctx, {
    ...key,
    volunteerId: personId(40),
    answer: 'no',
    reason: null,
    channel: 'link',
  });
  await learnFromPast(ctx);
  const { rows } = await database.pool.query<{
    no: number;
    yes: number;
    evidence: number;
    share: number;
  }>(
    `SELECT yes, no, evidence, evidence_yes / evidence AS share FROM crises.response_rate
     WHERE exercise AND way = 'any' AND band = 'any'`,
  );
  assert.equal(rows[0]!.yes, 20);
  assert.equal(rows[0]!.no, 0, 'told that it is full');
  // 300 called, of whom four minutes let a fifth of the answers come.
  assert.ok(rows[0]!.share > 0.2 && rows[0]!.share < 0.4, `${rows[0]!.share}`);
});
