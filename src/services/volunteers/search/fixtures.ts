import type { Database } from '#platform/db/index.ts';
import { addDays, instantOf } from '#platform/kernel/dates.ts';
import { type Random, randomInt } from '#platform/kernel/random.ts';
import { ALWAYS, type Exception } from '../domain/availability.ts';
import type { CertificateFacts } from '../domain/certificate.ts';
import { EFFORTS, type Effort, EQUIPMENT, type Equipment } from '../domain/skill-referential.ts';

/** Random registers, for tests that compare the search with the plain rules. */

const COMMUNES = ['30189', '30007', '34172', '13055', '13201', '2A004', '97411', '84007'];
const KINDS = [1001, 1002, 1003, 1006, 1021, 1060, 1062, 1083, 1100];
const SKILL_IDS = [1, 2, 40, 42, 43, 47];
export const TODAY = '2026-11-24';

export interface Person {
  readonly id: string;
  readonly status: 'draft' | 'active' | 'paused' | 'dormant' | 'erased';
  readonly birthDate: string | null;
  readonly commune: string;
  readonly radiusKm: number;
  readonly effort: Effort;
  readonly equipment: readonly Equipment[];
  readonly weekly: number;
  readonly pausedUntil: string | null;
  readonly elsewhere: readonly string[];
  readonly crisisConsent: boolean;
  readonly email: boolean;
  readonly emailBounced: boolean;
  readonly phone: boolean;
  readonly emailMuted: boolean;
  readonly phoneMuted: boolean;
  readonly skills: readonly { id: number; level: string }[];
  readonly certificates: readonly CertificateFacts[];
  readonly exceptions: readonly Exception[];
  readonly engaged: { from: Date; until: Date } | undefined;
  readonly alerts: readonly Date[];
}

export function randomPerson(random: Random, index: number): Person {
  const chance = (p: number) => random.next() < p;
  const pick = <T>(items: readonly T[]) => items[randomInt(random, items.length)] as T;
  const some = <T>(items: readonly T[], p: number) => items.filter(() => chance(p));
  const day = (from: number, to: number) => addDays(TODAY, from + randomInt(random, to - from + 1));
  return {
    id: `0192f000-0000-7000-8000-${String(index).padStart(12, '0')}`,
    status: chance(0.75) ? 'active' : pick(['draft', 'paused', 'paused', 'dormant', 'erased']),
    birthDate: chance(0.02)
      ? null
      : chance(0.1)
        ? pick(['2008-11-24', '2008-11-25', '2005-11-24'])
        : `19${50 + randomInt(random, 50)}-06-15`,
    commune: pick(COMMUNES),
    radiusKm: pick([0, 10, 30, 60, 200]),
    effort: pick(EFFORTS),
    equipment: some(EQUIPMENT, 0.4),
    weekly: chance(0.7) ? ALWAYS : randomInt(random, ALWAYS + 1),
    pausedUntil: chance(0.2) ? null : day(-3, 3),
    elsewhere: chance(0.08) ? ['firefighter'] : [],
    crisisConsent: chance(0.9),
    email: chance(0.8),
    emailBounced: chance(0.1),
    phone: chance(0.6),
    emailMuted: chance(0.3),
    phoneMuted: chance(0.3),
    skills: some(SKILL_IDS, 0.5).map((id) => ({
      id,
      level: pick(['learning', 'practised', 'expert']),
    })),
    certificates: some([...KINDS, ...KINDS], 0.25).map((kindId) => ({
      kindId,
      status: pick(['declared', 'verified', 'verified', 'verified', 'rejected', 'expired']),
      issuedOn: chance(0.3) ? null : day(-800, 1),
      expiresOn: chance(0.4) ? null : day(-3, 6),
    })),
    exceptions: some([0, 1], 0.3).map(() => {
      const firstDay = day(-2, 4);
      return {
        firstDay,
        lastDay: addDays(firstDay, randomInt(random, 3)),
        kind: pick(['unavailable', 'available']),
      };
    }),
    engaged: chance(0.1)
      ? { from: instantOf(day(0, 3), 600), until: instantOf(day(4, 5), 600) }
      : undefined,
    alerts: some([1, 2, 5, 9, 20], 0.25)
      .map((days) => instantOf(addDays(TODAY, -days), 600))
      .reverse(),
  };
}

/** Replaces the register by these people. */
export async function fill(pool: Database['pool'], people: readonly Person[]): Promise<void> {
  const json = JSON.stringify(
    people.map((p) => ({
      ...p,
      department: /^9[78]/.test(p.commune) ? p.commune.slice(0, 3) : p.commune.slice(0, 2),
    })),
  );
  await pool.query(
    `TRUNCATE volunteers.volunteer, volunteers.volunteer_search, volunteers.engagement CASCADE`,
  );
  await pool.query(
    `INSERT INTO volunteers.volunteer (id, status, birth_date, commune_code, department, radius_km, effort, equipment, weekly, paused_until, elsewhere, crisis_consent, source, created_at, updated_at)
     SELECT id, status, "birthDate", commune, department, "radiusKm", effort, equipment, weekly, "pausedUntil", elsewhere, "crisisConsent", 'demo', now(), now()
     FROM json_to_recordset($1) AS p (id uuid, status text, "birthDate" date, commune text, department text, "radiusKm" int, effort text, equipment text[], weekly int, "pausedUntil" date, elsewhere text[], "crisisConsent" boolean)`,
    [json],
  );
  await pool.query(
    `INSERT INTO volunteers.volunteer_contact (volunteer_id, email, phone, email_verified_at, email_bounced_at, phone_verified_at)
     SELECT id, id || '@x.example', 'tel:' || id, CASE WHEN email THEN now() END, CASE WHEN "emailBounced" THEN now() END, CASE WHEN phone THEN now() END
     FROM json_to_recordset($1) AS p (id uuid, email boolean, "emailBounced" boolean, phone boolean)`,
    [json],
  );
  await pool.query('TRUNCATE messaging.preference');
  await pool.query(
    `INSERT INTO messaging.preference (recipient_hash, purpose, muted, source, updated_at)
     SELECT messaging.address_hash('email', id || '@x.example'), 'crisis', "emailMuted", 'link', now() FROM json_to_recordset($1) AS p (id uuid, "emailMuted" bool)
     UNION ALL SELECT messaging.address_hash('sms', 'tel:' || id), 'crisis', "phoneMuted", 'sms', now() FROM json_to_recordset($1) AS p (id uuid, "phoneMuted" bool)`,
    [json],
  );
  await pool.query(
    `INSERT INTO volunteers.volunteer_skill (volunteer_id, skill_id, level, since)
     SELECT p.id, s.id, s.level, now() FROM json_to_recordset($1) AS p (id uuid, skills json),
     json_to_recordset(p.skills) AS s (id int, level text)`,
    [json],
  );
  await pool.query(
    `INSERT INTO volunteers.certificate (volunteer_id, id, kind_id, status, issued_on, expires_on, declared_at)
     SELECT p.id, gen_random_uuid(), c."kindId", c.status, c."issuedOn", c."expiresOn", now()
     FROM json_to_recordset($1) AS p (id uuid, certificates json),
     json_to_recordset(p.certificates) AS c ("kindId" int, status text, "issuedOn" date, "expiresOn" date)`,
    [json],
  );
  await pool.query(
    `INSERT INTO volunteers.availability_exception (volunteer_id, id, first_day, last_day, kind)
     SELECT p.id, gen_random_uuid(), e."firstDay", e."lastDay", e.kind
     FROM json_to_recordset($1) AS p (id uuid, exceptions json),
     json_to_recordset(p.exceptions) AS e ("firstDay" date, "lastDay" date, kind text)`,
    [json],
  );
}
