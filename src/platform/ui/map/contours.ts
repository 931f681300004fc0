import { readFileSync } from 'node:fs';

export interface Contour {
  readonly code: string;
  readonly name: string;
  /** Each ring: thousandths of a degree, longitude then latitude, one vertex after the other. */
  readonly rings: readonly (readonly number[])[];
  /** Degrees. */
  readonly box: Box;
}

export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

const file = new URL('contours.gen.json', import.meta.url);
const raw: Record<string, { name: string; rings: number[][] }> = JSON.parse(
  readFileSync(file, 'utf8'),
);

/** The 101 departments of France, from Natural Earth (public domain), true to about one kilometre. */
export const CONTOURS: readonly Contour[] = Object.entries(raw).map(([code, { name, rings }]) => ({
  code,
  name,
  rings,
  box: boxOf(rings),
}));

export const isOverseas = (code: string): boolean => code.startsWith('97');

/** The centre of gravity of the largest part, as longitude and latitude in degrees. */
export function middleOf({ rings }: Contour): readonly [number, number] {
  let [best, x, y] = [0, 0, 0];
  for (const ring of rings) {
    let [area, sumX, sumY] = [0, 0, 0];
    for (let i = 0; i < ring.length; i += 2) {
      const j = (i + 2) % ring.length;
      const cross = ring[i]! * ring[j + 1]! - ring[j]! * ring[i + 1]!;
      area += cross;
      sumX += (ring[i]! + ring[j]!) * cross;
      sumY += (ring[i + 1]! + ring[j + 1]!) * cross;
    }
    if (Math.abs(area) > Math.abs(best)) {
      [best, x, y] = [area, sumX / (3 * area) / 1000, sumY / (3 * area) / 1000];
    }
  }
  return [x, y];
}

function boxOf(rings: readonly (readonly number[])[]): Box {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const [longitude, latitude] = [ring[i]! / 1000, ring[i + 1]! / 1000];
      west = Math.min(west, longitude);
      east = Math.max(east, longitude);
      south = Math.min(south, latitude);
      north = Math.max(north, latitude);
    }
  }
  return { west, south, east, north };
}
