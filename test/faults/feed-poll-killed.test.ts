import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '#platform/config.ts';
import type { AccountId, Actor } from '#platform/kernel/actor.ts';
import { pollDueFeeds } from '#services/crises/alerts/feeds/job.ts';
import { addFeed } from '#services/crises/alerts/feeds/manage.ts';
import { GARD, meteoFranceAlert } from '#services/crises/alerts/fixtures.ts';
import { testContext } from '#test/harness/database.ts';
import { eventually } from '#test/harness/eventually.ts';
import { feedServer } from '#test/harness/feed-server.ts';

const ADMINISTRATOR: Actor = {
  kind: 'person',
  accountId: '00000000-0000-7000-8000-000000000001' as AccountId,
  grants: [{ role: 'administrator', scope: { kind: 'national' } }],
};

const alert = (identifier: string, type: number) =>
  meteoFranceAlert({
    identifier,
    sent: '2026-11-24T06:01:07+01:00',
    level: 'orange',
    type,
    areas: [GARD],
    onset: '2026-11-24T06:00:00+01:00',
    expires: '2026-11-25T00:00:00+01:00',
  });

const FEED = `<feed xmlns="http://www.w3.org/2005/Atom">${['/a', '/b', '/c']
  .map((path) => `<entry><link href="${path}"/></entry>`)
  .join('')}</feed>`;

for (const [where, hangs] of [
  ['while the feed arrives', '/feed'],
  ['at its first link', '/a'],
  ['between its links', '/b'],
] as const) {
  test(`a poll killed ${where} is done again by another process, and nothing twice`, async (t) => {
    const server = await feedServer(t);
    const local = { RENFORT_FEED_LOCAL_HOSTS: server.host };
    const { ctx, clock, database } = await testContext(t, local);
    const feed = { name: 'Feed', url: server.url('/feed'), everyMinutes: 5 };
    assert.ok((await addFeed(ctx, ADMINISTRATOR, feed)).ok);
    const bodies = {
      '/feed': FEED,
      '/a': alert('a', 1),
      '/b': alert('b', 3),
      '/c': alert('c', 12),
    };
    let hanging = true;
    for (const [path, body] of Object.entries(bodies)) {
      server.set(path, (response) => {
        if (hanging && path === hangs) response.write(body.slice(0, 50));
        else response.end(body);
      });
    }
    const program = join(ROOT, 'test/harness/feed-poll-program.ts');
    const child = spawn(process.execPath, [...process.execArgv, program], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        ...local,
        NODE_TEST_CONTEXT: '',
        DATABASE_URL: database.url,
        NOW: clock.now().toISOString(),
      },
    });
    t.after(() => child.kill('SIGKILL'));
    const asked = (path: string) => server.asked.filter((one) => one.path === path).length;
    await eventually(() => asked(hangs) === 1, `${hangs} is asked`, 60_000);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    assert.equal((await gone)[1], 'SIGKILL');
    hanging = false;
    assert.equal(await pollDueFeeds(ctx), 0, 'held until the lease is over');
    clock.advance({ minutes: 3 });
    assert.equal(await pollDueFeeds(ctx), 1);
    const { rows } = await database.pool.query(
      `SELECT hazard, count(*)::int AS proposals FROM crises.proposal GROUP BY 1 ORDER BY 1`,
    );
    assert.deepEqual(rows, [
      { hazard: 'flood', proposals: 1 },
      { hazard: 'thunderstorm', proposals: 1 },
      { hazard: 'wind', proposals: 1 },
    ]);
    const messages = await database.pool.query('SELECT 1 FROM crises.alert_message');
    assert.equal(messages.rowCount, 3, 'one per alert');
    assert.equal(asked('/a'), hangs === '/a' ? 2 : 1, 'what was received is not fetched again');
  });
}
