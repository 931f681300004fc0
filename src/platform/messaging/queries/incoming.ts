import { sql } from 'kysely';
import type { Db } from '../../db/index.ts';

export interface StoredSms {
  readonly sender: string | null;
  readonly text: string;
  readonly receivedAt: Date;
}

/** False when the gateway brought it before. */
export async function insertIncoming(
  db: Db,
  sms: { gateway: string; providerId: string; sender: string; text: string; receivedAt: Date },
): Promise<boolean> {
  const { rows } = await sql<{ gateway: string }>`
    INSERT INTO messaging.incoming_sms (gateway, provider_id, sender, sender_hash, text, received_at)
    VALUES (${sms.gateway}, ${sms.providerId}, ${sms.sender},
      messaging.address_hash('sms', ${sms.sender}), ${sms.text}, ${sms.receivedAt})
    ON CONFLICT DO NOTHING RETURNING gateway`.execute(db);
  return rows.length > 0;
}

/** An unhandled text, locked; `undefined` when it is handled, or another process is at it. */
export async function lockIncoming(
  db: Db,
  gateway: string,
  providerId: string,
): Promise<StoredSms | undefined> {
  return db
    .selectFrom('messaging.incoming_sms')
    .select(['sender', 'text', 'received_at as receivedAt'])
    .where('gateway', '=', gateway)
    .where('provider_id', '=', providerId)
    .where('handled_at', 'is', null)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

export async function markHandled(
  db: Db,
  gateway: string,
  providerId: string,
  by: string | null,
  now: Date,
): Promise<void> {
  await db
    .updateTable('messaging.incoming_sms')
    .set({ handled_at: now, handled_by: by })
    .where('gateway', '=', gateway)
    .where('provider_id', '=', providerId)
    .execute();
}

export async function selectUnhandled(
  db: Db,
  limit: number,
): Promise<{ gateway: string; providerId: string }[]> {
  return db
    .selectFrom('messaging.incoming_sms')
    .select(['gateway', 'provider_id as providerId'])
    .where('handled_at', 'is', null)
    .where('sender', 'is not', null)
    .orderBy('received_at')
    .limit(limit)
    .execute();
}
