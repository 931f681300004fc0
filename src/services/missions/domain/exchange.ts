import type { DateString } from '#platform/kernel/dates.ts';
import { ACTIVITIES, DOMAINS, type Family, REMOTE } from './vocabularies.ts';

/** A mission as API Engagement v2 writes it; names and enums are theirs. Absent means unknown. */
export interface ExchangeMission {
  readonly clientId: string;
  readonly title: string;
  readonly description?: string;
  readonly applicationUrl?: string;
  readonly image?: string;
  readonly metadata?: string;
  readonly domain?: string;
  readonly activities?: readonly string[];
  readonly tags?: readonly string[];
  readonly tasks?: readonly string[];
  readonly audience?: readonly string[];
  readonly requirements?: readonly string[];
  readonly softSkills?: readonly string[];
  readonly romeSkills?: readonly string[];
  readonly remote?: string;
  readonly schedule?: string;
  /** ISO 8601 instants. */
  readonly startAt?: string;
  readonly endAt?: string;
  readonly postedAt?: string;
  readonly places?: number;
  readonly priority?: string;
  readonly compensationAmount?: number;
  readonly compensationAmountMax?: number;
  readonly compensationUnit?: string;
  readonly compensationType?: string;
  readonly openToMinors?: boolean;
  readonly reducedMobilityAccessible?: boolean;
  readonly closeToTransport?: boolean;
  readonly addresses?: readonly ExchangeAddress[];
  readonly type?: string;
  readonly organizationClientId?: string;
  readonly organizationName?: string;
  readonly organizationDescription?: string;
  readonly organizationUrl?: string;
  readonly organizationType?: string;
  readonly organizationLogo?: string;
  readonly organizationRNA?: string;
  readonly organizationSiren?: string;
  readonly organizationSiret?: string;
  readonly organizationFullAddress?: string;
  readonly organizationPostCode?: string;
  readonly organizationCity?: string;
  readonly organizationDepartmentCode?: string;
  readonly organizationDepartmentName?: string;
  readonly organizationStatusJuridique?: string;
  readonly organizationBeneficiaries?: readonly string[];
  readonly organizationActions?: readonly string[];
  readonly organizationReseaux?: readonly string[];
  readonly snu?: boolean;
  readonly snuPlaces?: number;
}

export interface ExchangeAddress {
  readonly street?: string;
  readonly postalCode?: string;
  readonly city?: string;
  readonly departmentCode?: string;
  readonly departmentName?: string;
  readonly region?: string;
  readonly country?: string;
  readonly location?: { readonly lat: number; readonly lon: number };
}

export type FieldKind = 'text' | 'list' | 'number' | 'boolean' | 'date' | 'addresses';

/**
 * Every field with its kind and, in the XML feed, the element that we write and those that are read for
 * it besides. `activity` is a list in JSON and one text with commas in XML; a SIRET also stands in
 * `organizationSiren`, the only element that API Engagement reads.
 */
export const EXCHANGE_FIELDS: Readonly<
  Record<keyof ExchangeMission, { readonly kind: FieldKind; readonly also?: readonly string[] }>
> = {
  clientId: { kind: 'text' },
  title: { kind: 'text' },
  description: { kind: 'text' },
  applicationUrl: { kind: 'text' },
  image: { kind: 'text', also: ['domainLogo'] },
  metadata: { kind: 'text' },
  domain: { kind: 'text' },
  activities: { kind: 'list', also: ['activity'] },
  tags: { kind: 'list' },
  tasks: { kind: 'list' },
  audience: { kind: 'list', also: ['publicBeneficiaries', 'publicsBeneficiaires'] },
  requirements: { kind: 'list' },
  softSkills: { kind: 'list', also: ['soft_skills'] },
  romeSkills: { kind: 'list' },
  remote: { kind: 'text' },
  schedule: { kind: 'text' },
  startAt: { kind: 'date' },
  endAt: { kind: 'date' },
  postedAt: { kind: 'date' },
  places: { kind: 'number' },
  priority: { kind: 'text' },
  compensationAmount: { kind: 'number' },
  compensationAmountMax: { kind: 'number' },
  compensationUnit: { kind: 'text' },
  compensationType: { kind: 'text' },
  openToMinors: { kind: 'boolean' },
  reducedMobilityAccessible: { kind: 'boolean' },
  closeToTransport: { kind: 'boolean' },
  addresses: { kind: 'addresses' },
  type: { kind: 'text' },
  organizationClientId: { kind: 'text', also: ['organizationId'] },
  organizationName: { kind: 'text' },
  organizationDescription: { kind: 'text' },
  organizationUrl: { kind: 'text' },
  organizationType: { kind: 'text' },
  organizationLogo: { kind: 'text' },
  organizationRNA: { kind: 'text', also: ['organizationRna'] },
  organizationSiren: { kind: 'text' },
  organizationSiret: { kind: 'text' },
  organizationFullAddress: { kind: 'text' },
  organizationPostCode: { kind: 'text' },
  organizationCity: { kind: 'text' },
  organizationDepartmentCode: { kind: 'text' },
  organizationDepartmentName: { kind: 'text' },
  organizationStatusJuridique: { kind: 'text' },
  organizationBeneficiaries: { kind: 'list', also: ['organizationBeneficiaires'] },
  organizationActions: { kind: 'list', also: ['keyActions'] },
  organizationReseaux: { kind: 'list' },
  snu: { kind: 'boolean' },
  snuPlaces: { kind: 'number' },
};

export type ExchangeProblem =
  | 'client_id_missing'
  | 'client_id_twice'
  | 'title_missing'
  | 'title_one_word'
  | 'description_missing'
  | 'date_not_iso'
  | 'dates_reversed'
  | 'domain_unknown'
  | 'places_wrong'
  | 'compensation_wrong'
  | 'type_unknown'
  | 'too_long';

const TYPES = [
  'benevolat',
  'volontariat_service_civique',
  'volontariat_sapeurs_pompiers',
  'volontariat_reserve_operationnelle',
];
const LONGEST = 20_000;
const ISO = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2}))?$/;

/** An instant in ISO 8601, or undefined: `11/01/2025` has two meanings and is refused, never guessed. */
export function instantText(text: string): string | undefined {
  if (!ISO.test(text)) return undefined;
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) return undefined;
  const [year, month, day] = text.slice(0, 10).split('-').map(Number) as [number, number, number];
  const isDay = new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
  return isDay ? instant.toISOString() : undefined;
}

/** Everything for which a mission of a feed is set aside, with the field to mend. */
export function exchangeProblems(
  mission: ExchangeMission,
): { readonly field: keyof ExchangeMission; readonly problem: ExchangeProblem }[] {
  const found: { field: keyof ExchangeMission; problem: ExchangeProblem }[] = [];
  const add = (field: keyof ExchangeMission, problem: ExchangeProblem) =>
    found.push({ field, problem });
  if (mission.clientId === '') add('clientId', 'client_id_missing');
  if (mission.title === '') add('title', 'title_missing');
  else if (!/\s/.test(mission.title)) add('title', 'title_one_word');
  if (!mission.description) add('description', 'description_missing');
  else if (mission.description.length > LONGEST) add('description', 'too_long');
  for (const field of ['startAt', 'endAt', 'postedAt'] as const) {
    const text = mission[field];
    if (text !== undefined && instantText(text) === undefined) add(field, 'date_not_iso');
  }
  const { startAt, endAt, places, compensationAmount: low, compensationAmountMax: high } = mission;
  if (startAt && endAt && instantText(startAt) && instantText(endAt)) {
    if (new Date(endAt) < new Date(startAt)) add('endAt', 'dates_reversed');
  }
  if (mission.domain !== undefined && !(DOMAINS as readonly string[]).includes(mission.domain)) {
    add('domain', 'domain_unknown');
  }
  if (places !== undefined && !(Number.isInteger(places) && places >= 1 && places <= 5000)) {
    add('places', 'places_wrong');
  }
  if (low !== undefined && !(low >= 0)) add('compensationAmount', 'compensation_wrong');
  if (high !== undefined && !(high >= (low ?? 0)))
    add('compensationAmountMax', 'compensation_wrong');
  if (mission.type !== undefined && !TYPES.includes(mission.type)) add('type', 'type_unknown');
  return found;
}

/** As API Engagement reads it: what is not known is done on site. */
export function remoteFrom(text: string | undefined): (typeof REMOTE)[number] {
  const plain = text?.trim().toLowerCase() ?? '';
  const known = REMOTE.find((remote) => remote === plain);
  if (known) return known;
  if (['yes', 'oui', 'true', '1', 'hybride'].includes(plain)) return 'possible';
  return ['total', '100', 'remote'].includes(plain) ? 'full' : 'no';
}

/** Slug of an activity given by its slug or its label; what is unknown is "autre". */
export function activityFrom(text: string | undefined): string {
  const plain = text?.trim() ?? '';
  if (plain in ACTIVITIES) return plain;
  const same = (label: string) => label.replaceAll('’', "'").toLowerCase();
  const found = Object.entries(ACTIVITIES).find(([, label]) => same(label) === same(plain));
  return found?.[0] ?? 'autre';
}

const FAMILY_OF: Readonly<Record<string, Family>> = {
  'documentation-traduction': 'research',
  informatique: 'research',
  conseil: 'advice',
  juridique: 'advice',
  'comptabilite-finance': 'advice',
  communication: 'letters',
  'taches-administratives': 'administration',
};

export function familyFrom(activity: string): Family {
  return FAMILY_OF[activity] ?? 'other';
}

export function dayOf(instant: string | undefined): DateString | null {
  return (instant && instantText(instant)?.slice(0, 10)) || null;
}

/** Plain text as the text-or-HTML of the exchange: what would be read as markup is escaped. */
export function markupOf(text: string): string {
  return text.replace(/&(?=#?\w+;)/g, '&amp;').replace(/<(?=[a-z/!?])/gi, '&lt;');
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  eacute: 'é',
  egrave: 'è',
  ecirc: 'ê',
  agrave: 'à',
  acirc: 'â',
  ccedil: 'ç',
  ocirc: 'ô',
  icirc: 'î',
  ucirc: 'û',
  ugrave: 'ù',
  rsquo: '’',
  laquo: '«',
  raquo: '»',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  euro: '€',
};

/** Text-or-HTML from outside as plain text: no markup survives, scripts and styles go whole. */
export function plainOf(markup: string): string {
  const withoutMarkup = markup
    .replace(/\r\n?/g, '\n')
    .replace(/<(script|style|iframe|object|template|svg)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, '')
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(/<(?:br|hr)\b[^>]*>/gi, '\n')
    .replace(/<li\b[^>]*>/gi, '\n- ')
    .replace(/<\/?(?:p|div|h[1-6]|ul|ol|table|tr|section|article|blockquote)\b[^>]*>/gi, '\n\n')
    .replace(TAG, '');
  return untilStable(withoutMarkup)
    .replace(
      /&(#x[0-9a-f]{1,6}|#\d{1,7}|\w{2,8});/gi,
      (whole, name: string) => decoded(name) ?? whole,
    )
    .replace(CONTROLS, '')
    .replace(/[^\S\n]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const TAG = /<[a-z/!?][^>]*(?:>|$)/gi;

/** What is left of a tag inside a tag may be one again. */
function untilStable(text: string): string {
  const next = text.replace(TAG, '');
  return next === text ? text : untilStable(next);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is removed
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

function decoded(name: string): string | undefined {
  if (!name.startsWith('#')) return NAMED[name.toLowerCase()];
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  const isText = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isText ? String.fromCodePoint(code) : undefined;
}
