import { type RawBuilder, sql } from 'kysely';
import {
  type AudienceTerms,
  type Exclusion,
  type Requirement,
  UNREGULATED_KINDS,
} from '../criteria.ts';

type Condition = RawBuilder<boolean>;

/** People of whom a certificate ends before the shift does: the register is asked about them. */
export type Certificates = 'lasting' | 'ending';

/**
 * Each reason as a condition on `v` (volunteer_search) and `r.km`, in the order of EXCLUSIONS. None is
 * ever NULL, so that a CASE, a NOT and a list of reasons agree. Correlated subqueries are for the
 * `ending` alone: a statement with one in it is not shared between processors.
 */
export function exclusionConditions(
  terms: AudienceTerms,
  certificates: Certificates,
): readonly (readonly [Exclusion, Condition])[] {
  const { today, busy } = terms;
  const conditions: [Exclusion, Condition][] = [
    ['no_crisis_consent', sql`(NOT v.crisis_consent)`],
    ['minor', sql`(v.birth_date IS NULL OR v.birth_date > ${terms.bornForAdult}::date)`],
    [
      'below_minimum_age',
      sql`(v.birth_date IS NULL OR v.birth_date > ${terms.bornForMinimum}::date)`,
    ],
    ['unreachable', sql`(v.channels = 0)`],
    ['refuses_messages', sql`(v.channels <> 0 AND v.channels & ~v.muted = 0)`],
    [
      'paused_or_dormant',
      sql`(v.status = 3 OR v.status = 2 AND (v.paused_until IS NULL OR v.paused_until >= ${today}::date))`,
    ],
    ['engaged_elsewhere', sql`v.engaged_elsewhere`],
    ['out_of_radius', sql`(r.km > v.radius_km)`],
    ...skillConditions(terms, certificates),
    ['effort_too_hard', sql`(v.effort < ${terms.effort}::int)`],
    ['gear_missing', sql`(v.gear & ${terms.gear}::int <> ${terms.gear}::int)`],
    ['unavailable', unavailable(terms)],
    [
      'already_engaged',
      sql`coalesce(v.engaged && tstzrange(${busy.from}::timestamptz, ${busy.until}::timestamptz), false)`,
    ],
  ];
  if (terms.exclude.length > 0) {
    conditions.push(['already_asked', sql`(v.volunteer_id = ANY(${terms.exclude}::uuid[]))`]);
  }
  if (terms.budget) {
    const sent = alertsSince(terms.budget.since);
    conditions.push(['alert_budget', sql`(${sent} >= ${terms.budget.max}::int)`]);
  }
  return conditions;
}

/** How many alerts a person received since an instant (30 days are kept, in order). */
export function alertsSince(since: Date): RawBuilder<number> {
  return sql`CASE WHEN v.recent_alerts IS NULL THEN 0 ELSE
    cardinality(v.recent_alerts) - width_bucket(${since}::timestamptz, v.recent_alerts) END`;
}

/** Of people whose certificates last, or of those of whom one ends before the shift does. */
export function whose(certificates: Certificates, { lastDay }: AudienceTerms): Condition {
  return certificates === 'ending'
    ? sql`${endsBefore(lastDay)}`
    : sql`(v.next_expiry IS NULL OR v.next_expiry >= ${lastDay}::date)`;
}

function skillConditions(
  terms: AudienceTerms,
  certificates: Certificates,
): [Exclusion, Condition][] {
  const { requirements, today, firstDay, lastDay } = terms;
  const lacks = requirements.map(({ anyOf }) => sql<boolean>`NOT v.skills && ${anyOf}::int[]`);
  const waits = requirements.map(
    ({ anyOf }) => sql<boolean>`coalesce(v.unverified && ${anyOf}::int[], false)`,
  );
  const lapsed = requirements.map(
    ({ anyOf }) => sql<boolean>`coalesce(v.expired && ${anyOf}::int[], false)`,
  );
  const some = (parts: readonly Condition[]) => sql<boolean>`(${sql.join(parts, sql` OR `)})`;
  if (requirements.length === 0) return [];
  const lapsedOnes = lacks.map((lack, i) => sql<boolean>`(${lack} AND ${lapsed[i]})`);
  const standing: [Exclusion, Condition][] = [
    [
      'skill_missing',
      some(lacks.map((lack, i) => sql`(${lack} AND NOT ${waits[i]} AND NOT ${lapsed[i]})`)),
    ],
    ['certificate_unverified', some(lacks.map((lack, i) => sql`(${lack} AND ${waits[i]})`))],
  ];
  if (certificates === 'lasting') return [...standing, ['certificate_expired', some(lapsedOnes)]];
  return [
    ...standing,
    [
      'certificate_expired',
      // The row may be older than this morning: the register decides.
      some([
        ...lapsedOnes,
        sql`(${endsBefore(today)} AND NOT ${holds(requirements, today, today)})`,
      ]),
    ],
    [
      'expires_during_shift',
      sql`(${endsBefore(lastDay)} AND NOT ${some(lacks)}
        AND NOT ${holds(requirements, firstDay, lastDay)})`,
    ],
  ];
}

function endsBefore(day: string): Condition {
  return sql`v.next_expiry IS NOT NULL AND v.next_expiry < ${day}::date`;
}

/** Does the register say that every requirement is met from one day to another, both included? */
function holds(requirements: readonly Requirement[], from: string, to: string): Condition {
  const each = requirements.map(
    ({ skills, kinds }) => sql<boolean>`(
      EXISTS (SELECT FROM volunteers.volunteer_skill k
        WHERE k.volunteer_id = v.volunteer_id AND k.skill_id = ANY(${skills}::int[])
          AND k.level <> 'learning')
      OR EXISTS (SELECT FROM volunteers.certificate c
        WHERE c.volunteer_id = v.volunteer_id AND c.kind_id = ANY(${kinds}::int[])
          AND (c.status = 'verified' OR c.status = 'declared' AND c.kind_id = ANY(${UNREGULATED_KINDS}::int[]))
          AND (c.issued_on IS NULL OR c.issued_on <= ${from}::date)
          AND (c.expires_on IS NULL OR c.expires_on >= ${to}::date)))`,
  );
  return sql`(${sql.join(each, sql` AND `)})`;
}

/** As domain/availability whyUnavailable: closed days, then slots unless their day was opened. */
function unavailable({ firstDay, lastDay, weekly, slots }: AudienceTerms): Condition {
  const days = [...Map.groupBy(slots, ({ day }) => day)].map(([day, some]) => {
    const bits = some.reduce((mask, { bit }) => mask | bit, 0);
    return sql`(v.weekly & ${bits}::int <> ${bits}::int AND NOT v.opened @> ${day}::date)`;
  });
  return sql`(
    coalesce(v.unavailable && daterange(${firstDay}::date, ${lastDay}::date, '[]'), false)
    OR v.weekly & ${weekly}::int <> ${weekly}::int AND (
      v.opened IS NULL OR ${sql.join(days, sql` OR `)}))`;
}
