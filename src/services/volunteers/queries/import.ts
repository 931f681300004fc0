import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { Comparable } from '../domain/list-differences.ts';
import type { VolunteerId } from './rows.ts';

export interface KeyToFind {
  readonly kind: 'email' | 'phone';
  readonly hash: Buffer;
}

/** Who holds these keys: base64 hash -> person. */
export async function holdersOf(
  db: Db,
  keys: readonly KeyToFind[],
): Promise<Map<string, VolunteerId>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<{ hash: Buffer; volunteer_id: VolunteerId }>`
    SELECT k.hash, k.volunteer_id
    FROM unnest(${keys.map((key) => key.kind)}::text[], ${keys.map((key) => key.hash)}::bytea[]) AS q(kind, hash)
    JOIN volunteers.identity_key k ON k.kind = q.kind AND k.hash = q.hash`.execute(db);
  return new Map(rows.map((row) => [row.hash.toString('base64'), row.volunteer_id]));
}

/** Those of these people who are not erased, locked until the transaction ends. */
export async function lockAlive(db: Db, ids: readonly VolunteerId[]): Promise<Set<VolunteerId>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: VolunteerId }>`
    SELECT id FROM volunteers.volunteer
    WHERE id = ANY(${[...new Set(ids)]}::uuid[]) AND status <> 'erased'
    ORDER BY id FOR UPDATE`.execute(db);
  return new Set(rows.map((row) => row.id));
}

export interface KnownRecord extends Comparable {
  /** Its holder has an account: what it says is what she said. */
  readonly claimed: boolean;
}

export async function knownRecords(
  db: Db,
  ids: readonly VolunteerId[],
): Promise<Map<VolunteerId, KnownRecord>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<KnownRecord & { id: VolunteerId }>`
    SELECT v.id, v.account_id IS NOT NULL AS claimed, v.first_name AS "firstName",
      v.last_name AS "lastName", v.birth_date AS "birthDate", v.commune_code AS "communeCode",
      v.radius_km AS "radiusKm", c.email, c.phone, v.languages,
      ARRAY(SELECT skill_id FROM volunteers.volunteer_skill s WHERE s.volunteer_id = v.id)
        AS "skillIds",
      ARRAY(SELECT kind_id FROM volunteers.certificate h WHERE h.volunteer_id = v.id)
        AS "certificateKindIds"
    FROM volunteers.volunteer v
    LEFT JOIN volunteers.volunteer_contact c ON c.volunteer_id = v.id
    WHERE v.id = ANY(${ids}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

export interface ImportedRow {
  readonly id: VolunteerId;
  readonly first_name: string;
  readonly last_name: string;
  readonly name_key: string;
  readonly birth_date: string | null;
  readonly commune_code: string | null;
  readonly department: string | null;
  readonly radius_km: number | null;
  readonly languages: readonly string[];
  readonly crisis_consent: boolean;
  readonly missions_consent: boolean;
  readonly email: string | null;
  readonly phone: string | null;
  readonly keys: readonly { readonly kind: 'email' | 'phone'; readonly hash: string }[];
  readonly skills: readonly number[];
  readonly certificates: readonly { readonly id: string; readonly kind: number }[];
  readonly consents: readonly { readonly id: string; readonly purpose: string }[];
}

export interface ImportStamp {
  readonly now: Date;
  readonly lang: string;
  readonly weekly: number;
  readonly wordingVersion: string;
  readonly contactsVerified: boolean;
}

/**
 * Takes the keys of new people; those whose key somebody took in the meantime are given back, to be
 * looked up again.
 */
export async function claimKeys(db: Db, rows: readonly ImportedRow[]): Promise<Set<VolunteerId>> {
  const keys = rows.flatMap(({ id, keys: own }) => own.map((key) => ({ ...key, id })));
  const { rows: taken } = await sql<{ volunteer_id: VolunteerId }>`
    INSERT INTO volunteers.identity_key (kind, hash, volunteer_id)
    SELECT * FROM unnest(${keys.map(({ kind }) => kind)}::text[],
      ${keys.map(({ hash }) => Buffer.from(hash, 'base64'))}::bytea[],
      ${keys.map(({ id }) => id)}::uuid[]) AS k(kind, hash, id)
    -- Two lists at once take their keys in one order: neither waits for the other in a circle.
    ORDER BY k.kind, k.hash
    ON CONFLICT DO NOTHING RETURNING volunteer_id`.execute(db);
  const counts = new Map<VolunteerId, number>();
  for (const { volunteer_id } of taken)
    counts.set(volunteer_id, (counts.get(volunteer_id) ?? 0) + 1);
  return new Set(rows.filter((row) => counts.get(row.id) !== row.keys.length).map((row) => row.id));
}

export async function dropKeysOf(db: Db, ids: readonly VolunteerId[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`DELETE FROM volunteers.identity_key WHERE volunteer_id = ANY(${ids}::uuid[])`.execute(
    db,
  );
}

/** New records, with their contacts, skills, certificates and consents; five statements per batch. */
export async function insertImported(
  db: Db,
  rows: readonly ImportedRow[],
  stamp: ImportStamp,
): Promise<void> {
  if (rows.length === 0) return;
  const json = JSON.stringify(rows);
  await sql`
    INSERT INTO volunteers.volunteer (id, status, signup_step, first_name, last_name, name_key,
      birth_date, commune_code, department, radius_km, lang, languages, weekly, crisis_consent,
      missions_consent, confirmed_at, source, created_at, updated_at)
    SELECT id, 'active', 3, first_name, last_name, name_key, birth_date, commune_code, department,
      coalesce(radius_km, 20), ${stamp.lang}, languages, ${stamp.weekly}, crisis_consent,
      missions_consent, ${stamp.now}, 'import', ${stamp.now}, ${stamp.now}
    FROM json_to_recordset(${json}::json) AS r(id uuid, first_name text, last_name text, name_key text,
      birth_date date, commune_code text, department text, radius_km smallint, languages text[],
      crisis_consent boolean, missions_consent boolean)`.execute(db);
  const verifiedAt = stamp.contactsVerified ? stamp.now : null;
  await sql`
    INSERT INTO volunteers.volunteer_contact (volunteer_id, email, phone, email_verified_at, phone_verified_at)
    SELECT id, email, phone,
      CASE WHEN email IS NULL THEN NULL ELSE ${verifiedAt}::timestamptz END,
      CASE WHEN phone IS NULL THEN NULL ELSE ${verifiedAt}::timestamptz END
    FROM json_to_recordset(${json}::json) AS r(id uuid, email text, phone text)`.execute(db);
  await insertAbilities(db, rows, stamp);
  await sql`
    INSERT INTO volunteers.consent (volunteer_id, id, purpose, given, wording_version, at, how)
    SELECT r.id, c.id, c.purpose, true, ${stamp.wordingVersion}, ${stamp.now}, 'import'
    FROM json_to_recordset(${json}::json) AS r(id uuid, consents json),
      json_to_recordset(r.consents) AS c(id uuid, purpose text)`.execute(db);
}

/**
 * Completes records that exist. What a person wrote herself is never touched; a record that only a
 * list knows follows the list.
 */
export async function completeImported(
  db: Db,
  rows: readonly ImportedRow[],
  stamp: ImportStamp,
): Promise<void> {
  if (rows.length === 0) return;
  const json = JSON.stringify(rows);
  await sql`
    UPDATE volunteers.volunteer v SET
      first_name = CASE WHEN v.account_id IS NULL THEN r.first_name ELSE coalesce(v.first_name, r.first_name) END,
      last_name = CASE WHEN v.account_id IS NULL THEN r.last_name ELSE coalesce(v.last_name, r.last_name) END,
      name_key = CASE WHEN v.account_id IS NULL OR v.name_key = '' THEN r.name_key ELSE v.name_key END,
      birth_date = CASE WHEN v.account_id IS NULL THEN coalesce(r.birth_date, v.birth_date)
        ELSE coalesce(v.birth_date, r.birth_date) END,
      commune_code = CASE WHEN v.account_id IS NULL THEN coalesce(r.commune_code, v.commune_code)
        ELSE coalesce(v.commune_code, r.commune_code) END,
      department = CASE WHEN v.account_id IS NULL THEN coalesce(r.department, v.department)
        ELSE coalesce(v.department, r.department) END,
      radius_km = CASE WHEN v.account_id IS NULL THEN coalesce(r.radius_km, v.radius_km) ELSE v.radius_km END,
      languages = CASE WHEN v.account_id IS NULL THEN
        (SELECT coalesce(array_agg(DISTINCT l), '{}') FROM unnest(v.languages || r.languages) l)
        ELSE v.languages END,
      updated_at = ${stamp.now}
    FROM json_to_recordset(${json}::json) AS r(id uuid, first_name text, last_name text, name_key text,
      birth_date date, commune_code text, department text, radius_km smallint, languages text[])
    WHERE v.id = r.id`.execute(db);
  const verifiedAt = stamp.contactsVerified ? stamp.now : null;
  const { rows: reached } = await sql<{ id: VolunteerId; email: boolean; phone: boolean }>`
    UPDATE volunteers.volunteer_contact c SET
      email = coalesce(c.email, r.email), phone = coalesce(c.phone, r.phone),
      email_verified_at = coalesce(c.email_verified_at, CASE WHEN v.account_id IS NULL
        AND coalesce(c.email, r.email) = r.email THEN ${verifiedAt}::timestamptz END),
      phone_verified_at = coalesce(c.phone_verified_at, CASE WHEN v.account_id IS NULL
        AND coalesce(c.phone, r.phone) = r.phone THEN ${verifiedAt}::timestamptz END)
    FROM json_to_recordset(${json}::json) AS r(id uuid, email text, phone text),
      volunteers.volunteer v
    WHERE c.volunteer_id = r.id AND v.id = r.id
    RETURNING r.id, c.email = r.email AS email, c.phone = r.phone AS phone`.execute(db);
  const kept = new Map(reached.map((row) => [row.id, row]));
  await claimKeys(
    db,
    rows.map((row) => ({
      ...row,
      keys: row.keys.filter(({ kind }) => kept.get(row.id)?.[kind]),
    })),
  );
  await insertAbilities(db, rows, stamp);
  await sql`
    WITH asked AS (
      INSERT INTO volunteers.consent (volunteer_id, id, purpose, given, wording_version, at, how)
      SELECT r.id, c.id, c.purpose, true, ${stamp.wordingVersion}, ${stamp.now}, 'import'
      FROM json_to_recordset(${json}::json) AS r(id uuid, consents json),
        json_to_recordset(r.consents) AS c(id uuid, purpose text), volunteers.volunteer v
      WHERE v.id = r.id AND v.account_id IS NULL AND NOT EXISTS (
        SELECT 1 FROM volunteers.consent own
        WHERE own.volunteer_id = r.id AND own.purpose = c.purpose)
      RETURNING volunteer_id, purpose)
    UPDATE volunteers.volunteer v SET
      crisis_consent = v.crisis_consent OR EXISTS (
        SELECT 1 FROM asked WHERE volunteer_id = v.id AND purpose = 'crisis'),
      missions_consent = v.missions_consent OR EXISTS (
        SELECT 1 FROM asked WHERE volunteer_id = v.id AND purpose = 'missions')
    WHERE v.id IN (SELECT volunteer_id FROM asked)`.execute(db);
}

/** Somebody with an account chose her skills and certificates herself: a list adds none. */
async function insertAbilities(
  db: Db,
  rows: readonly ImportedRow[],
  stamp: ImportStamp,
): Promise<void> {
  const skills = rows.flatMap(({ id, skills: own }) => own.map((skill) => ({ id, skill })));
  await sql`
    INSERT INTO volunteers.volunteer_skill (volunteer_id, skill_id, since)
    SELECT r.person, r.skill, ${stamp.now} FROM unnest(
      ${skills.map(({ id }) => id)}::uuid[], ${skills.map(({ skill }) => skill)}::int[]
    ) AS r(person, skill)
    JOIN volunteers.volunteer v ON v.id = r.person AND v.account_id IS NULL
    ON CONFLICT DO NOTHING`.execute(db);
  const held = rows.flatMap(({ id: person, certificates }) =>
    certificates.map(({ id, kind }) => ({ person, id, kind })),
  );
  await sql`
    INSERT INTO volunteers.certificate (volunteer_id, id, kind_id, status, declared_at)
    SELECT r.person, r.id, r.kind, 'declared', ${stamp.now} FROM unnest(
      ${held.map(({ person }) => person)}::uuid[], ${held.map(({ id }) => id)}::uuid[],
      ${held.map(({ kind }) => kind)}::int[]) AS r(person, id, kind)
    JOIN volunteers.volunteer v ON v.id = r.person AND v.account_id IS NULL
    WHERE NOT EXISTS (SELECT 1 FROM volunteers.certificate own
      WHERE own.volunteer_id = r.person AND own.kind_id = r.kind)`.execute(db);
}
