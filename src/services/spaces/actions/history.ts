import type { Context } from '#platform/context.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import { labelOn } from '../domain/label.ts';
import { visitDays } from '../domain/visits.ts';
import { labelEvents } from '../queries/label.ts';
import { visitsOfAccount } from '../queries/visits.ts';

/** What a visit history gives right to: days on which somebody came to a space that was labelled. */
export interface Visits {
  readonly days: number;
  readonly lastDay: DateString | null;
}

/** Days of visits between two days, both included, in spaces labelled on that day. `personId`: an account. */
export async function visitsOf(
  ctx: Context,
  personId: string,
  period: { readonly from: DateString; readonly to: DateString },
): Promise<Visits> {
  const visits = await visitsOfAccount(ctx.db, personId, period);
  const labels = new Map<string, Awaited<ReturnType<typeof labelEvents>>>();
  for (const id of new Set(visits.map(({ spaceId }) => spaceId))) {
    labels.set(id, await labelEvents(ctx.db, id));
  }
  const counted = visits.filter(
    ({ spaceId, day }) => labelOn(labels.get(spaceId) ?? [], day).state === 'labelled',
  );
  return { days: visitDays(counted), lastDay: counted[0]?.day ?? null };
}
