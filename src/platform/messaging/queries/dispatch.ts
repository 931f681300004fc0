import { sql } from 'kysely';
import type { Db } from '../../db/index.ts';
import type { Channel, Purpose } from '../domain/message.ts';
import { type MessageEvent, nextState, statesBefore } from '../domain/message-state.ts';

/** A waiting message, locked by the transaction that read it. */
export interface WaitingMessage {
  readonly id: string;
  readonly channel: Channel;
  readonly recipient: string;
  readonly purpose: Purpose;
  readonly lang: 'fr' | 'en';
  readonly subject: string | null;
  readonly text: string;
  readonly html: string | null;
  readonly segments: number | null;
  readonly attempts: number;
  readonly ignoreQuietHours: boolean;
  readonly timeZone: string;
  readonly expiresAt: Date | null;
  readonly createdAt: Date;
  readonly recipientHash: Buffer;
  readonly muted: boolean;
  readonly quietFrom: number | null;
  readonly quietUntil: number | null;
  /** What administrators decided for that time zone, or for everywhere. */
  readonly ruleFrom: number | null;
  readonly ruleUntil: number | null;
}

const COLUMNS = sql`
  o.id, o.channel, o.recipient, o.purpose, o.lang, o.subject, o.text, o.html, o.segments, o.attempts,
  o.ignore_quiet_hours AS "ignoreQuietHours", o.time_zone AS "timeZone",
  o.expires_at AS "expiresAt", o.created_at AS "createdAt",
  o.recipient_hash AS "recipientHash",
  EXISTS (SELECT 1 FROM messaging.preference p WHERE p.recipient_hash = o.recipient_hash
    AND p.purpose = o.purpose AND p.muted) AS muted,
  q.starts_at AS "quietFrom", q.ends_at AS "quietUntil",
  coalesce(z.starts_at, n.starts_at) AS "ruleFrom", coalesce(z.ends_at, n.ends_at) AS "ruleUntil"`;

const QUIET = sql`
  LEFT JOIN messaging.quiet_hours q ON q.recipient_hash = o.recipient_hash
  LEFT JOIN messaging.quiet_hours_rule z ON z.time_zone = o.time_zone
  LEFT JOIN messaging.quiet_hours_rule n ON n.time_zone = ''`;

/**
 * For this transaction: what is asked for in an order is read in that order. Just after thousands of
 * messages came in, the planner still believes that few wait, and would sort them all for each claim.
 */
async function inIndexOrder(db: Db): Promise<void> {
  await sql`SET LOCAL enable_sort = off`.execute(db);
}

/**
 * The next messages for one way out, most urgent first; `fresh: false` gives only those already
 * begun on it. Never one of an exercise or of a demo installation: the database itself decides
 * that, in the statement that takes the message.
 */
export async function lockWaiting(
  db: Db,
  options: { channel: Channel; gateway: string; fresh: boolean; now: Date; limit: number },
): Promise<WaitingMessage[]> {
  await inIndexOrder(db);
  const { rows } = await sql<WaitingMessage>`
    -- kept: outbox_waiting
    SELECT ${COLUMNS} FROM messaging.outbox o
    ${QUIET}
    WHERE o.state = 'waiting' AND o.channel = ${options.channel} AND o.not_before <= ${options.now}
      AND (o.gateway = ${options.gateway} OR (${options.fresh} AND o.gateway IS NULL))
      AND NOT o.exercise AND NOT (SELECT i.demo FROM messaging.installation i)
    ORDER BY o.priority, o.not_before, o.id LIMIT ${options.limit} FOR UPDATE OF o SKIP LOCKED`.execute(
    db,
  );
  return rows;
}

/**
 * The messages that the demo outbox shows instead of sending: all in a demo, else those of exercises.
 * Two conditions rather than one with OR, which would read every waiting message of an installation
 * that is no demo, each second.
 */
export async function lockCapturable(db: Db, now: Date, limit: number): Promise<WaitingMessage[]> {
  for (const shown of [sql`o.exercise`, sql`(SELECT i.demo FROM messaging.installation i)`]) {
    const { rows } = await sql<WaitingMessage>`
      SELECT ${COLUMNS} FROM messaging.outbox o
      ${QUIET}
      WHERE o.state = 'waiting' AND o.not_before <= ${now} AND ${shown}
      ORDER BY o.priority, o.not_before, o.id LIMIT ${limit} FOR UPDATE OF o SKIP LOCKED`.execute(
      db,
    );
    if (rows.length > 0) return rows;
  }
  return [];
}

export interface Change {
  readonly id: string;
  readonly event: MessageEvent;
  readonly notBefore?: Date;
  readonly error?: string;
  readonly providerId?: string | undefined;
  /** Given back when the try does not count. */
  readonly uncount?: boolean;
  /** Keep the way out: only it knows whether it has the message. */
  readonly pinned?: boolean;
}

export interface ChangeBy {
  readonly now: Date;
  /** Left out for a person, who decides about messages that no worker holds. */
  readonly worker?: string;
  /** Set when a try begins. */
  readonly gateway?: string;
}

/** A code that signs in is nobody's business once it is gone, or never will be. */
export const withoutCode = sql`
  subject = CASE WHEN o.purpose = 'sign_in' THEN NULL ELSE o.subject END,
  text = CASE WHEN o.purpose = 'sign_in' THEN '' ELSE o.text END,
  html = CASE WHEN o.purpose = 'sign_in' THEN NULL ELSE o.html END`;

/**
 * Applies one event to messages, each only from a state in which it means something; returns the
 * ids that changed. Every change of a message's state goes through here or `cancelGroup`.
 */
export async function applyEvent(
  db: Db,
  event: MessageEvent,
  changes: readonly Change[],
  by: ChangeBy,
): Promise<string[]> {
  if (changes.length === 0) return [];
  const from = statesBefore(event);
  const to = nextState(from[0]!, event)!;
  const begins = event === 'begin';
  const worker = by.worker ?? null;
  const goes = to !== 'waiting' && to !== 'sending' && to !== 'captured';
  const back = event === 'postpone' || event === 'retry';
  const rows = changes.map((change) => ({
    id: change.id,
    not_before: change.notBefore?.toISOString() ?? null,
    error: change.error?.slice(0, 300) ?? null,
    provider_id: change.providerId ?? null,
    uncount: change.uncount ?? false,
    pinned: change.pinned ?? false,
  }));
  const result = await sql<{ id: string }>`
    -- kept: ${goes ? sql`outbox_ends` : sql`outbox_goes_on`}
    UPDATE messaging.outbox o SET
      state = ${to},
      ${goes ? sql`${withoutCode},` : sql``}
      attempts = CASE WHEN ${event === 'retry'} THEN 0 ELSE o.attempts END + ${begins ? 1 : 0} - CASE WHEN v.uncount THEN 1 ELSE 0 END,
      not_before = coalesce(v.not_before, o.not_before),
      error = CASE WHEN ${begins} THEN o.error ELSE v.error END,
      provider_id = coalesce(v.provider_id, o.provider_id),
      gateway = CASE WHEN ${begins} THEN ${by.gateway ?? null}
                     WHEN ${back} AND NOT v.pinned AND o.state <> 'waiting' THEN NULL ELSE o.gateway END,
      worker = CASE WHEN ${begins} THEN ${worker}::uuid ELSE o.worker END,
      claimed_at = CASE WHEN ${begins} THEN clock_timestamp() ELSE o.claimed_at END,
      settled_at = CASE WHEN ${begins || back} THEN NULL ELSE ${by.now}::timestamptz END
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS v (id uuid, not_before timestamptz,
      error text, provider_id text, uncount boolean, pinned boolean)
    -- The ids again, as an array: for a set of unknown size the planner reads the whole table.
    WHERE o.id = v.id AND o.id = ANY(${changes.map(({ id }) => id)}::uuid[])
      AND o.state = ANY(${from as string[]}::text[])
      AND (o.state = 'waiting' OR ${worker}::uuid IS NULL OR o.worker = ${worker}::uuid)
    RETURNING o.id`.execute(db);
  return result.rows.map((row) => row.id);
}

/** The commit of this transaction does not wait for the disk; those after it are none the less in order. */
export async function commitInMemory(db: Db): Promise<void> {
  await sql`SET LOCAL synchronous_commit = off`.execute(db);
}

/** Messages begun on this way out by a worker that has not been heard of for `seconds`. */
export async function lockLapsed(
  db: Db,
  gateway: string,
  seconds: number,
): Promise<{ id: string; attempts: number; worker: string }[]> {
  const { rows } = await sql<{ id: string; attempts: number; worker: string }>`
    SELECT o.id, o.attempts, o.worker FROM messaging.outbox o
    WHERE o.state = 'sending' AND o.gateway = ${gateway}
      AND o.claimed_at < clock_timestamp() - ${seconds} * interval '1 second'
    ORDER BY o.claimed_at LIMIT 500 FOR UPDATE SKIP LOCKED`.execute(db);
  return rows;
}

/** Is anything left that a dispatcher could take now? */
export async function countDue(db: Db, now: Date): Promise<number> {
  const row = await db
    .selectFrom('messaging.outbox')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('state', '=', 'waiting')
    .where('not_before', '<=', now)
    .executeTakeFirstOrThrow();
  return row.count;
}
