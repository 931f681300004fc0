import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '#platform/config.ts';
import {
  addCrisis,
  addNeedTo,
  addPeople,
  callEveryone,
  personId,
} from '#services/crises/fixtures.ts';
import { recordReply } from '#services/crises/index.ts';
import { testDatabase } from '#test/harness/database.ts';
import { eventually } from '#test/harness/eventually.ts';
import { systemContext } from './answering.ts';

const PEOPLE = 400;
const TEXTS_A_SECOND = 10;
const ALLOWED_MS = 5_000;

/** Takes one text after the other, ten a second, however many wait in front of it. */
async function slowGateway() {
  const arrived: number[] = [];
  const taken: number[] = [];
  let last: Promise<unknown> = Promise.resolve();
  const server = createServer(async (request, response) => {
    for await (const _ of request);
    arrived.push(performance.now());
    last = last.then(() => sleep(1_000 / TEXTS_A_SECOND));
    await last;
    taken.push(performance.now());
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ id: `slow-${taken.length}` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    arrived,
    taken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve(undefined));
        server.closeAllConnections();
      }),
  };
}

test('behind a gateway of ten texts a second, none leaves later than five seconds after the last place is taken', {
  timeout: 120_000,
}, async (t) => {
  const gateway = await slowGateway();
  t.after(() => gateway.close());
  const database = await testDatabase(t);
  const ctx = systemContext(database);
  await addPeople(
    ctx,
    database,
    Array.from({ length: PEOPLE }, () => ({})),
  );
  const startsAt = new Date(Date.now() + 24 * 3_600_000);
  const endsAt = new Date(startsAt.getTime() + 3_600_000);
  const key = await addNeedTo(ctx, await addCrisis(ctx), { places: 1, startsAt, endsAt });
  assert.equal(await callEveryone(ctx, key), PEOPLE);
  const program = spawn(
    process.execPath,
    [...process.execArgv, join(ROOT, 'test/harness/dispatch-program.ts')],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        NODE_TEST_CONTEXT: '',
        DATABASE_URL: database.url,
        QUIET_HOURS: 'none',
        LEASE_SECONDS: '60',
        SMS_GATEWAYS: JSON.stringify([
          // We believe the gateway ten times faster than it is.
          {
            name: 'slow',
            kind: 'http',
            url: gateway.url,
            sender: '36179',
            perSecond: 10 * TEXTS_A_SECOND,
          },
        ]),
      },
    },
  );
  t.after(async () => {
    program.kill('SIGKILL');
    if (program.exitCode === null && program.signalCode === null) await once(program, 'exit');
  });
  await eventually(() => gateway.taken.length >= 30, 'texts leave', 30_000);
  const outcome = await recordReply(ctx, {
    ...key,
    volunteerId: personId(7),
    answer: 'yes',
    reason: null,
    channel: 'link',
  });
  assert.equal(outcome, 'confirmed');
  const filled = performance.now();
  await sleep(ALLOWED_MS + 4_000);
  const after = (list: readonly number[]) => list.filter((at) => at > filled);
  const longest = (list: readonly number[]) => Math.max(0, ...after(list).map((at) => at - filled));
  t.diagnostic(
    `${gateway.taken.length} of ${PEOPLE} texts left; after the last place: ${after(gateway.arrived).length} handed over, the last ${Math.round(longest(gateway.arrived))} ms later; the gateway took its last one ${Math.round(longest(gateway.taken))} ms later`,
  );
  const late = gateway.taken.filter((at) => at > filled + ALLOWED_MS);
  assert.equal(late.length, 0);
  assert.ok(gateway.taken.length < PEOPLE / 2, 'most were never sent');
  const { rows } = await database.pool.query<{ state: string; count: number }>(
    `SELECT state, count(*) FROM messaging.outbox WHERE channel = 'sms' AND key LIKE 'called:%'
     GROUP BY state ORDER BY state`,
  );
  assert.deepEqual(rows, [
    { state: 'cancelled', count: PEOPLE - gateway.taken.length },
    { state: 'sent', count: gateway.taken.length },
  ]);
});
