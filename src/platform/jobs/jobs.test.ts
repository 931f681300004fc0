import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { transaction } from '#platform/context.ts';
import { testContext } from '#test/harness/database.ts';
import { eventually } from '#test/harness/eventually.ts';
import { defineJob, enqueue, failedJobs, runPendingJobs, startJobs, stopJobs } from './index.ts';

const ran: string[] = [];
const note = defineJob({
  name: 'test.note',
  schema: z.object({ text: z.string().max(20) }),
  run: async (_ctx, { text }) => {
    ran.push(text);
  },
});
let failures = 0;
const flaky = defineJob({
  name: 'test.flaky',
  schema: z.object({ failures: z.number() }),
  retry: { limit: 1, delay: 0 },
  run: async (_ctx, data) => {
    if (failures++ < data.failures) throw new Error('not yet');
    ran.push(`flaky after ${failures}`);
  },
});
const nightly = defineJob({
  name: 'test.nightly',
  schema: z.object({}),
  cron: '0 3 * * *',
  run: async () => {},
});

test('a job runs once, in order, when the clock reaches it', async (t) => {
  const { ctx, clock } = await testContext(t);
  ran.length = 0;
  await enqueue(
    ctx,
    note,
    { text: 'later' },
    { startAfter: new Date(clock.now().getTime() + 60_000) },
  );
  await enqueue(ctx, note, { text: 'now' });
  assert.equal(await runPendingJobs(ctx), 1);
  assert.deepEqual(ran, ['now']);
  clock.advance({ seconds: 61 });
  assert.equal(await runPendingJobs(ctx), 1);
  assert.equal(await runPendingJobs(ctx), 0);
  assert.deepEqual(ran, ['now', 'later']);
});

test('a job of a transaction that rolls back never existed', async (t) => {
  const { ctx } = await testContext(t);
  ran.length = 0;
  await assert.rejects(
    transaction(ctx, async (tx) => {
      await enqueue(tx, note, { text: 'ghost' });
      throw new Error('changed my mind');
    }),
    /changed my mind/,
  );
  assert.equal(await runPendingJobs(ctx), 0);
  assert.deepEqual(ran, []);
});

test('one singleton key waits once, and may wait again once its job ran', async (t) => {
  const { ctx } = await testContext(t);
  ran.length = 0;
  const once = { singletonKey: 'call-out-7' };
  assert.equal(await enqueue(ctx, note, { text: 'first' }, once), true);
  assert.equal(await enqueue(ctx, note, { text: 'second' }, once), false);
  assert.equal(await enqueue(ctx, note, { text: 'other' }, { singletonKey: 'call-out-8' }), true);
  assert.equal(await runPendingJobs(ctx), 2);
  assert.equal(await enqueue(ctx, note, { text: 'third' }, once), true);
  await runPendingJobs(ctx);
  assert.deepEqual(ran, ['first', 'other', 'third']);
});

test('data that the job does not accept is refused when enqueued', async (t) => {
  const { ctx } = await testContext(t);
  await assert.rejects(enqueue(ctx, note, { text: 'x'.repeat(21) }), /too_big/i);
});

test('a running program works off jobs, retries those that fail and lists those given up', async (t) => {
  const { ctx } = await testContext(t);
  ran.length = 0;
  failures = 0;
  await enqueue(ctx, note, { text: 'by the runner' });
  await enqueue(ctx, flaky, { failures: 1 });
  const runner = await startJobs(ctx, [note, flaky, nightly]);
  t.after(() => stopJobs(runner));
  await eventually(() => ran.length === 2, 'both jobs done');
  assert.deepEqual([...ran].sort(), ['by the runner', 'flaky after 2']);
  assert.deepEqual(await failedJobs(ctx), []);

  failures = 0;
  await enqueue(ctx, flaky, { failures: 99 });
  await eventually(async () => (await failedJobs(ctx)).length === 1, 'job given up');
  const [failed] = await failedJobs(ctx);
  assert.equal(failed?.name, 'test.flaky');
  assert.equal(failed?.runs, 2);
  assert.equal(failed?.error, 'not yet');
});

test('schedules are kept in local time, and dropped with their job', async (t) => {
  const { ctx, database } = await testContext(t);
  const schedules = async () =>
    (await database.pool.query('SELECT name, cron, timezone FROM jobs.schedule')).rows;
  const first = await startJobs(ctx, [nightly]);
  assert.deepEqual(await schedules(), [
    { name: 'test.nightly', cron: '0 3 * * *', timezone: 'Europe/Paris' },
  ]);
  await stopJobs(first);
  const second = await startJobs(ctx, [note]);
  assert.deepEqual(await schedules(), []);
  await stopJobs(second);
});
