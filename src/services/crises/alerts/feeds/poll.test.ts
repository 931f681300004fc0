import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { ADMINISTRATOR, alert, atom, polledFeed } from '#test/harness/polled-feed.ts';
import { alertMetrics } from '../figures.ts';
import { feedById, listFeeds } from '../queries/feeds.ts';
import { historyOf, listProposals } from '../queries/proposals.ts';
import { pollDueFeeds } from './job.ts';
import { pauseFeed, resumeFeed, testFeed } from './manage.ts';
import { pollFeed } from './poll.ts';

test('a plain alert, an Atom feed, an RSS feed of links and MeteoAlarm JSON are read', async (t) => {
  const app = await polledFeed(t, '/cap');
  const { server, add, ctx } = app;
  server.set('/cap', alert());
  server.set('/atom', atom(alert({ identifier: 'two', type: 1 })));
  server.set(
    '/rss',
    `<rss version="2.0"><channel><item><title>x</title><link>/linked</link></item></channel></rss>`,
  );
  server.set('/linked', alert({ identifier: 'three', type: 3 }));
  const info = {
    language: 'fr-FR',
    event: 'Vigilance orange canicule',
    onset: '2026-11-24T06:00:00+01:00',
    expires: '2026-11-25T06:00:00+01:00',
    area: [{ areaDesc: 'Gard', geocode: [{ valueName: 'EMMA_ID', value: 'FR022' }] }],
    parameter: [
      { valueName: 'awareness_level', value: '3; orange; Severe' },
      { valueName: 'awareness_type', value: '5; high-temperature' },
    ],
  };
  server.set(
    '/json',
    JSON.stringify({
      warnings: [{ alert: { identifier: 'j1', sent: '2026-11-24T06:00:00', info } }],
    }),
  );
  for (const path of ['/atom', '/rss', '/json']) await add(server.url(path));
  assert.equal(await pollDueFeeds(ctx), 4);
  const hazards = (await listProposals(ctx.db, {}, 50)).map(({ episode }) => episode.hazard);
  assert.deepEqual(hazards.sort(), ['flood', 'heat', 'thunderstorm', 'wind']);
  for (const feed of await listFeeds(ctx.db)) {
    assert.deepEqual([feed.lastResult, feed.failures, feed.lastDetail], ['new', 0, { alerts: 1 }]);
  }
  assert.equal(await pollDueFeeds(ctx), 0, 'none is due before its time');
});

test('ETag and Last-Modified are sent back, and 304 with a body is nothing new', async (t) => {
  const app = await polledFeed(t);
  app.server.set('/feed', (response, { headers }) => {
    if (headers['if-none-match'] === '"v1"') {
      const { socket } = response;
      response.writeHead(304, { etag: '"v1"', 'content-length': 9 }).end();
      socket?.write(atom(alert({ identifier: 'other', type: 1 })));
      return;
    }
    const modified = 'Tue, 24 Nov 2026 05:00:00 GMT';
    response.writeHead(200, { etag: '"v1"', 'last-modified': modified }).end(atom(alert()));
  });
  assert.equal(await app.poll(), 'new');
  assert.equal(await app.poll(), 'unchanged');
  const [, second] = app.server.asked;
  assert.equal(second?.headers['if-none-match'], '"v1"');
  assert.equal(second?.headers['if-modified-since'], 'Tue, 24 Nov 2026 05:00:00 GMT');
  assert.deepEqual(await app.proposals(), ['30 orange waiting']);
  assert.equal((await app.feed()).failures, 0);
});

test('a server that says "not modified" without being asked, or for ever, is not believed', async (t) => {
  const app = await polledFeed(t);
  app.server.set('/feed', (response) => response.writeHead(304).end());
  assert.equal(await app.poll(), 'not_modified_unasked');
  let current = atom(alert());
  app.server.set('/feed', (response, { headers }) =>
    headers['if-none-match']
      ? response.writeHead(304).end()
      : response.writeHead(200, { etag: '"same"' }).end(current),
  );
  assert.equal(await app.poll(), 'new');
  current = atom(alert({ identifier: 'red', level: 'red', sent: '2026-11-24T08:00:00+01:00' }));
  app.clock.advance({ minutes: 5 });
  assert.equal(await app.poll(), 'unchanged');
  app.clock.advance({ minutes: 56 });
  assert.equal(await app.poll(), 'new', 'asked for the whole after an hour');
  assert.deepEqual(await app.proposals(), ['30 red updated']);
});

test('an ETag that changes, or a feed whose date alone changes, brings nothing twice', async (t) => {
  const app = await polledFeed(t);
  let n = 0;
  app.server.set('/feed', (response) => {
    n++;
    response.writeHead(200, { etag: `"${n}"` }).end(n < 3 ? atom(alert()) : atom(alert(), alert()));
  });
  assert.deepEqual(
    [await app.poll(), await app.poll(), await app.poll()],
    ['new', 'unchanged', 'unchanged'],
  );
  assert.deepEqual(await app.messages(), { feed: 1 });
});

test('errors of the server are told by their number, and the feed is asked ever less often', async (t) => {
  const app = await polledFeed(t);
  app.server.set('/feed', (response) => response.writeHead(500).end('broken'));
  const waits: number[] = [];
  for (let i = 0; i < 4; i++) {
    assert.deepEqual(await app.pollWhole().then((p) => [p?.result, p?.detail]), [
      'http_status',
      { status: 500 },
    ]);
    waits.push(await app.minutesToNext());
  }
  assert.ok(waits.every((wait, i) => wait >= [5, 10, 15, 15][i]! && wait <= [10, 20, 30, 30][i]!));
  assert.equal((await app.feed()).failures, 4);
  app.server.set('/feed', (response) => response.writeHead(503, { 'retry-after': '1500' }).end());
  await app.poll();
  assert.ok((await app.minutesToNext()) >= 25);
  app.server.set('/feed', atom(alert()));
  assert.equal(await app.poll(), 'new');
  assert.equal((await app.feed()).failures, 0);
  assert.ok((await app.minutesToNext()) <= 5.5, 'back to its own pace at once');
  app.server.set('/feed', (response) => response.writeHead(404).end());
  await app.poll();
  assert.ok((await app.minutesToNext()) <= 10, 'the count began anew');
});

test('what cannot be read is said and kept once, and makes nothing vanish', async (t) => {
  const app = await polledFeed(t);
  app.server.set('/feed', atom(alert()));
  assert.equal(await app.poll(), 'new');
  const bad: Record<string, string | Buffer> = {
    'HTML page': '<!doctype html><p>Portail captif',
    'other XML': '<hello/>',
    garbage: Buffer.from([0x80, 0xff, 0x00, 0x13]),
    'truncated XML': atom(alert()).slice(0, -20),
    empty: '',
    'a billion laughs': '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><alert>&b;</alert>',
  };
  let n = 0;
  for (const [name, body] of Object.entries(bad)) {
    app.server.set('/feed', (response) => response.end(body));
    const poll = await app.pollWhole();
    assert.equal(poll?.result, 'refused', name);
    assert.equal(typeof poll?.detail.error, 'string', name);
    assert.equal((await app.feed()).failures, ++n);
  }
  assert.deepEqual(await app.messages(), { feed: 1, refused: 1 });
  assert.deepEqual(await app.proposals(), ['30 orange waiting']);
  const [proposal] = await listProposals(app.ctx.db, {}, 1);
  assert.deepEqual(proposal?.notes, []);
});

test('the type that the server gives does not matter, gzip does not either', async (t) => {
  const app = await polledFeed(t);
  app.server.set('/feed', (response) => {
    response.writeHead(200, { 'content-type': 'image/png', 'content-encoding': 'gzip' });
    response.end(gzipSync(atom(alert())));
  });
  assert.equal(await app.poll(), 'new');
  assert.deepEqual(await app.proposals(), ['30 orange waiting']);
});

test('an alert that leaves the feed is noted, never cancelled, and noted when it is back', async (t) => {
  const app = await polledFeed(t);
  const both = [alert(), alert({ identifier: 'wind', type: 1 })];
  app.server.set('/feed', atom(...both));
  await app.poll();
  app.server.set('/feed', atom(both[1] as string));
  await app.poll();
  const flood = async () => {
    const found = (await listProposals(app.ctx.db, {}, 9)).find(
      (p) => p.episode.hazard === 'flood',
    );
    assert.ok(found);
    return found;
  };
  assert.deepEqual([(await flood()).state, (await flood()).notes], ['waiting', ['left_feed']]);
  await app.poll();
  assert.equal((await flood()).events, 2, 'said once');
  app.server.set('/feed', atom(...both));
  await app.poll();
  assert.deepEqual((await flood()).notes, []);
  const history = await historyOf(app.ctx.db, (await flood()).id);
  assert.deepEqual(
    history.map(({ event, reason }) => `${event} ${reason}`),
    ['propose new_alert', 'note left_feed', 'note back_in_feed'],
  );
  app.server.set('/feed', atom());
  await app.poll();
  assert.deepEqual(await app.proposals(), ['30 orange waiting', '30 orange waiting']);
  assert.deepEqual((await flood()).notes, ['left_feed']);
});

test('a re-issue under a new identifier is not a withdrawal of the former one', async (t) => {
  const app = await polledFeed(t);
  app.server.set('/feed', atom(alert()));
  await app.poll();
  app.server.set('/feed', atom(alert({ identifier: 'two', sent: '2026-11-24T08:00:00+01:00' })));
  await app.poll();
  const [proposal] = await listProposals(app.ctx.db, {}, 1);
  assert.deepEqual([proposal?.state, proposal?.notes], ['waiting', []]);
});

test('sixteen processes ask a feed that is due once', async (t) => {
  const app = await polledFeed(t);
  app.server.set('/feed', atom(alert()));
  const asked = await Promise.all(Array.from({ length: 16 }, () => pollDueFeeds(app.ctx)));
  assert.equal(
    asked.reduce((sum, one) => sum + one, 0),
    1,
  );
  assert.equal(app.server.asked.length, 1);
});

test('a feed on pause is asked by nobody but the one who tests it', async (t) => {
  const app = await polledFeed(t);
  app.server.set('/feed', atom(alert()));
  await pauseFeed(app.ctx, ADMINISTRATOR, app.id);
  assert.equal(await pollDueFeeds(app.ctx), 0);
  assert.ok((await testFeed(app.ctx, ADMINISTRATOR, app.id)).ok);
  assert.equal(app.server.asked.length, 1);
  app.clock.advance({ hours: 1 });
  assert.equal(await pollDueFeeds(app.ctx), 0);
  await resumeFeed(app.ctx, ADMINISTRATOR, app.id);
  assert.equal(await pollDueFeeds(app.ctx), 1);
});

test('a slow feed does not make the others wait', async (t) => {
  const app = await polledFeed(t);
  app.server.set('/feed', () => {});
  app.server.set('/quick', atom(alert()));
  const quick = await app.add(app.server.url('/quick'));
  const all = pollDueFeeds(app.ctx);
  const deadline = performance.now() + 800;
  while ((await feedById(app.ctx.db, quick))?.lastResult !== 'new') {
    assert.ok(performance.now() < deadline, 'the quick one waited for the slow one');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await all;
  assert.equal((await app.feed()).lastResult, 'timeout');
});

test('what a feed does is in the figures and in the log', async (t) => {
  const app = await polledFeed(t);
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'info' }, { write: (line) => void lines.push(JSON.parse(line)) });
  const ctx = { ...app.ctx, log };
  const figure = async (name: string) =>
    (await alertMetrics(ctx)).find((one) => one.name === name)?.values;
  const labels = { feed: (await app.feed()).name };
  app.server.set('/feed', (response) => response.writeHead(502).end());
  await pollFeed(ctx, app.id);
  app.clock.advance({ minutes: 10 });
  assert.deepEqual(await figure('renfort_alert_feed_failures'), [{ labels, value: 1 }]);
  assert.deepEqual(await figure('renfort_alert_feed_silent_seconds'), [{ labels, value: 600 }]);
  app.server.set('/feed', atom(alert()));
  await pollFeed(ctx, app.id);
  assert.deepEqual(await figure('renfort_alert_feed_silent_seconds'), [{ labels, value: 0 }]);
  assert.deepEqual(
    lines.map(({ level, msg, result, status, alerts }) => [level, msg, result, status ?? alerts]),
    [
      [40, 'feed poll failed', 'http_status', 502],
      [30, 'feed polled', 'new', 1],
    ],
  );
});
