import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { addOrganisations } from '#services/associations/fixtures.ts';
import { idOf } from '#services/volunteers/index.ts';
import { type TestApp, testApp } from '#test/harness/app.ts';
import { runCommand } from '#test/harness/cli.ts';
import { exportMissions, importMissions } from './commands.ts';
import { EXCHANGE_FIELDS, type ExchangeMission, markupOf, plainOf } from './domain/exchange.ts';
import { DOMAINS, REMOTE } from './domain/vocabularies.ts';
import { jsonEnd, jsonHead, jsonMission, readJson } from './exchange/json.ts';
import { cleaned } from './exchange/mapping.ts';
import { type FeedError, readXml, XML_END, xmlHead, xmlMission } from './exchange/xml.ts';
import { addMission, needOf } from './fixtures.ts';

const HEAD = {
  publisher: 'Essai',
  publisherUrl: 'https://essai.example',
  generatedAt: '2026-11-24T00:00:00.000Z',
};

async function* inPieces(text: string, size = 7) {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function read(feed: AsyncIterable<unknown>): Promise<ExchangeMission[]> {
  const found: ExchangeMission[] = [];
  for await (const item of feed) {
    if (typeof item === 'object' && item && 'clientId' in item) found.push(item as ExchangeMission);
  }
  return found;
}

const xmlFeed = (missions: readonly ExchangeMission[]) =>
  xmlHead(HEAD) + missions.map(xmlMission).join('') + XML_END;
const jsonFile = (missions: readonly ExchangeMission[]) =>
  jsonHead(HEAD) + missions.map((m, i) => jsonMission(m, i === 0)).join('') + jsonEnd([]);

const words = fc
  .string({ unit: fc.constantFrom(...'aé<>&;#"\'/ ,]z!0œ\n'), minLength: 1, maxLength: 30 })
  .map((text) => text.trim())
  .filter((text) => text !== '');
const list = fc.array(words, { minLength: 1, maxLength: 3 });
const instant = fc
  .integer({ min: 1_600_000_000, max: 2_000_000_000 })
  .map((s) => new Date(s * 1000).toISOString());
const address = fc.record(
  {
    street: words,
    postalCode: fc.constantFrom('30000', '2A004', '97410'),
    city: words,
    departmentCode: fc.constantFrom('30', '2A', '974'),
    departmentName: words,
    region: words,
    country: fc.constant('FR'),
    location: fc.record({ lat: fc.constantFrom(43.83, -20.9), lon: fc.constantFrom(4.36, 55.45) }),
  },
  { requiredKeys: ['city'] },
);
const BY_KIND = {
  text: words,
  list,
  number: fc.integer({ min: 1, max: 500 }),
  boolean: fc.boolean(),
  date: instant,
  addresses: fc.array(address, { minLength: 1, maxLength: 2 }),
} as const;
const SPECIAL: Partial<Record<keyof ExchangeMission, fc.Arbitrary<unknown>>> = {
  domain: fc.constantFrom(...DOMAINS),
  remote: fc.constantFrom(...REMOTE),
  type: fc.constant('benevolat'),
  organizationSiren: fc.constant('999000011'),
  organizationSiret: fc.constant('99900001100018'),
};
const anyMission = fc
  .record(
    Object.fromEntries(
      Object.entries(EXCHANGE_FIELDS).map(([field, { kind }]) => [
        field,
        SPECIAL[field as keyof ExchangeMission] ?? BY_KIND[kind],
      ]),
    ),
    { requiredKeys: ['clientId', 'title'] },
  )
  .map((mission) => {
    const one = mission as unknown as ExchangeMission;
    // A SIRET begins with its SIREN.
    return cleaned(one.organizationSiret ? { ...one, organizationSiren: '999000011' } : one);
  });

test('what our feeds say is read back equal, every field, in XML and in JSON, in any pieces', async () => {
  const file = process.env.RENFORT_TEST_DATA;
  if (file) {
    const published = JSON.parse(
      readFileSync(join(file, 'api-engagement/mission-fields.json'), 'utf8'),
    );
    const names = (published.fields as { name: string; write_v2: boolean }[])
      .filter(({ write_v2 }) => write_v2)
      .flatMap(({ name }) => name.split(','));
    assert.deepEqual(
      names.filter((name) => !(name in EXCHANGE_FIELDS)),
      [],
    );
  }
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyMission, { maxLength: 3 }),
      fc.integer({ min: 1, max: 50 }),
      async (missions, size) => {
        assert.deepEqual(await read(readXml(inPieces(xmlFeed(missions), size))), missions);
        assert.deepEqual(await read(readJson(inPieces(jsonFile(missions), size))), missions);
      },
    ),
    { numRuns: 60 },
  );
});

test('markup goes, words stay', () => {
  fc.assert(
    fc.property(
      words,
      (text) => plainOf(markupOf(text)) === plainOf(markupOf(plainOf(markupOf(text)))),
    ),
  );
  fc.assert(
    fc.property(
      words.filter((t) => !/ \n|\n{3}/.test(t)),
      (text) => plainOf(markupOf(text)) === text,
    ),
  );
  assert.equal(
    plainOf(
      '<p onclick="x()">Bonjour&nbsp;&eacute;</p><script>alert(1)</script><ul><li>un</li><li>deux</li></ul>',
    ),
    'Bonjour é\n\n- un\n- deux',
  );
  for (const bad of [
    '<scr<script>ipt>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)>',
    '<a href="javascript:alert(1)">ici</a>',
    '<style>*{}</style><iframe src=x>',
    '<script>alert(1)',
    '<!-- <b>',
    '<o:p></o:p><b',
    '<<b>script>alert(1)<<b>/script>',
  ]) {
    assert.doesNotMatch(plainOf(bad), /<[a-z/!?]|onerror|onload|javascript:/i, bad);
  }
});

test('a feed that is not one is refused whole, with the reason', async () => {
  const cases: [string, FeedError['code']][] = [
    ['<!DOCTYPE source [<!ENTITY x "y">]><source></source>', 'doctype'],
    ['<source><mission><title>Une mission</titre></mission></source>', 'broken'],
    ['<source><mission><clientId>1</clientId>', 'broken'],
    ['<rss></rss>', 'not_a_feed'],
    [`<source>${'<a>'.repeat(40)}`, 'too_large'],
    [`<source><mission><title>${'x'.repeat(500_000)}`, 'too_large'],
  ];
  for (const [text, code] of cases) {
    await assert.rejects(
      read(readXml(inPieces(text, 1000))),
      (error: FeedError) => error.code === code,
      text.slice(0, 40),
    );
  }
  await assert.rejects(read(readJson(inPieces('{"data":'))), { code: 'broken' });
  await assert.rejects(read(readJson(inPieces('{"ok":true}'))), { code: 'not_a_feed' });
});

const mission = (clientId: string, change = '') => `<mission><clientId>${clientId}</clientId>
  <title>Tenir la buvette &amp; la caisse</title><description><![CDATA[<p>Servir<script>x()</script> le soir</p>]]></description>
  <domain>sport</domain><activity>Animation, Cuisine moléculaire</activity><remote>peut-être</remote>
  <startAt>2026-12-01</startAt><places>3</places><openToMinors>yes</openToMinors>
  <addresses><address><city>Nîmes</city><postalCode>30000</postalCode></address></addresses>
  <organizationName>Club de Nîmes</organizationName><applicationUrl>https://club.example/m</applicationUrl>${change}</mission>`;

async function importText(app: TestApp, folder: string, text: string, ...more: string[]) {
  const path = join(folder, 'feed');
  writeFileSync(path, text);
  return runCommand(app.ctx, [importMissions], ['missions', 'import', path, ...more]);
}

test('a partner’s feed: taken in, changed, set aside, closed, back again; never all at once', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'renfort-feed-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const app = await testApp(t);
  const feed = (...missions: string[]) =>
    `<source><publisher>Club</publisher>${missions.join('')}</source>`;
  const states = async () => {
    const { rows } = await app.database.pool.query(
      `SELECT e.client_id, m.state FROM missions.exchange e JOIN missions.mission m ON m.id = e.mission_id ORDER BY 1`,
    );
    return rows.map((row) => `${row.client_id} ${row.state}`);
  };
  const wrong = feed(
    mission('a'),
    mission('b', '<startAt>11/01/2025</startAt>').replace('<startAt>2026-12-01</startAt>', ''),
    mission('c').replace('sport', 'cuisine'),
    mission('a'),
    mission('').replace('<clientId></clientId>', ''),
  );
  const first = await importText(app, folder, wrong);
  assert.equal(first.code, 2);
  assert.match(first.out, /added 1/);
  for (const said of [
    'startAt: date_not_iso',
    'domain: domain_unknown',
    'client_id_twice',
    'client_id_missing',
  ]) {
    assert.ok(first.out.includes(said), said);
  }
  const { rows } = await app.database.pool.query('SELECT * FROM missions.mission');
  assert.equal(rows.length, 1);
  assert.deepEqual(
    [
      rows[0].title,
      rows[0].description,
      rows[0].remote,
      rows[0].activity,
      rows[0].starts_on,
      rows[0].department,
    ],
    ['Tenir la buvette & la caisse', 'Servir le soir', 'no', 'animation', '2026-12-01', '30'],
  );
  const page = await (await app.visitor().get(`/missions/${rows[0].id}`)).text();
  assert.ok(page.includes('https://club.example/m') && page.includes('Club de Nîmes'));
  const asked = await (await app.as()).post(`/missions/${rows[0].id}/apply`, { kind: 'apply' });
  assert.equal(asked.status, 422);

  assert.match(
    (await importText(app, folder, feed(mission('a'), mission('d')))).out,
    /added 1, changed 0, same 1/,
  );
  assert.match((await importText(app, folder, feed(mission('a')))).out, /closed 1/);
  assert.deepEqual(await states(), ['a published', 'd closed']);
  assert.match(
    (await importText(app, folder, feed(mission('a'), mission('d')))).out,
    /changed 1, same 1/,
  );
  assert.deepEqual(await states(), ['a published', 'd published']);
  // A broken feed, an empty one, and one that was tried only: nothing disappears.
  assert.equal(
    (await importText(app, folder, feed(mission('a')).replace('</source>', ''))).code,
    1,
  );
  assert.match(
    (await importText(app, folder, feed(), '--publisher', 'Club')).out,
    /2 are no longer listed/,
  );
  await importText(app, folder, feed(mission('a')), '--dry-run');
  assert.deepEqual(await states(), ['a published', 'd published']);
});

test('our export, taken in by another installation, is exported there equal', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'renfort-feed-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const here = await testApp(t);
  const there = await testApp(t);
  const [bank] = await addOrganisations(here.ctx, [
    { name: 'Banque & Cie', communeCode: '30189', rna: 'W309000009', siren: '999000011' },
  ]);
  await addMission(
    here.ctx,
    bank?.id ?? '',
    needOf('letters', {
      title: 'Écrire <b> & relire',
      description: 'Ligne une\nLigne deux\n\nR&D &amp; <script>non</script> 2 < 3',
      skills: [idOf('writing')],
      required: [idOf('accounting')],
      languages: ['es'],
      pace: 'weekly',
      endsOn: '2027-01-31',
      tasks: [{ title: 'Relire, corriger', effortMinutes: 0, volunteers: 1 }],
    }),
  );
  await addMission(
    here.ctx,
    bank?.id ?? '',
    needOf('other', { communeCode: '97411', remote: 'no' }),
  );
  for (const format of ['api-engagement-xml', 'api-engagement-json']) {
    const ours = await runCommand(
      here.ctx,
      [exportMissions],
      ['missions', 'export', '--format', format],
    );
    assert.equal(ours.code, 0);
    const taken = await importText(there, folder, ours.out);
    assert.equal(taken.code, 0, taken.out);
    const theirs = await runCommand(
      there.ctx,
      [exportMissions],
      ['missions', 'export', '--format', format, '--imported'],
    );
    const reader = format.endsWith('xml') ? readXml : readJson;
    const sorted = async (text: string) =>
      (await read(reader(inPieces(text, 1000)))).sort((a, b) => (a.clientId < b.clientId ? -1 : 1));
    assert.deepEqual(await sorted(theirs.out), await sorted(ours.out));
    assert.doesNotMatch(ours.out, /&#/);
  }
  const columns =
    'title, description, deliverable, family, pace, effort_minutes, skills, required, languages, places, remote, ends_on';
  const rowsOf = async (app: TestApp) =>
    (await app.database.pool.query(`SELECT ${columns} FROM missions.mission ORDER BY title`)).rows;
  assert.deepEqual(await rowsOf(there), await rowsOf(here));
  // A mission of the office abroad or remote has a city, without which JeVeuxAider sets it aside.
  const since = await runCommand(
    here.ctx,
    [exportMissions],
    ['missions', 'export', '--format', 'api-engagement-json', '--since', '2026-11-25'],
  );
  assert.deepEqual(JSON.parse(since.out).data, []);
  for (const wrong of [
    ['--format', 'csv'],
    ['--format', 'api-engagement-json', '--since', '11/01/2025'],
    ['--format', 'api-engagement-xml', '--since', '2026-01-01'],
  ]) {
    assert.equal(
      (await runCommand(here.ctx, [exportMissions], ['missions', 'export', ...wrong])).code,
      2,
    );
  }
});

test('an address is fetched with our key, within bounds', async (t) => {
  const keys: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    keys.push(request.headers['x-api-key'] as string | undefined);
    response.end(
      request.url === '/feed'
        ? `<source><publisher>Club</publisher>${mission('a')}</source>`
        : undefined,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => void server.close());
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const app = await testApp(t, {
    RENFORT_MISSIONS_LOCAL_HOSTS: host,
    RENFORT_API_ENGAGEMENT_KEY: 'secret',
  });
  const run = (url: string) => runCommand(app.ctx, [importMissions], ['missions', 'import', url]);
  assert.equal((await run(`http://${host}/feed`)).code, 0);
  assert.deepEqual(keys, ['secret']);
  assert.equal((await run('http://169.254.169.254/latest')).code, 1);
  assert.equal((await run(`http://${host}/empty`)).code, 1);
});
