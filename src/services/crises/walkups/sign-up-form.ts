import { z } from 'zod';
import { communeNamed } from '#platform/geo/index.ts';
import type { RawForm } from '#platform/http/form.ts';
import { addDays, instantOf, isDateString, localDate } from '#platform/kernel/dates.ts';
import { readPhone } from '#platform/messaging/index.ts';
import { type AgeProblem, ageProblem, CAN, MOST_IN_GROUP } from '../domain/walk-up.ts';
import type { IntakeOfCrisis } from '../queries/intake.ts';
import type { SignUp } from './actions/sign-up.ts';

const name = (missing: string) => z.string(missing).trim().min(1, missing).max(80, 'name_long');

export const phoneField = z
  .string('phone_wrong')
  .transform((text) => readPhone(text)?.e164 ?? '')
  .refine((phone) => phone !== '', 'phone_wrong');

export const sizeField = z.coerce
  .number('size_wrong')
  .int('size_wrong')
  .min(1, 'size_wrong')
  .max(MOST_IN_GROUP, 'size_wrong')
  .default(1);

const fields = z.object({
  first_name: name('first_name_missing'),
  last_name: name('last_name_missing'),
  phone: phoneField,
  commune: z.string('commune_missing').trim().min(1, 'commune_missing').max(80, 'commune_unknown'),
  can: z.array(z.enum(CAN)).default([]),
  when: z.enum(['now', 'tomorrow', 'date']).default('now'),
  date: z.string().default(''),
  size: sizeField,
  names: z.string().trim().max(400, 'names_long').default(''),
  split: z.string().optional(),
  adult: z.string().optional(),
  birth_date: z.string().trim().default(''),
  companions_age: z.string().optional(),
  rules: z.string('rules_missing'),
  consent: z.string('consent_missing'),
});

export type ReadSignUp =
  | { readonly kind: 'read'; readonly signUp: SignUp }
  | { readonly kind: 'too_young' }
  | { readonly kind: 'wrong'; readonly errors: Readonly<Record<string, string>> };

const FIELD_OF_AGE: Readonly<Record<Exclude<AgeProblem, 'too_young'>, string>> = {
  adult_missing: 'adult',
  birth_date_missing: 'birth_date',
  birth_date_wrong: 'birth_date',
};

/** All errors at once, also those that need the intake to be seen. */
export function readSignUp(
  raw: RawForm,
  intake: IntakeOfCrisis,
  lang: 'fr' | 'en',
  now: Date,
): ReadSignUp {
  const parsed = fields.safeParse(raw);
  const errors: Record<string, string> = {};
  for (const issue of parsed.error?.issues ?? []) errors[String(issue.path[0])] ??= issue.message;
  const text = (field: string) => (typeof raw[field] === 'string' ? raw[field].trim() : '');
  const today = localDate(now, intake.timeZone);
  const age = ageProblem(
    intake.minimumAge,
    { adult: raw.adult !== undefined, birthDate: text('birth_date') || null },
    today,
  );
  if (age && age !== 'too_young') errors[FIELD_OF_AGE[age]] ??= age;
  const commune = communeNamed(text('commune'));
  if (!commune && text('commune') !== '') errors.commune ??= 'commune_unknown';
  if (text('when') === 'date' && !isDateString(text('date'))) errors.date ??= 'date_wrong';
  const comesWithOthers = Number(text('size') || 1) > 1;
  if (intake.minimumAge > 18 && comesWithOthers && raw.companions_age === undefined) {
    errors.companions_age ??= 'companions_age_missing';
  }
  if (Object.keys(errors).length > 0 || !parsed.success) return { kind: 'wrong', errors };
  if (age === 'too_young') return { kind: 'too_young' };
  const value = parsed.data;
  const day =
    value.when === 'tomorrow' ? addDays(today, 1) : value.when === 'date' ? value.date : null;
  const names = value.names.split(/[,;\n]/).map((one) => one.trim().slice(0, 80));
  return {
    kind: 'read',
    signUp: {
      crisisId: intake.crisisId,
      firstName: value.first_name,
      lastName: value.last_name,
      phone: value.phone,
      commune: commune?.code ?? null,
      birthDate: value.birth_date || null,
      can: value.can,
      availableFrom: day === null ? null : instantOf(day, 0, intake.timeZone),
      companions: Array.from({ length: value.size - 1 }, (_, index) => names[index] ?? ''),
      maySplit: value.split !== undefined,
      lang,
    },
  };
}
