import type { Context } from '#platform/context.ts';
import { communeByCode, communes, reachOfPoint } from '#platform/geo/index.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { distanceKm } from '#platform/kernel/geography.ts';
import { labelledSpaces, type Space, type Wanted } from '../queries/spaces.ts';

export interface Search extends Omit<Wanted, 'communes'> {
  readonly near: { readonly communeCode: string; readonly radiusKm: number } | null;
}

export interface FoundSpace {
  readonly space: Space;
  /** From the middle of one commune to that of the other; null when no place was asked for. */
  readonly km: number | null;
}

/** Labelled spaces, the nearest first when a place is asked for, else by name. */
export async function findSpaces(ctx: Context, search: Search): Promise<FoundSpace[]> {
  const today = localDate(ctx.clock.now());
  const centre = search.near ? communeByCode(search.near.communeCode) : undefined;
  if (!search.near || !centre) {
    const spaces = await labelledSpaces(ctx.db, { ...search, communes: undefined }, today);
    return spaces.map((space) => ({ space, km: null }));
  }
  const { indexes } = reachOfPoint(centre, search.near.radiusKm);
  const { codes } = communes();
  const reached = [...indexes].map((index) => codes[index] as string);
  const spaces = await labelledSpaces(ctx.db, { ...search, communes: reached }, today);
  return spaces
    .map((space) => {
      const there = communeByCode(space.communeCode);
      return { space, km: there ? Math.round(distanceKm(centre, there)) : 0 };
    })
    .sort((a, b) => a.km - b.km);
}
