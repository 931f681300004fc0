import type { Context } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { type DateString, localDate } from '#platform/kernel/dates.ts';
import { abilitiesThrough, type Capabilities } from '../domain/capabilities.ts';
import type { VolunteerStatus } from '../domain/volunteer-status.ts';
import { capabilitiesByIds } from '../queries/capabilities.ts';
import {
  abilitiesMissing,
  type Reachable,
  reachableByIds,
  type VisibleHelper,
  visibleHelpers,
  type WantedHelp,
} from '../queries/reach.ts';
import { holderOf, volunteerById } from '../queries/register.ts';
import type { Volunteer, VolunteerId } from '../queries/rows.ts';
import { UNREGULATED_KINDS } from '../search/criteria.ts';
import { keyHash } from './keys.ts';
import { ownVolunteer } from './own-record.ts';

export type { Reachable, VisibleHelper, WantedHelp } from '../queries/reach.ts';

/** Name, language, verified and working contacts, by id; for another service's messages and rosters. */
export async function peopleByIds(
  ctx: Context,
  ids: readonly string[],
): Promise<Map<string, Reachable>> {
  return reachableByIds(ctx.db, ids);
}

/** What these people can do and bring, by id; for another service that shares them out. */
export async function capabilitiesOf(
  ctx: Context,
  ids: readonly string[],
): Promise<Map<string, Capabilities>> {
  return capabilitiesByIds(ctx.db, ids, UNREGULATED_KINDS);
}

/** Who holds a verified number (E.164); for an answer that arrives by SMS. */
export async function volunteerByPhone(
  ctx: Context,
  phone: string,
): Promise<VolunteerId | undefined> {
  return holderOf(ctx.db, 'phone', keyHash('phone', phone));
}

/** The volunteer behind whoever is signed in. */
export async function volunteerIdOf(ctx: Context, actor: Actor): Promise<VolunteerId | undefined> {
  return (await ownVolunteer(ctx, actor))?.id;
}

/** What missions know of whoever is signed in, to say what fits and what she may apply for. */
export interface Helper {
  readonly id: VolunteerId;
  /** Associations may see her first name and skills. */
  readonly isVisible: boolean;
  readonly status: Exclude<VolunteerStatus, 'erased'>;
  readonly firstName: string;
  readonly birthDate: DateString | null;
  /** INSEE code. */
  readonly commune: string | null;
  readonly radiusKm: number;
  readonly languages: readonly string[];
  /** Declared skills and certificates valid today, with all they imply. */
  readonly abilities: ReadonlySet<number>;
}

export async function helperOf(ctx: Context, actor: Actor): Promise<Helper | undefined> {
  const own = await ownVolunteer(ctx, actor);
  return own && helperFrom(ctx, own);
}

export async function helperById(ctx: Context, id: string): Promise<Helper | undefined> {
  const found = await volunteerById(ctx.db, id);
  return found && helperFrom(ctx, found);
}

/** People whom an association may see, by first name and skills, until they answer it. */
export async function helpersVisible(
  ctx: Context,
  wanted: WantedHelp,
  limit: number,
): Promise<VisibleHelper[]> {
  return visibleHelpers(ctx.db, wanted, limit);
}

/** Of these abilities, those that nobody holds in these communes: a number of nobody points at nobody. */
export async function abilitiesNobodyHolds(
  ctx: Context,
  abilities: readonly number[],
  communes: readonly number[],
): Promise<number[]> {
  return abilities.length === 0 ? [] : abilitiesMissing(ctx.db, abilities, communes);
}

async function helperFrom(ctx: Context, own: Volunteer): Promise<Helper | undefined> {
  if (own.status === 'erased') return undefined;
  const known = (await capabilitiesByIds(ctx.db, [own.id], UNREGULATED_KINDS)).get(own.id);
  const today = localDate(ctx.clock.now());
  return {
    id: own.id,
    isVisible: own.visibleToAssociations && own.consents.missions,
    status: own.status,
    firstName: own.firstName,
    birthDate: own.birthDate,
    commune: own.communeCode,
    radiusKm: own.radiusKm,
    languages: own.languages,
    abilities: known ? abilitiesThrough(known, today, today) : new Set(),
  };
}
