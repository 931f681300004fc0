import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import type { AppealState, CandidateState } from '../domain/sessions/session.ts';
import type { DiscountRule } from '../domain/vouchers/discount.ts';

export type PaidBy = 'cash' | 'card' | 'cheque' | 'transfer';

export interface CandidateRow {
  readonly id: string;
  readonly sessionId: string;
  readonly accountId: string | null;
  readonly name: string | null;
  readonly birthDate: DateString | null;
  readonly lang: Lang;
  readonly state: CandidateState;
  readonly extraTime: boolean;
  readonly voucherId: string | null;
  readonly priceCents: number;
  readonly priceBecause: DiscountRule | null;
  readonly paidBy: PaidBy | null;
  readonly identifiedAt: Date | null;
  readonly identifiedBy: string | null;
  readonly attemptId: string | null;
  readonly theta: number | null;
  readonly se: number | null;
  readonly result: 'certified' | 'too_few_answers' | 'appeal_upheld' | null;
  readonly appeal: Exclude<AppealState, 'none'> | null;
  readonly appealText: string | null;
  readonly appealAnswer: string | null;
}

const COLUMNS = sql`id, session_id AS "sessionId", account_id AS "accountId", name,
  birth_date AS "birthDate", lang, state, extra_time AS "extraTime", voucher_id AS "voucherId",
  price_cents AS "priceCents", price_because AS "priceBecause", paid_by AS "paidBy",
  identified_at AS "identifiedAt", identified_by AS "identifiedBy", attempt_id AS "attemptId",
  theta, se, result, appeal, appeal_text AS "appealText", appeal_answer AS "appealAnswer"`;

/** By name, without those who withdrew. */
export async function candidatesOf(db: Db, sessionId: string): Promise<CandidateRow[]> {
  const { rows } = await sql<CandidateRow>`
    SELECT ${COLUMNS} FROM skills.candidate
    WHERE session_id = ${sessionId} AND state <> 'withdrawn'
    ORDER BY lower(name), id`.execute(db);
  return rows;
}

export async function candidateOf(
  db: Db,
  sessionId: string,
  which: { readonly accountId: string } | { readonly id: string },
): Promise<CandidateRow | undefined> {
  const { rows } = await sql<CandidateRow>`
    SELECT ${COLUMNS} FROM skills.candidate WHERE session_id = ${sessionId}
      AND ${'id' in which ? sql`id = ${which.id}` : sql`account_id = ${which.accountId}`}`.execute(
    db,
  );
  return rows[0];
}

export async function candidateOfAttempt(
  db: Db,
  attemptId: string,
): Promise<CandidateRow | undefined> {
  const { rows } = await sql<CandidateRow>`
    SELECT ${COLUMNS} FROM skills.candidate WHERE attempt_id = ${attemptId}`.execute(db);
  return rows[0];
}

/** Held until the end of the transaction. */
export async function lockCandidate(db: Db, id: string): Promise<CandidateRow | undefined> {
  const { rows } = await sql<CandidateRow>`
    SELECT ${COLUMNS} FROM skills.candidate WHERE id = ${id} FOR UPDATE`.execute(db);
  return rows[0];
}

/** Everything that somebody enrolled in, the newest first. */
export async function candidaciesOf(db: Db, accountId: string): Promise<CandidateRow[]> {
  const { rows } = await sql<CandidateRow>`
    SELECT ${COLUMNS} FROM skills.candidate WHERE account_id = ${accountId}
    ORDER BY created_at DESC, id`.execute(db);
  return rows;
}

export async function insertCandidate(
  db: Db,
  row: Pick<
    CandidateRow,
    | 'id'
    | 'sessionId'
    | 'accountId'
    | 'name'
    | 'birthDate'
    | 'lang'
    | 'extraTime'
    | 'voucherId'
    | 'priceCents'
    | 'priceBecause'
  >,
  at: Date,
): Promise<void> {
  await sql`
    INSERT INTO skills.candidate (id, session_id, account_id, name, birth_date, lang, state,
      extra_time, voucher_id, price_cents, price_because, created_at)
    VALUES (${row.id}, ${row.sessionId}, ${row.accountId}, ${row.name}, ${row.birthDate},
      ${row.lang}, 'enrolled', ${row.extraTime}, ${row.voucherId}, ${row.priceCents},
      ${row.priceBecause && JSON.stringify(row.priceBecause)}::jsonb, ${at})`.execute(db);
}

export async function saveCandidate(db: Db, row: CandidateRow): Promise<void> {
  await sql`
    UPDATE skills.candidate SET name = ${row.name}, birth_date = ${row.birthDate},
      lang = ${row.lang}, state = ${row.state}, extra_time = ${row.extraTime},
      voucher_id = ${row.voucherId}, price_cents = ${row.priceCents},
      price_because = ${row.priceBecause && JSON.stringify(row.priceBecause)}::jsonb,
      identified_at = ${row.identifiedAt}, identified_by = ${row.identifiedBy},
      attempt_id = ${row.attemptId}, theta = ${row.theta}, se = ${row.se}, result = ${row.result}
    WHERE id = ${row.id}`.execute(db);
}

/** How the price was paid on site; nothing of a card. False when it was said before. */
export async function setPaid(db: Db, id: string, by: PaidBy, at: Date): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    UPDATE skills.candidate SET paid_by = ${by}, paid_at = ${at}
    WHERE id = ${id} AND paid_by IS NULL`.execute(db);
  return numAffectedRows > 0n;
}

export async function setAppeal(
  db: Db,
  { id, appeal, appealText, appealAnswer }: CandidateRow,
  at: Date,
): Promise<void> {
  await sql`
    UPDATE skills.candidate SET appeal = ${appeal}, appeal_text = ${appealText},
      appeal_answer = ${appealAnswer}, appeal_at = ${at}
    WHERE id = ${id}`.execute(db);
}

/** The oldest first. */
export async function openAppeals(db: Db): Promise<CandidateRow[]> {
  const { rows } = await sql<CandidateRow>`
    SELECT ${COLUMNS} FROM skills.candidate WHERE appeal = 'filed' ORDER BY appeal_at, id`.execute(
    db,
  );
  return rows;
}

/** What was counted stays counted; of whom is forgotten. */
export async function forgetCandidate(db: Db, accountId: string): Promise<void> {
  await sql`
    UPDATE skills.candidate
    SET account_id = NULL, name = NULL, birth_date = NULL, appeal_text = NULL, appeal_answer = NULL
    WHERE account_id = ${accountId}`.execute(db);
}

/** Whether somebody has still to sit a test with this voucher. */
export async function isWaiting(db: Db, voucherId: string): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`
    SELECT EXISTS (SELECT FROM skills.candidate WHERE voucher_id = ${voucherId}
      AND state NOT IN ('withdrawn', 'finished', 'absent')) AS waits`.execute(db);
  return rows[0]!.waits;
}

/** Whether an appeal of theirs was upheld, and the free test that follows not taken yet. */
export async function hasFreeTest(db: Db, accountId: string): Promise<boolean> {
  const { rows } = await sql<{ free: boolean }>`
    SELECT count(*) FILTER (WHERE appeal = 'upheld') > count(*) FILTER (
      WHERE price_because ->> 'kind' = 'appeal' AND state NOT IN ('withdrawn', 'absent')) AS free
    FROM skills.candidate WHERE account_id = ${accountId}`.execute(db);
  return rows[0]!.free;
}
