import { type Context, transaction } from '#platform/context.ts';
import { markContactFailed } from '../queries/register.ts';
import { refreshSearch } from '../search/index.ts';
import { keyHash } from './keys.ts';

/**
 * A server or a gateway refused an address for good: its holder is no longer counted as reachable by
 * it, and is told on their page. May be told twice.
 */
export async function contactFailed(
  ctx: Context,
  failure: { readonly channel: string; readonly recipient: string },
): Promise<void> {
  if (failure.channel === 'push') return;
  const kind = failure.channel === 'email' ? 'email' : 'phone';
  await transaction(ctx, async (tx) => {
    const hash = keyHash(kind, failure.recipient);
    await refreshSearch(tx, await markContactFailed(tx.db, kind, hash, tx.clock.now()));
  });
}
