import { sql } from 'kysely';
import type { Db } from '../db/index.ts';

export interface KeptAnswer {
  readonly requestHash: Buffer;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One at a time per key, until the end of the transaction. */
export async function lockKey(db: Db, keyHash: Buffer): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${keyHash.readBigInt64BE(0).toString()}::bigint)`.execute(
    db,
  );
}

export async function keptAnswer(
  db: Db,
  keyHash: Buffer,
  since: Date,
): Promise<KeptAnswer | undefined> {
  const row = await db
    .selectFrom('api.idempotency')
    .selectAll()
    .where('key_hash', '=', keyHash)
    .where('created_at', '>', since)
    .executeTakeFirst();
  return (
    row && {
      requestHash: row.request_hash,
      status: row.status,
      headers: row.headers as Record<string, string>,
      body: row.body,
    }
  );
}

export async function keepAnswer(
  db: Db,
  keyHash: Buffer,
  answer: KeptAnswer,
  at: Date,
): Promise<void> {
  const values = {
    request_hash: answer.requestHash,
    status: answer.status,
    headers: JSON.stringify(answer.headers),
    body: answer.body,
    created_at: at,
  };
  await db
    .insertInto('api.idempotency')
    .values({ key_hash: keyHash, ...values })
    .onConflict((oc) => oc.column('key_hash').doUpdateSet(values))
    .execute();
}

export async function forgetAnswers(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('api.idempotency').where('created_at', '<=', before).execute();
}
