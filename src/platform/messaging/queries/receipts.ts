import { sql } from 'kysely';
import type { Db } from '../../db/index.ts';
import type { Channel } from '../domain/message.ts';
import { statesBefore } from '../domain/message-state.ts';
import { withoutCode } from './dispatch.ts';

export interface Part {
  readonly providerId: string;
  readonly messageId: string;
}

/** Remembers which message each piece belongs to; returns the messages whose receipts came first. */
export async function insertParts(
  db: Db,
  gateway: string,
  parts: readonly Part[],
): Promise<string[]> {
  if (parts.length === 0) return [];
  const { rows } = await sql<{ message_id: string; state: string }>`
    INSERT INTO messaging.sms_part AS p (gateway, provider_id, message_id)
    SELECT ${gateway}, v."providerId", v."messageId"
    FROM json_to_recordset(${JSON.stringify(parts)}::json) AS v ("providerId" text, "messageId" uuid)
    ON CONFLICT (gateway, provider_id) DO UPDATE SET message_id = excluded.message_id
    RETURNING p.message_id, p.state`.execute(db);
  return [...new Set(rows.filter(({ state }) => state !== 'sent').map((row) => row.message_id))];
}

/**
 * Notes what the gateway says of a piece, also one it was not yet said to have taken. A piece that
 * is delivered or not stays so. Returns the message concerned, when it is known and this is news.
 */
export async function upsertReceipt(
  db: Db,
  receipt: {
    gateway: string;
    providerId: string;
    state: 'delivered' | 'undelivered';
    error: string | null;
  },
): Promise<string | undefined> {
  const { rows } = await sql<{ message_id: string | null }>`
    INSERT INTO messaging.sms_part AS p (gateway, provider_id, state, error)
    VALUES (${receipt.gateway}, ${receipt.providerId}, ${receipt.state}, ${receipt.error})
    ON CONFLICT (gateway, provider_id) DO UPDATE
      SET state = excluded.state, error = excluded.error, updated_at = now()
      WHERE p.state = 'sent'
    RETURNING p.message_id`.execute(db);
  return rows[0]?.message_id ?? undefined;
}

/** A message is delivered when all its pieces are, undelivered as soon as one is. Returns the latter. */
export async function applyPartStates(
  db: Db,
  messageIds: readonly string[],
  now: Date,
): Promise<{ id: string; error: string | null }[]> {
  const ids = messageIds as string[];
  await sql`
    UPDATE messaging.outbox o SET state = 'delivered', settled_at = ${now}, ${withoutCode}
    WHERE o.id = ANY(${ids}::uuid[]) AND o.state = ANY(${statesBefore('deliver') as string[]}::text[])
      AND (SELECT bool_and(p.state = 'delivered') FROM messaging.sms_part p WHERE p.message_id = o.id)`.execute(
    db,
  );
  const { rows } = await sql<{ id: string; error: string | null }>`
    UPDATE messaging.outbox o SET state = 'undelivered', settled_at = ${now}, error = f.error,
      ${withoutCode}
    FROM (SELECT message_id, max(error) AS error FROM messaging.sms_part
          WHERE message_id = ANY(${ids}::uuid[]) AND state = 'undelivered' GROUP BY message_id) f
    WHERE o.id = f.message_id AND o.state = ANY(${statesBefore('bounce') as string[]}::text[])
    RETURNING o.id, f.error`.execute(db);
  return rows;
}

export async function selectRecipient(
  db: Db,
  messageId: string,
): Promise<{ channel: Channel; recipient: string } | undefined> {
  const row = await db
    .selectFrom('messaging.outbox')
    .select(['channel', 'recipient'])
    .where('id', '=', messageId)
    .executeTakeFirst();
  if (!row?.recipient) return undefined;
  return { channel: row.channel as Channel, recipient: row.recipient };
}
