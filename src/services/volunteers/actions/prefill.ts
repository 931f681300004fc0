import { type Context, patientTransaction } from '#platform/context.ts';
import { communeByCode } from '#platform/geo/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { accountOf } from '../policy.ts';
import { lockVolunteer, updateVolunteer } from '../queries/register.ts';
import type { VolunteerId } from '../queries/rows.ts';
import { nameKey, openRecord } from './own-record.ts';

/** What another service was told by the person who is signed in. */
export interface KnownOfPerson {
  readonly firstName: string;
  readonly lastName: string;
  readonly birthDate: string | null;
  readonly communeCode: string | null;
}

/**
 * Begins the sign-up of whoever is signed in with what they have said elsewhere; they see it in step 1
 * and confirm it there. A record that already says who they are is left as it is.
 */
export async function prefillSignUp(
  ctx: Context,
  actor: Actor,
  known: KnownOfPerson,
  lang: Lang,
): Promise<Result<VolunteerId, 'sign_in'>> {
  const accountId = accountOf(actor);
  if (!accountId) return refuse('sign_in');
  return patientTransaction(ctx, async (tx) => {
    const commune = known.communeCode === null ? undefined : communeByCode(known.communeCode);
    const facts = {
      nameKey: nameKey(known.lastName, known.firstName),
      birthDate: known.birthDate,
      communeCode: commune?.code ?? null,
    };
    const id = await openRecord(tx, actor, accountId, facts, lang);
    const record = await lockVolunteer(tx.db, id);
    if (record?.status !== 'draft' || record.signupStep > 0) return ok(id);
    await updateVolunteer(
      tx.db,
      id,
      {
        first_name: known.firstName,
        last_name: known.lastName,
        name_key: facts.nameKey,
        ...(known.birthDate ? { birth_date: known.birthDate } : {}),
        ...(commune ? { commune_code: commune.code, department: commune.department } : {}),
      },
      tx.clock.now(),
    );
    return ok(id);
  });
}
