import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { Decision } from '../../domain/proposal/judge.ts';
import type { SignatureState } from '../../domain/proposal/received.ts';

export type AlertSource = 'upload' | 'api' | 'feed' | 'demo';

export interface AlertMessage {
  readonly id: string;
  readonly source: AlertSource;
  readonly receivedAt: Date;
  readonly receivedBy: string | null;
  readonly outcome: 'alert' | 'feed' | 'refused';
  readonly error: string | null;
  readonly errorDetail: Readonly<Record<string, string | number>>;
  readonly signature: SignatureState;
  readonly signer: string | null;
}

export interface KnownMessage extends AlertMessage {
  /** It holds alerts of an exercise and nothing else. */
  readonly exercise: boolean;
}

export interface AlertEntry {
  readonly id: string;
  readonly messageId: string;
  readonly position: number;
  readonly sender: string | null;
  readonly identifier: string | null;
  readonly sent: string | null;
  readonly msgType: string | null;
  readonly status: string | null;
  readonly event: string | null;
  readonly headline: string | null;
  readonly admitted: boolean;
  readonly decisions: readonly Decision[];
}

/** One intake at a time, until the end of the transaction: what a message does depends on the others. */
export async function lockIntake(db: Db): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('crises.alert_intake', 0))`.execute(db);
}

export async function messageBySha256(db: Db, sha256: Buffer): Promise<KnownMessage | undefined> {
  const row = await messages(db).where('sha256', '=', sha256).executeTakeFirst();
  return row && toMessage(row);
}

export async function messageById(db: Db, id: string): Promise<KnownMessage | undefined> {
  const row = await messages(db).where('id', '=', id).executeTakeFirst();
  return row && toMessage(row);
}

export async function messageBytes(db: Db, id: string): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('crises.alert_message')
    .select('bytes')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.bytes;
}

/** Newest first: those that proposed nothing, and those that concern one of the departments. */
export async function recentMessages(
  db: Db,
  departments: readonly string[] | undefined,
  limit: number,
): Promise<KnownMessage[]> {
  let query = messages(db);
  if (departments) {
    query = query.where(sql<boolean>`NOT EXISTS (
      SELECT FROM crises.alert_entry a
      JOIN crises.proposal_event e ON e.entry_id = a.id
      JOIN crises.proposal p ON p.id = e.proposal_id
      WHERE a.message_id = alert_message.id
      HAVING count(*) > 0 AND NOT bool_or(p.department = ANY(${departments as string[]}::text[])))`);
  }
  const rows = await query
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toMessage);
}

function messages(db: Db) {
  return db
    .selectFrom('crises.alert_message')
    .select(['id', 'source', 'received_at', 'received_by', 'outcome', 'error', 'error_detail'])
    .select(['signature', 'signer'])
    .select(
      sql<boolean | null>`(SELECT bool_and(e.status IS NOT DISTINCT FROM 'Exercise'
          OR e.decisions @> '[{"action": "exercise"}]')
        FROM crises.alert_entry e WHERE e.message_id = alert_message.id)`.as('exercise'),
    );
}

function toMessage(row: {
  id: string;
  source: string;
  received_at: Date;
  received_by: string | null;
  outcome: string;
  error: string | null;
  error_detail: unknown;
  signature: string;
  signer: string | null;
  exercise: boolean | null;
}): KnownMessage {
  return {
    id: row.id,
    source: row.source as AlertSource,
    receivedAt: row.received_at,
    receivedBy: row.received_by,
    outcome: row.outcome as AlertMessage['outcome'],
    error: row.error,
    errorDetail: row.error_detail as AlertMessage['errorDetail'],
    signature: row.signature as SignatureState,
    signer: row.signer,
    exercise: row.exercise ?? false,
  };
}

export async function insertMessage(
  db: Db,
  message: AlertMessage,
  content: { readonly bytes: Buffer; readonly sha256: Buffer },
): Promise<void> {
  await db
    .insertInto('crises.alert_message')
    .values({
      id: message.id,
      ...content,
      source: message.source,
      received_at: message.receivedAt,
      received_by: message.receivedBy,
      outcome: message.outcome,
      error: message.error,
      error_detail: JSON.stringify(message.errorDetail),
      signature: message.signature,
      signer: message.signer,
    })
    .execute();
}

export async function insertEntries(db: Db, entries: readonly AlertEntry[]): Promise<void> {
  // 200 rows of 12 parameters stay far below PostgreSQL's 65,535.
  for (let at = 0; at < entries.length; at += 200) {
    await db
      .insertInto('crises.alert_entry')
      .values(
        entries.slice(at, at + 200).map((entry) => ({
          id: entry.id,
          message_id: entry.messageId,
          position: entry.position,
          sender: entry.sender,
          identifier: entry.identifier,
          sent: entry.sent,
          msg_type: entry.msgType,
          status: entry.status,
          event: entry.event,
          headline: entry.headline,
          admitted: entry.admitted,
          decisions: JSON.stringify(entry.decisions),
        })),
      )
      .execute();
  }
}

export async function entriesOf(db: Db, messageId: string): Promise<AlertEntry[]> {
  const rows = await db
    .selectFrom('crises.alert_entry')
    .selectAll()
    .where('message_id', '=', messageId)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    messageId: row.message_id,
    position: row.position,
    sender: row.sender,
    identifier: row.identifier,
    sent: row.sent,
    msgType: row.msg_type,
    status: row.status,
    event: row.event,
    headline: row.headline,
    admitted: row.admitted,
    decisions: row.decisions as unknown as Decision[],
  }));
}

export interface Identity {
  readonly sender: string;
  readonly identifier: string;
}

/** Of these, the (sender, identifier, sent) already received and followed. */
export async function receivedBefore(
  db: Db,
  identifiers: readonly string[],
): Promise<{ sender: string; identifier: string; sent: string }[]> {
  if (identifiers.length === 0) return [];
  const rows = await db
    .selectFrom('crises.alert_entry')
    .select(['sender', 'identifier', 'sent'])
    .where('admitted', '=', true)
    .where(sql<boolean>`identifier = ANY(${identifiers as string[]}::text[])`)
    .execute();
  return rows.map((row) => ({
    sender: row.sender ?? '',
    identifier: row.identifier ?? '',
    sent: row.sent ?? '',
  }));
}

export async function withdrawalsOf(
  db: Db,
  identifiers: readonly string[],
): Promise<(Identity & { readonly kind: 'cancel' | 'update' })[]> {
  if (identifiers.length === 0) return [];
  const rows = await db
    .selectFrom('crises.alert_withdrawal')
    .select(['sender', 'identifier', 'kind'])
    .where(sql<boolean>`identifier = ANY(${identifiers as string[]}::text[])`)
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as 'cancel' | 'update' }));
}

export async function insertWithdrawals(
  db: Db,
  withdrawals: readonly (Identity & {
    readonly kind: 'cancel' | 'update';
    readonly entryId: string;
  })[],
): Promise<void> {
  for (const { sender, identifier, kind, entryId } of withdrawals) {
    await sql`
      INSERT INTO crises.alert_withdrawal (sender, identifier, kind, entry_id)
      VALUES (${sender}, ${identifier}, ${kind}, ${entryId})
      ON CONFLICT (sender, identifier) DO UPDATE SET kind = EXCLUDED.kind, entry_id = EXCLUDED.entry_id
      WHERE alert_withdrawal.kind = 'update' AND EXCLUDED.kind = 'cancel'`.execute(db);
  }
}

export async function countMessages(db: Db): Promise<{ outcome: string; count: number }[]> {
  return db
    .selectFrom('crises.alert_message')
    .select((eb) => ['outcome', eb.fn.countAll<number>().as('count')])
    .groupBy('outcome')
    .execute();
}
