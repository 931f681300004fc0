import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { Capabilities } from '../domain/capabilities.ts';

/** By id; the erased are absent. A declared paper of a regulated kind does not count. */
export async function capabilitiesByIds(
  db: Db,
  ids: readonly string[],
  unregulated: readonly number[],
): Promise<Map<string, Capabilities>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Capabilities & { id: string }>`
    SELECT v.id, v.birth_date::text AS "birthDate", v.commune_code AS commune,
      v.radius_km AS "radiusKm", v.effort, v.equipment,
      coalesce((SELECT array_agg(k.skill_id ORDER BY k.skill_id) FROM volunteers.volunteer_skill k
        WHERE k.volunteer_id = v.id AND k.level <> 'learning'), '{}') AS skills,
      coalesce((SELECT jsonb_agg(jsonb_build_object('kindId', c.kind_id, 'issuedOn', c.issued_on,
          'expiresOn', c.expires_on))
        FROM volunteers.certificate c
        WHERE c.volunteer_id = v.id AND c.status NOT IN ('rejected', 'expired')
          AND (c.status <> 'declared' OR c.kind_id = ANY(${unregulated}::int[]))), '[]') AS papers
    FROM volunteers.volunteer v
    WHERE v.id = ANY(${ids}::uuid[]) AND v.status <> 'erased'`.execute(db);
  return new Map(rows.map(({ id, ...person }) => [id, person]));
}
