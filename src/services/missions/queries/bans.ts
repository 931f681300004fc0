import { type Selectable, sql } from 'kysely';
import type { Db, Tables } from '#platform/db/index.ts';
import type { BanReason, BanState } from '../domain/bans.ts';
import type { ReviewTerritory } from './missions.ts';

export interface Ban {
  readonly id: string;
  readonly subject: 'association' | 'account';
  readonly subjectId: string;
  /** '' for the whole country. */
  readonly department: string;
  readonly state: BanState;
  readonly reason: BanReason;
  readonly note: string;
  readonly bannedBy: string | null;
  readonly bannedAt: Date;
  readonly untilAt: Date;
  readonly appeal: string;
  readonly answer: string;
}

function banOf(row: Selectable<Tables['missions.ban']>): Ban {
  return {
    id: row.id,
    subject: row.subject as Ban['subject'],
    subjectId: row.subject_id,
    department: row.department,
    state: row.state as BanState,
    reason: row.reason as BanReason,
    note: row.note,
    bannedBy: row.banned_by,
    bannedAt: row.banned_at,
    untilAt: row.until_at,
    appeal: row.appeal,
    answer: row.answer,
  };
}

export async function insertBan(db: Db, ban: Ban): Promise<void> {
  await db
    .insertInto('missions.ban')
    .values({
      id: ban.id,
      subject: ban.subject,
      subject_id: ban.subjectId,
      department: ban.department,
      state: ban.state,
      reason: ban.reason,
      note: ban.note,
      banned_by: ban.bannedBy,
      banned_at: ban.bannedAt,
      until_at: ban.untilAt,
    })
    .execute();
}

export async function banById(db: Db, id: string): Promise<Ban | undefined> {
  const row = await db
    .selectFrom('missions.ban')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && banOf(row);
}

/** Two decisions about one ban wait for each other. */
export async function lockBan(db: Db, id: string): Promise<Ban | undefined> {
  const row = await db
    .selectFrom('missions.ban')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && banOf(row);
}

export async function patchBan(
  db: Db,
  id: string,
  patch: { state: BanState; appeal?: string; answer?: string },
): Promise<void> {
  await db.updateTable('missions.ban').set(patch).where('id', '=', id).execute();
}

/** The bans in force now on any of these subjects, the longest first. */
export async function bansInForce(
  db: Db,
  subjectIds: readonly string[],
  now: Date,
): Promise<Ban[]> {
  if (subjectIds.length === 0) return [];
  const rows = await db
    .selectFrom('missions.ban')
    .selectAll()
    .where('subject_id', 'in', [...subjectIds])
    .where('state', '<>', 'lifted')
    .where('until_at', '>', now)
    .orderBy('until_at', 'desc')
    .execute();
  return rows.map(banOf);
}

/** Of a territory: appeals first, then the newest. */
export async function bansOf(db: Db, where: ReviewTerritory): Promise<Ban[]> {
  const rows = await db
    .selectFrom('missions.ban')
    .selectAll()
    .$if(!where.everywhere, (q) => q.where('department', 'in', ['', ...where.departments]))
    .orderBy(sql`(state = 'appealed')`, 'desc')
    .orderBy('banned_at', 'desc')
    .limit(200)
    .execute();
  return rows.map(banOf);
}
