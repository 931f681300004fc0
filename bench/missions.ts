// Missions at the size of a country: 20,000 published missions in real communes.
//   search     200 questions of a title's words and, for half of them, one typing mistake in a word: the
//              first page with its facets; recall at 10 of the mistyped against the same typed well
//   matching   one volunteer among 20,000 missions; one mission among VOLUNTEERS people of the register whom
//              associations may see, on the spot and remote, as its manager's page asks
//   rush       500 people apply at once over HTTP for 20 places: who holds what afterwards
// MISSIONS=20000 VOLUNTEERS=700000 npm run bench -- missions

import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { buildApp } from '#app';
import { startSession } from '#platform/auth/index.ts';
import { communes } from '#platform/geo/index.ts';
import { COOKIES } from '#platform/http/cookies.ts';
import { csrfToken } from '#platform/http/csrf.ts';
import { randomInt, seededRandom } from '#platform/kernel/random.ts';
import {
  EVERY_MISSION,
  findMissions,
  fittingMissions,
  missionById,
  type Search,
  suggestedFor,
} from '#services/missions/index.ts';
import { SKILLS } from '#services/volunteers/index.ts';
import { addApplicant, addAssociation, addMission, needOf } from '#test/harness/missions.ts';
import { requestOf, sendAll, spread } from './parts/load.ts';
import { median, printTable } from './parts/table.ts';
import { type TemporaryRenfort, withRenfort } from './parts/temporary-renfort.ts';

const MISSIONS = Number(process.env.MISSIONS ?? 20_000);
const VOLUNTEERS = Number(process.env.VOLUNTEERS ?? 700_000);
const QUESTIONS = 200;
const RUSH = { people: 500, places: 20 } as const;
const ALIKE = 10;

const VERBS =
  'Rédiger Traduire Tenir Relire Classer Préparer Accompagner Accueillir Animer Réparer Trier Illustrer'.split(
    ' ',
  );
const OBJECTS =
  'notre lettre|les comptes|le fichier des adhérents|la convention|le dossier de subvention|les archives|le site internet|une affiche|le potager|la bibliothèque|le goûter des enfants|une collecte alimentaire|les visites|le soutien scolaire|une enquête|le budget|la permanence juridique|les réseaux sociaux|le rapport annuel|un atelier vélo|le refuge|la chorale|les bénévoles|une traduction|le catalogue'.split(
    '|',
  );
const WORDS = OBJECTS.join(' ')
  .split(' ')
  .concat(
    'semaine mairie quartier famille rencontre réunion téléphone ordinateur papier salle matin soirée jeunes anciens partage aide projet équipe culture santé'.split(
      ' ',
    ),
  );

const random = seededRandom(7);
const one = <T>(list: readonly T[]): T => list[randomInt(random, list.length)] as T;

await withRenfort(async (renfort) => {
  const began = performance.now();
  const titles = await fill(renfort);
  process.stdout.write(
    `${MISSIONS} missions written in ${Math.round((performance.now() - began) / 1000)} s\n`,
  );
  await search(renfort, titles);
  await matching(renfort);
  await rush(renfort);
});

/** In bulk, with the statement that publishing uses for its rows. */
async function fill({ ctx, database }: TemporaryRenfort): Promise<string[]> {
  const organisation = await addAssociation(ctx, 'Essai');
  const { codes, names, numbers } = communes();
  const rows = Array.from({ length: MISSIONS }, () => {
    const place = randomInt(random, codes.length);
    const remote = random.next() < 0.4 ? 'full' : 'no';
    return {
      id: ctx.ids.next<'mission'>(),
      title: `${one(VERBS)} ${one(OBJECTS)} à ${names[place]}`,
      description: Array.from({ length: 60 }, () => one(WORDS)).join(' '),
      commune: codes[place],
      number: numbers[place],
      remote,
      skill: one(SKILLS).id,
      minutes: 60 * (1 + randomInt(random, 20)),
      family: one(['research', 'advice', 'letters', 'administration', 'other']),
      pace: one(['once', 'weekly', 'monthly', 'free']),
      domain: one(['sport', 'education', 'environnement', 'numerique', 'solidarite-insertion']),
    };
  });
  for (let from = 0; from < rows.length; from += 2000) {
    const part = JSON.stringify(rows.slice(from, from + 2000));
    const list = `json_to_recordset($1) r (id uuid, title text, description text, commune text, number int,
      remote text, skill int, minutes int, family text, pace text, domain text)`;
    await database.pool.query(
      `INSERT INTO missions.mission (id, organisation_id, commune_code, department, state, family, title,
         description, domain, activity, remote, pace, effort_minutes, places, skills, created_at, updated_at, published_at)
       SELECT id, $2, commune, left(commune, 2), 'published', family, title, description, domain, 'autre', remote,
         pace, minutes, 3, ARRAY[skill], now(), now(), now() FROM ${list}`,
      [part, organisation],
    );
    await database.pool.query(
      `INSERT INTO missions.mission_search (mission_id, commune, department, remote, family, domain, pace,
         effort_minutes, skills, required, languages, open_to_minors, accessible, published_at)
       SELECT id, number, left(commune, 2), remote, family, domain, pace, minutes, ARRAY[skill], '{}', '{}', false, false, now()
       FROM ${list}`,
      [part],
    );
    await database.pool.query(
      `INSERT INTO missions.mission_words (mission_id, stems, words)
       SELECT id, setweight(to_tsvector('missions.french', title), 'A') || setweight(to_tsvector('missions.french', description), 'C'),
         strip(to_tsvector('missions.words', title || ' ' || description)) FROM ${list}`,
      [part],
    );
  }
  await database.pool.query(
    `INSERT INTO missions.word SELECT word FROM ts_stat('SELECT words FROM missions.mission_words')
     WHERE length(word) BETWEEN 3 AND 40`,
  );
  await database.pool.query('ANALYZE');
  return rows.map(({ title }) => title);
}

async function search({ ctx }: TemporaryRenfort, titles: readonly string[]): Promise<void> {
  const waits: Record<'well' | 'mistyped' | 'near' | 'all', number[]> = {
    well: [],
    mistyped: [],
    near: [],
    all: [],
  };
  const recalls: number[] = [];
  const ask = async (kind: keyof typeof waits, terms: Partial<Search>) => {
    const start = performance.now();
    const answer = await findMissions(ctx, { ...EVERY_MISSION, ...terms }, 1);
    waits[kind].push(performance.now() - start);
    return answer.found.slice(0, ALIKE).map(({ mission }) => mission.id);
  };
  for (let index = 0; index < 20; index++)
    await findMissions(ctx, { ...EVERY_MISSION, q: one(titles) }, 1);
  for (let index = 0; index < QUESTIONS; index++) {
    const words = one(titles)
      .split(/[ '’-]+/)
      .filter((word) => word.length >= 5);
    const kept = words.length > 2 ? [words[0] as string, words.at(-1) as string] : words;
    const exact = await ask('well', { q: kept.join(' ') });
    if (index % 2 === 0) {
      const at = randomInt(random, kept.length);
      const wrong = kept.map((word, i) => (i === at ? mistyped(word) : word));
      const found = new Set(await ask('mistyped', { q: wrong.join(' ') }));
      if (exact.length > 0) recalls.push(exact.filter((id) => found.has(id)).length / exact.length);
    }
    await ask('near', { q: one(WORDS), commune: one(communes().codes) });
    await ask('all', { families: [one(['research', 'letters'])] });
  }
  const row = (name: string, list: number[]) => [
    name,
    list.length,
    round(median(list)),
    round(spread(list).p99Ms),
  ];
  printTable(
    ['first page with facets', 'asked', 'median ms', 'p99 ms'],
    [
      row('two words of a title', waits.well),
      row('one of them mistyped', waits.mistyped),
      row('a word within 35 km', waits.near),
      row('no word, one family', waits.all),
    ],
  );
  const mean = recalls.reduce((a, b) => a + b, 0) / recalls.length;
  process.stdout.write(
    `recall at ${ALIKE} of the mistyped: ${mean.toFixed(2)} over ${recalls.length} questions\n\n`,
  );
}

/** One letter left out, doubled, swapped with the next or replaced; never the first. */
function mistyped(word: string): string {
  const at = 1 + randomInt(random, word.length - 2);
  const [before, letter, after] = [word.slice(0, at), word[at] as string, word.slice(at + 1)];
  const changes = [
    before + after,
    before + letter + letter + after,
    `${before}${after[0] ?? ''}${letter}${after.slice(1)}`,
    `${before}e${after}`,
  ];
  return one(changes);
}

async function matching({ ctx, database }: TemporaryRenfort): Promise<void> {
  const { codes } = communes();
  const helper = {
    id: ctx.ids.next<'volunteer'>(),
    status: 'active' as const,
    isVisible: false,
    firstName: 'Paul',
    birthDate: '1958-01-01',
    commune: '30189',
    radiusKm: 30,
    languages: ['fr'],
    abilities: new Set([25, 26, 29]),
  };
  const waits: number[] = [];
  for (let round = 0; round < 10; round++) {
    const start = performance.now();
    await fittingMissions(ctx, helper, 20);
    waits.push(performance.now() - start);
  }
  await addVisible(database, codes);
  const organisation = await addAssociation(ctx, 'Conseil');
  const suggesting = async (change: Parameters<typeof needOf>[1]) => {
    const need = needOf('advice', { skills: [26], ...change });
    const mission = await missionById(ctx.db, await addMission(ctx, organisation, need));
    const times: number[] = [];
    let shown = 0;
    for (let round = 0; round < 5; round++) {
      const start = performance.now();
      if (mission) shown = (await suggestedFor(ctx, mission)).length;
      times.push(performance.now() - start);
    }
    return `${round(median(times))} (${shown} shown)`;
  };
  printTable(
    ['matching', 'ms'],
    [
      [`one volunteer among ${MISSIONS} missions`, round(median(waits))],
      [
        `one mission on the spot among ${VOLUNTEERS} people`,
        await suggesting({ remote: 'no', communeCode: '30189' }),
      ],
      [`one remote mission among ${VOLUNTEERS} people`, await suggesting({ remote: 'full' })],
    ],
  );
  process.stdout.write('\n');
}

/** People of the register whom every association may see: more than any country will have. */
async function addVisible(
  { pool }: TemporaryRenfort['database'],
  codes: readonly string[],
): Promise<void> {
  const skills = SKILLS.map(({ id }) => id);
  await pool.query(
    `INSERT INTO volunteers.volunteer (id, status, signup_step, first_name, last_name, name_key, birth_date,
       commune_code, department, radius_km, lang, languages, effort, equipment, weekly, crisis_only, elsewhere,
       crisis_consent, missions_consent, newsletter_consent, visible_to_associations, confirmed_at, source,
       created_at, updated_at)
     SELECT gen_random_uuid(), 'active', 3, 'Ana', 'Essai', 'essai ana', date '1940-01-01' + n % 25000,
       c, CASE WHEN c LIKE '97%' OR c LIKE '98%' THEN left(c, 3) ELSE left(c, 2) END, 30, 'fr', '{fr}',
       'light', '{}', 1, false, '{}', false, true, false, true, now(), 'demo', now(), now()
     FROM (SELECT n, ($2::text[])[1 + (n::bigint * 7919) % $3] AS c FROM generate_series(1, $1) n) people`,
    [VOLUNTEERS, codes, codes.length],
  );
  await pool.query(
    `INSERT INTO volunteers.volunteer_search (volunteer_id, department, commune, birth_date, weekly, gear,
       radius_km, status, effort, channels, muted, crisis_consent, engaged_elsewhere, skills)
     SELECT id, department, CASE substr(commune_code, 2, 1) WHEN 'A' THEN 120000 + substr(commune_code, 3)::int
         WHEN 'B' THEN 220000 + substr(commune_code, 3)::int ELSE commune_code::int END,
       birth_date, 1, 0, 30, 1, 1, 1, 0, false, false,
       ARRAY[($1::int[])[1 + abs(hashtext(id::text)) % $2], ($1::int[])[1 + abs(hashtext(id::text || 'b')) % $2],
         ($1::int[])[1 + abs(hashtext(id::text || 'c')) % $2]]
     FROM volunteers.volunteer WHERE source = 'demo'`,
    [skills, skills.length],
  );
  await pool.query('VACUUM ANALYZE volunteers.volunteer, volunteers.volunteer_search');
}

async function rush({ ctx, database }: TemporaryRenfort): Promise<void> {
  const organisation = await addAssociation(ctx, 'Hâte');
  const mission = await addMission(
    ctx,
    organisation,
    needOf('other', { places: RUSH.places, firstCome: true, remote: 'full' }),
  );
  const requests: Buffer[] = [];
  for (let index = 0; index < RUSH.people; index++) {
    const email = `rush-${index}@bench.example`;
    const token = await startSession(ctx, await addApplicant(ctx, email), 'test');
    const body = new URLSearchParams({ kind: 'apply', csrf: csrfToken(token, ctx.random) });
    const headers = {
      cookie: `${COOKIES.session.name}=${encodeURIComponent(token)}`,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
    };
    requests.push(requestOf('POST', `/missions/${mission}/apply`, headers, String(body)));
  }
  const app = buildApp(ctx);
  const server = createAdaptorServer({ fetch: (request, env) => app.fetch(request, env) });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const load = await sendAll(port, requests, { connections: RUSH.people, status: 303 });
  server.close();
  const { rows } = await database.pool.query(
    'SELECT state, count(*), min(rank), max(rank) FROM missions.application WHERE mission_id = $1 GROUP BY state ORDER BY 1',
    [mission],
  );
  printTable(
    [`${RUSH.people} at once for ${RUSH.places} places`, 'people', 'ranks'],
    rows.map((row) => [row.state, row.count, row.min === null ? '' : `${row.min} to ${row.max}`]),
  );
  process.stdout.write(
    `${Math.round(load.rate)} answers a second, median ${round(load.medianMs)} ms, p99 ${round(load.p99Ms)} ms\n`,
  );
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
