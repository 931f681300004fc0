import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ADMINISTRATOR, alert, polledFeed } from '#test/harness/polled-feed.ts';
import { HERAULT } from '../fixtures.ts';
import { listProposals } from '../queries/proposals.ts';
import { pollDueFeeds } from './job.ts';
import { testFeed } from './manage.ts';
import { pollFeed } from './poll.ts';

const entry = (path: string, updated: string) =>
  `<entry><link rel="alternate" href="https://example.org/page.html"/><link type="application/cap+xml" href="${path}"/><updated>${updated}</updated></entry>`;
const linking = (...entries: readonly string[]) =>
  `<feed xmlns="http://www.w3.org/2005/Atom">${entries.join('')}</feed>`;

test('a linked alert is fetched once, and again when the feed dates it anew', async (t) => {
  const app = await polledFeed(t);
  app.server.set('/feed', linking(entry('/a.cap', '06:00')));
  app.server.set('/a.cap', alert());
  assert.equal(await app.poll(), 'new');
  assert.equal(await app.poll(), 'unchanged');
  const fetched = () => app.server.asked.filter(({ path }) => path === '/a.cap').length;
  assert.equal(fetched(), 1);
  app.server.set('/feed', linking(entry('/a.cap', '07:00')));
  app.server.set(
    '/a.cap',
    alert({ identifier: 'b', level: 'red', sent: '2026-11-24T07:00:00+01:00' }),
  );
  assert.equal(await app.poll(), 'new');
  assert.equal(fetched(), 2);
  const [proposal] = await listProposals(app.ctx.db, {}, 1);
  assert.deepEqual([proposal?.level, proposal?.notes], ['red', []]);
});

test('a link that fails is tried at later polls, a forbidden one is not; the others are read', async (t) => {
  const app = await polledFeed(t);
  let tries = 0;
  app.server.set('/a.cap', (response) => {
    tries++;
    if (tries < 3) response.writeHead(502).end();
    else response.end(alert());
  });
  app.server.set('/b.cap', alert({ identifier: 'b', type: 1 }));
  const metadata = 'http://169.254.169.254/latest/meta-data';
  const entries = [entry('/a.cap', '1'), entry('/b.cap', '1'), entry(metadata, '1')];
  app.server.set('/feed', (response, { headers }) =>
    headers['if-none-match']
      ? response.writeHead(304).end()
      : response.writeHead(200, { etag: '"1"' }).end(linking(...entries)),
  );
  assert.deepEqual((await app.pollWhole())?.detail, { alerts: 1, missed: 2 });
  assert.deepEqual((await app.pollWhole())?.detail, { missed: 1 }, 'after a 304 too');
  assert.deepEqual((await app.pollWhole())?.detail, { alerts: 1 });
  assert.deepEqual((await app.pollWhole())?.detail, {});
  assert.equal((await app.proposals()).length, 2);
});

test('a poll killed in the middle is taken up by another, and does nothing twice', async (t) => {
  const app = await polledFeed(t);
  // The process dies after the feed was taken in: its lease stays, nothing is settled.
  const text = linking(entry('/a.cap', '1'), entry('/b.cap', '1'));
  app.server.set('/feed', text);
  app.server.set('/a.cap', alert());
  let kill: (() => void) | undefined;
  const reached = new Promise<void>((resolve) => {
    kill = resolve;
  });
  let dead = false;
  app.server.set('/b.cap', (response) => {
    if (dead) response.end(alert({ identifier: 'b', areas: [HERAULT], type: 1 }));
    else kill?.();
  });
  const lost = pollFeed({ ...app.ctx, db: app.ctx.db }, app.id);
  await reached;
  assert.equal(await app.poll(), undefined, 'nobody else takes it while it is held');
  const other = await testFeed(app.ctx, ADMINISTRATOR, app.id);
  assert.deepEqual(other, { ok: false, error: 'busy' });
  dead = true;
  app.clock.advance({ minutes: 3 });
  assert.equal(await pollDueFeeds(app.ctx), 1);
  const after = await app.feed();
  assert.deepEqual([after.lastResult, after.failures], ['new', 0]);
  await lost;
  assert.deepEqual(await app.feed(), after, 'the one that was given up settles nothing');
  assert.deepEqual(await app.proposals(), ['30 orange waiting', '34 orange waiting']);
  assert.deepEqual(await app.messages(), { alert: 2 });
});
