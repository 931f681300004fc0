import type { Context } from '#platform/context.ts';
import { peopleByIds } from '#services/volunteers/index.ts';
import { briefedAt } from './assignment/briefing.ts';
import { type Conflict, conflictsOf } from './assignment/conflicts.ts';
import { holderNames } from './holders.ts';
import type { Crisis } from './queries/crises.ts';
import { type Need, needsOf, type Site, sitesOf } from './queries/needs.ts';
import { type RosterPlace, rosterOf } from './queries/roster.ts';

export interface RosterLine extends RosterPlace {
  /** Empty when the person has been erased since. */
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string | null;
  readonly email: string | null;
  /** What an officer must settle; for those confirmed. */
  readonly conflicts: readonly Conflict[];
  /** Knows the present briefing, that of the need included; undefined: there is none. */
  readonly briefed: boolean | undefined;
}

export interface RosterShift {
  readonly need: Need;
  /** The association in charge. */
  readonly holder: string | undefined;
  readonly lines: readonly RosterLine[];
}

export interface RosterSite {
  readonly site: Site;
  readonly shifts: readonly RosterShift[];
}

/** Who is expected, by site then by shift; needs that were cancelled are left out. */
export async function loadRoster(ctx: Context, crisis: Crisis): Promise<RosterSite[]> {
  const [sites, needs, places, briefed] = await Promise.all([
    sitesOf(ctx.db, crisis.id),
    needsOf(ctx.db, crisis.id),
    rosterOf(ctx.db, crisis.id),
    briefedAt(ctx, crisis.id),
  ]);
  const conflicts = await conflictsOf(ctx, sites, needs, places);
  const people = await peopleByIds(ctx, [...new Set(places.map((place) => place.volunteerId))]);
  const holders = await holderNames(ctx, needs);
  const lines = places.map((place): RosterLine => {
    const person = people.get(place.volunteerId);
    return {
      ...place,
      firstName: person?.firstName ?? '',
      lastName: person?.lastName ?? '',
      phone: person?.phone ?? null,
      email: person?.email ?? null,
      conflicts: conflicts.get(`${place.volunteerId} ${place.needId}`) ?? [],
      briefed: briefed(place.needId, place.volunteerId),
    };
  });
  const byNeed = Map.groupBy(lines, ({ needId }) => needId);
  return sites.flatMap((site) => {
    const shifts = needs
      .filter((need) => need.siteId === site.id && need.status !== 'cancelled')
      .map((need) => ({
        need,
        holder: need.holderId === null ? undefined : holders.get(need.holderId),
        lines: byNeed.get(need.id) ?? [],
      }));
    return shifts.length > 0 ? [{ site, shifts }] : [];
  });
}
