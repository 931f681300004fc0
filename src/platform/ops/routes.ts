import { timingSafeEqual } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { getConnInfo } from '@hono/node-server/conninfo';
import { Hono } from 'hono';
import type { Context } from '../context.ts';
import type { MigrationSet } from '../db/migrate.ts';
import type { Env, Request } from '../http/env.ts';
import type { Metrics } from './metrics.ts';
import { answersInTime, appliedMigrations, jobsSeenAt } from './queries.ts';

/** A process that has not looked after the jobs for this long is not running them. */
const JOBS_SILENCE_MS = 5 * 60_000;
const DATABASE_PATIENCE_MS = 2_000;

/**
 * For those who watch over the installation: `/healthz` the program runs; `/readyz` it can serve;
 * `/metrics` its figures, for the machine itself or the holder of RENFORT_METRICS_TOKEN.
 */
export function opsRoutes(parts: {
  readonly migrations: readonly MigrationSet[];
  readonly metrics: Metrics;
}): Hono<Env> {
  const expected = parts.migrations.flatMap(({ module, folder }) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.sql'))
      .map((name) => `${module}/${name}`),
  );
  const app = new Hono<Env>();
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    const report = await readiness(c.get('ctx'), expected);
    return c.json(report, report.status === 'ready' ? 200 : 503, { 'cache-control': 'no-store' });
  });
  app.get('/metrics', async (c) => {
    if (!mayReadMetrics(c)) return c.text('Not from here, not without the token.\n', 403);
    const text = await parts.metrics.read(c.get('ctx'));
    return c.body(text, 200, { 'content-type': parts.metrics.contentType });
  });
  return app;
}

export interface Readiness {
  readonly status: 'ready' | 'not_ready';
  readonly database: 'ok' | 'unavailable';
  readonly migrations: 'ok' | 'missing' | 'unknown';
  /** Told, and does not make the web unready: another process may run them. */
  readonly jobs: 'running' | 'silent' | 'unknown';
}

async function readiness(ctx: Context, expected: readonly string[]): Promise<Readiness> {
  const unavailable: Readiness = {
    status: 'not_ready',
    database: 'unavailable',
    migrations: 'unknown',
    jobs: 'unknown',
  };
  const checked = (async (): Promise<Readiness> => {
    if (!(await answersInTime(ctx.db))) return unavailable;
    const applied = await appliedMigrations(ctx.db);
    const migrations = expected.every((name) => applied.has(name)) ? 'ok' : 'missing';
    const seen = await jobsSeenAt(ctx.db);
    const silent = !seen || ctx.clock.now().getTime() - seen.getTime() > JOBS_SILENCE_MS;
    return {
      status: migrations === 'ok' ? 'ready' : 'not_ready',
      database: 'ok',
      migrations,
      jobs: silent ? 'silent' : 'running',
    };
  })().catch(() => unavailable);
  return Promise.race([checked, patience(unavailable)]);
}

function patience(answer: Readiness): Promise<Readiness> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(answer), DATABASE_PATIENCE_MS).unref();
  });
}

function mayReadMetrics(c: Request): boolean {
  const token = c.get('ctx').config.secret('RENFORT_METRICS_TOKEN');
  const given = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (token && given) {
    const [a, b] = [Buffer.from(token), Buffer.from(given)];
    return a.length === b.length && timingSafeEqual(a, b);
  }
  // A proxy on this machine also comes from loopback, with the visitor's address in a header.
  const forwarded = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'];
  if (forwarded.some((name) => c.req.header(name) !== undefined)) return false;
  const bindings = c.env as { incoming?: unknown; server?: unknown } | undefined;
  if (!bindings?.incoming && !bindings?.server) return false;
  const address = getConnInfo(c).remote.address ?? '';
  return /^(?:::ffff:)?127\.|^::1$/.test(address);
}
