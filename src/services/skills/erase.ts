import type { Eraser } from '#platform/erasure.ts';
import { forgetAttempts } from './queries/attempts.ts';
import { forgetCandidate } from './queries/candidates.ts';
import { forgetLearner } from './queries/courses.ts';
import { forgetAuthor } from './queries/editions.ts';
import { closePortfolio } from './queries/portfolios.ts';
import { forgetVoucherHolder } from './queries/vouchers.ts';

/** What somebody learnt is theirs alone, and goes with them. */
export const eraseSkillsPart: Eraser = async (tx, { accountId }) => {
  if (!accountId) return;
  await forgetLearner(tx.db, accountId);
  await forgetAttempts(tx.db, accountId);
  await forgetAuthor(tx.db, accountId);
  await forgetCandidate(tx.db, accountId);
  await forgetVoucherHolder(tx.db, accountId);
  await closePortfolio(tx.db, accountId);
};
