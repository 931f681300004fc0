import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { ApplicationState } from '../domain/states.ts';
import { type Mission, missionOf } from './missions.ts';

export type MissionToPush = Mission & {
  /** Undefined when it was never sent, null when it was taken back. */
  readonly digest: string | null | undefined;
};

/** Missions that changed since they were sent, or are to be taken back, in the order of their ids. */
export async function missionsToPush(
  db: Db,
  after: string,
  limit: number,
): Promise<MissionToPush[]> {
  const rows = await db
    .selectFrom('missions.mission as m')
    .leftJoin('missions.pushed as p', 'p.mission_id', 'm.id')
    .selectAll('m')
    .select(['p.digest', 'p.sent_at'])
    .where('m.source', '=', 'entered')
    .where('m.id', '>', after)
    .where((eb) =>
      eb.or([
        eb.and([
          eb('m.state', '=', 'published'),
          eb.or([eb('p.digest', 'is', null), eb('m.updated_at', '>=', eb.ref('p.sent_at'))]),
        ]),
        eb.and([eb('m.state', '<>', 'published'), eb('p.digest', 'is not', null)]),
      ]),
    )
    .orderBy('m.id')
    .limit(limit)
    .execute();
  return rows.map(({ digest, sent_at, ...row }) => ({
    ...missionOf(row),
    digest: sent_at === null ? undefined : digest,
  }));
}

export interface Pushed {
  readonly missionId: string;
  readonly digest: string | null;
  readonly status: string;
  readonly comment: string;
}

export async function keepPushed(db: Db, pushed: Pushed, sentAt: Date): Promise<void> {
  const { missionId, digest, status, comment } = pushed;
  await sql`
    INSERT INTO missions.pushed (mission_id, digest, sent_at, status, comment)
    VALUES (${missionId}, ${digest}, ${sentAt}, ${status}, ${comment})
    ON CONFLICT (mission_id) DO UPDATE SET digest = excluded.digest, sent_at = excluded.sent_at,
      status = excluded.status, comment = excluded.comment`.execute(db);
}

/** The same fields again: only seen. */
export async function touchPushed(db: Db, missionId: string, sentAt: Date): Promise<void> {
  await sql`UPDATE missions.pushed SET sent_at = ${sentAt}
    WHERE mission_id = ${missionId}`.execute(db);
}

/** What the server said of a mission that it lists. */
export async function pushedOf(
  db: Db,
  missionId: string,
): Promise<Pick<Pushed, 'status' | 'comment'> | undefined> {
  const { rows } = await sql<Pick<Pushed, 'status' | 'comment'>>`
    SELECT status, comment FROM missions.pushed
    WHERE mission_id = ${missionId} AND digest IS NOT NULL`.execute(db);
  return rows[0];
}

/** Which of these are ids of missions of our own. */
export async function ownMissionIds(
  db: Db,
  clientIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    SELECT id::text FROM missions.mission
    WHERE source <> 'exchange' AND id::text = ANY(${clientIds}::text[])`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

export interface SentApplication {
  readonly missionId: string;
  readonly applicationId: string;
  readonly clickId: string;
  readonly state: ApplicationState;
  /** Null before the first message about it. */
  readonly activityId: string | null;
  readonly status: string | null;
}

/** Applications of people whom the server sent, changed since they were last told of. */
export async function applicationsToTell(db: Db): Promise<SentApplication[]> {
  const { rows } = await sql<SentApplication>`
    SELECT a.mission_id AS "missionId", a.id AS "applicationId", a.apiengagement_id AS "clickId",
      a.state, t.activity_id AS "activityId", t.status
    FROM missions.application a
    LEFT JOIN missions.activity t ON t.mission_id = a.mission_id AND t.application_id = a.id
    WHERE a.apiengagement_id IS NOT NULL AND a.state <> 'interested'
      AND (t.sent_at IS NULL OR a.changed_at >= t.sent_at)
    ORDER BY a.changed_at`.execute(db);
  return rows;
}

export async function keepActivity(
  db: Db,
  of: Pick<SentApplication, 'missionId' | 'applicationId'>,
  activity: { readonly activityId: string; readonly status: string; readonly sentAt: Date },
): Promise<void> {
  await sql`
    INSERT INTO missions.activity (mission_id, application_id, activity_id, status, sent_at)
    VALUES (${of.missionId}, ${of.applicationId}, ${activity.activityId}, ${activity.status},
      ${activity.sentAt})
    ON CONFLICT (mission_id, application_id) DO UPDATE SET activity_id = excluded.activity_id,
      status = excluded.status, sent_at = excluded.sent_at`.execute(db);
}
