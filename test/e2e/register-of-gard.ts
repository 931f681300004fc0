import { transaction } from '#platform/context.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { addDays, localDate } from '#platform/kernel/dates.ts';
import { addPeople, type TestPerson } from '#services/crises/fixtures.ts';
import { idOf, refreshSearch } from '#services/volunteers/index.ts';
import type { LiveSite } from '#test/harness/live-site.ts';

interface Group {
  readonly count: number;
  readonly person?: TestPerson;
  readonly certificate?: 'psc1' | 'pse1';
  readonly status?: 'declared' | 'verified';
  /** Its last day, from today. */
  readonly days?: number;
}

/**
 * The register: in each group the reason for which a need of PSC1 at Nîmes does not call them. Rescue
 * workers (PSE1) count as first-aiders; Le Vigan is 63 km away, further than the 50 km of these people.
 */
export const REGISTER: Readonly<Record<string, Group>> = {
  eligible: { count: 110, certificate: 'psc1' },
  eligible_by_pse1: { count: 20, certificate: 'pse1', days: 200 },
  no_crisis_consent: { count: 6, certificate: 'psc1', person: { crisisConsent: false } },
  minor: {
    count: 4,
    certificate: 'psc1',
    person: { birthDate: `${new Date().getFullYear() - 15}-05-01` },
  },
  out_of_radius: { count: 5, certificate: 'psc1', person: { commune: '30350' } },
  skill_missing: { count: 150 },
  certificate_unverified: { count: 10, certificate: 'psc1', status: 'declared' },
  certificate_expired: { count: 8, certificate: 'pse1', days: -1 },
  out_of_reach: {
    count: 7,
    certificate: 'psc1',
    person: { commune: '13055', department: '13' },
  },
};
export const OUT = [
  'no_crisis_consent',
  'minor',
  'out_of_radius',
  'skill_missing',
  'certificate_unverified',
  'certificate_expired',
] as const;
export const ELIGIBLE = 130;
export const IN_REACH = 313;

export async function fillRegister({ ctx, database }: LiveSite, lang: Lang): Promise<void> {
  const groups = Object.values(REGISTER);
  const people = groups.flatMap((group) => Array.from({ length: group.count }, () => group));
  const ids = await addPeople(
    ctx,
    database,
    people.map((group) => ({ lang, ...group.person })),
  );
  const today = localDate(ctx.clock.now());
  const held = people.flatMap((group, index) =>
    group.certificate ? [{ id: ids[index] as string, ...group, kind: group.certificate }] : [],
  );
  await database.pool.query(
    `INSERT INTO volunteers.certificate
       (volunteer_id, id, kind_id, issued_on, expires_on, status, declared_at)
     SELECT v, gen_random_uuid(), k, '2020-01-01', e, s, now()
     FROM unnest($1::uuid[], $2::int[], $3::date[], $4::text[]) t (v, k, e, s)`,
    [
      held.map(({ id }) => id),
      held.map(({ kind }) => idOf(kind)),
      held.map(({ days }) => (days === undefined ? null : addDays(today, days))),
      held.map(({ status }) => status ?? 'verified'),
    ],
  );
  await transaction(ctx, (tx) => refreshSearch(tx, ids));
}
