import type { CapArea, LatLon } from '../cap/alert.ts';

/** [south, west, north, east] in degrees: metropolitan France, the Antilles, Guyane, Réunion, Mayotte. */
const FRANCE: readonly (readonly [number, number, number, number])[] = [
  [41, -5.6, 51.6, 10],
  [14, -63.3, 18.7, -60.6],
  [2, -55, 6.2, -51],
  [-21.6, 55, -20.7, 56],
  [-13.2, 44.9, -12.4, 45.5],
];

/**
 * Some senders write longitude first. For a French sender only, and only when every point lies
 * outside France as written and inside it the other way round, the points are turned, and it is said.
 */
export function turnedForFrance(areas: readonly CapArea[]): readonly CapArea[] | null {
  const points = areas.flatMap((area) => [
    ...area.polygons.flatMap((polygon) => polygon.points),
    ...area.circles.flatMap((circle) => (circle.centre ? [circle.centre] : [])),
  ]);
  if (points.length === 0 || points.some(inFrance)) return null;
  if (!points.every((point) => inFrance(turned(point)))) return null;
  return areas.map((area) => ({
    ...area,
    polygons: area.polygons.map((polygon) => ({ ...polygon, points: polygon.points.map(turned) })),
    circles: area.circles.map((circle) => ({
      ...circle,
      centre: circle.centre && turned(circle.centre),
    })),
  }));
}

function turned([latitude, longitude]: LatLon): LatLon {
  return [longitude, latitude];
}

function inFrance([latitude, longitude]: LatLon): boolean {
  return FRANCE.some(
    ([south, west, north, east]) =>
      south <= latitude && latitude <= north && west <= longitude && longitude <= east,
  );
}
