// People answering a call over HTTP, for tests and benchmarks that end the program under them.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { readConfig } from '#platform/config.ts';
import { type Context, createContext } from '#platform/context.ts';
import { connect, type Database } from '#platform/db/index.ts';
import { COOKIES } from '#platform/http/cookies.ts';
import { csrfToken } from '#platform/http/csrf.ts';
import { setDemo } from '#platform/messaging/index.ts';
import { addCrisis, addNeedTo, addPeople, callEveryone } from '#services/crises/fixtures.ts';
import { verifyLog } from '#services/crises/situation-log.ts';

const HOUR = 3_600_000;

interface Answer {
  readonly volunteerId: string;
  readonly path: string;
  readonly answer: 'yes' | 'no';
}

export interface Call {
  readonly ctx: Context;
  readonly database: Database;
  readonly key: { readonly crisisId: string; readonly needId: string };
  /** What people still have to say. */
  readonly waiting: Answer[];
  /** Answered by a page of success. */
  readonly taken: Answer[];
  /** Sent, and nothing came back: perhaps taken, perhaps not. */
  readonly unknown: Answer[];
  /** Statuses of the answers that were not taken. */
  readonly refusals: Set<number>;
}

export function systemContext({ db }: Pick<Database, 'db'>): Context {
  return createContext({
    config: readConfig({ RENFORT_LOG: 'silent' }),
    db,
    log: pino({ level: 'silent' }),
  });
}

/** A need that `people` were called for, with the links they received; the demo keeps their messages. */
export async function callPeople(url: string, people: number, places: number): Promise<Call> {
  const database = connect(url, { max: 3 });
  const ctx = systemContext(database);
  await setDemo(ctx, true);
  await addPeople(
    ctx,
    database,
    Array.from({ length: people }, () => ({})),
  );
  const startsAt = new Date(Date.now() + 24 * HOUR);
  const key = await addNeedTo(ctx, await addCrisis(ctx), {
    places,
    startsAt,
    endsAt: new Date(startsAt.getTime() + 4 * HOUR),
    deadline: startsAt,
  });
  assert.equal(await callEveryone(ctx, key), people);
  const { rows } = await database.pool.query<{ volunteer_id: string; path: string }>(
    `SELECT c.volunteer_id, substring(o.text FROM '/r/[A-Za-z0-9_-]{16}') AS path
     FROM messaging.outbox o JOIN volunteers.volunteer_contact c ON c.email = o.recipient
     WHERE o.channel = 'email' AND o.key LIKE 'called:%' ORDER BY c.volunteer_id`,
  );
  assert.equal(rows.length, people);
  const waiting = rows.map(({ volunteer_id: volunteerId, path }) => ({
    volunteerId,
    path,
    answer: 'yes' as const,
  }));
  return { ctx, database, key, waiting, taken: [], unknown: [], refusals: new Set() };
}

/**
 * `clients` people at a time answer until the program no longer does, or nobody is left. One in
 * eight says no later. An answer without a page of success is given again in the next round.
 */
export async function answerUntilItDies(
  call: Call,
  address: string,
  clients: number,
  onTaken: (count: number) => void,
): Promise<number> {
  const again = call.unknown.splice(0);
  call.waiting.unshift(...again);
  const visit = 'somebody-who-answers';
  const headers = {
    cookie: `${COOKIES.visit.name}=${visit}`,
    origin: address,
    'sec-fetch-site': 'same-origin',
  };
  let count = 0;
  async function person(): Promise<void> {
    for (let next = call.waiting.shift(); next; next = call.waiting.shift()) {
      const body = new URLSearchParams({
        csrf: csrfToken(visit, call.ctx.random),
        answer: next.answer,
      });
      try {
        const response = await fetch(address + next.path, {
          method: 'POST',
          headers,
          body,
          redirect: 'manual',
        });
        await response.arrayBuffer();
        if (response.status !== 303) {
          call.refusals.add(response.status);
          throw new Error(`answered ${response.status}`);
        }
      } catch {
        call.unknown.push(next);
        return;
      }
      call.taken.push(next);
      if (next.answer === 'yes' && call.taken.length % 8 === 0) {
        call.waiting.push({ ...next, answer: 'no' });
      }
      onTaken(++count);
    }
  }
  await Promise.all(Array.from({ length: clients }, person));
  return count;
}

/** People who do not give up: an answer that was not taken is given again until it is. */
export async function answerToTheEnd(
  call: Call,
  address: string,
  clients: number,
  onTaken: (count: number) => void = () => {},
): Promise<void> {
  const patience = performance.now() + 60_000;
  let before = 0;
  while (call.waiting.length + call.unknown.length > 0) {
    assert.ok(performance.now() < patience, 'answers are not taken any more');
    const start = before;
    before += await answerUntilItDies(call, address, clients, (count) => onTaken(start + count));
    await sleep(100);
  }
}

/** What must hold at any moment, whatever happened before; returns how many taken answers it found. */
export async function assertNothingLost(call: Call): Promise<number> {
  const { pool } = call.database;
  const { crisisId, needId } = call.key;
  const said = (one: { volunteerId: string; answer: string }) => `${one.volunteerId} ${one.answer}`;

  const { rows: replies } = await pool.query<{ volunteerId: string; answer: string; first: Date }>(
    `SELECT volunteer_id AS "volunteerId", answer, min(at) AS first FROM crises.reply
     WHERE need_id = $1 GROUP BY 1, 2`,
    [needId],
  );
  const stored = new Set(replies.map(said));
  const lost = call.taken.map(said).filter((one) => !stored.has(one));
  assert.deepEqual(lost, [], 'answers that were taken are in the database');
  const given = new Set([...call.taken, ...call.unknown].map(said));
  const invented = [...stored].filter((one) => !given.has(one));
  assert.deepEqual(invented, [], 'no answer is in the database that nobody gave');

  const { rows: places } = await pool.query<{
    volunteerId: string;
    state: string;
    rank: number | null;
  }>(
    `SELECT volunteer_id AS "volunteerId", state, rank FROM crises.place WHERE need_id = $1
     ORDER BY rank NULLS LAST`,
    [needId],
  );
  const { rows } = await pool.query<Record<string, number>>(
    'SELECT places, confirmed, offered, reserve, next_rank FROM crises.need WHERE id = $1',
    [needId],
  );
  const need = rows[0]!;
  const held = (state: string) => places.filter((place) => place.state === state).length;
  assert.deepEqual(
    [held('confirmed'), held('offered'), held('reserve')],
    [need.confirmed, need.offered, need.reserve],
    'the counters of the need are the count of its places',
  );
  assert.ok(need.confirmed! + need.offered! <= need.places!, 'no place too many');

  const ranked = places.filter(({ rank }) => rank !== null);
  const ranks = ranked.map(({ rank }) => rank as number);
  assert.equal(new Set(ranks).size, ranks.length, 'no two people have one rank');
  assert.ok(Math.max(0, ...ranks) < need.next_rank!);
  const firstYes = new Map(
    replies
      .filter(({ answer }) => answer === 'yes')
      .map(({ volunteerId, first }) => [volunteerId, first.getTime()]),
  );
  const arrivals = ranked.map(({ volunteerId }) => firstYes.get(volunteerId) as number);
  assert.deepEqual(
    arrivals,
    arrivals.toSorted((a, b) => a - b),
    'ranks follow the arrivals',
  );

  const last = new Map(call.taken.map((one) => [one.volunteerId, one.answer]));
  const doubtful = new Set(call.unknown.map(({ volunteerId }) => volunteerId));
  const stateOf = new Map(places.map(({ volunteerId, state }) => [volunteerId, state]));
  for (const [volunteerId, answer] of last) {
    if (doubtful.has(volunteerId)) continue;
    const state = stateOf.get(volunteerId) ?? 'none';
    const expected = answer === 'yes' ? ['confirmed', 'offered', 'reserve'] : ['withdrawn'];
    assert.ok(expected.includes(state), `${volunteerId} said ${answer} and is ${state}`);
  }

  const { rows: bookings } = await pool.query<{ volunteerId: string }>(
    'SELECT volunteer_id AS "volunteerId" FROM crises.booking WHERE need_id = $1 ORDER BY 1',
    [needId],
  );
  assert.deepEqual(
    bookings.map(({ volunteerId }) => volunteerId),
    places
      .filter(({ state }) => state === 'confirmed' || state === 'offered')
      .map(({ volunteerId }) => volunteerId)
      .sort(),
    'whoever holds a place is booked, and nobody else',
  );
  const log = await verifyLog(call.ctx, crisisId);
  assert.ok(log.intact, 'the situation log is intact');
  return call.taken.map(said).filter((one) => stored.has(one)).length;
}
