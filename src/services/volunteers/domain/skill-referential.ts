/**
 * What a person can do. A skill is declared by the person; a certificate kind has a document behind
 * it. Both share one numbering (skills below 1000), which search rows keep as int[]: never reuse a
 * number.
 */
export const SKILLS = [
  { id: 1, code: 'first_aid', family: 'care' },
  { id: 2, code: 'listening', family: 'care' },
  { id: 3, code: 'elderly_care', family: 'care' },
  { id: 4, code: 'disability_support', family: 'care' },
  { id: 5, code: 'childcare', family: 'care' },
  { id: 6, code: 'animal_care', family: 'care' },
  { id: 20, code: 'reception', family: 'support' },
  { id: 21, code: 'phone_reception', family: 'support' },
  { id: 22, code: 'interpreting', family: 'support' },
  { id: 23, code: 'sign_language', family: 'support' },
  { id: 24, code: 'team_leading', family: 'support' },
  { id: 25, code: 'administration', family: 'support' },
  { id: 26, code: 'accounting', family: 'support' },
  { id: 27, code: 'legal_advice', family: 'support' },
  { id: 28, code: 'communication', family: 'support' },
  { id: 29, code: 'writing', family: 'support' },
  { id: 30, code: 'teaching', family: 'support' },
  { id: 40, code: 'logistics', family: 'field' },
  { id: 41, code: 'sorting_donations', family: 'field' },
  { id: 42, code: 'cooking', family: 'field' },
  { id: 43, code: 'driving', family: 'field' },
  { id: 44, code: 'clean_up', family: 'field' },
  { id: 45, code: 'sandbags', family: 'field' },
  { id: 46, code: 'pumping', family: 'field' },
  { id: 47, code: 'chainsaw', family: 'field' },
  { id: 48, code: 'boat_handling', family: 'field' },
  { id: 49, code: 'heavy_machinery', family: 'field' },
  { id: 50, code: 'swimming', family: 'field' },
  { id: 51, code: 'mountain', family: 'field' },
  { id: 60, code: 'electricity', family: 'technical' },
  { id: 61, code: 'plumbing', family: 'technical' },
  { id: 62, code: 'carpentry', family: 'technical' },
  { id: 63, code: 'masonry', family: 'technical' },
  { id: 64, code: 'roofing', family: 'technical' },
  { id: 65, code: 'radio', family: 'technical' },
  { id: 66, code: 'it_support', family: 'technical' },
  { id: 67, code: 'web', family: 'technical' },
  { id: 68, code: 'graphic_design', family: 'technical' },
  { id: 69, code: 'mapping', family: 'technical' },
  { id: 70, code: 'drone', family: 'technical' },
] as const;

export const SKILL_FAMILIES = ['care', 'support', 'field', 'technical'] as const;
export type SkillFamily = (typeof SKILL_FAMILIES)[number];
export type SkillCode = (typeof SKILLS)[number]['code'];

export const CERTIFICATE_CODES = [
  'psc1',
  'pse1',
  'pse2',
  'sst',
  'afgsu1',
  'afgsu2',
  'bnssa',
  'doctor',
  'nurse',
  'midwife',
  'pharmacist',
  'care_assistant',
  'ambulance',
  'psychologist',
  'veterinarian',
  'social_worker',
  'specialised_educator',
  'licence_b',
  'licence_be',
  'licence_c',
  'licence_ce',
  'licence_d',
  'licence_de',
  'boat_coastal',
  'boat_inland',
  'drone_a2',
  'caces_r482',
  'caces_r486',
  'caces_r489',
  'electrical_low_voltage',
  'haccp',
  'bafa',
  'bafd',
] as const;
export type CertificateCode = (typeof CERTIFICATE_CODES)[number];
export type CertificateFamily =
  | 'first_aid'
  | 'health'
  | 'social'
  | 'driving'
  | 'machines'
  | 'other';

export interface CertificateKind {
  readonly id: number;
  readonly code: CertificateCode;
  readonly family: CertificateFamily;
  /** Months of validity from the issue (or the last refresher); undefined = no term. */
  readonly validMonths?: number;
  /** A regulated kind counts only when a reviewer has seen the document. */
  readonly regulated: boolean;
  /** What its holder counts as, directly. */
  readonly implies: readonly (CertificateCode | SkillCode)[];
}

/**
 * Validity, with its source:
 * - PSE1, PSE2: yearly refresher, arrêté du 15 juin 2024 (filière opérationnelle de sécurité civile);
 *   PSC1: no term (idem, general public).
 * - SST: 24 months (INRS). AFGSU 1 and 2: 4 years (arrêté du 30 décembre 2014, art. 6). BNSSA: 5
 *   years (arrêté du 23 janvier 1979, as changed by the arrêté du 6 octobre 2019).
 * - Licences of groups C and D: 5 years before the age of 60, less afterwards (Code de la route
 *   R221-11): the date on the document wins over this default. B and BE: the right has no term.
 * - CACES: 10 years for R482, 5 years for the others (CNAM recommendations of 2020).
 * - Electrical clearance: 3 years (NF C 18-510, advice). Drone, open category: 5 years (UE 2019/947).
 * - BAFD: 5 years (Code de l'action sociale, arrêté du 15 juillet 2015). HACCP: no legal term.
 *
 * Who counts as what:
 * - PSE2 -> PSE1 -> PSC1: arrêté du 24 juillet 2007 art. 3 and the prerequisites of PSE2.
 * - Doctor, nurse, midwife, pharmacist, veterinarian are dispensed from PSC1 (list that the bodies
 *   that train follow, e.g. ffme.fr "PSC1 et dispenses"); care assistant and ambulance worker are
 *   not on it, they count through AFGSU 2: assumption.
 * - SST in date counts as PSC1: arrêté du 5 décembre 2002 art. 1, arrêté du 24 juillet 2007 art. 4.
 * - AFGSU as PSC1: assumption. Training bodies and the CNAPS (answer of February 2021) hold it for at
 *   least equal; no text of law was found.
 * - Licences: directive 2006/126/CE art. 6 (C and D only for holders of B, CE and DE valid for BE).
 * - BNSSA requires PSE1 at issue but has its own term, so it does not count as PSE1 here: assumption
 *   on the safe side; it counts as PSC1.
 * A diploma that implies a declared skill (nurse -> first aid) is common sense: assumption.
 */
export const CERTIFICATE_KINDS: readonly CertificateKind[] = [
  kind(1001, 'psc1', 'first_aid', undefined, ['first_aid']),
  kind(1002, 'pse1', 'first_aid', 12, ['psc1']),
  kind(1003, 'pse2', 'first_aid', 12, ['pse1']),
  kind(1004, 'sst', 'first_aid', 24, ['psc1']),
  kind(1005, 'afgsu1', 'first_aid', 48, ['psc1']),
  kind(1006, 'afgsu2', 'first_aid', 48, ['afgsu1']),
  kind(1007, 'bnssa', 'first_aid', 60, ['psc1', 'swimming']),
  kind(1020, 'doctor', 'health', undefined, ['psc1']),
  kind(1021, 'nurse', 'health', undefined, ['psc1', 'care_assistant']),
  kind(1022, 'midwife', 'health', undefined, ['psc1']),
  kind(1023, 'pharmacist', 'health', undefined, ['psc1']),
  kind(1024, 'care_assistant', 'health', undefined, ['psc1', 'elderly_care']),
  kind(1025, 'ambulance', 'health', undefined, ['psc1']),
  kind(1026, 'psychologist', 'health', undefined, ['listening']),
  kind(1027, 'veterinarian', 'health', undefined, ['psc1', 'animal_care']),
  kind(1040, 'social_worker', 'social', undefined, ['listening']),
  kind(1041, 'specialised_educator', 'social', undefined, ['disability_support']),
  kind(1060, 'licence_b', 'driving', undefined, ['driving']),
  kind(1061, 'licence_be', 'driving', undefined, ['licence_b']),
  kind(1062, 'licence_c', 'driving', 60, ['licence_b']),
  kind(1063, 'licence_ce', 'driving', 60, ['licence_c', 'licence_be']),
  kind(1064, 'licence_d', 'driving', 60, ['licence_b']),
  kind(1065, 'licence_de', 'driving', 60, ['licence_d', 'licence_be']),
  kind(1066, 'boat_coastal', 'driving', undefined, ['boat_handling']),
  kind(1067, 'boat_inland', 'driving', undefined, ['boat_handling']),
  kind(1068, 'drone_a2', 'driving', 60, ['drone']),
  kind(1080, 'caces_r482', 'machines', 120, ['heavy_machinery']),
  kind(1081, 'caces_r486', 'machines', 60, []),
  kind(1082, 'caces_r489', 'machines', 60, []),
  kind(1083, 'electrical_low_voltage', 'machines', 36, ['electricity']),
  kind(1100, 'haccp', 'other', undefined, ['cooking'], false),
  kind(1101, 'bafa', 'social', undefined, ['childcare']),
  kind(1102, 'bafd', 'social', 60, ['bafa']),
];

export const CERTIFICATE_FAMILIES: readonly CertificateFamily[] = [
  'first_aid',
  'health',
  'social',
  'driving',
  'machines',
  'other',
];

export const EQUIPMENT = [
  'four_wheel_drive',
  'van',
  'trailer',
  'boat',
  'pump',
  'chainsaw',
  'generator',
  'radio',
  'camp_kitchen',
] as const;
export type Equipment = (typeof EQUIPMENT)[number];

/** ISO 639-1; `fsl` (French sign language) is ISO 639-3. Order of the form. */
export const LANGUAGES = [
  'fr',
  'en',
  'es',
  'de',
  'it',
  'pt',
  'ar',
  'tr',
  'ru',
  'uk',
  'pl',
  'ro',
  'zh',
  'vi',
  'ta',
  'fa',
  'ps',
  'fsl',
] as const;
export type Language = (typeof LANGUAGES)[number];

/** Where else a person is already counted on in a crisis: nobody is counted twice. */
export const ELSEWHERE = [
  'firefighter',
  'hospital_staff',
  'red_cross',
  'civil_protection',
  'police',
  'military_reserve',
  'health_reserve',
  'communal_reserve',
  'other',
] as const;
export type Elsewhere = (typeof ELSEWHERE)[number];

export const EFFORTS = ['light', 'moderate', 'hard'] as const;
export type Effort = (typeof EFFORTS)[number];

/** A skill's or certificate kind's number. */
export function idOf(code: SkillCode | CertificateCode): number {
  return ID_BY_CODE.get(code) as number;
}

export function codeOf(id: number): SkillCode | CertificateCode | undefined {
  return CODE_BY_ID.get(id);
}

export function isSkillId(id: number): boolean {
  return SKILLS.some((skill) => skill.id === id);
}

export function certificateKind(id: number): CertificateKind | undefined {
  return KIND_BY_ID.get(id);
}

/** Everything that the holder of these counts as, themselves included; ascending. */
export function expand(held: Iterable<number>): number[] {
  const all = new Set<number>();
  for (const id of held) for (const implied of EXPANSION.get(id) ?? [id]) all.add(implied);
  return [...all].sort((a, b) => a - b);
}

/** Does somebody who holds these (valid today) meet the requirement? */
export function satisfies(held: Iterable<number>, required: number): boolean {
  for (const id of held) if (id === required || EXPANSION.get(id)?.includes(required)) return true;
  return false;
}

/** What comes right below: implied, and by nothing else that is implied. */
export function nearestBelow(id: number): number[] {
  const below = (EXPANSION.get(id) ?? []).filter((one) => one !== id);
  return below.filter(
    (one) => !below.some((other) => other !== one && EXPANSION.get(other)?.includes(one)),
  );
}

/** Every skill or certificate that meets the requirement, itself included. */
export function whatSatisfies(required: number): number[] {
  return [...EXPANSION].filter(([, implied]) => implied.includes(required)).map(([id]) => id);
}

function kind(
  id: number,
  code: CertificateCode,
  family: CertificateFamily,
  validMonths: number | undefined,
  implies: readonly (CertificateCode | SkillCode)[],
  regulated = true,
): CertificateKind {
  return { id, code, family, regulated, implies, ...(validMonths ? { validMonths } : {}) };
}

const KIND_BY_ID = new Map(CERTIFICATE_KINDS.map((item) => [item.id, item]));
const ID_BY_CODE = new Map<SkillCode | CertificateCode, number>(
  [...SKILLS, ...CERTIFICATE_KINDS].map((item) => [item.code, item.id]),
);
const CODE_BY_ID = new Map(
  [...SKILLS, ...CERTIFICATE_KINDS].map((item): [number, SkillCode | CertificateCode] => [
    item.id,
    item.code,
  ]),
);
const EXPANSION: ReadonlyMap<number, readonly number[]> = new Map(
  [...SKILLS, ...CERTIFICATE_KINDS].map((item) => [item.id, closure(item.id)]),
);

function closure(id: number, seen: Set<number> = new Set()): number[] {
  if (seen.has(id)) return [];
  seen.add(id);
  for (const code of KIND_BY_ID.get(id)?.implies ?? []) closure(idOf(code), seen);
  return [...seen];
}
