import { type Selectable, sql } from 'kysely';
import type { Db, Tables } from '#platform/db/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { Id } from '#platform/kernel/ids.ts';
import type { Attempt, AttemptState, PauseReason } from '../domain/attempt/attempt.ts';
import type { TestKind } from '../domain/attempt/rules.ts';
import type { Estimate } from '../domain/irt/posterior.ts';

export type AttemptId = Id<'attempt'>;
export type EndedBy = 'length' | 'precision' | 'classified' | 'time' | 'person' | 'bank';

/** A test as it is kept: who takes it and how, what happened, what came out. */
export interface KeptAttempt {
  readonly id: AttemptId;
  readonly kind: TestKind;
  readonly accountId: string | null;
  readonly keyHash: Buffer | null;
  readonly lang: Lang;
  readonly readable: boolean;
  readonly plainItems: boolean;
  readonly attempt: Attempt;
  readonly draft: Readonly<Record<string, string | readonly string[]>> | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly endedBy: EndedBy | null;
  readonly result: Estimate | null;
}

type Row = Selectable<Tables['skills.attempt']>;
type ItemRow = Selectable<Tables['skills.attempt_item']>;

export async function attemptById(db: Db, id: string): Promise<KeptAttempt | undefined> {
  const row = await db
    .selectFrom('skills.attempt')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && attemptOf(row, await itemRows(db, [id]));
}

/** Nobody else changes it until the transaction ends. */
export async function lockAttempt(db: Db, id: string): Promise<KeptAttempt | undefined> {
  const row = await db
    .selectFrom('skills.attempt')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && attemptOf(row, await itemRows(db, [id]));
}

/** Of somebody, the latest first. */
export async function attemptsOf(db: Db, accountId: string): Promise<KeptAttempt[]> {
  const rows = await db
    .selectFrom('skills.attempt')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('started_at', 'desc')
    .execute();
  const items = await itemRows(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => attemptOf(row, items));
}

/** The one that a browser holds the secret of, without an account. */
export async function attemptByKey(db: Db, keyHash: Buffer): Promise<KeptAttempt | undefined> {
  const row = await db
    .selectFrom('skills.attempt')
    .selectAll()
    .where('key_hash', '=', keyHash)
    .executeTakeFirst();
  return row && attemptOf(row, await itemRows(db, [row.id]));
}

async function itemRows(db: Db, ids: readonly string[]): Promise<ItemRow[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom('skills.attempt_item')
    .selectAll()
    .where('attempt_id', 'in', ids)
    .orderBy('position')
    .execute();
}

function attemptOf(row: Row, items: readonly ItemRow[]): KeptAttempt {
  const { theta, se } = row;
  return {
    id: row.id as AttemptId,
    kind: row.kind as TestKind,
    accountId: row.account_id,
    keyHash: row.key_hash,
    lang: row.lang as Lang,
    readable: row.readable,
    plainItems: row.plain_items,
    attempt: {
      state: row.state as AttemptState,
      bankVersion: row.bank,
      allowedMs: row.allowed_ms,
      spentMs: row.spent_ms,
      countedAt: row.counted_at.getTime(),
      beats: row.beats,
      pausedFor: (row.paused_for as PauseReason | null) ?? undefined,
      asked: items.flatMap((item) => (item.attempt_id === row.id ? [askedOf(item)] : [])),
    },
    draft: row.draft as KeptAttempt['draft'],
    startedAt: row.started_at,
    endedAt: row.ended_at,
    endedBy: row.ended_by as EndedBy | null,
    result: theta === null || se === null ? null : { theta, se },
  };
}

function askedOf(row: ItemRow): Attempt['asked'][number] {
  return {
    item: row.item,
    askedAt: row.asked_at.getTime(),
    answer: row.answer ?? undefined,
    right: row.is_right ?? undefined,
    answeredAt: row.answered_at?.getTime(),
    replacedFor: row.replaced_for ?? undefined,
  };
}

export type NewAttempt = Pick<
  KeptAttempt,
  'id' | 'kind' | 'accountId' | 'keyHash' | 'lang' | 'readable' | 'plainItems' | 'attempt'
>;

export async function insertAttempt(db: Db, made: NewAttempt): Promise<void> {
  const { attempt } = made;
  await db
    .insertInto('skills.attempt')
    .values({
      id: made.id,
      kind: made.kind,
      account_id: made.accountId,
      key_hash: made.keyHash,
      lang: made.lang,
      readable: made.readable,
      plain_items: made.plainItems,
      bank: attempt.bankVersion,
      started_at: new Date(attempt.countedAt),
      ...columnsOf(attempt),
    })
    .execute();
}

/** Writes what changed between two states; the draft belongs to a question that is no longer open. */
export async function saveAttempt(
  db: Db,
  id: string,
  before: Attempt,
  after: Attempt,
): Promise<void> {
  const touched = [...after.asked.entries()].filter(([at, item]) => before.asked[at] !== item);
  await db
    .updateTable('skills.attempt')
    .set({ ...columnsOf(after), ...(touched.length > 0 ? { draft: null } : {}) })
    .where('id', '=', id)
    .execute();
  for (const [position, item] of touched) {
    const values = {
      answer: item.answer ?? null,
      is_right: item.right ?? null,
      answered_at: item.answeredAt === undefined ? null : new Date(item.answeredAt),
      replaced_for: item.replacedFor ?? null,
    };
    await db
      .insertInto('skills.attempt_item')
      .values({
        attempt_id: id,
        position,
        item: item.item,
        asked_at: new Date(item.askedAt),
        ...values,
      })
      .onConflict((conflict) => conflict.columns(['attempt_id', 'position']).doUpdateSet(values))
      .execute();
  }
}

function columnsOf(attempt: Attempt) {
  return {
    state: attempt.state,
    paused_for: attempt.pausedFor ?? null,
    allowed_ms: Math.round(attempt.allowedMs),
    spent_ms: Math.round(attempt.spentMs),
    counted_at: new Date(attempt.countedAt),
    beats: attempt.beats,
  };
}

export async function saveResult(
  db: Db,
  id: string,
  ended: { readonly at: Date; readonly by: EndedBy; readonly result: Estimate | undefined },
): Promise<void> {
  await db
    .updateTable('skills.attempt')
    .set({
      ended_at: ended.at,
      ended_by: ended.by,
      theta: ended.result?.theta ?? null,
      se: ended.result?.se ?? null,
    })
    .where('id', '=', id)
    .execute();
}

export async function saveDraft(db: Db, id: string, draft: KeptAttempt['draft']): Promise<void> {
  await db
    .updateTable('skills.attempt')
    .set({ draft: JSON.stringify(draft) })
    .where('id', '=', id)
    .execute();
}

/** The account takes it over, and the browser's secret ends. */
export async function giveToAccount(db: Db, id: string, accountId: string): Promise<void> {
  await db
    .updateTable('skills.attempt')
    .set({ account_id: accountId, key_hash: null })
    .where('id', '=', id)
    .execute();
}

export async function setKey(db: Db, id: string, keyHash: Buffer): Promise<void> {
  await db.updateTable('skills.attempt').set({ key_hash: keyHash }).where('id', '=', id).execute();
}

/** What was typed goes, the person goes; right or wrong stays, of nobody, to measure items with. */
export async function forgetAttempts(db: Db, accountId: string): Promise<void> {
  await sql`
    WITH own AS (
      UPDATE skills.attempt SET account_id = NULL, key_hash = NULL, draft = NULL,
        state = CASE WHEN state IN ('ended', 'cancelled') THEN state ELSE 'cancelled' END
      WHERE account_id = ${accountId} RETURNING id
    )
    UPDATE skills.attempt_item SET answer = NULL
    WHERE attempt_id IN (SELECT id FROM own)`.execute(db);
}

/** Begun, and not touched since: with an account, or in the hands of a browser alone. */
export async function testsLeftOpen(
  db: Db,
  before: { readonly withAccount: Date; readonly without: Date },
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM skills.attempt
    WHERE state IN ('waiting', 'running', 'paused') AND kind = 'placement'
      AND counted_at < CASE WHEN account_id IS NULL THEN ${before.without}::timestamptz
        ELSE ${before.withAccount}::timestamptz END`.execute(db);
  return rows.map(({ id }) => id);
}

/** What was typed in tests that no account holds goes; right or wrong stays, of nobody. */
export async function forgetHeldByNobody(db: Db, before: Date): Promise<void> {
  await sql`
    WITH old AS (
      UPDATE skills.attempt SET key_hash = NULL, draft = NULL
      WHERE account_id IS NULL AND key_hash IS NOT NULL AND kind = 'placement'
        AND started_at < ${before} AND state IN ('ended', 'cancelled')
      RETURNING id
    )
    UPDATE skills.attempt_item SET answer = NULL
    WHERE attempt_id IN (SELECT id FROM old)`.execute(db);
}
