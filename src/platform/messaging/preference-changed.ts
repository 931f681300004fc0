import type { Context } from '../context.ts';
import type { Channel } from './domain/message.ts';
import { lastAddress } from './queries/outbox.ts';
import { type Choice, savePreference } from './queries/preference.ts';

export interface ChangedPreference {
  readonly channel: Channel;
  readonly recipient: string;
}

type Handler = (tx: Context, changed: ChangedPreference) => Promise<void>;
const handlers: Handler[] = [];

/** Told, in the same transaction, of every address whose owner wants other messages than before. */
export function onPreferenceChanged(handler: Handler): void {
  handlers.push(handler);
}

/** Keeps a choice about an address, and tells whoever counts on reaching it. */
export async function choose(
  tx: Context,
  recipientHash: Buffer,
  choice: Choice,
  known?: ChangedPreference,
): Promise<void> {
  await savePreference(tx.db, recipientHash, choice);
  // A link knows the hash alone; the message it came with knows the address, until it is emptied.
  const changed = known ?? (await lastAddress(tx.db, recipientHash));
  if (changed) for (const handler of handlers) await handler(tx, changed);
}
