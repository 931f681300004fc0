import { accountById } from '#platform/auth/index.ts';
import type { Context } from '#platform/context.ts';
import type { AccountId } from '#platform/kernel/actor.ts';
import type { Booking } from '../queries/bookings.ts';

/** How the people of these bookings are called at the desk: a first name, or the name of their account. */
export async function namesOf(
  ctx: Context,
  bookings: readonly Booking[],
  anonymous: string,
): Promise<(booking: Booking) => string> {
  const ids = new Set(bookings.flatMap(({ accountId }) => (accountId ? [accountId] : [])));
  const names = new Map<string, string>();
  for (const id of ids) {
    names.set(id, (await accountById(ctx.db, id as AccountId))?.displayName ?? '');
  }
  return ({ accountId, firstName }) => firstName || names.get(accountId ?? '') || anonymous;
}
