import {
  type Commune,
  communeAt,
  communeByCode,
  communes,
  plainText,
  searchCommunes,
} from '#platform/geo/index.ts';
import { type DateString, isDateString } from '#platform/kernel/dates.ts';
import { normalisePhone } from '#platform/messaging/index.ts';
import { ageStanding } from '../domain/age.ts';
import { CERTIFICATE_KINDS, LANGUAGES, SKILLS } from '../domain/skill-referential.ts';
import { texts } from '../messages/index.ts';
import type { ImportField, Mapping } from './columns.ts';

export interface ImportedPerson {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly birthDate: DateString | null;
  readonly communeCode: string | null;
  readonly department: string | null;
  readonly radiusKm: number | null;
  readonly skillIds: readonly number[];
  readonly certificateKindIds: readonly number[];
  readonly languages: readonly string[];
  readonly crisisConsent: boolean;
  readonly missionsConsent: boolean;
}

export type RowCause = keyof ReturnType<typeof texts>['staff']['importCauses'];

/** Why a line is refused: the column in fault, and the value that was there. */
export interface RowError {
  readonly cause: RowCause;
  readonly field: ImportField | undefined;
  readonly value: string;
}

const EMAIL = /^[^\s@<>()[\],;:"]+@[^\s@<>()[\],;:"]+\.[a-z]{2,}$/i;
const YES = new Set(['oui', 'o', 'yes', 'y', '1', 'x', 'vrai', 'true', 'accord', 'ok']);

/** Reads one line. Only what is wrong in a way that would mislead is refused; unknown skills are dropped. */
export function personOf(
  values: readonly string[],
  mapping: Mapping,
  today: DateString,
):
  | { readonly ok: true; readonly person: ImportedPerson }
  | { readonly ok: false; readonly error: RowError } {
  const cell = (field: ImportField) =>
    mapping[field] === undefined ? '' : (values[mapping[field]] ?? '').trim();
  const no = (cause: RowCause, field?: ImportField) => ({
    ok: false as const,
    error: { cause, field, value: field ? cell(field) : '' },
  });
  const name = nameOf(cell('first_name'), cell('last_name'), cell('full_name'));
  if (!name) return no('name_missing', mapping.last_name === undefined ? 'full_name' : 'last_name');
  const email = cell('email')
    .toLowerCase()
    .replace(/^mailto:/, '');
  if (email !== '' && !EMAIL.test(email)) return no('email_invalid', 'email');
  const phone = cell('phone') === '' ? undefined : normalisePhone(cell('phone'));
  if (cell('phone') !== '' && !phone) return no('phone_invalid', 'phone');
  if (email === '' && !phone) return no('contact_missing');
  const birthDate = cell('birth_date') === '' ? null : dateOf(cell('birth_date'));
  if (birthDate === undefined) return no('birth_date_invalid', 'birth_date');
  const standing = ageStanding(birthDate, today);
  if (standing === 'implausible') return no('birth_date_invalid', 'birth_date');
  if (standing === 'too_young') return no('too_young', 'birth_date');
  if (standing === 'minor') return no('minor', 'birth_date');
  const place = placeOf(cell('commune_code'), cell('commune'), cell('postal_code'));
  if (place === 'unknown' || place === 'ambiguous')
    return no(`commune_${place}`, cell('commune_code') === '' ? 'commune' : 'commune_code');
  const radius = cell('radius_km') === '' ? null : Number(cell('radius_km').replace(/\s*km$/i, ''));
  if (radius !== null && !(Number.isInteger(radius) && radius >= 0 && radius <= 1000))
    return no('radius_invalid', 'radius_km');
  const person: ImportedPerson = {
    ...name,
    email: email === '' ? null : email,
    phone: phone ?? null,
    birthDate,
    communeCode: place?.code ?? null,
    department: place?.department ?? null,
    radiusKm: radius,
    skillIds: idsOf(cell('skills'), SKILL_BY_NAME),
    certificateKindIds: idsOf(cell('certificates'), CERTIFICATE_BY_NAME),
    languages: idsOf(cell('languages'), LANGUAGE_BY_NAME),
    crisisConsent: YES.has(plainText(cell('crisis_consent'))),
    missionsConsent: YES.has(plainText(cell('missions_consent'))),
  };
  return { ok: true, person };
}

/** "MARTIN Léa", "Léa MARTIN": the words in capitals are the last name; else the first word is the first name. */
function nameOf(first: string, last: string, full: string) {
  if (first !== '' && last !== '') return { firstName: first, lastName: last };
  const words = full.split(/\s+/).filter((word) => word !== '');
  if (words.length < 2) return undefined;
  const isCapital = (word: string) => word.length > 1 && word === word.toUpperCase();
  const capitals = words.filter(isCapital);
  if (capitals.length > 0 && capitals.length < words.length)
    return {
      firstName: words.filter((word) => !isCapital(word)).join(' '),
      lastName: capitals.join(' '),
    };
  return { firstName: words[0] as string, lastName: words.slice(1).join(' ') };
}

/** ISO, or day first as French people write; two-digit years are refused: 1926 or 2026? */
function dateOf(text: string): DateString | undefined {
  const iso = text.slice(0, 10);
  if (isDateString(iso)) return iso;
  const found = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  if (!found) return undefined;
  const [, day, month, year] = found as unknown as [string, string, string, string];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDateString(date) ? date : undefined;
}

interface Place {
  readonly code: string;
  readonly department: string;
}

const placesSeen = new Map<string, Place | 'unknown' | 'ambiguous'>();

function placeOf(
  code: string,
  name: string,
  postal: string,
): Place | 'unknown' | 'ambiguous' | undefined {
  if (code === '' && name === '' && postal === '') return undefined;
  const key = `${code}|${name}|${postal}`.toLowerCase();
  let place = placesSeen.get(key);
  if (place === undefined) {
    place = findPlace(code, name, postal);
    // A list of people names few communes; a hostile one must not fill the memory.
    if (placesSeen.size > 100_000) placesSeen.clear();
    placesSeen.set(key, place);
  }
  return place;
}

let byName: Map<string, Commune[]> | undefined;

/** By whole name: a list with a line per commune would otherwise search the table for each. */
function communesNamed(plain: string): readonly Commune[] {
  if (!byName) {
    byName = new Map();
    for (const [index, name] of communes().names.entries()) {
      const key = plainText(name);
      const same = byName.get(key);
      if (same) same.push(communeAt(index));
      else byName.set(key, [communeAt(index)]);
    }
  }
  return byName.get(plain) ?? [];
}

function findPlace(code: string, name: string, postal: string): Place | 'unknown' | 'ambiguous' {
  if (code !== '') return communeByCode(code.toUpperCase().padStart(5, '0')) ?? 'unknown';
  const zip = postal === '' ? '' : postal.replace(/\s/g, '').padStart(5, '0');
  if (name === '') {
    const there = searchCommunes(zip, 2);
    return there.length === 0 ? 'unknown' : there.length > 1 ? 'ambiguous' : (there[0] as Place);
  }
  // "Nîmes Cedex 9", "PARIS 15EME"
  const plain = plainText(name).replace(/ cedex( \d+)?$/, '');
  const exact = communesNamed(plain);
  const named = exact.length > 0 ? exact : searchCommunes(plain, 30);
  const near = zip === '' ? [] : named.filter((item) => item.postalCodes.includes(zip));
  if (near[0]) return near[0];
  if (exact.length > 0) return exact.length === 1 ? (exact[0] as Place) : 'ambiguous';
  return named.length === 1 ? (named[0] as Place) : 'unknown';
}

function namesOf<Value>(
  items: readonly {
    readonly code: string;
    readonly value: Value;
    readonly label: (lang: 'fr' | 'en') => string;
  }[],
): Map<string, Value> {
  const names = new Map<string, Value>();
  for (const { code, value, label } of items)
    for (const name of [code, label('fr'), label('en'), label('fr').replace(/ \(.*$/, '')])
      names.set(plainText(name), value);
  return names;
}

const SKILL_BY_NAME = namesOf(
  SKILLS.map(({ id, code }) => ({
    code,
    value: id,
    label: (lang) => texts(lang).labels.skills[code],
  })),
);
const CERTIFICATE_BY_NAME = namesOf(
  CERTIFICATE_KINDS.map(({ id, code }) => ({
    code,
    value: id,
    label: (lang) => texts(lang).labels.certificates[code],
  })),
);
const LANGUAGE_BY_NAME = namesOf(
  LANGUAGES.map((code) => ({
    code,
    value: code as string,
    label: (lang) => texts(lang).labels.languages[code],
  })),
);

function idsOf<Value>(text: string, names: ReadonlyMap<string, Value>): Value[] {
  if (text === '') return [];
  const found = text.split(/[,;|/\n]/).map((part) => names.get(plainText(part)));
  return [
    ...new Set(found.filter((value): value is NonNullable<typeof value> => value !== undefined)),
  ];
}
