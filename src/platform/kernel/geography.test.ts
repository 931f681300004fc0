import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  communeCode,
  communeNumber,
  departmentOfCommune,
  distanceKm,
  type Point,
  parseZone,
  type Zone,
} from './geography.ts';
import {
  contains,
  distanceToEdgeKm,
  distanceToPolygonKm,
  preparePolygon,
} from './geography-polygon.ts';

const at = (latitude: number, longitude: number): Point => ({ latitude, longitude });
const PARIS = at(48.8566, 2.3522);
const NIMES = at(43.8367, 4.3601);

test('distances agree with published ones', () => {
  assert.ok(Math.abs(distanceKm(PARIS, NIMES) - 579) < 3);
  assert.ok(Math.abs(distanceKm(at(0, 179.5), at(0, -179.5)) - 111.19) < 0.1);
  assert.ok(Math.abs(distanceKm(at(90, 0), at(-90, 0)) - 20015.1) < 1);
  assert.equal(distanceKm(PARIS, PARIS), 0);
});

const SQUARE = [at(43, 4), at(43, 5), at(44, 5), at(44, 4)];

test('a point is in the ring and not in its hole', () => {
  const hole = [at(43.4, 4.4), at(43.4, 4.6), at(43.6, 4.6), at(43.6, 4.4)];
  const polygon = preparePolygon(SQUARE, [hole]);
  assert.equal(contains(polygon, at(43.2, 4.2)), true);
  assert.equal(contains(polygon, at(43.5, 4.5)), false);
  assert.equal(contains(polygon, at(42.9, 4.5)), false);
  assert.equal(contains(polygon, at(43.5, 5.1)), false);
  // From the middle of the hole to its nearest edge: 0.1 degree of longitude at 43.5 N.
  assert.ok(Math.abs(distanceToPolygonKm(polygon, at(43.5, 4.5)) - 8.07) < 0.05);
});

test('a polygon across the antimeridian contains what lies on both sides', () => {
  const polygon = preparePolygon([at(-20, 179), at(-20, -179), at(-16, -179), at(-16, 179)]);
  assert.equal(contains(polygon, at(-18, 179.9)), true);
  assert.equal(contains(polygon, at(-18, -179.9)), true);
  assert.equal(contains(polygon, at(-18, 178.9)), false);
  assert.equal(contains(polygon, at(-18, 0)), false);
  const hole = [at(-18.5, -179.8), at(-18.5, 179.8), at(-17.5, 179.8), at(-17.5, -179.8)];
  const holed = preparePolygon([at(-20, 179), at(-20, -179), at(-16, -179), at(-16, 179)], [hole]);
  assert.equal(contains(holed, at(-18, 179.9)), false);
  assert.equal(contains(holed, at(-18, -179.5)), true);
});

test('the distance to an edge matches the great circle', () => {
  const polygon = preparePolygon(SQUARE);
  assert.equal(distanceToPolygonKm(polygon, at(43.5, 4.5)), 0);
  const outside = at(42.5, 4.5);
  const expected = distanceKm(outside, at(43, 4.5));
  assert.ok(Math.abs(distanceToPolygonKm(polygon, outside) - expected) < 0.01 * expected);
  const corner = at(42.8, 3.8);
  const toCorner = distanceKm(corner, at(43, 4));
  assert.ok(Math.abs(distanceToEdgeKm(polygon, corner) - toCorner) < 0.01 * toCorner);
});

test('a triangle contains exactly the points on the inner side of its three edges', () => {
  const coordinate = fc.record({
    latitude: fc.double({ min: 40, max: 50, noNaN: true }),
    longitude: fc.double({ min: 177, max: 183, noNaN: true }),
  });
  const side = (a: Point, b: Point, p: Point) =>
    (b.longitude - a.longitude) * (p.latitude - a.latitude) -
    (b.latitude - a.latitude) * (p.longitude - a.longitude);
  fc.assert(
    fc.property(coordinate, coordinate, coordinate, coordinate, (a, b, c, p) => {
      const sides = [side(a, b, p), side(b, c, p), side(c, a, p)];
      fc.pre(sides.every((value) => Math.abs(value) > 1e-9));
      const expected = sides.every((v) => v > 0) || sides.every((v) => v < 0);
      const wrap = (q: Point) =>
        at(q.latitude, q.longitude >= 180 ? q.longitude - 360 : q.longitude);
      assert.equal(contains(preparePolygon([wrap(a), wrap(b), wrap(c)]), wrap(p)), expected);
    }),
  );
});

test('commune codes survive the round trip through numbers', () => {
  for (const code of ['01001', '30189', '2A004', '2B366', '75115', '97411', '98818']) {
    assert.equal(communeCode(communeNumber(code)), code);
  }
  assert.equal(new Set(['2A004', '2B004', '20004'].map(communeNumber)).size, 3);
  assert.deepEqual(['30189', '2A004', '97411', '98818'].map(departmentOfCommune), [
    '30',
    '2A',
    '974',
    '988',
  ]);
});

test('zones from outside are read or refused with a reason', () => {
  const refused: [unknown, string][] = [
    [null, 'zone_malformed'],
    [{ kind: 'country' }, 'zone_malformed'],
    [{ kind: 'departments', codes: [] }, 'zone_empty'],
    [{ kind: 'departments', codes: ['3O'] }, 'code_malformed'],
    [{ kind: 'communes', codes: ['301890'] }, 'code_malformed'],
    [{ kind: 'circle', centre: at(91, 0), radiusKm: 5 }, 'coordinates_out_of_range'],
    [{ kind: 'circle', centre: at(Number.NaN, 0), radiusKm: 5 }, 'coordinates_out_of_range'],
    [{ kind: 'circle', centre: PARIS, radiusKm: 0 }, 'radius_out_of_range'],
    [{ kind: 'circle', centre: PARIS, radiusKm: '5' }, 'radius_out_of_range'],
    [{ kind: 'polygon', outer: [PARIS, NIMES, PARIS] }, 'polygon_too_few_points'],
    [{ kind: 'polygon', outer: [at(0, -170), at(0, -50), at(0, 80)] }, 'polygon_too_wide'],
    [{ kind: 'union', zones: [] }, 'zone_empty'],
    [{ kind: 'union', zones: [{ kind: 'circle' }] }, 'coordinates_out_of_range'],
  ];
  for (const [value, error] of refused) {
    const result = parseZone(value);
    assert.equal(result.ok ? 'accepted' : result.error, error, JSON.stringify(value));
  }
  const zone: Zone = {
    kind: 'union',
    zones: [
      { kind: 'departments', codes: ['30', '2A', '974'] },
      { kind: 'communes', codes: ['30189'] },
      { kind: 'circle', centre: PARIS, radiusKm: 30 },
      { kind: 'polygon', outer: SQUARE },
    ],
  };
  assert.deepEqual(parseZone(JSON.parse(JSON.stringify(zone))), { ok: true, value: zone });
  const closed = parseZone({ kind: 'polygon', outer: [...SQUARE, SQUARE[0]] });
  assert.deepEqual(closed, { ok: true, value: { kind: 'polygon', outer: SQUARE } });
});
