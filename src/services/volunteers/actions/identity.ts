import { type Context, patientTransaction } from '#platform/context.ts';
import { communeByCode } from '#platform/geo/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { type DateString, localDate } from '#platform/kernel/dates.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { ageStanding } from '../domain/age.ts';
import { accountOf } from '../policy.ts';
import { lockVolunteer, updateVolunteer } from '../queries/register.ts';
import type { VolunteerId } from '../queries/rows.ts';
import { refreshSearch } from '../search/index.ts';
import { nameKey, openRecord, syncEmail } from './own-record.ts';
import { signOfLife } from './saving.ts';

export interface Identity {
  readonly firstName: string;
  readonly lastName: string;
  readonly birthDate: DateString;
  readonly communeCode: string;
  readonly radiusKm: number;
}

export type IdentityError = 'too_young' | 'birth_date_implausible' | 'commune_unknown' | 'sign_in';

/**
 * Step 1 of the sign-up, and the same part of the profile later. The first time, it opens the
 * record; twice at once (a double click) makes one record.
 */
export async function saveIdentity(
  ctx: Context,
  actor: Actor,
  input: Identity,
  lang: Lang,
): Promise<Result<VolunteerId, IdentityError>> {
  const accountId = accountOf(actor);
  if (!accountId) return refuse('sign_in');
  const problem = birthDateProblem(ctx, input.birthDate);
  if (problem) return refuse(problem);
  const commune = communeByCode(input.communeCode);
  if (!commune) return refuse('commune_unknown');
  return patientTransaction(ctx, async (tx) => {
    const now = tx.clock.now();
    const typed = {
      nameKey: nameKey(input.lastName, input.firstName),
      birthDate: input.birthDate,
      communeCode: commune.code,
    };
    const id = await openRecord(tx, actor, accountId, typed, lang);
    const volunteer = await lockVolunteer(tx.db, id);
    if (!volunteer) throw new Error('An account key leads to no record');
    await updateVolunteer(
      tx.db,
      id,
      {
        first_name: input.firstName,
        last_name: input.lastName,
        name_key: typed.nameKey,
        birth_date: input.birthDate,
        commune_code: commune.code,
        department: commune.department,
        radius_km: input.radiusKm,
        signup_step: Math.max(1, volunteer.signupStep),
        ...signOfLife(volunteer, now),
      },
      now,
    );
    const written = await lockVolunteer(tx.db, id);
    if (written) await syncEmail(tx, actor, written, accountId);
    await refreshSearch(tx, [id]);
    return ok(id);
  });
}

export function birthDateProblem(
  ctx: Context,
  birthDate: DateString,
): 'too_young' | 'birth_date_implausible' | undefined {
  const standing = ageStanding(birthDate, localDate(ctx.clock.now()));
  if (standing === 'implausible') return 'birth_date_implausible';
  return standing === 'too_young' ? 'too_young' : undefined;
}
