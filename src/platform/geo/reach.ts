import {
  distanceKm,
  EARTH_RADIUS_KM,
  KM_PER_DEGREE,
  type Point,
  type Zone,
} from '../kernel/geography.ts';
import { contains, distanceToEdgeKm, preparePolygon } from '../kernel/geography-polygon.ts';
import { cityOf, communes } from './table.ts';

/** Communes with their distance, nearest first; `indexes` are those of `communes()`. */
export interface Reach {
  readonly indexes: Int32Array;
  /** `communeNumber` of each, as search rows carry it. */
  readonly numbers: Int32Array;
  /** Kilometres: from the centre of a circle; for other zones 0 inside, else to the nearest edge or commune. */
  readonly distances: Float32Array;
  /** Departments of these communes, without repetition. */
  readonly departments: readonly string[];
}

const OUT = Number.POSITIVE_INFINITY;
const RADIANS = Math.PI / 180;

/**
 * The communes whose point lies in the zone, or within `extraKm` of it. With `from`, distances are
 * measured from that point (the site of a need) instead of from the zone.
 */
export function reach(zone: Zone, options: { extraKm?: number; from?: Point } = {}): Reach {
  const distances = new Float64Array(communes().count).fill(OUT);
  mark(zone, options.extraKm ?? 0, distances);
  if (options.from) measureFrom(options.from, distances);
  return sorted(distances);
}

/** The communes within `radiusKm` of a point. */
export function reachOfPoint(centre: Point, radiusKm: number): Reach {
  return reach({ kind: 'circle', centre, radiusKm });
}

function mark(zone: Zone, extraKm: number, distances: Float64Array): void {
  if (zone.kind === 'circle') markCircle(zone.centre, zone.radiusKm + extraKm, distances);
  else if (zone.kind === 'polygon') markPolygon(zone, extraKm, distances);
  else if (zone.kind === 'union') for (const part of zone.zones) mark(part, extraKm, distances);
  else markSet(membersOf(zone.kind, zone.codes), extraKm, distances);
}

function markCircle(centre: Point, radiusKm: number, distances: Float64Array): void {
  const { vectors } = communes();
  const latitude = centre.latitude * RADIANS;
  const longitude = centre.longitude * RADIANS;
  const x = Math.cos(latitude) * Math.cos(longitude);
  const y = Math.cos(latitude) * Math.sin(longitude);
  const z = Math.sin(latitude);
  const chord = 2 * Math.sin(Math.min(Math.PI / 2, radiusKm / EARTH_RADIUS_KM / 2));
  const limit = chord * chord;
  for (let i = 0; i < distances.length; i++) {
    const dx = (vectors[3 * i] as number) - x;
    const dy = (vectors[3 * i + 1] as number) - y;
    const dz = (vectors[3 * i + 2] as number) - z;
    const squared = dx * dx + dy * dy + dz * dz;
    if (squared > limit) continue;
    const km = 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(squared) / 2));
    if (km < (distances[i] as number)) distances[i] = km;
  }
}

function markPolygon(
  zone: Extract<Zone, { kind: 'polygon' }>,
  extraKm: number,
  distances: Float64Array,
): void {
  const { latitudes, longitudes } = communes();
  const polygon = preparePolygon(zone.outer, zone.holes);
  const margin = extraKm / KM_PER_DEGREE;
  const widest = Math.min(89, Math.max(Math.abs(polygon.south), Math.abs(polygon.north)) + margin);
  const halfWidth = (polygon.east - polygon.west) / 2 + margin / Math.cos(widest * RADIANS);
  for (let i = 0; i < distances.length; i++) {
    const latitude = latitudes[i] as number;
    if (latitude < polygon.south - margin || latitude > polygon.north + margin) continue;
    const longitude = longitudes[i] as number;
    if (Math.abs(((longitude - polygon.middle + 540) % 360) - 180) > halfWidth) continue;
    const point = { latitude, longitude };
    const km = contains(polygon, point) ? 0 : extraKm > 0 ? distanceToEdgeKm(polygon, point) : OUT;
    if (km <= extraKm && km < (distances[i] as number)) distances[i] = km;
  }
}

function membersOf(kind: 'departments' | 'communes', codes: readonly string[]): number[] {
  const table = communes();
  const column = kind === 'departments' ? 'departments' : 'codes';
  const wanted = new Set(codes);
  const members: number[] = [];
  for (let i = 0; i < table.count; i++) {
    const city = column === 'codes' ? cityOf(table.codes[i] as string) : undefined;
    if (wanted.has(table[column][i] as string) || (city && wanted.has(city))) members.push(i);
  }
  return members;
}

/** Distance 0 for the members; others within `extraKm` of the nearest member, on a local plane. */
function markSet(members: readonly number[], extraKm: number, distances: Float64Array): void {
  for (const i of members) distances[i] = 0;
  if (extraKm <= 0 || members.length === 0) return;
  const { latitudes, longitudes } = communes();
  const margin = extraKm / KM_PER_DEGREE;
  const ordered = members.toSorted((a, b) => (latitudes[a] as number) - (latitudes[b] as number));
  const memberLatitudes = Float64Array.from(ordered, (i) => latitudes[i] as number);
  const south = (memberLatitudes[0] as number) - margin;
  const north = (memberLatitudes.at(-1) as number) + margin;
  for (let i = 0; i < distances.length; i++) {
    const latitude = latitudes[i] as number;
    if (latitude < south || latitude > north || distances[i] === 0) continue;
    const kmX = KM_PER_DEGREE * Math.cos(latitude * RADIANS);
    let best = Math.min(distances[i] as number, extraKm) ** 2;
    let found = (distances[i] as number) <= extraKm;
    for (let m = firstAtLeast(memberLatitudes, latitude - margin); m < ordered.length; m++) {
      const up = (memberLatitudes[m] as number) - latitude;
      if (up > margin) break;
      const member = ordered[m] as number;
      const east = (((longitudes[member] as number) - (longitudes[i] as number) + 540) % 360) - 180;
      const squared = (up * KM_PER_DEGREE) ** 2 + (east * kmX) ** 2;
      if (squared <= best) {
        best = squared;
        found = true;
      }
    }
    if (found) distances[i] = Math.sqrt(best);
  }
}

/** Lower bound by bisection in an ascending array. */
function firstAtLeast(values: Float64Array, wanted: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function measureFrom(from: Point, distances: Float64Array): void {
  const { latitudes, longitudes } = communes();
  for (let i = 0; i < distances.length; i++) {
    if (distances[i] === OUT) continue;
    const latitude = latitudes[i] as number;
    distances[i] = distanceKm(from, { latitude, longitude: longitudes[i] as number });
  }
}

function sorted(distances: Float64Array): Reach {
  const table = communes();
  const found: number[] = [];
  for (let i = 0; i < distances.length; i++) if ((distances[i] as number) < OUT) found.push(i);
  found.sort((a, b) => (distances[a] as number) - (distances[b] as number) || a - b);
  const indexes = Int32Array.from(found);
  return {
    indexes,
    numbers: indexes.map((i) => table.numbers[i] as number),
    distances: Float32Array.from(found, (i) => distances[i] as number),
    departments: [...new Set(found.map((i) => table.departments[i] as string))].sort(),
  };
}
