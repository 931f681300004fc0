import { type Selectable, sql } from 'kysely';
import type { Db, Tables } from '#platform/db/index.ts';
import type { Id } from '#platform/kernel/ids.ts';
import type { Answers, CriterionId } from '../domain/criteria.ts';
import type { ApplicationState } from '../domain/label.ts';
import type { SpaceId } from './spaces.ts';

export type ApplicationId = Id<'application'>;

export interface Application {
  readonly spaceId: SpaceId;
  readonly id: ApplicationId;
  readonly kind: 'first' | 'renewal';
  readonly state: ApplicationState;
  readonly answers: Answers;
  readonly version: number;
  readonly questionnaire: string;
  readonly submittedAt: Date | null;
  readonly dueAt: Date | null;
  readonly firstReader: string | null;
  readonly firstOpinion: 'grant' | 'refuse' | null;
  readonly firstNote: string;
  readonly secondReader: string | null;
  readonly decisionNote: string;
  readonly decidedAt: Date | null;
  readonly appeal: string;
}

export interface Evidence {
  readonly fileId: string;
  readonly criterion: CriterionId;
  readonly name: string;
}

type Row = Selectable<Tables['spaces.application']>;

function applicationOf(row: Row): Application {
  return {
    spaceId: row.space_id as SpaceId,
    id: row.id as ApplicationId,
    kind: row.kind as Application['kind'],
    state: row.state as ApplicationState,
    answers: row.answers as Answers,
    version: row.version,
    questionnaire: row.questionnaire,
    submittedAt: row.submitted_at,
    dueAt: row.due_at,
    firstReader: row.first_reader,
    firstOpinion: row.first_opinion as Application['firstOpinion'],
    firstNote: row.first_note,
    secondReader: row.second_reader,
    decisionNote: row.decision_note,
    decidedAt: row.decided_at,
    appeal: row.appeal,
  };
}

/** The last one of a space, whatever became of it. */
export async function lastApplication(db: Db, spaceId: string): Promise<Application | undefined> {
  const row = await db
    .selectFrom('spaces.application')
    .selectAll()
    .where('space_id', '=', spaceId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && applicationOf(row);
}

export async function insertApplication(
  db: Db,
  application: {
    readonly spaceId: SpaceId;
    readonly id: ApplicationId;
    readonly kind: Application['kind'];
    readonly questionnaire: string;
    readonly createdBy: string | null;
    readonly now: Date;
  },
): Promise<void> {
  await db
    .insertInto('spaces.application')
    .values({
      space_id: application.spaceId,
      id: application.id,
      kind: application.kind,
      state: 'draft',
      answers: JSON.stringify({}),
      questionnaire: application.questionnaire,
      created_by: application.createdBy,
      created_at: application.now,
    })
    .execute();
}

export async function keepAnswers(
  db: Db,
  { spaceId, id }: Pick<Application, 'spaceId' | 'id'>,
  answers: Answers,
): Promise<void> {
  await db
    .updateTable('spaces.application')
    .set({
      answers: JSON.stringify(answers),
      version: sql<number>`version + 1`,
    })
    .where('space_id', '=', spaceId)
    .where('id', '=', id)
    .execute();
}

export interface ApplicationPatch {
  readonly state: ApplicationState;
  readonly due_at: Date | null;
  readonly submitted_at?: Date;
  readonly first_reader?: string | null;
  readonly first_opinion?: 'grant' | 'refuse' | null;
  readonly first_note?: string;
  readonly second_reader?: string | null;
  readonly decision_note?: string;
  readonly decided_at?: Date;
  readonly appeal?: string;
  readonly appeal_reader?: string | null;
}

export async function patchApplication(
  db: Db,
  { spaceId, id }: Pick<Application, 'spaceId' | 'id'>,
  patch: ApplicationPatch,
): Promise<void> {
  await db
    .updateTable('spaces.application')
    .set({ ...patch, reminded_at: null })
    .where('space_id', '=', spaceId)
    .where('id', '=', id)
    .execute();
}

export async function evidenceOf(
  db: Db,
  { spaceId, id }: Pick<Application, 'spaceId' | 'id'>,
): Promise<Evidence[]> {
  const { rows } = await sql<Evidence>`
    SELECT file_id AS "fileId", criterion, name FROM spaces.evidence
    WHERE space_id = ${spaceId} AND application_id = ${id} ORDER BY added_at, file_id`.execute(db);
  return rows;
}

export async function addEvidence(
  db: Db,
  { spaceId, id }: Pick<Application, 'spaceId' | 'id'>,
  evidence: Evidence,
  now: Date,
): Promise<void> {
  await db
    .insertInto('spaces.evidence')
    .values({
      space_id: spaceId,
      application_id: id,
      file_id: evidence.fileId,
      criterion: evidence.criterion,
      name: evidence.name,
      added_at: now,
    })
    .execute();
}

export async function dropEvidence(
  db: Db,
  { spaceId, id }: Pick<Application, 'spaceId' | 'id'>,
  fileId: string,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('spaces.evidence')
    .where('space_id', '=', spaceId)
    .where('application_id', '=', id)
    .where('file_id', '=', fileId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

export interface Queued extends Application {
  readonly spaceName: string;
  readonly department: string;
  readonly communeCode: string;
  readonly organisationId: string;
}

/** Applications in these states, in these departments (undefined: all), the most urgent first. */
export async function applicationsIn(
  db: Db,
  states: readonly ApplicationState[],
  departments: readonly string[] | undefined,
): Promise<Queued[]> {
  let query = db
    .selectFrom('spaces.application as a')
    .innerJoin('spaces.space as s', 's.id', 'a.space_id')
    .selectAll('a')
    .select(['s.name', 's.department', 's.commune_code', 's.organisation_id'])
    .where('a.state', 'in', [...states])
    .where('s.closed_at', 'is', null);
  if (departments) query = query.where('s.department', 'in', [...departments, '']);
  const rows = await query.orderBy('a.due_at').orderBy('a.id').limit(500).execute();
  return rows.map(({ name, department, commune_code, organisation_id, ...row }) => ({
    ...applicationOf(row),
    spaceName: name,
    department,
    communeCode: commune_code,
    organisationId: organisation_id,
  }));
}

/** Those whose answer is due before `limit`. */
export async function applicationsDue(db: Db, limit: Date): Promise<Queued[]> {
  const rows = await applicationsIn(
    db,
    ['submitted', 'second_reading', 'appealed', 'changes_asked'],
    undefined,
  );
  return rows.filter(({ dueAt }) => dueAt !== null && dueAt < limit);
}
