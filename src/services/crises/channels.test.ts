import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { createToken } from '#platform/auth/index.ts';
import { transaction } from '#platform/context.ts';
import { testApp } from '#test/harness/app.ts';
import { lapseOffers } from './actions/lapse.ts';
import { moveNeed } from './actions/need.ts';
import type { Outcome } from './domain/places.ts';
import {
  addCrisis,
  addNeedTo,
  addPeople,
  callEveryone,
  officer,
  personId,
  phoneOf,
} from './fixtures.ts';
import { NeedModel } from './need-model.ts';
import { answerSms } from './sms.ts';

type Channel = 'link' | 'sms' | 'api';
type Key = Awaited<ReturnType<typeof addNeedTo>>;
const CHANNELS: readonly Channel[] = ['link', 'sms', 'api'];
const HOUR = 3_600_000;

/** People called for needs, who answer as they do: a page, a text, a partner's application. */
async function answering(t: TestContext, people: number) {
  const app = await testApp(t);
  const { ctx, database } = app;
  await addPeople(
    ctx,
    database,
    Array.from({ length: people }, () => ({})),
  );
  const partner = await app.as({ email: 'partner@test.example' });
  const { token } = await createToken(
    ctx,
    { kind: 'system', name: 'test' },
    {
      accountId: partner.accountId,
      name: 'test',
      scopes: ['replies:write'],
      expiresAt: new Date(ctx.clock.now().getTime() + 365 * 86_400_000),
    },
  );
  const calls = new Map<string, { link: string; letter: string }>();
  const call = async (key: Key) => {
    await database.pool.query(
      "UPDATE volunteers.volunteer_search SET recent_alerts = '{}', engaged = NULL",
    );
    assert.equal(await callEveryone(ctx, key), people);
    const { rows } = await database.pool.query<{ id: string; link: string; letter: string }>(
      `SELECT a.volunteer_id AS id, a.sms_letter AS letter,
         substring(o.text FROM '/r/([A-Za-z0-9_-]{16})') AS link
       FROM crises.alert a JOIN volunteers.volunteer_contact c USING (volunteer_id)
       JOIN messaging.outbox o ON o.recipient = c.email AND o.key = 'called:' || a.need_id::text
       WHERE a.need_id = $1`,
      [key.needId],
    );
    for (const { id, ...how } of rows) calls.set(`${key.needId} ${id}`, how);
  };
  const visitor = app.visitor();
  await database.pool.query('UPDATE auth.rate_limit SET points = 0');
  /** What the channel answers, in words; the outcome is read where the program keeps it. */
  const say = async (key: Key, index: number, answer: 'yes' | 'no', channel: Channel) => {
    const { link, letter } = calls.get(`${key.needId} ${personId(index)}`) as {
      link: string;
      letter: string;
    };
    // Nobody answers twice within a millisecond.
    app.clock.set(new Date(ctx.clock.now().getTime() + 1));
    let words = '';
    if (channel === 'sms') {
      const text = `${letter}${answer === 'yes' ? 1 : 2}`;
      const sms = { from: phoneOf(index), text };
      words = (await transaction(ctx, (tx) => answerSms(tx, sms)))?.text ?? '';
    } else if (channel === 'link') {
      const posted = await visitor.post(`/r/${link}`, { answer });
      assert.equal(posted.status, 303);
      const page = await visitor.get(`/r/${link}`);
      assert.equal(page.status, 200);
      words = await page.text();
    } else {
      await database.pool.query("DELETE FROM auth.rate_limit WHERE key LIKE 'api:%'");
      const response = await app.hono.request('/api/v1/replies', {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ link, answer }),
      });
      assert.equal(response.status, 200);
      words = JSON.stringify(await response.json());
    }
    assert.ok(words.length > 20, 'everybody gets an answer');
    // What is between tags: a random token of the page may spell anything.
    assert.doesNotMatch(words.replace(/<[^>]*>/g, ' '), /undefined|\[object|NaN/);
    const { rows } = await database.pool.query<{ outcome: Outcome; channel: string }>(
      `SELECT outcome, channel FROM crises.reply WHERE need_id = $1 AND volunteer_id = $2
       ORDER BY at DESC, id DESC LIMIT 1`,
      [key.needId, personId(index)],
    );
    assert.equal(rows[0]?.channel, channel);
    return { outcome: rows[0]?.outcome as Outcome, words };
  };
  const states = async (key: Key) => {
    const { rows } = await database.pool.query<{ id: string; state: string }>(
      'SELECT volunteer_id AS id, state FROM crises.place WHERE need_id = $1',
      [key.needId],
    );
    return new Map(rows.map(({ id, state }) => [id, state]));
  };
  return { ...app, call, say, states };
}

test('three answers in every order through every channel: the last one counts, late ones are told', {
  timeout: 300_000,
}, async (t) => {
  const letters = CHANNELS.flatMap((channel) =>
    (['yes', 'no'] as const).map((answer) => ({ channel, answer })),
  );
  const orders = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => [a, b, c])));
  assert.equal(orders.length, 216);
  const { ctx, call, say, states } = await answering(t, orders.length);
  const key = await addNeedTo(ctx, await addCrisis(ctx), { places: orders.length });
  await call(key);
  for (const [index, order] of orders.entries()) {
    let before: string | undefined;
    for (const { answer, channel } of order) {
      const { outcome } = await say(key, index, answer, channel);
      const expected =
        answer === 'yes'
          ? 'confirmed'
          : before === undefined || before === 'declined'
            ? 'declined'
            : 'withdrawn';
      assert.equal(outcome, expected, JSON.stringify(order));
      before = outcome;
    }
  }
  const held = await states(key);
  const places = orders.map((_, index) => held.get(personId(index)));
  assert.deepEqual(
    places.map((state) => state === 'confirmed'),
    orders.map((order) => order.at(-1)?.answer === 'yes'),
  );

  assert.ok((await moveNeed(ctx, officer(), { ...key, move: 'close' })).ok);
  const saying: Record<Channel, RegExp> = {
    link: /est terminé/,
    sms: /est terminé : ne venez pas/,
    api: /"outcome":"closed"/,
  };
  for (const channel of CHANNELS) {
    const late = places.findIndex((state) => state !== 'confirmed');
    const { outcome, words } = await say(key, late, 'yes', channel);
    assert.equal(outcome, 'closed');
    assert.match(words.replaceAll('\u00a0', ' '), saying[channel]);
    const kept = places.indexOf('confirmed');
    assert.equal((await say(key, kept, 'yes', channel)).outcome, 'confirmed');
  }
});

const PEOPLE = 5;
type Step =
  | {
      kind: 'say';
      need: 0 | 1;
      who: number;
      answer: 'yes' | 'no';
      channel: Channel;
      twice: boolean;
    }
  | { kind: 'wait'; minutes: number }
  | { kind: 'close'; need: 0 | 1 };
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('say' as const),
      need: fc.constantFrom(0 as const, 1 as const),
      who: fc.integer({ min: 0, max: PEOPLE - 1 }),
      answer: fc.constantFrom('yes' as const, 'yes' as const, 'no' as const),
      channel: fc.constantFrom(...CHANNELS),
      twice: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      minutes: fc.constantFrom(5, 29, 31),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('close' as const),
      need: fc.constantFrom(0 as const, 1 as const),
    }),
  },
);

test('two crises at once, any answers by any channel, twice or late, offers that lapse: as the rules say, step by step', {
  timeout: 240_000,
}, async (t) => {
  const { ctx, clock, call, say, states, database } = await answering(t, PEOPLE);
  const seen = new Set<string>();
  let day = 2;
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
      fc.array(step, { minLength: 8, maxLength: 30 }),
      async (places, steps) => {
        await database.pool.query('DELETE FROM crises.booking');
        day += 1;
        const start = ctx.clock.now().getTime() + day * 24 * HOUR;
        const shift = { startsAt: new Date(start), endsAt: new Date(start + 4 * HOUR) };
        const models = places.map((count) => new NeedModel(PEOPLE, count)) as [
          NeedModel,
          NeedModel,
        ];
        [models[0].other, models[1].other] = [models[1], models[0]];
        const keys: Key[] = [];
        for (const count of places) {
          const key = await addNeedTo(ctx, await addCrisis(ctx), { ...shift, places: count });
          await call(key);
          keys.push(key);
        }
        // Letters of needs long over would run out: this round's people have no other call.
        for (const one of steps) {
          const now = () => ctx.clock.now().getTime() / 60_000;
          if (one.kind === 'wait') {
            clock.advance({ minutes: one.minutes });
            await lapseOffers(ctx);
            // The program takes the needs in no promised order; a person waits in one of them at most here.
            for (const model of models) model.lapse(now());
          } else if (one.kind === 'close') {
            const closed = await moveNeed(ctx, officer(), {
              ...(keys[one.need] as Key),
              move: 'close',
            });
            assert.equal(closed.ok, models[one.need].open);
            if (closed.ok) models[one.need].close();
          } else {
            for (const _ of one.twice ? [1, 2] : [1]) {
              const key = keys[one.need] as Key;
              const { outcome } = await say(key, one.who, one.answer, one.channel);
              seen.add(`${outcome} ${one.channel}`);
              assert.equal(outcome, models[one.need].say(one.who, one.answer, now()));
            }
          }
          for (const [at, model] of models.entries()) {
            const held = await states(keys[at] as Key);
            assert.deepEqual(
              model.people.map((_, index) => held.get(personId(index)) ?? 'none'),
              model.people.map(({ state }) => state),
            );
          }
        }
        const { rows } = await database.pool.query(
          'SELECT volunteer_id FROM crises.booking GROUP BY 1 HAVING count(*) > 1',
        );
        assert.deepEqual(rows, [], 'nobody is held twice at once');
        await database.pool.query('UPDATE crises.alert SET sms_letter = $1', ['-']);
        await database.pool.query(
          "UPDATE crises.place SET state = 'lapsed', confirm_by = NULL WHERE state = 'offered'",
        );
      },
    ),
    { numRuns: 15, seed: 11, endOnFailure: true },
  );
  for (const outcome of ['confirmed', 'reserve', 'busy', 'declined', 'withdrawn', 'closed']) {
    for (const channel of CHANNELS)
      assert.ok(seen.has(`${outcome} ${channel}`), `${outcome} ${channel}`);
  }
});

test('the night the clocks go back: an offer lasts its half-hour, and the time that comes twice says which it is', async (t) => {
  const { ctx, clock, call, say, states, database } = await answering(t, 3);
  const before = new Date('2026-10-25T00:45:00Z');
  clock.set(new Date('2026-10-24T12:00:00Z'));
  const key = await addNeedTo(ctx, await addCrisis(ctx), {
    places: 1,
    startsAt: new Date('2026-10-25T20:00:00+01:00'),
    endsAt: new Date('2026-10-26T02:00:00+01:00'),
    deadline: new Date('2026-10-25T18:00:00+01:00'),
  });
  await call(key);
  for (const index of [0, 1, 2]) await say(key, index, 'yes', 'sms');
  // 02:45 in summer time; half an hour later the clock shows 02:15, in winter time.
  clock.set(before);
  await say(key, 0, 'no', 'link');
  const { rows } = await database.pool.query<{ text: string; channel: string }>(
    "SELECT text, channel FROM messaging.outbox WHERE key LIKE 'offered:%'",
  );
  assert.equal(rows.length, 2);
  for (const { text } of rows) assert.match(text, /avant 02:15 \(heure d.hiver\)/);
  assert.match(
    rows.find(({ channel }) => channel === 'sms')?.text ?? '',
    /25\/10 20:00-lun\. 26\/10 02:00/,
  );
  clock.advance({ minutes: 29 });
  await lapseOffers(ctx);
  assert.equal((await states(key)).get(personId(1)), 'offered');
  clock.advance({ minutes: 2 });
  await lapseOffers(ctx);
  const after = await states(key);
  assert.deepEqual([after.get(personId(1)), after.get(personId(2))], ['lapsed', 'offered']);
});

test('a partner answers with the link of the person: nobody else’s, and none that is over', async (t) => {
  const { ctx, clock, hono, as, call, database } = await answering(t, 1);
  const key = await addNeedTo(ctx, await addCrisis(ctx, { exercise: true }));
  await call(key);
  const post = async (token: string, link: string) => {
    const response = await hono.request('/api/v1/replies', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ link, answer: 'yes' }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const { rows } = await database.pool.query<{ link: string }>(
    "SELECT substring(text FROM '/r/([A-Za-z0-9_-]{16})') AS link FROM messaging.outbox WHERE channel = 'email'",
  );
  const link = rows[0]?.link as string;
  const person = await as();
  const tokenWith = async (scope: string) => {
    const expiresAt = new Date(ctx.clock.now().getTime() + 86_400_000);
    const made = { accountId: person.accountId, name: 'test', scopes: [scope], expiresAt };
    return (await createToken(ctx, { kind: 'system', name: 'test' }, made)).token;
  };
  assert.equal((await post(await tokenWith('alerts:write'), link)).status, 403);
  assert.equal((await post(await tokenWith('replies:write'), 'a'.repeat(16))).status, 404);
  assert.equal((await post(await tokenWith('replies:write'), 'short')).status, 422);
  const answer = await post(await tokenWith('replies:write'), link);
  assert.deepEqual(
    [answer.status, answer.body.outcome, answer.body.exercise],
    [200, 'confirmed', true],
  );
  clock.advance({ days: 9 });
  const late = await post(await tokenWith('replies:write'), link);
  assert.deepEqual([late.status, late.body.code], [409, 'conflict']);
});
