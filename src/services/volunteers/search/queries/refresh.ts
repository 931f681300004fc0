import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import { CERTIFICATE_KINDS, EFFORTS, EQUIPMENT, expand } from '../../domain/skill-referential.ts';
import { UNREGULATED_KINDS } from '../criteria.ts';

const IMPLIED = CERTIFICATE_KINDS.flatMap(({ id }) => expand([id]).map((implied) => [id, implied]));
const KINDS = IMPLIED.map(([kind]) => kind);
const IMPLIES = IMPLIED.map(([, implied]) => implied);

export interface Refusal {
  readonly id: string;
  /** 1 e-mail, 2 phone, 3 both. */
  readonly muted: number;
}

export async function selectContacts(
  db: Db,
  ids: readonly string[],
): Promise<{ id: string; email: string | null; phone: string | null }[]> {
  const { rows } = await sql<{ id: string; email: string | null; phone: string | null }>`
    SELECT volunteer_id AS id, email, phone FROM volunteers.volunteer_contact
    WHERE volunteer_id = ANY(${ids}::uuid[])`.execute(db);
  return rows;
}

/**
 * Rebuilds the search rows of these people from the register and removes those of people who left it,
 * in one statement each. `today` is the local date on which certificates are judged.
 */
export async function rebuildRows(
  db: Db,
  ids: readonly string[],
  today: string,
  { refusals = [], isNew = false }: { refusals?: readonly Refusal[]; isNew?: boolean } = {},
): Promise<void> {
  // A person who moved keeps the alerts received: the budget follows the person, not the partition.
  await sql`
    WITH gone AS (
      DELETE FROM volunteers.volunteer_search s
      WHERE ${!isNew} AND s.volunteer_id = ANY(${ids}::uuid[]) AND NOT EXISTS (
        SELECT FROM volunteers.volunteer v
        WHERE v.id = s.volunteer_id AND v.department = s.department AND ${isListed})
      RETURNING s.volunteer_id, s.recent_alerts),
    ${holdings(ids, today)}
    INSERT INTO volunteers.volunteer_search (
      volunteer_id, department, commune, birth_date, paused_until, next_expiry, weekly, gear,
      radius_km, status, effort, channels, muted, crisis_consent, engaged_elsewhere, skills, unverified,
      expired, unavailable, opened, engaged, recent_alerts)
    SELECT v.id, v.department, ${communeNumber}, v.birth_date, v.paused_until, lasting.next_expiry,
      v.weekly,
      coalesce((SELECT bit_or(1 << (e.place - 1)::int)
        FROM unnest(${EQUIPMENT}::text[]) WITH ORDINALITY e (code, place)
        WHERE e.code = ANY(v.equipment)), 0),
      v.radius_km,
      CASE v.status WHEN 'active' THEN 1 WHEN 'paused' THEN 2 ELSE 3 END,
      array_position(${EFFORTS}::text[], v.effort),
      CASE WHEN c.email_verified_at IS NOT NULL AND c.email_bounced_at IS NULL THEN 1 ELSE 0 END
      + CASE WHEN c.phone_verified_at IS NOT NULL AND c.phone_failed_at IS NULL THEN 2 ELSE 0 END,
      coalesce(refusal.muted, 0), v.crisis_consent, v.elsewhere <> '{}',
      coalesce(held.skills, '{}'), held.unverified, held.expired,
      days.unavailable, days.opened, busy.engaged, gone.recent_alerts
    FROM volunteers.volunteer v
    LEFT JOIN volunteers.volunteer_contact c ON c.volunteer_id = v.id
    LEFT JOIN unnest(${refusals.map(({ id }) => id)}::uuid[], ${refusals.map(({ muted }) => muted)}::int[])
      refusal (id, muted) ON refusal.id = v.id
    LEFT JOIN gone ON gone.volunteer_id = v.id
    LEFT JOIN held ON held.volunteer_id = v.id
    LEFT JOIN lasting ON lasting.volunteer_id = v.id
    LEFT JOIN LATERAL (
      SELECT range_agg(daterange(first_day, last_day, '[]')) FILTER (WHERE kind = 'unavailable')
               AS unavailable,
             range_agg(daterange(first_day, last_day, '[]')) FILTER (WHERE kind = 'available')
               AS opened
      FROM volunteers.availability_exception
      WHERE volunteer_id = v.id AND last_day >= ${today}::date - 2) days ON true
    LEFT JOIN LATERAL (
      SELECT range_agg(tstzrange(starts_at, ends_at)) AS engaged
      FROM volunteers.engagement
      WHERE volunteer_id = v.id AND ends_at >= ${today}::date - 2) busy ON true
    WHERE v.id = ANY(${ids}::uuid[]) AND ${isListed}
    ON CONFLICT (volunteer_id, department) DO UPDATE SET
      commune = excluded.commune, birth_date = excluded.birth_date,
      paused_until = excluded.paused_until, next_expiry = excluded.next_expiry,
      weekly = excluded.weekly, gear = excluded.gear, radius_km = excluded.radius_km,
      status = excluded.status, effort = excluded.effort, channels = excluded.channels,
      muted = excluded.muted,
      crisis_consent = excluded.crisis_consent, engaged_elsewhere = excluded.engaged_elsewhere,
      skills = excluded.skills, unverified = excluded.unverified, expired = excluded.expired,
      unavailable = excluded.unavailable, opened = excluded.opened,
      engaged = excluded.engaged`.execute(db);
  await sql`
    DELETE FROM volunteers.engagement e
    WHERE e.volunteer_id = ANY(${ids}::uuid[]) AND NOT EXISTS (
      SELECT FROM volunteers.volunteer v WHERE v.id = e.volunteer_id AND v.status <> 'erased')`.execute(
    db,
  );
}

const isListed = sql`v.status IN ('active', 'paused', 'dormant')
  AND v.commune_code IS NOT NULL AND v.department IS NOT NULL`;

/** As kernel/geography communeNumber. */
const communeNumber = sql`CASE substr(v.commune_code, 2, 1)
  WHEN 'A' THEN 120000 + substr(v.commune_code, 3)::int
  WHEN 'B' THEN 220000 + substr(v.commune_code, 3)::int
  ELSE v.commune_code::int END`;

/**
 * What the skills and certificates of each person add up to, as tables of a WITH: `held` and
 * `lasting`. Somebody who is learning a skill is not called for it. `next_expiry` is the first day that
 * ends something counted here.
 */
function holdings(ids: readonly string[], today: string) {
  return sql`
    proof AS (
      SELECT c.volunteer_id, c.kind_id, c.expires_on,
        CASE
          WHEN c.status = 'rejected' THEN 'rejected'
          WHEN c.status = 'expired' OR c.expires_on < ${today}::date THEN 'expired'
          WHEN c.status = 'declared' AND c.kind_id <> ALL(${UNREGULATED_KINDS}::int[])
            THEN 'unverified'
          WHEN c.issued_on > ${today}::date THEN 'unverified'
          ELSE 'valid' END AS standing
      FROM volunteers.certificate c WHERE c.volunteer_id = ANY(${ids}::uuid[])),
    counted AS (
      SELECT k.volunteer_id, k.skill_id AS id, 'valid' AS standing FROM volunteers.volunteer_skill k
      WHERE k.volunteer_id = ANY(${ids}::uuid[]) AND k.level <> 'learning'
      UNION
      SELECT p.volunteer_id, i.implied, p.standing
      FROM proof p JOIN unnest(${KINDS}::int[], ${IMPLIES}::int[]) i (kind, implied)
        ON i.kind = p.kind_id),
    held AS (
      SELECT volunteer_id,
        array_agg(id ORDER BY id) FILTER (WHERE standing = 'valid') AS skills,
        array_agg(id ORDER BY id) FILTER (WHERE standing = 'unverified') AS unverified,
        array_agg(id ORDER BY id) FILTER (WHERE standing = 'expired') AS expired
      FROM counted GROUP BY volunteer_id),
    lasting AS (
      SELECT volunteer_id, min(expires_on) AS next_expiry FROM proof
      WHERE standing = 'valid' GROUP BY volunteer_id)`;
}
