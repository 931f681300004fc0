import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

/** A walk-up as the desk of a site needs them. */
export interface WalkUpAtSite {
  readonly id: string;
  /** "RIVIÈRE Camille"; of somebody who came along without a name, that of who signed up, with "+1". */
  readonly name: string;
  readonly phone: string | null;
}

const NAMED = sql`
  SELECT w.id, w.phone, CASE
      WHEN w.erased_at IS NOT NULL THEN ''
      WHEN w.group_rank = 0 OR w.first_name <> '' OR w.last_name <> ''
        THEN trim(upper(w.last_name) || ' ' || w.first_name)
      ELSE trim(upper(l.last_name) || ' ' || l.first_name) || ' +' || w.group_rank
    END AS name
  FROM crises.walk_up w
  JOIN crises.walk_up l ON l.crisis_id = w.crisis_id AND l.id = w.group_id`;

/** Those sent to a site, in a slot of this time. */
export async function walkUpsSentTo(
  db: Db,
  site: { readonly crisisId: string; readonly siteId: string },
  from: Date,
  until: Date,
): Promise<WalkUpAtSite[]> {
  const { rows } = await sql<WalkUpAtSite>`
    ${NAMED}
    JOIN crises.intake_slot s ON s.crisis_id = w.crisis_id AND s.id = w.slot_id
    WHERE w.crisis_id = ${site.crisisId} AND s.site_id = ${site.siteId} AND w.state = 'on_site'
      AND s.ends_at > ${from} AND s.starts_at < ${until}
    ORDER BY 3, 1`.execute(db);
  return rows;
}

/** The site where somebody was sent: none before the reception has sent them. */
export async function sitesOfWalkUp(
  db: Db,
  crisisId: string,
  id: string,
): Promise<{ siteId: string }[]> {
  const { rows } = await sql<{ siteId: string }>`
    SELECT s.site_id AS "siteId" FROM crises.walk_up w
    JOIN crises.intake_slot s ON s.crisis_id = w.crisis_id AND s.id = w.slot_id
    WHERE w.crisis_id = ${crisisId} AND w.id = ${id} AND w.state = 'on_site'`.execute(db);
  return rows;
}

/** Those of these ids that the crisis knows, with their names. */
export async function walkUpNames(
  db: Db,
  crisisId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, WalkUpAtSite>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<WalkUpAtSite>`
    ${NAMED} WHERE w.crisis_id = ${crisisId} AND w.id = ANY(${ids as string[]}::uuid[])`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.id, row]));
}
