import assert from 'node:assert/strict';
import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { emailHash, grantsHeld, takeRole } from '#platform/auth/index.ts';
import { transaction } from '#platform/context.ts';
import { issue, type NewCredential, shownCode } from '#platform/credentials/index.ts';
import { runPendingJobs } from '#platform/jobs/index.ts';
import { messages } from '#platform/messaging/index.ts';
import { type SignedInClient, type TestApp, testApp } from '#test/harness/app.ts';
import { keyHash } from './actions/keys.ts';
import { idOf } from './domain/skill-referential.ts';

const MARK = 'quetzalcoatl';
const EMAIL = `${MARK}@test.example`;
const GUARDIAN = `guardian-${MARK}@test.example`;
const PHONE = '+33639987654';
const OTHER_PHONE = '+33639981111';
const PDF = Buffer.from(
  `%PDF-1.4\n% ${MARK}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
);

/** A certificate with her name in it. */
const proofOf = (volunteerId: string): NewCredential => ({
  kind: 'crises.attendance',
  about: 'x',
  holder: { kind: 'person', id: volunteerId },
  name: MARK,
  subject: {
    identifier: [
      { type: 'IdentityObject', identityType: 'name', hashed: false, identityHash: MARK },
    ],
  },
});

/** A person with something in every table: a minor with a guardian, who has grown up since. */
async function fullPerson(app: TestApp): Promise<SignedInClient> {
  const lea = await app.as({ email: EMAIL, displayName: `Léa ${MARK}` });
  const who = { first_name: MARK, last_name: `Martin ${MARK}`, commune: 'Nîmes', radius: '30' };
  await lea.post('/volunteer/join/1', { ...who, birth_date: '2009-01-01' });
  await lea.post('/volunteer/join/2', {
    'skills_field[]': [String(idOf('cooking'))],
    effort: 'light',
  });
  await lea.post('/volunteer/join/3', { consent_missions: 'on', phone: PHONE });
  const [sms] = await messages(app.ctx, { channel: 'sms', recipient: PHONE });
  await lea.post('/volunteer/phone/code', { code: /\d{6}/.exec(sms?.text ?? '')?.[0] ?? '' });
  await lea.post('/volunteer/guardian', { guardian_name: `Ana ${MARK}`, guardian_email: GUARDIAN });
  const [mail] = await messages(app.ctx, { recipient: GUARDIAN });
  const path = /\/volunteer\/guardian\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
  await app.visitor().post(path, { answer: 'yes' });
  app.clock.set('2027-06-01T10:00:00+02:00');
  const again = await app.as({ email: EMAIL });
  await again.post('/volunteer/phone', { phone: OTHER_PHONE });
  await again.post('/volunteer/emergency', { name: `Max ${MARK}`, phone: '06 39 98 22 22' });
  await again.post('/volunteer/certificates/new', {
    kind: String(idOf('psc1')),
    number: MARK,
    issued_on: '2026-01-01',
    file: new File([PDF], `${MARK}.pdf`, { type: 'application/pdf' }),
  });
  await again.post('/volunteer/availability/exceptions', {
    first_day: '2027-07-01',
    last_day: '2027-07-02',
    kind: 'unavailable',
  });
  await again.post('/account/notifications/push', {
    endpoint: `https://push.example.org/${MARK}`,
    p256dh: Buffer.alloc(65, 4).toString('base64url'),
    auth: Buffer.alloc(16, 1).toString('base64url'),
  });
  const officer = await app.as({
    grants: [{ role: 'crisis_officer', scope: { kind: 'national' } }],
  });
  const { rows } = await app.database.pool.query('SELECT id FROM volunteers.volunteer');
  await officer.get(`/volunteers/${rows[0].id}`);
  await transaction(app.ctx, (tx) => issue(tx, proofOf(rows[0].id)));
  return again;
}

/** Every column that holds one of these values, as `schema.table.column`. */
async function whereFound(app: TestApp, values: readonly string[], hashes: readonly Buffer[]) {
  const { rows: columns } = await app.database.pool.query<Record<string, string>>(`
    SELECT n.nspname AS schema, c.relname AS "table", quote_ident(a.attname) AS "column",
      format('%I.%I', n.nspname, c.relname) AS path, format_type(a.atttypid, NULL) AS type
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind = 'r' AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'`);
  const found = new Set<string>();
  for (const { schema, table, column, path, type } of columns) {
    const read = type === 'bytea' ? `encode(${column}, 'escape')` : `${column}::text`;
    const { rows } = await app.database.pool.query(
      `SELECT 1 FROM ${path} WHERE ${read} ILIKE ANY($1) LIMIT 1`,
      [values.map((value) => `%${value}%`)],
    );
    if (rows.length > 0) found.add(`${schema}.${table}.${column}`);
    if (type !== 'bytea') continue;
    const hashed = await app.database.pool.query(
      `SELECT 1 FROM ${path} WHERE ${column} = ANY($1::bytea[]) LIMIT 1`,
      [hashes],
    );
    if (hashed.rows.length > 0) found.add(`${schema}.${table}.${column}`);
  }
  return [...found].sort();
}

function filesWithMark(folder: string): string[] {
  return globSync('**/*', { cwd: folder })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && readFileSync(path).includes(MARK));
}

test('erasing oneself leaves no personal value in any table or file, and keeps the figures', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'renfort-erasure-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const app = await testApp(t, { RENFORT_DATA: folder });
  const lea = await fullPerson(app);
  const phones = [PHONE, OTHER_PHONE, '+33639982222'];
  const values = [MARK, ...phones.map((phone) => phone.slice(1)), lea.accountId];
  const hashes = [
    keyHash('email', EMAIL),
    keyHash('account', lea.accountId),
    ...phones.map((phone) => keyHash('phone', phone)),
    emailHash(EMAIL),
  ];
  const before = await whereFound(app, values, hashes);
  // The scan sees what is there: names, contacts, keys, documents, messages, account, session.
  for (const column of [
    'volunteers.volunteer.last_name',
    'volunteers.volunteer_contact.email',
    'volunteers.volunteer_contact.phone',
    'volunteers.phone_code.phone',
    'volunteers.emergency_contact.name',
    'volunteers.guardian.email',
    'volunteers.certificate.number',
    'volunteers.identity_key.hash',
    'auth.account.email',
    'auth.account_email.email_hash',
    'auth.session.account_id',
    'files.stored_file.name',
    'messaging.push_subscription.endpoint',
    'credentials.issued.document',
  ])
    assert.ok(before.includes(column), `${column} in ${before.join(' ')}`);
  assert.ok(before.some((column) => column.startsWith('messaging.')));
  assert.equal(filesWithMark(folder).length, 1);

  assert.equal((await lea.post('/volunteer/data/erase', {})).status, 422);
  const erased = await lea.post('/volunteer/data/erase', { confirm: 'on' });
  assert.equal(erased.headers.get('location'), '/volunteer/erased');
  await runPendingJobs(app.ctx);

  const after = await whereFound(app, values, hashes);
  // The audit trail and the figures know a number that leads to nobody any more.
  assert.deepEqual(
    after.filter((column) => !['audit.entry.actor_id', 'auth.account.id'].includes(column)),
    [],
  );
  assert.deepEqual(filesWithMark(folder), []);
  const { rows } = await app.database.pool.query(
    `SELECT department, event, detail, count FROM volunteers.anonymous_count
     WHERE event LIKE 'left%' ORDER BY event, detail`,
  );
  assert.deepEqual(rows, [
    { department: '30', event: 'left', detail: 'self', count: 1 },
    { department: '30', event: 'left_ability', detail: 'cooking', count: 1 },
    { department: '30', event: 'left_age', detail: '18_24', count: 1 },
  ]);
  const left = await app.database.pool.query('SELECT * FROM volunteers.volunteer');
  assert.equal(left.rows[0].status, 'erased');
  assert.equal((await lea.get('/volunteer')).headers.get('location')?.startsWith('/sign-in'), true);

  const back = await app.as({ email: EMAIL });
  assert.equal((await back.get('/volunteer')).headers.get('location'), '/volunteer/join');
});

test('somebody who holds a role keeps the account, not the record', async (t) => {
  const app = await testApp(t);
  const scope = { kind: 'department', code: '30' } as const;
  const grants = [{ role: 'reviewer', scope }] as const;
  const eve = await app.as({ email: EMAIL, grants });
  await eve.post('/volunteer/join/1', {
    first_name: MARK,
    last_name: MARK,
    birth_date: '1980-01-01',
    commune: 'Nîmes',
    radius: '30',
  });
  assert.match(await (await eve.get('/volunteer/data/erase')).text(), /Votre compte reste/);
  // A role that was taken away keeps nothing.
  const former = await app.as({ email: 'former@test.example', grants });
  const [held] = await grantsHeld(app.ctx.db, former.accountId, app.ctx.clock.now());
  const system = { kind: 'system', name: 'test' } as const;
  await takeRole(app.ctx, system, former.accountId, held?.id ?? '');
  assert.deepEqual(await grantsHeld(app.ctx.db, former.accountId, app.ctx.clock.now()), []);
  await former.post('/volunteer/join/1', {
    first_name: 'Former',
    last_name: 'Reviewer',
    birth_date: '1980-01-01',
    commune: 'Nîmes',
    radius: '30',
  });
  await former.post('/volunteer/data/erase', { confirm: 'on' });
  const gone = await app.database.pool.query(
    "SELECT 1 FROM auth.account WHERE email = 'former@test.example'",
  );
  assert.equal(gone.rowCount, 0);
  await eve.post('/volunteer/data/erase', { confirm: 'on' });
  assert.equal((await eve.get('/volunteers/certificates')).status, 200);
  const found = await whereFound(app, [MARK], []);
  assert.ok(found.includes('auth.account.email'));
  assert.ok(!found.some((column) => column.startsWith('volunteers.')));
});

test('the export holds every value of the record, and the page shows the same', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'renfort-export-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const app = await testApp(t, { RENFORT_DATA: folder });
  const lea = await fullPerson(app);
  const { rows } = await app.database.pool.query('SELECT code FROM credentials.issued');
  const code = shownCode(rows[0].code);
  const answer = await lea.get('/volunteer/data.json');
  assert.match(answer.headers.get('content-disposition') ?? '', /attachment/);
  const data = (await answer.json()) as Record<string, never>;
  const text = JSON.stringify(data);
  for (const value of [
    EMAIL,
    PHONE,
    GUARDIAN,
    '+33639982222',
    '2009-01-01',
    '30189',
    'cooking',
    'psc1',
    code,
  ])
    assert.ok(text.includes(value), value);
  const html = await (await lea.get('/volunteer/data')).text();
  for (const value of [EMAIL, PHONE, GUARDIAN, '30189', 'cooking', `/verify/${code}`])
    assert.ok(html.includes(value), value);
});
