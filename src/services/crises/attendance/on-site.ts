import type { Context } from '#platform/context.ts';
import { presencesOf } from '../queries/attendance.ts';

/** How many people are on a site now, and how many presences somebody should look at. */
export interface OnSite {
  readonly here: number;
  readonly doubtful: number;
}

/** By site id; sites where nobody ever arrived are left out. */
export async function onSite(ctx: Context, crisisId: string): Promise<ReadonlyMap<string, OnSite>> {
  const bySite = Map.groupBy(await presencesOf(ctx.db, crisisId), ({ siteId }) => siteId);
  return new Map(
    [...bySite].map(([siteId, presences]) => [
      siteId,
      {
        here: presences.filter(({ to }) => !to).length,
        doubtful: presences.filter(({ doubtful }) => doubtful).length,
      },
    ]),
  );
}
