import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { createAdaptorServer } from '@hono/node-server';
import { pino } from 'pino';
import { buildApp } from '#app';
import { readConfig } from '#platform/config.ts';
import { type Context, createContext } from '#platform/context.ts';
import { type TestDatabase, testDatabase } from './database.ts';

export interface RestartableSite {
  readonly url: string;
  readonly database: TestDatabase;
  /** Of the program that runs now. */
  ctx(): Context;
  /** Nobody answers at this address until `start`. */
  stop(): Promise<void>;
  /** Another program on the same database and port, with nothing in memory. */
  start(): Promise<void>;
}

/** The pages at a port that can go away and come back, on the real clock. */
export async function restartableSite(t: TestContext): Promise<RestartableSite> {
  let server: Server | undefined;
  t.after(() => stop());
  const database = await testDatabase(t);
  let port = 0;
  let ctx: Context | undefined;

  async function stop(): Promise<void> {
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
    server = undefined;
  }

  async function start(): Promise<void> {
    server = createAdaptorServer({ fetch: (...request) => app.fetch(...request) }) as Server;
    await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
    const config = readConfig({
      RENFORT_URL: `http://127.0.0.1:${port}`,
      PORT: String(port),
      RENFORT_LOG: 'silent',
    });
    ctx = createContext({ config, db: database.db, log: pino({ level: 'silent' }) });
    const app = buildApp(ctx);
  }

  await start();
  return { url: `http://127.0.0.1:${port}`, database, ctx: () => ctx!, stop, start };
}
