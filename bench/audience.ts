// Who can be called, and the first to call: the search over a directory of 200,000 people,
// medians of 15 runs, warm, one client. 20,000 people of the demo go through the register;
// their search rows are then repeated under new ids until there are enough.
//   baseline: the same people as one would write it first: a row per person with latitude and
//   longitude (indexed), tables of skills and absences, the haversine formula; one statement
//   gives the same funnel from them and must find as many.
// PEOPLE=1000000 npm run bench -- audience
import type pg from 'pg';
import { communes } from '#platform/geo/index.ts';
import { addDays, instantOf, localDate } from '#platform/kernel/dates.ts';
import { KM_PER_DEGREE, type Point, type Zone } from '#platform/kernel/geography.ts';
import {
  type AudienceCriteria,
  audienceFunnel,
  idOf,
  maskOfShift,
  selectAudience,
} from '#services/volunteers/index.ts';
import { loadDemo } from '../src/demo/country.ts';
import { spread } from './parts/load.ts';
import { printTable } from './parts/table.ts';
import { withRenfort } from './parts/temporary-renfort.ts';

const BASE = 20_000;
const SIZES = [Number(process.env.PEOPLE ?? 200_000)];
const RUNS = 15;
const WAVE = 200;

const NOW = new Date();
const TODAY = localDate(NOW);
const DAY = addDays(TODAY, 1);
const SHIFT = {
  start: instantOf(DAY, 14 * 60),
  end: instantOf(DAY, 18 * 60),
  timeZone: 'Europe/Paris',
};

const PARIS = { latitude: 48.8566, longitude: 2.3522 };
const GUERET = { latitude: 46.1703, longitude: 1.8717 };
/** The plain between Ales, Nimes and the Rhone that floods in autumn. */
const FLOOD: Zone = {
  kind: 'polygon',
  outer: [
    [44.12, 4.05],
    [44.05, 4.3],
    [43.95, 4.62],
    [43.8, 4.64],
    [43.72, 4.4],
    [43.76, 4.15],
    [43.9, 4.02],
  ].map(([latitude, longitude]) => ({ latitude, longitude }) as Point),
};
const circle = (centre: Point, radiusKm: number): Zone => ({ kind: 'circle', centre, radiusKm });
const first = [idOf('psc1'), idOf('pse1'), idOf('sst')];

const SEARCHES: readonly {
  readonly label: string;
  readonly zone: Zone;
  readonly extraKm?: number;
  readonly required?: readonly (readonly number[])[];
  readonly preferred?: readonly number[];
}[] = [
  { label: 'Paris 5 km', zone: circle(PARIS, 5) },
  { label: 'Paris 30 km', zone: circle(PARIS, 30) },
  { label: 'Paris 30 km, first aid', zone: circle(PARIS, 30), required: [first] },
  {
    label: 'Paris 30 km, three skills',
    zone: circle(PARIS, 30),
    required: [first, [idOf('licence_b')], [idOf('reception'), idOf('cooking')]],
    preferred: [idOf('sign_language')],
  },
  { label: 'Paris 100 km', zone: circle(PARIS, 100) },
  { label: 'Paris 100 km, midwife', zone: circle(PARIS, 100), required: [[idOf('midwife')]] },
  { label: 'Creuse 30 km', zone: circle(GUERET, 30) },
  { label: 'Gard flood polygon', zone: FLOOD },
  { label: 'the same and 20 km around', zone: FLOOD, extraKm: 20 },
];

/** Repeats the rows until there are `people`, in the order of communes as the nightly job leaves them. */
async function repeatRows(pool: pg.Pool, people: number): Promise<void> {
  const { rows } = await pool.query<{ names: string }>(
    `SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS names FROM pg_attribute
     WHERE attrelid = 'volunteers.volunteer_search'::regclass AND attnum > 0 AND NOT attisdropped
       AND attname <> 'volunteer_id'`,
  );
  const columns = rows[0]?.names;
  await pool.query(
    `TRUNCATE volunteers.volunteer_search;
     INSERT INTO volunteers.volunteer_search (volunteer_id, ${columns})
     SELECT gen_random_uuid(), ${columns} FROM bench.base, generate_series(1, ${Math.ceil(people / BASE)})
     ORDER BY department, commune`,
  );
  await pool.query('VACUUM ANALYZE volunteers.volunteer_search');
}

async function fillBaseline(pool: pg.Pool): Promise<void> {
  const table = communes();
  await pool.query(
    `DROP TABLE IF EXISTS bench.point, bench.person, bench.person_skill, bench.absence;
     CREATE TABLE bench.point (commune int PRIMARY KEY, latitude float8, longitude float8)`,
  );
  await pool.query(
    `INSERT INTO bench.point SELECT * FROM unnest($1::int[], $2::float8[], $3::float8[])`,
    [[...table.numbers], [...table.latitudes], [...table.longitudes]],
  );
  await pool.query(
    `CREATE TABLE bench.person AS
       SELECT volunteer_id AS id, latitude, longitude, birth_date, paused_until, weekly, radius_km,
         status, effort, channels & ~muted AS channels, crisis_consent, engaged_elsewhere
       FROM volunteers.volunteer_search JOIN bench.point USING (commune) ORDER BY random();
     ALTER TABLE bench.person ADD PRIMARY KEY (id);
     CREATE INDEX ON bench.person (latitude, longitude);
     CREATE TABLE bench.person_skill AS
       SELECT volunteer_id AS person_id, unnest(skills) AS skill_id FROM volunteers.volunteer_search
       ORDER BY volunteer_id;
     ALTER TABLE bench.person_skill ADD PRIMARY KEY (person_id, skill_id);
     CREATE INDEX ON bench.person_skill (skill_id);
     CREATE TABLE bench.absence AS
       SELECT volunteer_id AS person_id, lower(r) AS first_day, upper(r) - 1 AS last_day
       FROM volunteers.volunteer_search, unnest(unavailable) r;
     CREATE INDEX ON bench.absence (person_id);
     ANALYZE bench.person; ANALYZE bench.person_skill; ANALYZE bench.absence`,
  );
}

/** The same funnel as one statement over those tables (three kinds of missing certificate as one). */
async function funnelPlainly(
  pool: pg.Pool,
  { centre, radiusKm }: Extract<Zone, { kind: 'circle' }>,
  required: readonly (readonly number[])[],
): Promise<{ inReach: number; eligible: number }> {
  const { latitude, longitude } = centre;
  const high = radiusKm / KM_PER_DEGREE;
  const wide = (high / Math.cos((latitude * Math.PI) / 180)) * 1.1;
  const km = `2 * 6371.0088 * asin(sqrt(sin(radians(latitude - ${latitude}) / 2) ^ 2
    + cos(radians(${latitude})) * cos(radians(latitude))
    * sin(radians(longitude - ${longitude}) / 2) ^ 2))`;
  const skilled = required.map(
    (anyOf) => `EXISTS (SELECT FROM bench.person_skill s
      WHERE s.person_id = p.id AND s.skill_id IN (${anyOf.join(', ')}))`,
  );
  const weekly = maskOfShift(SHIFT);
  const { rows } = await pool.query<{ reason: string | null; count: number }>(
    `SELECT reason, count(*) AS count FROM (
       SELECT CASE
         WHEN NOT crisis_consent THEN 'consent'
         WHEN birth_date > '${TODAY}'::date - interval '18 years' THEN 'minor'
         WHEN channels = 0 THEN 'unreachable'
         WHEN status = 3 OR status = 2 AND (paused_until IS NULL OR paused_until >= '${TODAY}')
           THEN 'paused'
         WHEN engaged_elsewhere THEN 'elsewhere'
         WHEN ${km} > radius_km THEN 'radius'
         ${skilled.length > 0 ? `WHEN NOT (${skilled.join(' AND ')}) THEN 'skills'` : ''}
         WHEN weekly & ${weekly} <> ${weekly} THEN 'week'
         WHEN EXISTS (SELECT FROM bench.absence a WHERE a.person_id = p.id
           AND a.first_day <= '${DAY}' AND a.last_day >= '${DAY}') THEN 'absent'
         END AS reason
       FROM bench.person p
       WHERE latitude BETWEEN ${latitude - high} AND ${latitude + high}
         AND longitude BETWEEN ${longitude - wide} AND ${longitude + wide}
         AND ${km} <= ${radiusKm}) judged
     GROUP BY reason`,
  );
  return {
    inReach: rows.reduce((sum, { count }) => sum + count, 0),
    eligible: rows.find(({ reason }) => reason === null)?.count ?? 0,
  };
}

async function medianMs(work: () => Promise<unknown>, runs = RUNS): Promise<number> {
  await work();
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return spread(times).medianMs;
}

const tenths = (ms: number) => Number(ms.toFixed(ms < 10 ? 1 : 0));

await withRenfort(async ({ ctx, database: { pool } }) => {
  const loaded = await loadDemo(ctx, { update() {}, finish() {} });
  if (!loaded.ok) throw new Error(loaded.error);
  await pool.query(
    `CREATE SCHEMA bench;
     CREATE TABLE bench.base AS SELECT * FROM volunteers.volunteer_search`,
  );
  // Whose certificate ends during the shift is asked of the register, where those repeated are not.
  await pool.query('UPDATE bench.base SET next_expiry = NULL WHERE next_expiry <= $1', [DAY]);
  // The baseline knows nothing of the calls of the demo.
  await pool.query('UPDATE bench.base SET engaged = NULL, recent_alerts = NULL');
  for (const size of SIZES) {
    const began = performance.now();
    await repeatRows(pool, size);
    await fillBaseline(pool);
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    const rows: (string | number)[][] = [];
    for (const { label, zone, extraKm, required = [], preferred } of SEARCHES) {
      const criteria: AudienceCriteria = {
        zone,
        required,
        shift: SHIFT,
        now: NOW,
        alertBudget: { max: 2, days: 7 },
        ...(extraKm ? { extraKm } : {}),
        ...(preferred ? { preferred } : {}),
      };
      const found = await audienceFunnel(ctx, criteria);
      const funnel = await medianMs(() => audienceFunnel(ctx, criteria));
      const wave = await medianMs(() => selectAudience(ctx, criteria, { limit: WAVE, seed: 1 }));
      let baseline: (string | number)[] = ['', ''];
      if (zone.kind === 'circle') {
        const plain = await funnelPlainly(pool, zone, required);
        if (plain.eligible !== found.eligible || plain.inReach !== found.inReach) {
          throw new Error(`${label}: ${plain.eligible} of ${plain.inReach} by the baseline`);
        }
        const ms = await medianMs(() => funnelPlainly(pool, zone, required), 5);
        baseline = [String(tenths(ms)), `${(ms / funnel).toFixed(1)}`];
      }
      rows.push([label, found.inReach, found.eligible, tenths(funnel), tenths(wave), ...baseline]);
    }
    process.stdout.write(`\n${size.toLocaleString('en')} people (${seconds} s to load)\n`);
    printTable(
      ['', 'in reach', 'eligible', 'funnel ms', `first ${WAVE} ms`, 'baseline ms', 'times'],
      rows,
    );
  }
});
