import type { Context } from '#platform/context.ts';
import { forgetHeldByNobody, testsLeftOpen } from '../queries/attempts.ts';
import { moveAttempt } from './attempts.ts';

/** A test that was begun and left is cancelled after so long. */
export const LEFT_OPEN_DAYS = 30;
/** Without an account: the cookie has ended long before, so that nobody can read it any more. */
export const WITHOUT_ACCOUNT_DAYS = 2;

const DAY = 86_400_000;

/** Ends what was left open, and takes away what was typed in tests that belong to nobody. */
export async function sweepTests(ctx: Context): Promise<void> {
  const before = (days: number) => new Date(ctx.clock.now().getTime() - days * DAY);
  const left = await testsLeftOpen(ctx.db, {
    withAccount: before(LEFT_OPEN_DAYS),
    without: before(WITHOUT_ACCOUNT_DAYS),
  });
  for (const id of left) await moveAttempt(ctx, id, { what: 'cancel' });
  await forgetHeldByNobody(ctx.db, before(WITHOUT_ACCOUNT_DAYS));
}
