import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

export interface KeptStep {
  readonly course: string;
  readonly step: string;
  readonly version: number;
  /** Fields of the form as they were sent last. */
  readonly answer: Readonly<Record<string, string | readonly string[]>>;
  readonly credit: number;
  readonly doneAt: Date | null;
}

/** What somebody has done, of one course or of all. */
export async function stepsKept(db: Db, accountId: string, course?: string): Promise<KeptStep[]> {
  const { rows } = await sql<KeptStep>`
    SELECT course, step, version, answer, credit, done_at AS "doneAt" FROM skills.course_step
    WHERE account_id = ${accountId} ${course === undefined ? sql`` : sql`AND course = ${course}`}
    ORDER BY course, answered_at`.execute(db);
  return rows;
}

export type StepAnswer = Omit<KeptStep, 'doneAt'> & {
  readonly accountId: string;
  readonly done: boolean;
  readonly at: Date;
};

/** Keeps the last answer; what was done once stays done. */
export async function keepStep(db: Db, step: StepAnswer): Promise<void> {
  await sql`
    INSERT INTO skills.course_step
      (account_id, course, step, version, answer, credit, done_at, answered_at)
    VALUES (${step.accountId}, ${step.course}, ${step.step}, ${step.version},
      ${JSON.stringify(step.answer)}::jsonb, ${step.credit}, ${step.done ? step.at : null}, ${step.at})
    ON CONFLICT (account_id, course, step) DO UPDATE SET
      version = excluded.version, answer = excluded.answer, credit = excluded.credit,
      tries = course_step.tries + 1, answered_at = excluded.answered_at,
      done_at = COALESCE(course_step.done_at, excluded.done_at)`.execute(db);
}

export async function forgetStep(
  db: Db,
  accountId: string,
  course: string,
  step: string,
): Promise<void> {
  await sql`DELETE FROM skills.course_step
    WHERE account_id = ${accountId} AND course = ${course} AND step = ${step}`.execute(db);
}

export async function forgetLearner(db: Db, accountId: string): Promise<void> {
  await sql`DELETE FROM skills.course_step WHERE account_id = ${accountId}`.execute(db);
}
