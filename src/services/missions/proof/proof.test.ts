import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { shownCode } from '#platform/credentials/index.ts';
import { addDays, localDate } from '#platform/kernel/dates.ts';
import { messages } from '#platform/messaging/index.ts';
import { type SignedInClient, type TestApp, testApp } from '#test/harness/app.ts';
import { addApplicant, addAssociation, addMission, needOf } from '#test/harness/missions.ts';
import { confirmedMinutes } from '../index.ts';

const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/[\s\u00a0\u202f]+/g, ' ');

interface Scene {
  readonly app: TestApp;
  readonly manager: SignedInClient;
  readonly ana: SignedInClient;
  /** Address of the application. */
  readonly own: string;
  readonly today: string;
}

/** Ana was accepted, and has declared these minutes for today. */
async function declared(t: Parameters<typeof testApp>[0], minutes: string): Promise<Scene> {
  const app = await testApp(t);
  const bank = await addAssociation(app.ctx, 'Banque');
  const manager = await app.as({
    email: 'manager@test.example',
    grants: [{ role: 'association_manager', scope: { kind: 'organisation', id: bank } }],
  });
  const mission = await addMission(app.ctx, bank, needOf('letters'));
  await addApplicant(app.ctx, 'ana@test.example');
  const ana = await app.as({ email: 'ana@test.example' });
  const applied = await ana.post(`/missions/${mission}/apply`, { kind: 'apply', motivation: '' });
  const own = (applied.headers.get('location') as string).replace('?saved=1', '');
  assert.equal((await manager.post(`${own}/move`, { ask: 'accept' })).status, 303);
  const today = localDate(app.clock.now());
  assert.equal((await ana.post(`${own}/hours`, { hours: minutes, day: today })).status, 303);
  return { app, manager, ana, own, today };
}

async function entryField({ manager, own }: Scene): Promise<string> {
  const html = await (await manager.get(own)).text();
  return /name="(minutes-[0-9a-f-]+)"/.exec(html)?.[1] as string;
}

async function codesOf({ app }: Scene): Promise<string[]> {
  const { rows } = await app.database.pool.query<{ code: string }>(
    'SELECT code FROM credentials.issued ORDER BY issued_at',
  );
  return rows.map(({ code }) => code);
}

test('hours become a certificate that anybody can check, and that a correction revokes', async (t) => {
  const scene = await declared(t, '3 h 30');
  const { app, manager, ana, own } = scene;
  const visitor = app.visitor();
  const paper = `${own}/certificate.pdf`;
  assert.equal((await ana.get(paper)).status, 404, 'nothing is confirmed yet');
  assert.equal((await manager.post(`${own}/complete`, { thanks: 'Merci !' })).status, 303);
  assert.deepEqual(await codesOf(scene), [], 'nothing to look up before she asks');
  assert.equal((await manager.get(paper)).status, 404, 'only she asks for it');
  assert.equal((await visitor.get(paper)).status, 303);

  const pdf = await ana.get(paper);
  assert.equal(pdf.headers.get('content-type'), 'application/pdf');
  const bytes = Buffer.from(await pdf.arrayBuffer()).toString('latin1');
  assert.match(bytes, /pdfuaid/);
  await ana.get(paper);
  const [code = '', ...more] = await codesOf(scene);
  assert.deepEqual(more, [], 'the same facts are signed once');
  assert.ok((await (await ana.get(own)).text()).includes(shownCode(code)));
  assert.ok(!(await (await manager.get(own)).text()).includes(code), 'the code is hers');
  const proof = words(await (await visitor.get(`/verify/${code}`)).text());
  for (const part of ['Ana Essai', 'Rédiger notre lettre', 'Banque', '3 h 30', 'Valable'])
    assert.ok(proof.toLowerCase().includes(part.toLowerCase()), part);
  const altered = `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`;
  assert.ok([404, 422].includes((await visitor.get(`/verify/${altered}`)).status));

  const field = await entryField(scene);
  const correct = `${own}/hours/correct`;
  for (const [fields, field_ok] of [
    [{ [field]: '2 h', why: ' ' }, 'Dites pourquoi'],
    [{ [field]: '3 h 30', why: 'Erreur' }, 'Changez au moins'],
    [{ [field]: 'x', why: 'Erreur' }, 'Écrivez une durée'],
  ] as const) {
    const refused = await manager.post(correct, fields);
    assert.equal(refused.status, 422);
    assert.ok(words(await refused.text()).includes(field_ok), field_ok);
  }
  assert.equal((await ana.post(correct, { [field]: '9 h', why: 'Pour moi' })).status, 422);
  const once = await manager.post(correct, { [field]: '2 h', why: 'La réunion a fini plus tôt' });
  assert.equal(once.status, 303);
  const revoked = words(await (await visitor.get(`/verify/${code}`)).text());
  assert.match(revoked, /annul|révoqu/i);
  const [told] = (await messages(app.ctx, { recipient: 'ana@test.example' })).filter(
    ({ subject }) => subject?.startsWith('Vos heures ont été corrigées'),
  );
  assert.match(told?.text ?? '', /2 h au lieu de 3 h 30[\s\S]*La réunion a fini plus tôt/);

  await ana.get(paper);
  const [, second = ''] = await codesOf(scene);
  assert.match(words(await (await visitor.get(`/verify/${second}`)).text()), / 2 h /);
  await ana.get(`${paper}?lang=en`);
});

test('nothing is left to certify when everything was corrected to nothing', async (t) => {
  const scene = await declared(t, '1 h');
  const { manager, ana, own } = scene;
  await manager.post(`${own}/complete`, { thanks: '' });
  const field = await entryField(scene);
  await manager.post(`${own}/hours/correct`, { [field]: '0', why: 'Pas venue' });
  assert.equal((await ana.get(`${own}/certificate.pdf`)).status, 404);
});

test('a year of hours is read, kept as CSV and JSON, and counted to the minute', async (t) => {
  const scene = await declared(t, '45 min');
  const { app, manager, ana, own, today } = scene;
  await ana.post(`${own}/hours`, { hours: '1 h 10', day: today });
  const field = await entryField(scene);
  await manager.post(`${own}/complete`, { [field]: '40 min', thanks: '' });

  const year = today.slice(0, 4);
  const page = words(await (await ana.get('/missions/mine/hours')).text());
  assert.ok(page.includes('1 h 50 sur 200 h') && page.includes('1 h 50 sur 100 h'), page);
  const json = (await (await ana.get(`/missions/mine/hours.json?year=${year}`)).json()) as {
    entries: { declared_minutes: number; confirmed_minutes: number; association: string }[];
  };
  assert.deepEqual(
    json.entries.map((one) => [one.declared_minutes, one.confirmed_minutes, one.association]),
    [
      [45, 40, 'Banque'],
      [70, 70, 'Banque'],
    ],
  );
  const csv = await (await ana.get(`/missions/mine/hours.csv?year=${year}`)).text();
  const rows = parse(csv, { columns: true, delimiter: ';' }) as Record<string, string>[];
  assert.deepEqual(
    rows.map((row) => Number(row.confirmed_minutes)),
    [40, 70],
  );
  const before = await (await ana.get(`/missions/mine/hours.json?year=${Number(year) - 1}`)).json();
  assert.deepEqual((before as { entries: unknown[] }).entries, []);
  const other = await (await manager.get('/missions/mine/hours.json')).json();
  assert.deepEqual((other as { entries: unknown[] }).entries, []);

  const { rows: known } = await app.database.pool.query<{ id: string }>(
    'SELECT DISTINCT volunteer_id AS id FROM missions.hours',
  );
  const id = known[0]?.id as string;
  const count = (from: string, to: string) => confirmedMinutes(app.ctx, id, { from, to });
  assert.equal(await count(today, today), 110);
  assert.equal(await count(addDays(today, 1), addDays(today, 9)), 0);
  assert.equal(await count(addDays(today, -9), addDays(today, -1)), 0);
});
