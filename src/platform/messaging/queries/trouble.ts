import { sql } from 'kysely';
import type { Db } from '../../db/index.ts';
import type { Channel, Purpose } from '../domain/message.ts';
import { type MessageState, statesBefore } from '../domain/message-state.ts';

export interface StateCount {
  readonly channel: Channel;
  readonly state: MessageState;
  readonly count: number;
}

/** How many messages of each channel are in each state, of those written since. */
export async function countStates(db: Db, since: Date, group?: string): Promise<StateCount[]> {
  let query = db
    .selectFrom('messaging.outbox')
    .select(['channel', 'state', (e) => e.fn.countAll<number>().as('count')])
    .where('created_at', '>=', since)
    .groupBy(['channel', 'state']);
  if (group) query = query.where('message_group', '=', group);
  return (await query.execute()) as StateCount[];
}

/** Groups of messages of a purpose, the last begun first. */
export async function recentGroups(db: Db, purpose: Purpose, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT message_group AS id FROM messaging.outbox
    WHERE message_group IS NOT NULL AND purpose = ${purpose}
    GROUP BY message_group ORDER BY max(created_at) DESC LIMIT ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Of these messages, locked, those that may be begun again: not erased, and still of use to somebody. */
export async function lockRetryable(db: Db, ids: readonly string[], now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT o.id FROM messaging.outbox o
    WHERE o.id = ANY(${ids as string[]}::uuid[])
      AND o.state = ANY(${statesBefore('retry') as string[]}::text[])
      AND o.recipient IS NOT NULL AND o.text <> '' AND (o.expires_at IS NULL OR o.expires_at > ${now})
    ORDER BY o.id FOR UPDATE OF o`.execute(db);
  return rows.map(({ id }) => id);
}
