import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountByEmail, grantsHeld } from '#platform/auth/index.ts';
import { messages } from '#platform/messaging/index.ts';
import { testApp } from '#test/harness/app.ts';
import { moveCrisis } from '../actions/crisis.ts';
import { addCrisis, addNeedTo, addPeople, GARD, officer } from '../fixtures.ts';
import { sitesOf } from '../queries/needs.ts';

const HOUR = 3_600_000;
const ANNE = 'anne@test.example';

/** Two sites in one town, and an officer. */
async function twoSites(t: Parameters<typeof testApp>[0], exercise = false) {
  const app = await testApp(t);
  await addPeople(app.ctx, app.database, [{}]);
  const crisisId = await addCrisis(app.ctx, { exercise });
  for (const name of ['Gymnase', 'École']) {
    const site = { name, commune: '30189', address: '', accessNote: '' };
    await addNeedTo(app.ctx, crisisId, { site });
  }
  const sites = await sitesOf(app.ctx.db, crisisId);
  const path = (name: string) => `/field/${crisisId}/${sites.find((one) => one.name === name)?.id}`;
  return {
    ...app,
    crisisId,
    gym: path('Gymnase'),
    school: path('École'),
    chief: await app.as({ grants: [GARD] }),
    grants: async () => {
      const account = await accountByEmail(app.ctx, ANNE);
      return account ? grantsHeld(app.ctx.db, account.id, app.ctx.clock.now()) : [];
    },
  };
}

test('whoever is named for one site works there and sees no other, until it is taken away', async (t) => {
  const app = await twoSites(t);
  const { chief, gym, school, crisisId } = app;
  const before = await app.as({ email: ANNE });
  assert.equal((await before.get(gym)).status, 403);
  assert.match(await (await chief.get(gym)).text(), new RegExp(`href="${gym}/leaders"`));
  const named = await chief.post(`${gym}/leaders`, { email: ` ${ANNE.toUpperCase()} ` });
  assert.equal(named.status, 303);
  const shown = await (await chief.get(named.headers.get('location') as string)).text();
  assert.match(shown, /anne@test\.example est responsable de ce lieu/);
  assert.match(shown, /jusqu’au/);

  const anne = await app.as({ email: ANNE });
  const desk = await anne.get(gym);
  assert.equal(desk.status, 200);
  assert.doesNotMatch(await desk.text(), /\/leaders"/, 'and names nobody');
  assert.equal((await anne.get(`${gym}/sheet.json`)).status, 200);
  for (const path of [school, `${school}/sheet.json`, `${gym}/leaders`, `/crises/${crisisId}`]) {
    assert.equal((await anne.get(path)).status, 403, path);
  }
  const list = await (await anne.get('/field')).text();
  assert.match(list, /Gymnase/);
  assert.doesNotMatch(list, /École/);
  assert.doesNotMatch(await (await anne.get('/crises')).text(), new RegExp(`/crises/${crisisId}"`));
  assert.match(await (await anne.get('/account')).text(), /Un lieu d’une mobilisation/);

  const again = await chief.post(`${gym}/leaders`, { email: ANNE });
  assert.equal(again.status, 303);
  const [grant, ...others] = await app.grants();
  assert.ok(grant && others.length === 0, 'named twice, one role');
  const gone = await chief.post(`${gym}/leaders/dismiss`, { grant: grant.id });
  assert.equal(gone.headers.get('location'), `${gym}/leaders?dismissed`);
  assert.equal((await anne.get(gym)).status, 403);
  const twice = await chief.post(`${gym}/leaders/dismiss`, { grant: grant.id });
  assert.equal(twice.headers.get('location'), `${gym}/leaders`);
});

test('the role ends a day after the last need of the site, and with the crisis', async (t) => {
  const app = await twoSites(t);
  const { gym, clock, ctx, crisisId } = app;
  await app.chief.post(`${gym}/leaders`, { email: ANNE });
  const [grant] = await app.grants();
  // The need of the fixtures ends in eight hours.
  assert.equal(grant?.expiresAt?.getTime(), ctx.clock.now().getTime() + 32 * HOUR);
  // Signed in anew each time: no session is this long.
  const enters = async () => (await (await app.as({ email: ANNE })).get(gym)).status;
  clock.advance({ hours: 31, minutes: 59 });
  assert.equal(await enters(), 200);
  clock.advance({ minutes: 1 });
  assert.equal(await enters(), 403);

  const chief = await app.as({ grants: [GARD] });
  await chief.post(`${gym}/leaders`, { email: ANNE });
  assert.equal(await enters(), 200);
  assert.ok((await moveCrisis(ctx, officer(), { crisisId, event: 'close' })).ok);
  assert.equal(await enters(), 403);
  const late = await chief.post(`${gym}/leaders`, { email: ANNE });
  assert.equal(late.status, 422);
  assert.match(await late.text(), /La mobilisation est terminée/);
});

test('the message says which site and how to enter, in both languages, marked in an exercise', async (t) => {
  for (const exercise of [false, true]) {
    await t.test(exercise ? 'exercise' : 'real', async (inner) => {
      const app = await twoSites(inner as Parameters<typeof testApp>[0], exercise);
      const { chief, gym, ctx } = app;
      await chief.post(`${gym}/leaders`, { email: ANNE });
      await chief.post(`${gym}/leaders?lang=en`, { email: 'john@test.example' });
      const sent = (await messages(ctx)).filter(({ key }) => key.startsWith('site-leader:'));
      const to = (who: string) => sent.find(({ recipient }) => recipient === who);
      for (const [who, mark, words] of [
        [ANNE, 'EXERCICE', /Vous êtes responsable de Gymnase, pour la mobilisation « Crue/],
        ['john@test.example', 'EXERCISE', /You lead Gymnase, for the mobilisation “Crue/],
      ] as const) {
        const mail = to(who);
        assert.match(mail?.text ?? '', words);
        assert.ok(mail?.text?.includes(gym), 'the address of the desk');
        assert.equal(mail?.exercise, exercise);
        assert.equal(mail?.subject?.startsWith(mark), exercise);
        assert.equal(mail?.text?.includes(mark), exercise);
      }
    });
  }
});

test('a wrong address is said and kept; an officer of elsewhere names nobody', async (t) => {
  const { chief, gym, ...app } = await twoSites(t);
  for (const [email, words] of [
    ['', /Indiquez son adresse e-mail/],
    ['anne(at)test', /n’a pas la forme d’une adresse/],
  ] as const) {
    const refused = await chief.post(`${gym}/leaders`, { email });
    assert.equal(refused.status, 422);
    const html = await refused.text();
    assert.match(html, words);
    if (email) assert.match(html, /value="anne\(at\)test"/);
  }
  const elsewhere = await app.as({
    grants: [{ ...GARD, scope: { kind: 'department', code: '75' } }],
  });
  assert.equal((await elsewhere.post(`${gym}/leaders`, { email: ANNE })).status, 403);
  assert.deepEqual(await app.grants(), []);
});
