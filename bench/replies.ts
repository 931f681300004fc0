// Replies on one hot need, over HTTP: 64 connections, each answer waits for its commit.
//   (a) each person's own row, no counter: the floor, which gives nobody a place
//   (b) the counter's row locked for each answer
//   (c) Renfort: answers grouped for 5 ms, decided under one lock
// The same pipeline, form token and link look-up for all. ANSWERS=5000 npm run bench -- replies
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { pino } from 'pino';
import { buildApp, MIGRATIONS } from '#app';
import { readConfig } from '#platform/config.ts';
import { createContext } from '#platform/context.ts';
import { startEmbedded } from '#platform/db/embedded.ts';
import { connect } from '#platform/db/index.ts';
import { migrate } from '#platform/db/migrate.ts';
import { COOKIES } from '#platform/http/cookies.ts';
import { csrfToken } from '#platform/http/csrf.ts';
import type { Env } from '#platform/http/env.ts';
import { pipeline } from '#platform/http/pipeline.ts';
import { routes } from '#platform/http/routes.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { addNeed, alertOfToken, createCrisis, tokenHash } from '#services/crises/index.ts';
import { printTable } from './table.ts';

const ANSWERS = Number(process.env.ANSWERS ?? 3_000);
const PLACES = 20;
const CONNECTIONS = 64;

const folder = mkdtempSync(join(tmpdir(), 'renfort-bench-'));
const embedded = await startEmbedded(folder);
const database = connect(embedded.url, { max: 20 });
await migrate(database.pool, MIGRATIONS);
const ctx = createContext({
  config: readConfig({ RENFORT_LOG: 'silent' }),
  db: database.db,
  log: pino({ level: 'silent' }),
});

const OFFICER: Actor = { kind: 'system', name: 'bench' };

async function register(): Promise<string[]> {
  const people = Array.from({ length: ANSWERS }, () => ctx.ids.next<'volunteer'>());
  await database.pool.query(
    `INSERT INTO volunteers.volunteer (id, status, first_name, last_name, department, commune_code,
       source, created_at, updated_at)
     SELECT i, 'active', 'Camille', 'Bench', '30', '30189', 'demo', now(), now()
     FROM unnest($1::uuid[]) AS i`,
    [people],
  );
  await database.pool.query(
    `INSERT INTO volunteers.volunteer_contact (volunteer_id, email, email_verified_at)
     SELECT i, i || '@bench.example', now() FROM unnest($1::uuid[]) AS i`,
    [people],
  );
  return people;
}

async function newNeed(): Promise<{ crisisId: string; needId: string }> {
  const crisis = await createCrisis(ctx, OFFICER, {
    title: 'Bench',
    hazard: 'flood',
    zone: { kind: 'departments', codes: ['30'] },
    summary: '',
    agencies: ['Bench'],
    exercise: false,
    draft: false,
  });
  if (!crisis.ok) throw new Error(crisis.error);
  const soon = Date.now() + 4 * 3_600_000;
  const need = await addNeed(ctx, OFFICER, crisis.value, {
    position: 'Bench',
    tasks: '',
    bring: '',
    places: PLACES,
    requiredSkills: [],
    preferredSkills: [],
    minimumAge: 18,
    effort: 'light',
    gear: [],
    startsAt: new Date(soon),
    endsAt: new Date(soon + 4 * 3_600_000),
    timeZone: 'Europe/Paris',
    deadline: new Date(soon),
    holderId: null,
    site: { name: 'Bench', commune: '30189', address: '', accessNote: '' },
  });
  if (!need.ok) throw new Error(need.error);
  return { crisisId: crisis.value, needId: need.value };
}

const people = await register();

/** A need that everybody has been called for; a link per person. */
async function calledNeed(): Promise<{ crisisId: string; needId: string; tokens: string[] }> {
  const key = await newNeed();
  const tokens = people.map(() => Buffer.from(ctx.random.bytes(12)).toString('base64url'));
  await database.pool.query(
    `INSERT INTO crises.alert SELECT $1, $2, i, $2, 1, '{email}', 'A', now(), 1, 1, 1
     FROM unnest($3::uuid[]) AS i`,
    [key.crisisId, key.needId, people],
  );
  await database.pool.query(
    `INSERT INTO crises.reply_link SELECT $1, h, $2, i, now() + interval '1 day'
     FROM unnest($3::uuid[], $4::bytea[]) AS t (i, h)`,
    [key.crisisId, key.needId, people, tokens.map(tokenHash)],
  );
  return { ...key, tokens };
}

await database.pool.query(`
  CREATE SCHEMA bench;
  CREATE TABLE bench.answer (need_id uuid, volunteer_id uuid, said text, rank int,
    PRIMARY KEY (need_id, volunteer_id));
  CREATE TABLE bench.counter (need_id uuid PRIMARY KEY, places int, confirmed int DEFAULT 0,
    next_rank int DEFAULT 1)`);

const rivals = routes();
rivals.post('/own/:token', 'public', async (c) => {
  const alert = await alertOfToken(ctx, c.req.param('token') as string);
  await c.req.parseBody();
  await database.pool.query(
    `INSERT INTO bench.answer VALUES ($1, $2, 'yes') ON CONFLICT (need_id, volunteer_id)
     DO UPDATE SET said = 'yes'`,
    [alert?.needId, alert?.volunteerId],
  );
  return c.redirect('/', 303);
});
rivals.post('/lock/:token', 'public', async (c) => {
  const alert = await alertOfToken(ctx, c.req.param('token') as string);
  await c.req.parseBody();
  const client = await database.pool.connect();
  await client.query('BEGIN');
  const { rows } = await client.query<{ places: number; confirmed: number; next_rank: number }>(
    'SELECT places, confirmed, next_rank FROM bench.counter WHERE need_id = $1 FOR UPDATE',
    [alert?.needId],
  );
  const counter = rows[0]!;
  const held = counter.confirmed < counter.places;
  await client.query('INSERT INTO bench.answer VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [
    alert?.needId,
    alert?.volunteerId,
    held ? 'confirmed' : 'reserve',
    counter.next_rank,
  ]);
  await client.query(
    'UPDATE bench.counter SET confirmed = confirmed + $2, next_rank = next_rank + 1 WHERE need_id = $1',
    [alert?.needId, held ? 1 : 0],
  );
  await client.query('COMMIT');
  client.release();
  return c.redirect('/', 303);
});

const app = new Hono<Env>();
pipeline(app, ctx);
app.route('/', rivals.hono);
app.route('/', buildApp(ctx));
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
await new Promise((resolve) => server.once('listening', resolve));
const { port } = server.address() as { port: number };

const visit = 'a-visitor-of-the-bench';
const body = new URLSearchParams({ csrf: csrfToken(visit, ctx.random), answer: 'yes' }).toString();
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

function post(path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        port,
        path,
        host: '127.0.0.1',
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': body.length,
          cookie: `${COOKIES.visit.name}=${visit}`,
          origin: ctx.config.publicUrl,
          'sec-fetch-site': 'same-origin',
        },
      },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

async function measure(prefix: string, tokens: readonly string[]) {
  const waits: number[] = [];
  const queue = [...tokens];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let token = queue.pop(); token; token = queue.pop()) {
        const start = performance.now();
        const status = await post(`/${prefix}/${token}`);
        if (status !== 303) throw new Error(`${prefix}: ${status}`);
        waits.push(performance.now() - start);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  waits.sort((a, b) => a - b);
  return {
    rate: tokens.length / seconds,
    median: waits[Math.floor(waits.length / 2)] as number,
    p99: waits[Math.floor(waits.length * 0.99)] as number,
  };
}

const rows: (string | number)[][] = [];
const rates = new Map<string, number>();
for (const [prefix, label] of [
  ['own', '(a) own row, no counter'],
  ['lock', '(b) counter locked for each answer'],
  ['r', '(c) Renfort, grouped'],
] as const) {
  const need = await calledNeed();
  await database.pool.query('INSERT INTO bench.counter (need_id, places) VALUES ($1, $2)', [
    need.needId,
    PLACES,
  ]);
  const result = await measure(prefix, need.tokens);
  rates.set(prefix, result.rate);
  const counts = await database.pool.query<{ held: number; queued: number }>(
    prefix === 'r'
      ? `SELECT count(*) FILTER (WHERE state = 'confirmed') AS held,
           count(*) FILTER (WHERE state = 'reserve') AS queued FROM crises.place WHERE need_id = $1`
      : `SELECT count(*) FILTER (WHERE said = 'confirmed') AS held,
           count(*) FILTER (WHERE said = 'reserve') AS queued FROM bench.answer WHERE need_id = $1`,
    [need.needId],
  );
  const { held, queued } = counts.rows[0]!;
  rows.push([
    label,
    Math.round(result.rate),
    Math.round(result.median),
    Math.round(result.p99),
    held,
    queued,
  ]);
}
process.stdout.write(`${ANSWERS} answers, ${PLACES} places, ${CONNECTIONS} connections\n`);
printTable(['', 'replies/s', 'median ms', 'p99 ms', 'confirmed', 'ranked'], rows);
const ratio = (to: string) => ((rates.get('r') ?? 0) / (rates.get(to) ?? 1)).toFixed(2);
process.stdout.write(`Renfort / (a): ${ratio('own')}   Renfort / (b): ${ratio('lock')}\n`);

server.close();
agent.destroy();
await database.close();
await embedded.stop();
rmSync(folder, { recursive: true, force: true });
