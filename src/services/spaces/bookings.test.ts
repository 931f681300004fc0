import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transaction } from '#platform/context.ts';
import { erasePerson } from '#platform/erasure.ts';
import { addDays, instantOf, isoWeekday, localDate } from '#platform/kernel/dates.ts';
import { messages } from '#platform/messaging/index.ts';
import { addOrganisations } from '#services/associations/fixtures.ts';
import { type SignedInClient, type TestApp, testApp } from '#test/harness/app.ts';
import { type BookingAsk, bookSlot, moveBooking, offeredSlots, setPosts } from './actions/book.ts';
import { closeBookings, remindBookings } from './actions/booking-clock.ts';
import { addSpaces } from './fixtures.ts';
import { texts } from './messages/index.ts';
import type { Space } from './queries/spaces.ts';

const SYSTEM = { kind: 'system', name: 'test' } as const;

interface Room {
  readonly space: Space;
  readonly host: SignedInClient;
  /** The next Tuesday, open from 9 to 12 and 14 to 18:30. */
  readonly tuesday: string;
}

async function room(app: TestApp, posts: number, accessible = 0): Promise<Room> {
  const [holder] = await addOrganisations(app.ctx, [{ name: 'Maison', communeCode: '30189' }]);
  const [space] = await addSpaces(app.ctx, [
    { organisationId: holder?.id ?? '', name: 'Espace', communeCode: '30189' },
  ]);
  await setPosts(app.ctx, SYSTEM, space?.id ?? '', posts, accessible);
  const host = await app.as({
    email: 'host@test.example',
    grants: [{ role: 'space_host', scope: { kind: 'organisation', id: space?.id ?? '' } }],
  });
  let tuesday = addDays(localDate(app.clock.now()), 1);
  while (isoWeekday(tuesday) !== 2) tuesday = addDays(tuesday, 1);
  return { space: space as Space, host, tuesday };
}

function ask(day: string, change: Partial<BookingAsk> = {}): BookingAsk {
  return { day, starts: 540, band: '30_59', withAdult: false, needsAccessible: false, ...change };
}

const person = (client: SignedInClient) =>
  ({ kind: 'person', accountId: client.accountId, grants: [] }) as const;

test('twelve people at once for three posts: three hold one each, nine are told it is full', async (t) => {
  const app = await testApp(t);
  const { space, tuesday } = await room(app, 3);
  const people = await Promise.all(Array.from({ length: 12 }, () => app.as()));
  const outcomes = await Promise.all(
    people.map((one) => bookSlot(app.ctx, person(one), space.id, ask(tuesday))),
  );
  const held = outcomes.flatMap((one) => (one.ok ? [one.value.post] : []));
  assert.deepEqual(held.sort(), [1, 2, 3]);
  assert.ok(outcomes.every((one) => one.ok || one.error === 'full'));
  const { rows } = await app.database.pool.query('SELECT count(*)::int AS n FROM spaces.booking');
  assert.equal(rows[0].n, 3);
});

test('the database itself refuses two holders of one post', async (t) => {
  const app = await testApp(t);
  const { space, tuesday } = await room(app, 1);
  const one = await bookSlot(app.ctx, person(await app.as()), space.id, ask(tuesday));
  assert.ok(one.ok);
  await assert.rejects(
    app.database.pool.query(
      `INSERT INTO spaces.booking SELECT space_id, gen_random_uuid(), post, starts_at, ends_at, state,
         NULL, '', band, false, false, booked_at, changed_at FROM spaces.booking`,
    ),
    /booking_post/,
  );
});

test('cancelled, a post is free again; a person holds one slot a day and three in all', async (t) => {
  const app = await testApp(t);
  const { space, tuesday } = await room(app, 1);
  const ana = await app.as();
  const ben = await app.as();
  const first = await bookSlot(app.ctx, person(ana), space.id, ask(tuesday));
  assert.ok(first.ok);
  const again = await bookSlot(app.ctx, person(ana), space.id, ask(tuesday, { starts: 585 }));
  assert.deepEqual(again, { ok: false, error: 'one_a_day' });
  const stranger = await moveBooking(app.ctx, person(ben), space.id, first.value.id, 'cancel');
  assert.deepEqual(stranger, { ok: false, error: 'not_found' });
  await ana.post(`/spaces/${space.id}/bookings/${first.value.id}`, { event: 'cancel' });
  const second = await bookSlot(app.ctx, person(ben), space.id, ask(tuesday));
  assert.ok(second.ok);
  for (const ahead of [1, 2, 3]) {
    assert.ok((await bookSlot(app.ctx, person(ana), space.id, ask(addDays(tuesday, ahead)))).ok);
  }
  const fourth = await bookSlot(app.ctx, person(ana), space.id, ask(tuesday, { starts: 585 }));
  assert.deepEqual(fourth, { ok: false, error: 'three_at_most' });
});

test('the accessible post waits for who needs it, and slots show what is left', async (t) => {
  const app = await testApp(t);
  const { space, tuesday } = await room(app, 2, 1);
  const left = async () => (await offeredSlots(app.ctx, space, tuesday))[0];
  assert.deepEqual([(await left())?.free, (await left())?.freeAccessible], [1, 1]);
  const one = await bookSlot(app.ctx, person(await app.as()), space.id, ask(tuesday));
  assert.equal(one.ok && one.value.post, 2);
  const full = await bookSlot(app.ctx, person(await app.as()), space.id, ask(tuesday));
  assert.deepEqual(full, { ok: false, error: 'full' });
  const needs = ask(tuesday, { needsAccessible: true });
  const kept = await bookSlot(app.ctx, person(await app.as()), space.id, needs);
  assert.equal(kept.ok && kept.value.post, 1);
  assert.deepEqual([(await left())?.free, (await left())?.freeAccessible], [0, 0]);
});

test('a visitor books by a page, a child is asked for an adult, a host marks who came', async (t) => {
  const app = await testApp(t);
  const { space, host, tuesday } = await room(app, 2);
  const path = `/spaces/${space.id}/book`;
  assert.ok((await (await app.anonymous.get(path)).text()).includes('Se connecter pour réserver'));
  const zoe = await app.as({ email: 'zoe@test.example', displayName: 'Zoé' });
  const form = { day: tuesday, starts: '540', band: 'under_13' };
  const refused = await zoe.post(path, form);
  assert.equal(refused.status, 422);
  const said = (await refused.text()).replace(/[\u00a0\u202f]/g, ' ');
  assert.ok(said.includes(texts('fr').book.refusals.adult_needed as string));
  const booked = await zoe.post(path, { ...form, with_adult: 'on' });
  assert.equal(booked.headers.get('location'), '/spaces/mine?said=booked');
  const nameless = { day: tuesday, starts: '585', band: '60_plus', first_name: 'Jo' };
  await host.post(`/spaces/${space.id}/bookings`, nameless);
  const day = await (await host.get(`/spaces/${space.id}/bookings?day=${tuesday}`)).text();
  assert.ok(day.includes('Zoé') && day.includes('Jo') && day.includes('avec un adulte'));

  app.clock.set(instantOf(tuesday, 545, space.timeZone));
  const back = await app.as({ email: 'host@test.example' });
  const { rows } = await app.database.pool.query(
    'SELECT id, account_id FROM spaces.booking ORDER BY starts_at',
  );
  const mark = (id: string, event: string) =>
    back.post(`/spaces/${space.id}/bookings/${id}`, { event, back: 'desk' });
  await mark(rows[0].id, 'arrive');
  await mark(rows[0].id, 'arrive');
  const visits = async () =>
    (await app.database.pool.query('SELECT account_id, purpose, band FROM spaces.visit')).rows;
  assert.deepEqual(await visits(), [
    { account_id: zoe.accountId, purpose: 'slot', band: 'under_13' },
  ]);
  await mark(rows[0].id, 'undo');
  assert.deepEqual(await visits(), []);
  await mark(rows[1].id, 'miss');
  const states = await app.database.pool.query(
    'SELECT state FROM spaces.booking ORDER BY starts_at',
  );
  assert.deepEqual(
    states.rows.map(({ state }) => state),
    ['booked', 'missed'],
  );
});

test('a reminder goes once, the day before; what nobody marked lapses and names go', async (t) => {
  const app = await testApp(t);
  const { space, host, tuesday } = await room(app, 2);
  const late = addDays(tuesday, 7);
  const eva = await app.as({ email: 'eva@test.example', lang: 'en' });
  assert.ok((await bookSlot(app.ctx, person(eva), space.id, ask(late))).ok);
  await host.post(`/spaces/${space.id}/bookings`, {
    ...{ day: late, starts: '540', band: '60_plus', first_name: 'Jo' },
  });
  const sent = async () => messages(app.ctx, { recipient: 'eva@test.example' });
  app.clock.set(new Date(instantOf(late, 540, space.timeZone).getTime() - 25 * 3_600_000));
  await remindBookings(app.ctx);
  assert.equal((await sent()).length, 0);
  app.clock.advance({ hours: 2 });
  await remindBookings(app.ctx);
  await remindBookings(app.ctx);
  const [letter, ...others] = await sent();
  assert.equal(others.length, 0);
  assert.match(letter?.subject ?? '', /^Your slot at Espace: \w+.* 9:00$/);
  app.clock.advance({ hours: 23 + 19 });
  await closeBookings(app.ctx);
  const rows = async () =>
    (await app.database.pool.query('SELECT state, first_name FROM spaces.booking')).rows;
  assert.deepEqual(
    (await rows()).map(({ state }) => state),
    ['lapsed', 'lapsed'],
  );
  assert.ok((await rows()).some(({ first_name }) => first_name === 'Jo'));
  app.clock.advance({ hours: 31 });
  await closeBookings(app.ctx);
  assert.ok((await rows()).every(({ first_name }) => first_name === ''));
});

test('posts that are booked cannot be removed', async (t) => {
  const app = await testApp(t);
  const { space, tuesday } = await room(app, 2);
  for (const who of [await app.as(), await app.as()])
    assert.ok((await bookSlot(app.ctx, person(who), space.id, ask(tuesday))).ok);
  const fewer = await setPosts(app.ctx, SYSTEM, space.id, 1, 0);
  assert.deepEqual(fewer, { ok: false, error: 'posts_booked' });
  assert.deepEqual(await setPosts(app.ctx, SYSTEM, space.id, 4, 1), { ok: true, value: undefined });
});

test('a person who is erased leaves no trace, gives back her slot, and stays counted', async (t) => {
  const app = await testApp(t);
  const { space, tuesday } = await room(app, 1);
  const lea = await app.as({ email: 'lea@test.example' });
  assert.ok((await bookSlot(app.ctx, person(lea), space.id, ask(tuesday))).ok);
  await lea.get('/spaces/mine');
  await app.database.pool.query(
    `INSERT INTO spaces.visit (space_id, id, day, at, account_id, purpose, source, recorded_at)
     VALUES ($1, gen_random_uuid(), '2026-01-05', now(), $2, 'help', 'desk', now())`,
    [space.id, lea.accountId],
  );
  await transaction(app.ctx, (tx) =>
    erasePerson(tx, {
      accountId: lea.accountId,
      emails: [lea.email],
      phones: [],
      fileIds: [],
    }),
  );
  for (const table of ['visit', 'booking', 'card']) {
    const { rows } = await app.database.pool.query(
      `SELECT count(*)::int AS n FROM spaces.${table} WHERE account_id = $1`,
      [lea.accountId],
    );
    assert.equal(rows[0].n, 0, table);
  }
  const { rows } = await app.database.pool.query('SELECT people FROM spaces.visit');
  assert.equal(rows.length, 1);
  assert.ok((await bookSlot(app.ctx, person(await app.as()), space.id, ask(tuesday))).ok);
});
