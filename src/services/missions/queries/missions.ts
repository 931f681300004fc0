import { type Selectable, sql, type Updateable } from 'kysely';
import type { Db, Tables } from '#platform/db/index.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import type { Id } from '#platform/kernel/ids.ts';
import type { MissionPlaces } from '../domain/places.ts';
import type { MissionState } from '../domain/states.ts';
import type { Confidentiality, Family, Pace, Remote } from '../domain/vocabularies.ts';

export type MissionId = Id<'mission'>;

/** What whoever writes a need says about it. */
export interface MissionFields {
  readonly family: Family;
  readonly title: string;
  readonly description: string;
  readonly deliverable: string;
  readonly tools: string;
  readonly domain: string;
  readonly activity: string;
  readonly remote: Remote;
  readonly communeCode: string | null;
  readonly pace: Pace;
  readonly effortMinutes: number;
  readonly startsOn: DateString | null;
  readonly endsOn: DateString | null;
  readonly places: number;
  readonly firstCome: boolean;
  readonly skills: readonly number[];
  readonly required: readonly number[];
  readonly languages: readonly string[];
  readonly confidentiality: Confidentiality;
  readonly openToMinors: boolean;
  readonly accessible: boolean;
}

/** Of a partner's mission: no association of this installation. */
const ELSEWHERE = '';

export interface Mission extends MissionFields, Omit<MissionPlaces, 'open'> {
  readonly id: MissionId;
  /** '' for a mission of a partner. */
  readonly organisationId: string;
  /** The association and the address to apply of a partner's mission. */
  readonly externalName: string;
  readonly applicationUrl: string;
  readonly department: string;
  readonly state: MissionState;
  readonly source: 'entered' | 'demo' | 'exchange';
  readonly createdBy: string | null;
  readonly createdAt: Date;
  readonly version: number;
  readonly submittedAt: Date | null;
  readonly publishedAt: Date | null;
  readonly reviewReason: string | null;
  readonly reviewNote: string;
  readonly reviewedBy: string | null;
  readonly appealedAt: Date | null;
}

type Row = Selectable<Tables['missions.mission']>;
export type MissionPatch = Updateable<Tables['missions.mission']>;

export function missionOf(row: Row): Mission {
  return {
    id: row.id as MissionId,
    organisationId: row.organisation_id ?? ELSEWHERE,
    externalName: row.external_name,
    applicationUrl: row.application_url,
    department: row.department,
    state: row.state as MissionState,
    source: row.source as Mission['source'],
    createdBy: row.created_by,
    createdAt: row.created_at,
    version: row.version,
    submittedAt: row.submitted_at,
    publishedAt: row.published_at,
    reviewReason: row.review_reason,
    reviewNote: row.review_note,
    reviewedBy: row.reviewed_by,
    appealedAt: row.appealed_at,
    family: row.family as Family,
    title: row.title,
    description: row.description,
    deliverable: row.deliverable,
    tools: row.tools,
    domain: row.domain,
    activity: row.activity,
    remote: row.remote as Remote,
    communeCode: row.commune_code,
    pace: row.pace as Pace,
    effortMinutes: row.effort_minutes,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    places: row.places,
    firstCome: row.first_come,
    skills: row.skills,
    required: row.required,
    languages: row.languages,
    confidentiality: row.confidentiality as Confidentiality,
    openToMinors: row.open_to_minors,
    accessible: row.accessible,
    held: row.held,
    offered: row.offered,
    waiting: row.waiting,
    nextRank: row.next_rank,
  };
}

function columnsOf(fields: MissionFields) {
  return {
    family: fields.family,
    title: fields.title,
    description: fields.description,
    deliverable: fields.deliverable,
    tools: fields.tools,
    domain: fields.domain,
    activity: fields.activity,
    remote: fields.remote,
    commune_code: fields.communeCode,
    pace: fields.pace,
    effort_minutes: fields.effortMinutes,
    starts_on: fields.startsOn,
    ends_on: fields.endsOn,
    places: fields.places,
    first_come: fields.firstCome,
    skills: [...fields.skills],
    required: [...fields.required],
    languages: [...fields.languages],
    confidentiality: fields.confidentiality,
    open_to_minors: fields.openToMinors,
    accessible: fields.accessible,
  };
}

export interface NewMission {
  readonly id: MissionId;
  readonly organisationId: string;
  readonly department: string;
  readonly source: Mission['source'];
  readonly createdBy: string | null;
  readonly now: Date;
}

export async function insertMission(
  db: Db,
  mission: NewMission,
  fields: MissionFields,
): Promise<void> {
  await db
    .insertInto('missions.mission')
    .values({
      id: mission.id,
      organisation_id: mission.organisationId || null,
      department: mission.department,
      source: mission.source,
      created_by: mission.createdBy,
      created_at: mission.now,
      updated_at: mission.now,
      ...columnsOf(fields),
    })
    .execute();
}

export async function changeFields(
  db: Db,
  id: MissionId,
  department: string,
  fields: MissionFields,
  now: Date,
): Promise<void> {
  await db
    .updateTable('missions.mission')
    .set({
      ...columnsOf(fields),
      department,
      updated_at: now,
      version: sql<number>`version + 1`,
    })
    .where('id', '=', id)
    .execute();
}

export async function patchMission(
  db: Db,
  id: MissionId,
  patch: MissionPatch,
  now: Date,
): Promise<void> {
  await db
    .updateTable('missions.mission')
    .set({ ...patch, updated_at: now })
    .where('id', '=', id)
    .execute();
}

export async function missionById(db: Db, id: string): Promise<Mission | undefined> {
  const row = await db
    .selectFrom('missions.mission')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && missionOf(row);
}

/** Other writers of this mission and of its applications wait until the transaction ends. */
export async function lockMission(db: Db, id: string): Promise<Mission | undefined> {
  const row = await db
    .selectFrom('missions.mission')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && missionOf(row);
}

export async function missionsByIds(db: Db, ids: readonly string[]): Promise<Map<string, Mission>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('missions.mission')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, missionOf(row)]));
}

export type OwnMission = Mission & { readonly toAnswer: number };

/** Of these associations, newest first, with how many applications wait for an answer. */
export async function missionsOf(
  db: Db,
  organisationIds: readonly string[],
): Promise<OwnMission[]> {
  if (organisationIds.length === 0) return [];
  const rows = await db
    .selectFrom('missions.mission as m')
    .selectAll('m')
    .select(
      sql<number>`(SELECT count(*) FROM missions.application a
        WHERE a.mission_id = m.id AND a.awaiting_since IS NOT NULL)`.as('to_answer'),
    )
    .where('m.organisation_id', 'in', [...organisationIds])
    .orderBy('m.created_at', 'desc')
    .limit(500)
    .execute();
  return rows.map((row) => ({ ...missionOf(row), toAnswer: row.to_answer }));
}

/** Has a moderator ever accepted a mission of this association? */
export async function wasAccepted(db: Db, organisationId: string): Promise<boolean> {
  const row = await db
    .selectFrom('missions.mission')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('accepted_at', 'is not', null)
    .where('review_reason', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export interface ReviewTerritory {
  readonly everywhere: boolean;
  readonly departments: readonly string[];
}

/** What waits for a moderator there, the longest first. */
export async function missionsToReview(db: Db, where: ReviewTerritory, limit = 200) {
  const rows = await db
    .selectFrom('missions.mission as m')
    .selectAll('m')
    .select(
      sql<number>`(SELECT count(*) FROM missions.report r
        WHERE r.mission_id = m.id AND r.settled_at IS NULL)`.as('reports'),
    )
    .where((eb) =>
      eb.or([
        eb('m.state', 'in', ['pending_review', 'flagged']),
        eb.exists(
          eb
            .selectFrom('missions.report as r')
            .select('r.id')
            .whereRef('r.mission_id', '=', 'm.id')
            .where('r.settled_at', 'is', null),
        ),
      ]),
    )
    .$if(!where.everywhere, (q) => q.where('m.department', 'in', ['', ...where.departments]))
    .orderBy('m.submitted_at')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...missionOf(row), reports: row.reports }));
}
