import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grantsHeld } from '#platform/auth/index.ts';
import type { Grant } from '#platform/kernel/actor.ts';
import { type SignedInClient, type TestApp, testApp } from '#test/harness/app.ts';
import { followClaims } from './actions/claim-clock.ts';
import { codeForLetter } from './actions/claim-review.ts';
import { addOrganisations } from './fixtures.ts';

const REVIEWER: Grant = { role: 'reviewer', scope: { kind: 'department', code: '30' } };
const pdf = () => new File(['%PDF-1.4\n%%EOF\n'], 'pv.pdf', { type: 'application/pdf' });

async function house(app: TestApp) {
  const [plain, withSite] = await addOrganisations(app.ctx, [
    {
      name: 'Amis du Gardon',
      communeCode: '30189',
      facts: { address: '1 rue Haute', postalCode: '30000', communeName: 'Nîmes' },
    },
    {
      name: 'Chorale du Pont',
      communeCode: '30189',
      facts: { website: 'https://www.chorale.example' },
    },
  ]);
  return { plain: plain?.id as string, withSite: withSite?.id as string };
}

const DOCUMENT = { kind: 'claim', proof: 'document', office: 'treasurer' };

async function ask(
  person: SignedInClient,
  organisation: string,
  fields: Record<string, string | File>,
) {
  const response = await person.post(`/associations/${organisation}/claim`, {
    ...DOCUMENT,
    ...fields,
  });
  assert.equal(
    response.status,
    303,
    await response
      .clone()
      .text()
      .then((html) => /error-summary[\s\S]{0,900}/.exec(html)?.[0] ?? ''),
  );
  return (response.headers.get('location') as string).split('/').at(-1) as string;
}

async function stateOf(app: TestApp, id: string): Promise<string> {
  const { rows } = await app.database.pool.query(
    'SELECT state FROM associations.claim WHERE id = $1',
    [id],
  );
  return rows[0].state;
}

async function rolesOf(app: TestApp, person: SignedInClient, organisation: string) {
  return (await grantsHeld(app.ctx.db, person.accountId, app.clock.now()))
    .filter(({ scope }) => scope.kind === 'organisation' && scope.id === organisation)
    .map(({ role }) => role);
}

async function mailsTo(app: TestApp, recipient: string): Promise<string[]> {
  const { rows } = await app.database.pool.query(
    `SELECT subject FROM messaging.outbox WHERE recipient = $1 ORDER BY created_at, id`,
    [recipient],
  );
  return rows.map(({ subject }) => subject);
}

test('a treasurer shows a document, answers a question, and acts for the association for two years', async (t) => {
  const app = await testApp(t);
  const { plain } = await house(app);
  const treasurer = await app.as({ email: 'treasurer@test.example' });
  const bare = await treasurer.post(`/associations/${plain}/claim`, DOCUMENT);
  assert.equal(bare.status, 422);
  assert.match(await bare.text(), /Joignez un document/);
  const lie = new File(['MZ not a pdf'], 'pv.pdf', { type: 'application/pdf' });
  assert.equal(
    (await treasurer.post(`/associations/${plain}/claim`, { ...DOCUMENT, file: lie })).status,
    422,
  );
  const id = await ask(treasurer, plain, {
    file: pdf(),
    contact_email: 'asso@test.example',
    second_email: 'President@test.example',
  });
  const again = await treasurer.post(`/associations/${plain}/claim`, { ...DOCUMENT, file: pdf() });
  assert.match(await again.text(), /déjà une demande en cours/);

  const elsewhere = await app.as({
    grants: [{ role: 'reviewer', scope: { kind: 'department', code: '75' } }],
  });
  assert.equal((await elsewhere.get(`/review/claims/${id}`)).status, 404);
  let reviewer = await app.as({ email: 'reviewer@test.example', grants: [REVIEWER] });
  assert.match(await (await reviewer.get('/review/claims')).text(), /Amis du Gardon/);
  assert.equal((await reviewer.get(`/review/claims/${id}/document`)).status, 200);
  await reviewer.post(`/review/claims/${id}/notes`, { note: 'À vérifier au greffe' });
  await reviewer.post(`/review/claims/${id}`, { decision: 'ask', question: 'minutes' });
  assert.equal(await stateOf(app, id), 'question');
  for (const [days, left] of [
    [14, 15],
    [24, 5],
  ] as const) {
    app.clock.set(new Date(Date.parse('2026-11-24T08:00:00Z') + (days + 1) * 86_400_000));
    await followClaims(app.ctx);
    await followClaims(app.ctx);
    const expected = `Amis du Gardon : il reste ${left} jours`;
    for (const address of ['treasurer@test.example', 'asso@test.example']) {
      assert.equal(
        (await mailsTo(app, address)).filter((subject) => subject === expected).length,
        1,
        address,
      );
    }
  }
  const back = await app.as({ email: 'treasurer@test.example' });
  assert.equal((await back.post(`/claims/${id}/answer`, { answer: '' })).status, 422);
  await back.post(`/claims/${id}/answer`, { answer: 'Voici', file: pdf() });
  // Weeks have passed: sessions ended.
  reviewer = await app.as({ email: 'reviewer@test.example' });
  const page = await (await reviewer.get(`/review/claims/${id}`)).text();
  assert.match(page, /Voici/);
  assert.match(page, /À vérifier au greffe/);
  await reviewer.post(`/review/claims/${id}`, { decision: 'accept' });
  assert.deepEqual(await rolesOf(app, treasurer, plain), ['association_owner']);
  const signedIn = await app.as({ email: 'treasurer@test.example' });
  assert.match(await (await signedIn.get(`/claims/${id}`)).text(), /jusqu’au/);

  const president = await app.as({ email: 'president@test.example' });
  const own = await ask(president, plain, {
    kind: 'join',
    proof: 'invitation',
    role: 'association_owner',
  });
  assert.equal(await stateOf(app, own), 'accepted');
  assert.deepEqual(await rolesOf(app, president, plain), ['association_owner']);

  // Two years later: reminders to the person, the association and its other owner; then the end.
  const { rows } = await app.database.pool.query(
    `SELECT valid_until::text AS day FROM associations.claim WHERE id = $1`,
    [id],
  );
  const last = Date.parse(rows[0].day);
  assert.equal((await signedIn.post(`/claims/${id}/renew`)).status, 422);
  for (const left of [30, 15, 5]) {
    app.clock.set(new Date(last - left * 86_400_000 + 9 * 3_600_000));
    await followClaims(app.ctx);
    const expected = `Amis du Gardon : il reste ${left} jours`;
    for (const address of [
      'treasurer@test.example',
      'asso@test.example',
      'president@test.example',
    ]) {
      assert.ok((await mailsTo(app, address)).includes(expected), `${address} ${left}`);
    }
  }
  const renewing = await app.as({ email: 'treasurer@test.example' });
  assert.equal((await renewing.post(`/claims/${id}/renew`)).status, 303);
  app.clock.advance({ days: 40 });
  await followClaims(app.ctx);
  assert.deepEqual(await rolesOf(app, treasurer, plain), ['association_owner']);
  assert.deepEqual(await rolesOf(app, president, plain), [], 'not extended, ended');
  assert.ok(
    (await mailsTo(app, 'president@test.example')).includes('Mandat terminé pour Amis du Gardon'),
  );
});

test('the domain of the site is a proof at once; another one is not', async (t) => {
  const app = await testApp(t);
  const { withSite } = await house(app);
  const stranger = await app.as({ email: 'x@elsewhere.example' });
  const refused = await stranger.post(`/associations/${withSite}/claim`, {
    ...DOCUMENT,
    proof: 'domain',
  });
  assert.equal(refused.status, 422);
  const singer = await app.as({ email: 'lea@chorale.example' });
  const id = await ask(singer, withSite, { proof: 'domain' });
  assert.equal(await stateOf(app, id), 'accepted');
  assert.deepEqual(await rolesOf(app, singer, withSite), ['association_owner']);
});

test('a letter carries a code to the registered address; five wrong ones end it', async (t) => {
  const app = await testApp(t);
  const { plain, withSite } = await house(app);
  const person = await app.as();
  const nowhere = await person.post(`/associations/${withSite}/claim`, {
    ...DOCUMENT,
    proof: 'letter',
  });
  assert.match(await nowhere.text(), /adresse du siège/);
  const id = await ask(person, plain, { proof: 'letter' });
  const reviewer = await app.as({ grants: [REVIEWER] });
  assert.match(await (await reviewer.get('/review/claims?queue=letters')).text(), /Amis du Gardon/);
  const pdfLetter = await reviewer.post(`/review/claims/${id}/letter`);
  assert.equal(pdfLetter.headers.get('content-type'), 'application/pdf');
  assert.equal(
    Buffer.from(await pdfLetter.arrayBuffer())
      .subarray(0, 5)
      .toString(),
    '%PDF-',
  );
  const actor = { kind: 'person', accountId: reviewer.accountId, grants: [REVIEWER] } as const;
  const printed = await codeForLetter(app.ctx, actor, id);
  assert.ok(printed.ok);
  const { code } = printed.value;
  for (let i = 0; i < 5; i++) {
    assert.equal((await person.post(`/claims/${id}/code`, { code: 'AAAAAAAAAA' })).status, 422);
  }
  assert.match(await (await person.post(`/claims/${id}/code`, { code })).text(), /Trop d’essais/);
  const anew = await codeForLetter(app.ctx, actor, id);
  assert.ok(anew.ok);
  const typed = anew.value.code.toLowerCase().replace(/^(.{5})/, '$1 ');
  assert.equal((await person.post(`/claims/${id}/code`, { code: typed })).status, 303);
  assert.deepEqual(await rolesOf(app, person, plain), ['association_owner']);
});

test('who acts already is asked; a contested hand-over takes two reviewers', async (t) => {
  const app = await testApp(t);
  const { plain } = await house(app);
  const scope = { kind: 'organisation', id: plain } as const;
  const owner = await app.as({
    email: 'owner@test.example',
    grants: [{ role: 'association_owner', scope }],
  });
  const late = await app.as();
  const direct = await late.post(`/associations/${plain}/claim`, { ...DOCUMENT, file: pdf() });
  assert.match(await direct.text(), /agit déjà pour cette association/);
  const joining = await ask(late, plain, { kind: 'join', role: 'association_manager' });
  assert.deepEqual(await mailsTo(app, 'owner@test.example'), [
    'Quelqu’un demande à agir pour Amis du Gardon',
  ]);
  assert.equal((await late.post(`/claims/${joining}/owner`, { answer: 'agree' })).status, 404);
  assert.match(await (await owner.get('/claims')).text(), /attendent votre réponse/);
  assert.equal((await owner.post(`/claims/${joining}/owner`, { answer: 'agree' })).status, 303);
  assert.deepEqual(await rolesOf(app, late, plain), ['association_manager']);

  const heir = await app.as();
  assert.equal(
    (await heir.post(`/associations/${plain}/claim`, { ...DOCUMENT, kind: 'hand_over' })).status,
    422,
  );
  const taking = await ask(heir, plain, { kind: 'hand_over', file: pdf() });
  await owner.post(`/claims/${taking}/owner`, { answer: 'refuse' });
  assert.equal(await stateOf(app, taking), 'review');
  const [first, second] = [
    await app.as({ grants: [REVIEWER] }),
    await app.as({ grants: [REVIEWER] }),
  ];
  assert.match(
    await (await first.post(`/review/claims/${taking}`, { decision: 'accept' })).text(),
    /il faut deux personnes/,
  );
  assert.equal(
    (await first.post(`/review/claims/${taking}`, { decision: 'propose_override' })).status,
    422,
  );
  await first.post(`/review/claims/${taking}`, {
    decision: 'propose_override',
    text: 'Le PV est clair',
  });
  assert.equal(
    (await first.post(`/review/claims/${taking}`, { decision: 'agree_override' })).status,
    422,
  );
  assert.equal(await stateOf(app, taking), 'second');
  await second.post(`/review/claims/${taking}`, { decision: 'agree_override' });
  assert.deepEqual(await rolesOf(app, heir, plain), ['association_owner']);
  assert.deepEqual(await rolesOf(app, owner, plain), [], 'handed over');
  assert.ok(
    (await mailsTo(app, 'owner@test.example')).includes('Vous n’agissez plus pour Amis du Gardon'),
  );
});

test('an owner who stays silent does not block; a person who stays silent is told', async (t) => {
  const app = await testApp(t);
  const { plain } = await house(app);
  await app.as({
    email: 'away@test.example',
    grants: [{ role: 'association_owner', scope: { kind: 'organisation', id: plain } }],
  });
  const person = await app.as({ email: 'person@test.example' });
  const id = await ask(person, plain, { kind: 'join', role: 'association_reader' });
  app.clock.advance({ days: 10 });
  await followClaims(app.ctx);
  assert.ok(
    (await mailsTo(app, 'away@test.example')).includes('Amis du Gardon : il reste 5 jours'),
  );
  app.clock.advance({ days: 5 });
  await followClaims(app.ctx);
  assert.equal(await stateOf(app, id), 'review');
  const reviewer = await app.as({ grants: [REVIEWER] });
  await reviewer.post(`/review/claims/${id}`, { decision: 'ask', question: 'identity' });
  app.clock.advance({ days: 31 });
  await followClaims(app.ctx);
  assert.equal(await stateOf(app, id), 'expired');
  assert.ok(
    (await mailsTo(app, 'person@test.example')).includes('Demande close pour Amis du Gardon'),
  );
});

test('two people who claim the same association at once: both are heard, one request each', async (t) => {
  const app = await testApp(t);
  const { withSite } = await house(app);
  const people = [
    await app.as({ email: 'a@chorale.example' }),
    await app.as({ email: 'b@chorale.example' }),
  ];
  const answers = await Promise.all(
    people.map((person) =>
      person.post(`/associations/${withSite}/claim`, { ...DOCUMENT, proof: 'domain' }),
    ),
  );
  assert.deepEqual(
    answers.map(({ status }) => status).sort(),
    [303, 422],
    'the second is told that somebody acts',
  );
  const [same] = people;
  const twice = await Promise.all(
    [0, 1].map(() =>
      (same as SignedInClient).post(`/associations/${withSite}/claim`, {
        ...DOCUMENT,
        kind: 'hand_over',
        file: pdf(),
      }),
    ),
  );
  assert.ok(twice.filter(({ status }) => status === 303).length <= 1);
});

test('an owner takes a colleague’s role away: at once, told, never their own, and one owner stays', async (t) => {
  const app = await testApp(t);
  const { plain } = await house(app);
  const scope = { kind: 'organisation', id: plain } as const;
  const acts = (email: string, role: Grant['role'], lang: 'fr' | 'en' = 'fr') =>
    app.as({ email, lang, grants: [{ role, scope }] });
  const ann = await acts('ann@test.example', 'association_owner');
  const bob = await acts('bob@test.example', 'association_owner', 'en');
  const reader = await acts('reader@test.example', 'association_reader');
  const path = `/associations/${plain}/people`;
  assert.match(await (await ann.get('/claims')).text(), new RegExp(`href="${path}"`));
  const grants = async () => {
    const html = await (await ann.get(path)).text();
    return [...html.matchAll(/name="grant" value="([^"]+)"/g)].map(([, id]) => id as string);
  };
  const own = async (person: SignedInClient) =>
    (await grantsHeld(app.ctx.db, person.accountId, app.clock.now()))[0]?.id as string;
  assert.deepEqual(new Set(await grants()), new Set([await own(bob), await own(reader)]));
  for (const other of [reader, await app.as()]) {
    assert.equal((await other.get(path)).status, 404, 'for owners alone');
    assert.equal((await other.post(`${path}/remove`, { grant: await own(bob) })).status, 404);
  }
  const self = await ann.post(`${path}/remove`, { grant: await own(ann) });
  assert.equal(self.status, 422);
  assert.match(await self.text(), /Vous ne pouvez pas retirer votre propre rôle/);

  const removed = await ann.post(`${path}/remove`, { grant: await own(reader) });
  assert.equal(removed.headers.get('location'), `${path}?removed`);
  assert.deepEqual(await rolesOf(app, reader, plain), []);
  assert.deepEqual(await mailsTo(app, 'reader@test.example'), [
    'Vous n’agissez plus pour Amis du Gardon',
  ]);
  const { rows } = await app.database.pool.query(
    "SELECT 1 FROM audit.entry WHERE action = 'association.colleague_removed'",
  );
  assert.equal(rows.length, 1);

  // Both owners remove each other at the same moment.
  const [ofAnn, ofBob] = [await own(ann), await own(bob)];
  await Promise.all([
    ann.post(`${path}/remove`, { grant: ofBob }),
    bob.post(`${path}/remove`, { grant: ofAnn }),
  ]);
  const left = [...(await rolesOf(app, ann, plain)), ...(await rolesOf(app, bob, plain))];
  assert.deepEqual(left, ['association_owner']);
  const mails = await mailsTo(app, 'bob@test.example');
  assert.ok(mails.length === 0 || mails[0] === 'You no longer act for Amis du Gardon');
});
