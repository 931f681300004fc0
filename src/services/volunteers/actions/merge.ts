import type { Context } from '#platform/context.ts';
import { erasePerson } from '#platform/erasure.ts';
import { adoptAbilities } from '../queries/merge.ts';
import { lockVolunteer, updateVolunteer, type VolunteerPatch } from '../queries/register.ts';
import type { VolunteerId } from '../queries/rows.ts';

/**
 * Folds a record that came with a list into the one its holder made: what the person said herself
 * wins, what only the list knew is kept, the list's record is emptied.
 */
export async function mergeUnclaimed(
  tx: Context,
  from: VolunteerId,
  into: VolunteerId,
): Promise<void> {
  const [source, target] = [await lockVolunteer(tx.db, from), await lockVolunteer(tx.db, into)];
  if (!source || !target || source.accountId !== null) return;
  await adoptAbilities(tx.db, from, into);
  const patch: VolunteerPatch = {
    ...(target.birthDate === null ? { birth_date: source.birthDate } : {}),
    equipment: [...new Set([...target.equipment, ...source.equipment])],
    languages: [...new Set([...target.languages, ...source.languages])],
    elsewhere: [...new Set([...target.elsewhere, ...source.elsewhere])],
  };
  await updateVolunteer(tx.db, into, patch, tx.clock.now());
  await erasePerson(tx, { volunteerId: from, emails: [], phones: [], fileIds: [] });
}
