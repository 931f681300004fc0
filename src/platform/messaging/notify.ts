import { type Context, transaction } from '../context.ts';
import { DEFAULT_TIME_ZONE } from '../kernel/dates.ts';
import { canonicalRecipient, type OutgoingMessage, PRIORITIES } from './domain/message.ts';
import { cancelGroup, insertMessages, type NewMessage, wakeDispatchers } from './queries/outbox.ts';
import { countSegments } from './segments.ts';

/** Rows per statement: about 1 MB of JSON. */
const CHUNK = 2_000;

/**
 * Writes messages in the caller's transaction; the worker sends them after it commits. One already
 * written for the same (recipient, purpose, key) is left as it is. Returns how many were added.
 */
export async function notify(
  ctx: Context,
  messages: OutgoingMessage | readonly OutgoingMessage[],
): Promise<number> {
  const list: readonly OutgoingMessage[] = Array.isArray(messages) ? messages : [messages];
  if (list.length === 0) return 0;
  return transaction(ctx, async (tx) => {
    let added = 0;
    for (let start = 0; start < list.length; start += CHUNK) {
      const rows = list.slice(start, start + CHUNK).map((message) => rowOf(tx, message));
      added += await insertMessages(tx.db, rows);
    }
    if (added > 0) await wakeDispatchers(tx.db);
    return added;
  });
}

/** Stops the messages of a group that have not begun; returns how many. Those under way finish. */
export async function cancelUnsent(ctx: Context, group: string): Promise<number> {
  return cancelGroup(ctx.db, group, ctx.clock.now());
}

function rowOf(ctx: Context, message: OutgoingMessage): NewMessage {
  const now = ctx.clock.now().toISOString();
  return {
    id: ctx.ids.next<'message'>(),
    channel: message.channel,
    recipient: canonicalRecipient(message.channel, message.recipient),
    purpose: message.purpose,
    key: message.key,
    lang: message.lang,
    subject: message.subject ?? null,
    text: message.text,
    html: message.html ?? null,
    message_group: message.group ?? null,
    exercise: message.exercise ?? false,
    ignore_quiet_hours: message.ignoreQuietHours ?? false,
    time_zone: message.timeZone ?? DEFAULT_TIME_ZONE,
    priority: message.priority ?? PRIORITIES[message.purpose],
    not_before: message.notBefore?.toISOString() ?? now,
    expires_at: message.expiresAt?.toISOString() ?? null,
    segments: message.channel === 'sms' ? countSegments(message.text).segments : null,
    created_at: now,
  };
}
