import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import { type AttendanceEvent, foldAttendance, type Presence } from '../domain/attendance.ts';

export interface StoredEvent extends AttendanceEvent {
  readonly deviceAt: Date;
  readonly deviceId: string;
  readonly receivedAt: Date;
  readonly recordedBy: string;
  readonly source: 'qr' | 'list' | 'paper';
}

/** Keeps what was not known yet; returns the ids of the new ones. */
export async function insertEvents(
  db: Db,
  crisisId: string,
  events: readonly StoredEvent[],
): Promise<ReadonlySet<string>> {
  if (events.length === 0) return new Set();
  const added = await db
    .insertInto('crises.attendance_event')
    .values(
      events.map((event) => ({
        crisis_id: crisisId,
        id: event.id,
        person_kind: event.personKind,
        person_id: event.personId,
        site_id: event.siteId,
        kind: event.kind,
        undoes: event.undoes,
        at: event.at,
        device_at: event.deviceAt,
        clock_doubtful: event.clockDoubtful,
        device_id: event.deviceId,
        received_at: event.receivedAt,
        recorded_by: event.recordedBy,
        source: event.source,
      })),
    )
    .onConflict((conflict) => conflict.columns(['crisis_id', 'id']).doNothing())
    .returning('id')
    .execute();
  return new Set(added.map(({ id }) => id));
}

export async function eventsOf(db: Db, crisisId: string): Promise<StoredEvent[]> {
  const { rows } = await sql<StoredEvent>`
    SELECT id, person_kind AS "personKind", person_id AS "personId", site_id AS "siteId", kind,
           undoes, at, clock_doubtful AS "clockDoubtful", device_at AS "deviceAt",
           device_id AS "deviceId", received_at AS "receivedAt", recorded_by AS "recordedBy", source
    FROM crises.attendance_event
    WHERE crisis_id = ${crisisId}
    ORDER BY at, id`.execute(db);
  return rows;
}

/** Who was on which site of the crisis, and when; those who have no `to` are there now. */
export async function presencesOf(db: Db, crisisId: string): Promise<Presence[]> {
  return foldAttendance(await eventsOf(db, crisisId));
}
