// The table of communes, in memory: the time to load it, what it weighs, which communes a zone
// reaches, and the search of a commune as people type it. Baseline of the circles: every commune by
// the haversine formula. Baseline of the search: names compared without accents, one after the other.
import { communeAt, communes, plainText, reach, searchCommunes } from '#platform/geo/index.ts';
import { distanceKm, type Point, type Zone } from '#platform/kernel/geography.ts';
import { randomInt, seededRandom } from '#platform/kernel/random.ts';
import { spread } from './parts/load.ts';
import { printTable } from './parts/table.ts';

const RUNS = 300;
const random = seededRandom(11);

global.gc?.();
const before = process.memoryUsage();
const began = performance.now();
const table = communes();
const loadMs = performance.now() - began;
const held = process.memoryUsage();
const searchBegan = performance.now();
searchCommunes('nimes');
const firstSearchMs = performance.now() - searchBegan;
const megabytes =
  (held.heapUsed + held.arrayBuffers - before.heapUsed - before.arrayBuffers) / 2 ** 20;

printTable(
  ['table of communes', 'value'],
  [
    ['communes and arrondissements', table.count],
    ['load, ms', Math.round(loadMs)],
    ['first search (makes its index), ms', Math.round(firstSearchMs)],
    ['memory, MB', Math.round(megabytes)],
  ],
);

const micro = (ms: number) => Math.round(ms * 1000);

function timed(work: (round: number) => unknown): ReturnType<typeof spread> {
  for (let i = 0; i < 20; i++) work(i);
  const times = Array.from({ length: RUNS }, (_, i) => {
    const start = performance.now();
    work(i);
    return performance.now() - start;
  });
  return spread(times);
}

const centres = Array.from({ length: RUNS }, () => communeAt(randomInt(random, table.count)));

/** A star-shaped outline of `corners` about a point, as a flood or a warning draws it. */
function outline(centre: Point, km: number, corners: number): Zone {
  const degrees = km / 111;
  const outer = Array.from({ length: corners }, (_, i) => {
    const turn = (2 * Math.PI * i) / corners;
    const far = degrees * (0.7 + 0.3 * Math.sin(7 * turn));
    return {
      latitude: centre.latitude + far * Math.sin(turn),
      longitude:
        centre.longitude + (far * Math.cos(turn)) / Math.cos((centre.latitude * Math.PI) / 180),
    };
  });
  return { kind: 'polygon', outer };
}

function haversine(centre: Point, radiusKm: number): number {
  let found = 0;
  for (let i = 0; i < table.count; i++) {
    const point = {
      latitude: table.latitudes[i] as number,
      longitude: table.longitudes[i] as number,
    };
    if (distanceKm(centre, point) <= radiusKm) found++;
  }
  return found;
}

const zones: [string, (centre: Point) => ReturnType<typeof reach>, number?][] = [
  ['circle 5 km', (centre) => reach({ kind: 'circle', centre, radiusKm: 5 }), 5],
  ['circle 30 km', (centre) => reach({ kind: 'circle', centre, radiusKm: 30 }), 30],
  ['circle 100 km', (centre) => reach({ kind: 'circle', centre, radiusKm: 100 }), 100],
  ['polygon of 40 corners', (centre) => reach(outline(centre, 40, 40))],
  ['polygon of 2,000 corners', (centre) => reach(outline(centre, 40, 2_000))],
  ['the same and 20 km around', (centre) => reach(outline(centre, 40, 2_000), { extraKm: 20 })],
  ['three departments', () => reach({ kind: 'departments', codes: ['30', '34', '48'] })],
  [
    'the same and 20 km around',
    () => reach({ kind: 'departments', codes: ['30', '34', '48'] }, { extraKm: 20 }),
  ],
];
process.stdout.write(`\nReach over ${table.count.toLocaleString('en')} communes, ${RUNS} runs\n`);
printTable(
  ['zone', 'communes', 'median µs', 'p99 µs', 'baseline µs', 'times'],
  zones.map(([label, work, radiusKm]) => {
    const found = Math.round(
      centres.reduce((sum, centre) => sum + work(centre).indexes.length, 0) / RUNS,
    );
    const taken = timed((i) => work(centres[i % RUNS] as Point));
    if (radiusKm === undefined)
      return [label, found, micro(taken.medianMs), micro(taken.p99Ms), '', ''];
    const plain = timed((i) => haversine(centres[i % RUNS] as Point, radiusKm));
    const times = (plain.medianMs / taken.medianMs).toFixed(1);
    return [
      label,
      found,
      micro(taken.medianMs),
      micro(taken.p99Ms),
      String(micro(plain.medianMs)),
      times,
    ];
  }),
);

/** As `names.find` would be written: every name made plain again for every search. */
function searchPlainly(text: string): number {
  const wanted = plainText(text);
  let found = 0;
  for (const name of table.names) if (plainText(name).startsWith(wanted)) found++;
  return found;
}

const typed: [string, (round: number) => string][] = [
  ['whole name', (i) => (centres[i % RUNS] as { name: string }).name],
  [
    'without accents, in capitals',
    (i) => plainText((centres[i % RUNS] as { name: string }).name).toUpperCase(),
  ],
  ['first three letters', (i) => (centres[i % RUNS] as { name: string }).name.slice(0, 3)],
  [
    'postal code',
    (i) => (centres[i % RUNS] as { postalCodes: readonly string[] }).postalCodes[0] ?? '30000',
  ],
  [
    'name and department',
    (i) => {
      const { name, department } = centres[i % RUNS] as { name: string; department: string };
      return `${name} ${department}`;
    },
  ],
];
process.stdout.write('\nSearch of a commune, ten answers at most\n');
printTable(
  ['typed', 'found %', 'median µs', 'p99 µs', 'baseline µs', 'times'],
  typed.map(([label, text]) => {
    const right = centres.filter((centre, i) => {
      return searchCommunes(text(i)).some(({ code }) => code === centre.code);
    }).length;
    const taken = timed((i) => searchCommunes(text(i)));
    const plain = timed((i) => searchPlainly(text(i)));
    return [
      label,
      Math.round((100 * right) / RUNS),
      micro(taken.medianMs),
      micro(taken.p99Ms),
      micro(plain.medianMs),
      (plain.medianMs / taken.medianMs).toFixed(1),
    ];
  }),
);
