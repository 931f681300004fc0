import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

/** Counts one more; a window that has passed begins anew. Exact under parallel calls. */
export async function countPoint(
  db: Db,
  key: string,
  now: Date,
  resetsAt: Date,
): Promise<{ readonly points: number; readonly resetsAt: Date }> {
  const over = sql<boolean>`rate_limit.resets_at <= ${now}`;
  const row = await db
    .insertInto('auth.rate_limit')
    .values({ key, points: 1, resets_at: resetsAt })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        points: sql<number>`CASE WHEN ${over} THEN 1 ELSE rate_limit.points + 1 END`,
        resets_at: sql<Date>`CASE WHEN ${over} THEN excluded.resets_at ELSE rate_limit.resets_at END`,
      }),
    )
    .returning(['points', 'resets_at'])
    .executeTakeFirstOrThrow();
  return { points: row.points, resetsAt: row.resets_at };
}

export async function readPoints(
  db: Db,
  key: string,
  now: Date,
): Promise<{ readonly points: number; readonly resetsAt: Date } | undefined> {
  const row = await db
    .selectFrom('auth.rate_limit')
    .select(['points', 'resets_at'])
    .where('key', '=', key)
    .where('resets_at', '>', now)
    .executeTakeFirst();
  return row && { points: row.points, resetsAt: row.resets_at };
}

export async function forgetPoints(db: Db, key: string): Promise<void> {
  await db.deleteFrom('auth.rate_limit').where('key', '=', key).execute();
}
