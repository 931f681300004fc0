import { createRequire } from 'node:module';
import { DEFAULT_TIME_ZONE } from '../kernel/dates.ts';

export interface Department {
  readonly code: string;
  /** French, as INSEE writes it. */
  readonly name: string;
  /** IANA name. */
  readonly timeZone: string;
}

const OVERSEAS_ZONES: Readonly<Record<string, string>> = {
  '971': 'America/Guadeloupe',
  '972': 'America/Martinique',
  '973': 'America/Cayenne',
  '974': 'Indian/Reunion',
  '975': 'America/Miquelon',
  '976': 'Indian/Mayotte',
  '977': 'America/St_Barthelemy',
  '978': 'America/Marigot',
  '984': 'Indian/Kerguelen',
  '986': 'Pacific/Wallis',
  '987': 'Pacific/Tahiti',
  '988': 'Pacific/Noumea',
  // Clipperton, UTC-8; the sign of "Etc" zones is inverted by POSIX tradition.
  '989': 'Etc/GMT+8',
};

let cached: readonly Department[] | undefined;
let byCode: ReadonlyMap<string, Department> | undefined;

/** The departments and overseas territories, ordered by code ('2A' between '19' and '21'). */
export function departments(): readonly Department[] {
  if (cached) return cached;
  const rows = createRequire(import.meta.url)(
    '@etalab/decoupage-administratif/data/departements.json',
  ) as { code: string; nom: string }[];
  cached = rows
    .map(({ code, nom }) => ({
      code,
      name: nom,
      timeZone: OVERSEAS_ZONES[code] ?? DEFAULT_TIME_ZONE,
    }))
    .sort((a, b) => sortKey(a.code).localeCompare(sortKey(b.code)));
  return cached;
}

export function departmentByCode(code: string): Department | undefined {
  byCode ??= new Map(departments().map((department) => [department.code, department]));
  return byCode.get(code);
}

function sortKey(code: string): string {
  return code.replace(/^2([AB])$/, '20$1');
}
