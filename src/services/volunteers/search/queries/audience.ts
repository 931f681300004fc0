import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { Reach } from '#platform/geo/index.ts';
import { type AudienceTerms, EXCLUSIONS, type Exclusion } from '../criteria.ts';
import { alertsSince, type Certificates, exclusionConditions, whose } from './conditions.ts';

export interface ReasonCount {
  /** Null for the eligible. */
  readonly reason: Exclusion | null;
  readonly count: number;
}

/** Everybody in reach, counted under their first reason; nobody is loaded. */
export async function countByReason(
  db: Db,
  reach: Reach,
  terms: AudienceTerms,
): Promise<ReasonCount[]> {
  const judged = people(
    terms,
    (certificates) => sql`
      SELECT ${firstReason(terms, certificates)} AS reason FROM ${inReach(reach)}
      WHERE ${whoseIfAsked(terms, certificates)}`,
  );
  const { rows } = await sql<{ reason: number | null; count: number }>`
    SELECT reason, count(*) AS count FROM (${judged}) judged GROUP BY reason`.execute(db);
  return rows.map(({ reason, count }) => ({
    reason: reason === null ? null : (EXCLUSIONS[reason] as Exclusion),
    count,
  }));
}

/** How many of those in reach can be called. */
export async function countEligible(db: Db, reach: Reach, terms: AudienceTerms): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT sum(count)::int AS count FROM (${people(
      terms,
      (certificates) =>
        sql`SELECT count(*) FROM ${inReach(reach)} WHERE ${isEligible(terms, certificates)}`,
    )}) counts`.execute(db);
  return rows[0]?.count ?? 0;
}

export interface SelectedRow {
  readonly volunteer_id: string;
  readonly km: number;
  readonly channels: number;
  readonly alerts: number;
  readonly rarest: number;
  /** Eligible people whom only the draw sets apart from this one, as far as the limit divides them. */
  readonly equals: number;
}

/** Comes after every rank. */
const NOT_RARE = 2_147_483_647;

/**
 * The eligible in the order of a call: rarest useful skill first, fewest recent alerts, nearest, then a
 * stable draw by `seed`. `rarity` ranks skills, 1 the rarest.
 */
export async function selectEligible(
  db: Db,
  reach: Reach,
  terms: AudienceTerms,
  options: { limit: number; seed: number; rarity: ReadonlyMap<number, number> },
): Promise<SelectedRow[]> {
  const ids = [...options.rarity.keys()];
  const ranks = [...options.rarity.values()];
  const rarest =
    ids.length === 0
      ? sql`${NOT_RARE}::int`
      : sql`coalesce((SELECT min(k.rank) FROM unnest(${ids}::int[], ${ranks}::int[]) k (id, rank)
          WHERE k.id = ANY(v.skills)), ${NOT_RARE}::int)`;
  const eligible = people(
    terms,
    (certificates) => sql`
      SELECT v.volunteer_id, r.km, (v.channels & ~v.muted) AS channels,
        ${alertsSince(terms.recentSince)} AS alerts, ${rarest} AS rarest
      FROM ${inReach(reach)} WHERE ${isEligible(terms, certificates)}`,
  );
  // The draw is made for those whom it can set apart only: it would be the dearest part for all.
  const { rows } = await sql<SelectedRow>`
    WITH eligible AS MATERIALIZED (
      ${eligible}
    ), farthest AS (
      SELECT rarest, alerts, km FROM eligible ORDER BY rarest, alerts, km
      OFFSET ${Math.max(0, options.limit - 1)} LIMIT 1
    )
    SELECT e.*, count(*) OVER (PARTITION BY e.rarest, e.alerts, e.km) AS equals
    FROM eligible e
    WHERE (e.rarest, e.alerts, e.km) <= (SELECT f.rarest, f.alerts, f.km FROM farthest f)
      OR NOT EXISTS (SELECT FROM farthest)
    ORDER BY e.rarest, e.alerts, e.km, md5(e.volunteer_id::text || ${`:${options.seed}`})
    LIMIT ${options.limit}`.execute(db);
  return rows;
}

/** How many of the eligible hold each of these skills. */
export async function countHolders(
  db: Db,
  reach: Reach,
  terms: AudienceTerms,
  ids: readonly number[],
): Promise<{ id: number; count: number }[]> {
  const { rows } = await sql<{ id: number; count: number }>`
    SELECT id, sum(count)::int AS count FROM (${people(
      terms,
      (certificates) => sql`
        SELECT k.id, count(*) FROM ${inReach(reach)}
        JOIN unnest(${ids}::int[]) k (id) ON k.id = ANY(v.skills)
        WHERE ${isEligible(terms, certificates)} GROUP BY k.id`,
    )}) counts GROUP BY id`.execute(db);
  return rows;
}

/** Every reason that holds for one person, by name; undefined when the directory does not hold them. */
export async function reasonsOf(
  db: Db,
  volunteerId: string,
  reach: Reach,
  terms: AudienceTerms,
): Promise<{ km: number | null; reasons: Partial<Record<Exclusion, boolean>> } | undefined> {
  // Known first, so that one partition is planned instead of all.
  const home = await sql<{ department: string }>`
    SELECT department FROM volunteers.volunteer
    WHERE id = ${volunteerId}::uuid AND department IS NOT NULL`.execute(db);
  const department = home.rows[0]?.department;
  if (!department) return undefined;
  const pairs = exclusionConditions(terms, 'ending').map(
    ([reason, condition]) => sql`${sql.lit(reason)}, ${condition}`,
  );
  const { rows } = await sql<{ km: number | null; reasons: Partial<Record<Exclusion, boolean>> }>`
    SELECT r.km, jsonb_build_object(${sql.join(pairs)}) AS reasons
    FROM volunteers.volunteer_search v
    LEFT JOIN ${communes(reach)} ON r.commune = v.commune
    WHERE v.volunteer_id = ${volunteerId}::uuid AND v.department = ${department}`.execute(db);
  return rows[0];
}

/** Those whose certificates last, who are nearly all, and the few others, who are looked up. */
function people(
  terms: AudienceTerms,
  select: (certificates: Certificates) => RawBuilder<unknown>,
): RawBuilder<unknown> {
  if (terms.requirements.length === 0) return select('lasting');
  return sql`${select('lasting')} UNION ALL ${select('ending')}`;
}

function whoseIfAsked(terms: AudienceTerms, certificates: Certificates): RawBuilder<boolean> {
  return terms.requirements.length === 0 ? sql`true` : whose(certificates, terms);
}

/** Place in EXCLUSIONS of the first reason that holds. */
function firstReason(terms: AudienceTerms, certificates: Certificates): RawBuilder<number | null> {
  const cases = exclusionConditions(terms, certificates).map(
    ([reason, condition]) =>
      sql`WHEN ${condition} THEN ${sql.lit(EXCLUSIONS.indexOf(reason))}::smallint`,
  );
  return sql`CASE ${sql.join(cases, sql` `)} END`;
}

/**
 * Most reasons are judged while reading, before distances are looked up. In one CASE, which the planner
 * takes for half of the people: it multiplies its guesses for a dozen conditions to "nobody", and then
 * compares everybody with every commune.
 */
function isEligible(terms: AudienceTerms, certificates: Certificates): RawBuilder<boolean> {
  const reasons = exclusionConditions(terms, certificates);
  const none = (some: typeof reasons) =>
    sql<boolean>`${sql.join(
      some.map(([, condition]) => sql`NOT ${condition}`),
      sql` AND `,
    )}`;
  return sql`${whoseIfAsked(terms, certificates)}
    AND ${none(reasons.filter(([reason]) => reason === 'out_of_radius'))}
    AND CASE WHEN ${none(reasons.filter(([reason]) => reason !== 'out_of_radius'))}
      THEN true ELSE false END`;
}

function communes(reach: Reach): RawBuilder<unknown> {
  return sql`unnest(${arrayText(reach.numbers)}::int[], ${arrayText(reach.distances)}::real[]) r (commune, km)`;
}

/** Always with its departments, so that only their partitions are read. */
function inReach(reach: Reach): RawBuilder<unknown> {
  return sql`${communes(reach)} JOIN volunteers.volunteer_search v
    ON v.commune = r.commune AND v.department = ANY(${reach.departments}::text[])`;
}

/** One text is far cheaper for the driver than thousands of array items. */
function arrayText(values: Int32Array | Float32Array): string {
  return `{${values.join(',')}}`;
}
