import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { Zone } from '#platform/kernel/geography.ts';
import { type AttendanceEvent, foldAttendance, type Presence } from '../domain/attendance.ts';
import type { Site } from './needs.ts';

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

/** Of everybody, or of these people. */
export async function eventsOf(
  db: Db,
  crisisId: string,
  personIds?: readonly string[],
): Promise<StoredEvent[]> {
  const who = personIds ? sql`AND person_id = ANY(${personIds as string[]}::uuid[])` : sql``;
  const { rows } = await sql<StoredEvent>`
    SELECT id, person_kind AS "personKind", person_id AS "personId", site_id AS "siteId", kind,
           undoes, at, clock_doubtful AS "clockDoubtful", device_at AS "deviceAt",
           device_id AS "deviceId", received_at AS "receivedAt", recorded_by AS "recordedBy", source
    FROM crises.attendance_event
    WHERE crisis_id = ${crisisId} ${who}
    ORDER BY at, id`.execute(db);
  return rows;
}

/** Who was on which site of the crisis, and when; those who have no `to` are there now. */
export async function presencesOf(db: Db, crisisId: string): Promise<Presence[]> {
  return foldAttendance(await eventsOf(db, crisisId));
}

/** Which of these people the crisis knows: called and answered, whatever they answered. */
export async function knownPeople(
  db: Db,
  crisisId: string,
  volunteerIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('crises.place')
    .select('volunteer_id')
    .distinct()
    .where('crisis_id', '=', crisisId)
    .where('volunteer_id', 'in', volunteerIds)
    .execute();
  return new Set(rows.map((row) => row.volunteer_id));
}

/** Somebody who has said yes to this shift at this site. */
export interface ExpectedPlace {
  readonly personId: string;
  readonly needId: string;
  readonly position: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly timeZone: string;
}

/** Confirmed at a site, for shifts that touch this time. */
export async function expectedAt(
  db: Db,
  key: { readonly crisisId: string; readonly siteId: string },
  from: Date,
  to: Date,
): Promise<ExpectedPlace[]> {
  return db
    .selectFrom('crises.place as p')
    .innerJoin('crises.need as n', (join) =>
      join.onRef('n.crisis_id', '=', 'p.crisis_id').onRef('n.id', '=', 'p.need_id'),
    )
    .select([
      'p.volunteer_id as personId',
      'n.id as needId',
      'n.position',
      'n.starts_at as startsAt',
      'n.ends_at as endsAt',
      'n.time_zone as timeZone',
    ])
    .where('p.crisis_id', '=', key.crisisId)
    .where('n.site_id', '=', key.siteId)
    .where('n.status', '<>', 'cancelled')
    .where('p.state', '=', 'confirmed')
    .where('n.ends_at', '>', from)
    .where('n.starts_at', '<', to)
    .orderBy('n.starts_at')
    .orderBy('n.id')
    .execute();
}

/** A site of a mobilisation under way, with what tells who receives people there. */
export interface SiteUnderWay extends Site {
  readonly title: string;
  readonly exercise: boolean;
  readonly departments: readonly string[];
  readonly zone: Zone;
}

export async function sitesUnderWay(db: Db): Promise<SiteUnderWay[]> {
  const rows = await db
    .selectFrom('crises.site as s')
    .innerJoin('crises.crisis as c', 'c.id', 's.crisis_id')
    .select([
      's.crisis_id as crisisId',
      's.id',
      's.name',
      's.commune',
      's.address',
      's.access_note as accessNote',
      'c.title',
      'c.exercise',
      'c.departments',
      'c.zone',
    ])
    .where('c.status', 'in', ['active', 'standing_down'])
    .orderBy('c.created_at', 'desc')
    .orderBy('s.name')
    .execute();
  return rows as unknown as SiteUnderWay[];
}

/** Sites where somebody holds a place not yet over, the next first. */
export async function sitesOfPerson(
  db: Db,
  volunteerId: string,
  after: Date,
): Promise<{ crisisId: string; siteId: string }[]> {
  return db
    .selectFrom('crises.place as p')
    .innerJoin('crises.need as n', (join) =>
      join.onRef('n.crisis_id', '=', 'p.crisis_id').onRef('n.id', '=', 'p.need_id'),
    )
    .select(['n.crisis_id as crisisId', 'n.site_id as siteId'])
    .where('p.volunteer_id', '=', volunteerId)
    .where('p.state', '=', 'confirmed')
    .where('n.ends_at', '>', after)
    .orderBy('n.starts_at')
    .execute();
}

/** Crises with arrivals or departures that the situation log does not tell yet. */
export async function crisesToTell(db: Db, before: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT e.crisis_id AS id
    FROM crises.attendance_event e
    LEFT JOIN crises.attendance_digest d ON d.crisis_id = e.crisis_id
    WHERE e.received_at <= ${before} AND (d.told_up_to IS NULL OR e.received_at > d.told_up_to)
    ORDER BY 1`.execute(db);
  return rows.map(({ id }) => id);
}

/** Moves the mark, under its lock; returns the one before. */
export async function moveDigest(db: Db, crisisId: string, to: Date): Promise<Date | undefined> {
  await sql`
    INSERT INTO crises.attendance_digest (crisis_id, told_up_to) VALUES (${crisisId}, '-infinity')
    ON CONFLICT DO NOTHING`.execute(db);
  const { rows } = await sql<{ before: Date | null }>`
    SELECT NULLIF(told_up_to, '-infinity') AS before FROM crises.attendance_digest
    WHERE crisis_id = ${crisisId} FOR UPDATE`.execute(db);
  await sql`
    UPDATE crises.attendance_digest SET told_up_to = GREATEST(told_up_to, ${to})
    WHERE crisis_id = ${crisisId}`.execute(db);
  return rows[0]?.before ?? undefined;
}

/** Arrivals and departures received in an interval, by site. */
export async function movementsOf(
  db: Db,
  crisisId: string,
  after: Date | undefined,
  upTo: Date,
): Promise<{ siteId: string; name: string; arrivals: number; departures: number }[]> {
  const { rows } = await sql<{
    siteId: string;
    name: string;
    arrivals: number;
    departures: number;
  }>`
    SELECT e.site_id AS "siteId", s.name, count(*) FILTER (WHERE e.kind = 'in') AS arrivals,
           count(*) FILTER (WHERE e.kind = 'out') AS departures
    FROM crises.attendance_event e
    JOIN crises.site s ON s.crisis_id = e.crisis_id AND s.id = e.site_id
    WHERE e.crisis_id = ${crisisId} AND e.received_at <= ${upTo}
      AND (${after ?? null}::timestamptz IS NULL OR e.received_at > ${after ?? null})
    GROUP BY e.site_id, s.name ORDER BY s.name`.execute(db);
  return rows;
}
