import { parse } from 'csv-parse/sync';
import { distanceKm } from '../kernel/geography.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { communeByCode, type KnownPoint } from './table.ts';

export type LineError =
  | 'columns_missing'
  | 'unknown_commune'
  | 'not_a_number'
  | 'out_of_range'
  | 'too_far'
  | 'repeated';

export interface CommuneFile {
  readonly points: readonly KnownPoint[];
  readonly rejected: readonly { readonly line: number; readonly error: LineError }[];
}

const TITLES = {
  code: ['code', 'code_insee', 'insee', 'code_commune'],
  latitude: ['latitude', 'lat'],
  longitude: ['longitude', 'lon', 'lng', 'long'],
} as const;
/** Further than this from what is known, in metropolitan France: swapped or wrong. */
const TOO_FAR_KM = 100;

/** Reads a CSV of coordinates; the first line names the columns, separated by commas or semicolons. */
export function readCommuneFile(text: string): Result<CommuneFile, 'header_missing' | 'malformed'> {
  const delimiter = (text.split('\n', 1)[0] ?? '').includes(';') ? ';' : ',';
  let rows: { record: string[]; info: { lines: number } }[];
  try {
    rows = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as typeof rows;
  } catch {
    return refuse('malformed');
  }
  const titles = (rows[0]?.record ?? []).map((title) => title.toLowerCase());
  const column = (names: readonly string[]) => titles.findIndex((title) => names.includes(title));
  const columns = {
    code: column(TITLES.code),
    latitude: column(TITLES.latitude),
    longitude: column(TITLES.longitude),
  };
  if (Object.values(columns).some((index) => index < 0)) return refuse('header_missing');
  const points = new Map<string, KnownPoint>();
  const rejected: { line: number; error: LineError }[] = [];
  for (const { record, info } of rows.slice(1)) {
    const point = readLine(record, columns);
    const error =
      typeof point === 'string' ? point : points.has(point.code) ? 'repeated' : undefined;
    if (error) rejected.push({ line: info.lines, error });
    else points.set((point as KnownPoint).code, point as KnownPoint);
  }
  return ok({ points: [...points.values()], rejected });
}

function readLine(
  record: readonly string[],
  columns: { code: number; latitude: number; longitude: number },
): KnownPoint | LineError {
  const [code, lat, lon] = [columns.code, columns.latitude, columns.longitude].map(
    (index) => record[index],
  );
  if (!code || !lat || !lon) return 'columns_missing';
  const commune = communeByCode(code.toUpperCase().padStart(5, '0'));
  if (!commune) return 'unknown_commune';
  const latitude = Number(lat.replace(',', '.'));
  const longitude = Number(lon.replace(',', '.'));
  if (!Number.isFinite(latitude) || !Number.isFinite(longitude)) return 'not_a_number';
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return 'out_of_range';
  const point = { code: commune.code, latitude, longitude };
  const metropolitan = !/^9[78]/.test(commune.code);
  return metropolitan && distanceKm(point, commune) > TOO_FAR_KM ? 'too_far' : point;
}
