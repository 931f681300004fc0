import { sql } from 'kysely';
import type { JsonValue } from '#platform/db/column-types.ts';
import type { Db } from '#platform/db/index.ts';
import type { Entry } from './chain.ts';

export interface Head {
  readonly seq: number;
  readonly hash: Buffer;
}

export type StoredEntry = Entry & { readonly hash: Buffer };

/** Locks the end of the chain until the transaction ends. */
export async function lockHead(db: Db): Promise<Head> {
  return db.selectFrom('audit.head').select(['seq', 'hash']).forUpdate().executeTakeFirstOrThrow();
}

export async function readHead(db: Db): Promise<Head> {
  return db.selectFrom('audit.head').select(['seq', 'hash']).executeTakeFirstOrThrow();
}

/** Of one entry; undefined when there is none of that number. */
export async function hashOfEntry(db: Db, seq: number): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('audit.entry')
    .select('hash')
    .where('seq', '=', seq)
    .executeTakeFirst();
  return row?.hash;
}

export async function append(db: Db, entries: readonly StoredEntry[]): Promise<void> {
  const last = entries.at(-1);
  if (!last) return;
  const rows = entries.map((entry) => ({
    seq: entry.seq,
    at: entry.at,
    actor_kind: entry.actorKind,
    actor_id: entry.actorId,
    action: entry.action,
    subject_kind: entry.subjectKind,
    subject_id: entry.subjectId,
    detail: JSON.stringify(entry.detail),
    hash: entry.hash,
  }));
  // One statement for both writes: one round trip while the head is locked.
  await db
    .with('added', (q) => q.insertInto('audit.entry').values(rows))
    .updateTable('audit.head')
    .set({ seq: last.seq, hash: last.hash })
    .execute();
}

/** In order of the chain, after `seq`, at most `limit`. */
export async function entriesAfter(db: Db, seq: number, limit: number): Promise<StoredEntry[]> {
  const rows = await db
    .selectFrom('audit.entry')
    .selectAll()
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at,
    actorKind: row.actor_kind as Entry['actorKind'],
    actorId: row.actor_id,
    action: row.action,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    detail: row.detail as JsonValue,
    hash: row.hash,
  }));
}

/** What happened to one thing, newest first. */
export async function entriesAbout(
  db: Db,
  subject: { readonly kind: string; readonly id: string },
  limit: number,
): Promise<Pick<Entry, 'seq' | 'at' | 'actorKind' | 'actorId' | 'action' | 'detail'>[]> {
  const rows = await db
    .selectFrom('audit.entry')
    .select(['seq', 'at', 'actor_kind', 'actor_id', 'action', 'detail'])
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at,
    actorKind: row.actor_kind as Entry['actorKind'],
    actorId: row.actor_id,
    action: row.action,
    detail: row.detail as JsonValue,
  }));
}

/** Reads below see one moment of the chain while others go on writing. */
export async function freezeSnapshot(db: Db): Promise<void> {
  await sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`.execute(db);
}
