import type { Server } from 'node:http';
import type { TestContext } from 'node:test';
import { createAdaptorServer } from '@hono/node-server';
import { pino } from 'pino';
import { buildApp, SERVICES } from '#app';
import { readConfig } from '#platform/config.ts';
import { type Context, createContext } from '#platform/context.ts';
import { startJobs } from '#platform/jobs/index.ts';
import { setDemo } from '#platform/messaging/index.ts';
import { type TestDatabase, testDatabase } from './database.ts';

export interface LiveSite {
  /** `http://127.0.0.1:<port>`, without a trailing slash. */
  readonly url: string;
  readonly ctx: Context;
  readonly database: TestDatabase;
}

/**
 * Renfort as people use it: a port, the real clock, jobs and the dispatcher at work, in demo mode so
 * that every message stays in the demo outbox.
 */
export async function liveSite(t: { after: TestContext['after'] }): Promise<LiveSite> {
  const stops: (() => Promise<unknown>)[] = [];
  // Hooks run in the order they are given: what works on the database stops before it goes away.
  t.after(async () => {
    for (const stop of stops.reverse()) await stop();
  });
  const database = await testDatabase(t);
  const server = createAdaptorServer({
    fetch: (request, env) => app.fetch(request, env),
  }) as Server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(async () => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as { port: number };
  const url = `http://127.0.0.1:${port}`;
  const config = readConfig({ RENFORT_URL: url, PORT: String(port), RENFORT_LOG: 'silent' });
  const ctx = createContext({ config, db: database.db, log: pino({ level: 'silent' }) });
  await setDemo(ctx, true);
  const app = buildApp(ctx);
  const jobs = await startJobs(
    ctx,
    SERVICES.flatMap((service) => service.jobs ?? []),
  );
  stops.push(() => jobs.stop());
  for (const { start } of SERVICES) {
    if (!start) continue;
    const started = await start(ctx);
    stops.push(() => started.stop());
  }
  return { url, ctx, database };
}
