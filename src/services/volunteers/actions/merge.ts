import { recordAudit } from '#platform/audit/index.ts';
import type { Context } from '#platform/context.ts';
import { erasePerson } from '#platform/erasure.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { mergePerson } from '#platform/merging.ts';
import { latestConsents } from '../domain/merge.ts';
import { consentsOf } from '../queries/abilities.ts';
import { adoptAbilities, adoptContacts, adoptHistory, setMergedInto } from '../queries/merge.ts';
import { lockVolunteer, updateVolunteer, type VolunteerPatch } from '../queries/register.ts';
import type { Volunteer, VolunteerId } from '../queries/rows.ts';
import { mergeCallHistory, refreshSearch } from '../search/index.ts';

/** What let one record be folded into another: for the audit trail. */
export type MergeGround = 'proved_email' | 'proved_phone' | 'person' | 'reviewer';

/**
 * Folds a record without an account into another: what the person said herself wins, what only the
 * other record knew is kept, and alerts, answers, certificates and consents follow. The emptied record
 * keeps its id and says where it went. False when one of them is no more, or somebody took it over.
 */
export async function foldRecord(
  tx: Context,
  actor: Actor,
  { from, into }: { readonly from: VolunteerId; readonly into: VolunteerId },
  ground: MergeGround,
): Promise<boolean> {
  const locked = new Map<VolunteerId, Volunteer | undefined>();
  for (const id of [from, into].sort()) locked.set(id, await lockVolunteer(tx.db, id));
  const source = locked.get(from);
  const target = locked.get(into);
  if (!source || !target || from === into || source.accountId !== null) return false;
  if (source.status === 'erased' || target.status === 'erased') return false;
  const { certificates, unusedFileIds } = await adoptAbilities(tx.db, from, into);
  const consents = await adoptHistory(tx.db, from, into);
  await adoptContacts(tx.db, from, into);
  await updateVolunteer(tx.db, into, await patchOf(tx, source, target), tx.clock.now());
  const moved = await mergePerson(tx, { from, into });
  await refreshSearch(tx, [into]);
  await mergeCallHistory(tx, from, into);
  await erasePerson(tx, { volunteerId: from, emails: [], phones: [], fileIds: unusedFileIds });
  await setMergedInto(tx.db, from, into);
  await refreshSearch(tx, [into]);
  await recordAudit(tx, actor, {
    action: 'volunteer.merged',
    subject: { kind: 'volunteer', id: into },
    detail: { from, source: source.source, ground, ...moved, certificates, consents },
  });
  return true;
}

async function patchOf(tx: Context, source: Volunteer, target: Volunteer): Promise<VolunteerPatch> {
  const both = (one: readonly string[], other: readonly string[]) => [
    ...new Set([...one, ...other]),
  ];
  const times = [target.confirmedAt, source.confirmedAt].filter((at) => at !== null);
  return {
    ...(target.birthDate === null ? { birth_date: source.birthDate } : {}),
    ...(target.communeCode === null
      ? { commune_code: source.communeCode, department: source.department }
      : {}),
    equipment: both(target.equipment, source.equipment),
    languages: both(target.languages, source.languages),
    elsewhere: both(target.elsewhere, source.elsewhere),
    ...(times.length > 0
      ? { confirmed_at: new Date(Math.max(...times.map((at) => at.getTime()))) }
      : {}),
    ...(target.accountId === null ? await consentPatch(tx, target.id) : {}),
  };
}

/** Her own boxes stand; of two lists, what was said last. */
async function consentPatch(tx: Context, into: VolunteerId): Promise<VolunteerPatch> {
  const said = latestConsents(await consentsOf(tx.db, into));
  return {
    ...(said.crisis === undefined ? {} : { crisis_consent: said.crisis }),
    ...(said.missions === undefined ? {} : { missions_consent: said.missions }),
    ...(said.newsletter === undefined ? {} : { newsletter_consent: said.newsletter }),
  };
}
