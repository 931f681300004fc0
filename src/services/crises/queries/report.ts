import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { ReportNeed, ReportReply, ReportRows } from '../domain/report.ts';

/** What was called, answered and decided in a crisis, row by row. */
export async function reportRows(
  db: Db,
  crisisId: string,
): Promise<Pick<ReportRows, 'needs' | 'alerts' | 'replies' | 'places'>> {
  const needs = await sql<ReportNeed>`
    SELECT id, position, site_id AS "siteId", places, starts_at AS "startsAt", ends_at AS "endsAt",
           time_zone AS "timeZone", status
    FROM crises.need WHERE crisis_id = ${crisisId} ORDER BY starts_at, position, id`.execute(db);
  const alerts = await sql<ReportRows['alerts'][number]>`
    SELECT need_id AS "needId", volunteer_id AS "personId", sent_at AS at
    FROM crises.alert WHERE crisis_id = ${crisisId}`.execute(db);
  const replies = await sql<ReportReply>`
    SELECT need_id AS "needId", volunteer_id AS "personId", answer, outcome, at
    FROM crises.reply WHERE crisis_id = ${crisisId} ORDER BY at, id`.execute(db);
  const places = await sql<ReportRows['places'][number]>`
    SELECT need_id AS "needId", volunteer_id AS "personId", state
    FROM crises.place WHERE crisis_id = ${crisisId}`.execute(db);
  return { needs: needs.rows, alerts: alerts.rows, replies: replies.rows, places: places.rows };
}

export interface Comparable {
  readonly id: string;
  readonly title: string;
  readonly exercise: boolean;
  readonly createdAt: Date;
}

/** Other crises to compare with, those of the same kind first, then the newest. */
export async function comparableCrises(
  db: Db,
  crisis: { readonly id: string; readonly hazard: string },
  departments: readonly string[] | undefined,
): Promise<Comparable[]> {
  const within = departments ? sql`departments && ${departments as string[]}::text[]` : sql`true`;
  const { rows } = await sql<Comparable>`
    SELECT id, title, exercise, created_at AS "createdAt" FROM crises.crisis
    WHERE id <> ${crisis.id} AND status NOT IN ('draft', 'cancelled') AND ${within}
    ORDER BY hazard = ${crisis.hazard} DESC, created_at DESC LIMIT 100`.execute(db);
  return rows;
}
