import type { Context } from '#platform/context.ts';
import { type DateString, localDate } from '#platform/kernel/dates.ts';
import { type Label, labelOn } from '../domain/label.ts';
import { labelEvents } from '../queries/label.ts';
import type { Space } from '../queries/spaces.ts';

/** Was the space labelled on this day? A suspension counts from the day when it was decided. */
export async function labelledOn(ctx: Context, spaceId: string, day: DateString): Promise<boolean> {
  return labelOn(await labelEvents(ctx.db, spaceId), day).state === 'labelled';
}

export async function labelToday(ctx: Context, space: Space): Promise<Label> {
  const today = localDate(ctx.clock.now(), space.timeZone);
  return labelOn(await labelEvents(ctx.db, space.id), today);
}
