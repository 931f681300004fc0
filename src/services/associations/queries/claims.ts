import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import {
  type AssociationRole,
  type ClaimKind,
  type ClaimQuestion,
  type ClaimRefusal,
  type ClaimState,
  type Office,
  OPEN_STATES,
  type Proof,
} from '../domain/claim.ts';

export interface Claim {
  readonly id: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly department: string;
  readonly accountId: string;
  readonly kind: ClaimKind;
  readonly proof: Proof;
  readonly role: AssociationRole;
  readonly office: Office;
  readonly state: ClaimState;
  readonly message: string;
  readonly fileId: string | null;
  readonly contactEmail: string | null;
  readonly secondEmail: string | null;
  readonly contested: boolean;
  readonly codeHash: Buffer | null;
  readonly codeTries: number;
  readonly refusal: ClaimRefusal | null;
  readonly question: ClaimQuestion | null;
  readonly questionText: string;
  readonly answer: string;
  readonly overrideBy: string | null;
  readonly overrideReason: string;
  readonly createdAt: Date;
  readonly dueAt: Date | null;
  readonly decidedAt: Date | null;
  readonly validUntil: string | null;
  readonly reminded: number | null;
}

const columns = sql`c.id, c.organisation_id AS "organisationId", o.name AS "organisationName",
  c.department, c.account_id AS "accountId", c.kind, c.proof, c.role, c.office, c.state, c.message,
  c.file_id AS "fileId", c.contact_email AS "contactEmail", c.second_email AS "secondEmail",
  c.contested, c.code_hash AS "codeHash", c.code_tries AS "codeTries", c.refusal, c.question,
  c.question_text AS "questionText", c.answer, c.override_by AS "overrideBy",
  c.override_reason AS "overrideReason", c.created_at AS "createdAt", c.due_at AS "dueAt",
  c.decided_at AS "decidedAt", c.valid_until AS "validUntil", c.reminded`;
const joined = sql`associations.claim c JOIN associations.organisation o ON o.id = c.organisation_id`;

export async function selectClaim(db: Db, id: string): Promise<Claim | undefined> {
  const { rows } = await sql<Claim>`SELECT ${columns} FROM ${joined} WHERE c.id = ${id}`.execute(
    db,
  );
  return rows[0];
}

/** The row is held until the transaction ends: two decisions never cross. */
export async function lockClaim(db: Db, id: string): Promise<Claim | undefined> {
  await sql`SELECT FROM associations.claim WHERE id = ${id} FOR UPDATE`.execute(db);
  return selectClaim(db, id);
}

export async function claimsOfAccount(db: Db, accountId: string): Promise<Claim[]> {
  const { rows } = await sql<Claim>`
    SELECT ${columns} FROM ${joined} WHERE c.account_id = ${accountId}
    ORDER BY c.created_at DESC LIMIT 100`.execute(db);
  return rows;
}

/** Requests that wait for who acts for these organisations. */
export async function claimsForOwners(
  db: Db,
  organisationIds: readonly string[],
): Promise<Claim[]> {
  const { rows } = await sql<Claim>`
    SELECT ${columns} FROM ${joined}
    WHERE c.organisation_id = ANY (${organisationIds}::uuid[]) AND c.state = 'owner'
    ORDER BY c.due_at`.execute(db);
  return rows;
}

/** `departments` undefined: the whole country. Soonest due first. */
export async function claimsToReview(
  db: Db,
  departments: readonly string[] | undefined,
  states: readonly ClaimState[],
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly rows: Claim[]; readonly total: number }> {
  const there =
    departments === undefined ? sql`true` : sql`c.department = ANY (${departments}::text[])`;
  const { rows } = await sql<Claim & { total: number }>`
    SELECT ${columns}, count(*) OVER () AS total FROM ${joined}
    WHERE c.state = ANY (${states}::text[]) AND ${there}
    ORDER BY c.due_at, c.id LIMIT ${page.limit} OFFSET ${page.offset}`.execute(db);
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** States in which time does something, and accepted ones that end; both with a date before `until`. */
export async function claimsUntil(db: Db, until: Date): Promise<Claim[]> {
  const { rows } = await sql<Claim>`
    SELECT ${columns} FROM ${joined}
    WHERE (c.state IN ('letter', 'owner', 'question') AND c.due_at <= ${until})
      OR (c.state = 'accepted' AND c.valid_until <= ${until}::date AND coalesce(c.reminded, 99) > 0)
    ORDER BY c.id`.execute(db);
  return rows;
}

/** The organisation is held: two people who begin at the same moment come one after the other. */
export async function lockOrganisationClaims(db: Db, organisationId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('associations.claim:' || ${organisationId}, 0))`.execute(
    db,
  );
}

export async function openClaimOf(
  db: Db,
  accountId: string,
  organisationId: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM associations.claim WHERE account_id = ${accountId}
      AND organisation_id = ${organisationId} AND state = ANY (${OPEN_STATES}::text[])`.execute(db);
  return rows[0]?.id;
}

/** Did an accepted officer name this address as second officer? */
export async function isInvited(db: Db, organisationId: string, email: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM associations.claim WHERE organisation_id = ${organisationId}
      AND state = 'accepted' AND second_email = ${email} LIMIT 1`.execute(db);
  return rows.length > 0;
}

export type NewClaim = Pick<
  Claim,
  | 'id'
  | 'organisationId'
  | 'department'
  | 'accountId'
  | 'kind'
  | 'proof'
  | 'role'
  | 'office'
  | 'state'
  | 'message'
  | 'fileId'
  | 'contactEmail'
  | 'secondEmail'
  | 'createdAt'
  | 'dueAt'
>;

export async function insertClaim(db: Db, claim: NewClaim): Promise<void> {
  await sql`
    INSERT INTO associations.claim (id, organisation_id, department, account_id, kind, proof, role,
      office, state, message, file_id, contact_email, second_email, created_at, due_at)
    VALUES (${claim.id}, ${claim.organisationId}, ${claim.department}, ${claim.accountId},
      ${claim.kind}, ${claim.proof}, ${claim.role}, ${claim.office}, ${claim.state},
      ${claim.message}, ${claim.fileId}, ${claim.contactEmail}, ${claim.secondEmail},
      ${claim.createdAt}, ${claim.dueAt})`.execute(db);
}

const NAMES = {
  state: 'state',
  fileId: 'file_id',
  contested: 'contested',
  codeHash: 'code_hash',
  codeTries: 'code_tries',
  refusal: 'refusal',
  question: 'question',
  questionText: 'question_text',
  answer: 'answer',
  overrideBy: 'override_by',
  overrideReason: 'override_reason',
  dueAt: 'due_at',
  decidedAt: 'decided_at',
  decidedBy: 'decided_by',
  validUntil: 'valid_until',
  reminded: 'reminded',
} as const;

export type ClaimPatch = Partial<
  Pick<Claim, Exclude<keyof typeof NAMES, 'decidedBy'>> & { readonly decidedBy: string | null }
>;

export async function updateClaim(db: Db, id: string, patch: ClaimPatch): Promise<void> {
  const sets = Object.entries(patch).map(
    ([name, value]) => sql`${sql.ref(NAMES[name as keyof typeof NAMES])} = ${value}`,
  );
  await sql`UPDATE associations.claim SET ${sql.join(sets)} WHERE id = ${id}`.execute(db);
}

export interface ClaimNote {
  readonly authorId: string | null;
  readonly writtenAt: Date;
  readonly text: string;
}

export async function notesOf(db: Db, claimId: string): Promise<ClaimNote[]> {
  const { rows } = await sql<ClaimNote>`
    SELECT author_id AS "authorId", written_at AS "writtenAt", text FROM associations.claim_note
    WHERE claim_id = ${claimId} ORDER BY written_at, id`.execute(db);
  return rows;
}

export async function insertNote(
  db: Db,
  note: ClaimNote & { readonly id: string; readonly claimId: string },
): Promise<void> {
  await sql`
    INSERT INTO associations.claim_note (id, claim_id, author_id, written_at, text)
    VALUES (${note.id}, ${note.claimId}, ${note.authorId}, ${note.writtenAt}, ${note.text})`.execute(
    db,
  );
}

/** Requests of a person who is erased go, with their documents; what they noted stays, unsigned. */
export async function eraseClaimsOf(
  db: Db,
  accountId: string,
  emails: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ fileId: string | null }>`
    DELETE FROM associations.claim WHERE account_id = ${accountId}
    RETURNING file_id AS "fileId"`.execute(db);
  await sql`UPDATE associations.claim_note SET author_id = NULL WHERE author_id = ${accountId}`.execute(
    db,
  );
  await sql`UPDATE associations.claim SET decided_by = NULL WHERE decided_by = ${accountId}`.execute(
    db,
  );
  await sql`UPDATE associations.claim SET override_by = NULL WHERE override_by = ${accountId}`.execute(
    db,
  );
  await sql`UPDATE associations.claim SET second_email = NULL WHERE second_email = ANY (${emails}::text[])`.execute(
    db,
  );
  await sql`UPDATE associations.claim SET contact_email = NULL WHERE contact_email = ANY (${emails}::text[])`.execute(
    db,
  );
  return rows.flatMap(({ fileId }) => fileId ?? []);
}
