import { accountById } from '#platform/auth/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { AccountId, Actor } from '#platform/kernel/actor.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { accountOf } from '../policy.ts';
import {
  claimKey,
  contactOf,
  holderOf,
  moveKey,
  updateContact,
  updateVolunteer,
  volunteerById,
} from '../queries/register.ts';
import type { Volunteer, VolunteerId } from '../queries/rows.ts';
import { refreshSearch } from '../search/index.ts';
import { keyHash } from './keys.ts';

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
  return transaction(ctx, async (tx) => {
    const accountId = accountOf(actor);
    const found = await unclaimedRecord(tx, actor);
    if (!accountId || !found) return refuse('nothing_to_claim');
    const holder = await claimKey(tx.db, 'account', keyHash('account', accountId), found.id);
    if (holder !== found.id) return refuse('nothing_to_claim');
    const now = tx.clock.now();
    await updateVolunteer(
      tx.db,
      found.id,
      { account_id: accountId, confirmed_at: now, freshness_stage: 0, freshness_on: null },
      now,
    );
    await updateContact(tx.db, found.id, { email_verified_at: now, email_bounced_at: null });
    await refreshSearch(tx, [found.id]);
    return ok(found.id);
  });
}

/**
 * Puts the account's address, which its holder proved by signing in, on the record. An unclaimed
 * record that bears it stays as it is: it is offered, not merged in silence.
 */
export async function syncEmail(
  tx: Context,
  volunteer: { readonly id: VolunteerId },
  accountId: AccountId,
): Promise<void> {
  const account = await accountById(tx.db, accountId);
  const contact = await contactOf(tx.db, volunteer.id);
  if (!account?.email || (contact.email === account.email && contact.emailVerifiedAt)) return;
  const hash = keyHash('email', account.email);
  const holder = await claimKey(tx.db, 'email', hash, volunteer.id);
  if (holder !== volunteer.id) {
    // The account proves the address today; whoever bore it before no longer does.
    await updateContact(tx.db, holder, { email: null, email_verified_at: null });
    await moveKey(tx.db, 'email', hash, volunteer.id);
    await refreshSearch(tx, [holder]);
  }
  await updateContact(tx.db, volunteer.id, {
    email: account.email,
    email_verified_at: tx.clock.now(),
    email_bounced_at: null,
  });
}
