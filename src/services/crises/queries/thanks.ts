import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { ThanksCase } from '../domain/thanks.ts';

/** Keeps that these people are thanked; returns those who were not yet, whoever else does the same now. */
export async function markThanked(
  db: Db,
  crisisId: string,
  people: ReadonlyMap<string, ThanksCase>,
  at: Date,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    INSERT INTO crises.thanked (crisis_id, volunteer_id, thanked_as, at)
    SELECT ${crisisId}, v, c, ${at}
    FROM unnest(${[...people.keys()]}::uuid[], ${[...people.values()]}::text[]) AS t (v, c)
    ORDER BY v
    ON CONFLICT (crisis_id, volunteer_id) DO NOTHING
    RETURNING volunteer_id AS id`.execute(db);
  return new Set(rows.map(({ id }) => id));
}
