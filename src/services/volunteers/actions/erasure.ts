import { recordAudit } from '#platform/audit/index.ts';
import { accountById, grantsHeld } from '#platform/auth/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import { type ErasedPerson, erasePerson } from '#platform/erasure.ts';
import type { AccountId, Actor } from '#platform/kernel/actor.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { ageBand } from '../domain/age.ts';
import { codeOf } from '../domain/skill-referential.ts';
import { certificatesOf, skillsOf } from '../queries/abilities.ts';
import { countEvent } from '../queries/counts.ts';
import { eraseRecord } from '../queries/erasure.ts';
import { contactOf, holderOf, lockVolunteer, phoneCodeOf } from '../queries/register.ts';
import type { Volunteer, VolunteerId } from '../queries/rows.ts';
import { refreshSearch } from '../search/index.ts';
import { lapseProposals } from './duplicates.ts';
import { eraseLists } from './import-run.ts';
import { keyHash } from './keys.ts';
import { messagesAbout } from './mails.ts';
import { ownVolunteer } from './own-record.ts';

/**
 * Erases whoever is signed in, in every module, in one transaction. The account goes too, unless it
 * holds roles: an officer stays an officer.
 */
export async function eraseSelf(
  ctx: Context,
  actor: Actor,
): Promise<Result<{ accountErased: boolean }, 'no_record'>> {
  const own = await ownVolunteer(ctx, actor);
  if (!own) return refuse('no_record');
  return ok(await eraseVolunteer(ctx, actor, own.id, 'self'));
}

export type ErasureCause = 'self' | 'inactivity' | 'unfinished';

/** Erases a person; their figures stay, their identity does not. */
export async function eraseVolunteer(
  ctx: Context,
  actor: Actor,
  id: VolunteerId,
  cause: ErasureCause,
): Promise<{ accountErased: boolean }> {
  return transaction(ctx, async (tx) => {
    const volunteer = await lockVolunteer(tx.db, id);
    if (!volunteer || volunteer.status === 'erased') return { accountErased: false };
    const withAccount = cause !== 'unfinished' && !(await holdsRoles(tx, volunteer.accountId));
    await keepFigures(tx, volunteer, cause);
    await erasePerson(tx, await everythingKnown(tx, volunteer, withAccount));
    await recordAudit(tx, withAccount ? { kind: 'system', name: 'erasure' } : actor, {
      action: 'volunteer.erased',
      subject: { kind: 'volunteer', id },
      detail: { cause },
    });
    return { accountErased: withAccount };
  });
}

async function holdsRoles(tx: Context, accountId: AccountId | null): Promise<boolean> {
  if (accountId === null) return false;
  return (await grantsHeld(tx.db, accountId, tx.clock.now())).length > 0;
}

/** This service's part of an erasure, whoever began it. */
export async function eraseVolunteerPart(tx: Context, person: ErasedPerson): Promise<void> {
  if (person.accountId) await eraseLists(tx, person.accountId as AccountId);
  const id =
    person.volunteerId ??
    (person.accountId && (await holderOf(tx.db, 'account', keyHash('account', person.accountId))));
  if (!id) return;
  await eraseRecord(tx.db, id, tx.clock.now());
  await lapseProposals(tx, id);
  await refreshSearch(tx, [id as VolunteerId]);
}

async function everythingKnown(
  tx: Context,
  volunteer: Volunteer,
  withAccount: boolean,
): Promise<ErasedPerson> {
  const contact = await contactOf(tx.db, volunteer.id);
  const account = volunteer.accountId && (await accountById(tx.db, volunteer.accountId));
  const code = await phoneCodeOf(tx.db, volunteer.id);
  const certificates = await certificatesOf(tx.db, volunteer.id);
  const given = <T>(value: T | null | undefined | ''): value is T =>
    value !== null && value !== undefined && value !== '';
  return {
    accountId: withAccount ? (volunteer.accountId ?? undefined) : undefined,
    volunteerId: volunteer.id,
    emails: [...new Set([contact.email, account?.email].filter(given))],
    phones: [...new Set([contact.phone, code?.phone].filter(given))],
    fileIds: certificates.map((certificate) => certificate.fileId).filter(given),
    messageGroups: [messagesAbout(volunteer.id)],
  };
}

async function keepFigures(tx: Context, volunteer: Volunteer, cause: ErasureCause): Promise<void> {
  const now = tx.clock.now();
  const at = { year: now.getUTCFullYear(), department: volunteer.department ?? '' };
  await countEvent(tx.db, { ...at, event: 'left', detail: cause });
  const band = ageBand(volunteer.birthDate, localDate(now));
  await countEvent(tx.db, { ...at, event: 'left_age', detail: band });
  const held = [
    ...(await skillsOf(tx.db, volunteer.id)).map((skill) => skill.skillId),
    ...(await certificatesOf(tx.db, volunteer.id))
      .filter((certificate) => certificate.status === 'verified')
      .map((certificate) => certificate.kindId),
  ];
  for (const id of new Set(held))
    await countEvent(tx.db, { ...at, event: 'left_ability', detail: codeOf(id) ?? String(id) });
}
