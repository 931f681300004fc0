import type { Context } from '#platform/context.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { abilitiesThrough, type Capabilities, capabilitiesOf } from '#services/volunteers/index.ts';
import { meets } from '../domain/assignment.ts';
import { type HeldShift, shiftsHolding } from '../queries/assignment.ts';
import type { Need, Site } from '../queries/needs.ts';
import type { RosterPlace } from '../queries/roster.ts';
import { abilitiesDuring, travelGap } from './proposal.ts';

/** Why somebody confirmed may not be able to come or to serve. */
export type Conflict =
  | { readonly kind: 'overlap' | 'travel'; readonly position: string }
  | { readonly kind: 'paper' | 'ability'; readonly position?: undefined };

const DAY = 86_400_000;

/** By person and need, "id id"; those without a conflict are absent. */
export async function conflictsOf(
  ctx: Context,
  sites: readonly Site[],
  needs: readonly Need[],
  places: readonly RosterPlace[],
): Promise<Map<string, Conflict[]>> {
  const found = new Map<string, Conflict[]>();
  const confirmed = places.filter(({ state }) => state === 'confirmed');
  if (confirmed.length === 0) return found;
  const needOf = new Map(needs.map((need) => [need.id, need]));
  const communeOf = new Map(sites.map(({ id, commune }) => [id, commune]));
  const ids = [...new Set(confirmed.map(({ volunteerId }) => volunteerId))];
  const first = Math.min(...needs.map(({ startsAt }) => startsAt.getTime()));
  const last = Math.max(...needs.map(({ endsAt }) => endsAt.getTime()));
  const [people, held] = await Promise.all([
    capabilitiesOf(ctx, ids),
    shiftsHolding(ctx.db, ids, new Date(first - DAY), new Date(last + DAY)),
  ]);
  const heldBy = Map.groupBy(held, ({ volunteerId }) => volunteerId);
  for (const { volunteerId, needId } of confirmed) {
    const need = needOf.get(needId);
    if (!need || need.status === 'cancelled') continue;
    const commune = communeOf.get(need.siteId) ?? '';
    const others = (heldBy.get(volunteerId) ?? []).filter((shift) => shift.needId !== needId);
    const conflicts = [
      ...others.flatMap((shift) => timeConflict({ ...need, commune }, shift)),
      ...paperConflict(people.get(volunteerId), need),
    ];
    if (conflicts.length > 0) found.set(`${volunteerId} ${needId}`, conflicts);
  }
  return found;
}

function timeConflict(
  need: { readonly startsAt: Date; readonly endsAt: Date; readonly commune: string },
  shift: HeldShift,
): Conflict[] {
  if (shift.startsAt < need.endsAt && shift.endsAt > need.startsAt) {
    return [{ kind: 'overlap', position: shift.position }];
  }
  return travelGap(shift, need) < 0 ? [{ kind: 'travel', position: shift.position }] : [];
}

function paperConflict(person: Capabilities | undefined, need: Need): Conflict[] {
  if (!person || meets(abilitiesDuring(person, need), need.requiredSkills)) return [];
  const day = localDate(need.startsAt, need.timeZone);
  const atFirst = meets(abilitiesThrough(person, day, day), need.requiredSkills);
  return [{ kind: atFirst ? 'paper' : 'ability' }];
}
