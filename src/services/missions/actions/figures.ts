import { stringify } from 'csv-stringify/sync';
import type { Context } from '#platform/context.ts';
import { departmentByCode } from '#platform/geo/index.ts';
import { addDays, instantOf, localDate } from '#platform/kernel/dates.ts';
import { addMonths } from '#platform/kernel/months.ts';
import {
  type Counts,
  INDICATORS,
  type Indicators,
  indicatorsOf,
  publicIndicators,
} from '../domain/figures.ts';
import { countFigures, type FigureScope, type Period } from '../queries/figures.ts';

const MONTHS = 12;

/** The last twelve months, today included, in local days. */
export function currentPeriod(now: Date): Period {
  const dayAfter = addDays(localDate(now), 1);
  const firstDay = addMonths(dayAfter, -MONTHS);
  return { firstDay, dayAfter, from: instantOf(firstDay, 0), to: instantOf(dayAfter, 0) };
}

export interface Dashboard {
  readonly period: Period;
  readonly all: Indicators;
  readonly byDomain: Readonly<Record<string, Indicators>>;
  readonly byDepartment: Readonly<Record<string, Indicators>>;
}

/** The whole country for everybody, small counts withheld. */
export async function publicDashboard(ctx: Context): Promise<Dashboard> {
  const period = currentPeriod(ctx.clock.now());
  const figures = await countFigures(ctx.db, { kind: 'everywhere' }, period);
  return {
    period,
    all: publicIndicators({ all: figures.all }).all,
    byDomain: publicIndicators(figures.byDomain),
    byDepartment: publicIndicators(figures.byDepartment),
  };
}

/** Exact, for those whose work it is. */
export async function ownDashboard(ctx: Context, scope: FigureScope): Promise<Dashboard> {
  const period = currentPeriod(ctx.clock.now());
  const figures = await countFigures(ctx.db, scope, period);
  const each = (cells: Readonly<Record<string, Counts>>) =>
    Object.fromEntries(Object.entries(cells).map(([key, counts]) => [key, indicatorsOf(counts)]));
  return {
    period,
    all: indicatorsOf(figures.all),
    byDomain: each(figures.byDomain),
    byDepartment: each(figures.byDepartment),
  };
}

/** Open data: one line for the country, each theme and each department; an empty cell is not told. */
export async function figuresCsv(ctx: Context): Promise<string> {
  const { period, all, byDomain, byDepartment } = await publicDashboard(ctx);
  const line = (dimension: string, code: string, label: string, indicators: Indicators) => ({
    from: period.firstDay,
    before: period.dayAfter,
    dimension,
    code,
    label,
    ...indicators,
  });
  const rows = [
    line('country', 'FR', 'France', all),
    ...Object.entries(byDomain).map(([code, one]) => line('domain', code, '', one)),
    ...Object.entries(byDepartment).map(([code, one]) =>
      line('department', code, departmentByCode(code)?.name ?? '', one),
    ),
  ];
  const columns = ['from', 'before', 'dimension', 'code', 'label', ...INDICATORS];
  return stringify(rows, { header: true, columns, escape_formulas: true });
}
