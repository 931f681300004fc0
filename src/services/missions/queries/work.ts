import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { ClaimState } from '../domain/states.ts';

export interface Task {
  readonly id: string;
  readonly title: string;
  readonly effortMinutes: number;
  readonly volunteers: number;
}

export interface Claim {
  readonly missionId: string;
  readonly taskId: string;
  readonly applicationId: string;
  readonly state: ClaimState;
  readonly expiresAt: Date | null;
}

export interface Work {
  readonly id: string;
  readonly applicationId: string;
  readonly taskId: string | null;
  readonly text: string;
  readonly link: string;
  readonly fileId: string | null;
  readonly fileName: string | null;
  readonly handedInAt: Date;
  readonly verdict: 'accepted' | 'changes_asked' | null;
  readonly note: string;
}

export async function replaceTasks(
  db: Db,
  missionId: string,
  tasks: readonly (Task & { readonly position: number })[],
): Promise<void> {
  await db
    .deleteFrom('missions.task')
    .where('mission_id', '=', missionId)
    .where('id', 'not in', ['00000000-0000-0000-0000-000000000000', ...tasks.map(({ id }) => id)])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('missions.claim as c')
            .select('c.task_id')
            .whereRef('c.mission_id', '=', 'missions.task.mission_id')
            .whereRef('c.task_id', '=', 'missions.task.id'),
        ),
      ),
    )
    .execute();
  if (tasks.length === 0) return;
  await db
    .insertInto('missions.task')
    .values(
      tasks.map((task) => ({
        mission_id: missionId,
        id: task.id,
        position: task.position,
        title: task.title,
        effort_minutes: task.effortMinutes,
        volunteers: task.volunteers,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['mission_id', 'id']).doUpdateSet((eb) => ({
        position: eb.ref('excluded.position'),
        title: eb.ref('excluded.title'),
        effort_minutes: eb.ref('excluded.effort_minutes'),
        volunteers: eb.ref('excluded.volunteers'),
      })),
    )
    .execute();
}

export async function tasksOf(db: Db, missionId: string): Promise<Task[]> {
  const rows = await db
    .selectFrom('missions.task')
    .select(['id', 'title', 'effort_minutes', 'volunteers'])
    .where('mission_id', '=', missionId)
    .orderBy('position')
    .execute();
  return rows.map(({ effort_minutes: effortMinutes, ...task }) => ({ ...task, effortMinutes }));
}

export async function claimsOf(db: Db, missionId: string): Promise<Claim[]> {
  const { rows } = await sql<Claim>`
    SELECT mission_id AS "missionId", task_id AS "taskId", application_id AS "applicationId", state,
      expires_at AS "expiresAt"
    FROM missions.claim WHERE mission_id = ${missionId} ORDER BY claimed_at`.execute(db);
  return rows;
}

export async function expiredClaims(db: Db, now: Date, limit: number): Promise<Claim[]> {
  const { rows } = await sql<Claim>`
    SELECT mission_id AS "missionId", task_id AS "taskId", application_id AS "applicationId", state,
      expires_at AS "expiresAt"
    FROM missions.claim WHERE expires_at <= ${now} ORDER BY expires_at LIMIT ${limit}`.execute(db);
  return rows;
}

export async function keepClaim(db: Db, claim: Claim, now: Date): Promise<void> {
  await db
    .insertInto('missions.claim')
    .values({
      mission_id: claim.missionId,
      task_id: claim.taskId,
      application_id: claim.applicationId,
      state: claim.state,
      expires_at: claim.expiresAt,
      claimed_at: now,
      changed_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['mission_id', 'task_id', 'application_id']).doUpdateSet((eb) => ({
        state: eb.ref('excluded.state'),
        expires_at: eb.ref('excluded.expires_at'),
        changed_at: eb.ref('excluded.changed_at'),
      })),
    )
    .execute();
}

export interface NewWork {
  readonly id: string;
  readonly missionId: string;
  readonly applicationId: string;
  readonly taskId: string | null;
  readonly text: string;
  readonly link: string;
  readonly fileId: string | null;
  readonly fileName: string | null;
  readonly now: Date;
}

export async function insertWork(db: Db, work: NewWork): Promise<void> {
  await db
    .insertInto('missions.work')
    .values({
      id: work.id,
      mission_id: work.missionId,
      application_id: work.applicationId,
      task_id: work.taskId,
      text: work.text,
      link: work.link,
      file_id: work.fileId,
      file_name: work.fileName,
      handed_in_at: work.now,
    })
    .execute();
}

/** Answers what waits for an answer: of one task, or of the mission as a whole. */
export async function judgeWork(
  db: Db,
  where: { missionId: string; applicationId: string; taskId: string | null },
  verdict: 'accepted' | 'changes_asked',
  note: string,
  now: Date,
): Promise<void> {
  await db
    .updateTable('missions.work')
    .set({ verdict, note, judged_at: now })
    .where('mission_id', '=', where.missionId)
    .where('application_id', '=', where.applicationId)
    .where('task_id', where.taskId === null ? 'is' : '=', where.taskId)
    .where('verdict', 'is', null)
    .execute();
}

export async function workOf(db: Db, missionId: string, applicationId: string): Promise<Work[]> {
  const { rows } = await sql<Work>`
    SELECT id, application_id AS "applicationId", task_id AS "taskId", text, link,
      file_id AS "fileId", file_name AS "fileName", handed_in_at AS "handedInAt", verdict, note
    FROM missions.work WHERE mission_id = ${missionId} AND application_id = ${applicationId}
    ORDER BY handed_in_at`.execute(db);
  return rows;
}
