import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import type { VolunteerId } from './rows.ts';

/** How to write to somebody: only verified contacts that still work. */
export interface Reachable {
  readonly id: VolunteerId;
  readonly accountId: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly lang: Lang;
  readonly department: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

/** Name, language and working contacts of these people, by id; the erased are absent. */
export async function reachableByIds(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, Reachable>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('volunteers.volunteer as v')
    .innerJoin('volunteers.volunteer_contact as c', 'c.volunteer_id', 'v.id')
    .select([
      'v.id',
      'v.account_id',
      'v.first_name',
      'v.last_name',
      'v.lang',
      'v.department',
      'c.email',
      'c.email_verified_at',
      'c.email_bounced_at',
      'c.phone',
      'c.phone_verified_at',
      'c.phone_failed_at',
    ])
    .where('v.id', 'in', [...ids])
    .where('v.status', '<>', 'erased')
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id as VolunteerId,
        accountId: row.account_id,
        firstName: row.first_name ?? '',
        lastName: row.last_name ?? '',
        lang: row.lang as Lang,
        department: row.department,
        email: row.email_verified_at && !row.email_bounced_at ? row.email : null,
        phone: row.phone_verified_at && !row.phone_failed_at ? row.phone : null,
      },
    ]),
  );
}

export interface WantedHelp {
  /** All of these. */
  readonly required: readonly number[];
  readonly languages: readonly string[];
  /** Those who hold more of these come first. */
  readonly useful: readonly number[];
  /** Numbers of communes; null for everywhere. */
  readonly communes: readonly number[] | null;
}

export interface VisibleHelper {
  readonly id: VolunteerId;
  readonly firstName: string;
  readonly birthDate: DateString | null;
  /** INSEE code. */
  readonly commune: string | null;
  readonly radiusKm: number;
  readonly languages: readonly string[];
  readonly abilities: readonly number[];
}

/** Active people who accept to be seen by associations and to hear of missions. */
export async function visibleHelpers(
  db: Db,
  wanted: WantedHelp,
  limit: number,
): Promise<VisibleHelper[]> {
  const { rows } = await sql<VisibleHelper>`
    SELECT v.id, v.first_name AS "firstName", v.birth_date AS "birthDate",
      v.commune_code AS commune, v.radius_km AS "radiusKm", v.languages, s.skills AS abilities
    FROM volunteers.volunteer v
    JOIN volunteers.volunteer_search s ON s.volunteer_id = v.id AND s.department = v.department
    WHERE v.visible_to_associations AND v.missions_consent AND v.status = 'active'
      AND v.languages @> ${wanted.languages}::text[] AND s.skills @> ${wanted.required}::int[]
      AND ${wanted.communes === null ? sql`true` : sql`s.commune = ANY(${wanted.communes}::int[])`}
    ORDER BY (SELECT count(*) FROM unnest(s.skills) k WHERE k = ANY(${wanted.useful}::int[])) DESC,
      v.id
    LIMIT ${limit}`.execute(db);
  return rows;
}

/** Those of these abilities that nobody active holds in these communes. */
export async function abilitiesMissing(
  db: Db,
  abilities: readonly number[],
  communes: readonly number[],
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    SELECT a.id FROM unnest(${abilities}::int[]) WITH ORDINALITY a (id, place)
    WHERE NOT EXISTS (SELECT FROM volunteers.volunteer_search s
      WHERE s.commune = ANY(${communes}::int[]) AND s.status = 1 AND s.skills @> ARRAY[a.id])
    ORDER BY a.place`.execute(db);
  return rows.map(({ id }) => id);
}
