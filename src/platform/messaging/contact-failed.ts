import { z } from 'zod';
import type { Context } from '../context.ts';
import { defineJob } from '../jobs/index.ts';
import type { Channel } from './domain/message.ts';
import { selectRecipient } from './queries/receipts.ts';

export interface ContactFailure {
  readonly channel: Channel;
  readonly recipient: string;
  /** The answer of the server or gateway, shortened. */
  readonly reason: string;
}

type Handler = (ctx: Context, failure: ContactFailure) => Promise<void>;
const handlers: Handler[] = [];

/** Told of every address that a server or gateway refuses for good; may be told twice. */
export function onContactFailed(handler: Handler): void {
  handlers.push(handler);
}

/** Names the message, not the address: nothing personal stays in the table of jobs. */
export const contactFailed = defineJob({
  name: 'messaging.contact_failed',
  schema: z.object({ messageId: z.uuid(), reason: z.string() }),
  async run(ctx, { messageId, reason }) {
    const to = await selectRecipient(ctx.db, messageId);
    if (!to) return;
    for (const handler of handlers) await handler(ctx, { ...to, reason });
  },
});
