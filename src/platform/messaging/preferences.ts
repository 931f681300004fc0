import type { Context } from '../context.ts';
import { type Channel, canonicalRecipient, PURPOSES, type Purpose } from './domain/message.ts';
import { choose } from './preference-changed.ts';
import { addressHash, mutedAddresses, mutedPurposes } from './queries/preference.ts';
import { offersUnsubscribe } from './unsubscribe.ts';

/** The purposes that somebody may refuse on an address. */
export const CHOSEN_PURPOSES: readonly Purpose[] = PURPOSES.filter(offersUnsubscribe);

/** Those still wanted on an address. */
export async function wantedPurposes(
  ctx: Context,
  channel: Channel,
  recipient: string,
): Promise<readonly Purpose[]> {
  const hash = await addressHash(ctx.db, channel, canonicalRecipient(channel, recipient));
  const muted = await mutedPurposes(ctx.db, hash);
  return CHOSEN_PURPOSES.filter((purpose) => !muted.includes(purpose));
}

/** Those of these addresses, in their canonical spelling, at which messages of a purpose are refused. */
export async function refusing(
  ctx: Context,
  purpose: Purpose,
  channel: Channel,
  recipients: readonly string[],
): Promise<ReadonlySet<string>> {
  if (recipients.length === 0) return new Set();
  return new Set(await mutedAddresses(ctx.db, purpose, channel, recipients));
}

/** Keeps what is wanted on an address, and refuses the rest of what may be refused. */
export async function chooseWanted(
  ctx: Context,
  channel: Channel,
  recipient: string,
  wanted: readonly Purpose[],
): Promise<void> {
  const address = { channel, recipient: canonicalRecipient(channel, recipient) };
  const hash = await addressHash(ctx.db, channel, address.recipient);
  const at = ctx.clock.now();
  for (const muted of [true, false]) {
    const purposes = CHOSEN_PURPOSES.filter((purpose) => wanted.includes(purpose) !== muted);
    if (purposes.length > 0) {
      await choose(ctx, hash, { purposes, muted, source: 'page', at }, address);
    }
  }
}
