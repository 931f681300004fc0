import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

export interface Message {
  readonly id: string;
  readonly fromVolunteer: boolean;
  readonly text: string;
  readonly fileId: string | null;
  readonly fileName: string | null;
  readonly sentAt: Date;
  readonly readAt: Date | null;
}

export async function insertMessage(
  db: Db,
  message: {
    readonly id: string;
    readonly missionId: string;
    readonly applicationId: string;
    readonly fromVolunteer: boolean;
    readonly accountId: string | null;
    readonly text: string;
    readonly file?: { readonly id: string; readonly name: string } | undefined;
    readonly now: Date;
  },
): Promise<void> {
  await db
    .insertInto('missions.message')
    .values({
      id: message.id,
      mission_id: message.missionId,
      application_id: message.applicationId,
      from_volunteer: message.fromVolunteer,
      account_id: message.accountId,
      text: message.text,
      file_id: message.file?.id ?? null,
      file_name: message.file?.name ?? null,
      sent_at: message.now,
    })
    .execute();
}

export async function messagesOf(
  db: Db,
  missionId: string,
  applicationId: string,
): Promise<Message[]> {
  const { rows } = await sql<Message>`
    SELECT id, from_volunteer AS "fromVolunteer", text, file_id AS "fileId",
      file_name AS "fileName", sent_at AS "sentAt", read_at AS "readAt"
    FROM missions.message WHERE mission_id = ${missionId} AND application_id = ${applicationId}
    ORDER BY sent_at, id`.execute(db);
  return rows;
}

/** The other side's messages are read now. */
export async function markRead(
  db: Db,
  missionId: string,
  applicationId: string,
  writtenByVolunteer: boolean,
  now: Date,
): Promise<void> {
  await db
    .updateTable('missions.message')
    .set({ read_at: now })
    .where('mission_id', '=', missionId)
    .where('application_id', '=', applicationId)
    .where('from_volunteer', '=', writtenByVolunteer)
    .where('read_at', 'is', null)
    .execute();
}
