import { recordAudit } from '#platform/audit/index.ts';
import { accountById } from '#platform/auth/index.ts';
import { type Context, patientTransaction } from '#platform/context.ts';
import { plainText } from '#platform/geo/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { AccountId, Actor } from '#platform/kernel/actor.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { ageStanding } from '../domain/age.ts';
import { maySamePerson, type PersonFacts } from '../domain/merge.ts';
import { nextStatus } from '../domain/volunteer-status.ts';
import { accountOf } from '../policy.ts';
import {
  claimKey,
  contactOf,
  holderOf,
  insertDraft,
  lockVolunteer,
  moveKey,
  updateContact,
  updateVolunteer,
  volunteerById,
} from '../queries/register.ts';
import type { Volunteer, VolunteerId } from '../queries/rows.ts';
import { refreshSearch } from '../search/index.ts';
import { keyHash } from './keys.ts';
import { foldRecord } from './merge.ts';

/** The record of whoever is signed in. */
export async function ownVolunteer(ctx: Context, actor: Actor): Promise<Volunteer | undefined> {
  const accountId = accountOf(actor);
  if (!accountId) return undefined;
  const id = await holderOf(ctx.db, 'account', keyHash('account', accountId));
  return id && (await volunteerById(ctx.db, id));
}

/**
 * A record that came with a list and that nobody has claimed, under the e-mail address that this
 * account has proved to be its own.
 */
export async function unclaimedRecord(ctx: Context, actor: Actor): Promise<Volunteer | undefined> {
  const accountId = accountOf(actor);
  const account = accountId && (await accountById(ctx.db, accountId));
  if (!account?.email) return undefined;
  const id = await holderOf(ctx.db, 'email', keyHash('email', account.email));
  const found = id && (await volunteerById(ctx.db, id));
  return found && found.accountId === null ? found : undefined;
}

/** Gives an unclaimed record to the account whose e-mail address it bears. */
export async function claimRecord(
  ctx: Context,
  actor: Actor,
): Promise<Result<VolunteerId, 'nothing_to_claim'>> {
  return patientTransaction(ctx, async (tx) => {
    const accountId = accountOf(actor);
    const found = await unclaimedRecord(tx, actor);
    if (!accountId || !found) return refuse('nothing_to_claim');
    return (await takeOver(tx, actor, found.id, accountId))
      ? ok(found.id)
      : refuse('nothing_to_claim');
  });
}

/**
 * Makes a list's record the account's own; false when somebody else took it, or it is no more. A minor
 * whom a list put on the register waits for a guardian's consent, as after any sign-up.
 */
async function takeOver(
  tx: Context,
  actor: Actor,
  id: VolunteerId,
  accountId: AccountId,
): Promise<boolean> {
  const record = await lockVolunteer(tx.db, id);
  if (!record || record.status === 'erased' || record.accountId !== null) return false;
  const holder = await claimKey(tx.db, 'account', keyHash('account', accountId), id);
  if (holder !== id) return false;
  const now = tx.clock.now();
  const isMinor = ageStanding(record.birthDate, localDate(now)) === 'minor';
  const waiting = isMinor ? nextStatus(record.status, 'guardian_withdraws') : undefined;
  const awake = nextStatus(record.status, 'confirm');
  const status = waiting?.ok ? waiting.value : awake.ok ? awake.value : record.status;
  await updateVolunteer(
    tx.db,
    id,
    { account_id: accountId, status, confirmed_at: now, freshness_stage: 0, freshness_on: null },
    now,
  );
  await updateContact(tx.db, id, { email_verified_at: now, email_bounced_at: null });
  await refreshSearch(tx, [id]);
  await recordAudit(tx, actor, {
    action: 'volunteer.claimed',
    subject: { kind: 'volunteer', id },
    detail: { source: record.source },
  });
  return true;
}

/**
 * The first step of a sign-up: the record of the account, which may be the one that a list had under
 * the address proved by signing in, when it can be the same person.
 */
export async function openRecord(
  tx: Context,
  actor: Actor,
  accountId: AccountId,
  typed: PersonFacts,
  lang: Lang,
): Promise<VolunteerId> {
  const own = await holderOf(tx.db, 'account', keyHash('account', accountId));
  if (own) return own;
  const listed = await unclaimedRecord(tx, actor);
  if (
    listed &&
    maySamePerson(factsOf(listed), typed) &&
    (await takeOver(tx, actor, listed.id, accountId))
  )
    return listed.id;
  const fresh = tx.ids.next<'volunteer'>();
  const id = await claimKey(tx.db, 'account', keyHash('account', accountId), fresh);
  if (id === fresh) await insertDraft(tx.db, { id, accountId, lang, now: tx.clock.now() });
  return id;
}

/** Could a list's record be about this person, going by names and birth date? */
export function isSamePerson(listed: Volunteer, person: Volunteer): boolean {
  return maySamePerson(factsOf(listed), factsOf(person));
}

function factsOf({ lastName, firstName, birthDate, communeCode }: Volunteer): PersonFacts {
  return { nameKey: nameKey(lastName, firstName), birthDate, communeCode };
}

/** What the directory's name search compares. */
export function nameKey(lastName: string, firstName: string): string {
  return plainText(`${lastName} ${firstName}`);
}

/**
 * Puts the account's address, which its holder proved by signing in, on the record. A list's record
 * that bears it is folded into this one when it can be the same person; else it loses the address.
 */
export async function syncEmail(
  tx: Context,
  actor: Actor,
  volunteer: Volunteer,
  accountId: AccountId,
): Promise<void> {
  const account = await accountById(tx.db, accountId);
  const contact = await contactOf(tx.db, volunteer.id);
  if (!account?.email || (contact.email === account.email && contact.emailVerifiedAt)) return;
  const hash = keyHash('email', account.email);
  const holder = await claimKey(tx.db, 'email', hash, volunteer.id);
  if (holder !== volunteer.id) {
    const former = await volunteerById(tx.db, holder);
    const isHers = former && former.accountId === null && isSamePerson(former, volunteer);
    await moveKey(tx.db, 'email', hash, volunteer.id);
    if (isHers) {
      await foldRecord(tx, actor, { from: holder, into: volunteer.id }, 'proved_email');
    } else {
      // The account proves the address today; whoever bore it before no longer does.
      await updateContact(tx.db, holder, { email: null, email_verified_at: null });
      await refreshSearch(tx, [holder]);
    }
  }
  await updateContact(tx.db, volunteer.id, {
    email: account.email,
    email_verified_at: tx.clock.now(),
    email_bounced_at: null,
  });
}
