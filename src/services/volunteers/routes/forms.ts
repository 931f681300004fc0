import { z } from 'zod';
import type { Db } from '#platform/db/index.ts';
import type { Request } from '#platform/http/env.ts';
import { type FieldErrors, parseForm, type RawForm } from '#platform/http/form.ts';
import { isDateString } from '#platform/kernel/dates.ts';
import type { Refused } from '#platform/kernel/result.ts';
import type { Abilities } from '../actions/abilities.ts';
import { chooseCommune, communeLabel, communeText } from '../actions/commune-choice.ts';
import { birthDateProblem, type Identity, type IdentityError } from '../actions/identity.ts';
import {
  CERTIFICATE_FAMILIES,
  EFFORTS,
  EQUIPMENT,
  LANGUAGES,
  SKILL_FAMILIES,
} from '../domain/skill-referential.ts';
import { certificatesOf, skillsOf } from '../queries/abilities.ts';
import type { Volunteer } from '../queries/rows.ts';
import { type IdentityValues, RADII } from '../views/join.tsx';

const name = (missing: string) => z.string().trim().min(1, missing).max(100, 'too_long');

const identityForm = z.object({
  first_name: name('first_name_missing'),
  last_name: name('last_name_missing'),
  birth_date: z.string().refine(isDateString, 'birth_date_missing'),
  commune: z.string().trim().min(1, 'commune_missing').max(100, 'too_long'),
  commune_code: z.string().optional(),
  radius: z.coerce
    .number()
    .refine((km) => (RADII as readonly number[]).includes(km), 'radius_invalid'),
});

export type IdentityForm =
  | {
      readonly ok: true;
      readonly value: Identity;
      readonly values: IdentityValues;
      errorsFor(refused: Refused<IdentityError | string>): FieldErrors;
    }
  | {
      readonly ok: false;
      readonly values: IdentityValues;
      readonly errors: FieldErrors;
      readonly candidates: readonly { readonly value: string; readonly label: string }[];
    };

/** The form of step 1: fields first, then the commune that the text means. */
export async function identityFrom(c: Request): Promise<IdentityForm> {
  const form = await parseForm(c, identityForm);
  if (!form.ok) {
    const values = typed(form.raw);
    const errors = inOrder({ ...furtherErrors(c, values), ...form.errors });
    return { ok: false, values, errors, candidates: [] };
  }
  const { first_name, last_name, birth_date, commune: text, commune_code, radius } = form.value;
  const values = {
    firstName: first_name,
    lastName: last_name,
    birthDate: birth_date,
    commune: text,
    radius: String(radius),
  };
  const found = furtherErrors(c, values);
  const choice = chooseCommune(text, commune_code);
  if (choice.kind === 'none') return { ok: false, values, errors: inOrder(found), candidates: [] };
  if (choice.kind === 'several') {
    const candidates = choice.communes.map((commune) => ({
      value: commune.code,
      label: `${communeText(commune)}${commune.postalCodes[0] ? ` ${commune.postalCodes[0]}` : ''}`,
    }));
    return { ok: false, values, errors: { ...found, commune_code: 'commune_choose' }, candidates };
  }
  return {
    ok: true,
    values,
    value: {
      firstName: first_name,
      lastName: last_name,
      birthDate: birth_date,
      communeCode: choice.commune.code,
      radiusKm: radius,
    },
    errorsFor: ({ error }) =>
      error === 'commune_unknown' ? { commune: error } : { birth_date: error },
  };
}

/** What the register says of fields that look right, so that everything wrong is said at once. */
function furtherErrors(c: Request, { birthDate, commune }: IdentityValues): FieldErrors {
  const problem = isDateString(birthDate) ? birthDateProblem(c.get('ctx'), birthDate) : undefined;
  const unknown = commune.trim() !== '' && chooseCommune(commune, undefined).kind === 'none';
  return {
    ...(problem ? { birth_date: problem } : {}),
    ...(unknown ? { commune: 'commune_unknown' } : {}),
  };
}

/** As the fields stand on the page. */
function inOrder(errors: FieldErrors): FieldErrors {
  return Object.fromEntries(
    Object.keys(identityForm.shape).flatMap((field) => {
      const error = errors[field];
      return error === undefined ? [] : [[field, error]];
    }),
  );
}

export function identityValues(own: Volunteer | undefined): IdentityValues {
  return {
    firstName: own?.firstName ?? '',
    lastName: own?.lastName ?? '',
    birthDate: own?.birthDate ?? '',
    commune: communeLabel(own?.communeCode ?? null),
    radius: String(own?.radiusKm ?? 20),
  };
}

const list = z.array(z.string()).default([]);
const families = <Family extends string>(prefix: string, all: readonly Family[]) =>
  Object.fromEntries(all.map((family) => [`${prefix}_${family}`, list]));

export const abilitiesForm = z.object({
  ...families('skills', SKILL_FAMILIES),
  ...families('certificates', CERTIFICATE_FAMILIES),
  equipment: list,
  effort: z.enum(EFFORTS, 'choice_invalid').default('light'),
  languages: list,
});

export function abilitiesOf(form: z.output<typeof abilitiesForm>): Abilities {
  const fields = form as unknown as Readonly<Record<string, readonly string[]>>;
  const numbers = (prefix: string, all: readonly string[]) =>
    all.flatMap((family) => (fields[`${prefix}_${family}`] ?? []).map(Number));
  return {
    skillIds: numbers('skills', SKILL_FAMILIES),
    certificateKindIds: numbers('certificates', CERTIFICATE_FAMILIES),
    equipment: known(form.equipment, EQUIPMENT),
    effort: form.effort,
    languages: known(form.languages, LANGUAGES),
  };
}

/** What the page of abilities shows of a record. */
export async function abilitiesValues(db: Db, own: Volunteer) {
  return {
    skills: (await skillsOf(db, own.id)).map((skill) => skill.skillId),
    certificates: (await certificatesOf(db, own.id)).map((item) => item.kindId),
    equipment: own.equipment,
    effort: own.effort,
    languages: own.languages,
  };
}

export const consentsForm = z.object({
  consent_crisis: z.string().optional(),
  consent_missions: z.string().optional(),
  consent_newsletter: z.string().optional(),
});

/** A date field that may stay empty. */
export const optionalDate = z
  .string()
  .default('')
  .refine((text) => text === '' || isDateString(text), 'date_invalid')
  .transform((text) => (text === '' ? null : text));

/** Of what was posted, what exists. */
export function known<Value extends string>(
  posted: readonly string[],
  all: readonly Value[],
): Value[] {
  return all.filter((value) => posted.includes(value));
}

export function text(raw: RawForm, field: string): string {
  const value = raw[field];
  return typeof value === 'string' ? value : '';
}

function typed(raw: RawForm): IdentityValues {
  return {
    firstName: text(raw, 'first_name'),
    lastName: text(raw, 'last_name'),
    birthDate: text(raw, 'birth_date'),
    commune: text(raw, 'commune'),
    radius: text(raw, 'radius'),
  };
}
