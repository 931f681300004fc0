// What benchmarks send requests to: Renfort as it is, with two other ways to take an answer among its
// routes, behind the same pipeline, form token and look-up of the link, and a page that costs nothing.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { pino } from 'pino';
import { z } from 'zod';
import { buildApp } from '#app';
import { readConfig } from '#platform/config.ts';
import { createContext } from '#platform/context.ts';
import { connect } from '#platform/db/index.ts';
import type { Request } from '#platform/http/env.ts';
import { parseForm } from '#platform/http/form.ts';
import { routes } from '#platform/http/routes.ts';
import { alertOfToken } from '#services/crises/index.ts';
import { reportTo } from './server-process.ts';

const database = connect(process.env.BENCH_DATABASE as string, { max: 20 });
const ctx = createContext({
  config: readConfig({ RENFORT_LOG: 'silent' }),
  db: database.db,
  log: pino({ level: 'silent' }),
});

const form = z.object({ answer: z.enum(['yes', 'no', 'never']), reason: z.string().optional() });

const others = routes();
for (const [path, statement] of [
  ['own', 'INSERT INTO bench.answer VALUES ($1, $2, $3) ON CONFLICT DO NOTHING'],
  ['lock', 'SELECT bench.by_row_lock($1, $2, $3)'],
] as const) {
  others.post(`/${path}/:token`, 'public', async (c: Request) => {
    c.header('Cache-Control', 'no-store');
    const alert = await alertOfToken(ctx, c.req.param('token') as string);
    const parsed = await parseForm(c, form);
    if (!alert || !parsed.ok) return c.notFound();
    const values = [alert.needId, alert.volunteerId, parsed.value.answer];
    await database.pool.query({ name: path, text: statement, values });
    return c.redirect(c.req.path, 303);
  });
}
const empty = new Hono().get('/empty', (c) => c.html('<!doctype html><title>Empty</title>'));

const renfort = buildApp(ctx);
renfort.route('/', others.hono);
const server = serve(
  {
    fetch(request, env) {
      const path = request.url.slice(request.url.indexOf('/', 'http://'.length));
      if (path === '/empty') return empty.fetch(request, env);
      return renfort.fetch(request, env);
    },
    port: 0,
    hostname: '127.0.0.1',
  },
  ({ port }) =>
    reportTo(process, port, async () => {
      server.close();
      await database.close();
    }),
);
