import { plainText } from '#platform/geo/index.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';

export const IMPORT_FIELDS = [
  'first_name',
  'last_name',
  'full_name',
  'email',
  'phone',
  'birth_date',
  'commune',
  'postal_code',
  'commune_code',
  'radius_km',
  'skills',
  'certificates',
  'languages',
  'crisis_consent',
  'missions_consent',
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** Column index by field. */
export type Mapping = Readonly<Partial<Record<ImportField, number>>>;

/** Titles met in lists of associations, town halls and spreadsheets; compared without accents. */
const TITLES: Readonly<Record<ImportField, readonly string[]>> = {
  first_name: ['prenom', 'prenoms', 'first name', 'firstname', 'given name'],
  last_name: [
    'nom',
    'nom de famille',
    'nom d usage',
    'nom usuel',
    'last name',
    'lastname',
    'surname',
    'family name',
  ],
  full_name: [
    'nom prenom',
    'nom et prenom',
    'prenom nom',
    'nom complet',
    'full name',
    'name',
    'benevole',
  ],
  email: [
    'email',
    'e mail',
    'mail',
    'courriel',
    'adresse mail',
    'adresse email',
    'adresse e mail',
    'adresse electronique',
    'email address',
    'e mail address',
  ],
  phone: [
    'telephone',
    'tel',
    'portable',
    'mobile',
    'telephone portable',
    'telephone mobile',
    'tel portable',
    'tel mobile',
    'gsm',
    'phone',
    'phone number',
    'mobile phone',
    'numero de telephone',
  ],
  birth_date: [
    'date de naissance',
    'naissance',
    'ne le',
    'ddn',
    'birth date',
    'date of birth',
    'birthday',
    'dob',
  ],
  commune: ['commune', 'ville', 'commune de residence', 'city', 'town'],
  postal_code: ['code postal', 'cp', 'postal code', 'zip', 'zip code', 'postcode'],
  commune_code: ['code insee', 'insee', 'code commune', 'code commune insee', 'commune code'],
  radius_km: ['rayon', 'rayon km', 'rayon en km', 'distance', 'radius', 'radius km'],
  skills: ['competences', 'savoir faire', 'skills'],
  certificates: [
    'diplomes',
    'certificats',
    'formations',
    'habilitations',
    'permis',
    'certificates',
    'qualifications',
  ],
  languages: ['langues', 'langues parlees', 'languages'],
  crisis_consent: ['consentement crise', 'accord crise', 'accepte appels crise', 'crisis consent'],
  missions_consent: ['consentement missions', 'accord missions', 'missions consent'],
};

const FIELD_BY_TITLE = new Map(
  Object.entries(TITLES).flatMap(([field, titles]) =>
    titles.map((title): [string, ImportField] => [title, field as ImportField]),
  ),
);

/** What each title probably means; undefined for those we do not know. */
export function proposeFields(headers: readonly string[]): (ImportField | undefined)[] {
  return headers.map((header) => {
    const title = plainText(header);
    const asField = title.replaceAll(' ', '_');
    const exact = IMPORT_FIELDS.find((field) => field === asField);
    return exact ?? FIELD_BY_TITLE.get(title);
  });
}

export type MappingError = 'columns_missing' | 'columns_twice' | 'map_unknown';

/**
 * The mapping to use: the proposal, corrected by the operator's own (`{ 'Tél. 2': 'phone', Note:
 * 'ignore' }`). A list needs a name and a way to reach people.
 */
export function mapColumns(
  headers: readonly string[],
  corrections: Readonly<Record<string, string>> = {},
): Result<Mapping, MappingError> {
  const fields = proposeFields(headers);
  for (const [header, field] of Object.entries(corrections)) {
    const index = headers.findIndex((item) => plainText(item) === plainText(header));
    if (index < 0) return refuse('map_unknown', { name: header });
    if (field === 'ignore') fields[index] = undefined;
    else if ((IMPORT_FIELDS as readonly string[]).includes(field)) {
      // The operator's choice wins over a column that only looked like it.
      for (const [at, other] of fields.entries()) if (other === field) fields[at] = undefined;
      fields[index] = field as ImportField;
    } else return refuse('map_unknown', { name: field });
  }
  return mapFields(headers, fields);
}

/** A mapping column by column, as the import page gives it; a list needs a name and a way to reach people. */
export function mapFields(
  headers: readonly string[],
  fields: readonly (ImportField | undefined)[],
): Result<Mapping, MappingError> {
  const twice = IMPORT_FIELDS.filter((field) => fields.filter((item) => item === field).length > 1);
  if (twice.length > 0) return refuse('columns_twice', { names: twice.join(', ') });
  const has = (field: ImportField) => fields.includes(field);
  const missing: string[] = [];
  if (!has('full_name') && !(has('first_name') && has('last_name')))
    missing.push(has('last_name') ? 'first_name' : has('first_name') ? 'last_name' : 'full_name');
  if (!has('email') && !has('phone')) missing.push('email');
  if (missing.length > 0)
    return refuse('columns_missing', { names: missing.join(', '), found: headers.join(', ') });
  return ok(
    Object.fromEntries(
      fields.flatMap((field, index) => (field === undefined ? [] : [[field, index]])),
    ) as Mapping,
  );
}
