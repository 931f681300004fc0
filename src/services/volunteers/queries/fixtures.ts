import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

/** Inserts a batch given as JSON (`VolunteerFixture`s with their keys), one statement per table. */
export async function insertFixtures(db: Db, json: string): Promise<void> {
  await sql`
    INSERT INTO volunteers.volunteer (id, account_id, status, signup_step, first_name, last_name,
      name_key, birth_date, commune_code, department, radius_km, lang, languages, effort, equipment,
      weekly, crisis_only, paused_until, elsewhere, crisis_consent, missions_consent,
      newsletter_consent, visible_to_associations, confirmed_at, source, created_at, updated_at)
    SELECT id, "accountId", status, 3, "firstName", "lastName", "nameKey", "birthDate", "communeCode",
      department, "radiusKm", 'fr', languages, effort, equipment, weekly, "crisisOnly",
      "pausedUntil", elsewhere, crisis, missions, newsletter, coalesce("isVisible", false), "confirmedAt", 'demo',
      "createdAt", "confirmedAt"
    FROM json_to_recordset(${json}::json) p (id uuid, "accountId" uuid, status text, "firstName" text,
      "lastName" text, "nameKey" text, "birthDate" date, "communeCode" text, department text,
      "radiusKm" int, languages text[], effort text, equipment text[], weekly int,
      "crisisOnly" boolean, "pausedUntil" date, elsewhere text[], crisis boolean, missions boolean,
      newsletter boolean, "isVisible" boolean, "confirmedAt" timestamptz,
      "createdAt" timestamptz)`.execute(db);
  await sql`
    INSERT INTO volunteers.volunteer_contact (volunteer_id, email, email_verified_at,
      email_bounced_at, phone, phone_verified_at, phone_failed_at)
    SELECT id, email, "createdAt", CASE WHEN "emailBounced" THEN "confirmedAt" END, phone,
      CASE WHEN phone IS NOT NULL THEN "createdAt" END,
      CASE WHEN "phoneFailed" THEN "confirmedAt" END
    FROM json_to_recordset(${json}::json) p (id uuid, email text, "emailBounced" boolean, phone text,
      "phoneFailed" boolean, "confirmedAt" timestamptz, "createdAt" timestamptz)`.execute(db);
  await sql`
    INSERT INTO volunteers.identity_key (kind, hash, volunteer_id)
    SELECT k.kind, decode(k.hash, 'base64'), p.id
    FROM json_to_recordset(${json}::json) p (id uuid, keys json),
      json_to_recordset(p.keys) k (kind text, hash text)`.execute(db);
  await sql`
    INSERT INTO volunteers.volunteer_skill (volunteer_id, skill_id, level, since)
    SELECT p.id, s.id, s.level, p."createdAt"
    FROM json_to_recordset(${json}::json) p (id uuid, skills json, "createdAt" timestamptz),
      json_to_recordset(p.skills) s (id int, level text)`.execute(db);
  await sql`
    INSERT INTO volunteers.certificate (volunteer_id, id, kind_id, number, issued_on, expires_on,
      status, verified_at, reason, declared_at)
    SELECT p.id, c.id, c."kindId", c.number, c."issuedOn", c."expiresOn", c.status,
      CASE WHEN c.status IN ('verified', 'expired') THEN p."confirmedAt" END,
      CASE WHEN c.status = 'rejected' THEN 'unreadable' END, p."confirmedAt"
    FROM json_to_recordset(${json}::json) p (id uuid, certificates json, "confirmedAt" timestamptz),
      json_to_recordset(p.certificates) c (id uuid, "kindId" int, number text, "issuedOn" date,
        "expiresOn" date, status text)`.execute(db);
  await sql`
    INSERT INTO volunteers.availability_exception (volunteer_id, id, first_day, last_day, kind)
    SELECT p.id, e.id, e."firstDay", e."lastDay", e.kind
    FROM json_to_recordset(${json}::json) p (id uuid, exceptions json),
      json_to_recordset(p.exceptions) e (id uuid, "firstDay" date, "lastDay" date, kind text)`.execute(
    db,
  );
  await sql`
    INSERT INTO volunteers.consent (volunteer_id, id, purpose, given, wording_version, at, how)
    SELECT p.id, c.id, c.purpose, true, c.wording, p."createdAt", 'sign_up'
    FROM json_to_recordset(${json}::json) p (id uuid, consents json, "createdAt" timestamptz),
      json_to_recordset(p.consents) c (id uuid, purpose text, wording text)`.execute(db);
  await sql`
    INSERT INTO volunteers.guardian (volunteer_id, name, email, asked_at, consented_at)
    SELECT p.id, p.guardian ->> 'name', p.guardian ->> 'email', p."createdAt", p."createdAt"
    FROM json_to_recordset(${json}::json) p (id uuid, guardian json, "createdAt" timestamptz)
    WHERE json_typeof(p.guardian) = 'object'`.execute(db);
}

export async function countDemoVolunteers(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM volunteers.volunteer WHERE source = 'demo'`.execute(db);
  return rows[0]?.count ?? 0;
}

const PERSONAL_TABLES = [
  'emergency_contact',
  'volunteer_contact',
  'volunteer_skill',
  'certificate',
  'availability_exception',
  'consent',
  'guardian',
  'link',
  'phone_code',
  'identity_key',
  'engagement',
  'volunteer_search',
] as const;

/** Everything of the demo's people, and of nobody else. */
export async function deleteDemoVolunteers(db: Db): Promise<number> {
  for (const table of PERSONAL_TABLES) {
    await sql`
      DELETE FROM ${sql.table(`volunteers.${table}`)} t USING volunteers.volunteer v
      WHERE v.id = t.volunteer_id AND v.source = 'demo'`.execute(db);
  }
  const { numAffectedRows } = await sql`
    DELETE FROM volunteers.volunteer WHERE source = 'demo'`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Which of these people are the demo's. */
export async function demoAmong(db: Db, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM volunteers.volunteer WHERE source = 'demo' AND id = ANY(${ids}::uuid[])
    ORDER BY id`.execute(db);
  return rows.map((row) => row.id);
}
