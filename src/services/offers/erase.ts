import type { Eraser } from '#platform/erasure.ts';
import { forgetAccount } from './queries/orders.ts';

/** Orders are the association's, and stay; who clicked goes. */
export const eraseOffersPart: Eraser = async (tx, { accountId }) => {
  if (accountId) await forgetAccount(tx.db, accountId);
};
