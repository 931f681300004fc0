import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import { REPLACED, revokeAbout } from '#platform/credentials/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import type { SeenApplication } from '../actions/apply.ts';
import { ENTRY_MINUTES } from '../domain/hours.ts';
import { texts } from '../messages/index.ts';
import { applicationPath, writeToVolunteers } from '../notices.ts';
import { correctEntries, hoursOf } from '../queries/hours.ts';
import { lockMission } from '../queries/missions.ts';
import { certificatesAbout } from './credential.ts';

export type CorrectionRefusal = 'not_possible_now' | 'note_missing' | 'hours_wrong' | 'no_change';

/**
 * The association changes hours that it had confirmed, and says why. Certificates that say the old ones
 * are revoked at once, and the volunteer is told.
 */
export async function correctHours(
  ctx: Context,
  actor: Actor,
  { application, mission, side }: SeenApplication,
  minutes: ReadonlyMap<string, number>,
  reason: string,
): Promise<Result<undefined, CorrectionRefusal>> {
  if (side !== 'association') return refuse('not_possible_now');
  if (reason.trim() === '') return refuse('note_missing');
  for (const value of minutes.values()) {
    if (!(value >= 0 && value <= ENTRY_MINUTES.max)) return refuse('hours_wrong');
  }
  return transaction(ctx, async (tx): Promise<Result<undefined, CorrectionRefusal>> => {
    await lockMission(tx.db, mission.id);
    const confirmed = (await hoursOf(tx.db, mission.id, application.id)).flatMap((entry) =>
      entry.confirmedMinutes === null ? [] : [{ ...entry, confirmed: entry.confirmedMinutes }],
    );
    if (confirmed.length === 0) return refuse('not_possible_now');
    const changed = confirmed.flatMap(({ id, confirmed: before }) => {
      const after = minutes.get(id) ?? before;
      return after === before ? [] : [{ id, minutes: after, before }];
    });
    if (changed.length === 0) return refuse('no_change');
    await correctEntries(tx.db, mission.id, changed, reason.trim());
    for (const which of certificatesAbout(application)) {
      await revokeAbout(tx, actor, which, REPLACED);
    }
    const before = confirmed.reduce((sum, entry) => sum + entry.confirmed, 0);
    const after = changed.reduce((sum, entry) => sum + entry.minutes - entry.before, before);
    await recordAudit(tx, actor, {
      action: 'hours.corrected',
      subject: { kind: 'application', id: application.id },
      detail: { mission: mission.id, before, after },
    });
    await writeToVolunteers(tx, [
      {
        volunteerId: application.volunteerId,
        key: `application:${application.id}:corrected:${tx.clock.now().getTime()}`,
        mail: (lang, firstName) =>
          texts(lang).mail.corrected({
            firstName,
            mission: mission.title,
            before,
            after,
            reason: reason.trim(),
            link: tx.config.publicUrl + applicationPath(mission.id, application.id),
          }),
      },
    ]);
    return ok();
  });
}
