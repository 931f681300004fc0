import { communeNamed, departmentByCode } from '#platform/geo/index.ts';
import { isDateString } from '#platform/kernel/dates.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import { isSkillId, LANGUAGES } from '#services/volunteers/index.ts';
import type { Search } from './actions/find.ts';
import { DOMAINS, FAMILIES, PACES, REMOTE } from './domain/vocabularies.ts';

/** What the address of a search may carry; a saved search keeps the same. */
const FIELDS = [
  'q',
  'near',
  'radius',
  'remote',
  'family',
  'domain',
  'pace',
  'skill',
  'language',
  'hours',
  'day',
  'minors',
  'accessible',
  'department',
  'association',
] as const;

export type SearchValues = Readonly<Record<(typeof FIELDS)[number], string>>;

const DEFAULT_RADIUS_KM = 35;
const MAX_LENGTH = 100;

export function searchValues(read: (field: string) => string | null | undefined): SearchValues {
  return Object.fromEntries(
    FIELDS.map((name) => [name, (read(name) ?? '').trim().slice(0, MAX_LENGTH)]),
  ) as SearchValues;
}

/** The shortest address that asks the same. */
export function searchAddress(values: Readonly<Record<string, string>>): string {
  const kept = Object.entries(values).filter(([, value]) => value !== '');
  return kept.length > 0 ? `/missions?${new URLSearchParams(kept)}` : '/missions';
}

/** What is not understood asks nothing; only a place that does not exist is worth telling. */
export function searchFrom(values: SearchValues): { search: Search; unknownPlace: boolean } {
  const oneOf = (name: keyof SearchValues, known: readonly string[]) =>
    known.includes(values[name]) ? [values[name]] : [];
  const commune = communeNamed(values.near);
  const hours = Number(values.hours);
  const skill = Number(values.skill);
  const radius = Number(values.radius);
  return {
    unknownPlace: values.near !== '' && !commune,
    search: {
      q: values.q,
      remote: oneOf('remote', REMOTE),
      families: oneOf('family', FAMILIES),
      domains: oneOf('domain', DOMAINS),
      paces: oneOf('pace', PACES),
      skills: isSkillId(skill) ? [skill] : [],
      languages: oneOf('language', LANGUAGES),
      maxMinutes: hours > 0 && hours <= 100 ? hours * 60 : null,
      day: isDateString(values.day) ? values.day : null,
      minors: values.minors === 'on',
      accessible: values.accessible === 'on',
      department: departmentByCode(values.department) ? values.department : null,
      commune: commune?.code ?? null,
      radiusKm: radius > 0 && radius <= 200 ? radius : DEFAULT_RADIUS_KM,
      organisationId: isUuid(values.association) ? values.association : null,
    },
  };
}
