import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Grant, Role } from '#platform/kernel/actor.ts';
import { messages } from '#platform/messaging/index.ts';
import { type SignedInClient, type TestApp, testApp } from '#test/harness/app.ts';
import { type ImportReport, importVolunteers } from './actions/import.ts';
import { idOf } from './domain/skill-referential.ts';

const SYSTEM = { kind: 'system', name: 'test' } as const;
const where = (response: Response) => response.headers.get('location');
const grant = (role: Role, code: string): Grant => ({ role, scope: { kind: 'department', code } });
const LEA = {
  first_name: 'Léa',
  last_name: 'Martin',
  birth_date: '1990-05-17',
  commune: 'Nîmes',
  radius: '30',
};

async function list(app: TestApp, text: string, dryRun = false): Promise<ImportReport> {
  const open = async function* () {
    yield Buffer.from(text);
  };
  const options = { dryRun, contactsVerified: true };
  const done = await importVolunteers(app.ctx, SYSTEM, open, options);
  assert.ok(done.ok, JSON.stringify(done));
  return done.value;
}

async function records(app: TestApp) {
  const { rows } = await app.database.pool.query(
    `SELECT v.*, c.email, c.phone FROM volunteers.volunteer v
     LEFT JOIN volunteers.volunteer_contact c ON c.volunteer_id = v.id
     WHERE v.status <> 'erased' ORDER BY v.created_at, v.id`,
  );
  return rows;
}

async function joined(app: TestApp, email: string, who: Partial<typeof LEA> = {}) {
  const client = await app.as({ email });
  await client.post('/volunteer/join/1', { ...LEA, ...who });
  await client.post('/volunteer/join/2', {
    'skills_field[]': [String(idOf('cooking'))],
    effort: 'light',
  });
  await client.post('/volunteer/join/3', { consent_crisis: 'on' });
  return client;
}

test('signing up under an address of a list takes that record over, and what is typed wins', async (t) => {
  const app = await testApp(t);
  await list(
    app,
    'nom complet;mail;commune;né le;diplômes;accord crise\nLéa MARTIN;lea@test.example;Alès;;PSE1;oui\n',
  );
  const [before] = await records(app);
  // Straight to the first step, without the page that offers the record.
  await joined(app, 'lea@test.example');
  const after = await records(app);
  assert.equal(after.length, 1);
  assert.equal(after[0].id, before.id);
  assert.equal(after[0].commune_code, '30189');
  assert.equal(after[0].birth_date, '1990-05-17');
  const { rows } = await app.database.pool.query(
    `SELECT (SELECT count(*) FROM volunteers.certificate) AS certificates,
       (SELECT count(*) FROM volunteers.consent WHERE how = 'import') AS consents,
       (SELECT count(*) FROM audit.entry WHERE action = 'volunteer.claimed') AS told`,
  );
  assert.deepEqual(rows, [{ certificates: 1, consents: 1, told: 1 }]);
});

test('an address shared in a family: two people, and the list’s record loses the address', async (t) => {
  const app = await testApp(t);
  await list(app, 'nom complet;mail;né le\nMax MARTIN;lea@test.example;02/02/1961\n');
  await joined(app, 'lea@test.example');
  const people = await records(app);
  assert.deepEqual(people.map(({ first_name, email }) => [first_name, email]).sort(), [
    ['Léa', 'lea@test.example'],
    ['Max', null],
  ]);
});

test('a minor of a list who takes the record over waits for a guardian, and lists hold no minors', async (t) => {
  const app = await testApp(t);
  const refused = await list(app, 'nom complet;mail;né le\nLéa MARTIN;l@test.example;01/01/2010\n');
  assert.deepEqual(
    refused.rejected.map(({ cause }) => cause),
    ['minor'],
  );
  await list(app, 'nom complet;mail\nLéa MARTIN;lea@test.example\n');
  await app.database.pool.query("UPDATE volunteers.volunteer SET birth_date = '2009-01-01'");
  const lea = await app.as({ email: 'lea@test.example' });
  await lea.post('/volunteer/claim');
  assert.equal((await records(app))[0].status, 'draft');
  assert.equal(where(await lea.get('/volunteer/join')), '/volunteer/guardian');
});

test('a list about somebody who signed up changes nothing of hers, and says how many fields differ', async (t) => {
  const app = await testApp(t);
  await joined(app, 'lea@test.example');
  await joined(app, 'zoe@test.example', { first_name: 'Zoé' });
  const text =
    'nom complet;mail;commune;né le;compétences;langues;accord missions\n' +
    'Léa DURAND;lea@test.example;Alès;01/01/1980;Conduite d’une voiture;anglais;oui\n' +
    'Zoé MARTIN;zoe@test.example;Nîmes;;;;\n' +
    'Ali ROUX;ali@test.example;Nîmes;;;;\n';
  const dump = async () => {
    const { rows } = await app.database.pool.query(
      `SELECT v.first_name, v.last_name, v.birth_date, v.commune_code, v.languages, v.missions_consent,
         ARRAY(SELECT skill_id FROM volunteers.volunteer_skill s WHERE s.volunteer_id = v.id) AS skills
       FROM volunteers.volunteer v WHERE account_id IS NOT NULL ORDER BY first_name`,
    );
    return rows;
  };
  const before = await dump();
  const trial = await list(app, text, true);
  const real = await list(app, text);
  for (const report of [trial, real]) {
    assert.deepEqual(report.differing, [
      {
        line: 2,
        fields: ['last_name', 'birth_date', 'commune', 'skills', 'languages'],
      },
    ]);
    const { created, updated, same } = report;
    assert.deepEqual({ created, updated, same }, { created: 1, updated: 2, same: 1 });
  }
  assert.deepEqual(await dump(), before);
});

/** Léa has an account; two lists knew her under other addresses. */
async function lookAlikes(t: TestContext) {
  const app = await testApp(t);
  const lea = await joined(app, 'lea@test.example');
  await list(
    app,
    'nom complet;mail;commune;né le;diplômes;langues;accord missions\n' +
      'Léa MARTIN;lea.old@test.example;Nîmes;17/05/1990;PSE1;espagnol;oui\n' +
      'Léa MARTIN;lea.older@test.example;Nîmes;17/05/1990;;;\n',
  );
  const people = await records(app);
  const id = (email: string): string => people.find((item) => item.email === email).id;
  return {
    app,
    lea,
    own: id('lea@test.example'),
    old: id('lea.old@test.example'),
    older: id('lea.older@test.example'),
    officer: await app.as({ grants: [grant('crisis_officer', '30')] }),
    reviewer: await app.as({ grants: [grant('reviewer', '30')] }),
  };
}

async function openMerge(app: TestApp): Promise<string> {
  const { rows } = await app.database.pool.query(
    "SELECT id FROM volunteers.merge WHERE state = 'proposed'",
  );
  assert.equal(rows.length, 1);
  return rows[0].id;
}

const propose = (who: SignedInClient, one: string, other: string) =>
  who.post('/volunteers/duplicates', { one, other });

test('staff propose, the person is asked and decides, and her history is whole', async (t) => {
  const { app, lea, own, old, officer } = await lookAlikes(t);
  const found = await (await officer.get('/volunteers/duplicates')).text();
  assert.match(found, /Proposer de réunir/);
  const elsewhere = await app.as({ grants: [grant('crisis_officer', '75')] });
  assert.doesNotMatch(await (await elsewhere.get('/volunteers/duplicates')).text(), /Martin/);
  assert.equal((await propose(elsewhere, old, own)).status, 422);
  assert.equal((await propose(officer, old, own)).status, 303);
  assert.match(await (await propose(officer, own, old)).text(), /attend déjà une décision/);
  const mails = await messages(app.ctx, { recipient: 'lea@test.example' });
  assert.equal(mails.filter(({ text }) => text.includes('/volunteer/duplicate')).length, 1);
  assert.match(await (await lea.get('/')).text(), /\/volunteer\/duplicate/);

  const id = await openMerge(app);
  const max = await joined(app, 'max@test.example', { first_name: 'Max' });
  assert.equal((await max.post(`/volunteer/duplicate/${id}`, { answer: 'yes' })).status, 404);
  assert.match(await (await lea.get('/volunteer/duplicate')).text(), /Oui, c’est moi/);
  assert.equal(
    where(await lea.post(`/volunteer/duplicate/${id}`, { answer: 'yes' })),
    '/volunteer',
  );
  assert.equal((await lea.post(`/volunteer/duplicate/${id}`, { answer: 'no' })).status, 422);

  const { rows } = await app.database.pool.query(
    `SELECT v.status, v.merged_into, v.first_name, v.account_id IS NOT NULL AS account, v.languages,
       v.missions_consent,
       (SELECT count(*) FROM volunteers.certificate c WHERE c.volunteer_id = v.id) AS certificates,
       (SELECT count(*) FROM volunteers.consent c WHERE c.volunteer_id = v.id) AS consents,
       (SELECT count(*) FROM volunteers.identity_key k WHERE k.volunteer_id = v.id) AS keys
     FROM volunteers.volunteer v WHERE id IN ($1, $2) ORDER BY v.status`,
    [own, old],
  );
  assert.deepEqual(rows, [
    {
      status: 'active',
      merged_into: null,
      first_name: 'Léa',
      account: true,
      languages: ['es'],
      // Her own boxes stand; what the list was told stays in the history.
      missions_consent: false,
      certificates: 1,
      consents: 2,
      keys: 2,
    },
    {
      status: 'erased',
      merged_into: own,
      first_name: null,
      account: false,
      languages: [],
      missions_consent: false,
      certificates: 0,
      consents: 0,
      keys: 0,
    },
  ]);
  const data = await (await lea.get('/volunteer/data.json')).json();
  assert.equal(data.consents.length, 2);
  const { rows: told } = await app.database.pool.query(
    "SELECT action, detail FROM audit.entry WHERE action LIKE 'volunteer.merge%' ORDER BY seq",
  );
  assert.deepEqual(
    told.map((row) => row.action),
    ['volunteer.merge_proposed', 'volunteer.merged'],
  );
  assert.equal(told[1].detail.ground, 'person');
});

test('a reviewer decides for records without account, not on their own proposal', async (t) => {
  const { app, old, older, officer, reviewer } = await lookAlikes(t);
  assert.equal((await propose(reviewer, old, older)).status, 303);
  const id = await openMerge(app);
  const path = `/volunteers/duplicates/${id}`;
  assert.equal((await officer.get(path)).status, 403);
  const elsewhere = await app.as({ grants: [grant('reviewer', '75')] });
  assert.equal((await elsewhere.get(path)).status, 404);
  assert.equal((await elsewhere.post(path, { answer: 'yes' })).status, 404);
  const own = await reviewer.post(path, { answer: 'yes' });
  assert.equal(own.status, 422);
  assert.match(await own.text(), /un collègue décide/);
  const colleague = await app.as({ grants: [grant('reviewer', '30')] });
  assert.match(await (await colleague.get('/')).text(), /1 proposition de réunir/);
  assert.match(await (await colleague.get(path)).text(), /Fiche qui reste/);
  assert.equal((await colleague.post(path, { answer: 'yes' })).status, 303);
  const people = await records(app);
  assert.equal(people.length, 2);
  const kept = people.find((item) => item.account_id === null);
  assert.equal(kept.missions_consent, true);
});

test('“two people” is remembered, and a record that goes takes its proposals along', async (t) => {
  const { app, lea, own, old, older, officer } = await lookAlikes(t);
  await propose(officer, old, own);
  await lea.post(`/volunteer/duplicate/${await openMerge(app)}`, { answer: 'no' });
  assert.match(await (await propose(officer, old, own)).text(), /deux personnes/);
  assert.equal((await records(app)).length, 3);
  await propose(officer, older, own);
  const waiting = await openMerge(app);
  await lea.post('/volunteer/data/erase', { confirm: 'on' });
  const { rows } = await app.database.pool.query(
    'SELECT state FROM volunteers.merge WHERE id = $1',
    [waiting],
  );
  assert.deepEqual(rows, [{ state: 'lapsed' }]);
});

test('two accounts are not merged by anybody, nor people who do not look alike', async (t) => {
  const { app, own, old, officer } = await lookAlikes(t);
  const twin = await joined(app, 'lea.twin@test.example');
  assert.ok(twin);
  const people = await records(app);
  const other = people.find((item) => item.email === 'lea.twin@test.example').id;
  assert.match(await (await propose(officer, own, other)).text(), /a un compte/);
  await app.database.pool.query(
    "UPDATE volunteers.volunteer SET birth_date = '1990-05-18' WHERE id = $1",
    [old],
  );
  assert.match(await (await propose(officer, own, old)).text(), /ne se ressemblent pas/);
  assert.equal((await propose(officer, own, own)).status, 422);
  assert.equal((await propose(officer, own, 'not-an-id')).status, 422);
});

test('a line that joins two records of one name is refused, and proposed to a human', async (t) => {
  const app = await testApp(t);
  await list(
    app,
    'nom complet;mail;tel;commune\nLéa MARTIN;a@test.example;;Nîmes\nLéa MARTIN;;0639980001;Nîmes\nMax ROUX;;0639980002;Nîmes\n',
  );
  const report = await list(
    app,
    'nom complet;mail;tel\nLéa MARTIN;a@test.example;0639980001\nLéa MARTIN;a@test.example;0639980002\n',
  );
  assert.deepEqual(
    report.rejected.map(({ line, cause }) => [line, cause]),
    [
      [2, 'contact_conflict'],
      [3, 'contact_conflict'],
    ],
  );
  const { rows } = await app.database.pool.query('SELECT reason, state FROM volunteers.merge');
  assert.deepEqual(rows, [{ reason: 'phone', state: 'proposed' }]);
});

test('a decision, a sign-in, lists and proposals at once leave one record and lose no address', async (t) => {
  const { app, lea, own, old, older, officer, reviewer } = await lookAlikes(t);
  await propose(officer, old, own);
  await propose(officer, older, own);
  const { rows: merges } = await app.database.pool.query('SELECT id FROM volunteers.merge');
  const text =
    'nom complet;mail;commune;né le\n' +
    'Léa MARTIN;lea.older@test.example;Nîmes;17/05/1990\n' +
    'Léa MARTIN;lea.old@test.example;Nîmes;17/05/1990\n';
  const holder = await app.as({ email: 'lea.old@test.example' });
  const acts: (() => Promise<unknown>)[] = merges.flatMap(({ id }) => [
    () => lea.post(`/volunteer/duplicate/${id}`, { answer: 'yes' }),
    () => reviewer.post(`/volunteers/duplicates/${id}`, { answer: 'yes' }),
  ]);
  const answers = await Promise.all([
    ...acts.map((act) => act()),
    ...[1, 2, 3].map(() => list(app, text)),
    holder.post('/volunteer/claim'),
    propose(officer, old, older),
    lea.post('/volunteer/identity', LEA),
  ]);
  for (const answer of answers)
    if (answer instanceof Response) assert.ok(answer.status < 500, `${answer.status}`);
  const { rows } = await app.database.pool.query(
    `SELECT v.status, k.kind, k.hash FROM volunteers.identity_key k
     LEFT JOIN volunteers.volunteer v ON v.id = k.volunteer_id
     WHERE v.id IS NULL OR v.status = 'erased'`,
  );
  assert.deepEqual(rows, [], 'a key that leads to nobody');
  const people = await records(app);
  for (const email of ['lea@test.example', 'lea.old@test.example', 'lea.older@test.example'])
    assert.ok(people.filter((item) => item.email === email).length <= 1, email);
  assert.ok(people.every((item) => item.first_name === 'Léa'));
  const { rows: emptied } = await app.database.pool.query(
    "SELECT 1 FROM volunteers.volunteer WHERE status = 'erased' AND first_name IS NOT NULL",
  );
  assert.deepEqual(emptied, [], 'a list wrote into an emptied record');
});
