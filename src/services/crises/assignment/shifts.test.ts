import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messages } from '#platform/messaging/index.ts';
import { idOf } from '#services/volunteers/index.ts';
import { testApp } from '#test/harness/app.ts';
import { recordReply } from '../actions/reply.ts';
import { addCrisis, addNeedTo, addPeople, callEveryone, GARD, personId } from '../fixtures.ts';
import { jobs } from '../jobs.ts';
import { needsOf } from '../queries/needs.ts';
import { laterBy } from './copy.ts';
import { eveningBefore } from './remind.ts';

const yes = (key: { crisisId: string; needId: string }, index: number) => ({
  ...key,
  volunteerId: personId(index),
  answer: 'yes' as const,
  reason: null,
  channel: 'link' as const,
});

test('the same time on the wall, the night the clocks go back and the night they go forward', () => {
  const paris = 'Europe/Paris';
  const iso = (text: string, days: number) => laterBy(days, new Date(text), paris).toISOString();
  assert.equal(iso('2026-10-24T20:00:00+02:00', 1), '2026-10-25T19:00:00.000Z');
  assert.equal(iso('2027-03-27T20:00:00+01:00', 1), '2027-03-28T18:00:00.000Z');
  assert.equal(
    eveningBefore(new Date('2026-10-26T08:00:00+01:00'), paris).toISOString(),
    '2026-10-25T17:00:00.000Z',
  );
  assert.equal(
    eveningBefore(new Date('2026-10-25T08:00:00+01:00'), paris).toISOString(),
    '2026-10-24T16:00:00.000Z',
  );
});

test('the shifts of a day are copied to the next in one act; a day gone by copies none', async (t) => {
  const app = await testApp(t);
  const crisisId = await addCrisis(app.ctx);
  await addNeedTo(app.ctx, crisisId, { position: 'Accueil', preferredSkills: [2] });
  await addNeedTo(app.ctx, crisisId, { position: 'Pose de sacs', places: 8 });
  const officer = await app.as({ grants: [GARD] });
  const path = `/crises/${crisisId}/needs/copy`;
  const html = await (await officer.get(path)).text();
  const ids = [...html.matchAll(/<input[^>]* value="([^"]+)"[^>]* checked/g)].map(
    ([, id]) => id as string,
  );
  assert.equal(ids.length, 2, 'those of the last day are ticked');
  const day = /name="day"[^>]* value="([^"]+)"/.exec(html)?.[1] as string;
  assert.equal((await officer.post(path, { 'needs[]': ids, day })).status, 303);
  const needs = await needsOf(app.ctx.db, crisisId);
  assert.deepEqual(
    needs.map(({ position, places }) => [position, places]),
    [
      ['Accueil', 3],
      ['Pose de sacs', 8],
      ['Accueil', 3],
      ['Pose de sacs', 8],
    ],
  );
  assert.equal(needs[2]!.startsAt.getTime() - needs[0]!.startsAt.getTime(), 86_400_000);
  assert.deepEqual(needs[2]!.preferredSkills, [2]);
  for (const [fields, message] of [
    [{ 'needs[]': ids, day: '2020-01-01' }, /Accueil\s:\sCet horaire est déjà passé/],
    [{ 'needs[]': [], day }, /Cochez au moins un besoin/],
    [{ 'needs[]': ids, day: '31/12' }, /Donnez un jour/],
  ] as const) {
    const refused = await officer.post(path, fields);
    assert.equal(refused.status, 422);
    assert.match(await refused.text(), message);
  }
  assert.equal((await needsOf(app.ctx.db, crisisId)).length, 4);
});

test('the briefing is read by the link in one tap; the roster and its CSV say who has not, a new version asks again', async (t) => {
  const app = await testApp(t);
  await addPeople(app.ctx, app.database, [{}, {}]);
  const crisisId = await addCrisis(app.ctx);
  const key = await addNeedTo(app.ctx, crisisId, { places: 2 });
  await callEveryone(app.ctx, key);
  const officer = await app.as({ grants: [GARD] });
  const briefing = `/crises/${crisisId}/briefing`;
  assert.equal((await officer.post(briefing, { text: '' })).status, 422);
  await officer.post(briefing, { text: 'Eau polluée : gants obligatoires.' });
  for (const index of [0, 1]) await recordReply(app.ctx, yes(key, index));
  const roster = async () => (await officer.get(`/crises/${crisisId}/roster`)).text();
  assert.match(await roster(), /2 personnes n’ont pas encore lu les consignes/);

  const sent = await messages(app.ctx, { purpose: 'crisis', channel: 'email' });
  const link = /\/r\/[\w-]{16}/.exec(
    sent.find(({ recipient, key: k }) => recipient === 'v0@test.example' && k.startsWith('called'))
      ?.text ?? '',
  )?.[0] as string;
  const visitor = app.visitor();
  const call = await (await visitor.get(link)).text();
  assert.match(call, /gants obligatoires/);
  assert.equal(
    (await visitor.post(`${link}/briefing`, { version: '1' })).headers.get('location'),
    link,
  );
  await visitor.post(`${link}/briefing`, { version: '1' });
  assert.match(await (await visitor.get(link)).text(), /Vous avez lu ces consignes/);
  assert.match(await roster(), /1 personne n’a pas encore lu les consignes/);
  const csv = await (await officer.get(`/crises/${crisisId}/roster.csv`)).text();
  assert.deepEqual(
    csv
      .trim()
      .split('\n')
      .map((line) => line.split(';').at(-1)?.trim()),
    ['Consignes', 'lues', 'à lire'],
  );

  await officer.post(briefing, { text: 'Eau polluée : gants et masque.' });
  assert.match(await roster(), /2 personnes n’ont pas encore lu les consignes/);
  const late = await visitor.post(`${link}/briefing`, { version: '1' });
  await visitor.post(`${link}/briefing`, { version: '2' });
  assert.match(await roster(), /1 personne n’a pas encore lu les consignes/);

  const ofNeed = `${briefing}?need=${key.needId}`;
  assert.match(await (await officer.get(briefing)).text(), new RegExp(`need=${key.needId}`));
  assert.equal((await officer.get(`${briefing}?need=${crisisId}`)).status, 404);
  assert.equal((await officer.post(ofNeed, { text: 'x'.repeat(3_001) })).status, 422);
  assert.equal((await officer.post(ofNeed, { text: 'Chien de garde.' })).status, 303);
  const both = await (await visitor.get(link)).text();
  assert.match(both, /gants et masque[\s\S]*À ce poste[\s\S]*Chien de garde/);
  assert.match(await roster(), /2 personnes n’ont pas encore lu les consignes/);
  const half = await visitor.post(`${link}/briefing`, { version: '2' });
  assert.equal(half.headers.get('location'), `${link}?said=briefing_changed`);
  for (let time = 0; time < 2; time++)
    await visitor.post(`${link}/briefing`, { version: '2', addition: '1' });
  assert.match(await (await visitor.get(link)).text(), /Vous avez lu ces consignes/);
  assert.match(await roster(), /1 personne n’a pas encore lu les consignes/);
  const { rows } = await app.database.pool.query('SELECT 1 FROM crises.need_briefing_ack');
  assert.equal(rows.length, 1, 'once per version');
  await officer.post(ofNeed, { text: 'Chien de garde attaché.' });
  assert.match(await roster(), /2 personnes n’ont pas encore lu les consignes/);
  await officer.post(ofNeed, { text: '' });
  assert.doesNotMatch(await (await visitor.get(link)).text(), /À ce poste/);
  assert.match(await roster(), /1 personne n’a pas encore lu les consignes/, 'taken back');
  assert.equal(late.headers.get('location'), `${link}?said=briefing_changed`);
  assert.match(
    await (await visitor.get(`${link}?said=briefing_changed`)).text(),
    /viennent de changer/,
  );
  assert.ok(Buffer.byteLength(await (await visitor.get(link)).text()) < 12_000);
});

test('those expected are reminded once, the evening before, in the time of the place', async (t) => {
  const app = await testApp(t);
  const { ctx, clock } = app;
  await addPeople(ctx, app.database, [{}, {}]);
  const crisisId = await addCrisis(ctx);
  const now = ctx.clock.now().getTime();
  const key = await addNeedTo(ctx, crisisId, {
    places: 1,
    startsAt: new Date(now + 24 * 3_600_000),
    endsAt: new Date(now + 28 * 3_600_000),
  });
  await callEveryone(ctx, key);
  for (const index of [0, 1]) await recordReply(ctx, yes(key, index));
  const reminders = async () =>
    (await messages(ctx))
      .filter(({ key: k }) => k.startsWith('reminder:'))
      .map(({ recipient }) => recipient);
  const tick = () => jobs[0]?.run(ctx, {});
  const need = (await needsOf(ctx.db, crisisId))[0]!;
  const evening = eveningBefore(need.startsAt, need.timeZone);
  clock.set(new Date(evening.getTime() - 60_000));
  await tick();
  assert.deepEqual(await reminders(), []);
  clock.set(evening);
  await tick();
  await tick();
  assert.deepEqual(await reminders(), ['v0@test.example'], 'by e-mail, and not those in reserve');
});

test('the roster shows what an officer must settle: overlap, road, paper', async (t) => {
  const app = await testApp(t);
  const { ctx, database } = app;
  await addPeople(ctx, database, [{}, {}]);
  await database.pool.query(
    `INSERT INTO volunteers.certificate (id, volunteer_id, kind_id, number, status, expires_on, declared_at)
     VALUES (gen_random_uuid(), $1, $2, '', 'verified', $3, now())`,
    [personId(0), idOf('pse1'), new Date(ctx.clock.now().getTime() + 9 * 86_400_000)],
  );
  const { refreshSearch } = await import('#services/volunteers/index.ts');
  await refreshSearch(ctx, [personId(0)]);
  const crisisId = await addCrisis(ctx);
  const aid = await addNeedTo(ctx, crisisId, {
    position: 'Secours',
    requiredSkills: [[idOf('pse1')]],
  });
  const far = await addNeedTo(ctx, crisisId, {
    position: 'Alès',
    startsAt: new Date(ctx.clock.now().getTime() + 8.2 * 3_600_000),
    endsAt: new Date(ctx.clock.now().getTime() + 12 * 3_600_000),
    site: { name: 'Salle', commune: '30007', address: '', accessNote: '' },
  });
  assert.equal(await callEveryone(ctx, aid), 1);
  await callEveryone(ctx, far);
  assert.equal(await recordReply(ctx, yes(aid, 0)), 'confirmed');
  assert.equal(await recordReply(ctx, yes(far, 0)), 'confirmed');
  const officer = await app.as({ grants: [GARD] });
  const roster = async () => (await officer.get(`/crises/${crisisId}/roster`)).text();
  const first = await roster();
  assert.match(first, /2 conflits à régler/);
  assert.match(first, /Trajet impossible avec\s:\sAlès/);
  assert.match(first, /Trajet impossible avec\s:\sSecours/);
  assert.match(first, /Il manque 2 personnes/);
  await database.pool.query('UPDATE volunteers.certificate SET expires_on = $1', [
    new Date(ctx.clock.now().getTime() - 86_400_000),
  ]);
  assert.match(await roster(), /N’a plus ce que le poste exige/);
  await database.pool.query(
    `UPDATE crises.booking b SET starts_at = o.starts_at, ends_at = o.ends_at FROM crises.booking o
     WHERE b.need_id = $1 AND o.need_id = $2`,
    [far.needId, aid.needId],
  );
  assert.match(await roster(), /Attendu au même moment\s:\sAlès/);
});
