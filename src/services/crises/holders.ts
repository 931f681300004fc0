import type { Context } from '#platform/context.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { departmentOfCommune } from '#platform/kernel/geography.ts';
import {
  type AgrementType,
  holdersOfAgrement,
  organisationById,
} from '#services/associations/index.ts';

/** Rescue, support to the population, supervision of volunteers. D, safety of events, is not for crises. */
const TYPES: readonly AgrementType[] = ['A', 'B', 'C'];

export interface Holder {
  readonly id: string;
  readonly name: string;
  readonly types: readonly AgrementType[];
}

/** Associations accredited (agrément de sécurité civile) in one of these departments on a day. */
export async function holdersIn(
  ctx: Context,
  departments: readonly string[],
  day: string,
): Promise<Holder[]> {
  const found = new Map<string, { id: string; name: string; types: Set<AgrementType> }>();
  for (const department of departments) {
    for (const type of TYPES) {
      for (const { id, name } of await holdersOfAgrement(ctx, department, type, day)) {
        const holder = found.get(id) ?? { id, name, types: new Set() };
        holder.types.add(type);
        found.set(id, holder);
      }
    }
  }
  return [...found.values()].map(({ types, ...holder }) => ({
    ...holder,
    types: [...types].sort(),
  }));
}

/** Is it accredited where the site is, from the first to the last day of the shift? */
export async function isAccredited(
  ctx: Context,
  holderId: string,
  commune: string,
  shift: { readonly startsAt: Date; readonly endsAt: Date; readonly timeZone: string },
): Promise<boolean> {
  const days = new Set(
    [shift.startsAt, shift.endsAt].map((instant) => localDate(instant, shift.timeZone)),
  );
  for (const day of days) {
    const holders = await holdersIn(ctx, [departmentOfCommune(commune)], day);
    if (!holders.some(({ id }) => id === holderId)) return false;
  }
  return true;
}

/** Names by id, of those that are set. */
export async function holderNames(
  ctx: Context,
  needs: readonly { readonly holderId: string | null }[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(needs.flatMap(({ holderId }) => holderId ?? []))];
  const found = await Promise.all(ids.map((id) => organisationById(ctx, id)));
  return new Map(found.flatMap((one) => (one ? [[one.id, one.name] as const] : [])));
}
