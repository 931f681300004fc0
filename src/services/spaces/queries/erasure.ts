import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

/**
 * Counts stay, the person goes: visits and past bookings lead to nobody, slots to come are given back,
 * the card, training and invitations are removed.
 */
export async function forgetAccount(db: Db, accountId: string): Promise<void> {
  await sql`DELETE FROM spaces.card WHERE account_id = ${accountId}`.execute(db);
  await sql`DELETE FROM spaces.training WHERE account_id = ${accountId}`.execute(db);
  await sql`UPDATE spaces.visit SET account_id = NULL WHERE account_id = ${accountId}`.execute(db);
  await sql`UPDATE spaces.visit SET recorded_by = NULL WHERE recorded_by = ${accountId}`.execute(
    db,
  );
  await sql`UPDATE spaces.booking SET account_id = NULL, first_name = ''
    WHERE account_id = ${accountId}`.execute(db);
  await sql`UPDATE spaces.label_event SET account_id = NULL
    WHERE account_id = ${accountId}`.execute(db);
  await sql`UPDATE spaces.application SET
      created_by = NULLIF(created_by, ${accountId}), first_reader = NULLIF(first_reader, ${accountId}),
      second_reader = NULLIF(second_reader, ${accountId}),
      appeal_reader = NULLIF(appeal_reader, ${accountId})
    WHERE ${accountId} IN (created_by, first_reader, second_reader, appeal_reader)`.execute(db);
  await sql`UPDATE spaces.invitation SET invited_by = NULL
    WHERE invited_by = ${accountId}`.execute(db);
}

export async function forgetAddresses(db: Db, emails: readonly string[]): Promise<void> {
  await sql`DELETE FROM spaces.invitation WHERE email = ANY(${emails}::text[])`.execute(db);
}
