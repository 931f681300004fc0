import { type Selectable, sql, type Updateable } from 'kysely';
import type { Db, Tables } from '#platform/db/index.ts';
import type { Id } from '#platform/kernel/ids.ts';
import type { FollowUpStage } from '../domain/follow-up.ts';
import type { Applicant, MissionPlaces } from '../domain/places.ts';
import type { ApplicationState } from '../domain/states.ts';
import type { MissionId } from './missions.ts';

export type ApplicationId = Id<'application'>;

export interface Application {
  readonly missionId: MissionId;
  readonly id: ApplicationId;
  readonly volunteerId: string;
  readonly state: ApplicationState;
  readonly rank: number | null;
  readonly motivation: string;
  readonly appliedAt: Date;
  readonly changedAt: Date;
  readonly awaitingSince: Date | null;
  readonly followUpStage: FollowUpStage;
  readonly offerExpiresAt: Date | null;
  readonly reason: string | null;
}

type Row = Selectable<Tables['missions.application']>;

function applicationOf(row: Row): Application {
  return {
    missionId: row.mission_id as MissionId,
    id: row.id as ApplicationId,
    volunteerId: row.volunteer_id,
    state: row.state as ApplicationState,
    rank: row.rank,
    motivation: row.motivation,
    appliedAt: row.applied_at,
    changedAt: row.changed_at,
    awaitingSince: row.awaiting_since,
    followUpStage: row.follow_up_stage as FollowUpStage,
    offerExpiresAt: row.offer_expires_at,
    reason: row.reason,
  };
}

export async function applicationById(
  db: Db,
  missionId: string,
  id: string,
): Promise<Application | undefined> {
  const row = await db
    .selectFrom('missions.application')
    .selectAll()
    .where('mission_id', '=', missionId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && applicationOf(row);
}

export async function applicationOfVolunteer(
  db: Db,
  missionId: string,
  volunteerId: string,
): Promise<Application | undefined> {
  const row = await db
    .selectFrom('missions.application')
    .selectAll()
    .where('mission_id', '=', missionId)
    .where('volunteer_id', '=', volunteerId)
    .executeTakeFirst();
  return row && applicationOf(row);
}

/** Those who wait for an answer first, then by state and time. */
export async function applicationsOfMission(db: Db, missionId: string): Promise<Application[]> {
  const rows = await db
    .selectFrom('missions.application')
    .selectAll()
    .where('mission_id', '=', missionId)
    .orderBy(sql`awaiting_since IS NULL`)
    .orderBy('awaiting_since')
    .orderBy('rank')
    .orderBy('changed_at', 'desc')
    .limit(1000)
    .execute();
  return rows.map(applicationOf);
}

export async function applicationsOfVolunteer(db: Db, volunteerId: string): Promise<Application[]> {
  const rows = await db
    .selectFrom('missions.application')
    .selectAll()
    .where('volunteer_id', '=', volunteerId)
    .orderBy('changed_at', 'desc')
    .limit(200)
    .execute();
  return rows.map(applicationOf);
}

/** The people of a batch, and the first of the waiting list. Under the mission's lock. */
export async function standingOf(
  db: Db,
  missionId: string,
  volunteerIds: readonly string[],
  ahead: number,
): Promise<Applicant[]> {
  const { rows } = await sql<Applicant>`
    SELECT volunteer_id AS "volunteerId", state, rank FROM missions.application
    WHERE mission_id = ${missionId} AND volunteer_id = ANY(${volunteerIds}::uuid[])
    UNION
    (SELECT volunteer_id, state, rank FROM missions.application
     WHERE mission_id = ${missionId} AND state = 'waiting' ORDER BY rank LIMIT ${ahead})`.execute(
    db,
  );
  return rows;
}

export interface ChangedApplication extends Applicant {
  /** For a new row; one that exists keeps its own. */
  readonly id: string;
  readonly motivation: string | null;
  readonly reason: string | null;
  readonly apiengagementId: string | null;
  readonly awaitingSince: string | null;
  readonly offerExpiresAt: string | null;
  readonly isNew: boolean;
}

/** Writes a decision in two statements however many people it concerns. */
export async function keepApplications(
  db: Db,
  missionId: string,
  changed: readonly ChangedApplication[],
  places: MissionPlaces,
  now: Date,
): Promise<void> {
  await sql`
    INSERT INTO missions.application AS a (mission_id, id, volunteer_id, state, rank, motivation,
      applied_at, changed_at, awaiting_since, offer_expires_at, reason, apiengagement_id,
      answered_at)
    SELECT ${missionId}, c.id, c."volunteerId", c.state, c.rank, coalesce(c.motivation, ''),
      ${now}, ${now}, c."awaitingSince", c."offerExpiresAt", c.reason, c."apiengagementId",
      CASE WHEN c.state IN ('in_discussion', 'accepted', 'waiting', 'offered', 'declined')
        AND c.reason IS DISTINCT FROM 'mission_over' THEN ${now}::timestamptz END
    FROM json_to_recordset(${JSON.stringify(changed)}) c (id uuid, "volunteerId" uuid, state text,
      rank integer, motivation text, reason text, "apiengagementId" text,
      "awaitingSince" timestamptz, "offerExpiresAt" timestamptz)
    ON CONFLICT (mission_id, volunteer_id) DO UPDATE SET state = excluded.state,
      rank = excluded.rank,
      motivation = CASE WHEN excluded.motivation = '' THEN a.motivation ELSE excluded.motivation END,
      applied_at = CASE WHEN excluded.state = 'applied' THEN excluded.applied_at ELSE a.applied_at END,
      answered_at = CASE WHEN excluded.state <> 'applied'
        THEN coalesce(a.answered_at, excluded.answered_at) END,
      changed_at = excluded.changed_at, awaiting_since = excluded.awaiting_since,
      follow_up_stage = 0, offer_expires_at = excluded.offer_expires_at, reason = excluded.reason,
      apiengagement_id = coalesce(excluded.apiengagement_id, a.apiengagement_id)`.execute(db);
  await db
    .updateTable('missions.mission')
    .set({
      held: places.held,
      offered: places.offered,
      waiting: places.waiting,
      next_rank: places.nextRank,
    })
    .where('id', '=', missionId)
    .execute();
}

export async function patchApplication(
  db: Db,
  missionId: string,
  id: string,
  patch: Updateable<Tables['missions.application']>,
): Promise<void> {
  await db
    .updateTable('missions.application')
    .set(patch)
    .where('mission_id', '=', missionId)
    .where('id', '=', id)
    .execute();
}

/** Of each stage of the follow-up, those for which the next one is due. */
export async function dueToFollow(
  db: Db,
  since: { readonly remind: Date; readonly escalate: Date; readonly release: Date },
  limit: number,
): Promise<Application[]> {
  const rows = await db
    .selectFrom('missions.application')
    .selectAll()
    .where('awaiting_since', '<=', since.remind)
    .where((eb) =>
      eb.or([
        eb('awaiting_since', '<=', since.release),
        eb.and([eb('awaiting_since', '<=', since.escalate), eb('follow_up_stage', '<', 2)]),
        eb('follow_up_stage', '<', 1),
      ]),
    )
    .orderBy('awaiting_since')
    .limit(limit)
    .execute();
  return rows.map(applicationOf);
}

export async function lapsedOffers(db: Db, now: Date, limit: number): Promise<Application[]> {
  const rows = await db
    .selectFrom('missions.application')
    .selectAll()
    .where('offer_expires_at', '<=', now)
    .where('state', '=', 'offered')
    .orderBy('offer_expires_at')
    .limit(limit)
    .execute();
  return rows.map(applicationOf);
}

/** Whom a mission that ends must tell: everybody who still waits for something. */
export async function pendingOf(db: Db, missionId: string): Promise<Application[]> {
  const rows = await db
    .selectFrom('missions.application')
    .selectAll()
    .where('mission_id', '=', missionId)
    .where('state', 'in', ['interested', 'applied', 'in_discussion', 'waiting', 'offered'])
    .execute();
  return rows.map(applicationOf);
}

/** How many applications of these associations wait for an answer, and the oldest. */
export async function waitingForAnswer(
  db: Db,
  organisationIds: readonly string[],
): Promise<{ count: number; oldest: Date | null }> {
  if (organisationIds.length === 0) return { count: 0, oldest: null };
  const row = await db
    .selectFrom('missions.application as a')
    .innerJoin('missions.mission as m', 'm.id', 'a.mission_id')
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.min('a.awaiting_since').as('oldest'),
    ])
    .where('m.organisation_id', 'in', [...organisationIds])
    .where('a.awaiting_since', 'is not', null)
    .executeTakeFirstOrThrow();
  return { count: row.count, oldest: row.oldest };
}

/** The application of each of these volunteers to a mission. */
export async function applicationIds(
  db: Db,
  missionId: string,
  volunteerIds: readonly string[],
): Promise<Map<string, string>> {
  if (volunteerIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('missions.application')
    .select(['id', 'volunteer_id'])
    .where('mission_id', '=', missionId)
    .where('volunteer_id', 'in', [...volunteerIds])
    .execute();
  return new Map(rows.map((row) => [row.volunteer_id, row.id]));
}
