import type { Context } from '#platform/context.ts';
import type { AccountId } from '#platform/kernel/actor.ts';
import { addDays, type DateString, localDate } from '#platform/kernel/dates.ts';
import { visitsOf } from '#services/spaces/index.ts';
import type { DiscountFacts } from '../domain/vouchers/discount.ts';

export interface Period {
  readonly from: DateString;
  readonly to: DateString;
}

/** Confirmed minutes of volunteering of an account, of one kind. */
type MinutesSource = (ctx: Context, accountId: AccountId, period: Period) => Promise<number>;

const sources: MinutesSource[] = [];

/** Called by app.ts: who volunteers is known to services that this one may not import. */
export function onConfirmedMinutes(source: MinutesSource): void {
  sources.push(source);
}

/** Hours of a whole life count: before all of them. */
const FIRST_DAY = '1900-01-01';
/** Visits count for so long. */
const VISITS_DAYS = 365;

export async function discountFacts(
  ctx: Context,
  accountId: AccountId,
  birthDate: DateString,
): Promise<DiscountFacts> {
  const to = localDate(ctx.clock.now());
  const { days } = await visitsOf(ctx, accountId, { from: addDays(to, -VISITS_DAYS), to });
  let confirmedMinutes = 0;
  for (const minutesOf of sources) {
    confirmedMinutes += await minutesOf(ctx, accountId, { from: FIRST_DAY, to });
  }
  return { birthDate, confirmedMinutes, visits: days };
}
