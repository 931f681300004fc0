/** What both a record and a line of a list may say. */
export interface Comparable {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly birthDate: string | null;
  readonly communeCode: string | null;
  readonly radiusKm: number | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly skillIds: readonly number[];
  readonly certificateKindIds: readonly number[];
  readonly languages: readonly string[];
}

export const DIFFERENCE_FIELDS = [
  'first_name',
  'last_name',
  'birth_date',
  'commune',
  'radius_km',
  'email',
  'phone',
  'skills',
  'certificates',
  'languages',
] as const;
export type DifferenceField = (typeof DIFFERENCE_FIELDS)[number];

/** Where the list says something else than the record; what it leaves empty says nothing. */
export function differences(known: Comparable, listed: Comparable): DifferenceField[] {
  const other = (a: unknown, b: unknown) => b !== null && a !== b;
  // A spreadsheet in capitals, without accents, says the same name.
  const named = (a: string | null, b: string | null) =>
    b !== null && a?.localeCompare(b, 'fr', { sensitivity: 'base' }) !== 0;
  const more = (a: readonly unknown[], b: readonly unknown[]) =>
    b.some((item) => !a.includes(item));
  const differs: Readonly<Record<DifferenceField, boolean>> = {
    first_name: named(known.firstName, listed.firstName),
    last_name: named(known.lastName, listed.lastName),
    birth_date: other(known.birthDate, listed.birthDate),
    commune: other(known.communeCode, listed.communeCode),
    radius_km: other(known.radiusKm, listed.radiusKm),
    email: other(known.email, listed.email),
    phone: other(known.phone, listed.phone),
    skills: more(known.skillIds, listed.skillIds),
    certificates: more(known.certificateKindIds, listed.certificateKindIds),
    languages: more(known.languages, listed.languages),
  };
  return DIFFERENCE_FIELDS.filter((field) => differs[field]);
}
