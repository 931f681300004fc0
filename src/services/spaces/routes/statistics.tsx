import { csvResponse } from '#platform/http/csv.ts';
import type { Request } from '#platform/http/env.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { evaluationCsv, yearOfSpace } from '../actions/statistics.ts';
import { texts } from '../messages/index.ts';
import { DESK_ROLES } from '../policy.ts';
import type { Space } from '../queries/spaces.ts';
import { StatisticsPage } from '../views/statistics.tsx';
import { breadcrumbsOf, hostedSpace, keptSpace, SPACE } from './forms.ts';

/** This year and the two before: what a label lasts. */
const YEARS = 3;

export function statisticsRoutes(pages: Routes): void {
  pages.get(`${SPACE}/statistics`, DESK_ROLES, async (c) => {
    const space = await hostedSpace(c);
    if (!space) return notFoundPage(c);
    const m = texts(c.get('lang')).statistics;
    return page(c, {
      title: m.title,
      lead: m.lead,
      breadcrumbs: breadcrumbsOf(c, space),
      body: (
        <StatisticsPage
          path={`/spaces/${space.id}/statistics`}
          year={await yearOfSpace(c.get('ctx'), space, yearAsked(c, space))}
          years={yearsOf(c, space)}
        />
      ),
    });
  });

  pages.get(`${SPACE}/statistics.csv`, DESK_ROLES, async (c) => {
    const space = await keptSpace(c);
    if (!space) return notFoundPage(c);
    const year = yearAsked(c, space);
    const csv = await evaluationCsv(c.get('ctx'), space, year);
    return csvResponse(csv, `bilan-${year}.csv`);
  });
}

function yearsOf(c: Request, space: Space): readonly number[] {
  const year = Number(localDate(c.get('ctx').clock.now(), space.timeZone).slice(0, 4));
  return Array.from({ length: YEARS }, (_, ago) => year - ago);
}

function yearAsked(c: Request, space: Space): number {
  const years = yearsOf(c, space);
  return years.find((year) => String(year) === c.req.query('year')) ?? (years[0] as number);
}
