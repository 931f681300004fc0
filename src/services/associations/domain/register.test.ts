import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { errorsForgiven, rank, typingErrors } from './name-match.ts';
import { organisationId } from './organisation-id.ts';
import { acronymOf, nameWords, plainName, searchWords, stem } from './plain-name.ts';
import { rnaLayout } from './rna-layout.ts';
import { cleanText, dateOf, objectCodeOf, readRnaRow } from './rna-row.ts';
import { readSireneRow, sireneLayout } from './sirene-row.ts';

test('ids: one per number, in the order of the numbers, inside the bounds of the register', () => {
  const number = fc.stringMatching(/^[0-9A-Z./_-]{1,16}$/);
  fc.assert(
    fc.property(number, number, (a, b) => {
      const [first, second] = [organisationId('waldec', a), organisationId('waldec', b)];
      assert.equal(first === second, a === b);
      assert.ok(first && first >= 'ff000000' && first < 'ff010000');
      assert.match(first, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
      if (second) assert.equal(first < second, a < b);
    }),
  );
  assert.equal(organisationId('waldec', ''), undefined);
  assert.equal(organisationId('waldec', 'W'.repeat(17)), undefined);
  assert.equal(organisationId('legacy', 'é'), undefined);
});

test('layouts are known by the names of their columns, in any order', () => {
  const waldec =
    'id;titre;titre_court;objet;nature;position;date_creat;adrs_codepostal;adrs_libcommune;maj_time'.split(
      ';',
    );
  const legacy =
    'id;titre;objet;nature;position;date_creat;adrs_codepostal;adr1;libcom;maj_time'.split(';');
  for (const [titles, kind] of [
    [waldec, 'waldec'],
    [legacy, 'import'],
  ] as const) {
    for (const order of [titles, titles.toReversed(), titles.map((title) => title.toUpperCase())]) {
      const layout = rnaLayout(order);
      assert.ok('kind' in layout && !('fault' in layout) && layout.kind === kind);
      assert.equal(order[layout.at.titre]?.toLowerCase(), 'titre');
      assert.equal(layout.at.siteweb, -1);
    }
  }
  assert.deepEqual(rnaLayout(waldec.filter((title) => title !== 'objet')), {
    fault: 'column_missing',
    kind: 'waldec',
    missing: ['objet'],
  });
  assert.ok('fault' in rnaLayout(['id', 'name', 'city']));
});

test('fields: dates that mean none, codes without their zeros, untidy text', () => {
  for (const none of ['0001-01-01', '0000-00-00', '', '2023-02-29', '2023-13-01', '12/03/2020']) {
    assert.equal(dateOf(none), null, none);
  }
  assert.equal(dateOf('2024-02-29'), '2024-02-29');
  assert.equal(dateOf('1901-07-01 00:00'), '1901-07-01');
  assert.deepEqual(
    ['0', '000000', '', '6030', '3200', '003200', 'x', '1234567'].map(objectCodeOf),
    ['', '', '', '006030', '003200', '003200', '', ''],
  );
  assert.equal(cleanText('  a\n\tb  c\u0007 '), 'a b c');
  assert.equal(cleanText('_'), '');
});

test('a row: codes that lost a zero, places by postal code, the W number of an old record', () => {
  const titles =
    'id;siret;rup_mi;gestion;date_creat;nature;position;titre;titre_court;objet;adrs_codeinsee;adrs_codepostal;adrs_libcommune;observation;siteweb;adrs_distrib;adrs_numvoie;adrs_typevoie;adrs_libvoie;maj_time'.split(
      ';',
    );
  const layout = rnaLayout(titles);
  assert.ok(!('fault' in layout));
  const known = { code: '01053', department: '01' };
  const places = {
    byCode: (code: string) => (code === '01053' ? known : undefined),
    byPostalCode: (postal: string) => (postal === '01000' ? known : undefined),
  };
  const read = (more: Record<string, string>) => {
    const given: Record<string, string> = { id: 'W011000001', titre: 'A', position: 'A', ...more };
    const entry = readRnaRow(
      layout,
      titles.map((title) => given[title] ?? ''),
      places,
    );
    assert.ok(typeof entry !== 'string', String(entry));
    return entry;
  };
  assert.equal(read({ adrs_codeinsee: '1053' }).communeCode, '01053');
  assert.equal(read({ adrs_codeinsee: '0', adrs_codepostal: '1000' }).communeCode, '01053');
  assert.deepEqual(
    ['20000', '20137', '20200', '97100', '98800', '75008', '0', '00000'].map(
      (adrs_codepostal) => read({ adrs_codepostal }).department,
    ),
    ['2A', '2A', '2B', '971', '988', '75', '', ''],
  );
  assert.equal(read({ gestion: '2B1P' }).department, '2B');
  assert.equal(read({ rup_mi: '"' }).rupNumber, null);
  assert.equal(read({ siret: '418 109 682 00058' }).siren, '418109682');
  assert.equal(read({ siret: '00000000000000' }).siret, null);
  assert.equal(read({ siteweb: 'contact@example.org' }).website, '');
  assert.equal(read({ siteweb: 'javascript:alert(1)' }).website, '');
  assert.equal(read({ titre: '"Le Quai"' }).name, 'Le Quai');
  assert.equal(
    read({
      adrs_numvoie: '12',
      adrs_typevoie: 'RUE',
      adrs_libvoie: 'Haute',
      adrs_distrib: '_Tsoundzou 2',
    }).address,
    '12 RUE Haute\nTsoundzou 2',
  );
  assert.equal(read({ maj_time: '2008-10-07  10:34:48' }).registerUpdatedAt, '2008-10-07 10:34:48');
  const taken = read({ position: 'R', observation: 'W302000001' });
  assert.equal(taken.successorId, organisationId('waldec', 'W302000001'));
  assert.equal(read({ position: 'A', observation: 'W302000001' }).successorId, null);
  const fault = (id: string) =>
    readRnaRow(
      layout,
      titles.map((title) => (title === 'id' ? id : title === 'titre' ? 'A' : '')),
      places,
    );
  assert.equal(fault(' '), 'number_missing');
  assert.equal(fault('751P00085568'), 'number_unreadable');
});

test('SIRENE: associations by legal category or W number, others are passed over', () => {
  const titles = [
    'siren',
    'identifiantAssociationUniteLegale',
    'etatAdministratifUniteLegale',
    'denominationUniteLegale',
    'categorieJuridiqueUniteLegale',
    'activitePrincipaleUniteLegale',
    'unitePurgeeUniteLegale',
  ];
  const layout = sireneLayout(titles);
  assert.ok(!('missing' in layout));
  const read = (...values: string[]) => readSireneRow(layout, values);
  assert.equal(read('111111111', '', 'A', 'X', '5499', '', ''), undefined);
  assert.equal(read('111111111', '', 'A', 'X', '9220', '', 'true'), undefined);
  assert.equal(read('', '', 'A', 'X', '9220', '', ''), 'number_missing');
  assert.equal(read('1', '', 'A', 'X', '9260', '', ''), 'number_unreadable');
  for (const category of ['9220', '9260', '5195']) {
    const unit = read('111111111', '', 'A', '[ND]', category, '94.99Z', '');
    assert.ok(typeof unit === 'object' && unit.name === '' && unit.rna === null);
  }
  const unit = read('111111111', 'w302000001', 'A', 'CSE', '8310', '', '');
  assert.ok(typeof unit === 'object' && unit.rna === 'W302000001');
  assert.deepEqual(sireneLayout(['siren']), {
    missing: titles.slice(2, 6),
  });
});

test('names: accents, ligatures, plurals, initials', () => {
  assert.equal(plainName('L’ŒUVRE de Saint-Éloi & Cie (ste)'), 'l oeuvre de saint eloi cie sainte');
  assert.deepEqual(['amis', 'animaux', 'jeux', 'os', 'bas', 'express', 'club'].map(stem), [
    'ami',
    'animal',
    'jeu',
    'os',
    'bas',
    'express',
    'club',
  ]);
  assert.deepEqual(nameWords(plainName('Les Amis des Chemins et des Amis')), ['ami', 'chemin']);
  assert.deepEqual(nameWords(plainName('M.J.C. de Nîmes')), ['mjc', 'nime']);
  assert.deepEqual(
    nameWords('l association'),
    ['l', 'association'].map(stem),
    'nothing else is there',
  );
  assert.equal(acronymOf('maison des jeunes et de la culture'), 'mjc');
  assert.equal(acronymOf('judo club'), undefined);
  assert.deepEqual(searchWords('judo club de nimes', 'jcn'), [
    'judo',
    'club',
    'nime',
    'jcn',
    '.jcn',
  ]);
});

test('typing errors are counted, forgiven by length, and rank after exact words', () => {
  for (const [a, b, errors] of [
    ['secours', 'secours', 0],
    ['secours', 'secuors', 1],
    ['secours', 'secour', 1],
    ['secours', 'sekours', 1],
    ['petanque', 'peintank', 3],
  ] as const) {
    assert.equal(typingErrors(a, b, 2), errors);
    assert.equal(typingErrors(b, a, 2), errors);
  }
  assert.deepEqual(
    ['abc', '1234567', 'judo', 'secours', 'petanque'].map(errorsForgiven),
    [0, 0, 1, 1, 2],
  );
  const typed = [
    {
      weight: 1,
      alternatives: [
        { word: 'judo', closeness: 1 },
        { word: 'jude', closeness: 0.8 },
      ],
    },
  ];
  const row = (nameKey: string, ended = false) => ({ nameKey, words: nameKey.split(' '), ended });
  const ranked = rank(typed, 'judo', [
    row('jude'),
    row('judo club'),
    row('judo', true),
    row('judo'),
  ]);
  assert.deepEqual(
    ranked.map(({ nameKey, ended }) => `${nameKey}${ended ? ' ended' : ''}`),
    ['judo', 'judo ended', 'judo club', 'jude'],
  );
});
