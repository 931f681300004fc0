import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

/** Proposals that ended before then without a crisis, with their history. */
export async function deleteOldProposals(db: Db, before: Date): Promise<void> {
  await sql`
    WITH old AS (
      SELECT id FROM crises.proposal
      WHERE crisis_id IS NULL AND state IN ('expired', 'cancelled', 'dismissed')
        AND expires < ${before} AND updated_at < ${before}
    ), history AS (
      DELETE FROM crises.proposal_event e USING old WHERE e.proposal_id = old.id
    )
    DELETE FROM crises.proposal p USING old WHERE p.id = old.id`.execute(db);
}

/** What feeds no longer carry since before then. */
export async function deleteGoneItems(db: Db, before: Date): Promise<void> {
  await sql`DELETE FROM crises.alert_feed_item WHERE gone_at < ${before}`.execute(db);
}

/** Messages that no proposal came from, but the last one of each feed. Returns how many. */
export async function deleteUnusedMessages(
  db: Db,
  before: { readonly feeds: Date; readonly others: Date },
  limit: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    WITH old AS MATERIALIZED (
      SELECT m.id FROM crises.alert_message m
      WHERE m.received_at < ${before.feeds}
        AND (m.outcome = 'feed' OR m.received_at < ${before.others})
        AND NOT EXISTS (SELECT FROM crises.alert_feed f WHERE f.last_message_id = m.id)
        AND NOT EXISTS (SELECT FROM crises.alert_entry a
          JOIN crises.proposal_event e ON e.entry_id = a.id WHERE a.message_id = m.id)
      ORDER BY m.received_at LIMIT ${limit}
    ), withdrawals AS (
      DELETE FROM crises.alert_withdrawal w USING crises.alert_entry a, old
      WHERE a.message_id = old.id AND w.entry_id = a.id
    ), entries AS (
      DELETE FROM crises.alert_entry a USING old WHERE a.message_id = old.id
    ), gone AS (
      DELETE FROM crises.alert_message m USING old WHERE m.id = old.id RETURNING 1
    )
    SELECT count(*) AS count FROM gone`.execute(db);
  return Number(rows[0]?.count ?? 0);
}
