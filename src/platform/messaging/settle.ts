import { type Context, transaction } from '../context.ts';
import { enqueue } from '../jobs/index.ts';
import type { Transport } from './channels/transport.ts';
import type { Begun } from './claim.ts';
import { contactFailed } from './contact-failed.ts';
import { consequence, type Outcome } from './domain/attempt.ts';
import { applyEvent, type Change, commitInMemory } from './queries/dispatch.ts';
import { insertParts } from './queries/receipts.ts';
import { applyReceipts } from './receipts.ts';

export interface Tried {
  readonly begun: Begun;
  readonly outcome: Outcome;
}

/**
 * Writes down how tries ended, many at once. Without waiting for the disk: what a power cut takes away
 * stays as begun, in doubt as after the death of a worker, and is sent no more often for it.
 */
export async function settle(
  ctx: Context,
  transport: Transport,
  worker: string,
  tries: readonly Tried[],
): Promise<void> {
  await transaction(ctx, async (tx) => {
    await commitInMemory(tx.db);
    const now = tx.clock.now();
    const changes = tries.map((tried) => changeOf(tried, transport, now));
    for (const [event, group] of Map.groupBy(changes, (change) => change.event)) {
      await applyEvent(tx.db, event, group, { now, worker });
    }
    if (transport.channel === 'sms') await settleParts(tx, transport.name, tries);
    for (const { begun, outcome } of tries) {
      if (outcome.kind === 'refused' && outcome.addressFault) {
        await enqueue(tx, contactFailed, { messageId: begun.parcel.id, reason: outcome.reason });
      }
    }
  });
}

async function settleParts(tx: Context, gateway: string, tries: readonly Tried[]): Promise<void> {
  const parts = tries.flatMap(({ begun, outcome }) =>
    outcome.kind === 'accepted'
      ? outcome.providerIds.map((providerId) => ({ providerId, messageId: begun.parcel.id }))
      : [],
  );
  const early = await insertParts(tx.db, gateway, parts);
  if (early.length > 0) await applyReceipts(tx, early);
}

function changeOf({ begun, outcome }: Tried, transport: Transport, now: Date): Change {
  const { id } = begun.parcel;
  const next = consequence(
    { channel: transport.channel, attempts: begun.attempts, idempotent: transport.idempotent },
    outcome,
  );
  if (outcome.kind === 'accepted')
    return { id, event: next.event, providerId: outcome.providerIds[0] };
  if (next.event !== 'postpone') return { id, event: next.event, error: outcome.reason };
  return {
    id,
    event: 'postpone',
    error: outcome.reason,
    notBefore: new Date(now.getTime() + next.delay * 1000),
    pinned: next.pinned,
    uncount: !next.counts,
  };
}
