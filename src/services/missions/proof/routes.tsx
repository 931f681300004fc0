import { stringify } from 'csv-stringify/sync';
import { csvResponse } from '#platform/http/csv.ts';
import { download } from '#platform/http/download.ts';
import type { Request } from '#platform/http/env.ts';
import { page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { organisationNames } from '#services/associations/index.ts';
import { volunteerIdOf } from '#services/volunteers/index.ts';
import { texts } from '../messages/index.ts';
import { type HoursLine, hoursByYear, linesOfYear } from '../queries/hours.ts';
import { YearPage } from './year-page.tsx';

/** Hours of a calendar year, for the person herself: to read, to print, to keep as a file. */
export function proofRoutes(pages: Routes): void {
  pages.get('/missions/mine/hours', 'signed_in', async (c) => {
    const { year, years, lines, names } = await ownYear(c);
    const m = texts(c.get('lang'));
    return page(c, {
      title: m.proof.yearTitle(year),
      lead: m.proof.yearLead,
      breadcrumbs: [{ text: m.application.mine, href: '/missions/mine' }],
      body: <YearPage year={year} years={years} lines={lines} names={names} />,
    });
  });

  pages.get('/missions/mine/hours.csv', 'signed_in', async (c) => {
    const { year, lines, names } = await ownYear(c);
    const rows = lines.map((line) => recordOf(line, names));
    return csvResponse(
      stringify(rows, { header: true, columns: COLUMNS, delimiter: ';', escape_formulas: true }),
      `renfort-${year}.csv`,
    );
  });

  pages.get('/missions/mine/hours.json', 'signed_in', async (c) => {
    const { year, lines, names } = await ownYear(c);
    const entries = lines.map((line) => recordOf(line, names));
    return download(c, {
      name: `renfort-${year}.json`,
      type: 'application/json',
      body: `${JSON.stringify({ year, entries }, null, 2)}\n`,
    });
  });
}

const COLUMNS = [
  'day',
  'association',
  'mission',
  'declared_minutes',
  'confirmed_minutes',
  'confirmed_at',
  'correction',
] as const;

function recordOf(line: HoursLine, names: ReadonlyMap<string, string>) {
  return {
    day: line.day,
    association: names.get(line.organisationId) ?? '',
    mission: line.title,
    declared_minutes: line.declared,
    confirmed_minutes: line.confirmed,
    confirmed_at: line.confirmedAt?.toISOString() ?? null,
    correction: line.correction,
  } satisfies Record<(typeof COLUMNS)[number], string | number | null>;
}

/** The year that is asked for, else the current one; of somebody without a record, nothing. */
async function ownYear(c: Request) {
  const ctx = c.get('ctx');
  const current = Number(localDate(ctx.clock.now()).slice(0, 4));
  const asked = c.req.query('year') ?? '';
  const year = /^2\d{3}$/.test(asked) ? Number(asked) : current;
  const id = await volunteerIdOf(ctx, c.get('actor'));
  const lines = id ? await linesOfYear(ctx.db, id, year) : [];
  const known = id ? (await hoursByYear(ctx.db, id)).map((row) => row.year) : [];
  const years = [...new Set([current, year, ...known])].sort((a, b) => b - a);
  const names = await organisationNames(ctx, [
    ...new Set(lines.map(({ organisationId }) => organisationId)),
  ]);
  return { year, years, lines, names };
}
