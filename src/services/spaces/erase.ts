import type { Eraser } from '#platform/erasure.ts';
import { moveBooking } from './actions/book.ts';
import { bookingsOfAccount } from './queries/bookings.ts';
import { forgetAccount, forgetAddresses } from './queries/erasure.ts';

/** A person who is erased gives back the slots she holds; what was counted stays, without her. */
export const eraseSpacesPart: Eraser = async (tx, { accountId, emails }) => {
  await forgetAddresses(tx.db, emails);
  if (!accountId) return;
  const system = { kind: 'system', name: 'erasure' } as const;
  for (const { spaceId, id } of await bookingsOfAccount(tx.db, accountId, tx.clock.now())) {
    // One that was cancelled or marked already stays what it is.
    await moveBooking(tx, system, spaceId, id, 'cancel');
  }
  await forgetAccount(tx.db, accountId);
};
