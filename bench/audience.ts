// Who can be called, over a directory of a million people: Paris and the Creuse; 5, 30 and 100 km; no skill,
// one, three, and a rare one. Medians, warm, one client. 20,000 people of the demo go through the register;
// their search rows are then repeated under new ids, in commune order as the nightly job leaves them.
//   count: how many can be called; funnel: with the reason of everybody else; first: the next 200 to call
//   scan: the same rows as typed arrays in the program's memory, every one looked at: the limit
//   PostGIS: the same rows with a point each under a GiST index, spread around the communes as addresses
//   are, `count` as one statement (PostgreSQL 15)
// All but PostGIS must find the same people; how far its exact points differ is told. PEOPLE=200000 npm run bench -- audience
import type pg from 'pg';
import { addDays, instantOf, localDate } from '#platform/kernel/dates.ts';
import type { Point, Zone } from '#platform/kernel/geography.ts';
import {
  type AudienceCriteria,
  audienceCount,
  audienceFunnel,
  idOf,
  maskOfShift,
  selectAudience,
} from '#services/volunteers/index.ts';
import { loadDemo } from '../src/demo/country.ts';
import { spread } from './parts/load.ts';
import { memoryScan, type Wanted } from './parts/memory-scan.ts';
import { postgisMissing, startPostgis } from './parts/postgis.ts';
import { median, printTable } from './parts/table.ts';
import { withRenfort } from './parts/temporary-renfort.ts';

const BASE = 20_000;
const PEOPLE = Number(process.env.PEOPLE ?? 1_000_000);
const RUNS = 9;
const WAVE = 200;

const NOW = new Date();
const TODAY = localDate(NOW);
const DAY = addDays(TODAY, 1);
const SHIFT = {
  start: instantOf(DAY, 14 * 60),
  end: instantOf(DAY, 18 * 60),
  timeZone: 'Europe/Paris',
};
const daysSince1970 = (date: string) => Date.parse(date) / 86_400_000;

const PLACES: readonly (readonly [string, Point])[] = [
  ['Paris', { latitude: 48.8566, longitude: 2.3522 }],
  ['Creuse', { latitude: 46.1703, longitude: 1.8717 }],
];
const first = [idOf('psc1'), idOf('pse1'), idOf('sst')];
const SKILLS: readonly (readonly [string, readonly (readonly number[])[]])[] = [
  ['all', []],
  ['first aid', [first]],
  ['three skills', [first, [idOf('licence_b')], [idOf('reception'), idOf('cooking')]]],
  ['midwife', [[idOf('midwife')]]],
];
const SEARCHES = PLACES.flatMap(([place, centre]) =>
  [5, 30, 100].flatMap((radiusKm) =>
    SKILLS.map(([skill, required]) => ({
      label: `${place} ${radiusKm} km, ${skill}`,
      zone: { kind: 'circle', centre, radiusKm } satisfies Zone,
      required,
    })),
  ),
);

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

const geometricMean = (values: readonly number[]) =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

await withRenfort(async ({ ctx, database: { pool }, url }) => {
  const began = performance.now();
  const loaded = await loadDemo(ctx, { update() {}, finish() {} });
  if (!loaded.ok) throw new Error(loaded.error);
  await pool.query(
    `CREATE SCHEMA bench;
     CREATE TABLE bench.base AS SELECT * FROM volunteers.volunteer_search`,
  );
  // Whose certificate ends during the shift is asked of the register, where those repeated are not;
  // the baselines know nothing of calls, nor of days opened by exception.
  await pool.query('UPDATE bench.base SET next_expiry = NULL WHERE next_expiry <= $1', [DAY]);
  await pool.query('UPDATE bench.base SET engaged = NULL, recent_alerts = NULL, opened = NULL');
  await repeatRows(pool, PEOPLE);
  const scan = await memoryScan(pool);
  const missing = postgisMissing();
  const postgis = missing ? undefined : await startPostgis(url);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  const rows: (string | number)[][] = [];
  const differences: number[] = [];
  const ratios = { scan: [] as number[], funnel: [] as number[], postgis: [] as number[] };
  for (const { label, zone, required } of SEARCHES) {
    const criteria: AudienceCriteria = {
      zone,
      required,
      shift: SHIFT,
      now: NOW,
      alertBudget: { max: 2, days: 7 },
    };
    const wanted: Wanted = {
      zone,
      required,
      weekly: maskOfShift(SHIFT),
      today: daysSince1970(TODAY),
      day: daysSince1970(DAY),
      born: daysSince1970(`${Number(TODAY.slice(0, 4)) - 18}${TODAY.slice(4)}`),
    };
    const found = await audienceFunnel(ctx, criteria);
    const told = [await audienceCount(ctx, criteria), scan(wanted).eligible];
    if (
      told.some((eligible) => eligible !== found.eligible) ||
      scan(wanted).inReach !== found.inReach
    )
      throw new Error(`${label}: ${found.eligible} by the funnel, ${told} by the others`);
    if (postgis) {
      const exact = await postgis.count(wanted);
      if (found.eligible > 1_000) differences.push(Math.abs(exact / found.eligible - 1));
    }
    const count = await medianMs(() => audienceCount(ctx, criteria));
    const funnel = await medianMs(() => audienceFunnel(ctx, criteria));
    const wave = await medianMs(() => selectAudience(ctx, criteria, { limit: WAVE, seed: 1 }), 3);
    const memory = await medianMs(async () => scan(wanted));
    const gist = postgis ? await medianMs(() => postgis.count(wanted), 3) : undefined;
    ratios.scan.push(count / memory);
    ratios.funnel.push(funnel / memory);
    if (gist) ratios.postgis.push(gist / count);
    rows.push([
      label,
      found.inReach,
      found.eligible,
      ...[count, funnel, wave, memory].map(tenths),
      gist ? String(tenths(gist)) : '-',
      Number((count / memory).toFixed(1)),
      gist ? (gist / count).toFixed(1) : '-',
    ]);
  }
  await postgis?.stop();
  process.stdout.write(`\n${PEOPLE.toLocaleString('en')} people (${seconds} s to load)\n`);
  printTable(
    [
      '',
      'in reach',
      'eligible',
      'count ms',
      'funnel ms',
      `first ${WAVE} ms`,
      'scan ms',
      'PostGIS ms',
      'count / scan',
      'PostGIS / count',
    ],
    rows,
  );
  process.stdout.write(
    `geometric means: count / scan ${geometricMean(ratios.scan).toFixed(1)}, funnel / scan ${geometricMean(ratios.funnel).toFixed(1)}` +
      `${missing ? `\n${missing}` : `, PostGIS / count ${geometricMean(ratios.postgis).toFixed(1)}; exact points count ${(100 * median(differences)).toFixed(1)} % more or fewer people (median)`}\n`,
  );
});
