import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, localDate } from '#platform/kernel/dates.ts';
import { messages } from '#platform/messaging/index.ts';
import { addOrganisations } from '#services/associations/fixtures.ts';
import { type SignedInClient, type TestApp, testApp } from '#test/harness/app.ts';
import { dayCode } from './actions/visit.ts';
import { BOOKING_MONTHS, VISIT_YEARS } from './domain/visits.ts';
import { addSpaces } from './fixtures.ts';
import { visitsOf } from './index.ts';
import { texts } from './messages/index.ts';
import { forgetOldPeople } from './queries/retention.ts';
import type { Space } from './queries/spaces.ts';

interface Room {
  readonly space: Space;
  readonly host: SignedInClient;
  readonly keeper: SignedInClient;
}

async function room(app: TestApp): Promise<Room> {
  const [holder] = await addOrganisations(app.ctx, [{ name: 'Maison', communeCode: '30189' }]);
  const [space] = await addSpaces(app.ctx, [
    { organisationId: holder?.id ?? '', name: 'Espace', communeCode: '30189' },
  ]);
  const scope = (id: string | undefined) => ({ kind: 'organisation' as const, id: id ?? '' });
  const host = await app.as({ grants: [{ role: 'space_host', scope: scope(space?.id) }] });
  const keeper = await app.as({
    grants: [{ role: 'association_manager', scope: scope(holder?.id) }],
  });
  return { space: space as Space, host, keeper };
}

const textOf = async (response: Response) =>
  (await response.text()).replace(/[\u00a0\u202f]/g, ' ');

async function cardOf(client: SignedInClient): Promise<string> {
  const html = await (await client.get('/spaces/mine')).text();
  return /<strong>([B-Z2-9]{4} [B-Z2-9]{3})<\/strong>/.exec(html)?.[1] ?? '';
}

const everything = { from: '2000-01-01', to: '2100-01-01' };

test('a visit is two taps; sent twice it is one; it can be undone', async (t) => {
  const app = await testApp(t);
  const { space, host } = await room(app);
  const desk = `/spaces/${space.id}/desk`;
  const visit = {
    event: crypto.randomUUID(),
    band: '18_25',
    purpose: 'help',
    people: '1',
    card: '',
  };
  const first = await host.post(`${desk}/visit`, visit);
  assert.equal(first.headers.get('location'), `${desk}?done=${visit.event}`);
  const second = await host.post(`${desk}/visit`, visit);
  assert.equal(second.headers.get('location'), `${desk}?done=again`);
  await host.post(`${desk}/visit`, { ...visit, event: crypto.randomUUID(), people: '6' });
  assert.ok((await textOf(await host.get(desk))).includes('7 personnes aujourd’hui'));
  const blank = { ...visit, event: crypto.randomUUID() };
  const { band: _, ...ageless } = blank;
  const refused = await host.post(`${desk}/visit`, { ...ageless, people: '3' });
  assert.equal(refused.status, 422);
  const page = await textOf(refused);
  assert.ok(page.includes(texts('fr').desk.problem.band_missing as string));
  assert.ok(page.includes('value="3"'));
  await host.post(`${desk}/undo`, { event: visit.event });
  assert.ok((await textOf(await host.get(desk))).includes('6 personnes aujourd’hui'));
});

test('a card makes the visit the person’s own, once a day; she sees it and erases it', async (t) => {
  const app = await testApp(t);
  const { space, host } = await room(app);
  const ana = await app.as();
  const card = await cardOf(ana);
  assert.match(card, /^\S{4} \S{3}$/);
  const desk = `/spaces/${space.id}/desk`;
  const tap = (code: string) =>
    host.post(`${desk}/visit`, {
      ...{ event: crypto.randomUUID(), purpose: 'workshop', people: '1', card: code },
    });
  await tap(card.toLowerCase());
  const again = await tap(card);
  assert.equal(again.headers.get('location'), `${desk}?done=again`);
  assert.equal((await tap('BCDFGHJ')).status, 422);
  assert.equal((await visitsOf(app.ctx, ana.accountId, everything)).days, 1);
  const mine = await textOf(await ana.get('/spaces/mine'));
  const visit = /name="visit" value="([0-9a-f-]{36} [0-9a-f-]{36})"/.exec(mine)?.[1] as string;
  const eve = await app.as();
  await eve.post('/spaces/mine/erase', { visit });
  assert.equal((await visitsOf(app.ctx, ana.accountId, everything)).days, 1, 'only one’s own');
  await ana.post('/spaces/mine/erase', { visit });
  assert.deepEqual(await visitsOf(app.ctx, ana.accountId, everything), { days: 0, lastDay: null });
  assert.ok((await textOf(await host.get(desk))).includes('1 personne aujourd’hui'));
});

test('a device sends what waited, twice and in disorder: each visit once, of its own day', async (t) => {
  const app = await testApp(t);
  const { space, host } = await room(app);
  const now = app.clock.now();
  const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
  const visit = (at: Date) => ({
    ...{ id: crypto.randomUUID(), at, band: '60_plus', purpose: 'help', people: 1, card: '' },
  });
  const visits = [visit(ago(48)), visit(ago(1)), visit(ago(24 * 15)), visit(ago(-1))];
  // The clock of the device is two hours behind: what it says is corrected by when it sent.
  const skewed = visits.map((one) => ({ ...one, at: new Date(one.at.getTime() - 7_200_000) }));
  const batch = (list: readonly object[]) =>
    JSON.stringify({ sentAt: new Date(now.getTime() - 7_200_000), visits: list });
  const send = async (list: readonly object[]) => {
    const answer = await host.post(`/spaces/${space.id}/desk/events`, { batch: batch(list) });
    return (await answer.json()) as { kept: string[]; refused: { id: string; error: string }[] };
  };
  const told = await send([...skewed].reverse());
  assert.deepEqual(new Set(told.kept), new Set([visits[0]?.id, visits[1]?.id]));
  assert.deepEqual(told.refused.map(({ error }) => error).sort(), ['in_the_future', 'too_old']);
  assert.deepEqual((await send(skewed)).kept.length, 2);
  const { rows } = await app.database.pool.query('SELECT day FROM spaces.visit ORDER BY day');
  assert.deepEqual(
    rows.map(({ day }) => day),
    [localDate(ago(48)), localDate(ago(1))],
  );
  const bad = await host.post(`/spaces/${space.id}/desk/events`, { batch: '{' });
  assert.equal(bad.status, 422);
});

test('the poster counts with the word of the day, and guessing ends', async (t) => {
  const app = await testApp(t);
  const { space, host } = await room(app);
  const today = localDate(app.clock.now());
  const word = dayCode(space, today);
  assert.match(word, /^\d{4}$/);
  assert.notEqual(word, dayCode(space, addDays(today, 1)));
  assert.ok((await textOf(await host.get(`/spaces/${space.id}/desk`))).includes(word));
  const poster = await textOf(await host.get(`/spaces/${space.id}/poster`));
  const path = `/spaces/here/${space.posterCode}`;
  assert.ok(poster.includes(path));
  assert.match((await app.anonymous.get(path)).headers.get('location') ?? '', /^\/sign-in\?next=/);
  const ben = await app.as();
  const wrong = word === '0000' ? '0001' : '0000';
  assert.equal((await ben.post(path, { code: wrong })).status, 422);
  assert.ok((await textOf(await ben.post(path, { code: ` ${word} ` }))).includes('C’est noté'));
  assert.ok((await textOf(await ben.post(path, { code: word }))).includes('déjà notée'));
  assert.equal((await visitsOf(app.ctx, ben.accountId, everything)).days, 1);
  const guesser = await app.as();
  for (let i = 0; i < 6; i++) await guesser.post(path, { code: wrong });
  const late = await guesser.post(path, { code: word });
  assert.ok((await textOf(late)).includes('Trop d’essais'));
  assert.equal((await visitsOf(app.ctx, guesser.accountId, everything)).days, 0);
  assert.equal((await ben.get('/spaces/here/NOTHERE')).status, 404);
});

test('somebody invited becomes host with her own address alone, and her training is noted', async (t) => {
  const app = await testApp(t);
  const { space, keeper } = await room(app);
  const path = `/spaces/${space.id}/people`;
  assert.equal(
    (await keeper.post(`${path}/invite`, { email: 'x', role: 'space_host' })).status,
    422,
  );
  await keeper.post(`${path}/invite`, { email: 'Lou@Test.example', role: 'space_host' });
  const [letter] = await messages(app.ctx, { recipient: 'lou@test.example' });
  const link = /\/spaces\/invitations\/[0-9a-f-]{36}/.exec(letter?.text ?? '')?.[0] as string;
  const other = await app.as();
  assert.equal((await other.get(link)).status, 410);
  assert.equal((await other.post(link)).status, 410);
  const lou = await app.as({ email: 'lou@test.example', displayName: 'Lou' });
  assert.equal((await lou.get(`/spaces/${space.id}/desk`)).status, 403);
  await lou.post(link);
  assert.equal((await lou.post(link)).status, 410, 'once');
  const back = await app.as({ email: 'lou@test.example' });
  assert.equal((await back.get(`/spaces/${space.id}/desk`)).status, 200);
  assert.equal((await back.get(`/spaces/${space.id}/edit`)).status, 404, 'a host does not keep');
  const training = { who: lou.accountId, topic: 'minors', trainer: '', day: '2026-03-02' };
  assert.equal((await keeper.post(`${path}/training`, { ...training, hours: 'x' })).status, 422);
  await keeper.post(`${path}/training`, { ...training, hours: '3,5' });
  assert.ok((await textOf(await keeper.get(path))).includes('Accueillir des mineurs'));
  assert.ok((await textOf(await keeper.get(path))).includes('3.5 h'));
  const stranger = { ...training, who: other.accountId, hours: '7' };
  assert.equal((await keeper.post(`${path}/training`, stranger)).status, 422);
  const html = await (await keeper.get(path)).text();
  const grants = [...html.matchAll(/name="grant" value="([0-9a-f-]{36})"/g)].map((one) => one[1]);
  for (const grant of grants) await keeper.post(`${path}/remove`, { grant: grant as string });
  const after = await app.as({ email: 'lou@test.example' });
  assert.equal((await after.get(`/spaces/${space.id}/desk`)).status, 403);
});

test('what a person did is given to her whole, and after three years leads to nobody', async (t) => {
  const app = await testApp(t);
  const { space, host } = await room(app);
  const ana = await app.as({ email: 'ana@test.example' });
  await host.post(`/spaces/${space.id}/desk/visit`, {
    ...{ event: crypto.randomUUID(), purpose: 'workshop', people: '1', card: await cardOf(ana) },
  });
  const own = async () => {
    const client = await app.as({ email: 'ana@test.example' });
    return (await (await client.get('/spaces/mine.json')).json()) as { visits: object[] };
  };
  const today = localDate(app.clock.now());
  const [visit] = (await own()).visits;
  assert.deepEqual(
    { ...visit, id: '' },
    { ...{ spaceId: space.id, spaceName: 'Espace', id: '', day: today, purpose: 'workshop' } },
  );
  app.clock.advance({ days: 3 * 365 });
  await forgetOldPeople(app.ctx.db, app.clock.now(), VISIT_YEARS, BOOKING_MONTHS);
  assert.equal((await own()).visits.length, 1);
  app.clock.advance({ days: 2 });
  await forgetOldPeople(app.ctx.db, app.clock.now(), VISIT_YEARS, BOOKING_MONTHS);
  assert.equal((await own()).visits.length, 0);
  const { rows } = await app.database.pool.query('SELECT people FROM spaces.visit');
  assert.equal(rows.length, 1);
});
