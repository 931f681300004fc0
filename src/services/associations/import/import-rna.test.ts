import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { crc32, deflateRawSync } from 'node:zlib';
import { type TestApp, testApp } from '#test/harness/app.ts';
import { runCommand } from '#test/harness/cli.ts';
import { addOrganisations } from '../fixtures.ts';
import { service } from '../index.ts';

const data = process.env.RENFORT_TEST_DATA;
const WALDEC =
  'id;id_ex;siret;rup_mi;gestion;date_creat;date_decla;date_publi;date_disso;nature;groupement;titre;titre_court;objet;objet_social1;objet_social2;adrs_complement;adrs_numvoie;adrs_repetition;adrs_typevoie;adrs_libvoie;adrs_distrib;adrs_codeinsee;adrs_codepostal;adrs_libcommune;siteweb;publiweb;observation;position;maj_time';
const LEGACY =
  'id;id_ex;siret;gestion;date_creat;date_publi;nature;groupement;titre;objet;objet_social1;objet_social2;adr1;adr2;adr3;adrs_codepostal;libcom;dir_civilite;siteweb;observation;position;rup_mi;maj_time';
const SIRENE =
  'siren,statutDiffusionUniteLegale,unitePurgeeUniteLegale,dateCreationUniteLegale,sigleUniteLegale,identifiantAssociationUniteLegale,dateDernierTraitementUniteLegale,etatAdministratifUniteLegale,denominationUniteLegale,denominationUsuelle1UniteLegale,categorieJuridiqueUniteLegale,activitePrincipaleUniteLegale,nomenclatureActivitePrincipaleUniteLegale,nicSiegeUniteLegale';

function waldec(id: string, name: string, more: { objet?: string; position?: string } = {}) {
  return `${id};;;;302P;2001-02-03;2020-05-06;2001-02-17;0001-01-01;D;S;${name};;${more.objet ?? ''};006000;000000;;12;;RUE;des Lilas;_;30189;30000;Nîmes;;0;;${more.position ?? 'A'};2020-05-06 10:00:00`;
}

function folder(t: { after(work: () => void): void }) {
  const path = mkdtempSync(join(tmpdir(), 'renfort-rna-'));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return (name: string, content: string | Uint8Array) => {
    const file = join(path, name);
    writeFileSync(file, content);
    return file;
  };
}

async function importing(app: TestApp, ...line: string[]) {
  return runCommand(app.ctx, service.commands ?? [], ['import', ...line]);
}

async function namesFound(app: TestApp, query: string) {
  const response = await app.anonymous.get(`/api/v1/associations?${query}`);
  assert.equal(response.status, 200);
  const body = (await response.json()) as { associations: { name: string; id: string }[] };
  return body.associations.map(({ name }) => name);
}

test('the register is replaced as a whole, keeps what left it, and what refers to it', async (t) => {
  const app = await testApp(t);
  const write = folder(t);
  const report = write('report.csv', '');
  const first = write(
    'a.csv',
    [
      WALDEC,
      waldec('W302000001', 'Les Amis du Moulin'),
      waldec('W302000002', 'Judo Club Nîmois'),
      '',
    ].join('\n'),
  );
  const done = await importing(app, 'rna', first, '--report', report);
  assert.equal(done.code, 0, done.err);
  assert.match(done.out, /waldec, 30 columns/);
  assert.deepEqual(await namesFound(app, 'q=moulins+ami'), ['Les Amis du Moulin']);
  const id = await idOf(app, 'W302000001');
  await app.database.pool.query(
    `INSERT INTO associations.agrement VALUES ($1, gen_random_uuid(), 'B', '30', '2026-01-01', '2027-01-01')`,
    [id],
  );

  const second = write(
    'b.csv',
    [WALDEC, waldec('W302000002', 'Judo Club de Nîmes'), waldec('W302000003', 'Chorale')].join(
      '\n',
    ),
  );
  assert.equal((await importing(app, 'rna', second, '--report', report)).code, 0);
  assert.deepEqual(await namesFound(app, 'q=judo'), ['Judo Club de Nîmes']);
  const gone = await record(app, id);
  assert.equal(gone.goneSince, '2026-11-24');
  assert.equal(gone.standing, 'gone');
  const html = await (await app.anonymous.get(`/associations/${id}`)).text();
  for (const text of [
    'plus dans le registre depuis le 24 novembre 2026',
    'fichier a.csv, ligne 2',
    'soutien aux populations',
    '"@type":"NGO"',
  ]) {
    assert.ok(html.includes(text), text);
  }

  app.clock.advance({ days: 3 });
  const third = write('c.csv', [WALDEC, waldec('W302000004', 'Pétanque')].join('\n'));
  assert.equal((await importing(app, 'rna', third, '--partial', '--report', report)).code, 0);
  assert.equal((await record(app, id)).goneSince, '2026-11-24', 'the first day stays');
  assert.deepEqual(await namesFound(app, 'q=chorale'), ['Chorale'], 'a part removes nobody');
  assert.equal((await importing(app, 'rna', first, '--report', report)).code, 0);
  assert.equal((await record(app, id)).goneSince, null, 'it is back');
});

test('rejected lines are told with their line and cause; the others are in the register', async (t) => {
  const app = await testApp(t);
  const write = folder(t);
  const lines = [
    WALDEC,
    waldec('W302000001', '"Théâtre du\nquai"', { objet: '"jouer ; chanter ""ensemble"""' }),
    'W302000002;short',
    '=HYPERLINK("http://x.example");short',
    waldec('W3020X0003', 'Letter in the wrong place'),
    waldec('', 'No number'),
    waldec('W302000004', ''),
    waldec('W302000005', '"Never closed'),
    waldec('W302000001', 'The same number, later'),
    waldec('W302000006', 'L’Été “indien”'),
  ];
  const file = write(
    'mixed.csv',
    Buffer.concat([
      Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`),
      Buffer.from(waldec('W302000007', 'C\x9cur d\x92enfants \x80'), 'latin1'),
      Buffer.from(`\n${'x'.repeat(3_000_000)}\n${waldec('W302000008', 'After a long line')}\n`),
    ]),
  );
  const report = write('out.csv', '');
  const done = await importing(app, 'rna', file, '--report', report);
  assert.equal(done.code, 2, done.err);
  const told = readFileSync(report, 'utf8')
    .split('\n')
    .slice(1)
    .filter(Boolean)
    .map((line) => /,(\d+),(\w+),/.exec(line)?.slice(1).join(' '));
  assert.deepEqual(
    told.sort(),
    [
      '13 line_too_long',
      '2 duplicate',
      '4 column_count',
      '5 column_count',
      '6 number_unreadable',
      '7 number_missing',
      '8 name_missing',
    ].sort(),
  );
  assert.match(readFileSync(report, 'utf8'), /,"'=HYPERLINK/, 'a spreadsheet does not run it');
  assert.match(done.out, /1 lines were in another encoding/);
  assert.deepEqual(await namesFound(app, 'q=coeur+enfant'), ['Cœur d’enfants €']);
  assert.deepEqual(await namesFound(app, 'q=W302000001'), ['The same number, later']);
  assert.deepEqual(await namesFound(app, 'q=long+line'), ['After a long line']);
  assert.deepEqual(
    await namesFound(app, 'q=never+closed'),
    ['"Never closed'],
    'a sign, not a bracket',
  );
  assert.deepEqual(await namesFound(app, 'q=ete+indien'), ['L’Été “indien”']);
});

test('records of before 2009 lead to their W number, and SIRENE joins by number', async (t) => {
  const app = await testApp(t);
  const write = folder(t);
  const legacy = (id: string, name: string, observation: string, position: string) =>
    `${id};;;302P;1980-01-02;0001-01-01;D;S;${name};;0;000000;1 place;;;30000;NIMES;PM;;${observation};${position};;2009-01-02  03:04:05`;
  const files = [
    write('w.csv', [WALDEC, waldec('W302000001', 'Harmonie')].join('\n')),
    write(
      'i.csv',
      [
        LEGACY,
        legacy('302P00001', 'Harmonie', 'W302000001', 'R'),
        legacy('302P00002', 'Vieux Moulin', 'reprise => rien', 'A'),
      ].join('\n'),
    ),
  ];
  assert.equal((await importing(app, 'rna', ...files)).code, 0);
  assert.deepEqual(await namesFound(app, 'q=harmonie'), ['Harmonie']);
  assert.deepEqual(await namesFound(app, 'q=vieux+moulin&communeCode=30189'), ['Vieux Moulin']);
  const old = await idOf(app, '302P00001');
  const html = await (await app.anonymous.get(`/associations/${old}`)).text();
  assert.ok(html.includes(`href="/associations/${await idOf(app, 'W302000001')}"`));

  const sirene = write(
    'u.csv',
    [
      SIRENE,
      '775672272,O,,1946-01-01,,W302000001,2024-03-01T10:00:00,A,HARMONIE,,9220,90.01Z,NAFRev2,00012',
      '889742876,O,,2020-01-01,,,2024-03-01,A,"CHŒUR, D’ALSACE",,9260,90.01Z,NAFRev2,00011',
      '123456782,O,,2020-01-01,,,2024-03-01,A,BOULANGERIE,,5499,10.71C,NAFRev2,00011',
      '12345678X,O,,2020-01-01,,,2024-03-01,A,MAUVAIS,,9220,10.71C,NAFRev2,00011',
    ].join('\n'),
  );
  const done = await importing(app, 'sirene', sirene, '--report', write('r.csv', ''));
  assert.equal(done.code, 2);
  assert.match(done.out, /2 rows/);
  assert.deepEqual(await namesFound(app, 'q=775+672+272'), ['Harmonie']);
  assert.deepEqual(await namesFound(app, 'q=choeur+alsace'), ['CHŒUR, D’ALSACE']);
  assert.deepEqual(await namesFound(app, 'q=boulangerie'), []);
  assert.equal((await record(app, await idOf(app, 'W302000001'))).legalCategory, '9220');
  const checked = await runCommand(
    app.ctx,
    service.commands ?? [],
    ['identifiers', 'check', '--register'],
    'type,value\nsiren,889742876\nsiren,889742877\n',
  );
  assert.match(checked.out, /889742876,warn.*\n.*889742877,invalid/);
});

test('what is not the register is refused, and nothing changes', async (t) => {
  const app = await testApp(t);
  const write = folder(t);
  const good = [
    WALDEC,
    ...Array.from({ length: 1_200 }, (_, i) =>
      waldec(`W3020${String(i).padStart(5, '0')}`, `Club ${i}`),
    ),
  ].join('\n');
  const zipped = zip([['rna_waldec_dpt_30.csv', good]]);
  assert.equal((await importing(app, 'rna', write('good.zip', zipped))).code, 0);
  assert.equal((await namesFound(app, 'q=club+1199')).length, 1);
  const damaged = Buffer.from(zipped);
  damaged[200] = (damaged[200] as number) ^ 0xff;
  const cases: [string, string | Uint8Array, RegExp][] = [
    ['cut.zip', zipped.subarray(0, zipped.length - 40), /zip is cut off/],
    ['damaged.zip', damaged, /zip is damaged/],
    ['empty.csv', '', /the file is empty/],
    ['other.csv', 'name;city\nA;B\n', /not a file of this register/],
    ['image.png', Buffer.from([0x89, 0x50, 0, 0, 1, 2, 3, 4]), /not text/],
    ['utf16.csv', Buffer.from(`\uFEFF${WALDEC}`, 'utf16le'), /UTF-16/],
    ['lacking.csv', `${WALDEC.replace(';titre;', ';nom;')}\n`, /columns titre/],
    ['endless.csv', 'y'.repeat(5_000_000), /not a file of this register/],
    ['titles.csv', `${WALDEC}\n`, /no row below/],
    ['few.csv', `${WALDEC}\n${waldec('W302000001', 'Alone')}\n`, /--partial/],
    ['sirene.csv', `${SIRENE}\n`, /not a file of this register/],
    [
      'bad.csv',
      `${WALDEC}\n${waldec('W302000001', 'A')}\n${'a;b\n'.repeat(1_500)}`,
      /more than half/,
    ],
  ];
  for (const [name, content, message] of cases) {
    const done = await importing(app, 'rna', write(name, content), '--report', write('r', ''));
    assert.equal(done.code, 2, name);
    assert.match(done.err, message, name);
  }
  assert.match((await importing(app, 'rna', '/nowhere.csv')).err, /no file of this name/);
  assert.equal((await namesFound(app, 'q=club+1199')).length, 1);
});

test('an organisation that was entered by hand keeps its id when the register brings its number', async (t) => {
  const app = await testApp(t);
  const write = folder(t);
  const [kept] = await addOrganisations(app.ctx, [
    { name: 'Saisie à la main', communeCode: '30189', rna: 'W302000009' },
  ]);
  await app.database.pool.query(`UPDATE associations.organisation SET source = 'entered'`);
  const file = write('k.csv', [WALDEC, waldec('W302000009', 'Nom au registre')].join('\n'));
  for (let round = 0; round < 2; round++) {
    assert.equal((await importing(app, 'rna', file)).code, 0);
    assert.deepEqual(await namesFound(app, 'q=W302000009'), ['Nom au registre']);
    assert.equal(await idOf(app, 'W302000009'), kept?.id);
  }
});

test('real rows of both layouts and encodings are read alike, without a rejected line', {
  skip: !data && 'RENFORT_TEST_DATA is not set',
}, async (t) => {
  const app = await testApp(t);
  const write = folder(t);
  const samples = join(data as string, 'rna', 'samples');
  const report = join(samples, '..', 'none');
  const names: string[] = [];
  for (const year of ['2018layout_cp1252', 'current_utf8bom']) {
    const files = ['waldec', 'import'].map((kind) => join(samples, `rna_${kind}_${year}.csv`));
    const out = write('r.csv', '');
    const done = await importing(app, 'rna', ...files, '--report', out);
    assert.equal(done.code, 0, `${done.err}${readFileSync(out, 'utf8')}`);
    names.push(done.out);
  }
  assert.ok(!existsSync(report));
  const { rows } = await app.database.pool.query(
    `SELECT count(*) FILTER (WHERE name ~ '[\u0080-\u009f]' OR object ~ '[\u0080-\u009f]') AS controls,
       count(*) FILTER (WHERE object LIKE '%’%' OR object LIKE '%œ%') AS signs,
       count(*) FILTER (WHERE successor_id IS NOT NULL) AS taken,
       count(*) FILTER (WHERE position = 'R') AS r,
       count(*) FILTER (WHERE department = '') AS nowhere,
       count(*) FILTER (WHERE name LIKE E'%\\n%') AS broken
     FROM associations.organisation`,
  );
  const [{ controls, signs, taken, r, nowhere, broken }] = rows;
  assert.equal(controls, 0);
  assert.ok(signs > 0);
  assert.equal(taken, r);
  assert.ok(r > 20);
  assert.equal(nowhere, 0);
  assert.equal(broken, 0);
});

async function idOf(app: TestApp, number: string): Promise<string> {
  const response = await app.anonymous.get(`/api/v1/associations?q=${number}`);
  const body = (await response.json()) as { associations: { id: string }[] };
  return body.associations[0]?.id as string;
}

async function record(app: TestApp, id: string) {
  const response = await app.anonymous.get(`/api/v1/associations/${id}`);
  return (await response.json()) as Record<string, string | null>;
}

/** A zip as the ministry publishes: deflated members, sizes in the directory. */
function zip(members: readonly (readonly [string, string])[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of members) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(bytes.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([
      Buffer.from([0x50, 0x4b, 3, 4]),
      fields,
      Buffer.from(name),
      packed,
    ]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), fields, tail, Buffer.from(name)]),
    );
    parts.push(local);
    offset += local.length;
  }
  const all = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(all.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, all, end]);
}
