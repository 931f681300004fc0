import type { Context } from '#platform/context.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { putInQuarantine, releaseItem } from '../queries/exposure.ts';
import { activeBank } from './loaded-bank.ts';

/** Nobody is asked the item from now on; what was answered stays in the results it is in. */
export async function setAside(
  ctx: Context,
  item: string,
): Promise<Result<undefined, 'unknown_item'>> {
  const { table } = await activeBank(ctx);
  if (!table.bank.positions.has(item)) return refuse('unknown_item');
  await putInQuarantine(ctx.db, item, 'staff', ctx.clock.now());
  return ok();
}

/** Somebody looked at it: it is asked again, and what was reported before no longer counts. */
export async function takeBack(
  ctx: Context,
  item: string,
): Promise<Result<undefined, 'unknown_item'>> {
  const { table } = await activeBank(ctx);
  if (!table.bank.positions.has(item)) return refuse('unknown_item');
  await releaseItem(ctx.db, item, ctx.clock.now());
  return ok();
}
