import { sql } from 'kysely';
import type { Db } from '../../db/index.ts';
import type { Lang } from '../../i18n/index.ts';
import type { Channel, Purpose } from '../domain/message.ts';
import type { MessageState } from '../domain/message-state.ts';

/** What woke-up dispatchers listen to. */
export const OUTBOX_CHANNEL = 'renfort_outbox';

export interface NewMessage {
  readonly id: string;
  readonly channel: Channel;
  readonly recipient: string;
  readonly purpose: Purpose;
  readonly key: string;
  readonly lang: string;
  readonly subject: string | null;
  readonly text: string;
  readonly html: string | null;
  readonly message_group: string | null;
  readonly exercise: boolean;
  readonly ignore_quiet_hours: boolean;
  readonly time_zone: string;
  readonly priority: number;
  readonly not_before: string;
  readonly expires_at: string | null;
  readonly segments: number | null;
  readonly created_at: string;
}

/** A message as people who may see it read it. */
export interface StoredMessage {
  readonly id: string;
  readonly channel: Channel;
  readonly recipient: string | null;
  readonly purpose: Purpose;
  readonly key: string;
  readonly lang: string;
  readonly subject: string | null;
  readonly text: string;
  readonly html: string | null;
  readonly group: string | null;
  readonly exercise: boolean;
  readonly state: MessageState;
  readonly attempts: number;
  readonly gateway: string | null;
  readonly segments: number | null;
  readonly error: string | null;
  readonly notBefore: Date;
  readonly createdAt: Date;
}

export interface MessageFilter {
  readonly channel?: Channel | undefined;
  readonly purpose?: Purpose | undefined;
  /** In its canonical spelling. */
  readonly recipient?: string | undefined;
  readonly group?: string | undefined;
  readonly state?: MessageState | undefined;
  readonly states?: readonly MessageState[] | undefined;
  readonly exercise?: boolean | undefined;
}

/** Adds the messages that are not there yet; returns how many. One statement, whatever their number. */
export async function insertMessages(db: Db, messages: readonly NewMessage[]): Promise<number> {
  const { numAffectedRows } = await sql`
    INSERT INTO messaging.outbox (id, channel, recipient, recipient_hash, purpose, key, lang, subject,
      text, html, message_group, exercise, ignore_quiet_hours, time_zone, priority, not_before,
      expires_at, segments, created_at)
    SELECT m.id, m.channel, m.recipient,
      sha256(i.pepper || convert_to(m.channel || ':' || m.recipient, 'UTF8')),
      m.purpose, m.key, m.lang, m.subject, m.text, m.html, m.message_group, m.exercise,
      m.ignore_quiet_hours, m.time_zone, m.priority, m.not_before, m.expires_at, m.segments, m.created_at
    FROM json_to_recordset(${JSON.stringify(messages)}::json) AS m (id uuid, channel text,
      recipient text, purpose text, key text, lang text, subject text, text text, html text,
      message_group text, exercise boolean, ignore_quiet_hours boolean, time_zone text,
      priority smallint, not_before timestamptz, expires_at timestamptz, segments smallint,
      created_at timestamptz)
    CROSS JOIN messaging.installation i
    ON CONFLICT (recipient_hash, purpose, key) DO NOTHING`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Wakes the dispatchers when the transaction commits. */
export async function wakeDispatchers(db: Db): Promise<void> {
  await sql`SELECT pg_notify(${OUTBOX_CHANNEL}, '')`.execute(db);
}

export async function cancelGroup(db: Db, group: string, now: Date): Promise<number> {
  const result = await db
    .updateTable('messaging.outbox')
    .set({ state: 'cancelled', settled_at: now })
    .where('message_group', '=', group)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

function selectMessages(db: Db, filter: MessageFilter) {
  let query = db.selectFrom('messaging.outbox');
  if (filter.channel) query = query.where('channel', '=', filter.channel);
  if (filter.purpose) query = query.where('purpose', '=', filter.purpose);
  if (filter.recipient) query = query.where('recipient', '=', filter.recipient);
  if (filter.group) query = query.where('message_group', '=', filter.group);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.states) query = query.where('state', 'in', [...filter.states]);
  if (filter.exercise !== undefined) query = query.where('exercise', '=', filter.exercise);
  return query;
}

/** Newest first. */
export async function listMessages(
  db: Db,
  filter: MessageFilter,
  limit: number,
  offset = 0,
): Promise<StoredMessage[]> {
  const rows = await selectMessages(db, filter)
    .select([
      'id',
      'channel',
      'recipient',
      'purpose',
      'key',
      'lang',
      'subject',
      'text',
      'html',
      'message_group as group',
      'exercise',
      'state',
      'attempts',
      'gateway',
      'segments',
      'error',
      'not_before as notBefore',
      'created_at as createdAt',
    ])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows as StoredMessage[];
}

export async function countMessages(db: Db, filter: MessageFilter): Promise<number> {
  const row = await selectMessages(db, filter)
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** How many messages of a group are in each state; a state nobody is in is absent. */
export async function countByState(
  db: Db,
  group: string,
): Promise<Partial<Record<MessageState, number>>> {
  const rows = await db
    .selectFrom('messaging.outbox')
    .select(['state', (e) => e.fn.countAll<number>().as('count')])
    .where('message_group', '=', group)
    .groupBy('state')
    .execute();
  return Object.fromEntries(rows.map((row) => [row.state, row.count]));
}

/** The address behind a hash, as the last message that still holds it spells it. */
export async function lastAddress(
  db: Db,
  recipientHash: Buffer,
): Promise<{ channel: Channel; recipient: string } | undefined> {
  const row = await db
    .selectFrom('messaging.outbox')
    .select(['channel', 'recipient'])
    .where('recipient_hash', '=', recipientHash)
    .where('recipient', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row as { channel: Channel; recipient: string } | undefined;
}

/**
 * What somebody was last written, leaving out the exercises that they never saw: outside a
 * demonstration nothing of an exercise leaves.
 */
export async function lastWritten(
  db: Db,
  recipientHash: Buffer,
): Promise<{ lang: Lang; exercise: boolean } | undefined> {
  const { rows } = await sql<{ lang: Lang; exercise: boolean }>`
    SELECT lang, exercise FROM messaging.outbox
    WHERE recipient_hash = ${recipientHash}
      AND (NOT exercise OR (SELECT i.demo FROM messaging.installation i))
    ORDER BY created_at DESC, id DESC LIMIT 1`.execute(db);
  return rows[0];
}
