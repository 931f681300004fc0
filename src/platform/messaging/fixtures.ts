import type { Context } from '../context.ts';
import { deleteMessages } from './queries/fixtures.ts';

/** For the demo, whose addresses and numbers belong to nobody. */
export async function removeMessagesTo(
  ctx: Context,
  { emailDomain, phonePrefix }: { emailDomain: string; phonePrefix: string },
): Promise<number> {
  return deleteMessages(ctx.db, emailDomain, phonePrefix);
}
