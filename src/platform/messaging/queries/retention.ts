import { sql } from 'kysely';
import type { Db } from '../../db/index.ts';

/** Empties what was written to and by people before an instant; that it was written stays. */
export async function forgetOldContents(db: Db, before: Date): Promise<void> {
  await sql`
    UPDATE messaging.outbox SET recipient = NULL, subject = NULL, text = '', html = NULL
    WHERE created_at < ${before} AND recipient IS NOT NULL AND state NOT IN ('waiting', 'sending')`.execute(
    db,
  );
  await sql`
    UPDATE messaging.incoming_sms SET sender = NULL, text = ''
    WHERE received_at < ${before} AND sender IS NOT NULL AND handled_at IS NOT NULL`.execute(db);
}
