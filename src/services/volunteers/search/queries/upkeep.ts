import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

/** People of whom a certificate counted in the search row is over. */
export async function peopleWithLapsed(db: Db, today: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT volunteer_id AS id FROM volunteers.volunteer_search
    WHERE next_expiry < ${today}::date LIMIT ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

export async function deletePastEngagements(db: Db, before: Date): Promise<void> {
  await sql`DELETE FROM volunteers.engagement WHERE ends_at < ${before}`.execute(db);
}

export interface Partition {
  readonly name: string;
  readonly index: string;
}

/** Partitions of some size whose rows have strayed from the order of communes. */
export async function strayedPartitions(db: Db, minimumRows: number): Promise<Partition[]> {
  const { rows } = await sql<Partition>`
    SELECT c.relname AS name, i.relname AS index
    FROM pg_inherits h
    JOIN pg_class c ON c.oid = h.inhrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'commune'
    JOIN pg_index x ON x.indrelid = c.oid AND NOT x.indisprimary AND x.indkey[0] = a.attnum
    JOIN pg_class i ON i.oid = x.indexrelid
    JOIN pg_stats s ON s.schemaname = n.nspname AND s.tablename = c.relname
      AND s.attname = a.attname
    WHERE h.inhparent = 'volunteers.volunteer_search'::regclass
      AND c.reltuples >= ${minimumRows} AND abs(s.correlation) < 0.95
    ORDER BY c.relname`.execute(db);
  return rows;
}

/** Puts a partition back in order; gives up at once when somebody is using it. */
export async function clusterPartition(db: Db, { name, index }: Partition): Promise<void> {
  await sql`SET LOCAL lock_timeout = '2s'`.execute(db);
  await sql`CLUSTER ${sql.table(`volunteers.${name}`)} USING ${sql.ref(index)}`.execute(db);
  await sql`ANALYZE ${sql.table(`volunteers.${name}`)}`.execute(db);
}
