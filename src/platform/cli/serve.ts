import type { Server } from 'node:http';
import { parseArgs } from 'node:util';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Config } from '../config.ts';
import { type Context, createContext } from '../context.ts';
import { type MigrationSet, migrate } from '../db/migrate.ts';
import type { Env } from '../http/env.ts';
import { startJobs } from '../jobs/index.ts';
import { createLogger } from '../log.ts';
import type { Service } from '../service.ts';
import type { Cli, Command } from './command.ts';
import { openDatabase } from './open-database.ts';
import { createProgress } from './progress.ts';

export interface ServeParts {
  readonly services: readonly Service[];
  readonly migrations: readonly MigrationSet[];
  buildApp(ctx: Context): Hono<Env>;
}

const WEB = { max: 20, statementTimeout: 15_000 };
const BACKGROUND = { max: 12 };
/** Requests under way get this long to end when we stop. */
const DRAIN_MS = 10_000;
/** One Ctrl-C reaches us several times: by the terminal, npm and the launcher. */
const SAME_SIGNAL_MS = 1_000;

interface Stoppable {
  stop(): Promise<void>;
}

/** What one program does of the two. */
interface Duties {
  readonly web: boolean;
  readonly jobs: boolean;
}

/** What a program without pages still answers, for those who watch over it. */
const WATCHED = new Set(['/healthz', '/readyz', '/metrics']);

/** `renfort serve`: the web and the jobs, in one program or in several, until a signal. */
export function serveCommand(parts: ServeParts): Command {
  return {
    name: 'serve',
    summary: 'Serve the site and run the jobs until stopped',
    help: `usage: renfort serve [--demo] [--port N] [--web-only | --jobs-only]

Starts the database (the embedded PostgreSQL, or the one of DATABASE_URL), applies what migrations are
missing, serves the site and runs the jobs. SIGINT or SIGTERM stops it in good order; a second one at once.
  --demo      load the demo country when it is not there; nothing is sent outside
  --port N    the port to listen on instead of PORT (0: any free one)
  --web-only  the site without the jobs; --jobs-only: jobs and messages without the site, only /healthz,
              /readyz and /metrics. As many of each as wanted, on the same DATABASE_URL; RENFORT_DATA is a
              folder that all of them share.
Exit codes: 0 stopped in good order; 1 it could not start; 2 wrong usage.`,
    async run(args, cli) {
      const { values } = parseArgs({
        args: [...args],
        options: {
          demo: { type: 'boolean' },
          port: { type: 'string' },
          'web-only': { type: 'boolean' },
          'jobs-only': { type: 'boolean' },
        },
      });
      const duties = { web: !values['jobs-only'], jobs: !values['web-only'] };
      const problem = cannotSplit(duties, cli.config);
      if (problem) {
        cli.stderr.write(`${problem}\n`);
        return 2;
      }
      const port = values.port === undefined ? cli.config.port : Number(values.port);
      if (!Number.isInteger(port) || port < 0 || port > 65_535) {
        cli.stderr.write(`--port: ${values.port} is not a port (0 to 65535)\n`);
        return 2;
      }
      return serve(parts, cli, { port, demo: values.demo === true, duties });
    },
  };
}

function cannotSplit({ web, jobs }: Duties, { databaseUrl }: Config): string | undefined {
  if (web && jobs) return undefined;
  if (!web && !jobs) return '--web-only and --jobs-only: one of them; neither does both';
  return databaseUrl
    ? undefined
    : 'The embedded database belongs to one program: several need a PostgreSQL of their own, in DATABASE_URL.';
}

interface ServeOptions {
  readonly port: number;
  readonly demo: boolean;
  readonly duties: Duties;
}

async function serve(
  parts: ServeParts,
  cli: Cli,
  { port, demo, duties }: ServeOptions,
): Promise<number> {
  const say = (line: string) => cli.stderr.write(`${line}\n`);
  // Listening comes first: a busy port is told at once, and a visitor who is early is asked to wait.
  let answer: Answer = () =>
    new Response('Renfort is starting.\n', { status: 503, headers: { 'Retry-After': '2' } });
  const server = createAdaptorServer({ fetch: (request, env) => answer(request, env) }) as Server;
  const address = await listen(server, port, cli.config.host);
  if (typeof address === 'string') {
    say(address);
    return 1;
  }
  const stops: Stoppable[] = [];
  try {
    const signal = new AbortController();
    const stopping = firstSignal(() => {
      say('Stopping (again to stop at once)...');
      signal.abort(new StoppedWhileStarting());
    });
    const opened = await openDatabase(cli.config, { share: false, onNotice: say });
    stops.unshift({ stop: () => opened.close() });
    const progress = createProgress(cli.stderr);
    const background = opened.connect(BACKGROUND);
    await migrate(background.pool, parts.migrations, (name) =>
      progress.update(`Migration ${name}`, 0),
    );
    const config = port === 0 || port !== cli.config.port ? at(cli, address) : cli.config;
    const log = createLogger(config.logLevel);
    const ctx = createContext({ config, db: background.db, log });
    const lines: string[] = [];
    for (const { demo: load } of demo ? parts.services : []) {
      signal.signal.throwIfAborted();
      if (load) lines.push(...(await load(ctx, progress)));
    }
    progress.finish();
    signal.signal.throwIfAborted();
    const app = parts.buildApp(createContext({ config, db: opened.connect(WEB).db, log }));
    for (const { start } of parts.services) if (start) stops.unshift(await start(ctx));
    if (duties.jobs) {
      const jobs = parts.services.flatMap((service) => service.jobs ?? []);
      stops.unshift(await startJobs(ctx, jobs));
      for (const { work } of parts.services) if (work) stops.unshift(await work(ctx));
    }
    answer = duties.web ? app.fetch : watchedOnly(app.fetch);
    cli.stdout.write(`Renfort: ${config.publicUrl}\n${lines.map((line) => `${line}\n`).join('')}`);
    await stopping;
    await drain(server);
  } catch (error) {
    server.close();
    server.closeAllConnections();
    for (const part of stops) await part.stop();
    if (error instanceof StoppedWhileStarting) return 0;
    throw error;
  }
  for (const part of stops) await part.stop();
  return 0;
}

type Answer = (request: Request, env: object) => Response | Promise<Response>;

function watchedOnly(answer: Answer): Answer {
  return (request, env) =>
    WATCHED.has(new URL(request.url).pathname)
      ? answer(request, env)
      : new Response('This program runs jobs and serves no page.\n', { status: 404 });
}

/** The port it listens on, or why it cannot. */
function listen(server: Server, port: number, host: string): Promise<number | string> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        resolve(
          `Port ${port} is taken, perhaps by another Renfort. Stop that one, or choose another port: PORT=${port + 1} npm start`,
        );
      } else if (error.code === 'EACCES') {
        resolve(`Port ${port} is reserved to the system: choose one above 1023, as PORT=3000.`);
      } else resolve(`Renfort cannot listen on ${host} port ${port}: ${error.message}`);
    });
    server.listen(port, host, () => resolve((server.address() as { port: number }).port));
  });
}

function at(cli: Cli, port: number): Cli['config'] {
  const { config } = cli;
  if (config.setting('RENFORT_URL')) return { ...config, port };
  return { ...config, port, publicUrl: `http://${config.host}:${port}` };
}

class StoppedWhileStarting extends Error {}

/** Resolves at the first signal; a later one, which is not an echo of the first, ends the program. */
function firstSignal(announce: () => void): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined;
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(name, () => {
        if (first === undefined) announce();
        first ??= performance.now();
        if (performance.now() - first > SAME_SIGNAL_MS) process.exit(130);
        resolve();
      });
    }
  });
}

/** Stops accepting, lets requests end; what lasts (live pages) is cut after a while. */
async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  const limit = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(limit);
}
