// Answers to one hot need, over HTTP: 64 connections, each answer waits for its commit. The server is
// a process of its own; all ways are routes of the same application, so that its router, pipeline,
// form token, look-up of the link, reading of the form and answer are the same:
//   (a) each person's own row, no counter: the floor, which gives nobody a place
//   (b) the counter's row locked for each answer, in one SQL function
//   (r) Renfort: answers decided in groups under one lock, with reserve, bookings and history
// Rounds of every way in turn; medians, and the median of the ratios within a round, because what else
// runs on a machine changes from one minute to the next. "web" and "sql": processor time of the program
// and of PostgreSQL for one answer. Twice: on this disk, and with commits that take 2 ms (a remote disk).
// ROUNDS=5 ANSWERS=20000 npm run bench -- replies      PROFILE=folder keeps profiles of the server
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { MIGRATIONS } from '#app';
import { readConfig } from '#platform/config.ts';
import { createContext } from '#platform/context.ts';
import { startEmbedded } from '#platform/db/embedded.ts';
import { connect } from '#platform/db/index.ts';
import { migrate } from '#platform/db/migrate.ts';
import { COOKIES } from '#platform/http/cookies.ts';
import { csrfToken } from '#platform/http/csrf.ts';
import { type CalledNeed, callEverybody, registerPeople } from './parts/hot-need.ts';
import { type Load, requestOf, sendAll } from './parts/load.ts';
import { postgresCpu } from './parts/postgres-processes.ts';
import { startServer } from './parts/server-process.ts';
import { median, printTable } from './parts/table.ts';

const ANSWERS = Number(process.env.ANSWERS ?? 5_000);
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const WARM_UP = 2_000;
const PLACES = 20;
const CONNECTIONS = 64;

const WAYS = [
  ['own', '(a) own row, no counter'],
  ['lock', '(b) row lock for each answer'],
  ['r', '(r) Renfort, grouped'],
] as const;
type Way = (typeof WAYS)[number][0];
/** ONLY=r for one way, to profile it. */
const MEASURED = WAYS.filter(([way]) => way === (process.env.ONLY ?? way));

const PAGE = '    its page';

const folder = mkdtempSync(join(tmpdir(), 'renfort-bench-'));
const embedded = await startEmbedded(folder);
const database = connect(embedded.url);
await migrate(database.pool, MIGRATIONS);
const ctx = createContext({
  config: readConfig({ RENFORT_LOG: 'silent' }),
  db: database.db,
  log: pino({ level: 'silent' }),
});

await database.pool.query(`
  CREATE SCHEMA bench;
  CREATE TABLE bench.answer (need_id uuid, volunteer_id uuid, said text, rank int,
    PRIMARY KEY (need_id, volunteer_id));
  CREATE TABLE bench.counter (need_id uuid PRIMARY KEY, places int, confirmed int DEFAULT 0,
    next_rank int DEFAULT 1);
  CREATE FUNCTION bench.by_row_lock(need uuid, volunteer uuid, said text) RETURNS void
  LANGUAGE plpgsql AS $$
  DECLARE rank int; held boolean;
  BEGIN
    PERFORM 1 FROM bench.counter WHERE need_id = need FOR UPDATE;
    UPDATE bench.counter SET next_rank = next_rank + 1,
      confirmed = confirmed + CASE WHEN confirmed < places THEN 1 ELSE 0 END
      WHERE need_id = need RETURNING next_rank - 1, next_rank - 1 <= places INTO rank, held;
    INSERT INTO bench.answer
    VALUES (need, volunteer, CASE WHEN held THEN 'confirmed' ELSE 'reserve' END, rank);
  END $$`);
const people = await registerPeople(ctx, database.pool, ANSWERS);

const visit = 'a-visitor-of-the-bench';
const headers = {
  cookie: `${COOKIES.visit.name}=${visit}`,
  origin: ctx.config.publicUrl,
  'sec-fetch-site': 'same-origin',
};
const body = new URLSearchParams({ csrf: csrfToken(visit, ctx.random), answer: 'yes' }).toString();

async function answers(port: number, way: Way, tokens: readonly string[]): Promise<Load> {
  const requests = tokens.map((token) => requestOf('POST', `/${way}/${token}`, headers, body));
  return sendAll(port, requests, { connections: CONNECTIONS, status: 303 });
}

async function calledNeed(howMany = ANSWERS): Promise<CalledNeed> {
  const need = await callEverybody(ctx, database.pool, people.slice(0, howMany), PLACES);
  await database.pool.query('INSERT INTO bench.counter (need_id, places) VALUES ($1, $2)', [
    need.needId,
    PLACES,
  ]);
  return need;
}

async function count(way: Way, needId: string): Promise<{ held: number; queued: number }> {
  const { rows } = await database.pool.query<{ held: number; queued: number }>(
    way === 'r'
      ? `SELECT count(*) FILTER (WHERE state = 'confirmed') AS held,
           count(*) FILTER (WHERE state = 'reserve') AS queued FROM crises.place WHERE need_id = $1`
      : `SELECT count(*) FILTER (WHERE said = 'confirmed') AS held,
           count(*) FILTER (WHERE said = 'reserve') AS queued FROM bench.answer WHERE need_id = $1`,
    [needId],
  );
  return rows[0]!;
}

interface Measured {
  readonly load: Load;
  readonly web: number;
  readonly sql: number;
}

/** Everything of one kind of disk, in a new server. */
async function measure(disk: string, rounds: number): Promise<void> {
  const server = await startServer('app-server.ts', { BENCH_DATABASE: embedded.url });
  const taken = new Map<string, Measured[]>();
  const timed = async (label: string, send: () => Promise<Load>) => {
    const before = [await server.cpu(), postgresCpu(folder)] as const;
    const load = await send();
    const micro = (seconds: number) => (seconds * 1e6) / ANSWERS;
    const web = micro((await server.cpu()) - before[0]);
    const sql = micro(postgresCpu(folder) - before[1]);
    taken.set(label, [...(taken.get(label) ?? []), { load, web, sql }]);
  };
  try {
    for (const [way] of MEASURED)
      await answers(server.port, way, (await calledNeed(WARM_UP)).tokens);
    for (let round = 0; round < rounds; round++) {
      for (const [way, label] of MEASURED) {
        const need = await calledNeed();
        await database.pool.query('CHECKPOINT');
        await timed(label, () => answers(server.port, way, need.tokens));
        const { held, queued } = await count(way, need.needId);
        if (way !== 'own' && (held !== PLACES || queued !== ANSWERS - PLACES)) {
          throw new Error(`${label}: ${held} confirmed, ${queued} ranked`);
        }
        if (way !== 'r') continue;
        const pages = need.tokens.map((token) => requestOf('GET', `/r/${token}`, headers));
        const options = { connections: CONNECTIONS, status: 200 };
        await timed(PAGE, () => sendAll(server.port, pages, options));
      }
    }
  } finally {
    await server.stop();
  }
  const of = (label: string, figure: (one: Measured) => number) =>
    Math.round(median((taken.get(label) ?? []).map(figure)));
  process.stdout.write(
    `\n${disk}: ${ANSWERS} answers, ${PLACES} places, ${CONNECTIONS} clients, ${rounds} rounds; each round exactly ${PLACES} confirmed and ${ANSWERS - PLACES} ranked\n`,
  );
  printTable(
    ['', '/s', 'median ms', 'p99 ms', 'web µs', 'sql µs'],
    [...taken.keys()].map((label) => [
      label,
      of(label, ({ load }) => load.rate),
      of(label, ({ load }) => load.medianMs),
      of(label, ({ load }) => load.p99Ms),
      of(label, ({ web }) => web),
      of(label, ({ sql }) => sql),
    ]),
  );
  const mine = taken.get(WAYS[2][1]) ?? [];
  const times = (label: string, ratio: (rival: Measured, own: Measured) => number) =>
    median((taken.get(label) ?? []).map((rival, i) => ratio(rival, mine[i]!))).toFixed(2);
  for (const [way, label] of MEASURED) {
    if (way === 'r' || mine.length === 0) continue;
    const rate = times(label, (rival, own) => own.load.rate / rival.load.rate);
    const cpu = times(label, (rival, own) => (rival.web + rival.sql) / (own.web + own.sql));
    process.stdout.write(
      `(r) answers ${rate} times as many a second as ${label.slice(0, 3)}, with ${cpu} times less processor\n`,
    );
  }
}

try {
  await measure('This disk', ROUNDS);
  await database.pool.query(`ALTER ROLE renfort SET commit_delay = 2000`);
  await database.pool.query(`ALTER ROLE renfort SET commit_siblings = 0`);
  await measure('Commits of 2 ms', 1);
} finally {
  await database.close();
  await embedded.stop();
  rmSync(folder, { recursive: true, force: true });
}
