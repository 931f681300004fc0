import { recordAudit } from '../audit/index.ts';
import { type Context, transaction } from '../context.ts';
import type { Actor } from '../kernel/actor.ts';
import { applyEvent } from './queries/dispatch.ts';
import { wakeDispatchers } from './queries/outbox.ts';
import { lockRetryable } from './queries/trouble.ts';

export type Remedy = 'retry' | 'give_up';

/**
 * A person's decision about messages that failed, or perhaps left: begin again, or leave it. Returns
 * how many changed; the others were decided meanwhile, are erased, or come too late.
 */
export async function remedy(
  ctx: Context,
  actor: Actor,
  what: Remedy,
  ids: readonly string[],
): Promise<number> {
  return transaction(ctx, async (tx) => {
    const now = tx.clock.now();
    const able = what === 'retry' ? await lockRetryable(tx.db, ids, now) : ids;
    const changes = able.map((id) =>
      what === 'retry'
        ? { id, event: what, notBefore: now }
        : { id, event: what, error: 'given up by an administrator' },
    );
    const changed = await applyEvent(tx.db, what, changes, { now });
    for (const id of changed) {
      await recordAudit(tx, actor, {
        action: what === 'retry' ? 'message.retried' : 'message.given_up',
        subject: { kind: 'message', id },
      });
    }
    if (what === 'retry' && changed.length > 0) await wakeDispatchers(tx.db);
    return changed.length;
  });
}
