// `renfort serve` killed with SIGKILL at any moment of a wave: nobody is called twice, nobody is missing.
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { setDemo } from '#platform/messaging/index.ts';
import { addCrisis, addNeedTo, addPeople, officer } from '#services/crises/fixtures.ts';
import { DEFAULT_PARAMETERS, startCallOut } from '#services/crises/index.ts';
import { verifyLog } from '#services/crises/situation-log.ts';
import type { TestDatabase } from '#test/harness/database.ts';
import { eventually } from '#test/harness/eventually.ts';
import { serve } from '#test/harness/serving.ts';
import { systemContext } from './answering.ts';

export interface WaveRound {
  /** Where the wave was when its program was killed, from what it waits for or is doing. */
  readonly doing: string;
  readonly people: number;
  readonly twice: number;
  readonly missing: number;
  /** From the kill to the last person called, in milliseconds. */
  readonly againMs: number;
}

/**
 * Starts a call-out of everybody, kills the program while its wave runs, starts another, and compares
 * who was called with who should have been; as many times as asked, each with a need of its own. The
 * kill comes a little later in each round, so that it meets every part of a wave.
 */
export async function killDuringWaves(
  t: { after: TestContext['after'] },
  { url, pool, db }: Pick<TestDatabase, 'url' | 'pool' | 'db'>,
  {
    rounds,
    people,
    onRound = () => {},
  }: {
    readonly rounds: number;
    readonly people: number;
    readonly onRound?: (round: WaveRound) => void;
  },
): Promise<WaveRound[]> {
  const ctx = systemContext({ db });
  await setDemo(ctx, true);
  await addPeople(
    ctx,
    { pool },
    Array.from({ length: people }, () => ({})),
  );
  const crisisId = await addCrisis(ctx);
  const env = { DATABASE_URL: url };
  let serving = await serve(t, env);
  const done: WaveRound[] = [];
  for (let round = 0; round < rounds; round++) {
    await pool.query("UPDATE volunteers.volunteer_search SET recent_alerts = '{}'");
    const start = new Date(Date.now() + (round + 1) * 86_400_000);
    const key = await addNeedTo(ctx, crisisId, {
      places: 5,
      startsAt: start,
      endsAt: new Date(start.getTime() + 3_600_000),
      deadline: start,
    });
    const started = await startCallOut(ctx, officer(), {
      ...key,
      policy: 'everyone',
      parameters: DEFAULT_PARAMETERS,
      justification: 'Chaque minute compte',
    });
    assert.ok(started.ok);
    const active = async () => {
      const { rows } = await pool.query<{ query: string }>(
        `SELECT a.query FROM pg_stat_activity a
         WHERE a.datname = current_database() AND a.xact_start IS NOT NULL AND a.pid <> pg_backend_pid()
           AND EXISTS (SELECT FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
             WHERE l.pid = a.pid AND c.relname IN ('wave', 'alert', 'outbox'))`,
      );
      return rows[0]?.query;
    };
    await eventually(async () => (await active()) !== undefined, 'a wave is under way', 30_000);
    await sleep(round * 7);
    const doing = (await active()) ?? 'after its commit';
    const killed = performance.now();
    serving.child.kill('SIGKILL');
    assert.equal(await serving.ended, 'SIGKILL');
    // As if the program had been dead for a minute, so that its job is taken over at once.
    await pool.query(
      "UPDATE jobs.job SET heartbeat_on = heartbeat_on - interval '1 minute' WHERE state = 'active'",
    );
    serving = await serve(t, env);
    const called = async () => {
      const { rows } = await pool.query<{ count: number }>(
        'SELECT count(*) FROM crises.alert WHERE need_id = $1',
        [key.needId],
      );
      return rows[0]?.count ?? 0;
    };
    await eventually(async () => (await called()) === people, 'everybody is called', 90_000);
    const againMs = performance.now() - killed;
    const { rows } = await pool.query<{ twice: number; told: number }>(
      `SELECT count(*) FILTER (WHERE copies > 1) AS twice, count(*) AS told FROM (
         SELECT recipient, count(*) AS copies FROM messaging.outbox
         WHERE key = 'called:' || $1 AND channel = 'email' GROUP BY recipient) per_person`,
      [key.needId],
    );
    const { twice, told } = rows[0] as { twice: number; told: number };
    const words =
      /INSERT INTO "?(\w+"?\."?\w+)|UPDATE "?(\w+"?\."?\w+)|SELECT/i.exec(doing)?.[0] ?? doing;
    const result = { doing: words, people, twice, missing: people - told, againMs };
    done.push(result);
    onRound(result);
  }
  assert.ok((await verifyLog(ctx, crisisId)).intact);
  return done;
}
