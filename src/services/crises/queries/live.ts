import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

export const LIVE_CHANNEL = 'crises_changed';

/** Tells every process, once the transaction commits, that a crisis has changed. */
export async function announce(db: Db, crisisId: string): Promise<void> {
  await sql`SELECT pg_notify(${LIVE_CHANNEL}, ${crisisId})`.execute(db);
}
