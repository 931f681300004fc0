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
