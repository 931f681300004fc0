import type { Context } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { addDays, type DateString, isDateString, localDate } from '#platform/kernel/dates.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import type { Exception } from '../domain/availability.ts';
import { certificateKind, type Effort, isSkillId } from '../domain/skill-referential.ts';
import { nextStatus } from '../domain/volunteer-status.ts';
import {
  certificatesOf,
  deleteException,
  type EmergencyContact,
  exceptionsOf,
  insertCertificate,
  insertException,
  putEmergencyContact,
  replaceSkills,
} from '../queries/abilities.ts';
import { updateVolunteer } from '../queries/register.ts';
import { changeOwn } from './saving.ts';

export interface Abilities {
  readonly skillIds: readonly number[];
  /** Certificate kinds ticked; each becomes a declaration to complete, unless one is there. */
  readonly certificateKindIds: readonly number[];
  readonly equipment: readonly string[];
  readonly effort: Effort;
  readonly languages: readonly string[];
}

/** Step 2 of the sign-up, and the same part of the profile later. */
export async function saveAbilities(ctx: Context, actor: Actor, input: Abilities) {
  return changeOwn(ctx, actor, async (tx, volunteer) => {
    const now = tx.clock.now();
    await replaceSkills(tx.db, volunteer.id, input.skillIds.filter(isSkillId), now);
    const held = new Set((await certificatesOf(tx.db, volunteer.id)).map((item) => item.kindId));
    for (const kindId of new Set(input.certificateKindIds)) {
      if (held.has(kindId) || !certificateKind(kindId)) continue;
      await insertCertificate(
        tx.db,
        {
          id: tx.ids.next<'certificate'>(),
          volunteerId: volunteer.id,
          kindId,
          number: '',
          issuedOn: null,
          expiresOn: null,
          fileId: null,
        },
        now,
      );
    }
    await updateVolunteer(
      tx.db,
      volunteer.id,
      {
        equipment: [...input.equipment],
        effort: input.effort,
        languages: [...input.languages],
        signup_step: Math.max(2, volunteer.signupStep),
      },
      now,
    );
    return ok();
  });
}

export async function saveAvailability(
  ctx: Context,
  actor: Actor,
  input: { weekly: number; crisisOnly: boolean },
) {
  return changeOwn(ctx, actor, async (tx, volunteer) => {
    await updateVolunteer(
      tx.db,
      volunteer.id,
      { weekly: input.weekly, crisis_only: input.crisisOnly },
      tx.clock.now(),
    );
    return ok();
  });
}

export const MAXIMUM_EXCEPTIONS = 100;

export type ExceptionError = 'dates_reversed' | 'dates_past' | 'too_many';

export async function addException(ctx: Context, actor: Actor, input: Exception) {
  return changeOwn(
    ctx,
    actor,
    async (tx, volunteer): Promise<Result<undefined, ExceptionError>> => {
      if (input.lastDay < input.firstDay) return refuse('dates_reversed');
      if (input.lastDay < localDate(tx.clock.now())) return refuse('dates_past');
      const held = await exceptionsOf(tx.db, volunteer.id);
      if (held.length >= MAXIMUM_EXCEPTIONS) return refuse('too_many');
      const twin = held.some(
        (item) =>
          item.firstDay === input.firstDay &&
          item.lastDay === input.lastDay &&
          item.kind === input.kind,
      );
      if (!twin) {
        await insertException(tx.db, volunteer.id, {
          ...input,
          id: tx.ids.next<'availability_exception'>(),
        });
      }
      return ok();
    },
  );
}

export async function removeException(ctx: Context, actor: Actor, id: string) {
  return changeOwn(ctx, actor, async (tx, volunteer) => {
    await deleteException(tx.db, volunteer.id, id);
    return ok();
  });
}

/** The longest pause: beyond, somebody rather leaves, or is asked again. */
export const MAXIMUM_PAUSE_DAYS = 366;

export type PauseError =
  | 'date_missing'
  | 'pause_past'
  | 'pause_too_long'
  | 'transition_not_allowed';

/** No call and no mission through that day. */
export async function pause(ctx: Context, actor: Actor, until: DateString) {
  return changeOwn(ctx, actor, async (tx, volunteer): Promise<Result<undefined, PauseError>> => {
    const now = tx.clock.now();
    const today = localDate(now);
    if (!isDateString(until)) return refuse('date_missing');
    if (until < today) return refuse('pause_past');
    if (until > addDays(today, MAXIMUM_PAUSE_DAYS)) return refuse('pause_too_long');
    const next = nextStatus(volunteer.status, 'pause');
    if (!next.ok) return next;
    await updateVolunteer(tx.db, volunteer.id, { status: next.value, paused_until: until }, now);
    return ok();
  });
}

export async function resume(ctx: Context, actor: Actor) {
  return changeOwn(
    ctx,
    actor,
    async (tx, volunteer): Promise<Result<undefined, 'transition_not_allowed'>> => {
      const next = nextStatus(volunteer.status, 'resume');
      if (!next.ok) return next;
      const patch = { status: next.value, paused_until: null };
      await updateVolunteer(tx.db, volunteer.id, patch, tx.clock.now());
      return ok();
    },
  );
}

export async function saveElsewhere(ctx: Context, actor: Actor, elsewhere: readonly string[]) {
  return changeOwn(ctx, actor, async (tx, volunteer) => {
    const patch = { elsewhere: [...elsewhere] };
    await updateVolunteer(tx.db, volunteer.id, patch, tx.clock.now());
    return ok();
  });
}

export async function saveVisibility(ctx: Context, actor: Actor, visible: boolean) {
  return changeOwn(ctx, actor, async (tx, volunteer) => {
    const patch = { visible_to_associations: visible };
    await updateVolunteer(tx.db, volunteer.id, patch, tx.clock.now());
    return ok();
  });
}

export async function saveEmergencyContact(
  ctx: Context,
  actor: Actor,
  contact: EmergencyContact | undefined,
) {
  return changeOwn(ctx, actor, async (tx, volunteer) => {
    await putEmergencyContact(tx.db, volunteer.id, contact);
    return ok();
  });
}
