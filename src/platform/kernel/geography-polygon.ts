import {
  KM_PER_DEGREE,
  normalLongitude,
  type Point,
  type Ring,
  unwrappedLongitudes,
} from './geography.ts';

/** A polygon made ready for many tests: longitudes continuous, bounds known. */
export interface PreparedPolygon {
  readonly rings: readonly PreparedRing[];
  readonly south: number;
  readonly north: number;
  /** Bounds and middle in the outer ring's own continuous longitudes (may leave [-180, 180)). */
  readonly west: number;
  readonly east: number;
  readonly middle: number;
}

interface PreparedRing {
  readonly latitudes: Float64Array;
  readonly longitudes: Float64Array;
}

export function preparePolygon(outer: Ring, holes: readonly Ring[] = []): PreparedPolygon {
  const first = prepareRing(outer);
  const west = Math.min(...first.longitudes);
  const east = Math.max(...first.longitudes);
  const middle = (west + east) / 2;
  return {
    rings: [first, ...holes.map((hole) => prepareRing(hole, middle))],
    south: Math.min(...first.latitudes),
    north: Math.max(...first.latitudes),
    west,
    east,
    middle,
  };
}

/** Even-odd rule over all rings, so a hole is outside. A point on an edge may fall either way. */
export function contains(polygon: PreparedPolygon, point: Point): boolean {
  const longitude = polygon.middle + normalLongitude(point.longitude - polygon.middle);
  const { latitude } = point;
  if (latitude < polygon.south || latitude > polygon.north) return false;
  if (longitude < polygon.west || longitude > polygon.east) return false;
  let inside = false;
  for (const { latitudes, longitudes } of polygon.rings) {
    for (let i = 0, j = latitudes.length - 1; i < latitudes.length; j = i++) {
      const latI = latitudes[i] as number;
      const latJ = latitudes[j] as number;
      if (latI > latitude === latJ > latitude) continue;
      const lonI = longitudes[i] as number;
      const lonJ = longitudes[j] as number;
      if (longitude < lonI + ((latitude - latI) / (latJ - latI)) * (lonJ - lonI)) inside = !inside;
    }
  }
  return inside;
}

/**
 * Kilometres to the nearest edge (0 inside), on a plane tangent at the point: within 1 % up to a few
 * hundred kilometres, which is what buffers need.
 */
export function distanceToPolygonKm(polygon: PreparedPolygon, point: Point): number {
  return contains(polygon, point) ? 0 : distanceToEdgeKm(polygon, point);
}

/** Kilometres to the nearest edge, from inside or outside. */
export function distanceToEdgeKm(polygon: PreparedPolygon, point: Point): number {
  const longitude = polygon.middle + normalLongitude(point.longitude - polygon.middle);
  const kmX = KM_PER_DEGREE * Math.cos((point.latitude * Math.PI) / 180);
  let best = Number.POSITIVE_INFINITY;
  for (const { latitudes, longitudes } of polygon.rings) {
    for (let i = 0, j = latitudes.length - 1; i < latitudes.length; j = i++) {
      const ax = ((longitudes[j] as number) - longitude) * kmX;
      const ay = ((latitudes[j] as number) - point.latitude) * KM_PER_DEGREE;
      const bx = ((longitudes[i] as number) - longitude) * kmX;
      const by = ((latitudes[i] as number) - point.latitude) * KM_PER_DEGREE;
      best = Math.min(best, squaredDistanceToSegment(ax, ay, bx, by));
    }
  }
  return Math.sqrt(best);
}

/** From the origin to the segment a-b. */
function squaredDistanceToSegment(ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length));
  const x = ax + along * dx;
  const y = ay + along * dy;
  return x * x + y * y;
}

function prepareRing(ring: Ring, near?: number): PreparedRing {
  const unwrapped = unwrappedLongitudes(ring);
  const start = unwrapped[0] ?? 0;
  const shift = near === undefined ? 0 : near + normalLongitude(start - near) - start;
  return {
    latitudes: Float64Array.from(ring, (point) => point.latitude),
    longitudes: Float64Array.from(unwrapped, (longitude) => longitude + shift),
  };
}
