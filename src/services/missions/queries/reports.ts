import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

export interface Report {
  readonly reason: string;
  readonly note: string;
  readonly reportedAt: Date;
}

export async function insertReport(
  db: Db,
  report: {
    readonly missionId: string;
    readonly id: string;
    readonly reason: string;
    readonly note: string;
    readonly accountId: string | null;
    readonly now: Date;
  },
): Promise<void> {
  await db
    .insertInto('missions.report')
    .values({
      mission_id: report.missionId,
      id: report.id,
      reason: report.reason,
      note: report.note,
      account_id: report.accountId,
      reported_at: report.now,
    })
    .execute();
}

/** Those no moderator has settled, oldest first. */
export async function openReports(db: Db, missionId: string): Promise<Report[]> {
  const { rows } = await sql<Report>`
    SELECT reason, note, reported_at AS "reportedAt" FROM missions.report
    WHERE mission_id = ${missionId} AND settled_at IS NULL
    ORDER BY reported_at LIMIT 100`.execute(db);
  return rows;
}

export async function settleReports(db: Db, missionId: string, now: Date): Promise<void> {
  await db
    .updateTable('missions.report')
    .set({ settled_at: now })
    .where('mission_id', '=', missionId)
    .where('settled_at', 'is', null)
    .execute();
}
