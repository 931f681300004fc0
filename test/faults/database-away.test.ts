import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { MIGRATIONS } from '#app';
import { accountForEmail, giveRole, startSession } from '#platform/auth/index.ts';
import type { Context } from '#platform/context.ts';
import { startEmbedded } from '#platform/db/embedded.ts';
import { connect } from '#platform/db/index.ts';
import { migrate } from '#platform/db/migrate.ts';
import { COOKIES } from '#platform/http/cookies.ts';
import { pageTexts } from '#platform/http/messages.ts';
import { addCrisis, addNeedTo, addPeople, GARD, officer } from '#services/crises/fixtures.ts';
import { addNote, DEFAULT_PARAMETERS, startCallOut } from '#services/crises/index.ts';
import { eventually } from '#test/harness/eventually.ts';
import { serve } from '#test/harness/serving.ts';
import {
  answerToTheEnd,
  answerUntilItDies,
  assertNothingLost,
  type Call,
  callPeople,
} from './answering.ts';
import { postmasterOf } from './kill-rounds.ts';

const CLIENTS = 12;

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'renfort-away-'));
}

test('the database goes away during answers and a wave, and comes back: 503 meanwhile, then everything goes on', async (t) => {
  const folder = newFolder();
  const settings = ['fsync=off'];
  let server = await startEmbedded(folder, { settings });
  t.after(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  await prepare(server.url);
  const call = await callPeople(server.url, 250, 60);
  const { ctx, database } = call;
  const wave = await waveInTheMiddle(t, call);
  const serving = await serve(t, { DATABASE_URL: server.url });
  t.after(() => database.close());
  const { address } = serving;
  await eventually(wave.isStuck, 'the wave has written all but the log');
  const board = await watchBoard(ctx, address, call.key.crisisId);
  await board.heard(/: here/);

  let stopped: Promise<void> | undefined;
  await answerUntilItDies(call, address, CLIENTS, (count) => {
    if (count === 30) stopped = server.stop();
  });
  assert.ok(stopped, 'nobody was left to answer before the database stopped');
  await stopped;
  await assertAway(address, call.unknown[0]!.path);

  server = await startEmbedded(folder, { settings });
  const ready = async () => (await fetch(`${address}/readyz`)).status === 200;
  await eventually(ready, 'ready again', 15_000);
  await wave.age();
  await answerToTheEnd(call, address, CLIENTS);
  assert.deepEqual([...call.refusals], [503]);
  await assertNothingLost(call);
  assert.equal(serving.child.exitCode, null, 'without a new start');

  assert.ok((await addNote(ctx, officer(), { crisisId: call.key.crisisId, text: 'De retour' })).ok);
  await board.heard(/De retour/);
  await eventually(async () => (await listeners(call)) >= 2, 'the outbox and the boards are heard');
  await eventually(async () => {
    const left = await database.pool.query(
      "SELECT 1 FROM messaging.outbox WHERE state IN ('waiting', 'sending')",
    );
    return left.rowCount === 0;
  }, 'the outbox is emptied');
  await wave.assertSentOnce();
});

test('the embedded PostgreSQL is killed twice under the program: answers wait and none is lost', async (t) => {
  const folder = newFolder();
  const serving = await serve(t, { RENFORT_DATA: folder, DATABASE_URL: '' });
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const { url } = await startEmbedded(folder, { share: true });
  const call = await callPeople(url, 250, 60);
  t.after(() => call.database.close());
  const pids = new Set<number>();
  await answerToTheEnd(call, serving.address, CLIENTS, (count) => {
    if (count !== 40 && count !== 140) return;
    const pid = postmasterOf(folder);
    pids.add(pid);
    process.kill(pid, 'SIGKILL');
  });
  assert.equal(pids.size, 2);
  assert.deepEqual([...call.refusals], [503]);
  await assertNothingLost(call);
  assert.equal(serving.child.exitCode, null);
});

async function prepare(url: string): Promise<void> {
  const database = connect(url, { max: 2 });
  await migrate(database.pool, MIGRATIONS);
  await database.close();
}

/** What visitors, other programs and a load balancer see while there is no database. */
async function assertAway(address: string, path: string): Promise<void> {
  const page = await fetch(address + path);
  assert.equal(page.status, 503);
  assert.ok(Number(page.headers.get('retry-after')) > 0);
  const html = await page.text();
  const { title, text } = pageTexts('fr').unavailable;
  assert.ok(html.includes(title) && html.includes(text), html);
  const api = await fetch(`${address}/api/v1/alerts`, {
    method: 'POST',
    headers: { authorization: 'Bearer rnft_of-somebody' },
  });
  assert.equal(api.status, 503);
  assert.ok(Number(api.headers.get('retry-after')) > 0);
  assert.equal(api.headers.get('content-type'), 'application/problem+json');
  assert.equal(((await api.json()) as { code: string }).code, 'unavailable');
  assert.equal((await fetch(`${address}/healthz`)).status, 200);
  const ready = await fetch(`${address}/readyz`);
  assert.equal(ready.status, 503);
  assert.equal(((await ready.json()) as { database: string }).database, 'unavailable');
}

/**
 * A second call-out, whose first wave the program will begin and not be able to end: the wave seals
 * the situation log last, and we hold its head until the database goes away.
 */
async function waveInTheMiddle(t: TestContext, { ctx, database: { pool } }: Call) {
  await addPeople(
    ctx,
    { pool },
    Array.from({ length: 100 }, () => ({ birthDate: '1970-06-15' })),
  );
  // Not those of the first call-out: the wave locks whom it calls.
  const key = await addNeedTo(ctx, await addCrisis(ctx), { places: 3, minimumAge: 40 });
  const parameters = DEFAULT_PARAMETERS;
  const input = { ...key, policy: 'adaptive', parameters, justification: '' } as const;
  assert.ok((await startCallOut(ctx, officer(), input)).ok);
  const holder = await pool.connect();
  t.after(() => holder.release(true));
  await holder.query('BEGIN');
  const lock = 'SELECT 1 FROM crises.log_head WHERE crisis_id = $1 FOR UPDATE';
  await holder.query(lock, [key.crisisId]);
  return {
    async isStuck(): Promise<boolean> {
      const { rowCount } = await pool.query(
        `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%log_head%'`,
      );
      return rowCount === 1;
    },
    /** As if the outage had lasted a minute. */
    async age(): Promise<void> {
      await pool.query(
        "UPDATE jobs.job SET heartbeat_on = heartbeat_on - interval '1 minute' WHERE state = 'active'",
      );
    },
    async assertSentOnce(): Promise<void> {
      const sent = async () => {
        const { rows } = await pool.query<{ waves: number; people: number; messages: number }>(
          `SELECT (SELECT count(*) FROM crises.wave WHERE crisis_id = $1) AS waves,
             (SELECT count(*) FROM crises.alert WHERE crisis_id = $1) AS people,
             (SELECT count(DISTINCT o.recipient) FROM messaging.outbox o
              JOIN crises.call_out c ON c.id::text = o.message_group
              WHERE c.crisis_id = $1 AND o.channel = 'email') AS messages`,
          [key.crisisId],
        );
        return rows[0]!;
      };
      await eventually(async () => (await sent()).waves > 0, 'the wave is sent', 40_000);
      const { waves, people, messages } = await sent();
      assert.equal(waves, 1);
      assert.ok(people > 0);
      assert.equal(messages, people);
    },
  };
}

async function listeners({ database: { pool } }: Call): Promise<number> {
  const { rowCount } = await pool.query(
    "SELECT 1 FROM pg_stat_activity WHERE application_name = 'renfort listen' AND query LIKE 'LISTEN %'",
  );
  return rowCount ?? 0;
}

/** The live board of a crisis, open in the browser of an officer. */
async function watchBoard(ctx: Context, address: string, crisisId: string) {
  const { account } = await accountForEmail(ctx, 'officer@test.example', 'fr');
  await giveRole(ctx, { kind: 'system', name: 'test' }, account.id, GARD);
  const session = await startSession(ctx, account.id, 'test');
  const response = await fetch(`${address}/crises/${crisisId}/events`, {
    headers: { cookie: `${COOKIES.session.name}=${session}` },
  });
  assert.equal(response.status, 200);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  return {
    async heard(wanted: RegExp): Promise<void> {
      const late = performance.now() + 15_000;
      let text = '';
      while (!wanted.test(text)) {
        assert.ok(performance.now() < late, `not heard: ${wanted}`);
        const { value, done } = await reader.read();
        assert.ok(!done, 'the stream ended');
        text += decoder.decode(value, { stream: true });
      }
    },
  };
}
