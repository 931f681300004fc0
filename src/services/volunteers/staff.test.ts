import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Grant, Role } from '#platform/kernel/actor.ts';
import { messages } from '#platform/messaging/index.ts';
import { type SignedInClient, type TestApp, testApp } from '#test/harness/app.ts';
import { importVolunteers } from './actions/import.ts';
import { idOf } from './domain/skill-referential.ts';

const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);
const where = (response: Response) => response.headers.get('location');
const grant = (role: Role, code: string): Grant => ({ role, scope: { kind: 'department', code } });

async function joined(app: TestApp, email: string, firstName: string, commune = 'Nîmes') {
  const client = await app.as({ email });
  await client.post('/volunteer/join/1', {
    first_name: firstName,
    last_name: 'Martin',
    birth_date: '1990-05-17',
    commune,
    radius: '30',
  });
  await client.post('/volunteer/join/2', {
    'skills_field[]': [String(idOf('cooking'))],
    effort: 'light',
  });
  await client.post('/volunteer/join/3', { consent_crisis: 'on' });
  return client;
}

async function declare(client: SignedInClient, kind: 'pse1' | 'psc1' = 'pse1') {
  return client.post('/volunteer/certificates/new', {
    kind: String(idOf(kind)),
    number: '12-345',
    issued_on: '2026-06-01',
    expires_on: '',
    file: new File([PDF], 'pse1.pdf', { type: 'application/pdf' }),
  });
}

async function onlyCertificate(app: TestApp) {
  const { rows } = await app.database.pool.query('SELECT * FROM volunteers.certificate');
  assert.equal(rows.length, 1);
  return rows[0];
}

test('a document goes from its holder to the reviewer of the department, and the answer back', async (t) => {
  const app = await testApp(t);
  const lea = await joined(app, 'lea@test.example', 'Léa');
  assert.equal(where(await declare(lea)), '/volunteer/certificates');
  const before = await onlyCertificate(app);
  assert.equal(before.status, 'declared');
  assert.equal(before.expires_on, '2027-06-01');
  const path = `/volunteers/certificates/${before.volunteer_id}/${before.id}`;

  const reviewer = await app.as({ grants: [grant('reviewer', '30')] });
  assert.match(await (await reviewer.get('/volunteers/certificates')).text(), /Martin Léa/);
  const document = await reviewer.get(`${path}/document`);
  assert.equal(document.status, 200);
  assert.deepEqual(Buffer.from(await document.arrayBuffer()), PDF);

  const elsewhere = await app.as({ grants: [grant('reviewer', '75')] });
  assert.doesNotMatch(await (await elsewhere.get('/volunteers/certificates')).text(), /Martin/);
  assert.equal((await elsewhere.get(path)).status, 404);
  assert.equal((await elsewhere.get(`${path}/document`)).status, 404);
  assert.equal((await elsewhere.post(`${path}/verify`, {})).status, 404);
  const officer = await app.as({ grants: [grant('crisis_officer', '30')] });
  assert.equal((await officer.get(`${path}/document`)).status, 403);
  assert.equal((await onlyCertificate(app)).status, 'declared');

  assert.equal(
    (await reviewer.post(`${path}/verify`, { issued_on: '', expires_on: '' })).status,
    422,
  );
  const verified = await reviewer.post(`${path}/verify`, {
    issued_on: '2026-06-02',
    expires_on: '2027-06-02',
  });
  assert.equal(where(verified), '/volunteers/certificates?saved=1');
  const after = await onlyCertificate(app);
  assert.equal(after.status, 'verified');
  assert.equal(after.expires_on, '2027-06-02');
  assert.equal(after.verifier, reviewer.accountId);
  const again = await reviewer.post(`${path}/verify`, { issued_on: '2026-06-02', expires_on: '' });
  assert.match(await again.text(), /la fiche a changé/);
  const mails = await messages(app.ctx, { recipient: 'lea@test.example' });
  assert.ok(mails.some((mail) => mail.subject?.startsWith('Vérifié')));

  const changed = await lea.post(`/volunteer/certificates/${after.id}`, {
    kind: String(idOf('doctor')),
    number: 'X',
    issued_on: '2026-06-02',
    expires_on: '2031-01-01',
  });
  assert.equal(where(changed), '/volunteer/certificates');
  const back = await onlyCertificate(app);
  assert.equal(back.status, 'declared');
  assert.equal(back.kind_id, idOf('pse1'));

  assert.equal((await reviewer.post(`${path}/reject`, {})).status, 422);
  await reviewer.post(`${path}/reject`, { reason: 'unreadable' });
  assert.equal((await onlyCertificate(app)).reason, 'unreadable');
  assert.match(await (await lea.get('/volunteer/certificates')).text(), /illisible/);
  const { rows } = await app.database.pool.query(
    "SELECT action FROM audit.entry WHERE subject_kind = 'certificate' ORDER BY seq",
  );
  assert.deepEqual(
    rows.map((row) => row.action),
    ['certificate.document_read', 'certificate.verified', 'certificate.rejected'],
  );
});

test('nobody verifies their own document, nor sees the document of somebody else', async (t) => {
  const app = await testApp(t);
  const lea = await joined(app, 'lea@test.example', 'Léa');
  await declare(lea);
  const { volunteer_id, id } = await onlyCertificate(app);
  const self = await app.as({ email: 'lea@test.example', grants: [grant('reviewer', '30')] });
  const verdict = await self.post(`/volunteers/certificates/${volunteer_id}/${id}/verify`, {
    issued_on: '2026-06-01',
    expires_on: '2027-06-01',
  });
  assert.match(await verdict.text(), /Demandez à un collègue/);
  const max = await joined(app, 'max@test.example', 'Max');
  assert.equal((await max.get(`/volunteer/certificates/${id}/document`)).status, 404);
  assert.equal((await max.post(`/volunteer/certificates/${id}/remove`)).status, 404);
  assert.equal((await onlyCertificate(app)).status, 'declared');
});

test('a program renamed .pdf is refused and leaves nothing', async (t) => {
  const app = await testApp(t);
  const lea = await joined(app, 'lea@test.example', 'Léa');
  const answer = await lea.post('/volunteer/certificates/new', {
    kind: String(idOf('psc1')),
    issued_on: '2020-01-01',
    file: new File(['MZ\x90\x00 this is a program'], 'psc1.pdf', { type: 'application/pdf' }),
  });
  assert.equal(answer.status, 422);
  assert.match(await answer.text(), /ni un PDF/);
  const { rows } = await app.database.pool.query(
    'SELECT (SELECT count(*) FROM volunteers.certificate) c, (SELECT count(*) FROM files.stored_file) f',
  );
  assert.deepEqual(rows, [{ c: 0, f: 0 }]);
});

test('the directory shows the territory, and each record read is kept', async (t) => {
  const app = await testApp(t);
  await joined(app, 'lea@test.example', 'Léa');
  await joined(app, 'max@test.example', 'Max', 'Lille');
  const officer = await app.as({ grants: [grant('crisis_officer', '30')] });
  const list = await (await officer.get('/volunteers')).text();
  assert.match(list, /Martin Léa/);
  assert.doesNotMatch(list, /Martin Max/);
  const cases: readonly [string, boolean][] = [
    ['q=mart', true],
    ['q=lea+martin', true],
    ['q=%25', true],
    ['q=dupont', false],
    ['commune=Nîmes', true],
    ['commune=Lille', false],
    ['commune=Xyzzy', false],
    [`ability=${idOf('cooking')}`, true],
    [`ability=${idOf('pse1')}`, false],
    ['status=active', true],
    ['status=paused', false],
    ['page=99', true],
  ];
  for (const [query, found] of cases) {
    const html = await (await officer.get(`/volunteers?${query}`)).text();
    assert.equal(/Martin Léa/.test(html), found, query);
  }
  const { rows } = await app.database.pool.query('SELECT id, department FROM volunteers.volunteer');
  const [here, there] = ['30', '59'].map((code) => rows.find((row) => row.department === code).id);
  const record = await (await officer.get(`/volunteers/${here}`)).text();
  assert.match(record, /lea@test\.example/);
  assert.equal((await officer.get(`/volunteers/${there}`)).status, 404);
  assert.equal((await officer.get('/volunteers/not-an-id')).status, 404);
  const reviewer = await app.as({ grants: [grant('reviewer', '30')] });
  assert.doesNotMatch(await (await reviewer.get(`/volunteers/${here}`)).text(), /lea@test/);
  const nobody = await app.as();
  assert.equal((await nobody.get('/volunteers')).status, 403);
  const { rows: kept } = await app.database.pool.query(
    "SELECT actor_id, subject_id FROM audit.entry WHERE action = 'volunteer.read' ORDER BY seq",
  );
  assert.deepEqual(kept, [
    { actor_id: officer.accountId, subject_id: here },
    { actor_id: reviewer.accountId, subject_id: here },
  ]);
});

test('the export holds the same people, by pages without end, and no live formula', async (t) => {
  const app = await testApp(t);
  const lines = Array.from(
    { length: 1_203 },
    (_, i) => `"=cmd|' /C calc'!A${i} Nom";p${i}@test.example;Nîmes`,
  );
  const list = `nom complet;mail;commune\n${lines.join('\n')}\nMax A;m@test.example;Lille\n`;
  const system = { kind: 'system', name: 'test' } as const;
  await importVolunteers(
    app.ctx,
    system,
    async function* () {
      yield Buffer.from(list);
    },
    { dryRun: false, contactsVerified: true },
  );
  const officer = await app.as({ grants: [grant('crisis_officer', '30')] });
  const answer = await officer.get('/volunteers/export.csv');
  assert.match(answer.headers.get('content-disposition') ?? '', /attachment/);
  const rows = (await answer.text()).trim().split('\r\n');
  assert.equal(rows.length, 1_204);
  assert.ok(rows.every((row) => !/(^|;)"?[=+@-]/.test(row)));
  assert.match(rows[1] as string, /p\d+@test\.example/);
  const second = await (await officer.get('/volunteers?page=2')).text();
  assert.equal(second.match(/href="\/volunteers\/[0-9a-f-]{36}"/g)?.length, 50);
});

test('somebody whom a list holds takes her record over by her e-mail address', async (t) => {
  const app = await testApp(t);
  const system = { kind: 'system', name: 'test' } as const;
  const list = 'nom complet;mail;commune;diplômes\nLéa Martin;lea@test.example;Nîmes;PSE1\n';
  await importVolunteers(
    app.ctx,
    system,
    async function* () {
      yield Buffer.from(list);
    },
    { dryRun: false, contactsVerified: false },
  );
  const max = await app.as({ email: 'max@test.example' });
  assert.equal(where(await max.post('/volunteer/claim')), '/volunteer/join');
  const lea = await app.as({ email: 'lea@test.example' });
  assert.match(await (await lea.get('/volunteer/join')).text(), /Léa/);
  assert.equal(where(await lea.post('/volunteer/claim')), '/volunteer');
  assert.equal((await lea.get('/volunteer')).status, 200);
  const { rows } = await app.database.pool.query(
    `SELECT v.account_id, c.email_verified_at IS NOT NULL AS verified
     FROM volunteers.volunteer v JOIN volunteers.volunteer_contact c ON c.volunteer_id = v.id`,
  );
  assert.deepEqual(rows, [{ account_id: lea.accountId, verified: true }]);
});
