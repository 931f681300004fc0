import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { ok } from '#platform/kernel/result.ts';
import { type Consents, type ConsentWay, consentChanges, WORDING } from '../domain/consent.ts';
import { missionsPart } from '../missions-part.ts';
import { insertConsents } from '../queries/abilities.ts';
import { lockVolunteer, updateVolunteer } from '../queries/register.ts';
import type { Volunteer, VolunteerId } from '../queries/rows.ts';
import { refreshSearch } from '../search/index.ts';
import { changeOwn } from './saving.ts';

export async function saveConsents(ctx: Context, actor: Actor, after: Consents) {
  return changeOwn(ctx, actor, async (tx, volunteer) => {
    await recordConsents(tx, volunteer, after, 'profile');
    return ok();
  });
}

/** Withdraws a consent outside the profile: "not me any more" on a call, STOP, unsubscribe. */
export async function withdrawConsent(
  ctx: Context,
  volunteerId: VolunteerId,
  purpose: keyof Consents,
  how: ConsentWay,
): Promise<void> {
  await transaction(ctx, async (tx) => {
    const volunteer = await lockVolunteer(tx.db, volunteerId);
    if (!volunteer) return;
    await recordConsents(tx, volunteer, { ...volunteer.consents, [purpose]: false }, how);
    await refreshSearch(tx, [volunteerId]);
  });
}

/** Adds what changed to the history, and keeps the present state on the record. */
export async function recordConsents(
  tx: Context,
  volunteer: Volunteer,
  after: Consents,
  how: ConsentWay,
): Promise<void> {
  const now = tx.clock.now();
  const changes = consentChanges(volunteer.consents, after);
  await insertConsents(
    tx.db,
    volunteer.id,
    changes.map(({ purpose, given }) => ({
      id: tx.ids.next<'consent'>(),
      purpose,
      given,
      wordingVersion: WORDING[purpose],
      at: now,
      how,
    })),
  );
  await updateVolunteer(
    tx.db,
    volunteer.id,
    {
      crisis_consent: after.crisis,
      missions_consent: after.missions,
      newsletter_consent: after.newsletter,
    },
    now,
  );
  const missions = changes.find(({ purpose }) => purpose === 'missions');
  if (missions) await missionsPart()?.consentChanged(tx, volunteer.id, missions.given);
}
