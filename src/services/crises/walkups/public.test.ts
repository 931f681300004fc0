import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localDate } from '#platform/kernel/dates.ts';
import { messages } from '#platform/messaging/index.ts';
import { pageChecker } from '#test/a11y/check-page.ts';
import { type Fields, testApp } from '#test/harness/app.ts';
import { addIntake } from '#test/harness/walk-ups.ts';
import { GARD, officer } from '../fixtures.ts';
import { turnedAway } from '../queries/intake.ts';
import { walkUpCounts, walkUpsByPhone, walkUpsInStates } from '../queries/walk-ups.ts';
import { moveIntake } from './actions/intake.ts';
import { forgetLandings } from './landing.ts';

const FORM: Fields = {
  first_name: 'Inès',
  last_name: 'Roux',
  phone: '06 39 98 12 34',
  commune: 'Nîmes',
  'can[]': ['hands', 'kitchen'],
  when: 'now',
  size: '1',
  adult: 'on',
  rules: 'on',
  consent: 'on',
};
const PHONE = '+33639981234';
const without = (field: string): Fields =>
  Object.fromEntries(Object.entries(FORM).filter(([name]) => name !== field));
/** As a browser that has never been here: no cookie, no token. */
const bare = (fields: Fields): Fields => ({ ...fields, csrf: '' });

test('a stranger signs up in one request without a cookie, and is told where to come', async (t) => {
  const { ctx, ...app } = await testApp(t);
  const { crisisId, code } = await addIntake(ctx, { nobody: true });
  const visitor = app.visitor();
  const landing = await visitor.get(`/aide/${code}`);
  assert.equal(landing.status, 200);
  assert.match(landing.headers.get('cache-control') ?? '', /public/);
  assert.equal(landing.headers.get('set-cookie'), null);
  const html = await landing.text();
  assert.ok(Buffer.byteLength(html) <= 15 * 1024, `${Buffer.byteLength(html)} bytes`);
  assert.doesNotMatch(html, /<script/);
  assert.match(html, /Secouristes du Gard/, 'who is in charge is named');

  const sent = await visitor.post(`/aide/${code}`, bare(FORM));
  assert.equal(sent.status, 303);
  const own = sent.headers.get('location') ?? '';
  assert.match(own, new RegExp(`^/aide/${code}/[\\w-]{16}$`));
  const page = await visitor.get(own);
  assert.equal(page.headers.get('cache-control'), 'no-store');
  const said = await page.text();
  assert.ok(Buffer.byteLength(said) <= 15 * 1024);
  assert.match(said, /Venez, on compte sur vous/);
  assert.match(said, /Rue du Gardon, Nîmes/);
  assert.match(said, /Bottes/);
  const [person] = await walkUpsByPhone(ctx.db, crisisId, [PHONE]);
  assert.deepEqual(
    [person?.firstName, person?.commune, person?.can, person?.termsVersion],
    ['Inès', '30189', ['hands', 'kitchen'], '2026-11-a'],
  );

  // Everything that one's own page offers, with plain forms.
  assert.equal((await visitor.post(own, bare({ act: 'briefed', version: '1' }))).status, 303);
  assert.match(await (await visitor.get(own)).text(), /Lues et comprises/);
  await visitor.post(own, bare({ act: 'cancel' }));
  assert.match(await (await visitor.get(own)).text(), /Vous avez annulé/);
  await visitor.post(own, bare({ act: 'back' }));
  assert.match(await (await visitor.get(own)).text(), /Venez, on compte sur vous/);
  const erased = await visitor.post(own, bare({ act: 'erase' }));
  assert.match(
    await (await visitor.get(erased.headers.get('location') ?? '')).text(),
    /Vos données sont effacées/,
  );
  assert.equal((await visitor.get(own)).status, 404);
  assert.deepEqual(await walkUpsByPhone(ctx.db, crisisId, [PHONE]), []);
});

test('what is missing is asked for in words, and nothing typed is lost', async (t) => {
  const { ctx, ...app } = await testApp(t);
  const { crisisId, code } = await addIntake(ctx, { nobody: true });
  const visitor = app.visitor();
  const empty = await visitor.post(`/aide/${code}`, bare({ first_name: 'Inès', size: '40' }));
  assert.equal(empty.status, 422);
  const html = await empty.text();
  for (const [field, words] of [
    ['last_name', 'Indiquez votre nom'],
    ['phone', 'Indiquez un numéro'],
    ['commune', 'Indiquez votre commune'],
    ['size', 'de 1 à 20'],
    ['adult', '18 ans ou plus'],
    ['rules', 'Acceptez les règles'],
    ['consent', 'Sans votre accord'],
  ] as const) {
    assert.ok(html.includes(`href="#${field}"`), field);
    assert.ok(html.replaceAll(/[\u00a0\u202f]/g, ' ').includes(words), words);
  }
  assert.match(html, /value="Inès"/);
  for (const [field, wrong] of [
    ['phone', '12'],
    ['commune', 'Nulle-Part-sur-Rien'],
  ] as const) {
    const answer = await visitor.post(`/help/${code}`, bare({ ...FORM, [field]: wrong }));
    assert.equal(answer.status, 422, field);
    assert.match(await answer.text(), new RegExp(`value="${wrong}"`));
  }
  for (const field of ['adult', 'rules', 'consent'])
    assert.equal((await visitor.post(`/aide/${code}`, bare(without(field)))).status, 422, field);
  assert.equal((await walkUpCounts(ctx.db, crisisId)).size, 0);
});

test('a minor is thanked, counted and not recorded; above 18 the birth date decides to the day', async (t) => {
  const { ctx, ...app } = await testApp(t);
  const { crisisId, code } = await addIntake(ctx, { nobody: true, minimumAge: 21 });
  const visitor = app.visitor();
  assert.match(await (await visitor.get(`/aide/${code}`)).text(), /name="birth_date"/);
  assert.equal((await visitor.post(`/aide/${code}`, bare(FORM))).status, 422);
  const today = localDate(ctx.clock.now());
  const years = (count: number) => `${Number(today.slice(0, 4)) - count}${today.slice(4)}`;
  const dayAfter = new Date(Date.parse(years(21)) + 86_400_000).toISOString().slice(0, 10);
  const young = await visitor.post(`/aide/${code}`, bare({ ...FORM, birth_date: dayAfter }));
  assert.equal(young.status, 200);
  assert.match(await young.text(), /21.ans ou plus/);
  assert.equal(await turnedAway(ctx.db, crisisId), 1);
  assert.deepEqual(await walkUpsByPhone(ctx.db, crisisId, [PHONE]), []);
  const others = { ...FORM, birth_date: years(21), size: '2' };
  assert.equal((await visitor.post(`/aide/${code}`, bare(others))).status, 422, 'and the others?');
  const party = await visitor.post(`/aide/${code}`, bare({ ...others, companions_age: 'on' }));
  assert.equal(party.status, 303);
  assert.equal((await walkUpsInStates(ctx.db, crisisId, ['convened'])).length, 2);
});

test('one tap stops it: the next visitor reads it, and a form already open is answered', async (t) => {
  const { ctx, ...app } = await testApp(t);
  const { crisisId, code } = await addIntake(ctx, { nobody: true });
  const chief = await app.as({ grants: [GARD] });
  const visitor = app.visitor();
  assert.match(await (await visitor.get(`/aide/${code}`)).text(), /Je m’inscris/);
  await chief.post(`/crises/${crisisId}/intake/move`, { event: 'stop' });
  for (const [path, words] of [
    [`/aide/${code}`, /Ne venez plus/],
    [`/help/${code}`, /Do not come any more/],
  ] as const)
    assert.match(await (await visitor.get(path)).text(), words);
  const late = await visitor.post(`/aide/${code}`, bare(FORM));
  assert.equal(late.headers.get('location'), `/aide/${code}`);
  assert.deepEqual(await messages(ctx, { recipient: PHONE }), []);
  assert.equal((await visitor.get('/aide/zzzzzz')).status, 404);
  assert.equal((await visitor.get(`/aide/${code}/AAAAAAAAAAAAAAAA`)).status, 404);
});

test('an exercise says so on the page, the poster and in every message', async (t) => {
  const { ctx, ...app } = await testApp(t);
  const { crisisId, code } = await addIntake(ctx, { nobody: true, crisis: { exercise: true } });
  const visitor = app.visitor();
  assert.match(await (await visitor.get(`/aide/${code}`)).text(), /EXERCICE/);
  assert.match(await (await visitor.get(`/help/${code}`)).text(), /EXERCISE/);
  await visitor.post(`/aide/${code}`, bare(FORM));
  const sent = await messages(ctx, { recipient: PHONE });
  assert.ok(sent.length > 0);
  for (const one of sent) {
    assert.match(one.text, /^EXERCICE - /);
    assert.equal(one.exercise, true, 'captured, never sent');
  }
  const chief = await app.as({ grants: [GARD] });
  const poster = await (await chief.get(`/crises/${crisisId}/intake/poster`)).text();
  assert.match(poster, /EXERCICE/);
  assert.match(poster, new RegExp(`/aide/${code}`));
  assert.match(poster, /<svg[^>]*viewBox/);
  assert.match(
    await (await chief.get(`/crises/${crisisId}/intake/poster?in=en`)).text(),
    new RegExp(`/help/${code}`),
  );
});

test('every page of it is sound for axe, at 320 pixels, in both languages', async (t) => {
  const { ctx, ...app } = await testApp(t);
  const { crisisId, code, personId } = await addIntake(ctx);
  const visitor = app.visitor();
  const chief = await app.as({ grants: [GARD] });
  const sent = await visitor.post(
    `/aide/${code}`,
    bare({ ...FORM, size: '3', names: 'Ana, Max', split: 'on' }),
  );
  const own = sent.headers.get('location') ?? '';
  const everybody = await pageChecker(t, visitor);
  await everybody.checkEverywhere(`/aide/${code}`, own);
  const desk = await pageChecker(t, chief);
  await desk.checkEverywhere(
    `/crises/${crisisId}/intake`,
    `/crises/${crisisId}/intake?edit`,
    `/crises/${crisisId}/intake/poster`,
    `/crises/${crisisId}/desk`,
    `/crises/${crisisId}/desk?show=expected`,
    `/crises/${crisisId}/desk/${personId}`,
  );
  await moveIntake(ctx, officer(), crisisId, 'stop');
  forgetLandings(ctx);
  await everybody.checkEverywhere(`/aide/${code}`, own);
});
