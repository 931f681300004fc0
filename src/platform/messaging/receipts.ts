import { type Context, transaction } from '../context.ts';
import { enqueue } from '../jobs/index.ts';
import { contactFailed } from './contact-failed.ts';
import { applyPartStates, upsertReceipt } from './queries/receipts.ts';

/** A gateway's word on one piece of a text message; the same one may come twice, or out of order. */
export interface Receipt {
  readonly gateway: string;
  readonly providerId: string;
  readonly state: 'delivered' | 'undelivered';
  /** 'EXPIRED', 'UNDELIV:001' ... as the gateway says it. */
  readonly error?: string | undefined;
}

export async function receiveReceipt(ctx: Context, receipt: Receipt): Promise<void> {
  await transaction(ctx, async (tx) => {
    const { error = null } = receipt;
    const messageId = await upsertReceipt(tx.db, { ...receipt, error });
    if (messageId) await applyReceipts(tx, [messageId]);
  });
}

/** Concludes on messages from what is known of their pieces. */
export async function applyReceipts(tx: Context, messageIds: readonly string[]): Promise<void> {
  const undelivered = await applyPartStates(tx.db, messageIds, tx.clock.now());
  for (const { id, error } of undelivered) {
    const reason = error ?? 'undelivered';
    // A telephone that stayed off says nothing against its number.
    if (!/expired/i.test(reason)) await enqueue(tx, contactFailed, { messageId: id, reason });
  }
}
