import { ok, type Result, refuse } from './result.ts';

/** WGS 84, in degrees. Latitude always comes first in this code base, in names and in arguments. */
export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** Vertices in order, not closed (the first is not repeated). Edges are straight in latitude and longitude. */
export type Ring = readonly Point[];

/**
 * An area on the map. Codes are INSEE codes: departments '30', '2A', '974'; communes '30189'.
 * A polygon may cross the antimeridian; it may not span 180 degrees of longitude or more.
 */
export type Zone =
  | { readonly kind: 'departments'; readonly codes: readonly string[] }
  | { readonly kind: 'communes'; readonly codes: readonly string[] }
  | { readonly kind: 'circle'; readonly centre: Point; readonly radiusKm: number }
  | { readonly kind: 'polygon'; readonly outer: Ring; readonly holes?: readonly Ring[] }
  | { readonly kind: 'union'; readonly zones: readonly Zone[] };

export type ZoneError =
  | 'zone_malformed'
  | 'zone_empty'
  | 'zone_too_complex'
  | 'code_malformed'
  | 'coordinates_out_of_range'
  | 'radius_out_of_range'
  | 'polygon_too_few_points'
  | 'polygon_too_wide';

export const EARTH_RADIUS_KM = 6371.0088;
export const KM_PER_DEGREE = (EARTH_RADIUS_KM * Math.PI) / 180;
export const MAX_ZONE_RADIUS_KM = 1000;
const MAX_VERTICES = 20_000;
const MAX_CODES = 40_000;
const MAX_DEPTH = 4;
const RADIANS = Math.PI / 180;
const DEPARTMENT_CODE = /^(?:\d{2}|2[AB]|9[78]\d)$/;
const COMMUNE_CODE = /^(?:\d{5}|2[AB]\d{3})$/;

/** Great-circle distance (haversine), in kilometres. */
export function distanceKm(a: Point, b: Point): number {
  const sinLat = Math.sin(((b.latitude - a.latitude) * RADIANS) / 2);
  const sinLon = Math.sin(((b.longitude - a.longitude) * RADIANS) / 2);
  const h =
    sinLat * sinLat +
    Math.cos(a.latitude * RADIANS) * Math.cos(b.latitude * RADIANS) * sinLon * sinLon;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** The department of a commune code: '30189' -> '30', '2A004' -> '2A', '97411' -> '974'. */
export function departmentOfCommune(code: string): string {
  return code.startsWith('97') || code.startsWith('98') ? code.slice(0, 3) : code.slice(0, 2);
}

/**
 * A commune code as the integer that search rows carry: '30189' -> 30189; Corsica '2A004' -> 120004
 * and '2B033' -> 220033, above every other code.
 */
export function communeNumber(code: string): number {
  if (code[1] === 'A') return 120_000 + Number(code.slice(2));
  if (code[1] === 'B') return 220_000 + Number(code.slice(2));
  return Number(code);
}

/** The inverse of `communeNumber`. */
export function communeCode(number: number): string {
  if (number >= 220_000) return `2B${String(number - 220_000).padStart(3, '0')}`;
  if (number >= 120_000) return `2A${String(number - 120_000).padStart(3, '0')}`;
  return String(number).padStart(5, '0');
}

/** Departments and communes that a zone names, through unions. */
export function codesOf(zone: Zone, kind: 'departments' | 'communes'): readonly string[] {
  if (zone.kind === 'union') return [...new Set(zone.zones.flatMap((part) => codesOf(part, kind)))];
  return zone.kind === kind ? zone.codes : [];
}

/** Reads a zone from outside (a form, JSON, the database). Whether the codes exist is not its business. */
export function parseZone(value: unknown, depth = 1): Result<Zone, ZoneError> {
  if (depth > MAX_DEPTH) return refuse('zone_too_complex');
  if (!isRecord(value)) return refuse('zone_malformed');
  switch (value.kind) {
    case 'departments':
      return parseCodes('departments', value.codes, DEPARTMENT_CODE);
    case 'communes':
      return parseCodes('communes', value.codes, COMMUNE_CODE);
    case 'circle':
      return parseCircle(value);
    case 'polygon':
      return parsePolygon(value);
    case 'union':
      return parseUnion(value, depth);
    default:
      return refuse('zone_malformed');
  }
}

/** A point with finite coordinates on Earth, or `undefined`. Longitude is brought into [-180, 180). */
export function parsePoint(value: unknown): Point | undefined {
  if (!isRecord(value)) return undefined;
  const { latitude, longitude } = value;
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return undefined;
  if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 360)) return undefined;
  return { latitude, longitude: normalLongitude(longitude) };
}

/** In [-180, 180). */
export function normalLongitude(longitude: number): number {
  return longitude >= -180 && longitude < 180
    ? longitude
    : ((((longitude + 180) % 360) + 360) % 360) - 180;
}

function parseCodes(
  kind: 'departments' | 'communes',
  value: unknown,
  pattern: RegExp,
): Result<Zone, ZoneError> {
  if (!Array.isArray(value)) return refuse('zone_malformed');
  if (value.length === 0) return refuse('zone_empty');
  if (value.length > MAX_CODES) return refuse('zone_too_complex');
  if (!value.every((code): code is string => typeof code === 'string' && pattern.test(code))) {
    return refuse('code_malformed');
  }
  return ok({ kind, codes: [...new Set(value)] });
}

function parseCircle(value: Record<string, unknown>): Result<Zone, ZoneError> {
  const centre = parsePoint(value.centre);
  if (!centre) return refuse('coordinates_out_of_range');
  const { radiusKm } = value;
  if (typeof radiusKm !== 'number' || !(radiusKm > 0 && radiusKm <= MAX_ZONE_RADIUS_KM)) {
    return refuse('radius_out_of_range');
  }
  return ok({ kind: 'circle', centre, radiusKm });
}

function parsePolygon(value: Record<string, unknown>): Result<Zone, ZoneError> {
  const outer = parseRing(value.outer);
  if (!outer.ok) return outer;
  const holes: Ring[] = [];
  if (value.holes !== undefined) {
    if (!Array.isArray(value.holes)) return refuse('zone_malformed');
    for (const item of value.holes) {
      const hole = parseRing(item);
      if (!hole.ok) return hole;
      holes.push(hole.value);
    }
  }
  return ok(
    holes.length > 0
      ? { kind: 'polygon', outer: outer.value, holes }
      : { kind: 'polygon', outer: outer.value },
  );
}

function parseRing(value: unknown): Result<Ring, ZoneError> {
  if (!Array.isArray(value)) return refuse('zone_malformed');
  if (value.length > MAX_VERTICES) return refuse('zone_too_complex');
  const points: Point[] = [];
  for (const item of value) {
    const point = parsePoint(item);
    if (!point) return refuse('coordinates_out_of_range');
    const last = points.at(-1);
    if (!last || !samePoint(last, point)) points.push(point);
  }
  while (points.length > 1 && samePoint(points[0] as Point, points.at(-1) as Point)) points.pop();
  if (points.length < 3) return refuse('polygon_too_few_points');
  const longitudes = unwrappedLongitudes(points);
  if (Math.max(...longitudes) - Math.min(...longitudes) >= 180) return refuse('polygon_too_wide');
  return ok(points);
}

function parseUnion(value: Record<string, unknown>, depth: number): Result<Zone, ZoneError> {
  if (!Array.isArray(value.zones)) return refuse('zone_malformed');
  if (value.zones.length === 0) return refuse('zone_empty');
  if (value.zones.length > 500) return refuse('zone_too_complex');
  const zones: Zone[] = [];
  for (const item of value.zones) {
    const part = parseZone(item, depth + 1);
    if (!part.ok) return part;
    zones.push(part.value);
  }
  return ok({ kind: 'union', zones });
}

function samePoint(a: Point, b: Point): boolean {
  return a.latitude === b.latitude && a.longitude === b.longitude;
}

/** Longitudes made continuous along the ring: each step is the short way round. */
export function unwrappedLongitudes(ring: Ring): number[] {
  let previous = ring[0]?.longitude ?? 0;
  return ring.map(({ longitude }) => {
    previous += normalLongitude(longitude - previous);
    return previous;
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
