import { departments, reach } from '#platform/geo/index.ts';
import type { Zone } from '#platform/kernel/geography.ts';
import type { CapArea } from '../domain/cap/alert.ts';
import { DEPARTMENTS } from '../domain/cap/french-areas.ts';

/** A circle of radius 0 is a point: what happens there concerns what is around. */
export const MINIMUM_RADIUS_KM = 5;

const FRENCH = new Set(DEPARTMENTS);

/** Departments with a commune inside the shapes, or within 5 km of them when they hold none. */
export function departmentsOfShapes(areas: readonly CapArea[]): readonly string[] {
  const zones = areas.flatMap(zonesOf).filter(nearFrance);
  if (zones.length === 0) return [];
  const union: Zone = { kind: 'union', zones };
  const inside = reach(union).departments;
  const found =
    inside.length > 0 ? inside : reach(union, { extraKm: MINIMUM_RADIUS_KM }).departments;
  const known = new Set(departments().map((department) => department.code));
  return found.filter((code) => FRENCH.has(code) && known.has(code));
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
  const latitudes = zone.outer.map((point) => point.latitude);
  const longitudes = zone.outer.map((point) => point.longitude);
  return (
    span(latitudes, -22, 52) &&
    span(longitudes, -64, 57) &&
    Math.max(...longitudes) - Math.min(...longitudes) < 180
  );
}

function span(values: readonly number[], low: number, high: number): boolean {
  return values.some((value) => value >= low) && values.some((value) => value <= high);
}
