import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { Territory } from '../policy.ts';
import { territorySql } from './directory.ts';

export interface DepartmentCount {
  readonly department: string;
  readonly registered: number;
  /** Active, with an e-mail address or a number that works. */
  readonly reachable: number;
  /** Reachable people who accept calls in a crisis. */
  readonly callable: number;
  /** Verified and still valid. */
  readonly certificates: number;
}

/** By department, of the territory; one pass over the people, one over their certificates. */
export async function countByDepartment(
  db: Db,
  territory: Territory,
  today: string,
): Promise<DepartmentCount[]> {
  const { rows } = await sql<DepartmentCount>`
    WITH people AS (
      SELECT v.department, count(*) AS registered,
        count(*) FILTER (WHERE ${works}) AS reachable,
        count(*) FILTER (WHERE ${works} AND v.crisis_consent) AS callable
      FROM volunteers.volunteer v
      LEFT JOIN volunteers.volunteer_contact c ON c.volunteer_id = v.id
      WHERE v.status IN ('active', 'paused', 'dormant') AND v.department IS NOT NULL
        AND ${territorySql(territory)}
      GROUP BY v.department),
    held AS (
      SELECT v.department, count(*) AS certificates
      FROM volunteers.certificate h JOIN volunteers.volunteer v ON v.id = h.volunteer_id
      WHERE h.status = 'verified' AND (h.expires_on IS NULL OR h.expires_on >= ${today}::date)
        AND v.status IN ('active', 'paused', 'dormant') AND v.department IS NOT NULL
        AND ${territorySql(territory)}
      GROUP BY v.department)
    SELECT p.department, p.registered, p.reachable, p.callable,
      coalesce(h.certificates, 0) AS certificates
    FROM people p LEFT JOIN held h ON h.department = p.department ORDER BY p.department`.execute(
    db,
  );
  return rows;
}

const works = sql`v.status = 'active' AND (
  (c.email_verified_at IS NOT NULL AND c.email_bounced_at IS NULL)
  OR (c.phone_verified_at IS NOT NULL AND c.phone_failed_at IS NULL))`;
