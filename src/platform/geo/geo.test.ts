import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { distanceKm, type Point, type Zone } from '../kernel/geography.ts';
import { contains, preparePolygon } from '../kernel/geography-polygon.ts';
import {
  communeByCode,
  communes,
  departmentByCode,
  departments,
  reach,
  searchCommunes,
} from './index.ts';

const at = (latitude: number, longitude: number): Point => ({ latitude, longitude });
const NIMES = at(43.8367, 4.3601);

test('every commune and arrondissement has a point on Earth, in a known department', () => {
  const table = communes();
  assert.ok(table.count > 35_000);
  const known = new Set(departments().map((department) => department.code));
  for (let i = 0; i < table.count; i++) {
    const label = table.codes[i] as string;
    assert.ok(Math.abs(table.latitudes[i] as number) <= 90, label);
    assert.ok(Math.abs(table.longitudes[i] as number) <= 180, label);
    assert.ok(known.has(table.departments[i] as string), label);
  }
  assert.equal(new Set(table.numbers).size, table.count);
});

test('communes of every corner are found by code', () => {
  const cases: [string, string, Point, number][] = [
    ['30189', 'Nîmes', NIMES, 2],
    ['75115', 'Paris 15e Arrondissement', at(48.84, 2.293), 1],
    ['13208', 'Marseille 8e Arrondissement', at(43.25, 5.38), 4],
    ['2A004', 'Ajaccio', at(41.9267, 8.7369), 4],
    ['97611', 'Mamoudzou', at(-12.78, 45.23), 3],
    ['98818', 'Nouméa', at(-22.27, 166.45), 5],
    ['97502', 'Saint-Pierre', at(46.78, -56.18), 3],
  ];
  for (const [code, name, point, withinKm] of cases) {
    const commune = communeByCode(code);
    assert.ok(commune, code);
    assert.equal(commune.name, name);
    assert.ok(distanceKm(commune, point) < withinKm, `${code}: ${distanceKm(commune, point)} km`);
  }
  assert.equal(communeByCode('75115')?.city, '75056');
  assert.equal(communeByCode('99999'), undefined);
});

test('departments know their local time', () => {
  assert.equal(departmentByCode('30')?.timeZone, 'Europe/Paris');
  for (const { code, timeZone } of departments()) {
    assert.doesNotThrow(() => new Intl.DateTimeFormat('fr', { timeZone }), code);
  }
  assert.equal(departmentByCode('974')?.name, 'La Réunion');
});

test('people find their commune however they write it', () => {
  const cases: [string, string][] = [
    ['ales', '30007'],
    ['ALÈS 30100', '30007'],
    ['st-denis 974', '97411'],
    ['St Etienne', '42218'],
    ['ste marie 974', '97418'],
    ['Paris', '75056'],
    ['paris 15', '75115'],
    ['marseille 1', '13201'],
    ['30000', '30189'],
    ['2a004', '2A004'],
    ['l’haÿ', '94038'],
    ['schoelcher', '97229'],
    ['Arbignieu', '01015'],
  ];
  for (const [text, code] of cases) assert.equal(searchCommunes(text, 5)[0]?.code, code, text);
  assert.deepEqual(searchCommunes('   ', 5), []);
  assert.deepEqual(searchCommunes('zzzzzz', 5), []);
  assert.equal(searchCommunes('saint', 7).length, 7);
});

function naive(zone: Zone): Map<string, number> {
  const table = communes();
  const found = new Map<string, number>();
  for (const code of table.codes) {
    const commune = communeByCode(code) as Point & { department: string; city?: string };
    let km: number | undefined;
    if (zone.kind === 'circle') {
      const distance = distanceKm(zone.centre, commune);
      if (distance <= zone.radiusKm) km = distance;
    } else if (zone.kind === 'polygon') {
      if (contains(preparePolygon(zone.outer), commune)) km = 0;
    } else if (zone.kind === 'departments') {
      if (zone.codes.includes(commune.department)) km = 0;
    } else if (zone.kind === 'communes') {
      if (zone.codes.includes(code) || zone.codes.includes(commune.city ?? '')) km = 0;
    }
    if (km !== undefined) found.set(code, km);
  }
  return found;
}

function reached(zone: Zone): Map<string, number> {
  const { indexes, distances } = reach(zone);
  return new Map(
    Array.from(indexes, (i, k) => [communes().codes[i] as string, distances[k] as number]),
  );
}

function assertSame(actual: Map<string, number>, expected: Map<string, number>) {
  assert.deepEqual([...actual.keys()].sort(), [...expected.keys()].sort());
  for (const [code, km] of expected) {
    assert.ok(Math.abs((actual.get(code) as number) - km) < 0.01, code);
  }
}

test('a zone reaches what a naive scan reaches', () => {
  const point = fc.record({
    latitude: fc.double({ min: 42, max: 50, noNaN: true }),
    longitude: fc.double({ min: -3, max: 7, noNaN: true }),
  });
  fc.assert(
    fc.property(point, fc.integer({ min: 1, max: 150 }), (centre, radiusKm) => {
      const zone: Zone = { kind: 'circle', centre, radiusKm };
      assertSame(reached(zone), naive(zone));
    }),
    { numRuns: 8 },
  );
  const polygon: Zone = { kind: 'polygon', outer: [at(43.5, 4), at(44.3, 3.9), at(44.1, 4.9)] };
  assertSame(reached(polygon), naive(polygon));
  const departments: Zone = { kind: 'departments', codes: ['30', '2A'] };
  assertSame(reached(departments), naive(departments));
  const cities: Zone = { kind: 'communes', codes: ['75056', '30189'] };
  assertSame(reached(cities), naive(cities));
  assert.equal(reached(cities).size, 22);
});

test('a union keeps the smaller distance, a buffer adds neighbours, a site changes the origin', () => {
  const circle: Zone = { kind: 'circle', centre: NIMES, radiusKm: 40 };
  const gard: Zone = { kind: 'departments', codes: ['30'] };
  const union = reached({ kind: 'union', zones: [circle, gard] });
  assert.equal(union.size, new Set([...naive(circle).keys(), ...naive(gard).keys()]).size);
  assert.equal(union.get('30007'), 0);
  const buffered = reach(gard, { extraKm: 20 });
  assert.ok(buffered.departments.includes('34'));
  assert.ok(buffered.distances.every((km) => km <= 20));
  const arles = communes().indexByCode.get('13004') as number;
  const expected = Math.min(
    ...[...naive(gard).keys()].map((code) =>
      distanceKm(communeByCode('13004') as Point, communeByCode(code) as Point),
    ),
  );
  const measured = buffered.distances[buffered.indexes.indexOf(arles)] as number;
  assert.ok(Math.abs(measured - expected) < 0.05 + 0.01 * expected);
  const fromSite = reach(gard, { from: NIMES });
  assert.equal(fromSite.indexes.length, naive(gard).size);
  assert.ok((fromSite.distances[0] as number) < 3);
  assert.deepEqual(
    [...fromSite.distances],
    [...fromSite.distances].sort((a, b) => a - b),
  );
});
