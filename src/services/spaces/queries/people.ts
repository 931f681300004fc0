import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import type { Topic } from '../domain/vocabularies.ts';

export const SPACE_ROLES = ['space_host', 'certification_supervisor'] as const;
export type SpaceRole = (typeof SPACE_ROLES)[number];

export interface Invitation {
  readonly spaceId: string;
  readonly id: string;
  readonly email: string;
  readonly role: SpaceRole;
  readonly expiresAt: Date;
  readonly acceptedAt: Date | null;
}

const INVITATION = sql`space_id AS "spaceId", id, email, role, expires_at AS "expiresAt",
  accepted_at AS "acceptedAt"`;

export async function insertInvitation(
  db: Db,
  invitation: Omit<Invitation, 'acceptedAt'> & {
    readonly invitedBy: string | null;
    readonly now: Date;
  },
): Promise<void> {
  await db
    .insertInto('spaces.invitation')
    .values({
      space_id: invitation.spaceId,
      id: invitation.id,
      email: invitation.email,
      role: invitation.role,
      invited_by: invitation.invitedBy,
      invited_at: invitation.now,
      expires_at: invitation.expiresAt,
    })
    .execute();
}

export async function selectInvitation(db: Db, id: string): Promise<Invitation | undefined> {
  const { rows } = await sql<Invitation>`
    SELECT ${INVITATION} FROM spaces.invitation WHERE id = ${id} FOR UPDATE`.execute(db);
  return rows[0];
}

export async function invitationsOf(db: Db, spaceId: string, now: Date): Promise<Invitation[]> {
  const { rows } = await sql<Invitation>`
    SELECT ${INVITATION} FROM spaces.invitation
    WHERE space_id = ${spaceId} AND accepted_at IS NULL AND expires_at > ${now}
    ORDER BY invited_at, id`.execute(db);
  return rows;
}

/** The address has done its work: what stays says that somebody came by invitation. */
export async function acceptInvitation(db: Db, id: string, now: Date): Promise<void> {
  await db
    .updateTable('spaces.invitation')
    .set({ accepted_at: now, email: '' })
    .where('id', '=', id)
    .execute();
}

export async function dropOldInvitations(db: Db, before: Date): Promise<void> {
  await db
    .deleteFrom('spaces.invitation')
    .where('accepted_at', 'is', null)
    .where('expires_at', '<', before)
    .execute();
}

export interface Training {
  readonly accountId: string;
  readonly topic: Topic;
  readonly trainer: string;
  readonly day: DateString;
  readonly minutes: number;
}

export async function trainingsOf(db: Db, spaceId: string): Promise<Training[]> {
  const { rows } = await sql<Training>`
    SELECT account_id AS "accountId", topic, trainer, day, minutes FROM spaces.training
    WHERE space_id = ${spaceId} ORDER BY day DESC, id`.execute(db);
  return rows;
}

export async function insertTraining(
  db: Db,
  spaceId: string,
  id: string,
  training: Training,
  now: Date,
): Promise<void> {
  const { accountId, topic, trainer, day, minutes } = training;
  await db
    .insertInto('spaces.training')
    .values({
      ...{ space_id: spaceId, id, topic, trainer, day, minutes },
      account_id: accountId,
      recorded_at: now,
    })
    .execute();
}
