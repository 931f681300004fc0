import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serve } from '@hono/node-server';
import { receiveAlert } from '#services/crises/index.ts';
import { testApp } from '#test/harness/app.ts';

type Started = { readonly origin: string };

async function listening(
  t: { after: (fn: () => unknown) => void },
  fetch: Parameters<typeof serve>[0]['fetch'],
): Promise<Started> {
  return new Promise((resolve) => {
    const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
      resolve({ origin: `http://127.0.0.1:${port}` });
    });
    t.after(() => new Promise((done) => server.close(done)));
  });
}

test('healthz lives without a database, readyz does not', async (t) => {
  const app = await testApp(t);
  const ready = await app.hono.request('/readyz');
  assert.equal(ready.status, 200);
  const report = (await ready.json()) as Record<string, string>;
  assert.deepEqual([report.status, report.database, report.migrations], ['ready', 'ok', 'ok']);
  await app.database.pool.query("DELETE FROM platform.migration WHERE module = 'crises'");
  const behind = await app.hono.request('/readyz');
  assert.equal(behind.status, 503);
  assert.equal(((await behind.json()) as Record<string, string>).migrations, 'missing');
  await app.database.pool.query('ALTER TABLE platform.migration RENAME TO gone');
  assert.equal((await app.hono.request('/readyz')).status, 503);
  assert.equal((await app.hono.request('/healthz')).status, 200);
});

test('readyz says whether somebody runs the jobs', async (t) => {
  const app = await testApp(t);
  const jobs = async () =>
    ((await (await app.hono.request('/readyz')).json()) as { jobs: string }).jobs;
  assert.equal(await jobs(), 'silent');
  await app.database.pool.query('INSERT INTO jobs.version (version, cron_on) VALUES (99, $1)', [
    app.clock.now(),
  ]);
  assert.equal(await jobs(), 'running');
});

test('metrics: figures of requests, outbox and alerts, by route pattern', async (t) => {
  const app = await testApp(t);
  const { origin } = await listening(t, app.hono.fetch);
  const garbage = new TextEncoder().encode('nonsense');
  await receiveAlert(app.ctx, { kind: 'system', name: 'test' }, garbage, 'feed');
  await fetch(`${origin}/healthz`);
  const response = await fetch(`${origin}/metrics`);
  assert.equal(response.status, 200);
  const text = await response.text();
  assert.match(
    text,
    /renfort_http_request_duration_seconds_count\{method="GET",route="\/healthz",status="200"\} 1/,
  );
  assert.match(text, /renfort_alert_messages\{outcome="refused"\} 1/);
  assert.match(text, /renfort_proposals_waiting 0/);
  assert.match(text, /renfort_database_connections\{state="/);
  assert.match(text, /process_resident_memory_bytes/);
});

test('metrics are for the machine itself or the holder of the token', async (t) => {
  const app = await testApp(t, { RENFORT_METRICS_TOKEN: 'long-secret' });
  const { origin } = await listening(t, app.hono.fetch);
  const status = async (headers: Record<string, string>) =>
    (await fetch(`${origin}/metrics`, { headers })).status;
  assert.equal(await status({}), 200, 'from loopback');
  assert.equal(await status({ 'x-forwarded-for': '203.0.113.9' }), 403, 'through a proxy');
  assert.equal(await status({ forwarded: 'for=203.0.113.9', authorization: 'Bearer wrong' }), 403);
  const through = { 'x-forwarded-for': '203.0.113.9', authorization: 'Bearer long-secret' };
  assert.equal(await status(through), 200);
  assert.equal((await app.hono.request('/metrics')).status, 403, 'origin unknown');
});

test('the readable page of the interface names every operation and every problem', async (t) => {
  const app = await testApp(t);
  for (const lang of ['fr', 'en']) {
    const response = await app.hono.request(`/api?lang=${lang}`);
    assert.equal(response.status, 200);
    const html = await response.text();
    assert.match(html, new RegExp(`<html[^>]* lang="${lang}"`));
    for (const text of ['POST /api/v1/alerts', 'alerts:write', 'id="problem-alert_unreadable"']) {
      assert.ok(html.includes(text), text);
    }
    assert.doesNotMatch(html, / style="/);
  }
});
