import { stringify } from 'csv-stringify/sync';
import type { Context } from '#platform/context.ts';
import { evaluationOf, type YearOfSpace, yearOf } from '../domain/statistics.ts';
import type { Space } from '../queries/spaces.ts';
import { bookingRows, countedInYear, visitRows } from '../queries/statistics.ts';

export async function yearOfSpace(ctx: Context, space: Space, year: number): Promise<YearOfSpace> {
  return yearOf(
    year,
    await visitRows(ctx.db, space.id, year),
    await bookingRows(ctx.db, space.id, year, space.timeZone),
    await countedInYear(ctx.db, space.id, year),
  );
}

/** The yearly evaluation: one indicator a line, empty when it is fewer than five. */
export async function evaluationCsv(ctx: Context, space: Space, year: number): Promise<string> {
  const rows = evaluationOf(await yearOfSpace(ctx, space, year)).map(({ indicator, value }) => ({
    space: space.name,
    year,
    indicator,
    value: value ?? '',
  }));
  return stringify(rows, {
    header: true,
    columns: ['space', 'year', 'indicator', 'value'],
    escape_formulas: true,
  });
}
