import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

export async function portfolioOf(db: Db, accountId: string): Promise<string | undefined> {
  const { rows } = await sql<{ slug: string }>`
    SELECT slug FROM skills.portfolio WHERE account_id = ${accountId}`.execute(db);
  return rows[0]?.slug;
}

/** Whose page this is; `undefined` when it is closed. */
export async function portfolioNamed(db: Db, slug: string): Promise<string | undefined> {
  const { rows } = await sql<{ accountId: string }>`
    SELECT account_id AS "accountId" FROM skills.portfolio WHERE slug = ${slug}`.execute(db);
  return rows[0]?.accountId;
}

/** One that is open stays where it is. */
export async function openPortfolio(
  db: Db,
  accountId: string,
  slug: string,
  at: Date,
): Promise<void> {
  await sql`
    INSERT INTO skills.portfolio (account_id, slug, opened_at)
    VALUES (${accountId}, ${slug}, ${at}) ON CONFLICT (account_id) DO NOTHING`.execute(db);
}

export async function closePortfolio(db: Db, accountId: string): Promise<void> {
  await sql`DELETE FROM skills.portfolio WHERE account_id = ${accountId}`.execute(db);
}
