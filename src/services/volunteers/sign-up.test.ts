import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messages } from '#platform/messaging/index.ts';
import { type Fields, type SignedInClient, type TestApp, testApp } from '#test/harness/app.ts';
import { slotName } from './domain/availability.ts';
import { idOf } from './domain/skill-referential.ts';

const WHO: Fields = {
  first_name: 'Léa',
  last_name: 'Martin',
  birth_date: '1990-05-17',
  commune: 'Nîmes',
  radius: '30',
};
const CAN: Fields = {
  'skills_care[]': [String(idOf('first_aid'))],
  'skills_field[]': [String(idOf('cooking')), String(idOf('driving'))],
  'certificates_first_aid[]': [String(idOf('psc1'))],
  'equipment[]': ['trailer', 'spaceship'],
  'languages[]': ['fr', 'es', 'klingon'],
  effort: 'moderate',
};
const WHEN: Fields = {
  'weekly[]': [slotName(1, 'morning'), slotName(6, 'night')],
  consent_crisis: 'on',
  phone: '06 39 98 12 34',
};

const where = (response: Response) => response.headers.get('location');

async function lastCode(app: TestApp, phone = '+33639981234'): Promise<string> {
  const [sms] = await messages(app.ctx, { channel: 'sms', recipient: phone });
  return /\d{6}/.exec(sms?.text ?? '')?.[0] ?? '';
}

async function signUp(client: SignedInClient, who: Fields = WHO): Promise<string | null> {
  await client.post('/volunteer/join/1', who);
  await client.post('/volunteer/join/2', CAN);
  return where(await client.post('/volunteer/join/3', WHEN));
}

async function row(app: TestApp, sql: string, values: unknown[] = []) {
  return (await app.database.pool.query(sql, values)).rows;
}

test('three steps and a code make a complete record', async (t) => {
  const app = await testApp(t);
  const lea = await app.as({ email: 'lea@test.example' });
  assert.equal(where(await lea.get('/volunteer')), '/volunteer/join');
  assert.equal(where(await lea.get('/volunteer/join')), '/volunteer/join/1');
  assert.equal(where(await lea.post('/volunteer/join/1', WHO)), '/volunteer/join/2');
  assert.equal(where(await lea.get('/volunteer/join')), '/volunteer/join/2');
  assert.equal(where(await lea.post('/volunteer/join/2', CAN)), '/volunteer/join/3');
  assert.equal(where(await lea.post('/volunteer/join/3', WHEN)), '/volunteer/phone/code');
  const done = await lea.post('/volunteer/phone/code', { code: await lastCode(app) });
  assert.equal(where(done), '/volunteer/join/done');
  assert.equal((await lea.get('/volunteer/join/done')).status, 200);

  const [volunteer] = await row(app, 'SELECT * FROM volunteers.volunteer');
  assert.equal(volunteer.status, 'active');
  assert.equal(volunteer.commune_code, '30189');
  assert.equal(volunteer.department, '30');
  assert.equal(volunteer.radius_km, 30);
  assert.equal(volunteer.weekly, 1 + 2 ** 17);
  assert.deepEqual(volunteer.equipment, ['trailer']);
  assert.deepEqual(volunteer.languages, ['fr', 'es']);
  assert.equal(volunteer.crisis_consent, true);
  assert.equal(volunteer.missions_consent, false);
  assert.equal(volunteer.visible_to_associations, false);
  const [contact] = await row(app, 'SELECT * FROM volunteers.volunteer_contact');
  assert.equal(contact.email, 'lea@test.example');
  assert.ok(contact.email_verified_at);
  assert.equal(contact.phone, '+33639981234');
  assert.ok(contact.phone_verified_at);
  const skills = await row(app, 'SELECT skill_id FROM volunteers.volunteer_skill ORDER BY 1');
  assert.deepEqual(
    skills.map((skill) => skill.skill_id),
    [idOf('first_aid'), idOf('cooking'), idOf('driving')],
  );
  const consents = await row(app, 'SELECT purpose, given, how FROM volunteers.consent');
  assert.deepEqual(consents, [{ purpose: 'crisis', given: true, how: 'sign_up' }]);
  const mail = await messages(app.ctx, { recipient: 'lea@test.example', purpose: 'account' });
  assert.equal(mail.length, 1);
  assert.equal(where(await lea.get('/volunteer/join')), '/volunteer');
});

test('a double click makes one record, and one account is one record', async (t) => {
  const app = await testApp(t);
  const lea = await app.as({ email: 'lea@test.example' });
  const twin = await app.as({ email: 'lea@test.example' });
  const clicks = [lea, lea, twin, lea, twin].map((client) => client.post('/volunteer/join/1', WHO));
  for (const click of await Promise.all(clicks)) assert.equal(where(click), '/volunteer/join/2');
  const [{ count }] = await row(app, 'SELECT count(*)::int FROM volunteers.volunteer');
  assert.equal(count, 1);
});

test('what is wrong is said beside the field, and nothing typed is lost', async (t) => {
  const app = await testApp(t);
  const lea = await app.as();
  const cases: readonly [Fields, RegExp][] = [
    [{ ...WHO, first_name: ' ' }, /Indiquez votre prénom/],
    [{ ...WHO, birth_date: '2011-01-01' }, /à partir de 16 ans/],
    [{ ...WHO, birth_date: '31/12/1990' }, /date de naissance/],
    [{ ...WHO, commune: 'Xyzzyville' }, /ne connaissons pas cette commune/],
    [{ ...WHO, commune: 'Saint-Denis' }, /name="commune_code"/],
    [{ ...WHO, radius: '31' }, /Choisissez une distance/],
  ];
  for (const [fields, message] of cases) {
    const answer = await lea.post('/volunteer/join/1', fields);
    assert.equal(answer.status, 422);
    const html = await answer.text();
    assert.match(html, message);
    assert.match(html, /value="Martin"/);
  }
  const [{ count }] = await row(app, 'SELECT count(*)::int FROM volunteers.volunteer');
  assert.equal(count, 0);
  const chosen = await lea.post('/volunteer/join/1', {
    ...WHO,
    commune: 'Saint-Denis',
    commune_code: '97411',
  });
  assert.equal(where(chosen), '/volunteer/join/2');
  const [{ department }] = await row(app, 'SELECT department FROM volunteers.volunteer');
  assert.equal(department, '974');
});

test('who is not to be called in a crisis learns it at the end, with the way to change it', async (t) => {
  const app = await testApp(t);
  const lea = await app.as();
  await lea.post('/volunteer/join/1', WHO);
  await lea.post('/volunteer/join/2', CAN);
  const { consent_crisis: _, phone: __, ...without } = WHEN;
  assert.equal(where(await lea.post('/volunteer/join/3', without)), '/volunteer/join/done');
  const done = async () => (await lea.get('/volunteer/join/done')).text();
  assert.match(await done(), /pas accepté d’être appelé[^<]*<a href="\/volunteer\/consents"/);
  await lea.post('/volunteer/consents', { consent_crisis: 'on' });
  assert.doesNotMatch(await done(), /pas accepté/);
});

test('the steps cannot be jumped', async (t) => {
  const app = await testApp(t);
  const lea = await app.as();
  assert.equal(where(await lea.post('/volunteer/join/3', WHEN)), '/volunteer/join');
  await lea.post('/volunteer/join/1', WHO);
  assert.equal(where(await lea.post('/volunteer/join/3', WHEN)), '/volunteer/join');
  const [{ status }] = await row(app, 'SELECT status FROM volunteers.volunteer');
  assert.equal(status, 'draft');
});

test('a minor waits for the guardian, and is never asked about crises', async (t) => {
  const app = await testApp(t);
  const tom = await app.as({ email: 'tom@test.example' });
  const next = await signUp(tom, { ...WHO, first_name: 'Tom', birth_date: '2009-01-10' });
  assert.equal(next, '/volunteer/guardian');
  const self = await tom.post('/volunteer/guardian', {
    guardian_name: 'Tom',
    guardian_email: 'TOM@test.example',
  });
  assert.equal(self.status, 422);
  await tom.post('/volunteer/guardian', {
    guardian_name: 'Ana Martin',
    guardian_email: 'ana@test.example',
  });
  const [draft] = await row(app, 'SELECT status, crisis_consent FROM volunteers.volunteer');
  assert.deepEqual(draft, { status: 'draft', crisis_consent: false });

  const [mail] = await messages(app.ctx, { recipient: 'ana@test.example' });
  const path = /\/volunteer\/guardian\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
  const ana = app.visitor();
  assert.equal((await ana.get(path)).status, 200);
  const unanswered = await row(app, 'SELECT consented_at FROM volunteers.guardian');
  assert.equal(unanswered[0].consented_at, null);
  await ana.post(path, { answer: 'yes' });
  const [active] = await row(app, 'SELECT status FROM volunteers.volunteer');
  assert.equal(active.status, 'active');
  await ana.post(path, { answer: 'no' });
  const [back] = await row(app, 'SELECT status FROM volunteers.volunteer');
  assert.equal(back.status, 'draft');
  assert.equal((await ana.get('/volunteer/guardian/not-a-token')).status, 410);
  app.clock.advance({ days: 31 });
  assert.equal((await ana.get(path)).status, 410);
});

test('a code is tried five times, and a number moves to whoever proves it', async (t) => {
  const app = await testApp(t);
  const lea = await app.as({ email: 'lea@test.example' });
  await signUp(lea);
  const right = await lastCode(app);
  const wrong = right === '000000' ? '111111' : '000000';
  for (let n = 0; n < 5; n++) {
    const answer = await lea.post('/volunteer/phone/code', { code: wrong });
    assert.equal(answer.status, 422);
  }
  const late = await lea.post('/volunteer/phone/code', { code: right });
  assert.match(await late.text(), /plus valable/);
  const soon = await lea.post('/volunteer/phone', { phone: '0639981234' });
  assert.match(await soon.text(), /attendez une minute/);
  app.clock.advance({ minutes: 2 });
  await lea.post('/volunteer/phone', { phone: '0639981234' });
  await lea.post('/volunteer/phone/code', { code: await lastCode(app) });

  const max = await app.as({ email: 'max@test.example' });
  await signUp(max, { ...WHO, first_name: 'Max' });
  app.clock.advance({ minutes: 2 });
  await max.post('/volunteer/phone', { phone: '+33 6 39 98 12 34' });
  await max.post('/volunteer/phone/code', { code: await lastCode(app) });
  const contacts = await row(
    app,
    'SELECT email, phone FROM volunteers.volunteer_contact ORDER BY email',
  );
  assert.deepEqual(contacts, [
    { email: 'lea@test.example', phone: null },
    { email: 'max@test.example', phone: '+33639981234' },
  ]);
  const told = await messages(app.ctx, { recipient: 'lea@test.example' });
  assert.ok(told.some((message) => message.subject?.includes('téléphone')));
});
