import { stringify } from 'csv-stringify/sync';
import type { Context } from '#platform/context.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { decisionFigures } from '#services/associations/index.ts';
import { type PublicFigures, publicFigures } from '../domain/figures.ts';
import { knownUses, orderDelays, quotaUse, savedByOrders } from '../queries/figures.ts';

export async function offersFigures(ctx: Context): Promise<PublicFigures> {
  return publicFigures({
    decisions: await decisionFigures(ctx),
    savings: await savedByOrders(ctx.db),
    uses: await knownUses(ctx.db),
    delays: await orderDelays(ctx.db),
    quotas: await quotaUse(ctx.db, localDate(ctx.clock.now())),
  });
}

export const FIGURE_COLUMNS = ['indicator', 'group', 'value', 'unit'] as const;

/** One line per figure; an empty value is about fewer than five. Formulas are disarmed. */
export function figuresCsv(figures: PublicFigures): string {
  type Cells = Readonly<Record<string, number | undefined>>;
  const table = (indicator: string, cells: Cells) =>
    Object.entries(cells).map(([group, value]) => [indicator, group, value, 'count']);
  return stringify(
    [
      ...table('decisions_by_standing', figures.standings.cells),
      ...table('decisions_by_department', figures.departments.cells),
      ...table('decisions_by_reason', figures.reasons),
      ['decisions_at_once', '', figures.atOncePercent, 'percent'],
      ['review_delay_median', '', figures.reviewDays, 'days'],
      ['savings', '', figures.savings, 'cents_without_tax'],
      ['libre_share', '', figures.librePercent, 'percent'],
      ['accept_delay_median', '', figures.acceptDays, 'days'],
      ['delivery_delay_median', '', figures.deliverDays, 'days'],
      ...figures.quotas.map(({ slug, percent }) => ['quota_use', slug, percent, 'percent']),
    ],
    { header: true, columns: [...FIGURE_COLUMNS], escape_formulas: true },
  );
}
