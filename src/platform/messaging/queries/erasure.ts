import { sql } from 'kysely';
import type { Db } from '../../db/index.ts';

/** The messages to and from these addresses, and what was kept about the addresses themselves. */
export async function eraseAddresses(
  db: Db,
  channel: 'email' | 'sms' | 'push',
  addresses: readonly string[],
): Promise<void> {
  if (addresses.length === 0) return;
  const hashes = sql`(SELECT messaging.address_hash(${channel}, a) FROM unnest(${addresses}::text[]) a)`;
  await sql`DELETE FROM messaging.sms_part WHERE message_id IN (
    SELECT id FROM messaging.outbox WHERE recipient_hash IN ${hashes})`.execute(db);
  await sql`DELETE FROM messaging.outbox WHERE recipient_hash IN ${hashes}`.execute(db);
  await sql`DELETE FROM messaging.incoming_sms WHERE sender_hash IN ${hashes}`.execute(db);
  await sql`DELETE FROM messaging.preference WHERE recipient_hash IN ${hashes}`.execute(db);
  await sql`DELETE FROM messaging.quiet_hours WHERE recipient_hash IN ${hashes}`.execute(db);
}

export async function eraseGroups(db: Db, groups: readonly string[]): Promise<void> {
  if (groups.length === 0) return;
  await db
    .deleteFrom('messaging.outbox')
    .where('message_group', 'in', [...groups])
    .execute();
}

export async function erasePushOf(db: Db, accountId: string): Promise<void> {
  await db.deleteFrom('messaging.push_subscription').where('account_id', '=', accountId).execute();
}
