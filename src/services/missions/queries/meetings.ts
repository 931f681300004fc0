import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { ApplicationState } from '../domain/states.ts';

export interface Meeting {
  readonly missionId: string;
  readonly id: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly place: string;
  readonly sequence: number;
  readonly changedAt: Date;
  readonly cancelledAt: Date | null;
}

const COLUMNS = sql`mt.mission_id AS "missionId", mt.id, mt.starts_at AS "startsAt",
  mt.ends_at AS "endsAt", mt.place, mt.sequence, mt.changed_at AS "changedAt",
  mt.cancelled_at AS "cancelledAt"`;

export async function meetingsOf(db: Db, missionId: string): Promise<Meeting[]> {
  const { rows } = await sql<Meeting>`
    SELECT ${COLUMNS} FROM missions.meeting mt WHERE mission_id = ${missionId}
    ORDER BY starts_at, id`.execute(db);
  return rows;
}

/** Adds a meeting, or changes one: its sequence grows. */
export async function keepMeeting(
  db: Db,
  meeting: Pick<Meeting, 'missionId' | 'id' | 'startsAt' | 'endsAt' | 'place' | 'cancelledAt'>,
  now: Date,
): Promise<void> {
  await sql`
    INSERT INTO missions.meeting AS mt (mission_id, id, starts_at, ends_at, place, changed_at,
      cancelled_at)
    VALUES (${meeting.missionId}, ${meeting.id}, ${meeting.startsAt}, ${meeting.endsAt},
      ${meeting.place}, ${now}, ${meeting.cancelledAt})
    ON CONFLICT (mission_id, id) DO UPDATE SET starts_at = excluded.starts_at,
      ends_at = excluded.ends_at, place = excluded.place, changed_at = excluded.changed_at,
      cancelled_at = excluded.cancelled_at, sequence = mt.sequence + 1`.execute(db);
}

/** Those that begin in a while, cancelled ones left out. */
export async function meetingsBetween(db: Db, from: Date, to: Date): Promise<Meeting[]> {
  const { rows } = await sql<Meeting>`
    SELECT ${COLUMNS} FROM missions.meeting mt
    JOIN missions.mission m ON m.id = mt.mission_id AND m.state <> 'cancelled'
    WHERE mt.starts_at > ${from} AND mt.starts_at <= ${to} AND mt.cancelled_at IS NULL
    ORDER BY mt.starts_at`.execute(db);
  return rows;
}

export interface Expected {
  readonly applicationId: string;
  readonly volunteerId: string;
  /** Undefined as long as nobody said. */
  readonly came: boolean | null;
}

/** The people of a mission, with what is known of them at one of its meetings. */
export async function expectedAt(
  db: Db,
  missionId: string,
  meetingId: string,
): Promise<Expected[]> {
  const { rows } = await sql<Expected>`
    SELECT a.id AS "applicationId", a.volunteer_id AS "volunteerId", p.came
    FROM missions.application a
    LEFT JOIN missions.presence p ON p.mission_id = a.mission_id AND p.application_id = a.id
      AND p.meeting_id = ${meetingId}
    WHERE a.mission_id = ${missionId}
      AND (a.state IN ('accepted', 'delivered') OR p.came IS NOT NULL)
    ORDER BY a.applied_at, a.id`.execute(db);
  return rows;
}

/** False when it was already said. */
export async function insertPresence(
  db: Db,
  presence: {
    readonly missionId: string;
    readonly meetingId: string;
    readonly applicationId: string;
    readonly came: boolean;
  },
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    INSERT INTO missions.presence (mission_id, meeting_id, application_id, came, marked_at)
    VALUES (${presence.missionId}, ${presence.meetingId}, ${presence.applicationId},
      ${presence.came}, ${now})
    ON CONFLICT DO NOTHING`.execute(db);
  return numAffectedRows === 1n;
}

export interface OwnMeeting extends Meeting {
  readonly applicationId: string;
  readonly title: string;
  readonly department: string;
  readonly communeCode: string | null;
  readonly state: ApplicationState;
  readonly missionState: string;
}

/** Meetings of the missions where somebody has, or had, a part; those of the last months and to come. */
export async function ownMeetings(db: Db, volunteerId: string, since: Date): Promise<OwnMeeting[]> {
  const { rows } = await sql<OwnMeeting>`
    SELECT ${COLUMNS}, a.id AS "applicationId", m.title, m.department,
      m.commune_code AS "communeCode", a.state, m.state AS "missionState"
    FROM missions.application a
    JOIN missions.mission m ON m.id = a.mission_id
    JOIN missions.meeting mt ON mt.mission_id = a.mission_id
    WHERE a.volunteer_id = ${volunteerId} AND mt.ends_at >= ${since}
      AND a.state IN ('accepted', 'delivered', 'completed', 'withdrawn', 'no_show')
    ORDER BY mt.starts_at, mt.id`.execute(db);
  return rows;
}

export interface Deadline {
  readonly missionId: string;
  readonly applicationId: string;
  readonly title: string;
  readonly day: string;
  readonly version: number;
  readonly updatedAt: Date;
  readonly state: ApplicationState;
  readonly missionState: string;
}

/** Last days of the missions where somebody has, or had, a part. */
export async function ownDeadlines(
  db: Db,
  volunteerId: string,
  since: string,
): Promise<Deadline[]> {
  const { rows } = await sql<Deadline>`
    SELECT m.id AS "missionId", a.id AS "applicationId", m.title, m.ends_on AS day, m.version,
      greatest(m.updated_at, a.changed_at) AS "updatedAt", a.state, m.state AS "missionState"
    FROM missions.application a JOIN missions.mission m ON m.id = a.mission_id
    WHERE a.volunteer_id = ${volunteerId} AND m.ends_on >= ${since}
      AND a.state IN ('accepted', 'delivered', 'completed', 'withdrawn', 'no_show')
    ORDER BY m.ends_on, m.id`.execute(db);
  return rows;
}

export async function keepFeed(db: Db, volunteerId: string, hash: Buffer, now: Date) {
  await sql`
    INSERT INTO missions.calendar_feed (volunteer_id, token_hash, made_at)
    VALUES (${volunteerId}, ${hash}, ${now})
    ON CONFLICT (volunteer_id) DO UPDATE SET token_hash = excluded.token_hash,
      made_at = excluded.made_at`.execute(db);
}

export async function dropFeed(db: Db, volunteerId: string): Promise<void> {
  await db.deleteFrom('missions.calendar_feed').where('volunteer_id', '=', volunteerId).execute();
}

export async function feedMadeAt(db: Db, volunteerId: string): Promise<Date | undefined> {
  const row = await db
    .selectFrom('missions.calendar_feed')
    .select('made_at')
    .where('volunteer_id', '=', volunteerId)
    .executeTakeFirst();
  return row?.made_at;
}

export async function feedOwner(db: Db, hash: Buffer): Promise<string | undefined> {
  const row = await db
    .selectFrom('missions.calendar_feed')
    .select('volunteer_id')
    .where('token_hash', '=', hash)
    .executeTakeFirst();
  return row?.volunteer_id;
}
