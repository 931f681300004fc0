import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { DuplicateReason, MergeState } from '../domain/merge.ts';
import type { Territory } from '../policy.ts';
import { territorySql } from './directory.ts';
import type { VolunteerId } from './rows.ts';

/**
 * Moves the skills and certificates of one record to another. A kind that both have stays as the other
 * has it, unless a reviewer saw only this one. Files of certificates left behind, which nobody needs.
 */
export async function adoptAbilities(
  db: Db,
  from: VolunteerId,
  into: VolunteerId,
): Promise<{ certificates: number; unusedFileIds: string[] }> {
  await sql`
    INSERT INTO volunteers.volunteer_skill (volunteer_id, skill_id, level, since)
    SELECT ${into}, skill_id, level, since FROM volunteers.volunteer_skill WHERE volunteer_id = ${from}
    ON CONFLICT DO NOTHING`.execute(db);
  const moved = await sql`
    UPDATE volunteers.certificate c SET volunteer_id = ${into}
    WHERE c.volunteer_id = ${from} AND NOT EXISTS (
      SELECT FROM volunteers.certificate own
      WHERE own.volunteer_id = ${into} AND own.kind_id = c.kind_id
        AND (own.status = 'verified' OR c.status <> 'verified'))`.execute(db);
  const { rows } = await sql<{ id: string }>`
    SELECT file_id AS id FROM volunteers.certificate
    WHERE volunteer_id = ${from} AND file_id IS NOT NULL`.execute(db);
  return {
    certificates: Number(moved.numAffectedRows ?? 0),
    unusedFileIds: rows.map((row) => row.id),
  };
}

/** Consents, dated exceptions and links follow; who to warn and the guardian where there is none. */
export async function adoptHistory(db: Db, from: VolunteerId, into: VolunteerId): Promise<number> {
  const consents = await sql`
    UPDATE volunteers.consent SET volunteer_id = ${into} WHERE volunteer_id = ${from}`.execute(db);
  await sql`
    UPDATE volunteers.availability_exception SET volunteer_id = ${into}
    WHERE volunteer_id = ${from}`.execute(db);
  await sql`UPDATE volunteers.link SET volunteer_id = ${into} WHERE volunteer_id = ${from}`.execute(
    db,
  );
  for (const table of ['volunteers.emergency_contact', 'volunteers.guardian'])
    await sql`
      UPDATE ${sql.table(table)} SET volunteer_id = ${into}
      WHERE volunteer_id = ${from} AND NOT EXISTS (
        SELECT FROM ${sql.table(table)} WHERE volunteer_id = ${into})`.execute(db);
  return Number(consents.numAffectedRows ?? 0);
}

/** An address or a number that only the emptied record had, with what is known of it. */
export async function adoptContacts(db: Db, from: VolunteerId, into: VolunteerId): Promise<void> {
  await sql`
    UPDATE volunteers.volunteer_contact c SET
      email = coalesce(c.email, f.email),
      email_verified_at = CASE WHEN c.email IS NULL THEN f.email_verified_at ELSE c.email_verified_at END,
      email_bounced_at = CASE WHEN c.email IS NULL THEN f.email_bounced_at ELSE c.email_bounced_at END,
      phone = coalesce(c.phone, f.phone),
      phone_verified_at = CASE WHEN c.phone IS NULL THEN f.phone_verified_at ELSE c.phone_verified_at END,
      phone_failed_at = CASE WHEN c.phone IS NULL THEN f.phone_failed_at ELSE c.phone_failed_at END
    FROM volunteers.volunteer_contact f
    WHERE c.volunteer_id = ${into} AND f.volunteer_id = ${from}`.execute(db);
  await sql`
    UPDATE volunteers.identity_key k SET volunteer_id = ${into}
    WHERE k.volunteer_id = ${from} AND k.kind IN ('email', 'phone') AND NOT EXISTS (
      SELECT FROM volunteers.identity_key own
      WHERE own.volunteer_id = ${into} AND own.kind = k.kind)`.execute(db);
}

export interface Merge {
  readonly id: string;
  readonly fromId: VolunteerId;
  readonly intoId: VolunteerId;
  readonly reason: DuplicateReason;
  readonly state: MergeState;
  readonly proposedBy: string | null;
  readonly proposedAt: Date;
}

const MERGE = sql`id, from_id AS "fromId", into_id AS "intoId", reason, state,
  proposed_by AS "proposedBy", proposed_at AS "proposedAt"`;

/** Undefined when the pair already waits, or was said to be two people. */
export async function insertMerge(
  db: Db,
  merge: Omit<Merge, 'state'>,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    INSERT INTO volunteers.merge (id, from_id, into_id, reason, state, proposed_by, proposed_at)
    VALUES (${merge.id}, ${merge.fromId}, ${merge.intoId}, ${merge.reason}, 'proposed',
      ${merge.proposedBy}, ${merge.proposedAt})
    ON CONFLICT DO NOTHING RETURNING id`.execute(db);
  return rows[0]?.id;
}

export async function mergeById(db: Db, id: string): Promise<Merge | undefined> {
  const { rows } = await sql<Merge>`
    SELECT ${MERGE} FROM volunteers.merge WHERE id = ${id}`.execute(db);
  return rows[0];
}

export async function lockMerge(db: Db, id: string): Promise<Merge | undefined> {
  const { rows } = await sql<Merge>`
    SELECT ${MERGE} FROM volunteers.merge WHERE id = ${id} FOR UPDATE`.execute(db);
  return rows[0];
}

export async function setMergeState(
  db: Db,
  id: string,
  change: {
    readonly state: MergeState;
    readonly by: 'person' | 'reviewer' | null;
    readonly at: Date;
  },
): Promise<void> {
  await sql`
    UPDATE volunteers.merge SET state = ${change.state}, decided_by = ${change.by},
      decided_at = ${change.at}
    WHERE id = ${id}`.execute(db);
}

/** Proposals about a record that is no more. */
export async function openMergesOf(db: Db, volunteerId: string): Promise<Merge[]> {
  const { rows } = await sql<Merge>`
    SELECT ${MERGE} FROM volunteers.merge
    WHERE state = 'proposed' AND (from_id = ${volunteerId} OR into_id = ${volunteerId})
    ORDER BY proposed_at`.execute(db);
  return rows;
}

export async function setMergedInto(db: Db, from: VolunteerId, into: VolunteerId): Promise<void> {
  await sql`UPDATE volunteers.volunteer SET merged_into = ${into} WHERE id = ${from}`.execute(db);
}

/** Pairs of the territory with the same name, birth date and commune, not yet judged. */
export async function duplicatePairs(
  db: Db,
  territory: Territory,
  limit: number,
): Promise<{ one: VolunteerId; other: VolunteerId }[]> {
  const { rows } = await sql<{ one: VolunteerId; other: VolunteerId }>`
    SELECT v.id AS one, o.id AS other FROM volunteers.volunteer v
    JOIN volunteers.volunteer o ON o.commune_code = v.commune_code AND o.name_key = v.name_key
      AND o.birth_date = v.birth_date AND o.id > v.id
    WHERE v.birth_date IS NOT NULL AND o.birth_date IS NOT NULL AND v.name_key <> ''
      AND v.status NOT IN ('erased', 'draft') AND o.status NOT IN ('erased', 'draft')
      AND (v.account_id IS NULL OR o.account_id IS NULL) AND ${territorySql(territory)}
      AND NOT EXISTS (SELECT FROM volunteers.merge m WHERE m.state IN ('proposed', 'refused')
        AND least(m.from_id, m.into_id) = v.id AND greatest(m.from_id, m.into_id) = o.id)
    ORDER BY v.name_key, v.id LIMIT ${limit}`.execute(db);
  return rows;
}

/** Proposals that wait, both records in the territory, oldest first. */
export async function openMerges(db: Db, territory: Territory, limit: number): Promise<Merge[]> {
  const { rows } = await sql<Merge>`
    SELECT m.id, m.from_id AS "fromId", m.into_id AS "intoId", m.reason, m.state,
      m.proposed_by AS "proposedBy", m.proposed_at AS "proposedAt"
    FROM volunteers.merge m JOIN volunteers.volunteer v ON v.id = m.into_id
    WHERE m.state = 'proposed' AND ${territorySql(territory)}
    ORDER BY m.proposed_at LIMIT ${limit}`.execute(db);
  return rows;
}

/** Those that this account did not propose itself. */
export async function countOpenMerges(
  db: Db,
  territory: Territory,
  accountId: string | undefined,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM volunteers.merge m
    JOIN volunteers.volunteer v ON v.id = m.into_id
    WHERE m.state = 'proposed' AND m.proposed_by IS DISTINCT FROM ${accountId ?? null}::uuid
      AND ${territorySql(territory)}`.execute(db);
  return rows[0]?.count ?? 0;
}
