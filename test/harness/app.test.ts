import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hono } from 'hono';
import type { Env } from '#platform/http/env.ts';
import { pipeline } from '#platform/http/pipeline.ts';
import { routes } from '#platform/http/routes.ts';
import { testApp } from './app.ts';

test('a client acts as a person with roles, and a form needs its token', async (t) => {
  const pages = routes();
  pages.post('/probe', ['crisis_officer'], (c) => c.json(c.get('actor')));
  const app = await testApp(t, {}, (ctx) => {
    const hono = new Hono<Env>();
    pipeline(hono, ctx);
    return hono.route('/', pages.hono);
  });

  const grants = [{ role: 'crisis_officer', scope: { kind: 'department', code: '30' } }] as const;
  const officer = await app.as({ grants });
  const answer = await officer.post('/probe');
  assert.equal(answer.status, 200);
  assert.deepEqual(await answer.json(), { kind: 'person', accountId: officer.accountId, grants });

  const volunteer = await app.as();
  assert.equal((await volunteer.post('/probe')).status, 403);
  assert.equal((await app.anonymous.post('/probe')).headers.get('location'), '/sign-in');
  const stale = await officer.post('/probe', { csrf: 'x', note: 'typed <b>text</b>' });
  assert.equal(stale.status, 403);
  assert.match(await stale.text(), /typed &lt;b>text&lt;\/b>/);
});
