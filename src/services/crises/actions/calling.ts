import type { Context } from '#platform/context.ts';
import { transition } from '#platform/kernel/transitions.ts';
import { cancelUnsent } from '#platform/messaging/index.ts';
import { CALL_OUT, type CallOutEvent } from '../domain/states.ts';
import { type CallOut, lockLiveCallOut, updateCallOutState } from '../queries/call-outs.ts';
import type { LockedNeed } from '../queries/replies.ts';

/** Stops the call-out of a need, if one is alive; messages not yet sent are withdrawn. */
export async function stopCalling(
  tx: Context,
  need: LockedNeed,
  event: CallOutEvent = 'stop',
): Promise<CallOut | undefined> {
  const callOut = await lockLiveCallOut(tx.db, need.crisisId, need.needId);
  if (!callOut) return undefined;
  const next = transition(CALL_OUT, callOut.state, event);
  if (!next.ok) return undefined;
  await updateCallOutState(tx.db, callOut, next.value, tx.clock.now());
  await cancelUnsent(tx, callOut.id);
  return callOut;
}

/** A call-out that had filled its need goes on: places are vacant and nobody waits for them. */
export async function wakeCallOut(
  tx: Context,
  need: { readonly crisisId: string; readonly needId: string },
): Promise<void> {
  const callOut = await lockLiveCallOut(tx.db, need.crisisId, need.needId);
  if (callOut?.state !== 'filled') return;
  await updateCallOutState(tx.db, callOut, 'running', tx.clock.now());
}
