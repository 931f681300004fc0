import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

export interface Feed {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly everyMinutes: number;
  readonly addedAt: Date;
  readonly pausedAt: Date | null;
  readonly nextPollAt: Date;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** When the whole feed came last, not "nothing new". */
  readonly wholeAt: Date | null;
  readonly lastPolledAt: Date | null;
  readonly lastResult: string | null;
  readonly lastDetail: Readonly<Record<string, string | number>>;
  readonly lastMessageId: string | null;
  readonly lastSuccessAt: Date | null;
  readonly failures: number;
}

export interface FeedItem {
  readonly key: Buffer;
  readonly link: string | null;
  readonly sender: string | null;
  readonly identifier: string | null;
}

const COLUMNS = [
  'id',
  'name',
  'url',
  'every_minutes',
  'added_at',
  'paused_at',
  'next_poll_at',
  'etag',
  'last_modified',
  'whole_at',
  'last_polled_at',
  'last_result',
  'last_detail',
  'last_message_id',
  'last_success_at',
  'failures',
] as const;

/** Those in trouble first. */
export async function listFeeds(db: Db): Promise<Feed[]> {
  const rows = await db
    .selectFrom('crises.alert_feed')
    .select(COLUMNS)
    .orderBy((eb) => eb('paused_at', 'is not', null))
    .orderBy('failures', 'desc')
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.map(toFeed);
}

export async function feedById(db: Db, id: string): Promise<Feed | undefined> {
  const row = await db
    .selectFrom('crises.alert_feed')
    .select(COLUMNS)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toFeed(row);
}

/** False when there is a feed of that address already. */
export async function insertFeed(
  db: Db,
  feed: Pick<Feed, 'id' | 'name' | 'url' | 'everyMinutes'> & {
    readonly addedBy: string | null;
    readonly now: Date;
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('crises.alert_feed')
    .values({
      id: feed.id,
      name: feed.name,
      url: feed.url,
      every_minutes: feed.everyMinutes,
      added_by: feed.addedBy,
      added_at: feed.now,
      last_detail: '{}',
      next_poll_at: feed.now,
    })
    .onConflict((oc) => oc.column('url').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function deleteFeed(db: Db, id: string): Promise<void> {
  await db.deleteFrom('crises.alert_feed').where('id', '=', id).execute();
}

/** Paused since an instant, or going on at once. */
export async function setPause(db: Db, id: string, pausedAt: Date | null, now: Date) {
  await db
    .updateTable('crises.alert_feed')
    .set({ paused_at: pausedAt, ...(pausedAt === null && { next_poll_at: now }) })
    .where('id', '=', id)
    .execute();
}

/**
 * Takes one feed to ask: this one, or the one that has waited longest. Nobody else takes it until
 * the lease is over, here or in another process.
 */
export async function claimFeed(
  db: Db,
  claim: { readonly lease: string; readonly now: Date; readonly until: Date },
  id?: string,
): Promise<Feed | undefined> {
  const { rows } = await sql<Row>`
    UPDATE crises.alert_feed SET lease = ${claim.lease}, lease_until = ${claim.until}
    WHERE id = (
      SELECT id FROM crises.alert_feed
      WHERE (lease_until IS NULL OR lease_until <= ${claim.now})
        AND ${id === undefined ? sql`paused_at IS NULL AND next_poll_at <= ${claim.now}` : sql`id = ${id}`}
      ORDER BY next_poll_at, id
      LIMIT 1
      FOR UPDATE SKIP LOCKED)
    RETURNING ${sql.join(COLUMNS.map((column) => sql.ref(column)))}`.execute(db);
  return rows[0] && toFeed(rows[0]);
}

export interface Settlement {
  readonly now: Date;
  readonly nextPollAt: Date;
  readonly result: string;
  readonly detail: Feed['lastDetail'];
  readonly failures: number;
  readonly messageId: string | null;
}

/** Gives the feed back; false when another process has taken it meanwhile. */
export async function settleFeed(
  db: Db,
  id: string,
  lease: string,
  done: Settlement,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('crises.alert_feed')
    .set({
      lease: null,
      lease_until: null,
      last_polled_at: done.now,
      next_poll_at: done.nextPollAt,
      last_result: done.result,
      last_detail: JSON.stringify(done.detail),
      failures: done.failures,
      ...(done.failures === 0 && { last_success_at: done.now }),
      ...(done.messageId !== null && { last_message_id: done.messageId }),
    })
    .where('id', '=', id)
    .where('lease', '=', lease)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function saveValidators(
  db: Db,
  id: string,
  validators: Pick<Feed, 'etag' | 'lastModified'> & { readonly wholeAt: Date },
): Promise<void> {
  await db
    .updateTable('crises.alert_feed')
    .set({
      etag: validators.etag,
      last_modified: validators.lastModified,
      whole_at: validators.wholeAt,
    })
    .where('id', '=', id)
    .execute();
}

/** Of these keys, those that the feed had not carried yet. */
export async function unknownKeys(
  db: Db,
  feedId: string,
  keys: readonly Buffer[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ key: Buffer }>`
    SELECT key FROM crises.alert_feed_item
    WHERE feed_id = ${feedId} AND key = ANY(${keys as Buffer[]}::bytea[])`.execute(db);
  const known = new Set(rows.map(({ key }) => key.toString('hex')));
  return new Set(keys.map((key) => key.toString('hex')).filter((key) => !known.has(key)));
}

/** Writes down what the feed carries now; what it no longer carries is gone since now. */
export async function savePresence(
  db: Db,
  feedId: string,
  items: readonly FeedItem[],
  now: Date,
): Promise<void> {
  for (let at = 0; at < items.length; at += 500) {
    await db
      .insertInto('crises.alert_feed_item')
      .values(
        items.slice(at, at + 500).map(({ key, link, sender, identifier }) => ({
          feed_id: feedId,
          key,
          link,
          state: link === null ? 'received' : 'pending',
          sender,
          identifier,
          first_seen_at: now,
        })),
      )
      .onConflict((oc) => oc.columns(['feed_id', 'key']).doNothing())
      .execute();
  }
  const present = items.map(({ key }) => key);
  await sql`
    UPDATE crises.alert_feed_item
    SET gone_at = CASE WHEN gone_at IS NULL THEN ${now}::timestamptz END
    WHERE feed_id = ${feedId}
      AND (gone_at IS NULL) = (key <> ALL(${present}::bytea[]))`.execute(db);
}

export async function pendingLinks(
  db: Db,
  feedId: string,
  limit: number,
): Promise<{ key: Buffer; link: string; attempts: number }[]> {
  const rows = await db
    .selectFrom('crises.alert_feed_item')
    .select(['key', 'link', 'attempts'])
    .where('feed_id', '=', feedId)
    .where('state', '=', 'pending')
    .orderBy('attempts')
    .orderBy('first_seen_at')
    .limit(limit)
    .execute();
  return rows.map(({ key, link, attempts }) => ({ key, link: link ?? '', attempts }));
}

export async function saveLink(
  db: Db,
  feedId: string,
  key: Buffer,
  link: {
    readonly state: 'pending' | 'received' | 'given_up';
    readonly error: string | null;
    readonly sender: string | null;
    readonly identifier: string | null;
  },
): Promise<void> {
  await db
    .updateTable('crises.alert_feed_item')
    .set((eb) => ({ ...link, attempts: eb('attempts', '+', 1) }))
    .where('feed_id', '=', feedId)
    .where('key', '=', key)
    .execute();
}

/** Proposals under way that feeds carry or carried, and whether all of them dropped what made them. */
export async function presenceOfProposals(
  db: Db,
  now: Date,
): Promise<{ id: string; gone: boolean }[]> {
  const { rows } = await sql<{ id: string; gone: boolean }>`
    SELECT p.id, bool_and(i.gone_at IS NOT NULL) AS gone
    FROM crises.proposal p
    JOIN crises.proposal_event e ON e.proposal_id = p.id
    JOIN crises.alert_entry a ON a.id = e.entry_id
    JOIN crises.alert_feed_item i
      ON i.identifier = a.identifier AND i.sender IS NOT DISTINCT FROM a.sender
    WHERE p.state IN ('waiting', 'updated', 'accepted') AND p.expires > ${now}
    GROUP BY p.id
    ORDER BY p.id`.execute(db);
  return rows;
}

/** Of what left a feed long ago, nothing is remembered: it would be judged anew, and is known. */
export async function forgetItems(db: Db, goneBefore: Date): Promise<void> {
  await db.deleteFrom('crises.alert_feed_item').where('gone_at', '<', goneBefore).execute();
}

interface Row {
  id: string;
  name: string;
  url: string;
  every_minutes: number;
  added_at: Date;
  paused_at: Date | null;
  next_poll_at: Date;
  etag: string | null;
  last_modified: string | null;
  whole_at: Date | null;
  last_polled_at: Date | null;
  last_result: string | null;
  last_detail: unknown;
  last_message_id: string | null;
  last_success_at: Date | null;
  failures: number;
}

function toFeed(row: Row): Feed {
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    everyMinutes: row.every_minutes,
    addedAt: row.added_at,
    pausedAt: row.paused_at,
    nextPollAt: row.next_poll_at,
    etag: row.etag,
    lastModified: row.last_modified,
    wholeAt: row.whole_at,
    lastPolledAt: row.last_polled_at,
    lastResult: row.last_result,
    lastDetail: row.last_detail as Feed['lastDetail'],
    lastMessageId: row.last_message_id,
    lastSuccessAt: row.last_success_at,
    failures: row.failures,
  };
}
