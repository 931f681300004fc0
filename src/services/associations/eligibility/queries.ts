import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { Fact, Outcome, Reason } from '../domain/eligibility/index.ts';
import type { LifeEvent, LifeState } from '../domain/eligibility/life.ts';

export interface StoredDecision {
  readonly id: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly department: string;
  readonly pack: string;
  readonly version: string;
  readonly facts: readonly Fact[];
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
  readonly state: LifeState;
  readonly askedBy: string | null;
  readonly reviewer: string | null;
  readonly secondReviewer: string | null;
  readonly proposedBy: string | null;
  readonly askedAt: Date;
  readonly changedAt: Date;
  readonly dueOn: string | null;
  readonly expiresOn: string | null;
}

const columns = sql`d.id, d.organisation_id AS "organisationId",
  d.organisation_name AS "organisationName", d.department, d.pack, d.version, d.facts, d.outcome,
  d.reasons, d.state, d.asked_by AS "askedBy", d.reviewer, d.second_reviewer AS "secondReviewer",
  d.proposed_by AS "proposedBy", d.asked_at AS "askedAt", d.changed_at AS "changedAt",
  d.due_on AS "dueOn", d.expires_on AS "expiresOn"`;

const OVER = sql`('expired', 'revoked', 'superseded', 'lapsed')`;

export async function selectDecision(db: Db, id: string): Promise<StoredDecision | undefined> {
  const { rows } = await sql<StoredDecision>`
    SELECT ${columns} FROM associations.eligibility_decision d WHERE d.id = ${id}`.execute(db);
  return rows[0];
}

export async function lockDecision(db: Db, id: string): Promise<StoredDecision | undefined> {
  const { rows } = await sql<StoredDecision>`
    SELECT ${columns} FROM associations.eligibility_decision d WHERE d.id = ${id} FOR UPDATE`.execute(
    db,
  );
  return rows[0];
}

/** The one decision about an organisation and a programme that is not over. */
export async function selectCurrent(
  db: Db,
  organisationId: string,
  pack: string,
): Promise<StoredDecision | undefined> {
  const { rows } = await sql<StoredDecision>`
    SELECT ${columns} FROM associations.eligibility_decision d
    WHERE d.organisation_id = ${organisationId} AND d.pack = ${pack}
      AND d.state NOT IN ${OVER}`.execute(db);
  return rows[0];
}

/** Two people may ask for the same organisation in the same second: one after the other. */
export async function lockAsking(db: Db, organisationId: string, pack: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`eligibility ${organisationId} ${pack}`}, 0))`.execute(
    db,
  );
}

export async function insertDecision(db: Db, decision: StoredDecision): Promise<void> {
  await sql`
    INSERT INTO associations.eligibility_decision (id, organisation_id, organisation_name,
      department, pack, version, facts, outcome, reasons, state, asked_by, asked_at, changed_at,
      due_on, expires_on)
    VALUES (${decision.id}, ${decision.organisationId}, ${decision.organisationName},
      ${decision.department}, ${decision.pack}, ${decision.version},
      ${JSON.stringify(decision.facts)}::jsonb, ${decision.outcome},
      ${JSON.stringify(decision.reasons)}::jsonb, ${decision.state}, ${decision.askedBy},
      ${decision.askedAt}, ${decision.changedAt}, ${decision.dueOn}, ${decision.expiresOn})`.execute(
    db,
  );
}

export type Changes = Pick<
  StoredDecision,
  'state' | 'reviewer' | 'secondReviewer' | 'proposedBy' | 'changedAt' | 'dueOn' | 'expiresOn'
>;

export async function updateDecision(db: Db, id: string, changes: Changes): Promise<void> {
  await sql`
    UPDATE associations.eligibility_decision SET state = ${changes.state},
      reviewer = ${changes.reviewer}, second_reviewer = ${changes.secondReviewer},
      proposed_by = ${changes.proposedBy}, changed_at = ${changes.changedAt},
      due_on = ${changes.dueOn}, expires_on = ${changes.expiresOn}
    WHERE id = ${id}`.execute(db);
}

export interface Step {
  readonly event: LifeEvent | 'request';
  readonly state: LifeState;
  readonly by: string | null;
  readonly note: string;
  readonly at: Date;
}

export async function insertStep(db: Db, decisionId: string, step: Step): Promise<void> {
  await sql`
    INSERT INTO associations.eligibility_step (decision_id, number, event, state, by_account, note, at)
    SELECT ${decisionId}, count(*) + 1, ${step.event}, ${step.state}, ${step.by}, ${step.note}, ${step.at}
    FROM associations.eligibility_step WHERE decision_id = ${decisionId}`.execute(db);
}

export async function selectSteps(db: Db, decisionId: string): Promise<Step[]> {
  const { rows } = await sql<Step>`
    SELECT event, state, by_account AS "by", note, at FROM associations.eligibility_step
    WHERE decision_id = ${decisionId} ORDER BY number`.execute(db);
  return rows;
}

const FOR_REVIEWERS = sql`('needs_review', 'to_admit', 'to_exclude', 'appealed')`;

/** What waits for reviewers in these departments (undefined: everywhere), the most urgent first. */
export async function selectQueue(
  db: Db,
  departments: readonly string[] | undefined,
  window: { readonly limit: number; readonly offset: number },
): Promise<{ rows: StoredDecision[]; total: number }> {
  const here =
    departments === undefined ? sql`true` : sql`d.department = ANY(${[...departments]}::text[])`;
  const { rows } = await sql<StoredDecision & { total: number }>`
    SELECT ${columns}, count(*) OVER () AS total FROM associations.eligibility_decision d
    WHERE d.due_on IS NOT NULL AND d.state IN ${FOR_REVIEWERS} AND ${here}
    ORDER BY d.due_on, d.id LIMIT ${window.limit} OFFSET ${window.offset}`.execute(db);
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

export async function countOpenAppeals(
  db: Db,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ account: string; open: number }>`
    SELECT second_reviewer AS account, count(*) AS open FROM associations.eligibility_decision
    WHERE state = 'appealed' AND second_reviewer = ANY(${[...accounts]}::uuid[])
    GROUP BY second_reviewer`.execute(db);
  return new Map(rows.map(({ account, open }) => [account, Number(open)]));
}

/** Ids of decisions whose time is over on this day. */
export async function selectOverdue(
  db: Db,
  today: string,
): Promise<{ id: string; state: LifeState }[]> {
  const { rows } = await sql<{ id: string; state: LifeState }>`
    SELECT id, state FROM associations.eligibility_decision
    WHERE (expires_on < ${today} AND state IN ('auto_eligible', 'eligible', 'reversed'))
      OR (due_on < ${today} AND state = 'more_information')
    ORDER BY id`.execute(db);
  return rows;
}

/** Entitlements that end between these days, both included. */
export async function selectEnding(db: Db, from: string, until: string): Promise<StoredDecision[]> {
  const { rows } = await sql<StoredDecision>`
    SELECT ${columns} FROM associations.eligibility_decision d
    WHERE d.expires_on BETWEEN ${from} AND ${until}
      AND d.state IN ('auto_eligible', 'eligible', 'reversed')
    ORDER BY d.id`.execute(db);
  return rows;
}

/** Decisions that a change of the register concerns, in the order of their ids. */
export async function selectFollowed(
  db: Db,
  after: string,
  limit: number,
): Promise<StoredDecision[]> {
  const { rows } = await sql<StoredDecision>`
    SELECT ${columns} FROM associations.eligibility_decision d
    WHERE d.id > ${after} AND d.state NOT IN ${OVER}
      AND d.state NOT IN ('auto_excluded', 'excluded', 'upheld')
    ORDER BY d.id LIMIT ${limit}`.execute(db);
  return rows;
}

/** Decisions stay; who asked, and what they wrote, goes. */
export async function forgetAsker(db: Db, accountId: string): Promise<void> {
  await sql`
    UPDATE associations.eligibility_step s SET note = '', by_account = NULL
    WHERE s.by_account = ${accountId}`.execute(db);
  await sql`
    UPDATE associations.eligibility_decision SET asked_by = NULL
    WHERE asked_by = ${accountId}`.execute(db);
}

export async function countDecisions(
  db: Db,
): Promise<{ department: string; state: LifeState; count: number }[]> {
  const { rows } = await sql<{ department: string; state: LifeState; count: number }>`
    SELECT department, state, count(*) AS count FROM associations.eligibility_decision
    GROUP BY department, state`.execute(db);
  return rows;
}

/** Decisions in which each reason weighed for or against; what was cancelled or only told does not. */
export async function countReasons(db: Db): Promise<{ code: string; count: number }[]> {
  const { rows } = await sql<{ code: string; count: number }>`
    SELECT reason ->> 'code' AS code, count(DISTINCT d.id) AS count
    FROM associations.eligibility_decision d, jsonb_array_elements(d.reasons) AS reason
    WHERE reason ->> 'strength' NOT IN ('info', 'cancelled')
    GROUP BY 1 ORDER BY 2 DESC, 1`.execute(db);
  return rows;
}

/** How many the rules decided alone, how many a person did, and after how many days (median). */
export async function decisionDelays(
  db: Db,
): Promise<{ atOnce: number; reviewed: number; medianReviewDays: number | null }> {
  const { rows } = await sql<{ atOnce: number; reviewed: number; medianReviewDays: number | null }>`
    SELECT count(*) FILTER (WHERE d.outcome <> 'review') AS "atOnce",
      count(verdict.at) FILTER (WHERE d.outcome = 'review') AS reviewed,
      percentile_cont(0.5) WITHIN GROUP (
        ORDER BY extract(epoch FROM verdict.at - d.asked_at)::float8 / 86400)
        FILTER (WHERE d.outcome = 'review') AS "medianReviewDays"
    FROM associations.eligibility_decision d
    LEFT JOIN LATERAL (SELECT min(s.at) AS at FROM associations.eligibility_step s
      WHERE s.decision_id = d.id AND s.event IN ('admit', 'exclude')) verdict ON true`.execute(db);
  return rows[0] ?? { atOnce: 0, reviewed: 0, medianReviewDays: null };
}
