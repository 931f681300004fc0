import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

const EMPTIED = sql`first_name = '', last_name = '', name_key = '', phone = NULL, commune = NULL,
  birth_date = NULL, can = '{}', available_from = NULL, volunteer_id = NULL, pair_id = NULL`;

/** Empties these people and those who came along with them; their states stay, for the counts. */
export async function eraseWalkUps(
  db: Db,
  groups: readonly { readonly crisisId: string; readonly groupId: string }[],
  now: Date,
): Promise<void> {
  if (groups.length === 0) return;
  const crisisIds = groups.map((one) => one.crisisId);
  const groupIds = groups.map((one) => one.groupId);
  await sql`
    DELETE FROM crises.walk_up_link l USING crises.walk_up w,
      unnest(${crisisIds}::uuid[], ${groupIds}::uuid[]) AS g (crisis_id, group_id)
    WHERE w.crisis_id = g.crisis_id AND w.group_id = g.group_id
      AND l.crisis_id = w.crisis_id AND l.walk_up_id = w.id`.execute(db);
  await sql`
    UPDATE crises.walk_up w SET ${EMPTIED}, erased_at = ${now}
    FROM unnest(${crisisIds}::uuid[], ${groupIds}::uuid[]) AS g (crisis_id, group_id)
    WHERE w.crisis_id = g.crisis_id AND w.group_id = g.group_id`.execute(db);
}

/** Groups of people who signed up with one of these numbers, or became this volunteer. */
export async function walkUpGroupsOf(
  db: Db,
  person: { readonly phones: readonly string[]; readonly volunteerId: string | null },
): Promise<{ crisisId: string; groupId: string }[]> {
  const { rows } = await sql<{ crisisId: string; groupId: string }>`
    SELECT DISTINCT crisis_id AS "crisisId", group_id AS "groupId" FROM crises.walk_up
    WHERE erased_at IS NULL
      AND (phone = ANY(${person.phones as string[]}::text[]) OR volunteer_id = ${person.volunteerId})
    ORDER BY 1, 2`.execute(db);
  return rows;
}

/** Of crises that ended before then. */
export async function walkUpGroupsEndedBefore(
  db: Db,
  before: Date,
  limit: number,
): Promise<{ crisisId: string; groupId: string }[]> {
  const { rows } = await sql<{ crisisId: string; groupId: string }>`
    SELECT DISTINCT w.crisis_id AS "crisisId", w.group_id AS "groupId"
    FROM crises.walk_up w JOIN crises.crisis c ON c.id = w.crisis_id
    WHERE w.erased_at IS NULL AND c.status IN ('closed', 'cancelled') AND c.closed_at < ${before}
    ORDER BY 1, 2 LIMIT ${limit}`.execute(db);
  return rows;
}
