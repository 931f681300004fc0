import type { Context } from '#platform/context.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { addDays } from '#platform/kernel/dates.ts';
import { newPaper } from '#platform/pdf/paper.ts';
import { formatNumber } from '#platform/ui/format.ts';
import { organisationById } from '#services/associations/index.ts';
import { dayThere } from './actions/basket.ts';
import { totalsOf } from './domain/money.ts';
import { QUOTE_DAYS } from './domain/order.ts';
import { orderTexts } from './messages/orders/index.ts';
import { distributorById } from './queries/distributors.ts';
import { linesOf } from './queries/orders.ts';
import type { Order } from './queries/rows.ts';
import { euros } from './views/price.tsx';

/** The quote on paper, for a board meeting: the same figures as the page. */
export async function quotePdf(ctx: Context, order: Order, lang: Lang): Promise<Buffer> {
  const m = orderTexts(lang);
  const distributor = (await distributorById(ctx.db, order.distributorId))?.name ?? '';
  const association = (await organisationById(ctx, order.organisationId))?.name ?? '';
  const lines = await linesOf(ctx.db, [order.id]);
  const totals = totalsOf(lines);
  const title = m.quoteTitle(order.reference);
  const paper = newPaper({
    title,
    lang,
    author: distributor,
    madeAt: ctx.clock.now(),
    foot: (page, pages) => `${order.reference} · ${page}/${pages}`,
  });
  paper.heading(1, title);
  paper.paragraph(m.quoteFor(association), true);
  paper.paragraph(m.quoteBy(distributor));
  const until = addDays(
    dayThere({ ...ctx, clock: { now: () => order.stateSince } }, order.department),
    QUOTE_DAYS,
  );
  paper.paragraph(m.quoteValid(until));
  paper.table(
    m.lines,
    [
      { label: m.line, wide: 3 },
      { label: m.seats, numeric: true },
      { label: m.unit, numeric: true },
      { label: m.net, numeric: true },
    ],
    lines.map((line) => [
      line.name,
      String(line.quantity),
      euros(lang, line.unitPrice),
      euros(lang, line.unitPrice * line.quantity),
    ]),
  );
  paper.paragraph(`${m.net}${m.colon}${euros(lang, totals.net)}`);
  for (const { rate, amount } of totals.vat)
    paper.paragraph(`${m.vatAt(formatNumber(lang, rate / 100))}${m.colon}${euros(lang, amount)}`);
  paper.paragraph(`${m.gross}${m.colon}${euros(lang, totals.gross)}`, true);
  paper.paragraph(m.quoteNote);
  return paper.finish();
}
