import { sql } from 'kysely';
import type { Db } from '../../db/index.ts';

export async function deleteMessages(db: Db, emailDomain: string, phonePrefix: string) {
  const { numAffectedRows } = await sql`
    DELETE FROM messaging.outbox
    WHERE channel = 'email' AND recipient LIKE ${`%@${emailDomain}`}
       OR channel = 'sms' AND recipient LIKE ${`${phonePrefix}%`}`.execute(db);
  return Number(numAffectedRows ?? 0);
}
