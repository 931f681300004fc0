import { type Context, transaction } from '#platform/context.ts';
import { communeByCode, plainText } from '#platform/geo/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { type DateString, localDate } from '#platform/kernel/dates.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { ageStanding } from '../domain/age.ts';
import { accountOf } from '../policy.ts';
import { claimKey, insertDraft, lockVolunteer, updateVolunteer } from '../queries/register.ts';
import type { VolunteerId } from '../queries/rows.ts';
import { refreshSearch } from '../search/index.ts';
import { keyHash } from './keys.ts';
import { syncEmail } from './own-record.ts';
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
  const standing = ageStanding(input.birthDate, localDate(ctx.clock.now()));
  if (standing === 'too_young') return refuse('too_young');
  if (standing === 'implausible') return refuse('birth_date_implausible');
  const commune = communeByCode(input.communeCode);
  if (!commune) return refuse('commune_unknown');
  return transaction(ctx, async (tx) => {
    const now = tx.clock.now();
    const fresh = tx.ids.next<'volunteer'>();
    const id = await claimKey(tx.db, 'account', keyHash('account', accountId), fresh);
    if (id === fresh) await insertDraft(tx.db, { id, accountId, lang, now });
    const volunteer = await lockVolunteer(tx.db, id);
    if (!volunteer) throw new Error('An account key leads to no record');
    await syncEmail(tx, volunteer, accountId);
    await updateVolunteer(
      tx.db,
      id,
      {
        first_name: input.firstName,
        last_name: input.lastName,
        name_key: nameKey(input.lastName, input.firstName),
        birth_date: input.birthDate,
        commune_code: commune.code,
        department: commune.department,
        radius_km: input.radiusKm,
        signup_step: Math.max(1, volunteer.signupStep),
        ...signOfLife(volunteer, now),
      },
      now,
    );
    await refreshSearch(tx, [id]);
    return ok(id);
  });
}

/** What the directory's name search compares. */
export function nameKey(lastName: string, firstName: string): string {
  return plainText(`${lastName} ${firstName}`);
}
