import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import { type Counts, NO_COUNTS } from '../domain/figures.ts';

export type FigureScope =
  | { readonly kind: 'everywhere' }
  | { readonly kind: 'departments'; readonly codes: readonly string[] }
  | { readonly kind: 'organisations'; readonly ids: readonly string[] };

/** From the first instant and day, up to but not including the last. */
export interface Period {
  readonly from: Date;
  readonly to: Date;
  readonly firstDay: DateString;
  readonly dayAfter: DateString;
}

export interface Figures {
  readonly all: Counts;
  readonly byDomain: Readonly<Record<string, Counts>>;
  readonly byDepartment: Readonly<Record<string, Counts>>;
}

type Cell = Partial<Counts> & {
  /** Bits of the columns that are not grouped by: 3 all, 1 a theme, 2 a department. */
  readonly at: number;
  readonly domain: string | null;
  readonly department: string | null;
};

function within(scope: FigureScope): RawBuilder<boolean> {
  if (scope.kind === 'everywhere') return sql`m.source <> 'exchange'`;
  return scope.kind === 'departments'
    ? sql`m.source <> 'exchange' AND m.department = ANY(${scope.codes}::text[])`
    : sql`m.organisation_id = ANY(${scope.ids}::uuid[])`;
}

const KEYS = sql`grouping(m.domain, m.department) AS at, m.domain, m.department`;
const GROUPS = sql`GROUP BY GROUPING SETS ((), (m.domain), (m.department))`;

/** What `Counts` defines, for the whole, each theme and each department, in three statements. */
export async function countFigures(db: Db, scope: FigureScope, period: Period): Promise<Figures> {
  const { from, to, firstDay, dayAfter } = period;
  const missions = sql<Cell>`
    SELECT ${KEYS}, count(*) AS missions,
      count(*) FILTER (WHERE m.remote IN ('full', 'possible')) AS remote,
      coalesce(sum(m.places), 0) AS places, coalesce(sum(m.held), 0) AS held
    FROM missions.mission m
    WHERE m.published_at >= ${from} AND m.published_at < ${to} AND ${within(scope)} ${GROUPS}`;
  const applications = sql<Cell>`
    SELECT ${KEYS}, count(*) AS applications, count(f.at) AS answered,
      count(*) FILTER (WHERE a.state = 'unanswered' AND f.at IS NULL) AS unanswered,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM f.at - a.applied_at) / 60)
        AS "medianAnswerMinutes",
      count(*) FILTER (WHERE a.state = 'completed') AS completed,
      count(*) FILTER (WHERE a.state = 'no_show') AS "noShows"
    FROM missions.application a
    JOIN missions.mission m ON m.id = a.mission_id
    CROSS JOIN LATERAL (
      SELECT least(a.answered_at, (SELECT min(t.sent_at) FROM missions.message t
        WHERE t.mission_id = a.mission_id AND t.application_id = a.id
          AND NOT t.from_volunteer AND t.sent_at >= a.applied_at)) AS at) f
    WHERE a.applied_at >= ${from} AND a.applied_at < ${to} AND a.state <> 'interested'
      AND ${within(scope)} ${GROUPS}`;
  const hours = sql<Cell>`
    SELECT ${KEYS}, coalesce(sum(h.confirmed_minutes), 0) AS "confirmedMinutes",
      count(DISTINCT h.volunteer_id) FILTER (WHERE h.confirmed_minutes > 0) AS people
    FROM missions.hours h JOIN missions.mission m ON m.id = h.mission_id
    WHERE h.day >= ${firstDay} AND h.day < ${dayAfter} AND h.confirmed_minutes IS NOT NULL
      AND ${within(scope)} ${GROUPS}`;
  const figures = {
    all: NO_COUNTS,
    byDomain: {} as Record<string, Counts>,
    byDepartment: {} as Record<string, Counts>,
  };
  for (const statement of [missions, applications, hours]) {
    const { rows } = await statement.execute(db);
    for (const { at, domain, department, ...counts } of rows) {
      if (at === 3) figures.all = { ...figures.all, ...counts };
      else if (at === 1) add(figures.byDomain, domain ?? '', counts);
      else add(figures.byDepartment, department ?? '', counts);
    }
  }
  return figures;
}

function add(cells: Record<string, Counts>, key: string, counts: Partial<Counts>): void {
  cells[key] = { ...NO_COUNTS, ...cells[key], ...counts };
}
