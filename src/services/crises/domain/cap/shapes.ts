import type { CapCircle, CapPolygon, CapProblemCode, LatLon } from './alert.ts';

const NUMBER = '[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?';
const PAIR = new RegExp(`^(${NUMBER}),(${NUMBER})$`);
const CIRCLE = new RegExp(`^\\(?(${NUMBER})\\s*,\\s*(${NUMBER})\\)?\\s+(${NUMBER})$`);
/** Longer is not a coordinate; and a pattern never meets a text that could make it slow. */
const LONGEST_PAIR = 80;

export interface ReadPolygon {
  readonly polygon: CapPolygon;
  readonly problem?: CapProblemCode;
}

/**
 * "lat,lon lat,lon ..." to points. Seen in the wild and read: tabs, line ends, a space after the
 * comma, trailing spaces, parentheses. An open ring is closed and reported; fewer than four points
 * or anything else between the pairs is not a polygon.
 */
export function readPolygon(text: string): ReadPolygon {
  const bad = { polygon: { points: [], valid: false }, problem: 'bad_polygon' } as const;
  const points: LatLon[] = [];
  for (const pair of pairsOf(text)) {
    const match = pair.length > LONGEST_PAIR ? null : PAIR.exec(pair);
    if (!match) return bad;
    points.push([Number(match[1]), Number(match[2])]);
  }
  if (points.length < 3 || !points.every(onEarth)) return bad;
  const [first, last] = [points[0] as LatLon, points.at(-1) as LatLon];
  const open = first[0] !== last[0] || first[1] !== last[1];
  const ring = open ? [...points, first] : points;
  if (ring.length < 4) return bad;
  const polygon = { points: ring, valid: true };
  if (crossesAntimeridian(ring)) return { polygon, problem: 'crosses_antimeridian' };
  return open ? { polygon, problem: 'polygon_was_open' } : { polygon };
}

/** Words between white space, with "lat ,lon" and "lat, lon" put together again. */
function pairsOf(text: string): string[] {
  const pairs: string[] = [];
  for (const word of text.split(/[\s();]+/)) {
    if (word === '') continue;
    const before = pairs.at(-1);
    if (before !== undefined && (word.startsWith(',') || before.endsWith(','))) {
      if (before.length > LONGEST_PAIR) return [before];
      pairs[pairs.length - 1] = before + word;
    } else pairs.push(word);
  }
  return pairs;
}

/** "lat,lon radius", the radius in kilometres; 0 is a point. */
export function readCircle(text: string): CapCircle {
  const match = text.length > 2 * LONGEST_PAIR ? null : CIRCLE.exec(text);
  const centre: LatLon = [Number(match?.[1]), Number(match?.[2])];
  const radiusKm = Number(match?.[3]);
  if (!match || !onEarth(centre) || radiusKm < 0 || radiusKm > 20_100) {
    return { text, centre: null, radiusKm: null };
  }
  return { text, centre, radiusKm };
}

function onEarth([latitude, longitude]: LatLon): boolean {
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
}

function crossesAntimeridian(ring: readonly LatLon[]): boolean {
  return ring.some((point, i) => i > 0 && Math.abs(point[1] - (ring[i - 1] as LatLon)[1]) > 180);
}
