import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { SessionState } from '../domain/sessions/session.ts';

export interface SessionRow {
  readonly id: string;
  readonly spaceId: string;
  readonly startsAt: Date;
  readonly places: number;
  readonly priceCents: number;
  readonly state: SessionState;
  readonly accessCode: string | null;
  readonly supervisorId: string | null;
  readonly taken: number;
}

const COLUMNS = sql`id, space_id AS "spaceId", starts_at AS "startsAt", places,
  price_cents AS "priceCents", state, access_code AS "accessCode",
  supervisor_id AS "supervisorId", taken`;

export async function sessionById(db: Db, id: string): Promise<SessionRow | undefined> {
  const { rows } = await sql<SessionRow>`
    SELECT ${COLUMNS} FROM skills.session WHERE id = ${id}`.execute(db);
  return rows[0];
}

/** Held until the end of the transaction: places are exact, and it is opened and closed once. */
export async function lockSession(db: Db, id: string): Promise<SessionRow | undefined> {
  const { rows } = await sql<SessionRow>`
    SELECT ${COLUMNS} FROM skills.session WHERE id = ${id} FOR UPDATE`.execute(db);
  return rows[0];
}

/** Those to come, the next first. */
export async function comingSessions(db: Db, from: Date, limit: number): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    SELECT ${COLUMNS} FROM skills.session
    WHERE state IN ('planned', 'open') AND starts_at >= ${from}
    ORDER BY starts_at, id LIMIT ${limit}`.execute(db);
  return rows;
}

/** Of a space, the newest first. */
export async function sessionsOfSpace(
  db: Db,
  spaceId: string,
  limit: number,
): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    SELECT ${COLUMNS} FROM skills.session WHERE space_id = ${spaceId}
    ORDER BY starts_at DESC, id LIMIT ${limit}`.execute(db);
  return rows;
}

export async function insertSession(
  db: Db,
  session: Pick<SessionRow, 'id' | 'spaceId' | 'startsAt' | 'places' | 'priceCents'>,
  at: Date,
): Promise<void> {
  await sql`
    INSERT INTO skills.session (id, space_id, starts_at, places, price_cents, state, created_at)
    VALUES (${session.id}, ${session.spaceId}, ${session.startsAt}, ${session.places},
      ${session.priceCents}, 'planned', ${at})`.execute(db);
}

export async function saveSession(
  db: Db,
  { id, state, accessCode, supervisorId }: SessionRow,
  at: Date,
): Promise<void> {
  await sql`
    UPDATE skills.session SET state = ${state}, access_code = ${accessCode},
      supervisor_id = ${supervisorId},
      opened_at = CASE WHEN ${state} = 'open' THEN ${at}::timestamptz ELSE opened_at END,
      closed_at = CASE WHEN ${state} IN ('closed', 'cancelled') THEN ${at}::timestamptz END
    WHERE id = ${id}`.execute(db);
}

/** The place of one more candidate, or of one less. */
export async function changeTaken(db: Db, id: string, by: 1 | -1): Promise<void> {
  await sql`UPDATE skills.session SET taken = taken + ${by} WHERE id = ${id}`.execute(db);
}

export interface SessionEventRow {
  readonly id: string;
  readonly sessionId: string;
  readonly candidateId: string | null;
  readonly at: Date;
  readonly kind: 'blur' | 'paste' | 'resize' | 'flag' | 'incident' | 'pause' | 'resume' | 'end';
  readonly position: number | null;
  readonly reason: string | null;
}

export async function insertSessionEvent(db: Db, event: SessionEventRow): Promise<void> {
  await sql`
    INSERT INTO skills.session_event (session_id, id, candidate_id, at, kind, position, reason)
    VALUES (${event.sessionId}, ${event.id}, ${event.candidateId}, ${event.at}, ${event.kind},
      ${event.position}, ${event.reason})`.execute(db);
}

/** In order. */
export async function sessionEvents(db: Db, sessionId: string): Promise<SessionEventRow[]> {
  const { rows } = await sql<SessionEventRow>`
    SELECT id, session_id AS "sessionId", candidate_id AS "candidateId", at, kind, position, reason
    FROM skills.session_event WHERE session_id = ${sessionId} ORDER BY at, id`.execute(db);
  return rows;
}
