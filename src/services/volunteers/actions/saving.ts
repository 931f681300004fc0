import { type Context, patientTransaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { nextStatus } from '../domain/volunteer-status.ts';
import { lockVolunteer, updateVolunteer, type VolunteerPatch } from '../queries/register.ts';
import type { Volunteer, VolunteerId } from '../queries/rows.ts';
import { refreshSearch } from '../search/index.ts';
import { ownVolunteer } from './own-record.ts';

export type NoRecord = 'no_record';

/**
 * Changes the record of whoever is signed in: locked, changed, marked as alive, its search row
 * rebuilt, all in one transaction.
 */
export async function changeOwn<T, E extends string>(
  ctx: Context,
  actor: Actor,
  change: (tx: Context, volunteer: Volunteer) => Promise<Result<T, E>>,
): Promise<Result<T, E | NoRecord>> {
  return patientTransaction(ctx, async (tx): Promise<Result<T, E | NoRecord>> => {
    const own = await ownVolunteer(tx, actor);
    const volunteer = own && (await lockVolunteer(tx.db, own.id));
    if (!volunteer || volunteer.status === 'erased') return refuse('no_record');
    const result = await change(tx, volunteer);
    if (!result.ok) return result;
    await markAlive(tx, volunteer.id);
    await refreshSearch(tx, [volunteer.id]);
    return result;
  });
}

/** What any act of the person does to the clock of freshness; wakes a dormant record. */
export function signOfLife(volunteer: Volunteer, now: Date): VolunteerPatch {
  const awake = nextStatus(volunteer.status, 'confirm');
  return {
    confirmed_at: now,
    freshness_stage: 0,
    freshness_on: null,
    ...(awake.ok ? { status: awake.value } : {}),
  };
}

/** Records a sign of life: a change of profile, "still there", an answer to a call. */
export async function markAlive(tx: Context, id: VolunteerId): Promise<void> {
  const volunteer = await lockVolunteer(tx.db, id);
  if (!volunteer) return;
  const now = tx.clock.now();
  await updateVolunteer(tx.db, id, signOfLife(volunteer, now), now);
}

/** "Still there", from one's own page. */
export async function confirmStillThere(ctx: Context, actor: Actor) {
  return changeOwn(ctx, actor, async () => ok());
}
