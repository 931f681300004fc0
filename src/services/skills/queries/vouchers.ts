import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { DiscountRule } from '../domain/vouchers/discount.ts';
import type { Counts, Entry } from '../domain/vouchers/ledger.ts';
import type { Voucher, VoucherEvent, VoucherState } from '../domain/vouchers/voucher.ts';

export interface BatchRow {
  readonly id: string;
  readonly funder: string;
  readonly funderAccountId: string | null;
  readonly budgetCents: number;
  readonly valueCents: number;
  readonly rules: readonly DiscountRule[];
  readonly until: Date;
  readonly retakes: number;
  readonly retakeDays: number;
}

export interface CountedBatch extends BatchRow {
  readonly counts: Counts;
}

export interface VoucherRow {
  readonly id: string;
  readonly batchId: string;
  readonly voucher: Voucher;
  readonly accountId: string | null;
}

const BATCH = sql`b.id, b.funder, b.funder_account_id AS "funderAccountId",
  b.budget_cents AS "budgetCents", b.value_cents AS "valueCents", b.rules, b.until, b.retakes,
  b.retake_days AS "retakeDays"`;

/** The newest first; `funder`: theirs alone. */
export async function batchesWithCounts(
  db: Db,
  which: { readonly id?: string; readonly funder?: string },
): Promise<CountedBatch[]> {
  const { rows } = await sql<CountedBatch>`
    SELECT ${BATCH}, jsonb_build_object(
      'issued', (SELECT COALESCE(sum(i.count), 0) FROM skills.voucher_issue i WHERE i.batch_id = b.id),
      'free', count(v.id) FILTER (WHERE v.state = 'free'),
      'used', count(v.id) FILTER (WHERE v.state = 'used'),
      'expired', count(v.id) FILTER (WHERE v.state = 'expired'),
      'returned', count(v.id) FILTER (WHERE v.state = 'returned')) AS counts
    FROM skills.voucher_batch b LEFT JOIN skills.voucher v ON v.batch_id = b.id
    WHERE ${which.id === undefined ? sql`true` : sql`b.id = ${which.id}`}
      AND ${which.funder === undefined ? sql`true` : sql`b.funder_account_id = ${which.funder}`}
    GROUP BY b.id ORDER BY b.created_at DESC, b.id`.execute(db);
  return rows;
}

export async function batchById(db: Db, id: string): Promise<BatchRow | undefined> {
  const { rows } = await sql<BatchRow>`
    SELECT ${BATCH} FROM skills.voucher_batch b WHERE b.id = ${id}`.execute(db);
  return rows[0];
}

/** Held until the end of the transaction: what is issued stays within the budget. */
export async function lockBatch(db: Db, id: string): Promise<BatchRow | undefined> {
  const { rows } = await sql<BatchRow>`
    SELECT ${BATCH} FROM skills.voucher_batch b WHERE b.id = ${id} FOR UPDATE`.execute(db);
  return rows[0];
}

export async function insertBatch(db: Db, batch: BatchRow, at: Date): Promise<void> {
  await sql`
    INSERT INTO skills.voucher_batch (id, funder, funder_account_id, budget_cents, value_cents,
      rules, until, retakes, retake_days, created_at)
    VALUES (${batch.id}, ${batch.funder}, ${batch.funderAccountId}, ${batch.budgetCents},
      ${batch.valueCents}, ${JSON.stringify(batch.rules)}::jsonb, ${batch.until}, ${batch.retakes},
      ${batch.retakeDays}, ${at})`.execute(db);
}

/** False when the same click was counted before. */
export async function insertIssue(
  db: Db,
  issue: { readonly batchId: string; readonly key: string; readonly count: number },
  at: Date,
): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    INSERT INTO skills.voucher_issue (batch_id, key, count, issued_at)
    VALUES (${issue.batchId}, ${issue.key}, ${issue.count}, ${at})
    ON CONFLICT DO NOTHING`.execute(db);
  return numAffectedRows > 0n;
}

export interface NewVoucher {
  readonly id: string;
  readonly codeHash: Buffer;
  readonly voucher: Voucher;
}

export async function insertVouchers(
  db: Db,
  { batchId, key }: { readonly batchId: string; readonly key: string },
  vouchers: readonly NewVoucher[],
): Promise<void> {
  await sql`
    INSERT INTO skills.voucher (id, batch_id, issue_key, code_hash, state, until, retakes_left)
    SELECT v.id, ${batchId}, ${key}, v.hash, v.state, v.until, v.retakes
    FROM unnest(${vouchers.map(({ id }) => id)}::uuid[],
      ${vouchers.map(({ codeHash }) => codeHash)}::bytea[],
      ${vouchers.map(({ voucher }) => voucher.state)}::text[],
      ${vouchers.map(({ voucher }) => new Date(voucher.until))}::timestamptz[],
      ${vouchers.map(({ voucher }) => voucher.retakesLeft)}::smallint[])
      AS v (id, hash, state, until, retakes)`.execute(db);
}

interface StoredVoucher {
  readonly id: string;
  readonly batchId: string;
  readonly accountId: string | null;
  readonly state: VoucherState;
  readonly until: Date;
  readonly retakesLeft: number;
  readonly retakeUntil: Date | null;
}

const VOUCHER = sql`id, batch_id AS "batchId", account_id AS "accountId", state, until,
  retakes_left AS "retakesLeft", retake_until AS "retakeUntil"`;

function asVoucher({ id, batchId, accountId, ...stored }: StoredVoucher): VoucherRow {
  const { state, until, retakesLeft, retakeUntil } = stored;
  const voucher = {
    state,
    until: until.getTime(),
    retakesLeft,
    retakeUntil: retakeUntil?.getTime(),
  };
  return { id, batchId, accountId, voucher };
}

export async function voucherOfCode(db: Db, codeHash: Buffer): Promise<VoucherRow | undefined> {
  const { rows } = await sql<StoredVoucher>`
    SELECT ${VOUCHER} FROM skills.voucher WHERE code_hash = ${codeHash}`.execute(db);
  return rows[0] && asVoucher(rows[0]);
}

/** Held until the end of the transaction: of two that spend it, the second finds it spent. */
export async function lockVoucher(db: Db, id: string): Promise<VoucherRow | undefined> {
  const { rows } = await sql<StoredVoucher>`
    SELECT ${VOUCHER} FROM skills.voucher WHERE id = ${id} FOR UPDATE`.execute(db);
  return rows[0] && asVoucher(rows[0]);
}

export async function saveVoucher(
  db: Db,
  { id, voucher, accountId }: VoucherRow,
  what: VoucherEvent,
  at: Date,
): Promise<void> {
  const retakeUntil = voucher.retakeUntil === undefined ? null : new Date(voucher.retakeUntil);
  await sql`
    UPDATE skills.voucher SET state = ${voucher.state}, until = ${new Date(voucher.until)},
      retakes_left = ${voucher.retakesLeft}, retake_until = ${retakeUntil}, account_id = ${accountId}
    WHERE id = ${id}`.execute(db);
  await sql`
    INSERT INTO skills.voucher_entry (voucher_id, what, at) VALUES (${id}, ${what}, ${at})`.execute(
    db,
  );
}

/** Ids of vouchers in a state whose last day is before `until`, or of a whole batch. */
export async function vouchersIn(
  db: Db,
  state: VoucherState,
  which: { readonly before: Date } | { readonly batchId: string },
  limit: number,
): Promise<string[]> {
  const where = 'before' in which ? sql`until < ${which.before}` : sql`batch_id = ${which.batchId}`;
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM skills.voucher WHERE state = ${state} AND ${where}
    ORDER BY until, id LIMIT ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/** The whole history of a batch, as the pure ledger reads it; vouchers are named by their id. */
export async function ledgerOf(db: Db, batchId: string): Promise<Entry[]> {
  const { rows } = await sql<{ what: Entry['what']; at: Date; ids: string[] }>`
    SELECT what, at, ids FROM (
      SELECT 'issue' AS what, i.issued_at AS at, i.position, array_agg(v.id) AS ids
      FROM skills.voucher_issue i
      JOIN skills.voucher v ON v.batch_id = i.batch_id AND v.issue_key = i.key
      WHERE i.batch_id = ${batchId} GROUP BY i.batch_id, i.key
      UNION ALL
      SELECT e.what, e.at, e.position, ARRAY[e.voucher_id]
      FROM skills.voucher_entry e JOIN skills.voucher v ON v.id = e.voucher_id
      WHERE v.batch_id = ${batchId}) lines
    ORDER BY position`.execute(db);
  return rows.map(({ what, at, ids }) =>
    what === 'issue'
      ? { what, codes: ids, at: at.getTime() }
      : { what, code: ids[0]!, at: at.getTime() },
  );
}

/** Counts by day and event, for the file of the ledger. */
export async function ledgerDays(
  db: Db,
  batchId: string,
): Promise<{ readonly day: string; readonly what: Entry['what']; readonly count: number }[]> {
  const { rows } = await sql<{ day: string; what: Entry['what']; count: number }>`
    SELECT (at AT TIME ZONE 'Europe/Paris')::date::text AS day, what, sum(n)::integer AS count
    FROM (SELECT issued_at AS at, 'issue' AS what, count AS n FROM skills.voucher_issue
          WHERE batch_id = ${batchId}
          UNION ALL
          SELECT e.at, e.what, 1 FROM skills.voucher_entry e
          JOIN skills.voucher v ON v.id = e.voucher_id WHERE v.batch_id = ${batchId}) lines
    GROUP BY 1, 2 ORDER BY 1, 2`.execute(db);
  return rows;
}

/** A used voucher stays used; of whom is forgotten. */
export async function forgetVoucherHolder(db: Db, accountId: string): Promise<void> {
  await sql`UPDATE skills.voucher SET account_id = NULL WHERE account_id = ${accountId}`.execute(
    db,
  );
}

export async function setBatchUntil(db: Db, id: string, until: Date): Promise<void> {
  await sql`UPDATE skills.voucher_batch SET until = ${until} WHERE id = ${id}`.execute(db);
}
