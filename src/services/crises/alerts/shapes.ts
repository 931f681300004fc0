import { departments, reach } from '#platform/geo/index.ts';
import type { Point, Zone } from '#platform/kernel/geography.ts';
import type { CapArea } from '../domain/cap/alert.ts';
import { DEPARTMENTS } from '../domain/cap/french-areas.ts';

/** A circle of radius 0 is a point: what happens there concerns what is around. */
export const MINIMUM_RADIUS_KM = 5;

const MAX_SHAPES = 500;
const MAX_VERTICES = 5_000;

const FRENCH = new Set(DEPARTMENTS);

/** Departments with a commune inside the shapes, or within 5 km of them when they hold none. */
export function departmentsOfShapes(areas: readonly CapArea[]): readonly string[] {
  const zones = bounded(areas.flatMap(zonesOf).filter(nearFrance));
  if (zones.length === 0) return [];
  const union: Zone = { kind: 'union', zones };
  const inside = reach(union).departments;
  const found =
    inside.length > 0 ? inside : reach(union, { extraKm: MINIMUM_RADIUS_KM }).departments;
  const known = new Set(departments().map((department) => department.code));
  return found.filter((code) => FRENCH.has(code) && known.has(code));
}

/**
 * Every commune is held against every edge: beyond these bounds shapes are taken by their boxes, which
 * can only add departments. An officer decides anyway, and nobody can keep the program busy.
 */
function bounded(zones: readonly Zone[]): readonly Zone[] {
  const vertices = zones.map((zone) => (zone.kind === 'polygon' ? zone.outer.length : 1));
  const total = vertices.reduce((sum, one) => sum + one, 0);
  if (zones.length <= MAX_SHAPES && total <= MAX_VERTICES) return zones;
  const corners = zones.map(cornersOf);
  return zones.length <= MAX_SHAPES ? corners.map(box) : [box(corners.flat())];
}

function cornersOf(zone: Zone): readonly Point[] {
  if (zone.kind === 'polygon') return zone.outer;
  if (zone.kind !== 'circle') return [];
  const { latitude, longitude } = zone.centre;
  // Of a circle the box around it, wide enough at any latitude of a department.
  const high = zone.radiusKm / 111;
  const wide = Math.min(high / Math.cos((Math.min(Math.abs(latitude), 80) * Math.PI) / 180), 80);
  return [
    { latitude: Math.max(latitude - high, -90), longitude: longitude - wide },
    { latitude: Math.min(latitude + high, 90), longitude: longitude + wide },
  ];
}

function box(points: readonly Point[]): Zone {
  let [south, north, west, east] = [90, -90, 360, -360];
  for (const { latitude, longitude } of points) {
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
  }
  const outer = [
    { latitude: south, longitude: west },
    { latitude: north, longitude: west },
    { latitude: north, longitude: east },
    { latitude: south, longitude: east },
  ];
  return { kind: 'polygon', outer };
}

function zonesOf(area: CapArea): Zone[] {
  const polygons = area.polygons
    .filter((polygon) => polygon.valid)
    .map(({ points }): Zone => {
      // A Zone's ring is not closed.
      const outer = points.slice(0, -1).map(([latitude, longitude]) => ({ latitude, longitude }));
      return { kind: 'polygon', outer };
    });
  const circles = area.circles.flatMap(({ centre, radiusKm }): Zone[] => {
    if (!centre || radiusKm === null) return [];
    const [latitude, longitude] = centre;
    const radius = Math.max(radiusKm, MINIMUM_RADIUS_KM);
    return [{ kind: 'circle', centre: { latitude, longitude }, radiusKm: radius }];
  });
  return [...polygons, ...circles];
}

/** Cheap test before the exact one: a box around every French department but Polynesia and the like. */
function nearFrance(zone: Zone): boolean {
  if (zone.kind === 'circle') return true;
  if (zone.kind !== 'polygon') return false;
  const bounds = box(zone.outer);
  const [first, , third] = bounds.kind === 'polygon' ? bounds.outer : [];
  if (!first || !third) return false;
  return (
    third.latitude >= -22 &&
    first.latitude <= 52 &&
    third.longitude >= -64 &&
    first.longitude <= 57 &&
    third.longitude - first.longitude < 180
  );
}
