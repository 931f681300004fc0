import type { JsonValue } from '#platform/db/column-types.ts';
import type { Db } from '#platform/db/index.ts';

export interface LogEntry {
  readonly number: number;
  readonly at: Date;
  readonly kind: string;
  /** Account; null when the program acted. */
  readonly author: string | null;
  /** What somebody wrote; empty for what the program records. */
  readonly text: string;
  readonly detail: JsonValue;
}

export type SealedEntry = LogEntry & { readonly hash: Buffer };

export async function startLog(db: Db, crisisId: string): Promise<void> {
  await db
    .insertInto('crises.log_head')
    .values({ crisis_id: crisisId, length: 0, hash: Buffer.alloc(0) })
    .execute();
}

/** Locks the end of a crisis's log until the transaction ends. */
export async function lockLogHead(
  db: Db,
  crisisId: string,
): Promise<{ length: number; hash: Buffer }> {
  return db
    .selectFrom('crises.log_head')
    .select(['length', 'hash'])
    .where('crisis_id', '=', crisisId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

export async function appendToLog(
  db: Db,
  crisisId: string,
  entries: readonly SealedEntry[],
): Promise<void> {
  const last = entries.at(-1);
  if (!last) return;
  await db
    .with('added', (q) =>
      q.insertInto('crises.log_entry').values(
        entries.map((entry) => ({
          crisis_id: crisisId,
          number: entry.number,
          at: entry.at,
          kind: entry.kind,
          author: entry.author,
          text: entry.text,
          detail: JSON.stringify(entry.detail),
          hash: entry.hash,
        })),
      ),
    )
    .updateTable('crises.log_head')
    .set({ length: last.number, hash: last.hash })
    .where('crisis_id', '=', crisisId)
    .execute();
}

/** Newest first. */
export async function latestEntries(
  db: Db,
  crisisId: string,
  limit: number,
  offset = 0,
): Promise<SealedEntry[]> {
  return db
    .selectFrom('crises.log_entry')
    .select(['number', 'at', 'kind', 'author', 'text', 'detail', 'hash'])
    .where('crisis_id', '=', crisisId)
    .orderBy('number', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
}

/** In the order of the chain, after `number`. */
export async function entriesAfter(
  db: Db,
  crisisId: string,
  number: number,
  limit: number,
): Promise<SealedEntry[]> {
  return db
    .selectFrom('crises.log_entry')
    .select(['number', 'at', 'kind', 'author', 'text', 'detail', 'hash'])
    .where('crisis_id', '=', crisisId)
    .where('number', '>', number)
    .orderBy('number')
    .limit(limit)
    .execute();
}

export async function logHead(
  db: Db,
  crisisId: string,
): Promise<{ length: number; hash: Buffer } | undefined> {
  return db
    .selectFrom('crises.log_head')
    .select(['length', 'hash'])
    .where('crisis_id', '=', crisisId)
    .executeTakeFirst();
}

/** Several readings that see the same moment, whatever is written meanwhile. */
export async function inOneMoment<T>(db: Db, read: (db: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction) return read(db);
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(read);
}
