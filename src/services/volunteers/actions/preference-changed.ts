import type { Context } from '#platform/context.ts';
import type { ChangedPreference } from '#platform/messaging/index.ts';
import { holderOf } from '../queries/register.ts';
import { refreshSearch } from '../search/index.ts';
import { keyHash } from './keys.ts';

/** Somebody said STOP, or wants messages again: the search counts them so at once. */
export async function preferenceChanged(tx: Context, changed: ChangedPreference): Promise<void> {
  if (changed.channel === 'push') return;
  const kind = changed.channel === 'email' ? 'email' : 'phone';
  const holder = await holderOf(tx.db, kind, keyHash(kind, changed.recipient));
  if (holder) await refreshSearch(tx, [holder]);
}
