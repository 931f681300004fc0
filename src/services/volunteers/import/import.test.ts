import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Actor } from '#platform/kernel/actor.ts';
import { testContext } from '#test/harness/database.ts';
import { type ImportOptions, importVolunteers } from '../actions/import.ts';
import { idOf } from '../domain/skill-referential.ts';
import { mapColumns } from './columns.ts';
import { importErrorText } from './error-text.ts';
import { rejectedCsv } from './report.ts';
import { inspect, readRows } from './source.ts';

const SYSTEM: Actor = { kind: 'system', name: 'test' };
const REAL: ImportOptions = { dryRun: false, contactsVerified: false };

/** windows-1252 bytes of a text whose characters are all in Latin-1. */
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const bytes = (...chunks: (string | Buffer)[]) =>
  async function* () {
    for (const chunk of chunks) yield Buffer.from(chunk as string);
  };

async function rowsOf(open: ReturnType<typeof bytes>) {
  const source = await inspect(open);
  assert.ok(source.ok);
  const rows = [];
  for await (const row of readRows(open, source.value)) rows.push(row);
  return { source: source.value, rows };
}

test('encodings and delimiters are recognised', async () => {
  const cases = [
    { open: bytes('\uFEFFPrénom;Nom\r\nLéa;Martin\r\n'), encoding: 'utf-8', delimiter: ';' },
    { open: bytes('Prénom,Nom\nLéa,Martin\n'), encoding: 'utf-8', delimiter: ',' },
    { open: bytes(latin1('Prénom;Nom\nLéa;Martin\n')), encoding: 'windows-1252', delimiter: ';' },
    { open: bytes('Prénom\tNom\nLéa\tMartin'), encoding: 'utf-8', delimiter: '\t' },
  ];
  for (const { open, encoding, delimiter } of cases) {
    const { source, rows } = await rowsOf(open);
    assert.equal(source.encoding, encoding);
    assert.equal(source.delimiter, delimiter);
    assert.deepEqual(source.headers, ['Prénom', 'Nom']);
    assert.deepEqual(rows, [{ line: 2, values: ['Léa', 'Martin'] }]);
  }
});

test('a character cut between two chunks is not taken for another encoding', async () => {
  const whole = Buffer.from('Prénom;Nom\nLéa;Martin\n');
  const cut = whole.indexOf(0xa9);
  const { source } = await rowsOf(bytes(whole.subarray(0, cut), whole.subarray(cut)));
  assert.equal(source.encoding, 'utf-8');
});

test('line numbers are those of a text editor, quoted line breaks and empty lines included', async () => {
  const { rows } = await rowsOf(bytes('a;b\n1;"x\ny"\n\n2;z\n;\n3;w\n'));
  assert.deepEqual(
    rows.map((row) => [row.line, row.values[0]]),
    [
      [2, '1'],
      [4, '2'],
      [7, '3'],
    ],
  );
});

test('a workbook or an empty file is refused in plain words', async () => {
  const zip = await inspect(bytes(Buffer.from([0x50, 0x4b, 3, 4, 0, 0])));
  assert.deepEqual(zip, { ok: false, error: 'not_text' });
  assert.deepEqual(await inspect(bytes('\n\n')), { ok: false, error: 'empty' });
});

test('titles are understood in French and English, and what is missing is named', () => {
  const mapped = mapColumns(['NOM', 'Prénom', 'Adresse e-mail', 'Tél. portable', 'Ville', 'Note']);
  assert.deepEqual(mapped, {
    ok: true,
    value: { last_name: 0, first_name: 1, email: 2, phone: 3, commune: 4 },
  });
  const wrong = mapColumns(['Nom', 'Couleur']);
  assert.ok(!wrong.ok && wrong.error === 'columns_missing');
  assert.equal(
    importErrorText('en', wrong),
    'Missing columns: first name, e-mail address. Titles found: Nom, Couleur.',
  );
  const twice = mapColumns(['Nom complet', 'Mail', 'Courriel']);
  assert.ok(!twice.ok && twice.error === 'columns_twice');
  const chosen = mapColumns(['Nom complet', 'Mail', 'Courriel'], { Courriel: 'ignore' });
  assert.deepEqual(chosen.ok && chosen.value, { full_name: 0, email: 1 });
  const better = mapColumns(['Nom complet', 'Tel', 'Bureau'], { bureau: 'phone' });
  assert.deepEqual(better.ok && better.value, { full_name: 0, phone: 2 });
  assert.equal(mapColumns(['Nom'], { Absent: 'email' }).ok, false);
});

const LIST = `Nom;Prénom;Mail;Portable;Né le;Commune;CP;Compétences;Diplômes;Accord crise
MARTIN;Léa;Lea@Test.example;06 39 98 00 01;17/05/1990;Nîmes;30000;Cuisine pour un groupe, inconnue;PSC1;oui
MARTIN;Léa;lea@test.example;;;;;Conduite d’une voiture;;
DUPONT;Max;;+33 6 39 98 00 01;;;;;;
DURAND;Zoé;zoe@test.example;;1985-02-29;Alès;30100;;;
PETIT;;x@test.example;;;;;;;
MOREAU;Ali;pas-une-adresse;;;;;;;
ROUX;Ines;ines@test.example;;01/01/2015;Alès;30100;;;
NOIR;Jo;jo@test.example;;;Atlantide;;;;
BLANC;Lou;lou@test.example;0639980002;01/02/1980;Alès
VERT;Sam;sam@test.example;;;Saint-Denis;97400;;;non
`;

test('a list becomes records; bad lines are told with their line and cause', async (t) => {
  const { ctx, database } = await testContext(t);
  const result = await importVolunteers(ctx, SYSTEM, bytes(LIST), REAL);
  assert.ok(result.ok);
  const { value: report } = result;
  assert.deepEqual(
    report.rejected.map(({ line, cause }) => [line, cause]),
    [
      [5, 'birth_date_invalid'],
      [6, 'name_missing'],
      [7, 'email_invalid'],
      [8, 'too_young'],
      [9, 'commune_unknown'],
      [10, 'column_count'],
    ],
  );
  assert.equal(report.lines, 10);
  assert.equal(report.created, 2);
  assert.equal(report.duplicates, 2);
  const { rows } = await database.pool.query(
    `SELECT v.*, c.email, c.phone, c.email_verified_at,
       ARRAY(SELECT skill_id FROM volunteers.volunteer_skill WHERE volunteer_id = v.id ORDER BY 1) AS skills,
       ARRAY(SELECT kind_id FROM volunteers.certificate WHERE volunteer_id = v.id) AS kinds
     FROM volunteers.volunteer v JOIN volunteers.volunteer_contact c ON c.volunteer_id = v.id
     ORDER BY v.last_name`,
  );
  assert.equal(rows.length, 2);
  const [lea, sam] = rows;
  assert.equal(lea.email, 'lea@test.example');
  assert.equal(lea.email_verified_at, null);
  assert.equal(lea.phone, '+33639980001');
  assert.equal(lea.birth_date, '1990-05-17');
  assert.equal(lea.commune_code, '30189');
  assert.equal(lea.crisis_consent, true);
  assert.deepEqual(lea.skills, [idOf('cooking'), idOf('driving')]);
  assert.deepEqual(lea.kinds, [idOf('psc1')]);
  assert.equal(sam.department, '974');
  assert.equal(sam.crisis_consent, false);
});

test('a trial says the same and writes nothing; a second run changes nothing', async (t) => {
  const { ctx, database } = await testContext(t);
  const count = async () => {
    const { rows } = await database.pool.query(
      `SELECT (SELECT count(*) FROM volunteers.volunteer) v, (SELECT count(*) FROM volunteers.identity_key) k,
         (SELECT count(*) FROM volunteers.volunteer_skill) s, (SELECT count(*) FROM volunteers.certificate) c,
         (SELECT count(*) FROM volunteers.consent) o`,
    );
    return rows[0];
  };
  const numbers = (report: unknown) => {
    const { created, duplicates, updated } = report as Record<string, number>;
    return { created, duplicates, updated };
  };
  const trial = await importVolunteers(ctx, SYSTEM, bytes(LIST), { ...REAL, dryRun: true });
  assert.deepEqual(await count(), { v: 0, k: 0, s: 0, c: 0, o: 0 });
  const first = await importVolunteers(ctx, SYSTEM, bytes(LIST), REAL);
  assert.ok(trial.ok && first.ok);
  assert.deepEqual(numbers(trial.value), numbers(first.value));
  assert.deepEqual(trial.value.rejected, first.value.rejected);
  const before = await count();
  const again = await importVolunteers(ctx, SYSTEM, bytes(LIST), REAL);
  assert.ok(again.ok);
  assert.deepEqual(numbers(again.value), { created: 0, updated: 2, duplicates: 2 });
  assert.deepEqual(await count(), before);
});

test('a line whose address and phone belong to two people is refused', async (t) => {
  const { ctx } = await testContext(t);
  const list =
    'nom complet;mail;tel\nLéa A;a@test.example;0639980001\nMax B;b@test.example;0639980002\nZoé C;a@test.example;0639980002\n';
  const result = await importVolunteers(ctx, SYSTEM, bytes(list), REAL);
  assert.ok(result.ok);
  assert.deepEqual(
    result.value.rejected.map(({ line, cause }) => [line, cause]),
    [[4, 'contact_conflict']],
  );
});

test('an officer imports into their own territory only', async (t) => {
  const { ctx } = await testContext(t);
  const scope = { kind: 'department', code: '30' } as const;
  const grants = [{ role: 'crisis_officer', scope }] as const;
  const officer = { kind: 'person', accountId: ctx.ids.next<'account'>(), grants } as const;
  const list =
    'nom complet;mail;commune\nLéa A;a@test.example;Nîmes\nMax B;b@test.example;Lille\nZoé C;c@test.example;\n';
  const result = await importVolunteers(ctx, officer, bytes(list), REAL);
  assert.ok(result.ok);
  assert.equal(result.value.created, 1);
  assert.deepEqual(
    result.value.rejected.map(({ line, cause }) => [line, cause]),
    [
      [3, 'outside_territory'],
      [4, 'outside_territory'],
    ],
  );
});

test('a list never overwrites what a person wrote, nor her consents', async (t) => {
  const { ctx, database } = await testContext(t);
  await importVolunteers(ctx, SYSTEM, bytes('nom complet;mail\nLéa A;a@test.example\n'), REAL);
  await database.pool.query(
    "UPDATE volunteers.volunteer SET account_id = gen_random_uuid(), birth_date = '1990-01-01'",
  );
  const list =
    'nom complet;mail;né le;accord crise;commune\nLéo Z;a@test.example;02/02/1980;oui;Nîmes\n';
  await importVolunteers(ctx, SYSTEM, bytes(list), REAL);
  const { rows } = await database.pool.query(
    'SELECT first_name, birth_date, crisis_consent, commune_code FROM volunteers.volunteer',
  );
  assert.deepEqual(rows, [
    { first_name: 'Léa', birth_date: '1990-01-01', crisis_consent: false, commune_code: '30189' },
  ]);
});

test('unclosed quotes are a clear error; formulas in the report are neutralised', async (t) => {
  const { ctx } = await testContext(t);
  const broken = 'nom complet;mail\nLéa A;a@test.example\n"Max B;b@test.example\nZoé;c\n';
  const result = await importVolunteers(ctx, SYSTEM, bytes(broken), REAL);
  assert.deepEqual(result, { ok: false, error: 'malformed', detail: { line: 3 } });
  const evil = 'nom complet;mail\nLéa A;=HYPERLINK("http://evil")\n';
  const refused = await importVolunteers(ctx, SYSTEM, bytes(evil), REAL);
  assert.ok(refused.ok);
  const csv = rejectedCsv(refused.value, 'fr');
  assert.match(csv, /'=hyperlink|'=HYPERLINK/);
  assert.doesNotMatch(csv, /;"?=/);
});

test('two imports of one list at once make each person once', async (t) => {
  const { ctx, database } = await testContext(t);
  const lines = Array.from({ length: 2_500 }, (_, i) => `P${i} NOM;p${i}@test.example;Nîmes`);
  const list = `nom complet;mail;commune\n${lines.join('\n')}\n`;
  const runs = await Promise.all(
    [1, 2, 3].map(() => importVolunteers(ctx, SYSTEM, bytes(list), REAL)),
  );
  const created = runs.map((run) => (run.ok ? run.value.created : Number.NaN));
  assert.equal(
    created.reduce((sum, n) => sum + n, 0),
    2_500,
  );
  const { rows } = await database.pool.query(
    'SELECT count(*) AS all, count(DISTINCT first_name) AS names FROM volunteers.volunteer',
  );
  assert.deepEqual(rows, [{ all: 2_500, names: 2_500 }]);
});
