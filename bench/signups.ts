// Forms of spontaneous volunteers, over HTTP, at one intake: 64 connections, each answer waits for its
// commit (person, link, SMS in the outbox). The aim is 50 a second. In the same run, the page before the
// form, which hardly touches the database.
// SIGNUPS=20000 npm run bench -- signups
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
import { addIntake } from '#test/harness/walk-ups.ts';
import { requestOf, sendAll } from './parts/load.ts';
import { startServer } from './parts/server-process.ts';
import { printTable } from './parts/table.ts';

const SIGNUPS = Number(process.env.SIGNUPS ?? 2_000);
const PLACES = 300;
const CONNECTIONS = 64;

const folder = mkdtempSync(join(tmpdir(), 'renfort-bench-'));
const embedded = await startEmbedded(folder);
const database = connect(embedded.url);
try {
  await migrate(database.pool, MIGRATIONS);
  const ctx = createContext({
    config: readConfig({ RENFORT_LOG: 'silent' }),
    db: database.db,
    log: pino({ level: 'silent' }),
  });
  const { crisisId, code } = await addIntake(ctx, { places: PLACES, nobody: true });
  const form = (index: number) =>
    new URLSearchParams({
      first_name: `Camille ${index}`,
      last_name: 'Riviere',
      // Nothing is sent: the outbox of this run has no worker and is thrown away.
      phone: `06${String(10_000_000 + index * 7)}`,
      commune: '30189',
      'can[]': 'hands',
      adult: 'on',
      rules: 'on',
      consent: 'on',
    }).toString();
  const path = `/aide/${code}`;
  const posts = Array.from({ length: SIGNUPS }, (_, i) => requestOf('POST', path, {}, form(i)));
  const pages = Array.from({ length: SIGNUPS }, () => requestOf('GET', path));
  const server = await startServer('app-server.ts', { BENCH_DATABASE: embedded.url });
  try {
    const rows: (string | number)[][] = [];
    for (const [label, requests, status] of [
      ['the page', pages, 200],
      ['the form, answered', posts, 303],
    ] as const) {
      const { rate, medianMs, p99Ms } = await sendAll(server.port, requests, {
        connections: CONNECTIONS,
        status,
      });
      rows.push([label, ...[rate, medianMs, p99Ms].map(Math.round)]);
    }
    printTable(['', '/s', 'median ms', 'p99 ms'], rows);
  } finally {
    await server.stop();
  }
  const { rows } = await database.pool.query<{ state: string; count: number }>(
    'SELECT state, count(*)::int AS count FROM crises.walk_up WHERE crisis_id = $1 GROUP BY state ORDER BY state',
    [crisisId],
  );
  const counts = Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  process.stdout.write(`${JSON.stringify(counts)} of ${SIGNUPS} forms and ${PLACES} places\n`);
  if (counts.convened !== PLACES || counts.waiting !== SIGNUPS - PLACES) {
    throw new Error('The places are not exact');
  }
} finally {
  await database.close();
  await embedded.stop();
  rmSync(folder, { recursive: true, force: true });
}
