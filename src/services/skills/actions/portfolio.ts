import type { Context } from '#platform/context.ts';
import type { AccountId } from '#platform/kernel/actor.ts';
import { codeOf } from '../domain/vouchers/code.ts';
import { closePortfolio, openPortfolio } from '../queries/portfolios.ts';

/** Opens or closes the public page of somebody; opened again, it has another address. */
export async function showPortfolio(
  ctx: Context,
  accountId: AccountId,
  open: boolean,
): Promise<void> {
  if (!open) return closePortfolio(ctx.db, accountId);
  const slug = codeOf(ctx.random.bytes(8)).toLowerCase();
  await openPortfolio(ctx.db, accountId, slug, ctx.clock.now());
}
