import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { DateString } from '#platform/kernel/dates.ts';

export interface Invitation {
  readonly missionId: string;
  readonly volunteerId: string;
  readonly invitedAt: Date;
  readonly declinedAt: Date | null;
}

const columns = sql`mission_id AS "missionId", volunteer_id AS "volunteerId",
  invited_at AS "invitedAt", declined_at AS "declinedAt"`;

export async function invitationsOfMission(db: Db, missionId: string): Promise<Invitation[]> {
  const { rows } = await sql<Invitation>`
    SELECT ${columns} FROM missions.invitation WHERE mission_id = ${missionId}
    ORDER BY invited_at DESC, volunteer_id`.execute(db);
  return rows;
}

export async function invitationOf(
  db: Db,
  missionId: string,
  volunteerId: string,
): Promise<Invitation | undefined> {
  const { rows } = await sql<Invitation>`
    SELECT ${columns} FROM missions.invitation
    WHERE mission_id = ${missionId} AND volunteer_id = ${volunteerId}`.execute(db);
  return rows[0];
}

/** Of these people, those whose month is full, or who are known to this mission already. */
export async function notToInvite(
  db: Db,
  missionId: string,
  volunteerIds: readonly string[],
  month: DateString,
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    SELECT volunteer_id AS id FROM missions.invitation
      WHERE volunteer_id = ANY(${volunteerIds}::uuid[]) AND month = ${month} AND slot = 2
    UNION SELECT volunteer_id FROM missions.invitation WHERE mission_id = ${missionId}
    UNION SELECT volunteer_id FROM missions.application WHERE mission_id = ${missionId}`.execute(
    db,
  );
  return new Set(rows.map(({ id }) => id));
}

/** False when this slot of the month is taken, or the person was invited to this mission. */
export async function takeSlot(
  db: Db,
  invitation: {
    readonly missionId: string;
    readonly volunteerId: string;
    readonly invitedBy: string | null;
    readonly month: DateString;
    readonly slot: number;
    readonly now: Date;
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    INSERT INTO missions.invitation (mission_id, volunteer_id, invited_at, invited_by, month, slot)
    VALUES (${invitation.missionId}, ${invitation.volunteerId}, ${invitation.now},
      ${invitation.invitedBy}, ${invitation.month}, ${invitation.slot})
    ON CONFLICT DO NOTHING`.execute(db);
  return numAffectedRows === 1n;
}

export async function declineInvitation(
  db: Db,
  missionId: string,
  volunteerId: string,
  now: Date,
): Promise<void> {
  await sql`
    UPDATE missions.invitation SET declined_at = coalesce(declined_at, ${now})
    WHERE mission_id = ${missionId} AND volunteer_id = ${volunteerId}`.execute(db);
}
